"""The page of one session: everybody's mark in it. One that the reader may not see looks like one that is not there.

One person's own session is about that person, so that reading it is written down as reading their page is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, Engine

from callbacks.filters import read_filters, selection
from callbacks.links import Links
from callbacks.mark_words import minutes_text, notice_text, reason_text, visible_to
from dashboard.domain.access import Scope
from dashboard.domain.calendar import HELSINKI, programme_week
from dashboard.domain.selection import Selection
from dashboard.domain.session import OneSession, SessionMark
from dashboard.figures.style import status_name
from dashboard.i18n import current_language, format_clock, format_day, format_weekday, ngettext
from dashboard.i18n import gettext as _
from dashboard.views import NO_FILTERS, Fact, Filters, MarkLine, MarkTable, Option, SessionView
from db.commands.reads import record_read, record_read_on
from db.engine import writing
from db.queries.activities import activity_names
from db.queries.cohorts import CohortRow, cohorts
from db.queries.modules import module_rows
from db.queries.session import one_session

_LARGEST_ID = 2**63 - 1
Record = Callable[[Connection, Scope, int, str, str], None]
"""How reading about a person is written down; see ``db.commands.reads``."""


@dataclass(frozen=True, slots=True)
class _Data:
    """What the page read."""

    scope: Scope
    session: OneSession
    cohort: CohortRow
    activity: str
    module: str
    links: Links

    @property
    def filters(self) -> Filters:
        return self.links.filters

    @property
    def person(self) -> SessionMark | None:
        """Whose session it is, where it is one person's own."""
        return None if self.session.whole_cohort else next(iter(self.session.marks), None)


def load(engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None = None) -> SessionView:
    """The page of the session whose id the address gives, as the asker may see it."""
    return _load(engine, scope, params, now, record_read)


def follow(
    engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None = None
) -> SessionView:
    """The same when a filter has changed on the open page."""
    return _load(engine, scope, params, now, record_read_on)


def _load(
    engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None, record: Record
) -> SessionView:
    if scope is None:
        return SessionView(headline="")
    wanted = session_id(params)
    if not scope.sees_persons or wanted is None:
        return nothing()
    with writing(engine) as connection:
        data = _read(connection, scope, params, wanted, now)
        if data is None:
            return nothing()
        if data.person is not None:
            record(connection, scope, data.person.person_id, data.person.participant, "session")
    return SessionView(
        headline=_headline(data),
        lead=_lead(data),
        filters=data.filters,
        facts=_facts(data),
        marks=_marks(data),
        register=data.links.register(wanted),
    )


def nothing() -> SessionView:
    """What stands where there is no such session for the reader: the same whether there is one or not."""
    return SessionView(
        headline=_("There is no such session"),
        lead=_("The address may have a slip in it, or your account does not work with the cohort of this session."),
        filters=NO_FILTERS,
    )


def session_id(params: Mapping[str, object]) -> int | None:
    """The id that an address gives; null where it gives none."""
    text = params.get("id")
    if not isinstance(text, str) or not text.isascii() or not text.isdigit() or len(text) > len(str(_LARGEST_ID)):
        return None
    return int(text) if int(text) <= _LARGEST_ID else None


def _read(
    connection: Connection, scope: Scope, params: Mapping[str, object], wanted: int, now: datetime | None
) -> _Data | None:
    every = {cohort.code: cohort for cohort in cohorts(connection, scope)}
    activities = activity_names(connection, scope, current_language())
    options = [Option(code, name) for code, name in activities.items()]
    filters = read_filters(params, [Option(code, row.name) for code, row in every.items()], options, with_activity=True)
    session = one_session(connection, scope, wanted, selection(filters).moment(now))
    if session is None:
        return None
    modules = {
        row.code: row.name
        for row in module_rows(connection, scope, Selection(cohorts=(session.cohort,)), current_language())
    }
    # Of the filters, only the day says anything about one session; the others go along to the next page.
    shown = replace(filters, with_cohorts=False, with_period=False, with_activity=False)
    return _Data(
        scope=scope,
        session=session,
        cohort=every[session.cohort],
        activity=activities.get(session.activity, session.activity),
        module=modules.get(session.module or "", session.module or ""),
        links=Links(scope, shown, tuple(every.values())),
    )


def _headline(data: _Data) -> str:
    day = data.session.local_date
    when = {"weekday": format_weekday(day), "day": format_day(day)}
    if data.person is not None:
        return _(
            "%(activity)s of %(participant)s, %(weekday)s %(day)s",
            activity=data.activity,
            participant=data.person.participant,
            **when,
        )
    return _("%(activity)s, %(weekday)s %(day)s", activity=data.activity, **when)


def _lead(data: _Data) -> str:
    start, end = (moment.astimezone(HELSINKI) for moment in (data.session.starts_at, data.session.ends_at))
    said = [_("From %(start)s to %(end)s.", start=format_clock(start), end=format_clock(end))]
    if data.session.restricted:
        said.append(visible_to(data.scope))
    return " ".join(said)


def _facts(data: _Data) -> tuple[Fact, ...]:
    session, cohort = data.session, data.cohort
    week = programme_week(session.local_date, cohort.starts_on, cohort.weeks)
    facts = [
        Fact(_("Cohort"), cohort.name, href=data.links.cohort(cohort.code)),
        Fact(_("Programme week"), str(week) if week else _("before"), href=data.links.week(cohort, week or 0)),
    ]
    if data.module:
        facts.append(Fact(_("Module"), data.module))
    counted = session.whole_cohort and not session.cancelled
    if counted:
        facts.append(Fact(_("Expected"), str(session.expected)))
    if counted and session.held:
        facts += [Fact(_("Recorded"), str(session.recorded)), Fact(_("Came"), str(session.came))]
    return tuple(facts)


def _marks(data: _Data) -> MarkTable:
    session = data.session
    if session.cancelled:
        return MarkTable(_("This session was cancelled"), "", empty=_("Nobody was expected, and nobody is absent."))
    title, note = _said(session)
    return MarkTable(
        title=title,
        note=note,
        lines=tuple(_line(data, mark) for mark in session.marks),
        empty=_("Nobody was enrolled in the cohort on that day."),
    )


def _said(session: OneSession) -> tuple[str, str]:
    """The finding about the register, and what is to be known of it."""
    missing = session.expected - session.recorded
    if not session.expected:
        return _("Nobody is expected"), ""
    if not session.held:
        expected = ngettext("One person is expected.", "%(num)d people are expected.", session.expected)
        return _("Not yet held"), expected
    if not session.recorded:
        return _("No marks yet"), _("A missing mark is not an absence; it is left out of every figure.")
    if not session.whole_cohort:
        return _("A meeting of one person"), ""
    title = ngettext("%(came)d of %(num)d came", "%(came)d of %(num)d came", session.expected, came=session.came)
    if not missing:
        return title, _("Every mark is there.")
    return title, ngettext(
        "%(num)d mark is missing; that is not an absence.",
        "%(num)d marks are missing; that is not an absence.",
        missing,
    )


def _line(data: _Data, mark: SessionMark) -> MarkLine:
    return MarkLine(
        participant=mark.participant,
        href=data.links.participant(data.session.cohort, mark.participant),
        shown=mark.shown,
        status=status_name(mark.shown),
        minutes=minutes_text(mark.minutes_late, mark.left_early),
        notice=notice_text(mark.notice),
        reason=reason_text(mark.reason),
    )
