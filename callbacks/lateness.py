"""The lateness page: how often, by how much, when, and with what notice; being on time as each person's progress."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Engine

from callbacks.lateness_charts import by_activity, notice, timetable
from callbacks.lateness_data import Data, read
from callbacks.lateness_minutes import minutes, minutes_text
from callbacks.lateness_people import people
from callbacks.lateness_weeks import weekly
from callbacks.lateness_words import interval_text, late_text, told_text
from callbacks.words import period_text
from dashboard.domain.access import Scope
from dashboard.domain.lateness import Lateness, add
from dashboard.i18n import gettext as _
from dashboard.views import NO_FILTERS, LatenessView


def load(
    engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None = None
) -> LatenessView:
    """The page as the asker may see it; empty without one, and without figures for an auditor."""
    if scope is None:
        return LatenessView(headline="")
    if not scope.sees_measures:
        return LatenessView(headline=_("Your role reads the log, not the figures"), filters=NO_FILTERS)
    data = read(engine, scope, params, now)
    counts = add(group.counts for group in data.weeks)
    if not counts.attended:
        return _nobody_came(data)
    return LatenessView(
        headline=_("Lateness: %(lateness)s", lateness=late_text(counts)),
        lead=_lead(data, counts),
        filters=data.filters,
        weekly=weekly(data),
        minutes=minutes(data, counts),
        people=people(data) if scope.sees_persons else None,
        notice=notice(data, counts),
        timetable=timetable(data),
        by_activity=by_activity(data),
    )


def _nobody_came(data: Data) -> LatenessView:
    if data.weeks:
        lead = _("Nobody has been marked present or late, and lateness is counted among those who came.")
        return LatenessView(headline=_("Nobody to count yet"), lead=lead, filters=data.filters)
    filtered = data.filters.start or data.filters.end or data.filters.as_of or data.filters.chosen_activity
    hint = _("The filters leave out every session: choose a longer period, another day or all activities.")
    begins = _("Figures appear here as soon as the first session has been held.")
    return LatenessView(headline=_("No sessions to show"), lead=hint if filtered else begins, filters=data.filters)


def _lead(data: Data, counts: Lateness) -> str:
    said = []
    interval = interval_text(counts)
    if data.single and interval:
        said.append(_("95 %% interval: %(interval)s.", interval=interval))
    if counts.late:
        said += [minutes_text(counts), f"{told_text(counts)}."]
    else:
        said.append(_("Everyone who came was on time."))
    period = period_text(data.filters.start, data.filters.end)
    if period:
        said.append(_("Period: %(period)s.", period=period))
    return " ".join(said)
