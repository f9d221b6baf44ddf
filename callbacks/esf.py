"""The page of what the funder asks for: forms that wait, how complete they are, everybody's record, exact figures."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Engine

from callbacks import esf_actions, esf_worksheet
from callbacks.esf_data import Data, read_esf
from callbacks.esf_forms import by_cohort_chart, waiting_list
from callbacks.esf_records import record_list
from callbacks.filters import query_string, read_filters, selection
from dashboard.actions import Action
from dashboard.domain.access import Role, Scope
from dashboard.domain.esf import FormKind, IndicatorSet
from dashboard.esf_words import set_name
from dashboard.figures.style import rate_text
from dashboard.i18n import format_list, ngettext
from dashboard.i18n import gettext as _
from dashboard.views import NO_FILTERS, Option
from dashboard.views.esf import EsfView, WorksheetAsk
from db.engine import reading
from db.queries.cohorts import cohorts

ACTIONS: Mapping[str, Action] = {"form": esf_actions.form, "worksheet": esf_worksheet.show}


def load(engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None = None) -> EsfView:
    """The page as the asker may see it; empty without one, and without figures for an auditor."""
    if scope is None:
        return EsfView(headline="")
    if not scope.sees_measures:
        return EsfView(headline=_("Your role reads the log, not the figures"), filters=NO_FILTERS)
    data = _read(engine, scope, params, now)
    worksheet = _worksheet(data) if scope.role is Role.COORDINATOR else None
    if not data.counts:
        return replace(_nothing(data), worksheet=worksheet)
    persons = scope.sees_persons
    return EsfView(
        headline=_headline(data),
        lead=_lead(data),
        filters=data.filters,
        waiting=waiting_list(data) if persons else None,
        by_cohort=by_cohort_chart(data),
        records=record_list(data) if persons else None,
        worksheet=worksheet,
    )


def _read(engine: Engine, scope: Scope, params: Mapping[str, object], now: datetime | None) -> Data:
    with reading(engine) as connection:
        every = cohorts(connection, scope)
        filters = read_filters(params, [Option(cohort.code, cohort.name) for cohort in every], ())
        asked = selection(filters)
        return read_esf(connection, scope, filters, every, asked, asked.today(now))


def _nothing(data: Data) -> EsfView:
    filtered = data.filters.chosen_cohorts or data.filters.as_of
    hint = _("The filters leave out everyone who has entered: choose other cohorts or another day.")
    begins = _("Forms begin when somebody enters: a start form within two weeks, an exit form after leaving.")
    return EsfView(headline=_("No forms yet"), lead=hint if filtered else begins, filters=data.filters)


def _headline(data: Data) -> str:
    starts, exits = data.total(FormKind.START).overdue, data.total(FormKind.EXIT).overdue
    said = []
    if starts:
        said.append(ngettext("%(num)d start form", "%(num)d start forms", starts))
    if exits:
        said.append(ngettext("%(num)d exit form", "%(num)d exit forms", exits))
    if not said:
        return _("No form is past its day")
    return ngettext(
        "%(forms)s is past its day", "%(forms)s are past their day", starts + exits, forms=format_list(said)
    )


def _lead(data: Data) -> str:
    said = []
    start, end = data.total(FormKind.START), data.total(FormKind.EXIT)
    said.append(_("Start forms signed: %(rate)s.", rate=rate_text(start.completeness, start.signed, start.expected)))
    if end.expected:
        said.append(_("Exit forms signed: %(rate)s.", rate=rate_text(end.completeness, end.signed, end.expected)))
    if end.explained:
        said.append(
            ngettext("Of %(num)d it is written down why not.", "Of %(num)d it is written down why not.", end.explained)
        )
    if data.filters.start or data.filters.end:
        said.append(_("The period narrows down the exact figures alone: no form drops out of sight with it."))
    return " ".join(said)


def _worksheet(data: Data) -> WorksheetAsk:
    sets = {programme.indicator_set for programme in data.programmes}
    chosen = sets.pop() if len(sets) == 1 else None
    return WorksheetAsk(
        title=_("Exact figures for the funder's own system"),
        note=_(
            "Every indicator by gender, for EURA alone: the figures may tell of single persons. They are of the "
            "cohorts, the period and the day chosen above. Your password is asked for once more, and the log keeps "
            "that you looked."
        ),
        programmes=tuple(Option(programme.code, programme.name) for programme in data.programmes),
        sets=tuple(Option(one.value, set_name(one)) for one in IndicatorSet),
        chosen_set=chosen.value if chosen else "",
        query=query_string(data.filters),
    )
