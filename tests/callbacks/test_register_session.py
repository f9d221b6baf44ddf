"""The register of one session as each role sees it, and its history."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from callbacks.register_session import follow, load
from dashboard.domain.access import Role, Scope
from dashboard.domain.calendar import HELSINKI
from dashboard.domain.register_taking import Change, Entry
from dashboard.views import SheetView
from db.commands.notices import NewNotice, record_notice
from db.commands.register import record_marks
from db.commands.sessions import cancel_session
from db.engine import writing
from tests.callbacks.persons import reads
from tests.support.world import World

THURSDAY = datetime(2026, 10, 22, 9, 5, tzinfo=HELSINKI)
TODAY = THURSDAY.date()
NONE = "There is no such session"


@pytest.fixture
def today(world: World) -> int:
    """This morning's register: A is present, B absent without notice, C not marked yet."""
    return [session for session, cohort in world.sessions.items() if cohort == "syksy"][11]


def show(world: World, scope: Scope | None, session: object, now: datetime = THURSDAY, **params: object) -> SheetView:
    return load(world.engine, scope, {"id": str(session), **params}, now)


def people(view: SheetView) -> list[dict[str, Any]]:
    assert view.state is not None
    return list(view.state["people"])


def test_it_says_who_is_expected_and_what_is_written(world: World, kaisa: Scope, today: int) -> None:
    view = show(world, kaisa, today)
    assert (view.headline, view.lead) == ("arki, Thu 22 Oct", "9:00–12:00, Autumn.")
    assert view.state is not None
    assert {name: view.state[name] for name in ("session", "account", "open", "at")} == {
        "session": today,
        "account": kaisa.account_id,
        "open": True,
        "at": "9:05",
    }
    assert [(one["code"], one["version"], one["entry"]) for one in people(view)] == [
        ("A", 1, {"status": "present"}),
        ("B", 1, {"status": "absent", "notice": "none"}),
        ("C", 0, None),
    ]
    assert reads(world.engine) == []


def test_it_knows_whose_marks_are_a_colleagues(world: World, kaisa: Scope, today: int) -> None:
    mikko = Scope(world.account("Mikko", "coach"), Role.COACH, frozenset({world.cohorts["syksy"]}))
    with writing(world.engine) as connection:
        change = Change(world.enrolments["syksy", "C"], 0, Entry("present"))
        record_marks(connection, mikko, today, [change], THURSDAY, TODAY)
    assert [(one["by"], one["at"]) for one in people(show(world, kaisa, today))][2] == ("Mikko", "9:05")
    assert people(show(world, mikko, today))[2]["by"] is None


def test_what_was_told_beforehand_is_suggested(world: World, kaisa: Scope, today: int) -> None:
    new = NewNotice(world.enrolments["syksy", "C"], TODAY, TODAY, excused=True, reason="official")
    with writing(world.engine) as connection:
        record_notice(connection, kaisa, new, THURSDAY - timedelta(days=1), TODAY - timedelta(days=1))
    assert people(show(world, kaisa, today))[2]["told"] == {
        "entry": {"status": "absent", "notice": "before", "excused": True, "reason": "official"},
        "text": "told on Wed 21 Oct: authority",
    }


def test_before_its_day_it_lists_who_will_be_expected(world: World, kaisa: Scope, today: int) -> None:
    view = show(world, kaisa, today, THURSDAY - timedelta(days=3))
    assert view.lead == "9:00–12:00, Autumn. 3 people are expected. The register opens on its day."
    assert view.state is not None
    assert view.state["open"] is False
    assert view.notices is not None


def test_a_cancelled_one_says_so_and_takes_no_marks(world: World, kaisa: Scope, today: int) -> None:
    with writing(world.engine) as connection:
        cancel_session(connection, kaisa, today, 1, THURSDAY, with_marks=True)
    view = show(world, kaisa, today)
    assert view.lead.endswith("This session was cancelled: nobody was expected, and nobody is absent.")
    assert view.state is not None
    assert (view.state["open"], view.cancelled, view.version) == (False, True, 2)


def test_its_history_tells_who_changed_what(world: World, kaisa: Scope, today: int) -> None:
    late = Entry("late", minutes_late=10, notice="unknown")
    excused = Entry("absent", notice="after", excused=True, reason="health")
    for base, entry in ((0, late), (1, excused), (2, None)):
        with writing(world.engine) as connection:
            record_marks(
                connection, kaisa, today, [Change(world.enrolments["syksy", "C"], base, entry)], THURSDAY, TODAY
            )
    history = show(world, kaisa, today).history
    assert history is not None
    assert history.note == "5 changes"
    texts = [line.text for line in history.lines]
    assert [text for text in texts if text.startswith("C")] == [
        "C: excused, told afterwards, health → no mark",
        "C: late, 10 min late → excused, told afterwards, health",
        "C: no mark → late, 10 min late",
    ]
    assert "A: present (by an import or another program)" in texts
    assert next(line.label for line in history.lines if line.text.startswith("C")).endswith("Kaisa")


class TestWhoSeesIt:
    def test_opening_one_persons_own_is_a_read_about_them(self, world: World, kaisa: Scope) -> None:
        world.activity("ohjaus", individual=True, name_en="Guidance")
        meeting = world.session("syksy", TODAY, "ohjaus", minutes=60, person="B")
        assert show(world, kaisa, meeting).headline == "Guidance of B, Thu 22 Oct"
        follow(world.engine, kaisa, {"id": str(meeting)}, THURSDAY)
        assert [(row.subject_id, row.detail) for row in reads(world.engine)] == [
            (world.people["B"], {"participant": "B", "page": "register"})
        ]

    def test_a_restricted_one_says_for_whose_eyes_it_is(self, world: World, kaisa: Scope) -> None:
        meeting = max(session for session, cohort in world.sessions.items() if cohort == "syksy")
        assert show(world, kaisa, meeting).lead.endswith("Visible to you and the coach of the cohort only.")

    def test_another_cohorts_looks_like_none(self, world: World, mikko: Scope, today: int) -> None:
        assert show(world, mikko, today) == show(world, mikko, 10**9)
        assert show(world, mikko, today).headline == NONE

    @pytest.mark.parametrize("role", [Role.REPORTER, Role.AUDITOR])
    def test_nobody_else(self, world: World, today: int, role: Role) -> None:
        view = show(world, Scope(7, role), today)
        assert (view.headline, view.state, view.history) == (NONE, None, None)

    def test_without_a_sign_in_there_is_nothing(self, world: World, today: int) -> None:
        assert show(world, None, today) == SheetView(headline="")
