"""The timeline of one person: what the register says of them week by week, and what else was done."""

from collections.abc import Iterable
from datetime import date, timedelta

from callbacks.participant_data import PersonData
from callbacks.participant_entries import entries
from callbacks.participant_lanes import Axis, person_line
from callbacks.words import day_text
from dashboard.domain.calendar import iso_week_start
from dashboard.domain.modules import ModuleState
from dashboard.domain.participant import last_reached, last_there
from dashboard.domain.register import RECORDED_ORDER, Shown
from dashboard.figures.participant import person_timeline
from dashboard.figures.style import status_name
from dashboard.i18n import format_list
from dashboard.i18n import gettext as _
from dashboard.views import Chart, Column, Kind, Table

_FAR = timedelta(weeks=30)
"""Today is drawn unless it is further than this from everything else."""


def timeline_chart(data: PersonData) -> Chart:
    """The timeline with its finding: when they were there last, and when somebody reached them."""
    rows = [entry for entry in entries(data) if _chosen(data, entry.day)]
    line = person_line(data, _axis(data, [entry.day for entry in rows]))
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
            rows=tuple((entry.day, entry.what, entry.which, entry.how) for entry in rows),
            links=tuple(entry.href for entry in rows),
        ),
        figure=person_timeline(line) if rows else None,
        empty=_("Nothing has happened yet in the time that is chosen."),
        height=line.height,
        min_width=line.min_width,
    )


def _chosen(data: PersonData, day: date) -> bool:
    filters = data.request.filters
    return (filters.start is None or filters.start <= day) and (filters.end is None or day <= filters.end)


def _axis(data: PersonData, days: Iterable[date]) -> Axis:
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
    return Axis(monday, (iso_week_start(last) - monday).days // 7 + 1)


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
    return day_text(day, data.today)


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
