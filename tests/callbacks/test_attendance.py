"""The attendance page as each role sees it."""

from datetime import datetime, time, timedelta
from itertools import pairwise

from sqlalchemy import Engine

from callbacks.attendance import load
from dashboard.domain.access import Scope
from dashboard.views import NO_FILTERS, AttendanceView
from tests.callbacks.conftest import AUTUMN, NOW, SPRING
from tests.support.world import World


def attendance(engine: Engine, scope: Scope | None, now: datetime = NOW, **params: object) -> AttendanceView:
    return load(engine, scope, params, now)


def test_the_headline_has_rate_counts_commitment_and_interval(engine: Engine, coordinator: Scope) -> None:
    view = attendance(engine, coordinator, cohorts="syksy")
    assert view.headline == "Attendance: 71%, 24\xa0/\xa034"
    assert view.lead == (
        "Commitment (there, or told beforehand) 76%, 26\xa0/\xa034. 95 % interval of attendance: 54–83%."
    )


def test_the_grid_is_the_paper_register_again(engine: Engine, coordinator: Scope) -> None:
    grid = attendance(engine, coordinator, cohorts="syksy").grid
    assert grid is not None
    assert grid.title == "2 of 3 have missed half or more of their last eight sessions"
    assert [row[1:5] for row in grid.table.rows] == [
        ("A", "P P P P", "P P P P", "P P P P"),
        ("B", "P P P P", "P P L20 A", "A AT A A"),
        ("C", "P P AT P", "P A E P", "A A A ?"),
    ]
    assert [row[-3:] for row in grid.table.rows] == [(12, 12, 1.0), (7, 12, 7 / 12), (5, 10, 0.5)]


def test_the_grid_draws_a_square_for_every_expected_mark(engine: Engine, coordinator: Scope) -> None:
    grid = attendance(engine, coordinator, cohorts="syksy").grid
    assert grid is not None
    assert grid.figure is not None
    squares = {trace["name"]: len(trace["x"]) for trace in grid.figure["data"] if "text" in trace}
    assert squares == {
        "present": 23,
        "late": 1,
        "absent, told before": 2,
        "absent, not told before": 8,
        "excused": 1,
        "not recorded": 1,
        "not yet held": 12,
    }
    hints = [text for trace in grid.figure["data"] for text in trace.get("text", [])]
    assert "B, Wed 14 Oct at 9:00, IT: late, 20 min" in hints


def test_squares_never_lie_upon_each_other(engine: Engine, coordinator: Scope) -> None:
    grid = attendance(engine, coordinator).grid
    assert grid is not None
    assert grid.figure is not None
    traces = [trace for trace in grid.figure["data"] if "text" in trace]
    by_row: dict[int, list[float]] = {}
    for trace in traces:
        for column, row in zip(trace["x"], trace["y"], strict=True):
            by_row.setdefault(row, []).append(column)
    assert all(later - earlier >= 1 for row in by_row.values() for earlier, later in pairwise(sorted(row)))


def test_one_cohort_has_calendar_weeks_several_have_programme_weeks(engine: Engine, coordinator: Scope) -> None:
    one = attendance(engine, coordinator, cohorts="syksy").grid
    several = attendance(engine, coordinator).grid
    assert one is not None
    assert several is not None
    assert [column.label for column in one.table.columns][2:4] == ["wk 41", "wk 42"]
    assert [column.label for column in several.table.columns][2:4] == ["1", "2"]


def test_a_name_with_tags_is_drawn_as_text(world: World, coordinator: Scope) -> None:
    world.cohort("tags", AUTUMN, name="<b>Bold</b>")
    world.enrol("tags", "<a href='https://example.org'>X</a>", AUTUMN)
    world.session("tags", AUTUMN, "ryhmä")
    grid = attendance(world.engine, coordinator).grid
    assert grid is not None
    assert grid.figure is not None
    labels = grid.figure["layout"]["yaxis"]["ticktext"]
    assert "<b>&lt;b&gt;Bold&lt;/b&gt;</b>" in labels
    assert not any("<a" in label for label in labels)


def test_weeks_are_stacked_by_status(engine: Engine, coordinator: Scope) -> None:
    weekly = attendance(engine, coordinator, cohorts="syksy").weekly
    assert weekly is not None
    assert weekly.title == "Week 3: 4 of 11 came"
    assert weekly.table.rows == ((1, 11, 0, 1, 0, 0, 0, 12), (2, 8, 1, 0, 2, 1, 0, 12), (3, 4, 0, 1, 6, 0, 1, 12))


def test_activities_have_attendance_beside_commitment(engine: Engine, coordinator: Scope) -> None:
    chart = attendance(engine, coordinator, cohorts="syksy").by_activity
    assert chart is not None
    assert [row[:4] for row in chart.table.rows] == [
        ("Finnish", 6, 1, 9),
        ("ryhmä", 7, 0, 9),
        ("IT", 5, 1, 8),
        ("arki", 6, 0, 8),
    ]


def test_an_activity_is_named_only_where_it_differs_by_more_than_chance(world: World, coordinator: Scope) -> None:
    few = attendance(world.engine, coordinator, cohorts="syksy").by_activity
    assert few is not None
    assert few.title == "Attendance differs between activities by no more than chance"
    world.cohort("pitkä", SPRING, name="Long", weeks=10)
    world.enrol("pitkä", "L", SPRING)
    for day in range(30):
        for number, activity in enumerate(("suomi", "IT")):
            session = world.session("pitkä", SPRING + timedelta(days=day), activity, time(9 + number))
            came = activity == "suomi" or day % 3 == 0
            world.mark(session, "L", **({} if came else {"status": "absent", "notice": "none"}))
    many = attendance(world.engine, coordinator, cohorts="pitkä").by_activity
    assert many is not None
    assert many.title == "More often there than elsewhere: Finnish. Less often there than elsewhere: IT."


def test_commitment_is_by_person_in_one_cohort_and_by_cohort_in_several(engine: Engine, coordinator: Scope) -> None:
    one = attendance(engine, coordinator, cohorts="syksy").commitment
    several = attendance(engine, coordinator).commitment
    assert one is not None
    assert several is not None
    assert one.title == "2 of 10 absences were told beforehand"
    assert [row[0] for row in one.table.rows] == ["A", "B", "C"]
    assert [row[0] for row in several.table.rows] == ["Spring", "Autumn"]


def test_the_latest_sixteen_cohorts_are_drawn_and_the_table_has_all(world: World, coordinator: Scope) -> None:
    for number in range(17):
        world.cohort(f"c{number:02}", AUTUMN + timedelta(days=number))
        world.enrol(f"c{number:02}", f"P{number}", AUTUMN)
        world.mark(world.session(f"c{number:02}", AUTUMN + timedelta(days=number), "ryhmä"), f"P{number}")
    chart = attendance(world.engine, coordinator).commitment
    assert chart is not None
    assert len(chart.table.rows) == 19
    assert chart.note.endswith("Drawn are the latest 16 cohorts; the table has all.")
    assert chart.summary.count("commitment") == 16


def test_sessions_after_the_last_week_are_named_with_the_week_they_are_counted_in(
    world: World, coordinator: Scope
) -> None:
    world.cohort("lyhyt", AUTUMN, weeks=1)
    world.enrol("lyhyt", "D", AUTUMN)
    world.session("lyhyt", AUTUMN + timedelta(days=8), "ryhmä")
    grid = attendance(world.engine, coordinator, cohorts="lyhyt").grid
    assert grid is not None
    assert [column.label for column in grid.table.columns][2] == "wk 41–42"


def test_nearly_empty_sessions_and_registers_not_taken(engine: Engine, coordinator: Scope) -> None:
    view = attendance(engine, coordinator, cohorts="syksy")
    assert view.nearly_empty is not None
    assert view.nearly_empty.title == "3 group sessions were nearly empty"
    assert view.nearly_empty.note == "At most one came: 3 of 11 fully recorded group sessions."
    assert view.nearly_empty.lines[-1].text == "ryhmä, Autumn: 3 expected, 1 came; 2 gave no notice"
    assert view.not_taken is not None
    assert [line.text for line in view.not_taken.lines] == ["arki, Autumn: 1 of 3 marks missing"]
    next_year = attendance(engine, coordinator, now=NOW + timedelta(days=365), cohorts="syksy").not_taken
    assert next_year is not None
    assert f"{view.not_taken.lines[0].label} {AUTUMN.year}" in [line.label for line in next_year.lines]


def test_psychologist_meetings_are_nowhere(engine: Engine, coordinator: Scope) -> None:
    assert "psykologi" not in repr(attendance(engine, coordinator).grid)
    view = attendance(engine, coordinator, activity="psykologi")
    assert view.headline == "No sessions to show"


def test_filters_that_leave_out_everything_say_so(engine: Engine, coordinator: Scope) -> None:
    view = attendance(engine, coordinator, to="2020-01-01")
    assert view.lead == "The filters leave out every session: choose a longer period, another day or all activities."
    assert view.filters.end is not None


def test_a_cohort_to_come_says_when_figures_appear(engine: Engine, coordinator: Scope) -> None:
    view = attendance(engine, coordinator, cohorts="talvi")
    assert view.lead == "Figures appear here as soon as the first session has been held."


def test_a_period_narrows_every_chart(engine: Engine, coordinator: Scope) -> None:
    view = attendance(engine, coordinator, cohorts="syksy", to=(AUTUMN + timedelta(days=6)).isoformat())
    assert view.headline == "Attendance: 92%, 11\xa0/\xa012"
    assert view.lead.endswith("Period: until 11 Oct 2026.")
    assert view.grid is not None
    assert [column.label for column in view.grid.table.columns][2:-3] == ["wk 41"]


def test_a_coach_finds_nothing_of_another_cohort(engine: Engine, coach: Scope) -> None:
    view = attendance(engine, coach)
    assert view.headline == "Attendance: 100%, 24\xa0/\xa024"
    assert "syksy" not in repr(view)
    foreign = attendance(engine, coach, cohorts="syksy")
    assert foreign.headline == view.headline
    assert "There is no cohort syksy here" in foreign.filters.notices[0]


def test_a_reporter_sees_no_person_and_no_single_session(engine: Engine, reporter: Scope) -> None:
    view = attendance(engine, reporter, cohorts="syksy")
    assert view.grid is None
    assert view.commitment is not None
    assert [row[0] for row in view.commitment.table.rows] == ["Autumn"]
    assert view.nearly_empty is not None
    assert view.nearly_empty.lines == ()
    assert view.nearly_empty.title == "3 group sessions were nearly empty"
    assert view.not_taken is not None
    assert view.not_taken.lines == ()


def test_an_auditor_sees_no_figures_and_nobody_sees_nothing(engine: Engine, auditor: Scope) -> None:
    assert attendance(engine, auditor) == AttendanceView(
        headline="Your role reads the log, not the figures", filters=NO_FILTERS
    )
    assert attendance(engine, None) == AttendanceView(headline="")


def test_a_crowd_is_no_picture_and_is_not_read(world: World, coordinator: Scope) -> None:
    world.cohort("suuri", AUTUMN, name="Large")
    for number in range(61):
        world.enrol("suuri", f"Q{number}", AUTUMN)
    world.session("suuri", AUTUMN, "ryhmä")
    grid = attendance(world.engine, coordinator, cohorts="suuri").grid
    assert grid is not None
    assert grid.figure is None
    assert grid.empty == "61 people are too many for one picture: choose a cohort above."
