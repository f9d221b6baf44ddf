"""Taking a register in the database: who may, exactly who is expected, each change once, nothing overwritten unseen."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select, update

from dashboard.domain.access import ForbiddenError, Role, Scope, command_line_scope
from dashboard.domain.calendar import HELSINKI
from dashboard.domain.register_taking import Change, Entry, Sheet, Stage, Verdict
from dashboard.domain.selection import Selection
from db.commands.errors import RefusedError, StaleError
from db.commands.register import record_marks
from db.commands.sessions import cancel_session, restore_session
from db.engine import reading, writing
from db.queries.register_history import history
from db.queries.register_taking import registers, sheet
from db.schema import Audit, Mark
from tests.support.world import World, new_world

MONDAY = date(2026, 10, 5)
TODAY = MONDAY + timedelta(days=2)
NOW = datetime(2026, 10, 7, 9, 5, tzinfo=HELSINKI)

PRESENT = Entry("present")
LATE = Entry("late", minutes_late=15, notice="unknown")
UNTOLD = Entry("absent", notice="none")
OFFICIAL = Entry("absent", notice="before", excused=True, reason="official")


@pytest.fixture
def world(migrated_url: str) -> Iterator[World]:
    """Wednesday, five past nine: A and B have been there from the beginning, C comes today, D left yesterday."""
    world = new_world(migrated_url)
    world.cohort("syksy", MONDAY)
    world.cohort("muu", MONDAY)
    world.enrol("syksy", "A", MONDAY)
    world.enrol("syksy", "B", MONDAY)
    world.enrol("syksy", "C", TODAY)
    world.enrol("syksy", "D", MONDAY, TODAY - timedelta(days=1))
    world.enrol("muu", "Z", MONDAY)
    world.activity("psykologi", individual=True, counts_for_attendance=False, restricted=True)
    yield world
    world.engine.dispose()


@pytest.fixture
def today(world: World) -> int:
    """This morning's session."""
    return world.session("syksy", TODAY)


@pytest.fixture
def kaisa(world: World) -> Scope:
    return Scope(world.account("Kaisa"), Role.COORDINATOR)


@pytest.fixture
def mikko(world: World) -> Scope:
    return Scope(world.account("Mikko", "coach"), Role.COACH, frozenset({world.cohorts["syksy"]}))


def see(world: World, session: int, scope: Scope | None = None) -> Sheet:
    with reading(world.engine) as connection:
        found = sheet(connection, scope or command_line_scope(), session)
    assert found is not None
    return found


def said(world: World, session: int) -> dict[str, Entry | None]:
    """What the register says of each whom it expects."""
    return {one.participant: one.stored.entry if one.stored else None for one in see(world, session).people}


def mark(world: World, scope: Scope, session: int, day: date = TODAY, **wanted: tuple[int, Entry | None]) -> list[str]:
    """Record marks by code, each on the version seen; gives what became of each."""
    cohort = world.sessions[session]
    changes = [Change(world.enrolments[cohort, code], *values) for code, values in wanted.items()]
    with writing(world.engine) as connection:
        verdicts = record_marks(connection, scope, session, changes, NOW, day)
    return [verdicts[change.enrolment_id].value for change in changes]


def log(world: World) -> list[tuple[int | None, str, int | None]]:
    with reading(world.engine) as connection:
        query = select(Audit.account_id, Audit.action, Audit.subject_id).order_by(Audit.id)
        return [tuple(row) for row in connection.execute(query)]


def test_it_lists_exactly_who_is_expected_late_joiners_and_leavers(world: World, today: int) -> None:
    yesterday = world.session("syksy", TODAY - timedelta(days=1))
    assert list(said(world, today)) == ["A", "B", "C"]
    assert list(said(world, yesterday)) == ["A", "B", "D"]
    assert list(said(world, world.session("syksy", TODAY, "ohjaus", time(13), 60, "B"))) == ["B"]


def test_marks_are_there_before_the_session_is_over(world: World, mikko: Scope, today: int) -> None:
    assert mark(world, mikko, today, A=(0, PRESENT), B=(0, LATE), C=(0, OFFICIAL)) == ["written"] * 3
    assert said(world, today) == {"A": PRESENT, "B": LATE, "C": OFFICIAL}
    found = see(world, today)
    assert (found.stage(TODAY), found.recorded) == (Stage.TAKEN, 3)
    assert {(one.stored.version, one.stored.by, one.stored.recorded_at) for one in found.people if one.stored} == {
        (1, "Mikko", NOW)
    }
    assert log(world) == [(mikko.account_id, "mark", today)]


def test_a_change_on_what_one_saw_is_written_and_the_old_value_kept(world: World, mikko: Scope, today: int) -> None:
    mark(world, mikko, today, A=(0, PRESENT))
    assert mark(world, mikko, today, A=(1, LATE)) == ["written"]
    assert mark(world, mikko, today, A=(2, None)) == ["written"]
    assert said(world, today)["A"] is None
    with reading(world.engine) as connection:
        steps = history(connection, mikko, see(world, today))
    assert [(step.by, step.participant, step.old, step.new) for step in steps] == [
        ("Mikko", "A", LATE, None),
        ("Mikko", "A", PRESENT, LATE),
        ("Mikko", "A", None, PRESENT),
    ]


def test_what_is_sent_again_is_done_once(world: World, mikko: Scope, today: int) -> None:
    assert mark(world, mikko, today, A=(0, PRESENT)) == ["written"]
    assert mark(world, mikko, today, A=(0, PRESENT)) == ["already"]
    assert mark(world, mikko, today, A=(1, None)) == ["written"]
    assert mark(world, mikko, today, A=(1, None)) == ["already"]
    assert len(log(world)) == 2


def test_a_colleague_was_quicker_with_one_of_them(world: World, kaisa: Scope, mikko: Scope, today: int) -> None:
    mark(world, kaisa, today, A=(0, UNTOLD), B=(0, PRESENT))
    verdicts = mark(world, mikko, today, A=(0, PRESENT), B=(0, PRESENT), C=(0, PRESENT))
    assert verdicts == ["differs", "already", "written"]
    assert said(world, today) == {"A": UNTOLD, "B": PRESENT, "C": PRESENT}
    assert mark(world, mikko, today, A=(1, PRESENT)) == ["written"]
    assert see(world, today).people[0].stored.by == "Mikko"  # type: ignore[union-attr]


def test_a_mark_cleared_and_written_anew_is_not_the_one_that_was_seen(
    world: World, kaisa: Scope, mikko: Scope, today: int
) -> None:
    mark(world, kaisa, today, A=(0, PRESENT))
    mark(world, kaisa, today, A=(1, None))
    mark(world, kaisa, today, A=(0, UNTOLD))
    assert mark(world, mikko, today, A=(1, LATE)) == ["differs"]
    assert said(world, today)["A"] == UNTOLD


def test_who_is_not_expected_gets_no_mark_and_the_others_do(world: World, mikko: Scope, today: int) -> None:
    changes = [
        Change(world.enrolments["syksy", "D"], 0, PRESENT),
        Change(world.enrolments["muu", "Z"], 0, PRESENT),
        Change(world.enrolments["syksy", "A"], 0, PRESENT),
        Change(10**9, 0, PRESENT),
    ]
    with writing(world.engine) as connection:
        verdicts = record_marks(connection, mikko, today, changes, NOW, TODAY)
    assert list(verdicts.values()) == [
        Verdict.NOT_EXPECTED,
        Verdict.NOT_EXPECTED,
        Verdict.WRITTEN,
        Verdict.NOT_EXPECTED,
    ]


def test_a_register_opens_on_its_day_and_past_ones_can_be_corrected(world: World, mikko: Scope, today: int) -> None:
    with pytest.raises(RefusedError, match="not-yet"):
        mark(world, mikko, today, TODAY - timedelta(days=1), A=(0, PRESENT))
    assert mark(world, mikko, today, TODAY + timedelta(days=300), A=(0, PRESENT)) == ["written"]


class TestWhoMay:
    def test_a_coach_in_their_own_cohorts_and_the_coordinator(self, world: World, kaisa: Scope, mikko: Scope) -> None:
        foreign = world.session("muu", TODAY)
        with pytest.raises(ForbiddenError):
            mark(world, mikko, foreign, Z=(0, PRESENT))
        with pytest.raises(ForbiddenError):
            record_nothing(world, kaisa)
        assert mark(world, kaisa, foreign, Z=(0, PRESENT)) == ["written"]

    def test_meetings_with_a_psychologist_too(self, world: World, kaisa: Scope, mikko: Scope) -> None:
        meeting = world.session("syksy", TODAY, "psykologi", time(14), 60, "A")
        assert mark(world, mikko, meeting, A=(0, PRESENT)) == ["written"]
        assert mark(world, kaisa, meeting, A=(1, LATE)) == ["written"]

    @pytest.mark.parametrize("role", [Role.REPORTER, Role.AUDITOR])
    def test_nobody_else(self, world: World, today: int, role: Role) -> None:
        scope = Scope(None, role)
        with pytest.raises(ForbiddenError):
            mark(world, scope, today, A=(0, PRESENT))
        with pytest.raises(ForbiddenError), writing(world.engine) as connection:
            cancel_session(connection, scope, today, 1, NOW)
        with pytest.raises(ForbiddenError), reading(world.engine) as connection:
            registers(connection, scope, Selection())
        assert said(world, today)["A"] is None


def record_nothing(world: World, scope: Scope) -> None:
    """Take the register of a session that is not there."""
    with writing(world.engine) as connection:
        record_marks(connection, scope, 10**9, [], NOW, TODAY)


class TestASessionThatWasNotHeld:
    def test_is_cancelled_and_restored_with_a_line_each(self, world: World, mikko: Scope, today: int) -> None:
        with writing(world.engine) as connection:
            cancel_session(connection, mikko, today, 1, NOW)
            cancel_session(connection, mikko, today, 1, NOW)
        assert see(world, today).stage(TODAY) is Stage.CANCELLED
        with pytest.raises(RefusedError, match="cancelled"):
            mark(world, mikko, today, A=(0, PRESENT))
        with writing(world.engine) as connection:
            restore_session(connection, mikko, today, 2)
        assert mark(world, mikko, today, A=(0, PRESENT)) == ["written"]
        assert [action for _who, action, _session in log(world)] == ["cancel", "restore", "mark"]

    def test_with_marks_only_by_somebody_who_says_so(self, world: World, mikko: Scope, today: int) -> None:
        mark(world, mikko, today, A=(0, PRESENT), B=(0, PRESENT))
        with pytest.raises(RefusedError) as refused, writing(world.engine) as connection:
            cancel_session(connection, mikko, today, 1, NOW)
        assert (refused.value.code, refused.value.values) == ("has-marks", {"num": 2})
        with writing(world.engine) as connection:
            cancel_session(connection, mikko, today, 1, NOW, with_marks=True)
        assert said(world, today)["A"] == PRESENT

    def test_changed_in_between_is_asked_again(self, world: World, mikko: Scope, today: int) -> None:
        with pytest.raises(StaleError) as stale, writing(world.engine) as connection:
            cancel_session(connection, mikko, today, 7, NOW)
        assert stale.value.current == {"version": 1}
        assert see(world, today).cancelled_at is None


def test_registers_not_taken_are_listed_until_taken_or_cancelled(world: World, mikko: Scope, today: int) -> None:
    monday = world.session("syksy", MONDAY)
    world.session("muu", MONDAY)
    cancelled = world.session("syksy", MONDAY, "IT", time(13), cancelled_at=NOW)
    for code in "AB":
        world.mark(monday, code)

    def listed(*, missing: bool) -> list[tuple[int, int, int]]:
        with reading(world.engine) as connection:
            rows = registers(connection, mikko, Selection(), missing_at=NOW if missing else None)
        return [(row.session_id, row.recorded, row.expected) for row in rows]

    assert listed(missing=False) == [(monday, 2, 3), (cancelled, 0, 3), (today, 0, 3)]
    assert listed(missing=True) == [(monday, 2, 3)]
    mark(world, mikko, monday, D=(0, UNTOLD))
    assert listed(missing=True) == []


def test_what_an_import_wrote_is_in_the_history_as_well(world: World, mikko: Scope, today: int) -> None:
    mark(world, mikko, today, A=(0, PRESENT))
    written = datetime.now(UTC)  # the log has the hour of the machine
    world.mark(today, "B", "absent", notice="none", recorded_at=written + timedelta(minutes=1))
    with writing(world.engine) as connection:
        later = {"status": "late", "notice": "none", "version": 2, "recorded_at": written + timedelta(minutes=2)}
        mine = Mark.session_id == today, Mark.enrolment_id == world.enrolments["syksy", "A"]
        connection.execute(update(Mark).where(*mine).values(**later, recorded_by=None))
    with reading(world.engine) as connection:
        steps = history(connection, mikko, see(world, today))
    assert [(step.action, step.by, step.participant, step.new) for step in steps] == [
        ("elsewhere", None, "A", Entry("late", notice="none")),
        ("elsewhere", None, "B", UNTOLD),
        ("mark", "Mikko", "A", PRESENT),
    ]


def test_without_its_line_in_the_log_no_mark_is_written(world: World, today: int) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        mark(world, Scope(10**6, Role.COORDINATOR), today, A=(0, PRESENT))
    with reading(world.engine) as connection:
        assert connection.scalar(select(func.count(Mark.id))) == 0
