"""Whatever the register holds, lateness is what the slow, obvious oracle says."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.domain.access import command_line_scope
from dashboard.domain.calendar import end_of_day
from dashboard.domain.lateness import figures
from dashboard.domain.selection import Selection
from db.engine import reading
from db.queries.lateness import lateness, lateness_by_start
from db.queries.measures import OF_MARKS, By
from tests.db.test_measures_property import ACTIVITIES, cohorts, days, write
from tests.support.lateness_oracle import figures_of, late_figures
from tests.support.oracle import MadeCohort
from tests.support.world import World, new_world

NOTHING = figures_of([])
often = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def world(migrated_url: str) -> Iterator[World]:
    world = new_world(migrated_url)
    for code, counts in ACTIVITIES.items():
        world.activity(code, counts_for_attendance=counts, restricted=not counts)
    world.module("OIK", 2)
    yield world
    world.engine.dispose()


@often
@given(made=cohorts(), as_of=days, by=st.sampled_from(OF_MARKS))
def test_every_division_counts_what_the_oracle_counts(world: World, made: MadeCohort, as_of: date, by: By) -> None:
    code = write(world, made)
    with reading(world.engine) as connection:
        groups = lateness(connection, command_line_scope(), Selection(cohorts=(code,), as_of=as_of), by)
    found = {
        group.key.removeprefix(f"{code} ") if isinstance(group.key, str) else group.key: figures(group.counts)
        for group in groups
    }
    wanted = late_figures(made, end_of_day(as_of), by)
    assert found.keys() >= wanted.keys()
    for key, row in found.items():
        assert {name: row[name] for name in NOTHING} == pytest.approx(wanted.get(key, NOTHING)), key


@often
@given(made=cohorts(), as_of=days)
def test_starts_count_what_the_oracle_counts(world: World, made: MadeCohort, as_of: date) -> None:
    code = write(world, made)
    with reading(world.engine) as connection:
        found = lateness_by_start(connection, command_line_scope(), Selection(cohorts=(code,), as_of=as_of))
    wanted = late_figures(made, end_of_day(as_of), "start")
    assert found.keys() == wanted.keys()
    for start, row in wanted.items():
        assert {name: figures(found[start])[name] for name in row} == pytest.approx(row), start
