"""The register of one session. One that the reader may not take looks like one that is not there.

One person's own session is about that person, so that opening its register is written down as reading their page is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection, Engine

from callbacks.filters import query_string, read_filters
from callbacks.links import Links
from callbacks.mark_words import visible_to
from callbacks.register_notices import notice_form, short_reasons
from callbacks.register_state import register_state
from callbacks.register_words import clock_text, entry_text, moment_text
from callbacks.session import Record, nothing, session_id
from callbacks.words import day_text
from dashboard.domain.access import Scope
from dashboard.domain.calendar import local_day
from dashboard.domain.register_taking import Expected, Sheet, Stage, Step
from dashboard.domain.selection import Selection
from dashboard.i18n import current_language, ngettext
from dashboard.i18n import gettext as _
from dashboard.views import Line, LineList, Option, SheetView
from db.commands.reads import record_read, record_read_on
from db.engine import writing
from db.queries.activities import activity_names
from db.queries.cohorts import CohortRow, cohorts
from db.queries.notices import Attendee, attendees
from db.queries.register_history import history
from db.queries.register_taking import sheet

MOST_STEPS = 60
"""A history longer than this is cut; the log has all of it."""


@dataclass(frozen=True, slots=True)
class _Data:
    """What the page read."""

    scope: Scope
    now: datetime
    sheet: Sheet
    cohort: CohortRow
    activity: str
    steps: Sequence[Step]
    attendees: Sequence[Attendee]
    links: Links

    @property
    def today(self) -> date:
        return local_day(self.now)

    @property
    def person(self) -> Expected | None:
        """Whose session it is, where it is one person's own."""
        return None if self.sheet.whole_cohort else next(iter(self.sheet.people), None)


def load(engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None = None) -> SheetView:
    """The register of the session whose id the address gives."""
    return _load(engine, scope, params, now, record_read)


def follow(engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None = None) -> SheetView:
    """The same when something has been written since the page was opened."""
    return _load(engine, scope, params, now, record_read_on)


def _load(
    engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None, record: Record
) -> SheetView:
    if scope is None:
        return SheetView(headline="")
    wanted = session_id(params)
    if not scope.sees_persons or wanted is None:
        return _nothing()
    with writing(engine) as connection:
        data = _read(connection, scope, params, wanted, Selection().moment(now))
        if data is None:
            return _nothing()
        if data.person is not None:
            record(connection, scope, data.person.person_id, data.person.participant, "register")
    return SheetView(
        headline=_headline(data),
        lead=_lead(data),
        filters=data.links.filters,
        state=register_state(data.sheet, scope, data.now),
        session_id=data.sheet.session_id,
        version=data.sheet.version,
        cancelled=data.sheet.cancelled_at is not None,
        reasons=short_reasons(),
        notices=notice_form(data.attendees, {}, data.today),
        history=_history(data),
        back=f"/register{query_string(data.links.filters)}",
        session_href=data.links.session(data.sheet.session_id),
    )


def _nothing() -> SheetView:
    view = nothing()
    return SheetView(headline=view.headline, lead=view.lead, filters=view.filters)


def _read(
    connection: Connection, scope: Scope, params: Mapping[str, object], wanted: int, now: datetime
) -> _Data | None:
    found = sheet(connection, scope, wanted)
    if found is None:
        return None
    every = cohorts(connection, scope)
    activities = activity_names(connection, scope, current_language())
    options = [Option(code, name) for code, name in activities.items()]
    filters = read_filters(params, [Option(row.code, row.name) for row in every], options, with_activity=True)
    # None of the filters says anything about a register; they go along to the next page.
    shown = replace(filters, with_cohorts=False, with_period=False, with_as_of=False, with_activity=False)
    expected = {person.enrolment_id for person in found.people}
    there = attendees(connection, scope, Selection(cohorts=(found.cohort,)), local_day(now))
    return _Data(
        scope=scope,
        now=now,
        sheet=found,
        cohort=next(row for row in every if row.code == found.cohort),
        activity=activities.get(found.activity, found.activity),
        steps=history(connection, scope, found),
        attendees=[one for one in there if one.enrolment_id in expected],
        links=Links(scope, shown, every),
    )


def _headline(data: _Data) -> str:
    day = day_text(data.sheet.local_date, data.today)
    if data.person is not None:
        return _(
            "%(activity)s of %(participant)s, %(day)s",
            activity=data.activity,
            participant=data.person.participant,
            day=day,
        )
    return _("%(activity)s, %(day)s", activity=data.activity, day=day)


def _lead(data: _Data) -> str:
    said = [
        _("%(clock)s, %(cohort)s.", clock=clock_text(data.sheet.starts_at, data.sheet.ends_at), cohort=data.cohort.name)
    ]
    stage = data.sheet.stage(data.today)
    if stage is Stage.CANCELLED:
        said.append(_("This session was cancelled: nobody was expected, and nobody is absent."))
    elif stage is Stage.NOBODY:
        said.append(_("Nobody was enrolled in the cohort on that day."))
    elif stage is Stage.AHEAD:
        number = len(data.sheet.people)
        said.append(ngettext("One person is expected.", "%(num)d people are expected.", number))
        said.append(_("The register opens on its day."))
    if data.sheet.restricted:
        said.append(visible_to(data.scope))
    return " ".join(said)


def _history(data: _Data) -> LineList:
    number = len(data.steps)
    more = number - MOST_STEPS
    return LineList(
        key="history",
        title=_("History"),
        note=ngettext("%(num)d change", "%(num)d changes", number) if number else _("nothing yet"),
        lines=tuple(_step(data, step) for step in data.steps[:MOST_STEPS]),
        empty=_("Nothing has been written in this register yet."),
        more=ngettext("and %(num)d more", "and %(num)d more", more) if more > 0 else "",
    )


def _step(data: _Data, step: Step) -> Line:
    when = moment_text(step.at, data.today)
    return Line(label=f"{when} {step.by}" if step.by else when, text=_step_text(step))


def _step_text(step: Step) -> str:
    if step.action == "cancel":
        return _("Session cancelled")
    if step.action == "restore":
        return _("Session restored")
    if step.action == "elsewhere":
        return _(
            "%(participant)s: %(new)s (by an import or another program)",
            participant=step.participant,
            new=entry_text(step.new),
        )
    return _(
        "%(participant)s: %(old)s → %(new)s",
        participant=step.participant or "–",
        old=entry_text(step.old),
        new=entry_text(step.new),
    )
