"""The attendance page: the register as squares, weeks, activities, commitment, sessions that stand out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Engine

from callbacks.attendance_grid import grid_chart
from callbacks.attendance_words import in_words, rates_table
from callbacks.filters import read_filters, selection
from callbacks.links import Links
from callbacks.lists import nearly_empty, not_taken
from callbacks.person_rows import MOST_PEOPLE
from callbacks.words import attendance_text, commitment_text, period_text
from dashboard.domain.access import Scope
from dashboard.domain.comparison import Side, standing_out
from dashboard.domain.measures import Counts, total
from dashboard.domain.register import RECORDED_ORDER, Cell, HeldSession, Shown
from dashboard.figures.attendance import attendance_and_commitment, by_activity, weekly_status
from dashboard.figures.style import range_text, status_name
from dashboard.i18n import current_language, format_list, ngettext
from dashboard.i18n import gettext as _
from dashboard.views import NO_FILTERS, AttendanceView, Chart, Column, Filters, Kind, Option, Table
from db.engine import reading
from db.queries.activities import activity_names
from db.queries.cohorts import CohortRow, EnrolmentRow, cohorts, enrolments
from db.queries.measures import By, Group, measures
from db.queries.register import cells, sessions_standing_out

MOST_ROWS = 16
"""More rows than this beside two other charts are no comparison any more; the table has them all."""


@dataclass(frozen=True, slots=True)
class _Data:
    """What the page read.

    ``people``, ``enrolments`` and ``cells`` are empty for who sees aggregates only; ``people`` and ``cells`` also where
    there are too many to draw.
    """

    today: date
    filters: Filters
    scope: Scope
    cohorts: Sequence[CohortRow]
    activities: Mapping[str, str]
    weeks: Sequence[Group]
    by_activity: Sequence[Group]
    people: Sequence[Group]
    enrolments: Sequence[EnrolmentRow]
    cells: Sequence[Cell]
    sessions: Sequence[HeldSession]
    links: Links

    @property
    def names(self) -> dict[str, str]:
        return {cohort.code: cohort.name for cohort in self.cohorts}

    @property
    def single(self) -> bool:
        return len(self.cohorts) == 1

    def by_cohort(self) -> dict[str, Counts]:
        """The counts of each cohort code: its weeks added up."""
        whole = {cohort.code: Counts() for cohort in self.cohorts}
        for group in self.weeks:
            whole[group.cohort] += group.counts
        return whole


def load(
    engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None = None
) -> AttendanceView:
    """The page as the asker may see it; empty without one, and without figures for an auditor."""
    if scope is None:
        return AttendanceView(headline="")
    if not scope.sees_measures:
        return AttendanceView(headline=_("Your role reads the log, not the figures"), filters=NO_FILTERS)
    data = _read(engine, scope, params, now)
    counts = total(group.counts for group in data.weeks)
    if not counts.expected:
        return _nothing_held(data)
    return AttendanceView(
        headline=_("Attendance: %(attendance)s", attendance=attendance_text(counts)),
        lead=_lead(data, counts),
        filters=data.filters,
        grid=grid_chart(data.cohorts, data.enrolments, data.people, data.cells, data.activities, data.links)
        if scope.sees_persons
        else None,
        weekly=_weekly(data),
        by_activity=_by_activity(data, counts),
        commitment=_commitment(data, counts),
        nearly_empty=nearly_empty(
            data.sessions, counts.nearly_empty_of or 0, data.names, data.activities, data.links, data.today
        ),
        not_taken=not_taken(data.sessions, data.names, data.activities, data.links, data.today),
    )


def _read(engine: Engine, scope: Scope, params: Mapping[str, object], now: datetime | None) -> _Data:
    with reading(engine) as connection:
        every = cohorts(connection, scope)
        activities = activity_names(connection, scope, current_language())
        filters = read_filters(
            params,
            [Option(cohort.code, cohort.name) for cohort in every],
            [Option(code, name) for code, name in activities.items()],
            with_activity=True,
        )
        asked = selection(filters)
        people = enrolments(connection, scope, asked) if scope.sees_persons else []
        drawn = 0 < len(people) <= MOST_PEOPLE
        return _Data(
            today=asked.today(now),
            filters=filters,
            scope=scope,
            cohorts=[cohort for cohort in every if not asked.cohorts or cohort.code in asked.cohorts],
            activities=activities,
            weeks=measures(connection, scope, asked, By.WEEK, now),
            by_activity=measures(connection, scope, asked, By.ACTIVITY, now),
            people=measures(connection, scope, asked, By.PARTICIPANT, now) if drawn else (),
            enrolments=people,
            cells=cells(connection, scope, asked, now) if drawn else (),
            sessions=sessions_standing_out(connection, scope, asked, now),
            links=Links(scope, filters, every),
        )


def _nothing_held(data: _Data) -> AttendanceView:
    filtered = data.filters.start or data.filters.end or data.filters.as_of or data.filters.chosen_activity
    hint = _("The filters leave out every session: choose a longer period, another day or all activities.")
    begins = _("Figures appear here as soon as the first session has been held.")
    return AttendanceView(headline=_("No sessions to show"), lead=hint if filtered else begins, filters=data.filters)


def _lead(data: _Data, counts: Counts) -> str:
    said = [_("Commitment (there, or told beforehand) %(commitment)s.", commitment=commitment_text(counts))]
    interval = range_text(counts.attendance_interval)
    if data.single and interval:
        said.append(_("95 %% interval of attendance: %(interval)s.", interval=interval))
    period = period_text(data.filters.start, data.filters.end)
    if period:
        said.append(_("Period: %(period)s.", period=period))
    return " ".join(said)


def statuses(counts: Counts) -> dict[Shown, int]:
    """How many of the expected marks of activities that count are shown in each of the six ways."""
    return {
        Shown.PRESENT: counts.attended - counts.late,
        Shown.LATE: counts.late,
        Shown.TOLD: counts.told,
        Shown.UNTOLD: counts.untold,
        Shown.EXCUSED: counts.excused,
        Shown.UNRECORDED: counts.unrecorded,
    }


def _weekly(data: _Data) -> Chart:
    weeks: dict[int, Counts] = {}
    for group in data.weeks:
        week = int(group.key or 0)
        weeks[week] = weeks.get(week, Counts()) + group.counts
    split = {week: statuses(counts) for week, counts in weeks.items()}
    latest = max(weeks)
    links = {week: data.links.week(data.cohorts[0], week) if data.single else "" for week in sorted(weeks)}
    rows = tuple(
        (week, *(split[week][status] for status in RECORDED_ORDER), weeks[week].expected) for week in sorted(weeks)
    )
    return Chart(
        key="weekly-status",
        title=_(
            "Week %(week)d: %(came)d of %(countable)d came",
            week=latest,
            came=weeks[latest].attended,
            countable=weeks[latest].countable,
        ),
        note=_("Marks by programme week; what is not recorded is not an absence."),
        summary=" ".join(
            _(
                "Week %(week)d: %(came)d came, %(late)d of them late; %(told)d absent and told before, "
                "%(untold)d absent and not, %(excused)d excused, %(unrecorded)d not recorded.",
                week=week,
                came=counts.attended,
                late=counts.late,
                told=counts.told,
                untold=counts.untold,
                excused=counts.excused,
                unrecorded=counts.unrecorded,
            )
            for week, counts in sorted(weeks.items())
        ),
        table=Table(
            columns=(
                Column(_("Programme week"), Kind.NUMBER),
                *(Column(status_name(status).capitalize(), Kind.NUMBER) for status in RECORDED_ORDER),
                Column(_("Expected"), Kind.NUMBER),
            ),
            rows=rows,
            links=tuple(links.values()),
        ),
        figure=weekly_status(split, length=max(cohort.weeks for cohort in data.cohorts), links=links),
        height=300,
    )


def _by_activity(data: _Data, counts: Counts) -> Chart:
    groups: dict[str, Counts] = {}
    for group in data.by_activity:
        groups[str(group.key)] = groups.get(str(group.key), Counts()) + group.counts
    order = [code for code in data.activities if code in groups]
    order = [code for code in order if groups[code].countable]
    named = [(data.activities[code], groups[code]) for code in order]
    links = [data.links.activity(code) for code in order]
    return Chart(
        key="attendance-by-activity",
        title=_activity_title(named),
        note=_("Dark: present or late. Light: absent, but told before. Of all countable marks."),
        summary=in_words(named),
        table=rates_table(_("Activity"), named, links),
        figure=by_activity(named, interval=data.single, links=links) if named else None,
        empty=_("Nothing has been recorded yet."),
        height=max(56 * len(named) + 60, 200),
        min_width=360,
    )


def _activity_title(named: Sequence[tuple[str, Counts]]) -> str:
    """Where people come more or less often than elsewhere, if by more than chance would bring."""
    sides = standing_out({name: (counts.attended, counts.countable) for name, counts in named})
    more = [name for name, side in sides.items() if side is Side.ABOVE]
    less = [name for name, side in sides.items() if side is Side.BELOW]
    said = []
    if more:
        said.append(_("More often there than elsewhere: %(activities)s.", activities=format_list(more)))
    if less:
        said.append(_("Less often there than elsewhere: %(activities)s.", activities=format_list(less)))
    if said:
        return " ".join(said)
    if sum(counts.enough for _name, counts in named) < 2:
        return _("Attendance by activity")
    return _("Attendance differs between activities by no more than chance")


def _commitment(data: _Data, counts: Counts) -> Chart:
    """Attendance beside commitment, by person where one cohort is chosen, else by cohort; never ordered by value."""
    by_person = data.single and data.scope.sees_persons
    if by_person:
        label = _("Participant")
        rows = [
            (str(group.key), group.counts, data.links.participant(group.cohort, str(group.key)))
            for group in data.people
        ]
    else:
        label = _("Cohort")
        whole = data.by_cohort()
        rows = [(cohort.name, whole[cohort.code], data.links.cohort(cohort.code)) for cohort in data.cohorts]
    rows = [row for row in rows if row[1].countable]
    named, links = [(name, group) for name, group, _link in rows], [link for _name, _group, link in rows]
    drawn = named if by_person else named[-MOST_ROWS:]
    note = _("Dot: present or late. Diamond: also those who told before. Fewer than six marks: not drawn.")
    if len(drawn) < len(named):
        note += " " + _("Drawn are the latest %(num)d cohorts; the table has all.", num=MOST_ROWS)
    return Chart(
        key="attendance-and-commitment",
        title=ngettext(
            "%(told)d of %(num)d absence was told beforehand",
            "%(told)d of %(num)d absences were told beforehand",
            counts.absent,
            told=counts.told,
        ),
        note=note,
        summary=in_words(drawn),
        table=rates_table(label, named, links),
        figure=attendance_and_commitment(drawn, links=links[-len(drawn) :])
        if any(group.enough for _name, group in drawn)
        else None,
        empty=_("There are too few sessions to compare yet."),
        height=max(34 * len(drawn) + 60, 200),
    )
