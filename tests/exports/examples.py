"""The reports that the tests of exports tell stories about.

``half_year`` is what a funder gets: four cohorts of known size, of which none may be shown alone, and what may be. The
coordinator's own ``team_week`` stays in the house. ``secrets`` holds a table of large numbers, each of which could be
found in a file, and most of which are withheld.
"""

from datetime import date
from functools import cache

from dashboard.domain.disclosure import InternalTable, Kind, Profile, SafeTable
from dashboard.domain.disclosure.protect import Protected, protect
from dashboard.domain.disclosure.tables import CountTable, yes_and_no
from dashboard.exports.chart import ChartKind, ChartSpec
from dashboard.exports.emblem import Funding
from dashboard.exports.report import Report, Section

MADE_ON = date(2026, 11, 24)
COHORTS = ("Autumn 2021", "Spring 2022 I", "Spring 2022 II", "Autumn 2022")


@cache
def completion(profile: Profile = Profile.FUNDER) -> SafeTable:
    """Everybody's modules: cohort by cohort withheld, 16 of 22 together."""
    table = yes_and_no("All modules", COHORTS, (3, 5, 6, 2), (4, 6, 6, 6), ("completed", "not completed"), total="all")
    return protect(table, profile, 5).safe


@cache
def outcomes() -> SafeTable:
    """What came of women and men. Two men look for work, and not they alone are withheld: 9 and 8 study, 37 are all."""
    rows, columns = ("in work", "studying", "looking for work"), ("women", "men")
    return protect(CountTable.of("After six months", rows, columns, [[6, 7], [9, 8], [5, 2]]), Profile.FUNDER).safe


@cache
def forms() -> SafeTable:
    """Forms that were collected, of how many were expected."""
    rows, columns = ("start form", "exit form"), ("collected", "missing")
    return protect(CountTable.of("Forms", rows, columns, [[18, 4], [16, 6]]), Profile.FUNDER).safe


def half_year(language: str = "en", **changes: object) -> Report:
    """The report for the funder."""
    sections = (
        Section("In short", ("It went well.", "We go on with two cohorts in spring.")),
        Section(
            "16 of 22 people completed all modules",
            ("Each cohort worked in pairs.",),
            completion(),
            ChartSpec(ChartKind.STACKED, (0, 1), of=2, rows=(0, 1, 2, 3, 4), looks=("present", "untold")),
            "People who began before the day of the report",
        ),
        Section("More people are in work", (), outcomes(), ChartSpec(ChartKind.GROUPED, (0, 1)), "People who left"),
        Section(
            "16 of 22 exit forms are here", (), forms(), ChartSpec(ChartKind.SHARES, (0,), of=2), "People who left"
        ),
        Section("Women and men", (), outcomes(), ChartSpec(ChartKind.LINE, (0, 1), axis="status")),
        Section("Looking for work", (), outcomes(), ChartSpec(ChartKind.BARS, (0,), upright=True)),
    )
    about = {
        "title": "Half-yearly report, autumn 2026",
        "language": language,
        "profile": Profile.FUNDER,
        "programme": "Rinnalla",
        "made_on": MADE_ON,
        "sections": sections,
        "project_code": "S21958",
        "funding": Funding.ESF_PLUS,
        "period": "1 May–31 Oct 2026",
        "as_of": date(2026, 10, 31),
    }
    return Report(**(about | changes))  # type: ignore[arg-type]


def team_week(language: str = "en") -> Report:
    """Attendance by week with exact numbers, for the team alone."""
    weeks = tuple(str(week) for week in range(1, 5))
    marks = ((9, 1, 2), (10, 0, 2), (8, 3, 1), (None, None, None))
    table = InternalTable(
        title="Marks by week", rows=weeks, columns=("present", "late", "excused"), cells=marks, kind=Kind.COUNTS
    )
    spec = ChartSpec(ChartKind.STACKED, (0, 1, 2), looks=("present", "late", "excused"), upright=True, axis="week")
    section = Section("Most people came", (), table, spec, "Expected marks")
    return Report("Attendance", language, Profile.INTERNAL, "Rinnalla", MADE_ON, (section,))


@cache
def secret_table() -> Protected:
    """Numbers that occur nowhere by chance; all below 9 500 and what protects them are withheld."""
    rows, columns = ("north", "south", "west"), ("in work", "studying", "neither")
    cells = [[30011, 10037, 12041], [8039, 9041, 21013], [12043, 16007, 17011]]
    return protect(CountTable.of("By area", rows, columns, cells), Profile.FUNDER, 9500)


def secrets(language: str = "en") -> Report:
    """That table in every kind of chart."""
    table = secret_table().safe
    specs = (
        ChartSpec(ChartKind.GROUPED, (0, 1, 2), rows=(0, 1, 2, 3)),
        ChartSpec(ChartKind.STACKED, (0, 1, 2), of=3, rows=(0, 1, 2, 3)),
        ChartSpec(ChartKind.SHARES, (0, 1, 2), of=3),
        ChartSpec(ChartKind.SHARES, (0,), of=3),
        ChartSpec(ChartKind.LINE, (0, 1, 2)),
        ChartSpec(ChartKind.BARS, (1,), upright=True),
    )
    sections = tuple(
        Section(f"Finding {number}", ("Text.",), table, spec) for number, spec in enumerate(specs, start=1)
    )
    return half_year(language, sections=sections)
