"""Whatever the plan and its progress, the database counts what the slow, obvious oracle counts."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count as numbers_from

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from dashboard.domain.access import command_line_scope
from dashboard.domain.modules import ModuleCounts, total
from dashboard.domain.selection import Selection
from db.engine import reading, writing
from db.queries.measures import By
from db.queries.modules import module_cells, modules
from db.schema import Cohort, Enrolment, Module, ModuleProgress, Participant, Programme
from tests.support.module_oracle import MadeEnrolment, MadePlan, count, current_week
from tests.support.world import World, new_world

START = date(2026, 3, 23)
numbers = numbers_from()
often = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def world(migrated_url: str) -> Iterator[World]:
    world = new_world(migrated_url)
    yield world
    world.engine.dispose()


days = st.integers(-5, 40).map(lambda offset: START + timedelta(days=offset))
done = st.one_of(days, st.sampled_from(["in_progress", "exempt", "not_started"]))


@st.composite
def plans(draw: st.DrawFn) -> MadePlan:
    plan = draw(st.dictionaries(st.sampled_from(["OIK", "HAK", "URA"]), st.none() | st.integers(1, 6)))
    people = []
    for number in range(draw(st.integers(0, 4))):
        enrolled_on = draw(days)
        stay = draw(st.none() | st.integers(0, 30))
        exited_on = None if stay is None else enrolled_on + timedelta(days=stay)
        progress = draw(st.dictionaries(st.sampled_from(list(plan)), done)) if plan else {}
        people.append(MadeEnrolment(f"P{number}", enrolled_on, exited_on, progress))
    return MadePlan(START, draw(st.integers(1, 5)), plan, tuple(people))


def write(world: World, made: MadePlan) -> str:
    """Put a made plan into the database, as a programme of its own."""
    code = f"cohort {next(numbers)}"
    with writing(world.engine) as connection:

        def add(table: type, **values: object) -> int:
            return int(connection.execute(insert(table).values(**values)).inserted_primary_key[0])

        programme = add(Programme, code=code, name=code, weeks=made.weeks)
        modules = {
            module: add(Module, programme_id=programme, code=module, planned_week=week)
            for module, week in made.modules.items()
        }
        cohort = add(
            Cohort,
            programme_id=programme,
            code=code,
            name=code,
            starts_on=made.starts_on,
            ends_on=made.starts_on + timedelta(days=7 * made.weeks - 1),
            weeks=made.weeks,
        )
        for person in made.people:
            enrolment = add(
                Enrolment,
                cohort_id=cohort,
                participant_id=add(Participant, programme_id=programme, code=person.code),
                enrolled_on=person.enrolled_on,
                exited_on=person.exited_on,
            )
            for module, how_far in person.progress.items():
                on = how_far if isinstance(how_far, date) else None
                add(
                    ModuleProgress,
                    enrolment_id=enrolment,
                    module_id=modules[module],
                    status="completed" if on else how_far,
                    completed_on=on,
                )
    return code


def found(world: World, code: str, as_of: date, by: By) -> dict[object, ModuleCounts]:
    with reading(world.engine) as connection:
        groups = modules(connection, command_line_scope(), Selection(cohorts=(code,), as_of=as_of), by)
    return {group.key: group.counts for group in groups}


@often
@given(made=plans(), as_of=days, by=st.sampled_from([By.COHORT, By.PARTICIPANT, By.MODULE]))
def test_every_division_counts_what_the_oracle_counts(world: World, made: MadePlan, as_of: date, by: By) -> None:
    counted = found(world, write(world, made), as_of, by)
    wanted = {key: ModuleCounts(**counts) for key, counts in count(made, as_of, by).items()}
    assert counted.keys() >= wanted.keys()
    assert {key: counts for key, counts in counted.items() if counts != ModuleCounts() or key in wanted} == wanted


@often
@given(made=plans(), as_of=days)
def test_each_week_is_the_cohort_as_of_its_end(world: World, made: MadePlan, as_of: date) -> None:
    weeks = found(world, write(world, made), as_of, By.WEEK)
    current = current_week(made, as_of) or 0
    assert list(weeks) == list(range(1, current + 1))
    for week, counts in weeks.items():
        end = as_of if week == current else made.starts_on + timedelta(days=7 * week - 1)
        wanted = count(made, end, "cohort").get(None, {})
        assert counts == ModuleCounts(**wanted), week


@often
@given(made=plans(), as_of=days)
def test_cells_add_up_to_the_cohort(world: World, made: MadePlan, as_of: date) -> None:
    code = write(world, made)
    with reading(world.engine) as connection:
        cells = module_cells(connection, command_line_scope(), Selection(cohorts=(code,), as_of=as_of))
    counts = total(found(world, code, as_of, By.COHORT).values())
    assert len(cells) == counts.assigned + counts.exempt
    assert sum(cell.open for cell in cells) == counts.open
    assert sum(cell.completed_on is not None for cell in cells) == counts.completed
