"""The modules page: what is done of what is planned, by person, by week and by cohort."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Engine

from callbacks.modules_charts import by_cohort, plan_by_week
from callbacks.modules_data import ModulesData, read
from callbacks.modules_matrix import matrix
from callbacks.modules_open import still_open
from callbacks.modules_words import done_text
from callbacks.opening import reader_at
from dashboard.domain.access import Scope
from dashboard.domain.modules import ModuleCounts
from dashboard.figures.modules import counts_text
from dashboard.figures.style import range_text
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.views import NO_FILTERS, ModulesView
from dashboard.views.forms import Panel


def load(engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None = None) -> ModulesView:
    """The page as the asker may see it; empty without one, and without figures for an auditor."""
    if scope is None:
        return ModulesView(headline="")
    if not scope.sees_measures:
        return ModulesView(headline=_("Your role reads the log, not the figures"), filters=NO_FILTERS)
    data = read(engine, scope, params, now)
    counts = data.total
    if not counts.assigned and not counts.exempt:
        return _nothing(data)
    return ModulesView(
        headline=done_text(counts),
        lead=_lead(data, counts),
        filters=data.filters,
        matrix=matrix(data) if scope.sees_persons else None,
        plan=plan_by_week(data),
        still_open=still_open(data),
        by_cohort=by_cohort(data),
        at=reader_at("/modules", params),
        enter=_enter(data),
    )


def _nothing(data: ModulesData) -> ModulesView:
    if not data.rows:
        lead = _("Modules appear here as soon as they are planned or imported.")
        return ModulesView(headline=_("No modules to show"), lead=lead, filters=data.filters)
    hint = _("On the chosen day, nobody was enrolled: choose a later day or other cohorts.")
    begins = _("Modules are counted from the day on which somebody is enrolled.")
    return ModulesView(
        headline=_("Nobody is enrolled yet"), lead=hint if data.filters.as_of else begins, filters=data.filters
    )


def _enter(data: ModulesData) -> Panel | None:
    """What can be written down here; a single person's modules are, on their own page."""
    if not data.forms:
        return None
    note = _("One person's modules are written down on their own page: choose a square above.")
    return Panel(title=_("Write down what is done"), note=note, forms=tuple(data.forms))


def _lead(data: ModulesData, counts: ModuleCounts) -> str:
    said = []
    if counts.ahead:
        said.append(
            ngettext(
                "%(num)d more is done ahead of the plan.", "%(num)d more are done ahead of the plan.", counts.ahead
            )
        )
    said.append(_("Of everything assigned: %(completion)s.", completion=counts_text(counts)))
    interval = range_text(counts.completion_interval)
    if data.single and interval:
        said.append(_("95 %% interval of completion: %(interval)s.", interval=interval))
    if counts.exempt:
        said.append(ngettext("%(num)d exempt is left out.", "%(num)d exempt are left out.", counts.exempt))
    if data.filters.start or data.filters.end:
        said.append(_("A period does not narrow them: modules are counted up to the day."))
    return " ".join(said)
