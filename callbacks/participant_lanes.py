"""A person's timeline as it is drawn: weeks, squares for sessions, lanes for everything else."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from callbacks.participant_data import PersonData
from callbacks.participant_entries import follow_up_day, module_days, session_status
from callbacks.participant_words import contact_text, follow_up_text, module_name, need_text
from callbacks.words import day_text
from dashboard.domain.calendar import HELSINKI
from dashboard.domain.follow_up import Standing
from dashboard.domain.modules import ModuleCell, ModuleState
from dashboard.domain.participant import OwnSession
from dashboard.figures.modules import state_name
from dashboard.figures.participant_line import Event, Lane, Look, Period, PersonTimeline, Span, Square
from dashboard.figures.style import plain
from dashboard.i18n import format_clock, format_iso_week, format_short_day
from dashboard.i18n import gettext as _
from dashboard.names import category_name, kind_name


@dataclass(frozen=True, slots=True)
class Axis:
    """From days to weeks of the figure."""

    monday: date
    weeks: int

    def at(self, day: date) -> float:
        """The middle of a day."""
        return ((day - self.monday).days + 0.5) / 7

    def week(self, day: date) -> int:
        """The week that a day is in; negative, or beyond the last, where it is outside."""
        return (day - self.monday).days // 7

    def holds(self, day: date) -> bool:
        """Whether a day is drawn."""
        return 0 <= self.week(day) < self.weeks

    @property
    def labels(self) -> list[str]:
        """The calendar weeks."""
        mondays = (self.monday + timedelta(weeks=week) for week in range(self.weeks))
        return [format_iso_week(monday.isocalendar().week) for monday in mondays]


def person_line(data: PersonData, axis: Axis) -> PersonTimeline:
    """What is drawn on an axis; lanes in which nothing happened are left out."""
    squares = _squares(data, axis)
    return PersonTimeline(
        weeks=axis.labels,
        squares=squares,
        slots=max((square.slot + 1 for square in squares), default=1),
        lanes=[lane for lane in _lanes(data, axis) if lane.events],
        periods=_periods(data, axis),
        today=axis.at(data.today) if axis.holds(data.today) else None,
        day_name=format_short_day(data.today) if data.request.filters.as_of else "",
    )


def _squares(data: PersonData, axis: Axis) -> list[Square]:
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
        status=session_status(one),
    )


def _lanes(data: PersonData, axis: Axis) -> list[Lane]:
    kept = [(cell, day) for cell, day in module_days(data) if axis.holds(day)]
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
                    axis.at(follow_up_day(item)),
                    _follow_up_look(item.standing),
                    plain(f"{kind_name(item.kind)}, {follow_up_text(item)}"),
                )
                for item in data.follow_ups
                if axis.holds(follow_up_day(item))
            ],
        ),
    ]


def _follow_up_look(standing: Standing) -> Look:
    if standing is Standing.DONE:
        return Look.FULL
    return Look.FAINT if standing is Standing.UPCOMING else Look.HOLLOW


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


def _needs_lane(data: PersonData, axis: Axis) -> Lane:
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


def _periods(data: PersonData, axis: Axis) -> list[Period]:
    several = len(data.cohorts) > 1
    periods = []
    for membership, cohort in zip(data.person.memberships, data.cohorts, strict=True):
        start = axis.at(max(membership.enrolled_on, cohort.starts_on)) - 0.5 / 7
        end = axis.at(membership.exited_on or cohort.ends_on) + 0.5 / 7
        if end > 0 and start < axis.weeks:
            name = plain(cohort.name) if several else ""
            periods.append(Period(name, max(start, 0), min(end, axis.weeks)))
    return periods
