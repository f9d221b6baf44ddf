"""Whatever the register holds, the database counts what the slow, obvious oracle counts."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from dashboard.domain.access import command_line_scope
from dashboard.domain.calendar import HELSINKI, end_of_day
from dashboard.domain.measures import figures
from dashboard.domain.selection import Selection
from db.engine import reading, writing
from db.queries.measures import OF_MARKS, By, measures
from db.schema import Cohort, Enrolment, Mark, Participant, Session
from tests.support.oracle import MadeCohort, MadeMark, MadePerson, MadeSession, expects, measure
from tests.support.world import World, new_world

START = date(2026, 3, 23)  # the clocks go forward within the first week
ACTIVITIES = {"ryhmä": True, "suomi": True, "psykologi": False}
numbers = count()


@pytest.fixture
def world(migrated_url: str) -> Iterator[World]:
    world = new_world(migrated_url)
    for code, counts in ACTIVITIES.items():
        world.activity(code, counts_for_attendance=counts, restricted=not counts)
    world.module("OIK", 2)
    yield world
    world.engine.dispose()


days = st.integers(-3, 27).map(lambda offset: START + timedelta(days=offset))

absences = st.builds(
    MadeMark,
    status=st.just("absent"),
    notice=st.sampled_from(["before", "after", "none", "unknown"]),
    excused=st.booleans(),
)
attended = st.one_of(
    st.builds(MadeMark, status=st.just("present"), left_early=st.none() | st.integers(1, 200)),
    st.builds(
        MadeMark,
        status=st.just("late"),
        minutes_late=st.none() | st.integers(1, 240),
        notice=st.sampled_from(["before", "after", "none", "unknown"]),
    ),
)


@st.composite
def people(draw: st.DrawFn) -> tuple[MadePerson, ...]:
    made = []
    for number in range(draw(st.integers(1, 4))):
        enrolled_on = draw(days)
        stay = draw(st.none() | st.integers(0, 20))
        exited_on = None if stay is None else enrolled_on + timedelta(days=stay)
        made.append(MadePerson(f"P{number}", enrolled_on, exited_on))
    return tuple(made)


@st.composite
def cohorts(draw: st.DrawFn) -> MadeCohort:
    members = draw(people())
    sessions = []
    for number in range(draw(st.integers(0, 10))):
        day = draw(days)
        starts_at = datetime.combine(day, time(8 + number), HELSINKI)
        activity = draw(st.sampled_from(list(ACTIVITIES)))
        session = MadeSession(
            day=day,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=draw(st.integers(30, 200))),
            activity=activity,
            counts=ACTIVITIES[activity],
            module=draw(st.sampled_from([None, "OIK"])),
            person=draw(st.sampled_from([None, None, *[member.code for member in members]])),
            cancelled=draw(st.integers(0, 6)) == 0,
        )
        for member in members:
            if expects(session, member):
                mark = draw(st.none() | attended | absences)
                if mark is not None:
                    session.marks[member.code] = mark
        sessions.append(session)
    return MadeCohort(START, draw(st.integers(2, 4)), members, tuple(sessions))


def write(world: World, made: MadeCohort) -> str:
    """Put a made cohort into the database, under a code of its own."""
    code = f"cohort {next(numbers)}"
    with writing(world.engine) as connection:
        cohort = connection.execute(
            insert(Cohort).values(
                programme_id=world.programme,
                code=code,
                name=code,
                starts_on=made.starts_on,
                ends_on=made.starts_on + timedelta(days=7 * made.weeks),
                weeks=made.weeks,
            )
        ).inserted_primary_key[0]
        enrolments = {}
        for person in made.people:
            participant = connection.execute(
                insert(Participant).values(programme_id=world.programme, code=f"{code} {person.code}")
            ).inserted_primary_key[0]
            enrolments[person.code] = connection.execute(
                insert(Enrolment).values(
                    cohort_id=cohort,
                    participant_id=participant,
                    enrolled_on=person.enrolled_on,
                    exited_on=person.exited_on,
                )
            ).inserted_primary_key[0]
        for session in made.sessions:
            row = connection.execute(
                insert(Session).values(
                    cohort_id=cohort,
                    activity_id=world.activities[session.activity],
                    module_id=world.modules[session.module] if session.module else None,
                    enrolment_id=enrolments[session.person] if session.person else None,
                    local_date=session.day,
                    starts_at=session.starts_at,
                    ends_at=session.ends_at,
                    cancelled_at=session.starts_at if session.cancelled else None,
                )
            ).inserted_primary_key[0]
            for person, mark in session.marks.items():
                connection.execute(
                    insert(Mark).values(
                        session_id=row,
                        enrolment_id=enrolments[person],
                        status=mark.status,
                        minutes_late=mark.minutes_late,
                        left_early_minutes=mark.left_early,
                        notice=mark.notice,
                        excused=mark.excused,
                    )
                )
    return code


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=cohorts(), as_of=days, by=st.sampled_from(OF_MARKS))
def test_the_database_counts_what_the_oracle_counts(world: World, made: MadeCohort, as_of: date, by: By) -> None:
    code = write(world, made)
    selection = Selection(cohorts=(code,), as_of=as_of)
    with reading(world.engine) as connection:
        groups = measures(connection, command_line_scope(), selection, by)
    found = {_bare(group.key, code): figures(group.counts) for group in groups if group.counts.expected}
    wanted = measure(made, end_of_day(as_of), by)
    assert found.keys() == wanted.keys()
    for key, figure in wanted.items():
        assert {name: found[key][name] for name in figure} == pytest.approx(figure), key


def _bare(key: str | int | None, code: str) -> str | int | None:
    return key.removeprefix(f"{code} ") if isinstance(key, str) else key
