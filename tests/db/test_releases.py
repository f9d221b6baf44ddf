"""The ledger in the database: what left the house stays known, with the persons behind it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from dashboard.domain.access import ForbiddenError, Role, Scope
from dashboard.domain.disclosure.ledger import Release, Statement
from dashboard.domain.disclosure.primary import Reason
from db.commands.errors import RefusedError, StaleError
from db.commands.releases import NewRelease, keep_release, withdraw_release, write_text
from db.engine import reading, writing
from db.queries.releases import ledger, release_rows, report_texts
from tests.support.world import World, new_world

NOW = datetime(2022, 6, 30, 9, tzinfo=UTC)
FOUR = frozenset({1, 2, 3, 4})
SAID = Release(
    "ELY 2022-06-30",
    "completion",
    3,
    (
        Statement(FOUR, frozenset({"all_done"}), None, Reason.SMALL),
        Statement(FOUR, frozenset({"all_done", "not_all_done"}), 4),
    ),
)
NEW = NewRelease("ikut", "funder", "ELY", date(2022, 6, 30), {"a": 1}, {"k": 3}, {"tables": []}, [SAID], {"x": "0"}, 0)


@pytest.fixture
def world(migrated_url: str) -> Iterator[World]:
    world = new_world(migrated_url)
    yield world
    world.engine.dispose()


@pytest.fixture
def raija(world: World) -> Scope:
    return Scope(world.account("Raija", "reporter"), Role.REPORTER)


def keep(world: World, scope: Scope, new: NewRelease = NEW) -> int:
    with writing(world.engine) as connection:
        return keep_release(connection, scope, new, NOW)


def test_what_went_out_is_what_the_next_is_held_against(world: World, raija: Scope) -> None:
    kept = keep(world, raija)
    with reading(world.engine) as connection:
        known = ledger(connection, raija, "ikut")
        [row] = release_rows(connection, Scope(1, Role.AUDITOR))
    assert (known.entries, known.latest) == ((SAID,), kept)
    assert (row.recipient, row.made_by, row.made_at, row.files) == ("ELY", "Raija", NOW, {"x": "0"})


def test_two_releases_at_once_are_never_blind_to_each_other(world: World, raija: Scope) -> None:
    keep(world, raija)
    with pytest.raises(StaleError):
        keep(world, raija)


def test_a_withdrawn_release_stays_known(world: World, raija: Scope) -> None:
    kept = keep(world, raija)
    for _twice in range(2):
        with writing(world.engine) as connection:
            withdraw_release(connection, raija, kept, "A wrong period.", NOW)
    with reading(world.engine) as connection:
        [entry] = ledger(connection, raija, "ikut").entries
        [row] = release_rows(connection, raija)
    assert (entry.statements, entry.withdrawn) == (SAID.statements, True)
    assert (row.withdrawn_by, row.withdrawn_why) == ("Raija", "A wrong period.")
    with writing(world.engine) as connection, pytest.raises(RefusedError):
        withdraw_release(connection, raija, kept, " ", NOW)


@pytest.mark.parametrize("role", [Role.COACH, Role.AUDITOR])
def test_who_makes_no_reports_writes_none(world: World, raija: Scope, role: Role) -> None:
    kept, other = keep(world, raija), Scope(None, role)
    with pytest.raises(ForbiddenError):
        keep(world, other, replace(NEW, seen=kept))
    with writing(world.engine) as connection:
        for forbidden in (
            lambda: withdraw_release(connection, other, kept, "no", NOW),
            lambda: write_text(connection, other, "ikut", "summary", "fi", "text", 0, NOW),
            lambda: ledger(connection, other, "ikut"),
            lambda: report_texts(connection, other, "ikut", "fi"),
        ):
            with pytest.raises(ForbiddenError):
                forbidden()


def test_what_there_is_not_looks_like_what_is_forbidden(world: World, raija: Scope) -> None:
    with writing(world.engine) as connection, pytest.raises(ForbiddenError):
        withdraw_release(connection, raija, 999, "why", NOW)
    with pytest.raises(ForbiddenError):
        keep(world, raija, replace(NEW, programme="muu"))
    with pytest.raises(RefusedError):
        keep(world, raija, replace(NEW, recipient=" "))


def test_two_people_write_the_same_paragraph(world: World, raija: Scope) -> None:
    def write(text: str, seen: int) -> int:
        with writing(world.engine) as connection:
            return write_text(connection, raija, "ikut", "summary", "fi", text, seen, NOW)

    assert write("Ensimmäinen.", 0) == 1
    with pytest.raises(StaleError) as stale:
        write("Toinen.", 0)
    assert stale.value.current == {"text": "Ensimmäinen.", "version": 1}
    assert write("Molemmat.", 1) == 2
    with reading(world.engine) as connection:
        assert report_texts(connection, raija, "ikut", "fi") == {"summary": ("Molemmat.", 2)}
        assert report_texts(connection, raija, "ikut", "sv") == {}
