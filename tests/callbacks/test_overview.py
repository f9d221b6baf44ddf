"""The overview as each role sees it."""

import dataclasses
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Engine, update

from callbacks.overview import load
from callbacks.overview_cohorts import MOST
from dashboard.domain.access import Scope
from dashboard.domain.calendar import HELSINKI
from dashboard.i18n import using_language
from dashboard.views import NO_FILTERS, OverviewView
from db.engine import writing
from db.schema import FollowUp, Participant
from tests.callbacks.conftest import AUTUMN, NOW, SPRING
from tests.support.world import World


def overview(engine: Engine, scope: Scope | None, now: datetime = NOW, **params: object) -> OverviewView:
    return load(engine, scope, params, now)


def test_the_headline_says_what_a_review_would_talk_about(engine: Engine, coordinator: Scope) -> None:
    view = overview(engine, coordinator)
    assert view.headline == "In Autumn, attendance has fallen for 2 weeks"
    # 36 % of week 3: A came four times of four, B never, C never of three recorded.
    assert view.lead == "36%, 4\xa0/\xa011 in week 3. An earlier cohort had 100% in the same week."


def test_a_card_for_each_cohort_in_the_order_of_their_start(engine: Engine, coordinator: Scope) -> None:
    spring, autumn, winter = overview(engine, coordinator).cards
    assert [card.name for card in (spring, autumn, winter)] == ["Spring", "Autumn", "Winter"]
    assert (spring.when, autumn.when, winter.when) == ("ended 22 Mar 2026", "week 3 of 10", "begins 2 Nov 2026")
    # Psychologist's meetings, excused absences and what is not recorded are in none of these counts.
    assert (autumn.figure, autumn.counts) == ("71%", "24 / 34")
    assert (spring.figure, spring.counts) == ("100%", "24 / 24")
    assert (winter.figure, winter.counts) == ("", "")
    assert (spring.progress, winter.progress) == (1.0, 0.0)
    assert autumn.progress == pytest.approx(19 / 70)
    assert autumn.sparkline is not None
    assert winter.sparkline is None
    assert autumn.href == "/attendance?cohorts=syksy"


def test_a_card_counts_what_is_not_taken_and_overdue(world: World, coordinator: Scope) -> None:
    enrolment = world.enrolments["kevät", "A"]
    world.add(FollowUp, enrolment_id=enrolment, kind="28_days", due_on=date(2026, 4, 19))
    done = {"status": "done", "done_on": date(2026, 4, 20), "outcome": "employed"}
    world.add(FollowUp, enrolment_id=world.enrolments["kevät", "Z"], kind="28_days", due_on=date(2026, 4, 19), **done)
    spring, autumn, _winter = overview(world.engine, coordinator).cards
    facts = {fact.label: (fact.value, fact.note) for fact in spring.facts}
    assert facts["Follow-ups done"] == ("1 / 2", "1 overdue")
    assert {fact.label: fact.value for fact in autumn.facts}["Registers not taken"] == "1"


def test_modules_stand_against_the_plan(world: World, coordinator: Scope) -> None:
    world.module("OIK", 2)
    world.module("HAK", 9)
    _spring, autumn, _winter = overview(world.engine, coordinator).cards
    facts = {fact.label: (fact.value, fact.note) for fact in autumn.facts}
    assert facts["Modules"] == ("0 / 3", "3 behind the plan")


def test_cohorts_are_compared_by_programme_week(engine: Engine, coordinator: Scope) -> None:
    chart = overview(engine, coordinator).comparison
    assert chart is not None
    assert chart.title == "Week 3: Spring 100% and Autumn 36%"
    assert ("Autumn", 3, 4, 11, 4 / 11) in chart.table.rows
    assert chart.figure is not None
    assert {trace["name"]: trace["x"] for trace in chart.figure["data"]} == {
        "Spring": [1, 2, 3],
        "Autumn": [1, 2, 3],
    }


def test_cohorts_are_compared_by_any_measure(engine: Engine, coordinator: Scope) -> None:
    chart = overview(engine, coordinator, measure="commitment").comparison
    assert chart is not None
    assert chart.title == "Week 3: Spring 100% and Autumn 45%"
    assert [column.label for column in chart.table.columns][2:] == ["There or told before", "Countable", "Commitment"]
    assert ("Autumn", 3, 5, 11, 5 / 11) in chart.table.rows
    late = overview(engine, coordinator, measure="lateness").comparison
    assert late is not None
    assert ("Autumn", 2, 1, 9, 1 / 9) in late.table.rows
    told = overview(engine, coordinator, measure="notice").comparison
    assert told is not None
    assert ("Autumn", 3, 1, 7, 1 / 7) in told.table.rows
    taken = overview(engine, coordinator, measure="completeness").comparison
    assert taken is not None
    assert ("Autumn", 3, 11, 12, 11 / 12) in taken.table.rows


def test_an_unknown_measure_falls_back_to_attendance_with_a_notice(engine: Engine, coordinator: Scope) -> None:
    view = overview(engine, coordinator, measure="score")
    assert view.comparison is not None
    assert view.comparison.title == "Week 3: Spring 100% and Autumn 36%"
    assert view.filters.notices == ("There is no measure score here; it was left out.",)


def test_each_fact_of_a_card_leads_to_where_it_is_dealt_with(world: World, coordinator: Scope) -> None:
    world.module("OIK", 2)
    _spring, autumn, winter = overview(world.engine, coordinator).cards
    assert {fact.label: fact.href for fact in autumn.facts} == {
        "Late": "/lateness?cohorts=syksy",
        "Modules": "/modules?cohorts=syksy",
        "Follow-ups done": "",
        "Registers not taken": "/attendance?cohorts=syksy#not-taken",
    }
    assert [fact.href for fact in winter.facts] == ["", "", "", ""]


def test_today_lists_what_waits(world: World, coordinator: Scope) -> None:
    today = overview(world.engine, coordinator).today
    assert today is not None
    assert today.note == "4 things wait to be done"
    assert [(line.label, line.text) for line in today.lines] == [
        ("C", "No contact for 8 days: follow the safety plan."),
        ("B", "2 absences in a row without notice: call today."),
        ("Thu 22 Oct", "arki, Autumn: 1 of 3 marks missing"),
        ("Winter", "Begins on 2 Nov 2026."),
    ]
    assert today.lines[0].href == f"/support#support-{world.enrolments['syksy', 'C']}"


def test_people_come_first_a_line_each(world: World, coordinator: Scope) -> None:
    today = overview(world.engine, coordinator).today
    assert today is not None
    assert [line.badge for line in today.lines] == ["support", "support", "register", "ahead"]


def test_a_card_says_for_how_many_people_a_rule_speaks(engine: Engine, coordinator: Scope, coach: Scope) -> None:
    assert [card.badge for card in overview(engine, coordinator).cards] == ["", "2 support needs", ""]
    assert [card.badge for card in overview(engine, coach).cards] == [""]


def test_nobody_is_spoken_of_who_objects_to_prompts(world: World, coordinator: Scope) -> None:
    with writing(world.engine) as connection:
        connection.execute(update(Participant).values(prompts_objected_on=AUTUMN))
    view = overview(world.engine, coordinator)
    assert [card.badge for card in view.cards] == ["", "", ""]
    assert view.today is not None
    assert "support" not in [line.badge for line in view.today.lines]


def test_as_of_an_earlier_day_nothing_later_is_known(engine: Engine, coordinator: Scope) -> None:
    view = overview(engine, coordinator, as_of=(AUTUMN + timedelta(days=4)).isoformat())
    assert view.headline == "In Autumn, attendance is 92%, 11\xa0/\xa012"
    assert view.today is not None
    assert view.today.title == "On 9 Oct 2026"


def test_between_cohorts(engine: Engine, coordinator: Scope) -> None:
    view = overview(engine, coordinator, now=datetime(2026, 6, 1, tzinfo=HELSINKI))
    assert view.headline == "No cohort is running just now"
    assert view.lead == "The latest, Spring, ended 22 Mar 2026. Attendance was 100%, 24\xa0/\xa024."


def test_before_the_first_session(engine: Engine, coordinator: Scope) -> None:
    view = overview(engine, coordinator, now=datetime(2026, 2, 1, tzinfo=HELSINKI))
    assert view.headline == "No sessions have been held yet"
    assert view.lead == "Spring: begins 2 Mar 2026."
    assert view.comparison is not None
    assert view.comparison.figure is None


def test_an_empty_database_says_what_to_do(world: World, coordinator: Scope) -> None:
    view = overview(world.engine, dataclasses.replace(coordinator, cohort_ids=frozenset()))
    assert view.headline == "No cohorts yet"
    assert view.cards == ()


def test_of_many_cohorts_the_nearest_in_time_are_shown(world: World, coordinator: Scope) -> None:
    for number in range(20):
        world.cohort(f"c{number:02}", date(2020, 1, 6) + timedelta(days=70 * number))
    view = overview(world.engine, coordinator)
    names = [card.name for card in view.cards]
    assert len(names) == MOST
    assert names[-3:] == ["Spring", "Autumn", "Winter"]
    assert names[0] == "c11"
    assert view.lead.endswith("Shown are the 12 cohorts nearest in time, of 23; choose others under Cohorts.")
    assert len(view.filters.cohorts) == 23


def test_all_that_are_chosen_are_shown(world: World, coordinator: Scope) -> None:
    codes = [f"c{number:02}" for number in range(20)]
    for number, code in enumerate(codes):
        world.cohort(code, date(2020, 1, 6) + timedelta(days=70 * number))
    view = overview(world.engine, coordinator, cohorts=",".join(codes))
    assert [card.name for card in view.cards] == codes
    assert "nearest" not in view.lead


def test_the_cohort_of_the_headline_is_among_those_shown(world: World, coordinator: Scope) -> None:
    for number in range(20):
        world.cohort(f"c{number:02}", date(2026, 6, 22))
    view = overview(world.engine, coordinator, now=datetime(2026, 6, 20, tzinfo=HELSINKI))
    assert view.lead.startswith("The latest, Spring, ended 22 Mar 2026.")
    assert "Spring" in [card.name for card in view.cards]
    assert view.comparison is not None
    assert view.comparison.title == "Attendance by programme week"


def test_a_coach_sees_their_own_cohort_only(engine: Engine, coach: Scope) -> None:
    view = overview(engine, coach)
    assert [card.name for card in view.cards] == ["Spring"]
    assert [option.value for option in view.filters.cohorts] == ["kevät"]
    assert "Autumn" not in repr(view)
    assert "syksy" not in repr(view)


def test_another_cohort_looks_to_a_coach_like_one_that_does_not_exist(engine: Engine, coach: Scope) -> None:
    foreign = overview(engine, coach, cohorts="syksy")
    missing = overview(engine, coach, cohorts="olematon")
    assert foreign.cards == missing.cards
    assert [notice.replace("syksy", "olematon") for notice in foreign.filters.notices] == list(missing.filters.notices)


def test_a_reporter_sees_aggregates_and_no_single_session(engine: Engine, reporter: Scope) -> None:
    view = overview(engine, reporter)
    assert [card.counts for card in view.cards] == ["24 / 24", "24 / 34", ""]
    assert [card.badge for card in view.cards] == ["", "", ""]
    assert view.today is not None
    assert [line.label for line in view.today.lines] == ["Winter"]


def test_an_auditor_sees_no_figures_and_nobody_sees_nothing(engine: Engine, auditor: Scope) -> None:
    assert overview(engine, auditor) == OverviewView(
        headline="Your role reads the log, not the figures", filters=NO_FILTERS
    )
    assert overview(engine, None) == OverviewView(headline="")


def test_the_page_speaks_the_readers_language(engine: Engine, coordinator: Scope) -> None:
    with using_language("fi"):
        view = overview(engine, coordinator)
    assert [card.figure for card in view.cards] == ["100\xa0%", "71\xa0%", ""]


def test_spring_had_everyone_there(engine: Engine, coordinator: Scope) -> None:
    view = overview(engine, coordinator, cohorts="kevät", to=(SPRING + timedelta(days=6)).isoformat())
    assert [card.counts for card in view.cards] == ["8 / 8"]
