"""The pages about the funder's forms: a callback writes what was drawn, and forms hold what their action reads."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from callbacks import esf, esf_person
from dashboard.domain.access import Role, Scope
from dashboard.domain.calendar import HELSINKI
from dashboard.views.esf import EsfPersonView, EsfView
from pages import esf as esf_page
from pages import esf_person as esf_person_page
from tests.components.trees import attribute, by_id, every, text
from tests.pages.test_parts import written
from tests.support.funded import funded
from tests.support.world import World, new_world

NOW = datetime(2026, 9, 10, 12, tzinfo=HELSINKI)
KAISA, RAIJA = Scope(1, Role.COORDINATOR), Scope(1, Role.REPORTER)


@pytest.fixture
def world(migrated_sqlite_url: str) -> Iterator[World]:
    world = new_world(migrated_sqlite_url)
    funded(world)
    yield world
    world.engine.dispose()


def views(world: World) -> list[tuple[Any, Any]]:
    """Each page as different readers see it, on different days."""
    return [
        (esf_page, EsfView(headline="")),
        (esf_page, esf.load(world.engine, KAISA, {}, NOW)),
        (esf_page, esf.load(world.engine, KAISA, {"as_of": "2026-01-01"}, NOW)),
        (esf_page, esf.load(world.engine, RAIJA, {}, NOW)),
        (esf_person_page, EsfPersonView(headline="")),
        (esf_person_page, esf_person.load(world.engine, KAISA, {"code": "A"}, NOW)),
        (esf_person_page, esf_person.load(world.engine, KAISA, {"code": "C", "as_of": "2026-05-01"}, NOW)),
        (esf_person_page, esf_person.nobody()),
    ]


def test_every_view_has_the_same_parts_where_the_layout_has_them(world: World) -> None:
    keys: dict[Any, Any] = {}
    for page, view in views(world):
        parts = page.parts(view)
        assert keys.setdefault(page, parts.keys()) == parts.keys()
        drawn = page.layout(view)
        laid_out = {(owner, name): attribute(by_id(drawn, owner), name) for owner, name in parts}
        assert written(laid_out) == written(parts)


def names(drawn: Any, slot: str) -> set[str]:
    """What a form sends."""
    form = by_id(drawn, slot)
    return {name for part in every(form) if (name := getattr(part, "name", None)) and name != "format"}


def test_forms_hold_what_their_action_reads(world: World) -> None:
    drawn = esf_page.layout(esf.load(world.engine, KAISA, {}, NOW))
    enrolment = world.enrolments["kevät", "C"]
    assert names(drawn, f"esf-form-{enrolment}-exit") == {
        "enrolment",
        "kind",
        "seen",
        "signed_on",
        "due_on",
        "owner",
        "reason",
    }
    start = names(drawn, f"esf-form-{world.enrolments['kevät', 'B']}-start")
    assert start == {"enrolment", "kind", "seen", "signed_on", "due_on", "owner"}
    assert names(drawn, "esf-sheet-form") == {"programme", "query", "set", "password"}
    person = esf_person_page.layout(esf_person.load(world.engine, KAISA, {"code": "A"}, NOW))
    basics = {"gender", "age_band", "labour_status", "education_band"}
    questions = {"disability", "foreign_background", "minority", "homeless", "rural", "other_disadvantage"}
    assert names(person, "background-form") == {"participant", "seen", *basics, *questions}
    assert names(person, "events-form") == {"enrolment", "kind", "happened_on"}


def test_a_reporter_gets_no_form(world: World) -> None:
    drawn = esf_page.layout(esf.load(world.engine, RAIJA, {}, NOW))
    assert not [part for part in every(drawn) if type(part).__name__ == "Form"]
    assert "password" not in text(drawn)
