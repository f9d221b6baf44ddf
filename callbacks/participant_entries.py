"""Everything on a person's timeline as rows: the table behind the figure, and the days that the figure goes by."""

from dataclasses import dataclass
from datetime import date

from callbacks.mark_words import minutes_text
from callbacks.participant_data import PersonData
from callbacks.participant_words import channel_name, follow_up_text, module_name
from dashboard.domain.calendar import week_days
from dashboard.domain.follow_up import FollowUpItem
from dashboard.domain.modules import ModuleCell, ModuleState
from dashboard.domain.participant import Need, OwnSession
from dashboard.domain.register import Shown
from dashboard.figures.modules import state_name
from dashboard.figures.style import status_name
from dashboard.i18n import gettext as _
from dashboard.names import category_name, kind_name


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened or is planned: the day, what it was in words, and where it leads."""

    day: date
    what: str
    which: str
    how: str
    href: str = ""


def entries(data: PersonData) -> list[Entry]:
    """Everything on the timeline, a row each, by day."""
    links = data.request.links
    sessions = [
        Entry(
            one.local_date,
            _("session"),
            data.activity(one.activity),
            session_status(one),
            links.session(one.session_id),
        )
        for one in data.sessions
    ]
    modules = [
        Entry(day, _("module"), module_name(data, cell.module), state_name(cell.state))
        for cell, day in module_days(data)
    ]
    contacts = [
        Entry(
            contact.contacted_on,
            _("contact"),
            channel_name(contact.channel),
            _("reached") if contact.reached else _("not reached"),
        )
        for contact in data.contacts
    ]
    follow_ups = [
        Entry(follow_up_day(item), _("follow-up"), kind_name(item.kind), follow_up_text(item))
        for item in data.follow_ups
    ]
    needs = [entry for need in data.needs for entry in _need_entries(need)]
    return sorted([*sessions, *modules, *contacts, *needs, *follow_ups], key=lambda entry: entry.day)


def _need_entries(need: Need) -> list[Entry]:
    name = category_name(need.category)
    found = Entry(need.identified_on, _("need"), name, _("found"))
    return [found, Entry(need.met_on, _("need"), name, _("met"))] if need.met_on else [found]


def session_status(one: OwnSession) -> str:
    """The status of a session, with the minutes that were missed of it."""
    late = one.minutes_late if one.shown is Shown.LATE else None
    minutes = minutes_text(late, one.left_early)
    if late and not one.left_early:
        return _("%(status)s, %(minutes)d min", status=status_name(one.shown), minutes=late)
    return f"{status_name(one.shown)}, {minutes}" if minutes else status_name(one.shown)


def follow_up_day(item: FollowUpItem) -> date:
    """Where a follow-up stands: on the day on which it was settled, or is due."""
    return item.settled_on or item.due_on


def module_days(data: PersonData) -> list[tuple[ModuleCell, date]]:
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
