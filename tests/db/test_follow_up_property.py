"""Whatever was planned and however it was closed, the database counts what a slow, obvious loop counts."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from dashboard.domain.access import command_line_scope
from dashboard.domain.follow_up import Point, figures
from dashboard.domain.selection import Selection
from db.engine import reading, writing
from db.queries.follow_up import follow_ups
from db.queries.outcomes import outcomes
from db.schema import Cohort, Enrolment, FollowUp, Participant
from tests.support.world import World, new_world

START = date(2026, 3, 2)
numbers = count()
days = st.integers(0, 260).map(lambda offset: START + timedelta(days=offset))


@dataclass(frozen=True)
class Made:
    """A follow-up as somebody wrote it."""

    kind: str
    due_on: date
    status: str
    done_on: date | None
    closed_on: date | None
    outcome: str | None


@dataclass(frozen=True)
class Person:
    """Somebody with the day of the exit, where they went, and their follow-ups."""

    exited_on: date | None
    destination: str | None
    follow_ups: tuple[Made, ...]


words = st.sampled_from([None, "employed", "education", "job_searching", "inactive", "other", "unknown"])


@st.composite
def follow_up(draw: st.DrawFn) -> Made:
    status = draw(st.sampled_from(["planned", "done", "not_reached", "declined", "cancelled"]))
    done = status == "done"
    return Made(
        kind=draw(st.sampled_from(["28_days", "6_months", "other"])),
        due_on=draw(days),
        status=status,
        done_on=draw(days) if done else None,
        closed_on=None if done or status == "planned" else draw(st.none() | days),
        outcome=draw(words) if done else None,
    )


people = st.lists(
    st.builds(
        Person,
        exited_on=st.none() | days,
        destination=words,
        # One of a kind and day, as the database demands; the order of days decides which answer is the last.
        follow_ups=st.lists(
            follow_up(),
            max_size=4,
            unique_by=(lambda made: (made.kind, made.due_on), lambda made: made.done_on or made),
        ).map(tuple),
    ),
    max_size=5,
)


@pytest.fixture
def world(migrated_url: str) -> Iterator[World]:
    world = new_world(migrated_url)
    yield world
    world.engine.dispose()


def write(world: World, made: list[Person]) -> str:
    code = f"cohort {next(numbers)}"
    with writing(world.engine) as connection:

        def add(table: type, **values: object) -> int:
            return int(connection.execute(insert(table).values(**values)).inserted_primary_key[0])

        dates = {"starts_on": START, "ends_on": START + timedelta(days=67), "weeks": 10}
        cohort = add(Cohort, programme_id=world.programme, code=code, name=code, **dates)
        for number, person in enumerate(made):
            participant = add(Participant, programme_id=world.programme, code=f"{code} {number}")
            exit_ = {"exited_on": person.exited_on, "exit_destination": person.destination}
            enrolment = add(Enrolment, cohort_id=cohort, participant_id=participant, enrolled_on=START, **exit_)
            for one in person.follow_ups:
                add(FollowUp, enrolment_id=enrolment, **one.__dict__)
    return code


def standing(made: Made, day: date) -> str:
    """How one stood at the end of a day."""
    if made.status == "cancelled" and (made.closed_on is None or made.closed_on <= day):
        return "cancelled"
    if made.status == "done" and made.done_on is not None and made.done_on <= day:
        return "done"
    if made.status in ("declined", "not_reached") and (made.closed_on or made.due_on) <= day:
        return made.status
    return "overdue" if made.due_on <= day else "upcoming"


def counted(made: list[Person], day: date) -> dict[str, object]:
    every = [one for person in made for one in person.follow_ups if standing(one, day) != "cancelled"]
    due = Counter(standing(one, day) for one in every if one.due_on <= day)
    return {
        "due": due.total(),
        "done": due["done"],
        "not_reached": due["not_reached"],
        "declined": due["declined"],
        "overdue": due["overdue"],
        "upcoming": len([one for one in every if standing(one, day) == "upcoming"]),
        "reached": due["done"] / due.total() if due else None,
    }


def came_of(made: list[Person], day: date, point: str, after: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for person in made:
        if person.exited_on is None or person.exited_on > day:
            continue
        if point == "exit":
            found[person.destination or "unknown"] += 1
            continue
        of_kind = [one for one in person.follow_ups if one.kind == point]
        asked = [one for one in of_kind if standing(one, day) not in ("cancelled", "upcoming")]
        answers = sorted((one.done_on, one.outcome) for one in asked if standing(one, day) == "done")
        if asked:
            found[(answers[-1][1] if answers else None) or "unknown"] += 1
        elif not of_kind and (day - person.exited_on).days >= after:
            found["unknown"] += 1
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=people, day=days)
def test_the_database_counts_what_the_loop_counts(world: World, made: list[Person], day: date) -> None:
    selection = Selection(cohorts=(write(world, made),), as_of=day)
    with reading(world.engine) as connection:
        [group] = follow_ups(connection, command_line_scope(), selection)
        found = outcomes(connection, command_line_scope(), selection)
    assert figures(group.counts) == counted(made, day)
    for point, after in ((Point.EXIT, 0), (Point.FIRST, 28), (Point.SECOND, 183)):
        assert found[point].persons == came_of(made, day, point.value, after), point
