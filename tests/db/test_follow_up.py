"""Follow-ups in a real database: how they stood on different days, what came of people, and who may ask."""

from collections.abc import Iterator
from datetime import date

import pytest

from dashboard.domain.access import ForbiddenError, Role, Scope, command_line_scope
from dashboard.domain.follow_up import FollowUpCounts, Kind, Outcome, Point, Standing
from dashboard.domain.selection import Selection
from db.engine import reading
from db.queries.follow_up import follow_up_items, follow_ups, leavers
from db.queries.measures import By
from db.queries.outcomes import outcomes
from tests.support.spring import spring
from tests.support.world import World, new_world

JULY = Selection(as_of=date(2026, 7, 1))
REPORTER = Scope(1, Role.REPORTER)


@pytest.fixture
def world(migrated_url: str) -> Iterator[World]:
    world = new_world(migrated_url)
    spring(world)
    yield world
    world.engine.dispose()


def ask(
    world: World, selection: Selection = JULY, by: By = By.COHORT, scope: Scope | None = None
) -> dict[tuple[str, object], FollowUpCounts]:
    with reading(world.engine) as connection:
        groups = follow_ups(connection, scope or command_line_scope(), selection, by)
    return {(group.cohort, group.key): group.counts for group in groups}


def came_of(world: World, selection: Selection, scope: Scope | None = None) -> dict[Point, dict[str, int]]:
    with reading(world.engine) as connection:
        found = outcomes(connection, scope or command_line_scope(), selection)
    return {point: {outcome.value: n for outcome, n in one.persons.items()} for point, one in found.items()}


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        # The day before they are due: one is done early, all others are still to come.
        (date(2026, 6, 4), FollowUpCounts(early=1, upcoming=8, soon=4)),
        # The due day itself: what is still open is overdue. C declined on a day that nobody noted: the due day.
        (date(2026, 6, 5), FollowUpCounts(due=5, done=1, declined=1, overdue=3, upcoming=4)),
        # B was given up on 20 June and was open until then.
        (date(2026, 6, 19), FollowUpCounts(due=5, done=1, declined=1, overdue=3, upcoming=4)),
        (
            date(2026, 7, 1),
            FollowUpCounts(due=5, done=1, not_reached=1, declined=1, overdue=2, upcoming=3, early=1, soon=1),
        ),
        # E answered late, on 10 July; the agreed call is due that day, and open.
        (date(2026, 7, 10), FollowUpCounts(due=7, done=3, not_reached=1, declined=1, overdue=2, upcoming=2)),
        # The cancelled status of D is in no count.
        (date(2026, 11, 20), FollowUpCounts(due=9, done=3, not_reached=1, declined=1, overdue=4)),
    ],
)
def test_they_stand_as_they_stood_on_the_day(world: World, day: date, counts: FollowUpCounts) -> None:
    assert ask(world, Selection(as_of=day)) == {("kevät", None): counts}
    people = ask(world, Selection(as_of=day), By.PARTICIPANT)
    assert sum(people.values(), FollowUpCounts()) == counts


def test_each_person(world: World) -> None:
    people = {person: counts for (_cohort, person), counts in ask(world, by=By.PARTICIPANT).items()}
    assert list(people) == list("ABCDEFGH")
    assert people["A"] == FollowUpCounts(due=1, done=1, upcoming=1)
    assert people["D"] == FollowUpCounts(due=1, overdue=1)
    assert people["F"] == FollowUpCounts(early=1, upcoming=1, soon=1)
    assert people["G"] == people["H"] == FollowUpCounts()


def test_one_cancelled_later_was_open_then(world: World) -> None:
    world.follow_up("kevät", "H", "28_days", date(2026, 6, 1), "cancelled", closed_on=date(2026, 6, 15))
    assert ask(world, Selection(as_of=date(2026, 6, 14)), By.PARTICIPANT)["kevät", "H"] == FollowUpCounts(
        due=1, overdue=1
    )
    assert ask(world, Selection(as_of=date(2026, 6, 15)), By.PARTICIPANT)["kevät", "H"] == FollowUpCounts()


def test_a_period_is_that_of_the_due_days(world: World) -> None:
    june = Selection(as_of=date(2026, 7, 10), start=date(2026, 6, 1), end=date(2026, 6, 30))
    assert ask(world, june)["kevät", None].due == 5
    assert ask(world, june.without_period())["kevät", None].due == 7


def test_a_cohort_without_any_has_a_row_of_zeros(world: World) -> None:
    world.cohort("syksy", date(2026, 8, 31))
    assert ask(world)["syksy", None] == FollowUpCounts()


def test_who_chases_what_comes_by_due_day(world: World) -> None:
    with reading(world.engine) as connection:
        items = follow_up_items(connection, command_line_scope(), JULY, open_until=date(2026, 7, 15))
        first = follow_up_items(connection, command_line_scope(), JULY, open_until=date(2026, 7, 15), limit=1)
    assert [(item.participant, item.kind, item.standing, item.owner) for item in items] == [
        ("D", Kind.FIRST, Standing.OVERDUE, "Kaisa"),
        ("E", Kind.FIRST, Standing.OVERDUE, "Kaisa"),
        ("F", Kind.OTHER, Standing.UPCOMING, None),
    ]
    assert first == items[:1]


def test_one_by_one_they_say_when_they_were_settled_and_what_was_learnt(world: World) -> None:
    with reading(world.engine) as connection:
        items = follow_up_items(connection, command_line_scope(), JULY)
    said = {(item.participant, item.kind): (item.standing, item.settled_on, item.outcome) for item in items}
    assert said["A", Kind.FIRST] == (Standing.DONE, date(2026, 6, 3), Outcome.EMPLOYED)
    assert said["B", Kind.FIRST] == (Standing.NOT_REACHED, date(2026, 6, 20), None)
    assert said["C", Kind.FIRST] == (Standing.DECLINED, date(2026, 6, 5), None)
    assert said["E", Kind.FIRST] == (Standing.OVERDUE, None, None), "what came later is not known yet"
    assert ("D", Kind.SECOND) not in said


def test_leavers_and_what_nobody_planned(world: World) -> None:
    with reading(world.engine) as connection:
        then = leavers(connection, command_line_scope(), Selection(as_of=date(2026, 6, 4)))
        later = leavers(connection, command_line_scope(), Selection(as_of=date(2026, 11, 7)))
    assert [leaver.participant for leaver in then] == list("ABCDEG")
    assert [leaver.participant for leaver in later] == list("ABCDEFG")
    unplanned = {leaver.participant: leaver.unplanned(date(2026, 11, 7)) for leaver in later}
    assert unplanned == {
        "A": [],
        "B": [],
        "C": [Kind.SECOND],
        "D": [],
        "E": [Kind.SECOND],
        "F": [],
        "G": [Kind.FIRST, Kind.SECOND],
    }
    assert all(leaver.unplanned(date(2026, 6, 4)) == [] for leaver in then)


class TestOutcomes:
    def test_whoever_did_not_answer_is_unknown(self, world: World) -> None:
        found = came_of(world, JULY)
        assert found[Point.EXIT] == {
            "employed": 1,
            "education": 2,
            "job_searching": 1,
            "inactive": 1,
            "other": 1,
            "unknown": 1,
        }
        # A answered, and F before it was due; B, C, D, E did not, and G was never to be asked.
        assert found[Point.FIRST] == {"employed": 1, "education": 1, "unknown": 5}
        assert found[Point.SECOND] == {}

    def test_six_months_later(self, world: World) -> None:
        # D's was cancelled, F has not been away for so long.
        assert came_of(world, Selection(as_of=date(2026, 11, 20)))[Point.SECOND] == {"unknown": 5}

    def test_a_person_of_two_cohorts_counts_once_with_the_last_exit(self, world: World) -> None:
        world.cohort("syksy", date(2026, 8, 31))
        world.enrol("syksy", "A", date(2026, 8, 31), date(2026, 10, 30), "education")
        late = Selection(as_of=date(2026, 11, 20))
        assert came_of(world, late)[Point.EXIT] == {
            "education": 3,
            "job_searching": 1,
            "inactive": 1,
            "other": 1,
            "unknown": 1,
        }
        alone = Selection(cohorts=("kevät",), as_of=date(2026, 11, 20))
        assert came_of(world, alone)[Point.EXIT]["employed"] == 1

    def test_the_last_answer_counts(self, world: World) -> None:
        answer = {"status": "done", "done_on": date(2026, 6, 30), "outcome": "inactive"}
        world.follow_up("kevät", "A", "28_days", date(2026, 6, 29), **answer)
        world.follow_up("kevät", "B", "28_days", date(2026, 6, 30), "not_reached", closed_on=date(2026, 6, 30))
        assert came_of(world, JULY)[Point.FIRST] == {"inactive": 1, "education": 1, "unknown": 5}

    def test_the_period_is_not_looked_at(self, world: World) -> None:
        june = Selection(as_of=date(2026, 7, 1), start=date(2026, 6, 20), end=date(2026, 6, 30))
        assert came_of(world, june) == came_of(world, JULY)


class TestAccess:
    def test_a_coach_sees_their_own_cohort_only(self, world: World) -> None:
        world.cohort("muu", date(2026, 3, 2))
        coach = Scope(1, Role.COACH, frozenset({world.cohorts["muu"]}))
        assert ask(world, scope=coach) == {("muu", None): FollowUpCounts()}
        assert came_of(world, JULY, coach) == {Point.EXIT: {}, Point.FIRST: {}, Point.SECOND: {}}
        with reading(world.engine) as connection:
            assert follow_up_items(connection, coach, JULY) == []
            assert leavers(connection, coach, JULY) == []

    def test_a_reporter_sees_aggregates_only(self, world: World) -> None:
        assert ask(world, scope=REPORTER)["kevät", None].due == 5
        with pytest.raises(ForbiddenError):
            ask(world, by=By.PARTICIPANT, scope=REPORTER)
        with reading(world.engine) as connection:
            with pytest.raises(ForbiddenError):
                follow_up_items(connection, REPORTER, JULY)
            with pytest.raises(ForbiddenError):
                leavers(connection, REPORTER, JULY)

    def test_an_auditor_sees_no_figures(self, world: World) -> None:
        auditor = Scope(1, Role.AUDITOR)
        with pytest.raises(ForbiddenError):
            ask(world, scope=auditor)
        with pytest.raises(ForbiddenError):
            came_of(world, JULY, auditor)
