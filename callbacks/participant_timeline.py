"""The timeline of one person: what the register says of them week by week, and what else was done."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from callbacks.mark_words import minutes_text
from callbacks.names import category_name, kind_name
from callbacks.participant_data import PersonData
from callbacks.participant_words import channel_name, contact_text, follow_up_text, module_name, need_text
from callbacks.words import day_text
from dashboard.domain.calendar import HELSINKI, iso_week_start, week_days
from dashboard.domain.follow_up import FollowUpItem
from dashboard.domain.modules import ModuleCell, ModuleState
from dashboard.domain.participant import Need, OwnSession, last_reached, last_there
from dashboard.domain.register import RECORDED_ORDER, Shown
from dashboard.figures.follow_up import SIGNS
from dashboard.figures.modules import state_name
from dashboard.figures.participant import Event, Lane, Look, Period, PersonTimeline, Span, Square, person_timeline
from dashboard.figures.style import plain, status_name
from dashboard.i18n import format_clock, format_day, format_iso_week, format_list, format_weekday
from dashboard.i18n import gettext as _
from dashboard.views import Chart, Column, Kind, Table

_FAR = timedelta(weeks=30)
"""Today is drawn unless it is further than this from everything else."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One row of the table, and one thing that happened: the day, and what it was in words."""

    day: date
    what: str
    which: str
    how: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class _Axis:
    """From days to weeks of the figure."""

    monday: date
    weeks: int

    def at(self, day: date) -> float:
        """The middle of a day."""
        return ((day - self.monday).days + 0.5) / 7

    def week(self, day: date) -> int:
        return (day - self.monday).days // 7

    def holds(self, day: date) -> bool:
        return 0 <= self.week(day) < self.weeks

    @property
    def labels(self) -> list[str]:
        mondays = (self.monday + timedelta(weeks=week) for week in range(self.weeks))
        return [format_iso_week(monday.isocalendar().week) for monday in mondays]


def timeline_chart(data: PersonData) -> Chart:
    """The timeline with its finding: when they were there last, and when somebody reached them."""
    entries = [entry for entry in _entries(data) if _chosen(data, entry.day)]
    axis = _axis(data, [entry.day for entry in entries])
    line = _line(data, axis)
    return Chart(
        key="timeline",
        title=_title(data),
        note=_(
            "A square is a session. Below: filled is done, met or reached; hollow is open or not reached; "
            "faint is still to come."
        ),
        summary=_summary(data),
        table=Table(
            columns=(Column(_("Day"), Kind.DATE), Column(_("What")), Column(_("Which")), Column(_("How it stands"))),
            rows=tuple((entry.day, entry.what, entry.which, entry.how) for entry in entries),
            links=tuple(entry.href for entry in entries),
        ),
        figure=person_timeline(line) if entries else None,
        empty=_("Nothing has happened yet in the time that is chosen."),
        height=line.height,
        min_width=line.min_width,
    )


def _chosen(data: PersonData, day: date) -> bool:
    filters = data.request.filters
    return (filters.start is None or filters.start <= day) and (filters.end is None or day <= filters.end)


def _axis(data: PersonData, days: Iterable[date]) -> _Axis:
    """All weeks of the cohorts and of everything that happened, or those of the chosen period."""
    filters = data.request.filters
    begun = [cohort.starts_on for cohort in data.cohorts]
    ended = [
        membership.exited_on or cohort.ends_on
        for membership, cohort in zip(data.person.memberships, data.cohorts, strict=True)
    ]
    shown = [*begun, *ended, *days]
    if data.today - max(shown) < _FAR:
        shown.append(data.today)
    first, last = filters.start or min(shown), filters.end or max(shown)
    monday = iso_week_start(min(first, last))
    return _Axis(monday, (iso_week_start(last) - monday).days // 7 + 1)


def _line(data: PersonData, axis: _Axis) -> PersonTimeline:
    squares = _squares(data, axis)
    return PersonTimeline(
        weeks=axis.labels,
        squares=squares,
        slots=max((square.slot + 1 for square in squares), default=1),
        lanes=[lane for lane in _lanes(data, axis) if lane.events],
        periods=_periods(data, axis),
        today=axis.at(data.today) if axis.holds(data.today) else None,
    )


def _squares(data: PersonData, axis: _Axis) -> list[Square]:
    taken: dict[int, int] = defaultdict(int)
    squares = []
    for one in data.sessions:
        week = axis.week(one.local_date)
        href = data.request.links.session(one.session_id)
        squares.append(Square(week, taken[week], one.shown, plain(_session_text(data, one)), href))
        taken[week] += 1
    return squares


def _session_text(data: PersonData, one: OwnSession) -> str:
    """What a square says when pointed at."""
    return _(
        "%(day)s at %(clock)s, %(activity)s: %(status)s",
        day=day_text(one.local_date),
        clock=format_clock(one.starts_at.astimezone(HELSINKI)),
        activity=data.activity(one.activity),
        status=_status_text(one),
    )


def _status_text(one: OwnSession) -> str:
    late = one.minutes_late if one.shown is Shown.LATE else None
    minutes = minutes_text(late, one.left_early)
    if late and not one.left_early:
        return _("%(status)s, %(minutes)d min", status=status_name(one.shown), minutes=late)
    return f"{status_name(one.shown)}, {minutes}" if minutes else status_name(one.shown)


def _lanes(data: PersonData, axis: _Axis) -> list[Lane]:
    kept = [(cell, day) for cell, day in _module_days(data) if axis.holds(day)]
    return [
        Lane(
            _("Modules"),
            "diamond",
            [Event(axis.at(day), _module_look(cell), plain(_module_event(data, cell, day))) for cell, day in kept],
        ),
        _needs_lane(data, axis),
        Lane(
            _("Contacts"),
            "circle",
            [
                Event(
                    axis.at(contact.contacted_on),
                    Look.FULL if contact.reached else Look.HOLLOW,
                    plain(f"{day_text(contact.contacted_on)}: {contact_text(contact)}"),
                )
                for contact in data.contacts
                if axis.holds(contact.contacted_on)
            ],
        ),
        Lane(
            _("Follow-ups"),
            "square",
            [
                Event(
                    axis.at(_follow_up_day(item)),
                    SIGNS[item.standing],
                    plain(f"{kind_name(item.kind)}, {follow_up_text(item)}"),
                )
                for item in data.follow_ups
                if axis.holds(_follow_up_day(item))
            ],
        ),
    ]


def _follow_up_day(item: FollowUpItem) -> date:
    return item.settled_on or item.due_on


def _module_days(data: PersonData) -> list[tuple[ModuleCell, date]]:
    """Each module with the day on which it was completed, or is planned to be: the last one of its planned week."""
    days = []
    for cell in data.modules:
        cohort = data.request.cohorts[cell.cohort]
        planned_week = data.module_rows[cell.module].planned_week
        if cell.completed_on:
            days.append((cell, cell.completed_on))
        elif planned_week and cell.state is not ModuleState.EXEMPT:
            _first, last = week_days(planned_week, cohort.starts_on, cohort.weeks)
            days.append((cell, last or cohort.ends_on))
    return days


def _module_look(cell: ModuleCell) -> Look:
    if cell.state is ModuleState.COMPLETED:
        return Look.FULL
    return Look.HOLLOW if cell.planned else Look.FAINT


def _module_event(data: PersonData, cell: ModuleCell, day: date) -> str:
    return _(
        "%(module)s: %(state)s, %(day)s",
        module=module_name(data, cell.module),
        state=state_name(cell.state),
        day=day_text(day),
    )


def _needs_lane(data: PersonData, axis: _Axis) -> Lane:
    """A line from where a need was found to where it was met, those at the same time below each other."""
    events: list[Event] = []
    spans: list[Span] = []
    ends: list[date] = []
    for need in data.needs:
        if not axis.holds(need.identified_on):
            continue
        until = need.met_on or max(data.today, need.identified_on)
        line = next((line for line, end in enumerate(ends) if end < need.identified_on), len(ends))
        ends[line : line + 1] = [until]
        text = plain(f"{category_name(need.category)}: {need_text(need)}")
        start, end = axis.at(need.identified_on), min(axis.at(until), axis.weeks)
        events.append(Event(start, Look.HOLLOW, text, line))
        if need.met_on and axis.holds(need.met_on):
            events.append(Event(end, Look.FULL, text, line))
        spans.append(Span(start, end, line, open=need.met_on is None))
    return Lane(_("Needs"), "triangle-up", events, spans, max(len(ends), 1))


def _periods(data: PersonData, axis: _Axis) -> list[Period]:
    several = len(data.cohorts) > 1
    periods = []
    for membership, cohort in zip(data.person.memberships, data.cohorts, strict=True):
        start = axis.at(max(membership.enrolled_on, cohort.starts_on)) - 0.5 / 7
        end = axis.at(membership.exited_on or cohort.ends_on) + 0.5 / 7
        if end > 0 and start < axis.weeks:
            name = plain(cohort.name) if several else ""
            periods.append(Period(name, max(start, 0), min(end, axis.weeks)))
    return periods


def _title(data: PersonData) -> str:
    there, reached = last_there(data.sessions), last_reached(data.contacts)
    if there is None:
        return _("Not there yet") if data.sessions else _("No sessions yet")
    if reached is None:
        return _("Last there on %(day)s", day=_day(data, there))
    return _(
        "Last there on %(day)s, last reached otherwise on %(contact)s",
        day=_day(data, there),
        contact=_day(data, reached),
    )


def _day(data: PersonData, day: date) -> str:
    """A day of this year, or one with its year."""
    return day_text(day) if day.year == data.today.year else f"{format_weekday(day)} {format_day(day)}"


def _summary(data: PersonData) -> str:
    """The figure for those who hear it: sessions by status, and how many of everything else."""
    counted = [
        f"{sum(one.shown is shown for one in data.sessions)} {status_name(shown)}"
        for shown in (*RECORDED_ORDER, Shown.UPCOMING)
        if any(one.shown is shown for one in data.sessions)
    ]
    done = sum(cell.state is ModuleState.COMPLETED for cell in data.modules)
    said = [_("Sessions: %(counts)s.", counts=format_list(counted))] if counted else []
    said.append(
        _(
            "%(done)d of %(modules)d modules completed, %(met)d of %(needs)d needs met, %(contacts)d contacts, "
            "%(follow_ups)d follow-ups.",
            done=done,
            modules=sum(cell.state is not ModuleState.EXEMPT for cell in data.modules),
            met=sum(need.met_on is not None for need in data.needs),
            needs=len(data.needs),
            contacts=len(data.contacts),
            follow_ups=len(data.follow_ups),
        )
    )
    return " ".join(said)


def _entries(data: PersonData) -> list[_Entry]:
    """Everything on the timeline, a row each, by day."""
    links = data.request.links
    sessions = [
        _Entry(
            one.local_date,
            _("session"),
            data.activity(one.activity),
            _status_text(one),
            links.session(one.session_id),
        )
        for one in data.sessions
    ]
    modules = [
        _Entry(day, _("module"), module_name(data, cell.module), state_name(cell.state))
        for cell, day in _module_days(data)
    ]
    contacts = [
        _Entry(
            contact.contacted_on,
            _("contact"),
            channel_name(contact.channel),
            _("reached") if contact.reached else _("not reached"),
        )
        for contact in data.contacts
    ]
    follow_ups = [
        _Entry(_follow_up_day(item), _("follow-up"), kind_name(item.kind), follow_up_text(item))
        for item in data.follow_ups
    ]
    needs = [entry for need in data.needs for entry in _need_entries(need)]
    return sorted([*sessions, *modules, *contacts, *needs, *follow_ups], key=lambda entry: entry.day)


def _need_entries(need: Need) -> list[_Entry]:
    name = category_name(need.category)
    found = _Entry(need.identified_on, _("need"), name, _("found"))
    return [found, _Entry(need.met_on, _("need"), name, _("met"))] if need.met_on else [found]
