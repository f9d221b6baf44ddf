"""Charts of the monitoring pages as internal reports."""

from datetime import date

import pytest

from dashboard.domain.disclosure import Kind as TableKind
from dashboard.domain.disclosure import Profile
from dashboard.exports.chart import ChartKind
from dashboard.exports.monitoring import SHAPES, About, internal_report
from dashboard.exports.palette import LOOKS
from dashboard.exports.report import Report
from dashboard.i18n import using_language
from dashboard.views import Chart, Column, Kind, Table

ABOUT = About("Attendance: all cohorts", date(2026, 11, 24), "1.9.–31.10.2026", date(2026, 10, 31))
TEXT, NUMBER, SHARE = Kind.TEXT, Kind.NUMBER, Kind.SHARE


def report(key: str, columns: dict[str, Kind], *rows: tuple[object, ...]) -> Report:
    table = Table(tuple(Column(name, kind) for name, kind in columns.items()), rows)
    with using_language("fi"):
        return internal_report(Chart(key, "Most people came", "Expected marks", "", table, {"data": []}), ABOUT)


def test_it_stays_in_the_house_and_says_of_whom_it_is() -> None:
    made = report(
        "outcomes", dict.fromkeys(["Outcome"], TEXT) | dict.fromkeys(["a", "b", "c"], NUMBER), ("in work", 3, 1, 0)
    )
    assert (made.profile, made.language, made.title) == (Profile.INTERNAL, "fi", "Attendance: all cohorts")
    assert (made.period, made.as_of, made.made_on) == ("1.9.–31.10.2026", date(2026, 10, 31), date(2026, 11, 24))
    [section] = made.sections
    assert (section.heading, section.counted) == ("Most people came", "Expected marks")


def test_rates_are_drawn_with_their_counts_and_intervals_are_left_out() -> None:
    columns = {"Activity": TEXT, "Came": NUMBER, "Told": NUMBER, "Countable": NUMBER, "Rate": SHARE, "least": SHARE}
    [section] = report(
        "attendance-by-activity", columns, ("IT", 7, 2, 11, 7 / 11, 0.3), ("Finnish", 8, 0, 8, 1, 0.6)
    ).sections
    assert section.table
    assert section.table.columns == ("Came", "Told", "Countable")
    assert section.table.cells == ((7, 2, 11), (8, 0, 8))
    assert section.data
    assert section.data.series[0].values == (7 / 11, 1)
    assert section.data.ends[0].endswith("11")


def test_cohorts_are_lines_over_weeks_and_weeks_are_in_their_order() -> None:
    columns = {"Cohort": TEXT, "Week": NUMBER, "Came": NUMBER, "Countable": NUMBER, "Rate": SHARE}
    rows = (("Spring", 2, 6, 8, 0.75), ("Spring", 10, 8, 8, 1.0), ("Autumn", 1, 4, 8, 0.5), ("Autumn", 2, 2, 3, None))
    chart, counts = report("attendance-by-week", columns, *rows).sections
    assert chart.table
    assert chart.data
    assert chart.table.kind is TableKind.SHARES
    assert (chart.table.rows, chart.table.columns) == (("1", "2", "10"), ("Spring", "Autumn"))
    assert chart.table.cells == ((None, 0.5), (0.75, None), (1.0, None))
    assert (chart.data.kind, chart.data.axis) == (ChartKind.LINE, "Week")
    assert counts.table
    assert counts.table.rows == ("Spring, 2", "Spring, 10", "Autumn, 1", "Autumn, 2")
    assert counts.table.cells == ((6, 8), (8, 8), (4, 8), (2, 3))


def test_parts_that_a_cohort_does_not_have_are_none_of_it() -> None:
    columns = {"Cohort": TEXT, "Activity": TEXT, "Hours": NUMBER, "Share": SHARE}
    rows = (("Spring", "IT", 12, 0.6), ("Spring", "Finnish", 8, 0.4), ("Autumn", "IT", 5.5, 1))
    [section] = report("hours-by-activity", columns, *rows).sections
    assert section.table
    assert section.data
    assert section.table.cells == ((12, 8), (5.5, 0))
    assert [series.values for series in section.data.series] == [(12, 5.5), (8, 0)]


def test_minutes_are_in_their_order_and_what_is_no_number_comes_last() -> None:
    columns = {"Cohort": TEXT, "Minutes": TEXT, "Marks": NUMBER}
    rows = (("Spring", "5", 2), ("Spring", "not known", 1), ("Autumn", "45", 1), ("Autumn", "30", 3))
    [section] = report("minutes-late", columns, *rows).sections
    assert section.table
    assert section.table.rows == ("5", "30", "45", "not known")
    assert section.table.cells == ((2, 0), (0, 3), (0, 1), (1, 0))


def test_what_all_come_to_is_no_bar_of_its_own() -> None:
    columns = {"Outcome": TEXT, "At the exit": NUMBER, "28 days": NUMBER, "Six months": NUMBER}
    [section] = report("outcomes", columns, ("in work", 3, 1, 0), ("all", 5, 5, 5)).sections
    assert section.data
    assert section.data.categories == ("in work",)


def test_statuses_stand_over_weeks_in_their_own_looks() -> None:
    names = ["Week", "Present", "Late", "Told", "Untold", "Excused", "Unrecorded", "Expected"]
    [section] = report("weekly-status", dict.fromkeys(names, NUMBER), (1, 5, 1, 1, 0, 0, 1, 8)).sections
    assert section.data
    assert (section.data.upright, section.data.axis, section.data.categories) == (True, "Week", ("1",))
    assert section.data.series[1].look is LOOKS["late"]


@pytest.mark.parametrize("shape", SHAPES.values(), ids=list(SHAPES))
def test_every_shape_has_looks_that_there_are(shape: object) -> None:
    assert set(shape.spec.looks) <= set(LOOKS)  # type: ignore[attr-defined]
