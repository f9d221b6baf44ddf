"""Needs and feedback in a real database: a spring counted by hand, what is not known yet, and who may ask."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.domain.access import ForbiddenError, Role, Scope, command_line_scope
from dashboard.domain.calendar import programme_week
from dashboard.domain.needs import Category, NeedCounts, Ratings, Theme, add, cumulative
from dashboard.domain.selection import Selection
from db.engine import reading
from db.queries.feedback import comments, ratings
from db.queries.measures import By
from db.queries.needs import needs, needs_by_week, persons_in_need
from tests.support import spring
from tests.support.spring import STARTS
from tests.support.world import World, new_world

JUNE = Selection(as_of=date(2026, 6, 10))
REPORTER = Scope(1, Role.REPORTER)
numbers = count()


@pytest.fixture
def world(migrated_url: str) -> Iterator[World]:
    world = new_world(migrated_url)
    spring.spring(world)
    spring.needs(world)
    spring.feedback(world)
    yield world
    world.engine.dispose()


def ask(
    world: World, by: By = By.COHORT, selection: Selection = JUNE, scope: Scope | None = None
) -> dict[tuple[str, object], NeedCounts]:
    with reading(world.engine) as connection:
        groups = needs(connection, scope or command_line_scope(), selection, by)
    return {(group.cohort, group.key): group.counts for group in groups}


def test_met_is_what_was_met_by_the_day(world: World) -> None:
    # A's language and B's; C's need of well-being is met five days later.
    assert ask(world) == {("kevät", None): NeedCounts(identified=5, met=2)}
    assert ask(world, selection=Selection(as_of=date(2026, 6, 15)))["kevät", None] == NeedCounts(5, 3)
    assert ask(world, selection=Selection(as_of=date(2026, 3, 16)))["kevät", None] == NeedCounts(4, 0)
    assert ask(world, selection=Selection(as_of=date(2026, 2, 26)))["kevät", None] == NeedCounts()


def test_each_category_and_each_person(world: World) -> None:
    assert ask(world, By.CATEGORY) == {
        ("kevät", Category.EVERYDAY_MANAGEMENT): NeedCounts(1, 0),
        ("kevät", Category.HOUSING): NeedCounts(1, 0),
        ("kevät", Category.LANGUAGE): NeedCounts(2, 2),
        ("kevät", Category.WELL_BEING): NeedCounts(1, 0),
    }
    people = {person: counts for (_cohort, person), counts in ask(world, By.PARTICIPANT).items()}
    assert list(people) == list("ABCDEFGH")
    assert (people["A"], people["B"], people["E"]) == (NeedCounts(2, 1), NeedCounts(1, 1), NeedCounts())
    assert add(people.values()) == NeedCounts(5, 2)


def test_a_cohort_without_needs_has_a_row_of_zeros(world: World) -> None:
    world.cohort("syksy", date(2026, 8, 31))
    assert ask(world)["syksy", None] == NeedCounts()
    assert ("syksy", None) not in ask(world, By.CATEGORY)


def test_a_period_is_that_of_the_days_on_which_they_were_found(world: World) -> None:
    march = Selection(start=STARTS, end=date(2026, 3, 15), as_of=date(2026, 6, 10))
    assert ask(world, selection=march)["kevät", None] == NeedCounts(2, 2)


def test_week_by_week_found_and_met(world: World) -> None:
    with reading(world.engine) as connection:
        weeks = needs_by_week(connection, command_line_scope(), Selection(as_of=date(2026, 6, 15)))["kevät"]
    assert weeks == {
        0: NeedCounts(identified=1),
        1: NeedCounts(identified=1),
        2: NeedCounts(identified=1),
        3: NeedCounts(identified=1, met=1),
        6: NeedCounts(identified=1),
        10: NeedCounts(met=2),
    }
    sums = cumulative(weeks, 10)
    assert [counts.identified for counts in sums] == [2, 3, 4, 4, 4, 5, 5, 5, 5, 5]
    assert [counts.met for counts in sums] == [0, 0, 1, 1, 1, 1, 1, 1, 1, 3]


def test_persons_behind_the_needs_are_counted_once(world: World) -> None:
    with reading(world.engine) as connection:
        assert persons_in_need(connection, command_line_scope(), JUNE) == {"kevät": 4, None: 4}
        assert persons_in_need(connection, command_line_scope(), Selection(as_of=date(2026, 2, 1))) == {None: 0}


def test_a_person_of_two_cohorts_is_one_behind_both(world: World) -> None:
    world.cohort("syksy", date(2026, 8, 31))
    world.enrol("syksy", "A", date(2026, 8, 31))
    world.need("syksy", "A", "digital", date(2026, 9, 1))
    with reading(world.engine) as connection:
        behind = persons_in_need(connection, command_line_scope(), Selection(as_of=date(2026, 9, 1)))
    assert behind == {"kevät": 4, "syksy": 1, None: 4}


class TestFeedback:
    def test_ratings_by_theme(self, world: World) -> None:
        with reading(world.engine) as connection:
            found = ratings(connection, command_line_scope(), JUNE)
            earlier = ratings(connection, command_line_scope(), Selection(as_of=date(2026, 5, 6)))
        assert found["kevät", Theme.SAFETY] == Ratings({3: 1, 4: 2, 5: 3})
        assert found["kevät", Theme.SAFETY].mean == pytest.approx(26 / 6)
        assert found["kevät", Theme.GROUP] == Ratings({2: 1, 4: 1})
        assert found["kevät", Theme.GROUP].mean is None, "two answers have no mean"
        assert earlier["kevät", Theme.GROUP] == Ratings({2: 1})

    def test_comments_come_without_whose_they_are_in_an_order_that_tells_nothing(self, world: World) -> None:
        with reading(world.engine) as connection:
            assert comments(connection, command_line_scope(), JUNE) == [
                (Theme.CONTENT, "Sopimuksista <b>enemmän</b>."),
                (Theme.GROUP, "Joskus olimme vain kaksi."),
                (Theme.GROUP, "Pienessä ryhmässä uskaltaa puhua."),
            ]

    def test_a_period_is_that_of_the_days_on_which_it_was_given(self, world: World) -> None:
        may = Selection(start=date(2026, 5, 1), end=date(2026, 5, 31), as_of=date(2026, 6, 10))
        with reading(world.engine) as connection:
            assert set(ratings(connection, command_line_scope(), may)) == {
                ("kevät", Theme.GROUP),
                ("kevät", Theme.CONTENT),
            }


class TestAccess:
    def test_a_coach_sees_their_own_cohort_only(self, world: World) -> None:
        world.cohort("muu", date(2026, 3, 2))
        coach = Scope(1, Role.COACH, frozenset({world.cohorts["muu"]}))
        assert ask(world, scope=coach) == {("muu", None): NeedCounts()}
        with reading(world.engine) as connection:
            assert needs_by_week(connection, coach, JUNE) == {}
            assert persons_in_need(connection, coach, JUNE) == {None: 0}
            assert ratings(connection, coach, JUNE) == {}
            assert comments(connection, coach, JUNE) == []

    def test_a_reporter_sees_aggregates_only(self, world: World) -> None:
        assert ask(world, scope=REPORTER)["kevät", None] == NeedCounts(5, 2)
        with pytest.raises(ForbiddenError):
            ask(world, By.PARTICIPANT, scope=REPORTER)
        with reading(world.engine) as connection, pytest.raises(ForbiddenError):
            comments(connection, REPORTER, JUNE)

    def test_an_auditor_sees_no_figures(self, world: World) -> None:
        auditor = Scope(1, Role.AUDITOR)
        with reading(world.engine) as connection:
            for question in (needs, needs_by_week, persons_in_need, ratings):
                with pytest.raises(ForbiddenError):
                    question(connection, auditor, JUNE)


days = st.integers(-10, 120).map(lambda offset: STARTS + timedelta(days=offset))
made_needs = st.lists(
    st.tuples(st.sampled_from("ABC"), st.sampled_from(list(Category)), days, st.none() | st.integers(0, 60)), max_size=8
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=made_needs, day=days)
def test_the_database_counts_what_a_loop_counts(
    world: World, made: list[tuple[str, Category, date, int | None]], day: date
) -> None:
    code = f"cohort {next(numbers)}"
    world.cohort(code, STARTS)
    for person in "ABC":
        world.enrol(code, person, STARTS - timedelta(days=10))
    met = [None if took is None else found + timedelta(days=took) for _person, _category, found, took in made]
    for (person, category, found, _took), met_on in zip(made, met, strict=True):
        world.need(code, person, category, found, met_on)
    known = [(one, met_on) for one, met_on in zip(made, met, strict=True) if one[2] <= day]
    wanted: dict[tuple[str, object], NeedCounts] = {}
    weeks: dict[int, NeedCounts] = {}
    for (_person, category, found, _took), met_on in known:
        is_met = met_on is not None and met_on <= day
        wanted[code, category] = wanted.get((code, category), NeedCounts()) + NeedCounts(1, int(is_met))
        week = programme_week(found, STARTS, 10) or 0
        weeks[week] = weeks.get(week, NeedCounts()) + NeedCounts(identified=1)
        if met_on is not None and is_met:
            week = programme_week(met_on, STARTS, 10) or 0
            weeks[week] = weeks.get(week, NeedCounts()) + NeedCounts(met=1)
    selection = Selection(cohorts=(code,), as_of=day)
    assert ask(world, By.CATEGORY, selection) == wanted
    assert ask(world, By.COHORT, selection)[code, None] == add(wanted.values())
    with reading(world.engine) as connection:
        assert needs_by_week(connection, command_line_scope(), selection).get(code, {}) == weeks
        behind = persons_in_need(connection, command_line_scope(), selection)
        assert behind[None] == len({one[0] for one, _met in known})
