"""The lateness page as each role sees it: an autumn in which B finds the way to being on time."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from callbacks.lateness import load
from dashboard.domain.access import Scope
from dashboard.i18n import using_language
from dashboard.views import NO_FILTERS, Chart, LatenessView
from tests.callbacks.conftest import AUTUMN, NOW, SPRING
from tests.support.world import World, new_world

ACTIVITIES = ("ryhmä", "suomi", "IT", "arki")
NOTICES = {"b": "before", "a": "after", "n": "none", "?": "unknown"}
WEEKS = {
    # Monday to Thursday: L present, P absent, else minutes late ("?" unknown) and the notice.
    "A": ("L L L L", "L L L L", "L L L L"),
    "B": ("20n 10n L 15b", "20n L P 10a", "L L L L"),
    "C": ("L P P 5n", "P P ?? P", "P P P P"),
}


@pytest.fixture
def world(sqlite_url: str) -> Iterator[World]:
    world = new_world(sqlite_url)
    world.activity("suomi", name_en="Finnish")
    world.activity("psykologi", individual=True, counts_for_attendance=False, restricted=True)
    world.cohort("kevät", SPRING, name="Spring", weeks=3)
    for person in "YZ":
        world.enrol("kevät", person, SPRING)
    for day in (SPRING + timedelta(days=7 * week + day) for week in range(3) for day in range(4)):
        session = world.session("kevät", day, ACTIVITIES[day.weekday()])
        for person in "YZ":
            world.mark(session, person)
    world.cohort("syksy", AUTUMN, name="Autumn")
    for person in WEEKS:
        world.enrol("syksy", person, AUTUMN)
    for week in range(3):
        for day in range(4):
            session = world.session("syksy", AUTUMN + timedelta(days=7 * week + day), ACTIVITIES[day])
            for person, weeks in WEEKS.items():
                write(world, session, person, weeks[week].split()[day])
    meeting = world.session("syksy", AUTUMN, "psykologi", time(14), 60, "A")
    world.mark(meeting, "A", "late", minutes_late=50, notice="none")
    world.cohort("talvi", date(2026, 11, 2), name="Winter")
    yield world
    world.engine.dispose()


def write(world: World, session: int, person: str, mark: str) -> None:
    if mark == "L":
        world.mark(session, person)
    elif mark == "P":
        world.mark(session, person, "absent", notice="none")
    else:
        minutes = None if mark[:-1] == "?" else int(mark[:-1])
        world.mark(session, person, "late", minutes_late=minutes, notice=NOTICES[mark[-1]])


def show(engine: Engine, scope: Scope | None, now: datetime = NOW, **params: object) -> LatenessView:
    return load(engine, scope, params, now)


def chart(found: Chart | None) -> Chart:
    assert found is not None
    return found


def drawn(found: Chart | None) -> dict[str, Any]:
    figure = chart(found).figure
    assert figure is not None
    return figure


def texts(found: Chart | None) -> list[str]:
    """What stands in a drawing as text of its own."""
    return [annotation["text"] for annotation in drawn(found)["layout"]["annotations"]]


class TestOneCohort:
    @pytest.fixture
    def view(self, engine: Engine, coordinator: Scope) -> LatenessView:
        return show(engine, coordinator, cohorts="syksy")

    def test_the_headline_has_rate_counts_interval_quartiles_and_what_is_unknown(self, view: LatenessView) -> None:
        assert view.headline == "Lateness: 27%, 7\xa0/\xa026"
        assert view.lead == (
            "95 % interval: 14–46%. Median 12.5 min, the middle half 10–18.8 min; "
            "minutes unknown for 1 of 7 late marks. 1 of 7 late arrivals were told beforehand; not known of 1."
        )

    def test_the_latest_week_stands_beside_those_before(self, view: LatenessView) -> None:
        assert chart(view.weekly).title == "Week 3: 0%, 0\xa0/\xa08 late; in the weeks before 39%, 7\xa0/\xa018"
        assert [row[:5] for row in chart(view.weekly).table.rows] == [
            ("Autumn", 1, 4, 10, 0.4),
            ("Autumn", 2, 3, 8, 0.375),
            ("Autumn", 3, 0, 8, 0.0),
        ]

    def test_a_week_leads_to_its_sessions(self, view: LatenessView) -> None:
        address = "/attendance?cohorts=syksy&from=2026-10-12&to=2026-10-18"
        assert chart(view.weekly).table.links[1] == address
        [line] = [trace for trace in drawn(view.weekly)["data"] if "customdata" in trace]
        assert line["customdata"][1] == address

    def test_every_known_minute_is_a_dot_and_the_unknown_are_said(self, view: LatenessView) -> None:
        minutes = chart(view.minutes)
        assert minutes.title == "Half of the late came at most 12.5 min late"
        assert minutes.note.endswith("Minutes unknown for 1 of 7 late marks.")
        assert texts(minutes) == ["<b>Autumn</b>   median 12.5 min (10–18.8); unknown: 1"]
        [dots] = drawn(minutes)["data"]
        assert sorted(dots["x"]) == [5, 10, 10, 15, 20, 20]
        assert "B, Thu 8 Oct at 9:00, arki: 15 min, told before" in dots["text"]
        assert all(link.startswith("/session?") for link in dots["customdata"])
        assert minutes.table.rows == (
            ("Autumn", "5", 1),
            ("Autumn", "10", 2),
            ("Autumn", "15", 1),
            ("Autumn", "20", 2),
            ("Autumn", "unknown", 1),
        )

    def test_being_on_time_is_each_persons_progress(self, view: LatenessView) -> None:
        people = chart(view.people)
        assert people.title == "2 of 2 people were on time at least four of the last five times"
        assert people.note.endswith("1 is on time more often than in the five times before.")
        assert people.table.rows == (
            ("Autumn", "A", 5, 5, 5, 12, 12, 1.0),
            ("Autumn", "B", 4, 5, 2, 6, 11, 6 / 11),
            ("Autumn", "C", 1, 3, None, 1, 3, None),
        )
        assert texts(people) == ["on time 5 of the last 5", "on time 4 of the last 5", "on time 1 of 3 so far"]
        assert people.table.links[1] == "/participant?cohorts=syksy&code=B"
        assert drawn(people)["layout"]["meta"]["rows"] == list(people.table.links)
        assert "B: on time 4 of the last 5, 2 of the five before." in people.summary

    def test_what_was_told_is_counted_by_week_the_unknown_apart(self, view: LatenessView) -> None:
        notice = chart(view.notice)
        assert notice.title == "1 of 7 late arrivals were told beforehand; not known of 1"
        assert texts(notice) == [
            "<b>Told before</b>   1 of 7",
            "<b>Told afterwards</b>   1 of 7",
            "<b>Not told</b>   4 of 7",
            "<b>Not known whether told</b>   1 of 7",
        ]
        assert notice.table.rows == (("Autumn", 1, 1, 0, 3, 0, 4), ("Autumn", 2, 0, 1, 1, 1, 3))

    def test_the_timetable_has_rates_from_six_on(self, world: World, view: LatenessView) -> None:
        assert chart(view.timetable).title == "Most often late: Thu at 9:00, 43%, 3\xa0/\xa07"
        assert [row[:5] for row in chart(view.timetable).table.rows] == [
            ("Monday", "9:00", 2, 7, 2 / 7),
            ("Tuesday", "9:00", 1, 6, 1 / 6),
            ("Wednesday", "9:00", 1, 6, 1 / 6),
            ("Thursday", "9:00", 3, 7, 3 / 7),
        ]

    def test_a_slot_with_few_marks_shows_its_counts_alone(self, world: World, coordinator: Scope) -> None:
        meeting = world.session("syksy", AUTUMN + timedelta(days=4), "ohjaus", time(13), 60, "C")
        world.mark(meeting, "C", "late", minutes_late=5, notice="before")
        timetable = show(world.engine, coordinator, cohorts="syksy").timetable
        assert drawn(timetable)["data"][0]["text"][-1] == "1\xa0/\xa01"
        assert chart(timetable).table.rows[-1] == ("Friday", "13:00", 1, 1, None, None, None)

    def test_activities_have_their_interval(self, view: LatenessView) -> None:
        activities = chart(view.by_activity)
        # Finnish and IT share the place of the least late: neither is named.
        assert activities.title == "Most often late: arki"
        assert [row[:3] for row in activities.table.rows] == [
            ("Finnish", 1, 6),
            ("ryhmä", 2, 7),
            ("IT", 1, 6),
            ("arki", 3, 7),
        ]
        assert activities.table.links[0] == "/attendance?cohorts=syksy&activity=suomi"
        assert "error_x" in drawn(activities)["data"][0]

    def test_psychologist_meetings_are_nowhere(self, engine: Engine, coordinator: Scope, view: LatenessView) -> None:
        charts = (view.weekly, view.minutes, view.people, view.notice, view.timetable, view.by_activity)
        assert not any("psykologi" in repr(chart(found).figure) or "14:00" in repr(found) for found in charts)
        assert show(engine, coordinator, activity="psykologi").headline == "No sessions to show"


class TestSeveralCohorts:
    @pytest.fixture
    def view(self, engine: Engine, coordinator: Scope) -> LatenessView:
        return show(engine, coordinator)

    def test_they_stand_below_each_other_with_what_chance_would_bring(self, view: LatenessView) -> None:
        weekly = chart(view.weekly)
        assert weekly.title == "Late in week 3: Spring 0% and Autumn 0%"
        assert weekly.note.startswith(
            "Week 3: no cohort differs by more than chance. "
            "Weeks 1–3: Autumn late more often than the others, by more than chance."
        )
        assert texts(weekly) == [
            "<b>Spring</b>   0%, 0\xa0/\xa024 in weeks 1–3",
            "<b>Autumn</b>   27%, 7\xa0/\xa026 in weeks 1–3",
        ]

    def test_a_filled_dot_is_a_week_that_differs(self, view: LatenessView) -> None:
        lines = [trace for trace in drawn(view.weekly)["data"] if trace["mode"] == "lines+markers"]
        # 4 of 10 beside 0 of 8 is just beyond chance, 3 of 8 beside 0 of 8 is not.
        assert [line["marker"]["color"] for line in lines] == [["--accent", "--card", "--card"]] * 2

    def test_the_lead_has_no_interval_and_activities_have_none(self, view: LatenessView) -> None:
        assert view.headline == "Lateness: 14%, 7\xa0/\xa050"
        assert "interval" not in view.lead
        assert "error_x" not in drawn(view.by_activity)["data"][0]

    def test_people_stand_below_the_names_of_their_cohorts(self, view: LatenessView) -> None:
        labels = drawn(view.people)["layout"]["yaxis"]["ticktext"]
        assert labels == ["<b>Spring</b>", "Y", "Z", "<b>Autumn</b>", "A", "B", "C"]
        assert drawn(view.people)["layout"]["meta"]["rows"][0] == ""

    def test_only_who_was_late_has_a_row_of_minutes(self, view: LatenessView) -> None:
        assert [row[0] for row in chart(view.minutes).table.rows] == ["Autumn"] * 5

    def test_a_cohort_that_has_not_begun_does_not_make_it_several(self, engine: Engine, coordinator: Scope) -> None:
        view = show(engine, coordinator, cohorts="syksy,talvi")
        assert view.lead.startswith("95 % interval")

    def test_more_than_six_are_added_up(self, world: World, coordinator: Scope) -> None:
        for number in range(5):
            world.cohort(f"muu{number}", SPRING, name=f"Other {number}")
        view = show(world.engine, coordinator)
        assert texts(view.weekly) == ["<b>All cohorts together</b>   14%, 7\xa0/\xa050 (7–26%)"]
        assert chart(view.weekly).note.endswith("Choose up to six cohorts to see them beside each other.")
        assert chart(view.weekly).table.links == ("", "", "")
        assert [row[0] for row in chart(view.minutes).table.rows] == ["All cohorts together"] * 5
        assert chart(view.people).figure is None
        assert chart(view.people).empty == "There are too many people for one picture: choose one cohort above."

    def test_the_week_of_a_day_in_the_past(self, engine: Engine, coordinator: Scope) -> None:
        view = show(engine, coordinator, as_of=(AUTUMN + timedelta(days=6)).isoformat())
        assert chart(view.weekly).title == "Late in week 1: Spring 0% and Autumn 40%"
        # Spring went on for two more weeks, which Autumn has not had.
        assert texts(view.weekly) == [
            "<b>Spring</b>   0%, 0\xa0/\xa08 in week 1",
            "<b>Autumn</b>   40%, 4\xa0/\xa010 in week 1",
        ]
        assert chart(view.weekly).note.startswith(
            "Week 1: Autumn late more often than the others, by more than chance."
        )


class TestWhoSeesWhat:
    def test_a_coach_finds_nothing_of_another_cohort(self, engine: Engine, coach: Scope) -> None:
        view = show(engine, coach)
        assert view.headline == "Lateness: 0%, 0\xa0/\xa024"
        assert "syksy" not in repr(view)
        assert "Autumn" not in repr(view)
        foreign = show(engine, coach, cohorts="syksy")
        assert foreign.headline == view.headline
        assert "There is no cohort syksy here" in foreign.filters.notices[0]

    def test_a_reporter_sees_no_person_and_no_single_mark(self, world: World, reporter: Scope) -> None:
        meeting = world.session("syksy", AUTUMN + timedelta(days=4), "ohjaus", time(13), 60, "C")
        world.mark(meeting, "C", "late", minutes_late=5, notice="before")
        view = show(world.engine, reporter, cohorts="syksy")
        assert view.headline == "Lateness: 30%, 8\xa0/\xa027"
        assert view.people is None
        for found in (view.weekly, view.minutes, view.notice, view.timetable, view.by_activity):
            assert "/session" not in repr(found)
            assert "/participant" not in repr(found)
        bars, _counts = drawn(view.minutes)["data"]
        assert bars["text"] == [2, 2, 1, 2]
        assert bars["hovertext"] == ["1–5", "6–10", "11–15", "16–20"]
        # An individual meeting has its own place in the week: that would be C's own line.
        assert [row[0] for row in chart(view.timetable).table.rows] == ["Monday", "Tuesday", "Wednesday", "Thursday"]

    def test_an_auditor_sees_no_figures_and_nobody_sees_nothing(self, engine: Engine, auditor: Scope) -> None:
        assert show(engine, auditor) == LatenessView(
            headline="Your role reads the log, not the figures", filters=NO_FILTERS
        )
        assert show(engine, None) == LatenessView(headline="")


class TestNothingToShow:
    def test_filters_that_leave_out_everything_say_so(self, engine: Engine, coordinator: Scope) -> None:
        view = show(engine, coordinator, to="2020-01-01")
        assert view.headline == "No sessions to show"
        assert view.lead.startswith("The filters leave out every session")
        assert view.filters.end is not None

    def test_a_cohort_to_come_says_when_figures_appear(self, engine: Engine, coordinator: Scope) -> None:
        view = show(engine, coordinator, cohorts="talvi")
        assert view.lead == "Figures appear here as soon as the first session has been held."

    def test_nobody_who_came_is_nobody_late(self, world: World, coordinator: Scope) -> None:
        world.enrol("talvi", "D", date(2026, 11, 2))
        world.mark(world.session("talvi", date(2026, 11, 2)), "D", "absent", notice="none")
        view = show(world.engine, coordinator, datetime(2026, 11, 3, tzinfo=NOW.tzinfo), cohorts="talvi")
        assert view.headline == "Nobody to count yet"
        assert view.weekly is None

    def test_everyone_on_time_is_said_with_empty_charts_in_words(self, engine: Engine, coordinator: Scope) -> None:
        view = show(engine, coordinator, cohorts="kevät")
        assert view.lead == "95 % interval: 0–14%. Everyone who came was on time."
        assert chart(view.minutes).figure is None
        assert chart(view.minutes).empty == "Everyone who came was on time."
        assert chart(view.notice).figure is None
        assert chart(view.notice).title == "Nobody was late"
        assert chart(view.timetable).title == "Lateness by weekday and start"

    def test_unknown_minutes_alone_say_where_they_could_be_noted(self, world: World, coordinator: Scope) -> None:
        world.enrol("talvi", "D", date(2026, 11, 2))
        world.mark(world.session("talvi", date(2026, 11, 2)), "D", "late", notice="none")
        view = show(world.engine, coordinator, datetime(2026, 11, 3, tzinfo=NOW.tzinfo), cohorts="talvi")
        assert view.headline == "Lateness: 1\xa0/\xa01"
        assert view.lead.startswith("Minutes known for 0 of 1; minutes unknown for 1 of 1 late mark.")
        assert chart(view.minutes).figure is None
        assert "can be written beside a late mark" in chart(view.minutes).empty
        assert chart(view.people).title == "On time lately, person by person"

    def test_a_notice_that_was_not_noted_is_not_taken_for_silence(self, world: World, coordinator: Scope) -> None:
        world.enrol("talvi", "D", date(2026, 11, 2))
        world.mark(world.session("talvi", date(2026, 11, 2)), "D", "late", notice="unknown")
        view = show(world.engine, coordinator, datetime(2026, 11, 3, tzinfo=NOW.tzinfo), cohorts="talvi")
        assert chart(view.notice).title == "Whether late arrivals were told beforehand has not been noted"


def test_typed_names_are_drawn_as_text(world: World, coordinator: Scope) -> None:
    world.cohort("tags", AUTUMN, name="<b>Bold</b>")
    world.enrol("tags", "<a href='https://example.org'>X</a>", AUTUMN)
    session = world.session("tags", AUTUMN, "<i>it</i>")
    world.mark(session, "<a href='https://example.org'>X</a>", "late", minutes_late=5, notice="none")
    view = show(world.engine, coordinator, cohorts="tags,syksy")
    for found in (view.weekly, view.minutes, view.people, view.notice, view.timetable, view.by_activity):
        assert not any(tag in repr(drawn(found)) for tag in ("<a", "<i>", "<b>Bold"))


def test_the_page_speaks_the_readers_language(engine: Engine, coordinator: Scope) -> None:
    with using_language("fi"):
        view = show(engine, coordinator, cohorts="syksy")
    assert "27\xa0%, 7\xa0/\xa026" in view.headline
    assert "12,5" in view.lead
    assert chart(view.timetable).table.rows[0][:2] == ("maanantai", "9.00")
