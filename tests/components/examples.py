"""Views as ``callbacks`` make them, small and made up."""

from datetime import date

from dashboard.domain.register import Shown
from dashboard.views import (
    AttendanceView,
    Chart,
    CohortCard,
    Column,
    Fact,
    Filters,
    FollowUpView,
    Kind,
    LatenessView,
    Line,
    LineList,
    MarkLine,
    MarkTable,
    Measure,
    MembershipCard,
    ModulesView,
    NeedsView,
    Option,
    OverviewView,
    ParticipantView,
    SessionView,
    Table,
)

COHORTS = (Option("kevat", "Kevät"), Option("syksy", "Syksy"), Option("talvi", "Talvi"))
ACTIVITIES = (Option("it", "IT"), Option("suomi", "Suomi"))


def chart(key: str = "weeks", **changed: object) -> Chart:
    """A chart of two weeks."""
    given: dict[str, object] = {
        "title": "Week 2: 3 of 4 came",
        "note": "Marks by programme week.",
        "summary": "Week 1: 4 came. Week 2: 3 came.",
        "table": Table((Column("Week", Kind.NUMBER), Column("Attendance", Kind.SHARE)), ((1, 1.0), (2, 0.75))),
        "figure": {"data": [{"type": "bar", "x": [1, 2], "y": [4, 3], "marker": {"color": "--present"}}], "layout": {}},
        "height": 280,
    }
    return Chart(key=key, **(given | changed))  # type: ignore[arg-type]


def filters(**chosen: object) -> Filters:
    """The filters of a page that has all of them."""
    given = {"cohorts": COHORTS, "activities": ACTIVITIES, "with_activity": True, **chosen}
    return Filters(**given)  # type: ignore[arg-type]


def lines(**changed: object) -> LineList:
    """Two lines, one of which leads somewhere."""
    given: dict[str, object] = {
        "title": "Today",
        "note": "2 things",
        "lines": (Line("ti 17.11.", "IT: no marks yet", "register", "/session?id=7"), Line("Syksy", "All is well.")),
        "more": "and 3 more",
    }
    return LineList(key="today", **(given | changed))  # type: ignore[arg-type]


def card(**changed: object) -> CohortCard:
    """A cohort in its sixth week of ten."""
    given: dict[str, object] = {
        "name": "Syksy",
        "when": "week 6 of 10",
        "progress": 0.6,
        "progress_label": "60 % of the coaching is over",
        "figure": "79 %",
        "counts": "92 / 116",
        "sparkline": {"data": [{"x": [1, 2, 3], "y": [0.9, None, 0.6]}], "layout": {"xaxis": {"range": [0.5, 10.5]}}},
        "sparkline_summary": "Attendance by week: week 1 90 %, week 3 60 %.",
        "badge": "3 support needs",
        "facts": (Fact("Late", "24 %"), Fact("Modules", "11 / 15", "against the plan", "/modules")),
        "href": "/attendance?cohorts=syksy",
    }
    return CohortCard(**({"code": "syksy"} | given | changed))  # type: ignore[arg-type]


def overview() -> OverviewView:
    """A full overview."""
    return OverviewView(
        headline="In Syksy, attendance has fallen for 3 weeks",
        lead="61 % in week 6.",
        filters=filters(chosen_cohorts=("syksy",), notices=("There is no cohort foo here.",), with_activity=False),
        cards=(card(), card(code="talvi", name="Talvi")),
        comparison=chart("attendance-by-week"),
        today=lines(),
    )


def attendance() -> AttendanceView:
    """A full attendance page, as a coordinator sees it."""
    return AttendanceView(
        headline="Attendance: 79 %, 92 / 116",
        lead="Commitment 88 %.",
        filters=filters(start=date(2026, 10, 12), end=date(2026, 11, 8), as_of=date(2026, 11, 20)),
        grid=chart("register", min_width=1200),
        weekly=chart("weekly-status"),
        by_activity=chart("attendance-by-activity"),
        commitment=chart("attendance-and-commitment", figure=None, empty="There are too few sessions yet."),
        nearly_empty=lines(lines=(), empty="None was.", more=""),
        not_taken=lines(),
    )


def lateness() -> LatenessView:
    """A full lateness page, as a coordinator sees it."""
    return LatenessView(
        headline="Lateness: 22 %, 22 / 101",
        lead="Median 15 min.",
        filters=filters(chosen_cohorts=("syksy",)),
        weekly=chart("lateness-by-week", min_width=440),
        minutes=chart("minutes-late", figure=None, empty="The minutes were not noted."),
        people=chart("on-time-by-person", min_width=520),
        notice=chart("lateness-and-notice"),
        timetable=chart("lateness-by-start"),
        by_activity=chart("lateness-by-activity"),
    )


def modules() -> ModulesView:
    """A full modules page."""
    return ModulesView(
        headline="17 of 24 planned modules are done",
        lead="Of everything assigned: 50 %, 18 / 36.",
        filters=filters(with_activity=False),
        matrix=chart("modules-by-person", min_width=900),
        plan=chart("modules-by-week"),
        still_open=lines(),
        by_cohort=chart("modules-by-cohort"),
    )


def follow_up() -> FollowUpView:
    """A full follow-up page, as a coordinator sees it."""
    return FollowUpView(
        headline="3 follow-ups are overdue, 2 are due within two weeks",
        lead="Reached, of all that have come due: 75 %, 9 / 12.",
        filters=filters(with_activity=False),
        statuses=chart("follow-ups-by-cohort", min_width=420),
        waiting=lines(),
        timeline=chart("since-the-exit", min_width=640),
        outcomes=chart("outcomes", figure=None, empty="Fewer than three people stand behind it."),
    )


def needs() -> NeedsView:
    """A full page of needs and feedback, as a coordinator sees it."""
    return NeedsView(
        headline="Needs met: 53 %, 31 / 59",
        lead="Needs of 16 people were found.",
        filters=filters(with_activity=False),
        by_category=chart("needs-by-category"),
        by_week=chart("needs-by-week"),
        by_cohort=chart("needs-by-cohort", min_width=660),
        ratings=chart("feedback-by-theme"),
        hours=chart("hours-by-activity"),
        changes=lines(),
        comments=lines(lines=(), empty="Fewer than three were written.", more=""),
    )


def measure(**changed: str) -> Measure:
    """A rate with its interval."""
    given = {"label": "Attendance", "figure": "79 %", "counts": "92 / 116", "note": "95 % interval 71–86 %"}
    return Measure(**(given | changed))


def membership(**changed: object) -> MembershipCard:
    """A person in the autumn's cohort, not often enough there to say how late."""
    late = measure(label="Late, of the times there", figure="", counts="0 / 3", note="too few sessions yet")
    given: dict[str, object] = {
        "name": "Syksy",
        "when": "week 6 of 10",
        "measures": (measure(), late),
        "href": "/attendance?cohorts=syksy",
    }
    return MembershipCard(**(given | changed))  # type: ignore[arg-type]


def participant() -> ParticipantView:
    """A full page of one person."""
    return ParticipantView(
        headline="K7P2 in Syksy, week 6 of 10",
        lead="Also in Kevät.",
        filters=filters(with_cohorts=False),
        memberships=(membership(),),
        timeline=chart("timeline"),
        modules=lines(),
        follow_ups=lines(),
        needs=lines(),
        contacts=lines(),
        decisions=lines(),
        restricted=lines(title="Other meetings"),
        choice=lines(),
    )


def mark_lines() -> tuple[MarkLine, ...]:
    """Three marks; only the first person's page is for this reader."""
    return (
        MarkLine("K7P2", "/participant?code=K7P2", Shown.PRESENT, "present"),
        MarkLine("A2J4", "", Shown.LATE, "late", "20 min late", "not told"),
        MarkLine("T4W6", "", Shown.EXCUSED, "excused", "", "told before", "health"),
    )


def session() -> SessionView:
    """A full page of one session."""
    return SessionView(
        headline="IT, Tue 17 Nov 2026",
        lead="From 9:00 to 12:00.",
        filters=filters(with_cohorts=False, with_period=False, with_activity=False),
        facts=(Fact("Cohort", "Syksy", href="/attendance?cohorts=syksy"), Fact("Came", "2")),
        marks=MarkTable("2 of 3 came", "Every mark is there.", mark_lines()),
    )
