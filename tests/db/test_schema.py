"""What the database itself refuses, whoever writes, and the history that made it."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import delete, func, inspect, select, text, update
from sqlalchemy.exc import DatabaseError

from db.engine import SchemaError, make_engine, migrate, reading, upgrade, writing
from db.schema import (
    Activity,
    ChangeStamp,
    Cohort,
    Enrolment,
    FollowUp,
    Mark,
    ModuleProgress,
    Participant,
    Session,
    metadata,
)
from tests.support.world import World, new_world

MONDAY = date(2021, 8, 30)


@pytest.fixture
def world(database_url: str) -> Iterator[World]:
    """Autumn's cohort with A (all the time) and B (until Wednesday), and a Monday session."""
    world = new_world(database_url)
    world.cohort("syksy", MONDAY)
    world.cohort("kevät", MONDAY)
    world.enrol("syksy", "A", MONDAY)
    world.enrol("syksy", "B", MONDAY, MONDAY + timedelta(days=2))
    world.enrol("kevät", "C", MONDAY)
    yield world
    world.engine.dispose()


@pytest.fixture
def monday(world: World) -> int:
    return world.session("syksy", MONDAY)


def refused(write: Callable[[], object]) -> str:
    with pytest.raises(DatabaseError) as caught:
        write()
    return str(caught.value.orig)


class TestMarks:
    @pytest.mark.parametrize(
        "values",
        [
            pytest.param({"status": "present", "notice": "before"}, id="notice on a present mark"),
            pytest.param({"status": "present", "minutes_late": 5}, id="minutes without lateness"),
            pytest.param({"status": "absent", "minutes_late": 5}, id="minutes on an absence"),
            pytest.param({"status": "late", "minutes_late": 0}, id="late by nothing"),
            pytest.param({"status": "late", "minutes_late": -5}, id="late by less than nothing"),
            pytest.param({"status": "present", "excused": True}, id="an excused presence"),
            pytest.param({"status": "late", "excused": True}, id="an excused lateness"),
            pytest.param({"status": "absent", "left_early_minutes": 5}, id="left early without coming"),
            pytest.param({"status": "late", "reason": "health"}, id="a reason without an absence"),
            pytest.param({"status": "absent", "reason": "tired"}, id="an unknown reason"),
            pytest.param({"status": "absent", "notice": "maybe"}, id="an unknown notice"),
            pytest.param({"status": "absent", "notice": None}, id="an absence with no word on notice"),
            pytest.param({"status": "here"}, id="an unknown status"),
        ],
    )
    def test_refused(self, world: World, monday: int, values: dict[str, object]) -> None:
        refused(lambda: world.mark(monday, "A", **values))

    @pytest.mark.parametrize(
        "values",
        [
            {"status": "present"},
            {"status": "present", "left_early_minutes": 30},
            {"status": "late", "minutes_late": None},
            {"status": "late", "minutes_late": 1, "notice": "before"},
            {"status": "absent", "excused": True, "reason": "official", "notice": "before"},
        ],
    )
    def test_taken(self, world: World, monday: int, values: dict[str, object]) -> None:
        world.mark(monday, "A", **values)

    def test_two_marks_for_one_person_in_one_session_are_refused(self, world: World, monday: int) -> None:
        world.mark(monday, "A")
        refused(lambda: world.mark(monday, "A", "absent"))

    def test_a_mark_after_the_exit_is_refused(self, world: World) -> None:
        thursday = world.session("syksy", MONDAY + timedelta(days=3))
        assert "mark outside the enrolment" in refused(lambda: world.mark(thursday, "B"))

    def test_the_days_of_entry_and_exit_belong_to_the_enrolment(self, world: World, monday: int) -> None:
        world.mark(monday, "B")
        world.mark(world.session("syksy", MONDAY + timedelta(days=2)), "B")

    def test_a_mark_before_the_entry_is_refused(self, world: World) -> None:
        sunday = world.session("syksy", MONDAY - timedelta(days=1))
        assert "mark outside the enrolment" in refused(lambda: world.mark(sunday, "A"))

    def test_a_mark_in_another_cohorts_session_is_refused(self, world: World, monday: int) -> None:
        world.enrolments["syksy", "C"] = world.enrolments["kevät", "C"]
        assert "mark outside the enrolment" in refused(lambda: world.mark(monday, "C"))

    def test_a_mark_in_another_persons_meeting_is_refused(self, world: World) -> None:
        meeting = world.session("syksy", MONDAY, "ohjaus", person="A")
        world.mark(meeting, "A")
        assert "mark outside the enrolment" in refused(lambda: world.mark(meeting, "B"))

    def test_moving_a_mark_out_of_its_enrolment_is_refused(self, world: World, monday: int) -> None:
        mark = world.mark(monday, "B")
        thursday = world.session("syksy", MONDAY + timedelta(days=3))
        change = update(Mark).where(Mark.id == mark).values(session_id=thursday)
        assert "mark outside the enrolment" in refused(lambda: execute(world, change))

    def test_an_exit_before_an_existing_mark_is_refused(self, world: World) -> None:
        world.mark(world.session("syksy", MONDAY + timedelta(days=3)), "A")
        change = update(Enrolment).where(Enrolment.id == world.enrolments["syksy", "A"]).values(exited_on=MONDAY)
        assert "mark outside the enrolment" in refused(lambda: execute(world, change))

    def test_moving_a_session_from_under_its_marks_is_refused(self, world: World, monday: int) -> None:
        world.mark(monday, "B")
        moved = datetime(2021, 9, 6, 6, tzinfo=UTC)
        change = (
            update(Session)
            .where(Session.id == monday)
            .values(local_date=moved.date(), starts_at=moved, ends_at=moved + timedelta(hours=3))
        )
        assert "mark outside the enrolment" in refused(lambda: execute(world, change))

    def test_a_session_with_marks_cannot_vanish(self, world: World, monday: int) -> None:
        world.mark(monday, "A")
        refused(lambda: execute(world, delete(Session).where(Session.id == monday)))


def execute(world: World, statement: object) -> None:
    with writing(world.engine) as connection:
        connection.execute(statement)


def test_an_exit_before_entry_is_refused(world: World) -> None:
    refused(lambda: world.enrol("kevät", "D", MONDAY, MONDAY - timedelta(days=1)))


def test_a_person_is_in_a_cohort_once(world: World) -> None:
    refused(lambda: world.enrol("syksy", "A", MONDAY))


def test_a_cohort_code_is_unique(world: World) -> None:
    refused(lambda: world.cohort("syksy", MONDAY))


def test_a_cohort_does_not_end_before_it_starts(world: World) -> None:
    refused(lambda: world.cohort("talvi", MONDAY, ends_on=MONDAY - timedelta(days=1)))


def test_the_same_group_session_twice_is_refused(world: World, monday: int) -> None:
    refused(lambda: world.session("syksy", MONDAY))
    world.session("kevät", MONDAY)


def test_an_individual_session_is_of_its_cohort(world: World) -> None:
    world.enrolments["kevät", "A"] = world.enrolments["syksy", "A"]
    refused(lambda: world.session("kevät", MONDAY, "ohjaus", person="A"))


def test_a_session_ends_after_it_starts(world: World) -> None:
    refused(lambda: world.session("syksy", MONDAY, minutes=0))


def test_a_restricted_activity_never_counts(world: World) -> None:
    refused(lambda: world.add(Activity, programme_id=world.programme, code="psykologi", restricted=True))


def test_completed_and_its_date_go_together(world: World) -> None:
    row = {"enrolment_id": world.enrolments["syksy", "A"], "module_id": world.module("OIK")}
    refused(lambda: world.add(ModuleProgress, **row, status="completed"))
    refused(lambda: world.add(ModuleProgress, **row, status="in_progress", completed_on=MONDAY))
    world.add(ModuleProgress, **row, status="completed", completed_on=MONDAY)


def test_a_follow_up_has_an_outcome_only_when_done(world: World) -> None:
    row = {"enrolment_id": world.enrolments["syksy", "A"], "kind": "28_days", "due_on": MONDAY}
    refused(lambda: world.add(FollowUp, **row, outcome="employed"))
    refused(lambda: world.add(FollowUp, **row, status="done"))
    world.add(FollowUp, **row, status="done", done_on=MONDAY, outcome="unknown")


@pytest.mark.parametrize("day", ["2021-02-31", "soon", "30.8.2021"])
def test_what_is_not_a_date_is_refused(world: World, day: str) -> None:
    statement = text("UPDATE cohort SET ends_on = :day WHERE code = 'syksy'")
    with pytest.raises(DatabaseError), writing(world.engine) as connection:
        connection.execute(statement, {"day": day})


def test_moments_come_back_in_utc(world: World, monday: int) -> None:
    with reading(world.engine) as connection:
        starts_at = connection.execute(select(Session.starts_at).where(Session.id == monday)).scalar_one()
    assert starts_at == datetime(2021, 8, 30, 6, tzinfo=UTC)
    assert starts_at.utcoffset() == timedelta(0)


def test_a_moment_without_a_zone_is_refused(world: World) -> None:
    change = update(Session).values(cancelled_at=datetime(2021, 8, 30, 9))  # noqa: DTZ001 - the point of the test
    with pytest.raises(Exception, match="without a time zone"), writing(world.engine) as connection:
        connection.execute(change)


def test_nothing_is_kept_of_a_transaction_that_fails(world: World) -> None:
    def half_and_half() -> None:
        with writing(world.engine) as connection:
            connection.execute(update(Cohort).values(name="changed"))
            connection.execute(update(Cohort).values(starts_on=None))

    refused(half_and_half)
    with reading(world.engine) as connection:
        changed = connection.execute(select(func.count()).where(Cohort.name == "changed")).scalar_one()
    assert changed == 0


class TestHistory:
    def test_the_migrations_make_the_models(self, world: World) -> None:
        options = {"compare_type": True, "compare_server_default": True}
        with reading(world.engine) as connection:
            assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []

    def test_the_migrations_make_the_check_constraints(self, world: World) -> None:
        """Alembic compares none, so their names are compared here."""
        dialect = world.engine.dialect
        with reading(world.engine) as connection:
            inspector = inspect(connection)
            for table in metadata.sorted_tables:
                made = {constraint["name"] for constraint in inspector.get_check_constraints(table.name)}
                wanted = {
                    str(constraint.name)
                    for constraint in table.constraints
                    if constraint.__visit_name__ in {"check_constraint", "table_or_column_check_constraint"}
                    and (constraint._ddl_if is None or constraint._ddl_if.dialect == dialect.name)
                }
                assert made == wanted, table.name

    def test_migrating_twice_does_nothing(self, world: World) -> None:
        assert migrate(world.engine) is False

    def test_an_older_database_is_brought_up_to_date_with_its_data(self, database_url: str) -> None:
        engine = make_engine(database_url)
        with writing(engine) as connection:
            upgrade(connection, "0001")
            for statement in (
                "INSERT INTO programme (code, name) VALUES ('ikut', 'IKUT')",
                """INSERT INTO cohort (programme_id, code, name, starts_on, ends_on)
                    SELECT id, 'syksy', 'Syksy', '2021-08-30', '2021-11-12' FROM programme""",
            ):
                connection.execute(text(statement))
        assert migrate(engine) is True
        with reading(engine) as connection:
            assert connection.execute(select(Cohort.code, ChangeStamp.stamp).join(ChangeStamp)).all() == [("syksy", 1)]
        engine.dispose()

    def test_a_newer_database_is_left_alone(self, world: World) -> None:
        with writing(world.engine) as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        with pytest.raises(SchemaError, match="9999"):
            migrate(world.engine)


def test_a_new_sqlite_file_is_its_owners_alone(sqlite_url: str) -> None:
    engine = make_engine(sqlite_url)
    migrate(engine)
    engine.dispose()
    assert Path(engine.url.database).stat().st_mode & 0o077 == 0


def test_an_error_of_the_database_names_no_person(world: World, monday: int) -> None:
    with pytest.raises(DatabaseError) as caught:
        world.add(Participant, programme_id=world.programme, code="A")
    assert "'A'" not in str(caught.value).split("[SQL")[-1]
