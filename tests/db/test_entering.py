"""Progress, follow-ups, needs and feedback as they are written, alone and in bulk, by who works with the cohort."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from dashboard.domain.access import ForbiddenError, Role, Scope
from dashboard.domain.follow_up import Kind, Outcome
from dashboard.domain.needs import Category, Theme
from dashboard.domain.selection import Selection
from db.commands import feedback, follow_ups, needs, progress
from db.commands.errors import RefusedError, StaleError
from db.commands.feedback import Sheet
from db.commands.follow_ups import Settlement
from db.engine import reading, writing
from db.queries.entering import follow_up_entries, need_entries, progress_entries
from db.schema import Feedback
from tests.support import planning
from tests.support.planning import AUTUMN, END, log
from tests.support.world import World

TODAY = date(2026, 10, 16)
SYKSY = Selection(cohorts=("syksy",))


@pytest.fixture
def world(migrated_url: str) -> Iterator[World]:
    world = planning.planning_world(migrated_url)
    yield world
    world.engine.dispose()


@pytest.fixture
def mikko(world: World) -> Scope:
    """Coach of the autumn cohort."""
    return planning.mikko(world)


def written(world: World, command: Callable[..., Any], *values: Any) -> Any:
    with writing(world.engine) as connection:
        return command(connection, *values)


def refusal(world: World, command: Callable[..., Any], *values: Any) -> str:
    with pytest.raises(RefusedError) as refused:
        written(world, command, *values)
    return refused.value.code


class TestProgress:
    def entry(self, world: World, scope: Scope, person: str = "A") -> tuple[str, date | None, int]:
        with reading(world.engine) as connection:
            [found] = progress_entries(connection, scope, SYKSY, world.people[person])
        return found.status, found.completed_on, found.version

    def write(self, world: World, scope: Scope, version: int, status: str, day: date | None = None) -> None:
        enrolment, module = world.enrolments["syksy", "A"], world.modules["OIK"]
        written(world, progress.record_progress, scope, enrolment, module, version, status, day, TODAY)

    def test_from_begun_to_completed_and_back(self, world: World, mikko: Scope) -> None:
        assert self.entry(world, mikko) == ("not_started", None, 0)
        self.write(world, mikko, 0, "in_progress")
        self.write(world, mikko, 1, "completed", TODAY)
        assert self.entry(world, mikko) == ("completed", TODAY, 2)
        self.write(world, mikko, 2, "not_started")
        assert self.entry(world, mikko) == ("not_started", None, 3)
        assert [row.action for row in log(world)] == ["add", "change", "change"]
        assert log(world)[-1].detail["old"] == {"status": "completed", "completed_on": "2026-10-16"}

    def test_who_was_slower_is_told(self, world: World, mikko: Scope) -> None:
        self.write(world, mikko, 0, "completed", AUTUMN)
        with pytest.raises(StaleError) as stale:
            self.write(world, mikko, 0, "in_progress")
        assert (stale.value.current["status"], stale.value.current["version"]) == ("completed", 1)

    def test_a_completion_has_a_day_that_has_been(self, world: World, mikko: Scope) -> None:
        for day, code in (
            (None, "no-day"),
            (AUTUMN - timedelta(days=1), "before-entry"),
            (TODAY + timedelta(days=1), "ahead"),
        ):
            with pytest.raises(RefusedError, match=code):
                self.write(world, mikko, 0, "completed", day)

    def test_a_whole_cohort_completes_a_module(self, world: World, mikko: Scope) -> None:
        world.enrol("syksy", "C", AUTUMN)
        world.enrol("syksy", "D", TODAY)
        world.progress("syksy", "B", "OIK", AUTUMN)
        world.progress("syksy", "C", "OIK", "in_progress")
        everyone = [enrolment for (cohort, _), enrolment in world.enrolments.items() if cohort == "syksy"]
        cohort, module, day = world.cohorts["syksy"], world.modules["OIK"], date(2026, 10, 14)
        done = written(world, progress.complete_for_cohort, mikko, cohort, module, everyone, day, TODAY)
        assert done == progress.Completed(("A", "C"), ("B",), ("D",))
        assert [self.entry(world, mikko, person) for person in "ABCD"] == [
            ("completed", day, 1),
            ("completed", AUTUMN, 1),
            ("completed", day, 2),
            ("not_started", None, 0),
        ]
        bulk = (progress.complete_for_cohort, mikko, cohort, module)
        assert refusal(world, *bulk, [], day, TODAY) == "nobody"
        assert refusal(world, *bulk, everyone, TODAY + timedelta(days=1), TODAY) == "ahead"
        with pytest.raises(ForbiddenError):
            written(world, *bulk, [*everyone, 99], day, TODAY)


class TestFollowUps:
    @pytest.fixture
    def first(self, world: World) -> int:
        return world.follow_up("syksy", "A", "28_days", date(2026, 10, 12))

    def entry(self, world: World, scope: Scope) -> Any:
        with reading(world.engine) as connection:
            return follow_up_entries(connection, scope, SYKSY)[0]

    def test_somebody_was_reached_and_it_is_opened_again(self, world: World, mikko: Scope, first: int) -> None:
        reached = Settlement("done", TODAY, Outcome.EMPLOYED)
        written(world, follow_ups.settle, mikko, first, 1, reached, TODAY)
        found = self.entry(world, mikko)
        assert (found.status, found.settled_on, found.outcome) == ("done", TODAY, Outcome.EMPLOYED)
        written(world, follow_ups.settle, mikko, first, 2, Settlement("planned"), TODAY)
        found = self.entry(world, mikko)
        assert (found.status, found.settled_on, found.outcome, found.version) == ("planned", None, None, 3)

    @pytest.mark.parametrize("status", ["not_reached", "declined", "cancelled"])
    def test_it_is_closed_on_a_day(self, world: World, mikko: Scope, first: int, status: str) -> None:
        written(world, follow_ups.settle, mikko, first, 1, Settlement(status, TODAY), TODAY)
        found = self.entry(world, mikko)
        assert (found.status, found.settled_on, found.outcome) == (status, TODAY, None)

    @pytest.mark.parametrize(
        ("said", "code"),
        [
            (Settlement("done", TODAY), "no-outcome"),
            (Settlement("declined", TODAY, Outcome.EMPLOYED), "outcome-open"),
            (Settlement("declined"), "no-day"),
            (Settlement("declined", TODAY + timedelta(days=1)), "ahead"),
            (Settlement("declined", AUTUMN - timedelta(days=1)), "before-entry"),
        ],
    )
    def test_what_cannot_have_come_of_it(
        self, world: World, mikko: Scope, first: int, said: Settlement, code: str
    ) -> None:
        assert refusal(world, follow_ups.settle, mikko, first, 1, said, TODAY) == code

    def test_another_day_and_another_owner(self, world: World, mikko: Scope, first: int) -> None:
        due = date(2026, 10, 20)
        written(world, follow_ups.plan_anew, mikko, first, 1, due, mikko.account_id)
        assert (self.entry(world, mikko).due_on, self.entry(world, mikko).owner_id) == (due, mikko.account_id)
        world.follow_up("syksy", "A", "28_days", END, "cancelled")
        assert refusal(world, follow_ups.plan_anew, mikko, first, 2, END, None) == "follow-up-there"
        with pytest.raises(ForbiddenError):
            written(world, follow_ups.plan_anew, mikko, first, 2, due, world.account("Raija", "reporter"))
        written(world, follow_ups.settle, mikko, first, 2, Settlement("declined", TODAY), TODAY)
        assert refusal(world, follow_ups.plan_anew, mikko, first, 3, END, None) == "settled"

    def test_one_more_is_agreed_on(self, world: World, mikko: Scope) -> None:
        add = (follow_ups.add_follow_up, mikko, world.enrolments["syksy", "A"], Kind.OTHER)
        made = written(world, *add, END, None)
        assert self.entry(world, mikko).id == made
        assert refusal(world, *add, END, None) == "follow-up-there"
        assert refusal(world, *add, AUTUMN - timedelta(days=1), None) == "before-entry"

    def test_several_change_hands_at_once(self, world: World, mikko: Scope, first: int) -> None:
        second = world.follow_up("syksy", "B", "28_days", END)
        done = world.follow_up("syksy", "B", "other", AUTUMN, "done", done_on=AUTUMN)
        assert written(world, follow_ups.give_to, mikko, [first, second, done], mikko.account_id) == 2
        assert written(world, follow_ups.give_to, mikko, [first, second], mikko.account_id) == 0
        assert len(log(world, "give-to")) == 1
        assert refusal(world, follow_ups.give_to, mikko, [], mikko.account_id) == "nothing-chosen"


class TestNeeds:
    def test_several_are_found_at_once_and_one_is_met(self, world: World, mikko: Scope) -> None:
        enrolment = world.enrolments["syksy", "A"]
        world.need("syksy", "A", "housing", AUTUMN)
        found = [Category.HOUSING, Category.LEGAL, Category.LEGAL]
        record = (needs.record_needs, mikko, enrolment)
        assert written(world, *record, found, TODAY, TODAY) == [Category.LEGAL]
        with reading(world.engine) as connection:
            housing, legal = need_entries(connection, mikko, SYKSY)
        assert (housing.category, legal.identified_on) == (Category.HOUSING, TODAY)
        written(world, needs.meet_need, mikko, housing.id, 1, TODAY, TODAY)
        with reading(world.engine) as connection:
            assert [one.id for one in need_entries(connection, mikko, SYKSY, open_only=True)] == [legal.id]
        written(world, needs.meet_need, mikko, housing.id, 2, None, TODAY)
        early = AUTUMN - timedelta(days=1)
        assert refusal(world, needs.meet_need, mikko, housing.id, 3, early, TODAY) == "before-found"
        assert refusal(world, needs.meet_need, mikko, housing.id, 3, END, TODAY) == "ahead"
        assert refusal(world, *record, [], TODAY, TODAY) == "nothing-chosen"
        assert refusal(world, *record, found, early, TODAY) == "before-entry"
        assert refusal(world, *record, found, END, TODAY) == "ahead"
        with pytest.raises(StaleError):
            written(world, needs.meet_need, mikko, housing.id, 1, TODAY, TODAY)


class TestFeedback:
    def test_a_sheet_is_a_row_for_each_theme_and_nobodys(self, world: World, mikko: Scope) -> None:
        ratings = {Theme.CONTENT: 4, Theme.GROUP: 5}
        sheet = Sheet(TODAY, ratings, "Kiitos ryhmälle.", Theme.GROUP)
        record = (feedback.record_feedback, mikko, world.cohorts["syksy"])
        assert written(world, *record, sheet, TODAY) == 2
        columns = Feedback.theme, Feedback.rating, Feedback.comment, Feedback.enrolment_id
        with reading(world.engine) as connection:
            rows = connection.execute(select(*columns).order_by(Feedback.id)).all()
        assert rows == [("content", 4, None, None), ("group", 5, "Kiitos ryhmälle.", None)]
        [row] = log(world, "feedback")
        assert "Kiitos" not in str(row.detail)
        assert written(world, *record, Sheet(TODAY, {}, "Hyvä.", Theme.SAFETY), TODAY) == 1
        assert refusal(world, *record, Sheet(TODAY), TODAY) == "nothing-said"
        assert refusal(world, *record, Sheet(END, ratings), TODAY) == "outside-cohort"


def test_nobody_writes_about_people_who_are_not_theirs(world: World, mikko: Scope) -> None:
    follow_up, need = world.follow_up("syksy", "A", "other", END), world.need("syksy", "A", "legal", AUTUMN)
    enrolment, cohort, module = world.enrolments["syksy", "A"], world.cohorts["syksy"], world.modules["OIK"]
    commands = (
        (progress.record_progress, enrolment, module, 0, "in_progress", None, TODAY),
        (progress.complete_for_cohort, cohort, module, [enrolment], TODAY, TODAY),
        (follow_ups.settle, follow_up, 1, Settlement("declined", TODAY), TODAY),
        (follow_ups.plan_anew, follow_up, 1, TODAY, None),
        (follow_ups.add_follow_up, enrolment, Kind.OTHER, TODAY, None),
        (follow_ups.give_to, [follow_up], mikko.account_id),
        (needs.record_needs, enrolment, [Category.HEALTH], TODAY, TODAY),
        (needs.meet_need, need, 1, TODAY, TODAY),
        (feedback.record_feedback, cohort, Sheet(TODAY, {Theme.GROUP: 5}), TODAY),
    )
    elsewhere = Scope(mikko.account_id, Role.COACH, frozenset({world.cohorts["talvi"]}))
    for scope in (elsewhere, Scope(mikko.account_id, Role.REPORTER), Scope(mikko.account_id, Role.AUDITOR)):
        for command, *values in commands:
            with pytest.raises(ForbiddenError):
                written(world, command, scope, *values)
    assert log(world) == []
