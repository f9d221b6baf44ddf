"""The week on one sheet: what ``dashboard.digest`` says of it, for a page that is made to be printed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Engine

from callbacks.filters import query_string, read_filters
from dashboard import digest
from dashboard.domain.access import Scope
from dashboard.domain.calendar import iso_week_start, local_day
from dashboard.domain.iso_week import monday_of, week_name
from dashboard.i18n import gettext as _
from dashboard.views import NO_FILTERS, Filters, Option
from dashboard.views.digest import DigestView
from db.engine import reading
from db.queries.cohorts import cohorts

WEEK = timedelta(days=7)
_EARLIEST = date(2000, 1, 3)


def load(engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None = None) -> DigestView:
    """The sheet of the week that the address names, or of this one; for those who work with people."""
    if scope is None:
        return DigestView(headline="")
    if not scope.sees_persons:
        return DigestView(
            headline=_("There is nothing here."),
            lead=_("The address may have a slip in it, or what was here is not for this account."),
            filters=NO_FILTERS,
        )
    now = now or datetime.now(UTC)
    with reading(engine) as connection:
        every = cohorts(connection, scope)
        options = [Option(cohort.code, cohort.name) for cohort in every]
        filters = replace(read_filters(params, options, ()), with_period=False, with_as_of=False)
        monday, filters = _week(params, filters, local_day(now))
        found = digest.read_digest(connection, scope, filters.chosen_cohorts, monday, now)
    after = monday + WEEK
    return DigestView(
        headline=digest.title(found),
        lead=digest.lead(found),
        filters=filters,
        week=week_name(monday),
        previous=_href(filters, monday - WEEK),
        next=_href(filters, after) if after <= local_day(now) else "",
        captions=digest.captions(found),
        cohorts=digest.cohort_tables(found),
        sections=digest.sections(found),
        note=digest.made_at(now),
    )


def _week(params: Mapping[str, object], filters: Filters, today: date) -> tuple[date, Filters]:
    """The Monday that the address asks for; what is none is this week's, with a notice that says so."""
    asked, this = params.get("week"), iso_week_start(today)
    if not asked:
        return this, filters
    monday = monday_of(asked, today) if isinstance(asked, str) else None
    if monday is not None and _EARLIEST <= monday <= this:
        return monday, filters
    notice = _("There is no such week to tell of, so this is the week that is going on.")
    return this, replace(filters, notices=(*filters.notices, notice))


def _href(filters: Filters, monday: date) -> str:
    return f"/digest{query_string(filters, week=week_name(monday))}"
