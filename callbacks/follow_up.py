"""The follow-up page: how follow-ups stand, who chases what, each person since the exit, what came of people."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Engine

from callbacks.entering import follow_up_forms
from callbacks.filters import read_filters, selection
from callbacks.follow_up_charts import outcomes_chart, statuses_chart
from callbacks.follow_up_data import Data
from callbacks.follow_up_people import timeline_chart, waiting_list
from callbacks.links import Links
from callbacks.opening import reader_at
from callbacks.person_rows import MOST_PEOPLE
from dashboard.domain.access import Scope
from dashboard.domain.follow_up import SOON, FollowUpCounts, Point
from dashboard.figures.style import range_text, rate_text
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.views import NO_FILTERS, FollowUpView, Option
from db.engine import reading
from db.queries.cohorts import cohorts
from db.queries.follow_up import follow_up_items, follow_ups, leavers
from db.queries.measures import By
from db.queries.outcomes import outcomes

MOST_WAITING = 200
"""More open follow-ups than this are not read one by one."""


def load(
    engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None = None
) -> FollowUpView:
    """The page as the asker may see it; empty without one, and without figures for an auditor."""
    if scope is None:
        return FollowUpView(headline="")
    if not scope.sees_measures:
        return FollowUpView(headline=_("Your role reads the log, not the figures"), filters=NO_FILTERS)
    data = _read(engine, scope, params, now)
    counts = data.total
    if not counts.planned and not data.outcomes[Point.EXIT].asked:
        return _nothing(data)
    return FollowUpView(
        headline=_headline(counts),
        lead=_lead(data, counts),
        filters=data.filters,
        statuses=statuses_chart(data),
        waiting=waiting_list(data),
        timeline=timeline_chart(data) if scope.sees_persons else None,
        outcomes=outcomes_chart(data),
        at=reader_at("/follow-up", params),
        forms=tuple(data.forms),
    )


def _read(engine: Engine, scope: Scope, params: Mapping[str, object], now: datetime | None) -> Data:
    with reading(engine) as connection:
        every = cohorts(connection, scope)
        filters = read_filters(params, [Option(cohort.code, cohort.name) for cohort in every], ())
        # What is overdue must not drop out of sight with a period that another page was left with.
        asked = selection(filters).without_period()
        today = asked.today(now)
        came_of = outcomes(connection, scope, asked, now)
        persons = scope.sees_persons
        drawn = persons and came_of[Point.EXIT].asked <= MOST_PEOPLE
        chosen = [cohort for cohort in every if not asked.cohorts or cohort.code in asked.cohorts]
        return Data(
            today=today,
            filters=filters,
            scope=scope,
            cohorts=chosen,
            counts={group.cohort: group.counts for group in follow_ups(connection, scope, asked, By.COHORT, now)},
            outcomes=came_of,
            leavers=leavers(connection, scope, asked, now) if drawn else (),
            items=follow_up_items(connection, scope, asked, now) if drawn else (),
            waiting=follow_up_items(connection, scope, asked, now, open_until=today + SOON, limit=MOST_WAITING)
            if persons
            else (),
            links=Links(scope, filters, every),
            forms=follow_up_forms(connection, scope, asked, chosen, today),
        )


def _nothing(data: Data) -> FollowUpView:
    filtered = data.filters.chosen_cohorts or data.filters.as_of
    hint = _("The filters leave out everyone who has left: choose other cohorts or another day.")
    begins = _("Follow-ups begin when somebody leaves: a status after 28 days, another one after six months.")
    return FollowUpView(headline=_("No follow-ups yet"), lead=hint if filtered else begins, filters=data.filters)


def _headline(counts: FollowUpCounts) -> str:
    if not counts.planned:
        return _("No follow-up is planned yet")
    if not counts.overdue and not counts.soon:
        return _("No follow-up is overdue or due within two weeks")
    overdue = (
        ngettext("%(num)d follow-up is overdue", "%(num)d follow-ups are overdue", counts.overdue)
        if counts.overdue
        else _("No follow-up is overdue")
    )
    soon = (
        ngettext("%(num)d is due within two weeks", "%(num)d are due within two weeks", counts.soon)
        if counts.soon
        else _("none is due within two weeks")
    )
    return _("%(overdue)s, %(soon)s", overdue=overdue, soon=soon)


def _lead(data: Data, counts: FollowUpCounts) -> str:
    said = []
    if counts.due:
        reached = rate_text(counts.reached, counts.done, counts.due)
        said.append(_("Reached, of all that have come due: %(reached)s.", reached=reached))
    interval = range_text(counts.reached_interval)
    if data.single and interval:
        said.append(_("95 %% interval: %(interval)s.", interval=interval))
    if data.filters.start or data.filters.end:
        said.append(_("The period is left aside here, so that nothing overdue drops out of sight."))
    return " ".join(said)
