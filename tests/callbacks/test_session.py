"""The page of one session as each role sees it."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from callbacks.session import follow, load
from dashboard.domain.access import Role, Scope
from dashboard.domain.calendar import HELSINKI
from dashboard.domain.register import Shown
from dashboard.views import MarkTable, SessionView
from db.engine import writing
from tests.callbacks.conftest import AUTUMN, NOW, SPRING
from tests.callbacks.persons import reads
from tests.support.world import World

NONE = "There is no such session"


@pytest.fixture
def ids(world: World) -> dict[date, int]:
    """The autumn's group sessions by day."""
    autumn = [session for session, cohort in world.sessions.items() if cohort == "syksy"]
    return {AUTUMN + timedelta(days=7 * (n // 4) + n % 4): session for n, session in enumerate(autumn[:16])}


def show(engine: Engine, scope: Scope | None, session: object, now: datetime = NOW, **params: object) -> SessionView:
    return load(engine, scope, {"id": str(session), **params}, now)


def facts(view: SessionView) -> dict[str, str]:
    return {fact.label: fact.value for fact in view.facts}


def marks(view: SessionView) -> MarkTable:
    assert view.marks is not None
    return view.marks


def test_it_says_what_it_was_and_who_came(engine: Engine, kaisa: Scope, ids: dict[date, int]) -> None:
    view = show(engine, kaisa, ids[date(2026, 10, 14)])
    assert view.headline == "IT, Wed 14 Oct 2026"
    assert view.lead == "From 9:00 to 12:00."
    assert facts(view) == {
        "Cohort": "Autumn",
        "Programme week": "2",
        "Expected": "3",
        "Recorded": "3",
        "Came": "2",
    }
    table = marks(view)
    assert (table.title, table.note) == ("2 of 3 came", "Every mark is there.")
    assert [(line.participant, line.shown, line.status, line.minutes, line.notice) for line in table.lines] == [
        ("A", Shown.PRESENT, "present", "", ""),
        ("B", Shown.LATE, "late", "20 min late", "not told"),
        ("C", Shown.EXCUSED, "excused", "", "told before"),
    ]
    assert [line.reason for line in table.lines] == ["", "", "authority or criminal proceedings"]


def test_it_leads_to_its_people_its_cohort_and_its_week(engine: Engine, kaisa: Scope, ids: dict[date, int]) -> None:
    view = show(engine, kaisa, ids[date(2026, 10, 14)], cohorts="syksy", activity="IT", as_of="2026-10-20")
    kept = "cohorts=syksy&as_of=2026-10-20&activity=IT"
    assert [line.href for line in marks(view).lines] == [f"/participant?{kept}&code={code}" for code in "ABC"]
    assert {fact.label: fact.href for fact in view.facts if fact.href} == {
        "Cohort": f"/attendance?{kept}",
        "Programme week": "/attendance?cohorts=syksy&from=2026-10-12&to=2026-10-18&as_of=2026-10-20&activity=IT",
    }


def test_minutes_of_leaving_early_are_said_as_well(world: World, kaisa: Scope) -> None:
    session = world.session("syksy", date(2026, 10, 9))
    world.mark(session, "A", "late", minutes_late=5, left_early_minutes=30, notice="unknown")
    world.mark(session, "B", "late", notice="after")
    lines = marks(show(world.engine, kaisa, session)).lines
    assert [(line.minutes, line.notice) for line in lines] == [
        ("5 min late, left 30 min early", "not known whether told"),
        ("", "told afterwards"),
        ("", ""),
    ]


def test_a_missing_mark_is_no_absence(engine: Engine, kaisa: Scope, ids: dict[date, int]) -> None:
    table = marks(show(engine, kaisa, ids[date(2026, 10, 22)]))
    assert (table.title, table.note) == ("1 of 3 came", "1 mark is missing; that is not an absence.")
    assert table.lines[2].shown is Shown.UNRECORDED


def test_without_any_mark_it_says_so(world: World, kaisa: Scope) -> None:
    view = show(world.engine, kaisa, world.session("syksy", date(2026, 10, 9)))
    assert marks(view).title == "No marks yet"
    assert [line.status for line in marks(view).lines] == ["not recorded"] * 3
    assert facts(view)["Came"] == "0"


def test_before_it_is_held_it_says_who_is_expected(engine: Engine, kaisa: Scope, ids: dict[date, int]) -> None:
    coming = show(engine, kaisa, ids[date(2026, 10, 26)])
    as_of = show(engine, kaisa, ids[date(2026, 10, 14)], as_of="2026-10-13")
    for view in (coming, as_of):
        assert (marks(view).title, marks(view).note) == ("Not yet held", "3 people are expected.")
        assert {line.shown for line in marks(view).lines} == {Shown.UPCOMING}
        assert "Came" not in facts(view)


def test_a_cancelled_one_says_so(world: World, kaisa: Scope) -> None:
    view = show(world.engine, kaisa, world.session("syksy", date(2026, 10, 9), cancelled_at=NOW))
    assert marks(view).title == "This session was cancelled"
    assert marks(view).lines == ()
    assert "Expected" not in facts(view)


def test_a_day_on_which_nobody_was_enrolled(world: World, kaisa: Scope) -> None:
    view = show(world.engine, kaisa, world.session("talvi", date(2026, 11, 3)))
    assert marks(view).title == "Nobody is expected"
    assert marks(view).empty == "Nobody was enrolled in the cohort on that day."


def test_its_module_is_named(world: World, kaisa: Scope) -> None:
    session = world.session("syksy", date(2026, 10, 9), module_id=world.module("OIK", 2))
    assert facts(show(world.engine, kaisa, session))["Module"] == "OIK"


class TestOnePersonsOwn:
    @pytest.fixture
    def meeting(self, world: World) -> int:
        world.activity("ohjaus", individual=True, name_en="Guidance")
        meeting = world.session("kevät", SPRING, "ohjaus", minutes=60, person="Z")
        world.mark(meeting, "Z")
        return meeting

    def test_it_names_whose_it_is_and_is_a_read_about_them(self, world: World, mikko: Scope, meeting: int) -> None:
        view = show(world.engine, mikko, meeting)
        assert view.headline == "Guidance of Z, Mon 2 Mar 2026"
        assert marks(view).title == "A meeting of one person"
        assert facts(view) == {"Cohort": "Spring", "Programme week": "1"}
        assert [(row.account_id, row.subject_id, row.detail) for row in reads(world.engine)] == [
            (mikko.account_id, world.people["Z"], {"participant": "Z", "page": "session"})
        ]

    def test_a_change_of_the_day_is_the_same_read(self, world: World, mikko: Scope, meeting: int) -> None:
        show(world.engine, mikko, meeting)
        follow(world.engine, mikko, {"id": str(meeting), "as_of": "2026-03-01"}, NOW)
        assert len(reads(world.engine)) == 1

    def test_without_the_row_there_is_no_data(self, world: World, mikko: Scope, meeting: int) -> None:
        with writing(world.engine) as connection:
            connection.execute(text("DROP TABLE audit"))
        with pytest.raises(DBAPIError, match="audit"):
            show(world.engine, mikko, meeting)

    def test_a_group_session_is_a_read_about_nobody_in_particular(
        self, engine: Engine, kaisa: Scope, ids: dict[date, int]
    ) -> None:
        show(engine, kaisa, ids[date(2026, 10, 14)])
        assert reads(engine) == []


class TestWhoSeesIt:
    def test_another_cohorts_looks_like_none(self, engine: Engine, mikko: Scope, ids: dict[date, int]) -> None:
        foreign, missing = show(engine, mikko, ids[AUTUMN]), show(engine, mikko, 10**9)
        assert foreign == missing
        assert foreign.headline == NONE

    def test_a_coach_sees_their_own_cohorts(self, world: World, mikko: Scope) -> None:
        spring = next(session for session, cohort in world.sessions.items() if cohort == "kevät")
        assert show(world.engine, mikko, spring).headline == "ryhmä, Mon 2 Mar 2026"

    @pytest.mark.parametrize("role", [Role.REPORTER, Role.AUDITOR])
    def test_who_sees_no_persons_sees_none(self, engine: Engine, role: Role, ids: dict[date, int]) -> None:
        scope = Scope(7, role)
        assert show(engine, scope, ids[AUTUMN]) == show(engine, scope, 10**9)
        assert show(engine, scope, ids[AUTUMN]).headline == NONE

    def test_nobody_sees_nothing(self, engine: Engine, ids: dict[date, int]) -> None:
        assert show(engine, None, ids[AUTUMN]) == SessionView(headline="")

    def test_a_restricted_one_is_for_coach_and_coordinator(self, world: World, kaisa: Scope, mikko: Scope) -> None:
        meeting = max(session for session, cohort in world.sessions.items() if cohort == "syksy")
        concerned = Scope(mikko.account_id, Role.COACH, frozenset({world.cohorts["syksy"]}))
        assert show(world.engine, kaisa, meeting).lead.endswith("Visible to you and the coach of the cohort only.")
        assert show(world.engine, concerned, meeting).lead.endswith("Visible to you and the coordinator only.")
        assert show(world.engine, mikko, meeting).headline == NONE
        assert show(world.engine, Scope(7, Role.REPORTER), meeting).headline == NONE

    @pytest.mark.parametrize("wrong", ["", "x", "-1", "1.0", "१", "9" * 19, "9" * 5000, "1\0", " 1"])
    def test_what_is_no_id_is_none(self, engine: Engine, kaisa: Scope, wrong: str) -> None:
        assert show(engine, kaisa, wrong).headline == NONE

    @pytest.mark.parametrize("wrong", [["1", "2"], None, 1])
    def test_nor_is_what_is_no_text(self, engine: Engine, kaisa: Scope, wrong: object) -> None:
        assert load(engine, kaisa, {"id": wrong}, NOW).headline == NONE
        assert load(engine, kaisa, {}, NOW).headline == NONE


def test_only_the_day_can_be_chosen(engine: Engine, kaisa: Scope, ids: dict[date, int]) -> None:
    filters = show(engine, kaisa, ids[AUTUMN], cohorts="syksy", activity="IT", to="2026-10-10").filters
    assert (filters.with_cohorts, filters.with_period, filters.with_activity) == (False, False, False)
    assert filters.with_as_of
    assert (filters.chosen_cohorts, filters.chosen_activity, filters.end) == (("syksy",), "IT", date(2026, 10, 10))


def test_the_night_the_clocks_change_is_told_in_local_time(world: World, kaisa: Scope) -> None:
    session = world.session("syksy", date(2026, 10, 25), start=time(22), minutes=60)
    view = show(world.engine, kaisa, session, now=datetime(2026, 10, 26, tzinfo=HELSINKI))
    assert view.lead == "From 22:00 to 23:00."
