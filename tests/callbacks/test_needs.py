"""Needs and feedback as each role sees them."""

import dataclasses
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Engine

from callbacks.needs import load
from dashboard.domain.access import Scope
from dashboard.domain.calendar import HELSINKI
from dashboard.i18n import using_language
from dashboard.views import NO_FILTERS, NeedsView
from tests.support import spring
from tests.support.spring import STARTS
from tests.support.world import World, new_world

JULY = datetime(2026, 7, 1, 12, tzinfo=HELSINKI)
AUTUMN = date(2026, 6, 1)


@pytest.fixture
def world(sqlite_url: str) -> Iterator[World]:
    """The spring, and an autumn of two people with more hours of everyday management, in its fifth week."""
    world = new_world(sqlite_url)
    spring.spring(world)
    spring.needs(world)
    spring.feedback(world)
    world.cohort("syksy", AUTUMN, name="Autumn")
    for person in ("X", "Y"):
        world.enrol("syksy", person, AUTUMN)
    world.need("syksy", "X", "everyday_management", AUTUMN, date(2026, 6, 12))
    world.need("syksy", "Y", "well_being", date(2026, 6, 8))
    for rating in (1, 5, 5, 5, 5, 5):
        world.feedback("syksy", date(2026, 6, 25), "safety", rating)
    world.feedback("syksy", date(2026, 6, 25), "group", 5)
    world.activity("arki", name_en="Everyday management", name_fi="Arjenhallinta")
    world.activity("psykologi", individual=True, counts_for_attendance=False, restricted=True)
    for cohort, minutes in (("kevät", 60), ("syksy", 180)):
        starts = STARTS if cohort == "kevät" else AUTUMN
        world.session(cohort, starts, "ryhmä", minutes=180)
        world.session(cohort, starts + timedelta(days=1), "arki", minutes=minutes)
        world.session(
            cohort, starts + timedelta(days=2), "psykologi", minutes=60, person="A" if cohort == "kevät" else "X"
        )
    yield world
    world.engine.dispose()


def page(engine: Engine, scope: Scope | None, now: datetime = JULY, **params: object) -> NeedsView:
    return load(engine, scope, params, now)


def test_the_headline_says_how_many_needs_are_met(engine: Engine, coordinator: Scope) -> None:
    view = page(engine, coordinator)
    assert view.headline == "Needs met: 57%, 4\xa0/\xa07"
    assert view.lead == "Needs of 6 people were found. Feedback: 16 answers."
    one = page(engine, coordinator, cohorts="kevät")
    assert one.headline == "Needs met: 3\xa0/\xa05", "five are too few for a percentage"


def test_each_category(engine: Engine, coordinator: Scope) -> None:
    chart = page(engine, coordinator).by_category
    assert chart is not None
    assert chart.title == "Most often found: language, everyday management, and well-being (2)"
    assert chart.table.rows == (
        ("language", 2, 2, None),
        ("everyday management", 2, 1, None),
        ("well-being", 2, 1, None),
        ("housing", 1, 0, None),
    )
    assert chart.figure is not None
    texts = next(trace["text"] for trace in chart.figure["data"] if trace["type"] == "scatter")
    assert texts == ["\xa02\xa0/\xa02", "\xa01\xa0/\xa02", "\xa01\xa0/\xa02", "\xa00\xa0/\xa01"]


def test_the_same_by_cohort_in_their_order(engine: Engine, coordinator: Scope) -> None:
    chart = page(engine, coordinator).by_cohort
    assert chart is not None
    assert chart.title == "Met of those found: Spring 3\xa0/\xa05 and Autumn 1\xa0/\xa02"
    assert [row for row in chart.table.rows if row[2]] == [
        ("Spring", "language", 2, 2, None),
        ("Spring", "everyday management", 1, 0, None),
        ("Spring", "well-being", 1, 1, None),
        ("Spring", "housing", 1, 0, None),
        ("Autumn", "everyday management", 1, 1, None),
        ("Autumn", "well-being", 1, 0, None),
    ]
    assert page(engine, coordinator, cohorts="kevät").by_cohort is None, "one cohort is the chart above again"


def test_week_by_week(engine: Engine, coordinator: Scope) -> None:
    chart = page(engine, coordinator).by_week
    assert chart is not None
    # The autumn is in its fifth week: the same week of both.
    assert chart.title == "Found by week 5: Spring 4 and Autumn 2"
    rows = {row[:2]: row[2:] for row in chart.table.rows}
    assert rows["Spring", 5] == (4, 1)
    assert rows["Spring", 10] == (5, 3)
    assert rows["Autumn", 1] == (1, 0)
    assert rows["Autumn", 2] == (2, 1)
    assert ("Autumn", 6) not in rows


def test_what_was_found_before_a_cohort_begins_counts_too(world: World, coordinator: Scope) -> None:
    world.cohort("talvi", date(2026, 8, 3), name="Winter")
    world.enrol("talvi", "W", date(2026, 8, 3))
    world.need("talvi", "W", "housing", date(2026, 6, 29))
    view = page(world.engine, coordinator)
    assert view.headline == "Needs met: 50%, 4\xa0/\xa08"
    assert view.by_category is not None
    assert ("housing", 2, 0, None) in view.by_category.table.rows
    alone = page(world.engine, coordinator, cohorts="talvi")
    assert alone.by_week is not None
    assert alone.by_week.title == "Needs found and met, week by week"


def test_ratings_with_their_n_and_a_mean_from_six_on(engine: Engine, coordinator: Scope) -> None:
    chart = page(engine, coordinator).ratings
    assert chart is not None
    assert chart.title == "16 answers on the coaching", "both means are the same"
    assert chart.table.rows == (
        ("Spring", "content", 0, 0, 0, 1, 0, 1, None),
        ("Spring", "group", 0, 1, 0, 1, 0, 2, None),
        ("Spring", "safety", 0, 0, 1, 2, 3, 6, 26 / 6),
        ("Autumn", "group", 0, 0, 0, 0, 1, 1, None),
        ("Autumn", "safety", 1, 0, 0, 0, 5, 6, 26 / 6),
    )
    assert chart.figure is not None
    beside = chart.figure["data"][1]["text"]
    assert beside == ["n 1", "n 2", "mean 4.3, n 6", "n 1", "mean 4.3, n 6"]


def test_ratings_say_where_cohorts_differ(world: World, coordinator: Scope) -> None:
    for rating in (2, 2, 2, 2):
        world.feedback("kevät", date(2026, 5, 7), "group", rating)
    for rating in (4, 4, 4, 4, 4):
        world.feedback("syksy", date(2026, 6, 25), "group", rating)
    chart = page(world.engine, coordinator).ratings
    assert chart is not None
    # (2 + 4 + 4 x 2) / 6 and (5 + 5 x 4) / 6.
    assert chart.title == "Group: mean 2.3 in Spring, 4.2 in Autumn"


def test_hours_without_meetings_that_do_not_count(engine: Engine, coordinator: Scope) -> None:
    chart = page(engine, coordinator).hours
    assert chart is not None
    assert chart.title == "Everyday management: 25% of the hours in Spring, 50% in Autumn"
    assert chart.table.rows == (
        ("Spring", "Everyday management", 8.0, 0.25),
        ("Spring", "ryhmä", 24.0, 0.75),
        ("Autumn", "Everyday management", 6.0, 0.5),
        ("Autumn", "ryhmä", 6.0, 0.5),
    )
    assert "psykologi" not in repr(page(engine, coordinator))


def test_everyday_management_is_found_by_its_finnish_name_too(world: World, coordinator: Scope) -> None:
    with using_language("fi"):
        chart = page(world.engine, coordinator).hours
    assert chart is not None
    assert "Arjenhallinta" in chart.title


def test_what_changed_claims_no_cause(engine: Engine, coordinator: Scope) -> None:
    changes = page(engine, coordinator).changes
    assert changes is not None
    assert [(line.label, line.text) for line in changes.lines] == [
        ("Hours", "Everyday management: Spring 25%; Autumn 50%"),
        ("Needs", "Everyday management: Spring found 1, met 0; Autumn found 1, met 1"),
        ("Needs", "Well-being: Spring found 1, met 1; Autumn found 1, met 0"),
        ("Needs", "All others: Spring found 3, met 2"),
        ("Feedback", "Group: Spring n 2; Autumn n 1"),
        ("Feedback", "Safety: Spring mean 4.3, n 6; Autumn mean 4.3, n 6"),
        ("Feedback", "All others: Spring n 1"),
    ]
    assert "not why" in changes.note
    assert page(engine, coordinator, cohorts="kevät").changes is None


class TestComments:
    def test_stand_without_person_cohort_and_day(self, engine: Engine, coordinator: Scope) -> None:
        listed = page(engine, coordinator).comments
        assert listed is not None
        assert listed.title == "3 comments in their own words"
        assert [(line.label, line.text, line.badge, line.href) for line in listed.lines] == [
            ("Content", "Sopimuksista <b>enemmän</b>.", "", ""),
            ("Group", "Joskus olimme vain kaksi.", "", ""),
            ("Group", "Pienessä ryhmässä uskaltaa puhua.", "", ""),
        ]

    def test_fewer_than_three_are_not_shown(self, engine: Engine, coordinator: Scope) -> None:
        listed = page(engine, coordinator, as_of="2026-05-06").comments
        assert listed is not None
        assert listed.lines == ()
        assert listed.title == "In their own words"
        assert listed.empty.startswith("Comments are shown once there are at least 3")

    def test_a_very_long_one_is_cut(self, world: World, coordinator: Scope) -> None:
        world.feedback("kevät", date(2026, 5, 7), "content", 3, "a" * 1000)
        listed = page(world.engine, coordinator).comments
        assert listed is not None
        assert max(len(line.text) for line in listed.lines) == 301

    def test_are_never_on_a_chart(self, engine: Engine, coordinator: Scope) -> None:
        view = page(engine, coordinator)
        for chart in (view.by_category, view.by_cohort, view.by_week, view.ratings, view.hours):
            assert "Pienessä" not in repr(chart)


class TestReporter:
    def test_sees_needs_taken_together_and_no_comment(self, engine: Engine, reporter: Scope) -> None:
        view = page(engine, reporter)
        assert view.headline == "Needs met: 57%, 4\xa0/\xa07"
        assert view.by_category is not None
        assert view.by_category.figure is not None
        assert view.by_cohort is None
        assert view.comments is None
        assert view.changes is not None
        assert {line.label for line in view.changes.lines} == {"Hours", "Feedback"}
        assert "Pienessä" not in repr(view)

    def test_sees_week_by_week_only_cohorts_with_three_people_behind_them(
        self, engine: Engine, reporter: Scope
    ) -> None:
        chart = page(engine, reporter).by_week
        assert chart is not None
        assert {row[0] for row in chart.table.rows} == {"Spring"}

    def test_sees_ratings_from_three_answers_on(self, engine: Engine, reporter: Scope) -> None:
        chart = page(engine, reporter).ratings
        assert chart is not None
        assert [row[:2] for row in chart.table.rows] == [("Spring", "safety"), ("Autumn", "safety")]

    def test_is_told_why_of_two_people_nothing_is_shown(self, engine: Engine, reporter: Scope) -> None:
        view = page(engine, reporter, cohorts="syksy")
        assert view.headline == "Needs of fewer than 3 people are not shown"
        assert view.lead == "Feedback: 6 answers."
        assert view.by_category is not None
        assert (view.by_category.figure, view.by_category.table.rows, view.by_category.summary) == (None, (), "")
        assert view.by_category.empty.startswith("Needs are shown once at least 3 persons stand behind them")
        assert view.by_category.title == "Needs found and met by category"
        assert view.by_week is not None
        assert view.by_week.figure is None


def test_a_period_narrows_needs_and_feedback(engine: Engine, coordinator: Scope) -> None:
    view = page(engine, coordinator, **{"from": "2026-06-01", "to": "2026-06-30"})
    assert view.headline == "Needs met: 1\xa0/\xa02"
    assert view.lead == "Needs of 2 people were found. Feedback: 7 answers. Period: 1 Jun–30 Jun 2026."


def test_filters_that_leave_out_everything_say_so(engine: Engine, coordinator: Scope) -> None:
    view = page(engine, coordinator, to="2020-01-01")
    assert view.headline == "No needs and no feedback yet"
    assert view.lead == "The filters leave out everything: choose other cohorts, a longer period or another day."
    nobody = page(engine, dataclasses.replace(coordinator, cohort_ids=frozenset()))
    assert nobody.lead == "Needs appear here once they are written down, and feedback once it is given."


def test_more_than_six_cohorts_are_taken_together(world: World, coordinator: Scope) -> None:
    for number in range(5):
        world.cohort(f"k{number}", STARTS, name=f"K{number}")
        world.enrol(f"k{number}", f"P{number}", STARTS)
        world.need(f"k{number}", f"P{number}", "digital", STARTS)
    view = page(world.engine, coordinator)
    assert view.by_category is not None
    assert view.by_category.figure is not None
    assert view.by_cohort is not None
    assert view.by_week is not None
    for chart in (view.by_cohort, view.by_week):
        assert (chart.figure, chart.empty) == (None, "Choose up to 6 cohorts above to see them side by side.")
    assert view.ratings is not None
    assert {row[0] for row in view.ratings.table.rows} == {"All chosen cohorts"}
    assert view.changes is None


def test_a_coach_finds_nothing_of_another_cohort(engine: Engine, coach: Scope) -> None:
    view = page(engine, coach)
    assert view.headline == "Needs met: 3\xa0/\xa05"
    assert "syksy" not in repr(view)
    assert "Autumn" not in repr(view)
    foreign = page(engine, coach, cohorts="syksy")
    assert foreign.headline == view.headline
    assert "There is no cohort syksy here" in foreign.filters.notices[0]


def test_an_auditor_sees_no_figures_and_nobody_sees_nothing(engine: Engine, auditor: Scope) -> None:
    assert page(engine, auditor) == NeedsView(headline="Your role reads the log, not the figures", filters=NO_FILTERS)
    assert page(engine, None) == NeedsView(headline="")


def test_a_name_with_tags_is_drawn_as_text(world: World, coordinator: Scope) -> None:
    world.cohort("tags", STARTS, name="<i>Bold</i>")
    world.enrol("tags", "T", STARTS)
    world.need("tags", "T", "digital", STARTS)
    world.feedback("tags", date(2026, 4, 2), "group", 4)
    world.session("tags", STARTS, "ryhmä")
    view = page(world.engine, coordinator)
    for chart in (view.by_cohort, view.by_week, view.ratings, view.hours):
        assert chart is not None
        assert "&lt;i&gt;Bold" in repr(chart.figure)
        assert "<i>" not in repr(chart.figure)
