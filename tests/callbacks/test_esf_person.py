"""One person's record as each role sees it; every read is written down."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from sqlalchemy import Engine

from callbacks.esf_person import follow, load, nobody
from dashboard.domain.access import Role, Scope
from dashboard.domain.calendar import HELSINKI
from dashboard.views.esf import EsfPersonView
from db.schema import Cohort, Enrolment, Participant, Programme
from tests.callbacks.persons import reads
from tests.support.funded import AUTUMN, funded
from tests.support.world import World, new_world

DECEMBER = datetime(2026, 12, 1, 12, tzinfo=HELSINKI)


@pytest.fixture
def world(migrated_sqlite_url: str) -> Iterator[World]:
    world = new_world(migrated_sqlite_url)
    funded(world)
    yield world
    world.engine.dispose()


@pytest.fixture
def kaisa() -> Scope:
    return Scope(1, Role.COORDINATOR)


@pytest.fixture
def mikko(world: World) -> Scope:
    """Coach of the autumn alone."""
    return Scope(world.account("Mikko", "coach"), Role.COACH, frozenset({world.cohorts["syksy"]}))


def record(engine: Engine, scope: Scope | None, code: object, **params: object) -> EsfPersonView:
    return load(engine, scope, {"code": code, **params}, DECEMBER)


def test_a_record_that_is_complete(engine: Engine, kaisa: Scope) -> None:
    view = record(engine, kaisa, "A")
    assert view.headline == "A: everything that the funder asks for is there"
    assert view.forms is not None
    assert [(line.label, line.text, line.badge) for line in view.forms.lines] == [
        ("Start form", "Spring: signed on 2 Mar 2026", "signed"),
        ("Exit form", "Spring: signed on 20 May 2026", "signed"),
    ]
    assert view.background is not None
    assert [(line.label, line.text) for line in view.background.lines.lines] == [
        ("Gender", "woman"),
        ("Age", "25 to 29"),
        ("Employment", "outside the labour market, in education or training"),
        ("Education", "primary or lower secondary (ISCED 1–2)"),
        ("Disability", "no"),
        ("Foreign background", "yes"),
        ("Belongs to a minority", "no"),
        ("Homeless, or about to be", "no"),
        ("Lives in a rural area", "no"),
        ("Another disadvantage", "no"),
    ]
    assert view.events is not None
    assert [(line.label, line.text) for line in view.events.lines] == [
        ("20 May 2026", "began work"),
        ("10 May 2026", "began to look for work"),
    ]
    assert view.events.results == ("Left on 8 May 2026.", "On leaving: in work.", "Six months after: in work.")


def test_what_is_not_known_and_what_was_refused_are_told_apart(engine: Engine, kaisa: Scope) -> None:
    view = record(engine, kaisa, "B")
    assert view.headline == "B: 1 form waits"
    assert view.background is not None
    said = {line.label: line.text for line in view.background.lines.lines}
    assert (said["Disability"], said["Belongs to a minority"]) == ("would rather not say", "not asked")
    assert view.forms is not None
    assert view.forms.lines[1].text == "Spring: it cannot be had: muutti"
    assert view.events is not None
    assert view.events.results[1:] == ("On leaving: not known.", "Six months after: not known.")


def test_who_came_back_is_still_here(engine: Engine, kaisa: Scope) -> None:
    view = record(engine, kaisa, "C")
    assert view.headline == "C: 2 forms wait, and the background is not complete"
    assert view.background is not None
    assert view.background.title == "Not known yet: education"
    assert view.events is not None
    assert view.events.results == ("They are still here: results are counted once they have left.",)
    assert view.events.fields is not None
    assert [option.label for option in view.events.fields.enrolments] == ["Autumn", "Spring"]
    before = record(engine, kaisa, "C", as_of="2026-05-08").events
    assert before is not None
    assert before.results == (
        "Left on 10 Apr 2026.",
        "On leaving: in education or training.",
        "Six months after: six months are not over yet.",
    )


def test_on_another_day_nothing_can_be_written_down(engine: Engine, kaisa: Scope) -> None:
    view = record(engine, kaisa, "A", as_of="2026-05-15")
    assert view.events is not None
    assert view.background is not None
    assert view.forms is not None
    assert (view.events.fields, view.background.fields) == (None, None)
    assert {line.fields for line in view.forms.lines} == {None}
    assert [line.event for line in view.events.lines] == [None], "the job of 20 May is still to come"


def test_each_read_is_written_down_and_reading_on_is_not(engine: Engine, kaisa: Scope) -> None:
    record(engine, kaisa, "A")
    follow(engine, kaisa, {"code": "A", "as_of": "2026-05-15"}, DECEMBER)
    follow(engine, kaisa, {"code": "B"}, DECEMBER)
    assert [(row.account_id, row.detail) for row in reads(engine)] == [
        (1, {"participant": "A", "page": "esf"}),
        (1, {"participant": "B", "page": "esf"}),
    ]


class TestRoles:
    def test_a_coach_finds_their_part_of_somebody(self, engine: Engine, mikko: Scope) -> None:
        view = record(engine, mikko, "C")
        assert view.forms is not None
        assert [line.text for line in view.forms.lines] == ["Autumn: due 14 Sep 2026. Nobody asks for it yet"]
        assert "Spring" not in repr(view)

    def test_who_may_not_see_a_person_is_told_what_is_told_of_nobody(self, world: World, mikko: Scope) -> None:
        for scope in (mikko, Scope(1, Role.REPORTER), Scope(1, Role.AUDITOR)):
            assert record(world.engine, scope, "A") == nobody() == record(world.engine, scope, "nobody")
        assert reads(world.engine) == []
        assert record(world.engine, None, "A") == EsfPersonView(headline="")

    @pytest.mark.parametrize("code", ["", "x" * 101, "\0", ["A", "B"], None])
    def test_what_is_no_code_is_nobody(self, engine: Engine, kaisa: Scope, code: object) -> None:
        assert record(engine, kaisa, code) == nobody()


def test_before_they_had_entered_there_is_nobody(engine: Engine, kaisa: Scope) -> None:
    assert record(engine, kaisa, "D", as_of="2026-08-30") == nobody()


def test_one_code_in_two_programmes_is_a_choice(world: World, kaisa: Scope) -> None:
    other = world.add(Programme, code="toinen", name="Toinen", weeks=10)
    cohort = world.add(
        Cohort, programme_id=other, code="muu", name="Other", starts_on=AUTUMN, ends_on=date(2026, 11, 6), weeks=10
    )
    person = world.add(Participant, programme_id=other, code="A")
    world.add(Enrolment, cohort_id=cohort, participant_id=person, enrolled_on=AUTUMN)
    view = record(world.engine, kaisa, "A")
    assert view.choice is not None
    assert [line.href for line in view.choice.lines] == [
        "/esf/person?code=A&programme=ikut",
        "/esf/person?code=A&programme=toinen",
    ]
    assert reads(world.engine) == [], "nobody was read about yet"
    assert record(world.engine, kaisa, "A", programme="toinen").headline == (
        "A: 1 form waits, and the background is not complete"
    )
