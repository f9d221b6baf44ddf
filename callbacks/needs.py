"""Needs and feedback: what people need and get, what they say, and what changed from cohort to cohort."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Engine

from callbacks.entering import need_forms
from callbacks.filters import read_filters, selection
from callbacks.needs_changes import changes_list, hours_chart
from callbacks.needs_charts import by_category_chart, by_cohort_chart, by_week_chart
from callbacks.needs_data import Data, enough_answers
from callbacks.needs_feedback import comments_list, ratings_chart
from callbacks.opening import reader_at
from callbacks.words import period_text
from dashboard.domain.access import FEWEST, Scope
from dashboard.domain.needs import Category, Theme
from dashboard.figures.style import range_text, rate_text
from dashboard.i18n import current_language, ngettext
from dashboard.i18n import gettext as _
from dashboard.views import NO_FILTERS, NeedsView, Option
from dashboard.views.forms import At, Panel
from db.engine import reading
from db.queries.activities import activity_names
from db.queries.cohorts import cohorts
from db.queries.feedback import comments, ratings
from db.queries.measures import By, Group, measures
from db.queries.needs import needs, needs_by_week, persons_in_need


def load(engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None = None) -> NeedsView:
    """The page as the asker may see it; empty without one, and without figures for an auditor."""
    if scope is None:
        return NeedsView(headline="")
    if not scope.sees_measures:
        return NeedsView(headline=_("Your role reads the log, not the figures"), filters=NO_FILTERS)
    data = _read(engine, scope, params, now)
    if not data.needs and not data.ratings and not data.comments:
        return _nothing(data, reader_at("/needs", params))
    persons = scope.sees_persons
    return NeedsView(
        headline=_headline(data),
        lead=_lead(data),
        filters=data.filters,
        by_category=by_category_chart(data),
        by_week=by_week_chart(data),
        by_cohort=by_cohort_chart(data) if persons and not data.single else None,
        ratings=ratings_chart(data),
        hours=hours_chart(data),
        changes=changes_list(data),
        comments=comments_list(data) if persons else None,
        at=reader_at("/needs", params),
        enter=_enter(data),
    )


def _read(engine: Engine, scope: Scope, params: Mapping[str, object], now: datetime | None) -> Data:
    with reading(engine) as connection:
        every = cohorts(connection, scope)
        filters = read_filters(params, [Option(cohort.code, cohort.name) for cohort in every], ())
        asked = selection(filters)
        today = asked.today(now)
        chosen = [cohort for cohort in every if not asked.cohorts or cohort.code in asked.cohorts]
        given = ratings(connection, scope, asked, now)
        found = {
            (group.cohort, Category(str(group.key))): group.counts
            for group in needs(connection, scope, asked, By.CATEGORY, now)
        }
        known = {code for code, _of in (*found, *given)}
        return Data(
            today=today,
            filters=filters,
            scope=scope,
            cohorts=[cohort for cohort in chosen if cohort.starts_on <= today or cohort.code in known],
            activities=activity_names(connection, scope, current_language()),
            needs=found,
            persons=persons_in_need(connection, scope, asked, now),
            weeks=needs_by_week(connection, scope, asked, now),
            ratings={key: found for key, found in given.items() if enough_answers(scope, found)},
            hours=_hours(measures(connection, scope, asked, By.ACTIVITY, now)),
            comments=comments(connection, scope, asked, now) if scope.sees_persons else (),
            forms=need_forms(connection, scope, asked, chosen, today),
        )


def _hours(groups: Iterable[Group]) -> dict[str, dict[str, float]]:
    """Hours offered by activity, by cohort."""
    hours: dict[str, dict[str, float]] = {}
    for group in groups:
        hours.setdefault(group.cohort, {})[str(group.key)] = group.counts.minutes_offered / 60
    return hours


def _enter(data: Data) -> Panel | None:
    """What can be written down here."""
    if not data.forms:
        return None
    return Panel(title=_("Write down what people need and say"), forms=tuple(data.forms))


def _nothing(data: Data, at: At) -> NeedsView:
    filters = data.filters
    filtered = filters.chosen_cohorts or filters.start or filters.end or filters.as_of
    hint = _("The filters leave out everything: choose other cohorts, a longer period or another day.")
    begins = _("Needs appear here once they are written down, and feedback once it is given.")
    lead = hint if filtered else begins
    return NeedsView(headline=_("No needs and no feedback yet"), lead=lead, filters=filters, at=at, enter=_enter(data))


def _headline(data: Data) -> str:
    total = data.total
    if not total.identified:
        return _("No needs are written down yet")
    if not data.sees_needs:
        return _("Needs of fewer than %(num)d people are not shown", num=FEWEST)
    return _("Needs met: %(met)s", met=rate_text(total.needs_met, total.met, total.identified))


def _lead(data: Data) -> str:
    said = []
    persons = data.persons[None]
    if persons and data.sees_needs:
        said.append(ngettext("Needs of %(num)d person were found.", "Needs of %(num)d people were found.", persons))
    interval = range_text(data.total.needs_met_interval)
    if data.single and interval and data.sees_needs:
        said.append(_("95 %% interval: %(interval)s.", interval=interval))
    answers = data.rating(*Theme).answers
    said.append(ngettext("Feedback: %(num)d answer.", "Feedback: %(num)d answers.", answers))
    period = period_text(data.filters.start, data.filters.end)
    if period:
        said.append(_("Period: %(period)s.", period=period))
    return " ".join(said)
