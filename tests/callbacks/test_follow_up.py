"""The follow-up page as each role sees it."""

import dataclasses
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from sqlalchemy import Engine

from callbacks.follow_up import load
from dashboard.domain.access import Scope
from dashboard.domain.calendar import HELSINKI
from dashboard.i18n import using_language
from dashboard.views import NO_FILTERS, FollowUpView
from tests.support.spring import STARTS, spring
from tests.support.world import World, new_world

JULY = datetime(2026, 7, 1, 12, tzinfo=HELSINKI)


@pytest.fixture
def world(sqlite_url: str) -> Iterator[World]:
    world = new_world(sqlite_url)
    spring(world)
    world.cohort("muu", STARTS, name="Other")
    for person in ("X", "Y"):
        world.enrol("muu", person, STARTS, date(2026, 5, 8), "employed")
    world.follow_up("muu", "X", "28_days", date(2026, 6, 5), "done", done_on=date(2026, 6, 5), outcome="employed")
    yield world
    world.engine.dispose()


def page(engine: Engine, scope: Scope | None, now: datetime = JULY, **params: object) -> FollowUpView:
    return load(engine, scope, params, now)


def test_the_headline_says_what_waits(engine: Engine, coordinator: Scope) -> None:
    view = page(engine, coordinator)
    assert view.headline == "2 follow-ups are overdue, 1 is due within two weeks"
    assert view.lead == "Reached, of all that have come due: 33%, 2\xa0/\xa06."


@pytest.mark.parametrize(
    ("as_of", "headline"),
    [
        ("2026-06-04", "No follow-up is overdue, 5 are due within two weeks"),
        ("2026-11-20", "4 follow-ups are overdue, none is due within two weeks"),
        ("2026-05-09", "No follow-up is overdue or due within two weeks"),
    ],
)
def test_the_headline_on_other_days(engine: Engine, coordinator: Scope, as_of: str, headline: str) -> None:
    assert page(engine, coordinator, as_of=as_of).headline == headline


def test_one_cohort_has_an_interval_from_six_on(engine: Engine, coordinator: Scope) -> None:
    view = page(engine, coordinator, cohorts="kevät", as_of="2026-11-20")
    assert view.lead == "Reached, of all that have come due: 33%, 3\xa0/\xa09. 95 % interval: 12–65%."
    assert "interval" not in page(engine, coordinator, cohorts="kevät").lead, "five are too few"


def test_follow_ups_stand_by_cohort(engine: Engine, coordinator: Scope) -> None:
    chart = page(engine, coordinator).statuses
    assert chart is not None
    assert chart.title == "2 of 6 follow-ups that have come due are done"
    assert [column.label for column in chart.table.columns] == [
        "Cohort",
        "Due",
        "Done",
        "Not reached",
        "Declined",
        "Overdue",
        "Still to come",
        "Closed before its day",
        "Reached",
    ]
    # Five and one are too few for a share.
    assert chart.table.rows == (("Spring", 5, 1, 1, 1, 2, 3, 1, None), ("Other", 1, 1, 0, 0, 0, 0, 0, None))
    assert "Spring: 1 done, 1 not reached, 1 declined, 2 overdue, 1 closed before its day, and 3 still to come." in (
        chart.summary
    )


def test_who_chases_what_by_date(engine: Engine, coordinator: Scope) -> None:
    waiting = page(engine, coordinator, cohorts="kevät").waiting
    assert waiting is not None
    assert waiting.title == "4 follow-ups wait for someone"
    assert waiting.note == "Overdue, or due within two weeks, by date. Kaisa 2 and nobody yet 1."
    assert [(line.label, line.text, line.badge) for line in waiting.lines] == [
        ("5 Jun 2026", "D, Spring: 28-day status. Kaisa", "overdue"),
        ("5 Jun 2026", "E, Spring: 28-day status. Kaisa", "overdue"),
        ("5 Jun 2026", "G, Spring: no 28-day status was planned", "to plan"),
        ("10 Jul 2026", "F, Spring: agreed contact. Nobody sees to it yet", "in 9 days"),
    ]
    assert waiting.lines[0].href == "/participant?cohorts=kev%C3%A4t&code=D"


def test_on_the_day_itself_it_is_due_today(engine: Engine, coordinator: Scope) -> None:
    waiting = page(engine, coordinator, cohorts="kevät", as_of="2026-06-05").waiting
    assert waiting is not None
    assert {line.badge for line in waiting.lines} == {"due today", "to plan"}


def test_a_long_list_is_cut_and_says_so(world: World, coordinator: Scope) -> None:
    for number in range(15):
        world.enrol("kevät", f"P{number:02}", STARTS, date(2026, 5, 8))
        world.follow_up("kevät", f"P{number:02}", "28_days", date(2026, 6, 5))
    waiting = page(world.engine, coordinator, cohorts="kevät").waiting
    assert waiting is not None
    assert (waiting.title, len(waiting.lines), waiting.more) == ("19 follow-ups wait for someone", 12, "and 7 more")


def test_everyone_since_the_exit(engine: Engine, coordinator: Scope) -> None:
    chart = page(engine, coordinator, cohorts="kevät").timeline
    assert chart is not None
    assert chart.title == "Statuses missing past their due day: 3 after 28 days"
    rows = {row[1]: row[2:] for row in chart.table.rows}
    assert list(rows) == list("ABCDEFG"), "who is still here has no row"
    assert rows["A"] == (
        date(2026, 5, 8),
        54,
        "due 5 Jun 2026: done 3 Jun 2026, in work",
        "due 7 Nov 2026: still to come",
        None,
    )
    assert rows["B"][2] == "due 5 Jun 2026: not reached 20 Jun 2026"
    assert rows["F"][2:] == (
        "due 8 Jul 2026: done 28 Jun 2026, in education or training",
        None,
        "due 10 Jul 2026: still to come",
    )
    assert rows["G"][2:] == ("not planned", None, None)
    assert "G, day 54: 28-day status not planned." in chart.summary


def test_the_drawing_has_a_sign_for_every_follow_up(engine: Engine, coordinator: Scope) -> None:
    chart = page(engine, coordinator, cohorts="kevät").timeline
    assert chart is not None
    assert chart.figure is not None
    signs = {
        trace["name"]: list(zip(trace["x"], trace["y"], strict=True))
        for trace in chart.figure["data"]
        if "name" in trace
    }
    assert signs == {
        "done": [(26, 0), (18, 5)],
        "not reached": [(43, 1)],
        "declined": [(28, 2)],
        "overdue": [(28, 3), (28, 4)],
        "still to come": [(183, 0), (183, 1), (30, 5)],
        "not planned": [(28, 6)],
    }


def test_what_came_of_people(engine: Engine, coordinator: Scope) -> None:
    chart = page(engine, coordinator, cohorts="kevät").outcomes
    assert chart is not None
    assert chart.title == "In work or education: 3 of 7 at the exit and 2 of 7 after 28 days"
    assert chart.table.rows == (
        ("in work", 1, 1),
        ("in education or training", 2, 1),
        ("looking for work", 1, 0),
        ("outside the labour market", 1, 0),
        ("something else", 1, 0),
        ("unknown", 1, 5),
        ("all", 7, 7),
    )
    assert "never means without work" in chart.note


def test_a_period_does_not_hide_what_is_overdue(engine: Engine, coordinator: Scope) -> None:
    view = page(engine, coordinator, **{"from": "2026-06-25", "to": "2026-07-01"})
    assert view.headline == page(engine, coordinator).headline
    assert view.lead.endswith("The period is left aside here, so that nothing overdue drops out of sight.")


def test_before_anybody_has_left(engine: Engine, coordinator: Scope) -> None:
    view = page(engine, coordinator, cohorts="muu", as_of="2026-03-10")
    # X has a status to come already; what is planned is shown, and nobody has left.
    assert view.headline == "No follow-up is overdue or due within two weeks"
    assert view.timeline is not None
    assert (view.timeline.figure, view.timeline.empty) == (None, "Nobody has left yet.")


def test_nothing_at_all_says_what_will_be(world: World, coordinator: Scope) -> None:
    world.cohort("syksy", date(2026, 8, 31), name="Autumn")
    view = page(world.engine, coordinator, cohorts="syksy")
    assert view.headline == "No follow-ups yet"
    assert view.lead == "The filters leave out everyone who has left: choose other cohorts or another day."
    nobody = page(world.engine, dataclasses.replace(coordinator, cohort_ids=frozenset()))
    assert nobody.lead.startswith("Follow-ups begin when somebody leaves")
    assert (nobody.statuses, nobody.waiting, nobody.timeline, nobody.outcomes) == (None, None, None, None)


def test_leavers_without_any_follow_up_are_said(world: World, coordinator: Scope) -> None:
    world.cohort("vanha", date(2026, 1, 5), name="Old")
    world.enrol("vanha", "V", date(2026, 1, 5), date(2026, 3, 13))
    view = page(world.engine, coordinator, cohorts="vanha")
    assert view.headline == "No follow-up is planned yet"
    assert view.statuses is not None
    assert view.statuses.figure is None
    assert view.waiting is not None
    assert [line.badge for line in view.waiting.lines] == ["to plan"]


def test_a_coach_finds_nothing_of_another_cohort(engine: Engine, coach: Scope) -> None:
    view = page(engine, coach)
    assert "muu" not in repr(view)
    assert "Other" not in repr(view)
    foreign = page(engine, coach, cohorts="muu")
    assert foreign.headline == view.headline
    assert "There is no cohort muu here" in foreign.filters.notices[0]


class TestReporter:
    def test_sees_no_person(self, engine: Engine, reporter: Scope) -> None:
        view = page(engine, reporter)
        assert view.headline == "2 follow-ups are overdue, 1 is due within two weeks"
        assert view.timeline is None
        assert view.waiting is not None
        assert view.waiting.lines == ()
        assert view.waiting.empty == "Single follow-ups are shown to those who work with the cohort."
        assert view.waiting.title == "3 follow-ups wait for someone"
        assert "Kaisa" not in repr(view)
        assert "/participant" not in repr(view)

    def test_sees_what_came_of_three_people_or_more_taken_together(self, engine: Engine, reporter: Scope) -> None:
        chart = page(engine, reporter).outcomes
        assert chart is not None
        assert chart.figure is not None
        assert chart.table.rows[0] == ("in work", 3, 2)

    def test_is_told_why_of_two_people_nothing_is_shown(self, engine: Engine, reporter: Scope) -> None:
        chart = page(engine, reporter, cohorts="muu").outcomes
        assert chart is not None
        assert chart.figure is None
        assert chart.table.rows[0] == ("in work",)
        assert (chart.title, chart.summary) == ("What came of people", "")
        assert chart.empty.startswith("What came of people is shown once at least 3 persons stand behind it")

    def test_a_point_behind_which_too_few_stand_is_withheld_alone(self, world: World, reporter: Scope) -> None:
        # On 5 June five are due; on 4 June one of them is done, and nobody else is.
        chart = page(world.engine, reporter, cohorts="kevät", as_of="2026-06-04").outcomes
        assert chart is not None
        assert chart.figure is not None
        assert [column.label for column in chart.table.columns] == ["Outcome", "At the exit"]
        titles = [title["text"] for title in chart.figure["layout"]["annotations"]]
        assert titles == [
            "<b>At the exit</b><br>of 6 people",
            "<b>After 28 days</b><br>not shown: fewer than 3 people",
            "<b>After six months</b><br>nobody yet",
        ]


def test_an_auditor_sees_no_figures_and_nobody_sees_nothing(engine: Engine, auditor: Scope) -> None:
    assert page(engine, auditor) == FollowUpView(
        headline="Your role reads the log, not the figures", filters=NO_FILTERS
    )
    assert page(engine, None) == FollowUpView(headline="")


def test_names_with_tags_are_drawn_as_text(world: World, coordinator: Scope) -> None:
    world.cohort("tags", STARTS, name="<b>Bold</b>")
    world.enrol("tags", "<i>X</i>", STARTS, date(2026, 5, 8))
    world.follow_up("tags", "<i>X</i>", "28_days", date(2026, 6, 5))
    view = page(world.engine, coordinator, cohorts="tags,kevät")
    for chart in (view.statuses, view.timeline, view.outcomes):
        assert chart is not None
        assert "<i>X" not in repr(chart.figure)
        assert "<b>Bold</b>" not in repr(chart.figure).replace("&lt;b&gt;Bold&lt;/b&gt;", "")


def test_too_many_people_are_no_picture(world: World, coordinator: Scope) -> None:
    for number in range(61):
        world.enrol("muu", f"P{number:02}", STARTS, date(2026, 5, 8))
    chart = page(world.engine, coordinator, cohorts="muu").timeline
    assert chart is not None
    assert (chart.figure, chart.empty) == (None, "63 people are too many for one picture: choose a cohort above.")


def test_the_page_speaks_the_readers_language(engine: Engine, coordinator: Scope) -> None:
    with using_language("fi"):
        waiting = page(engine, coordinator, cohorts="kevät").waiting
    assert waiting is not None
    assert waiting.lines[0].label == "5.6.2026"
