"""What the address of the report page asks for: the shared filters, and the report's own."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from callbacks.filters import read_filters
from dashboard.config import LANGUAGES
from dashboard.domain.disclosure import Profile
from dashboard.domain.report import Group, Measure
from dashboard.domain.selection import Selection
from dashboard.i18n import LANGUAGE_NAMES, current_language, ngettext
from dashboard.i18n import gettext as _
from dashboard.reporting.request import ReportRequest
from dashboard.reporting.words import measure_name
from dashboard.views import Choice, Filters, Option
from db.queries.cohorts import CohortRow

TOGETHER, EACH = "together", "each"
AND, NEXT = "~", ","
"""In an address, ``a~b,c`` takes a and b together, and c by itself."""


def report_filters(params: Mapping[str, object], cohorts: Sequence[CohortRow]) -> Filters:
    """The filters, with the report's own; what cannot be used is said and left out."""
    filters = read_filters(params, [Option(cohort.code, cohort.name) for cohort in cohorts], [])
    return replace(filters, choices=own_choices(params))


def own_choices(params: Mapping[str, object]) -> tuple[Choice, ...]:
    """The choices that only this page has; they are the same whoever looks."""
    profile = _choice(params, "profile", _("For whom"), _profiles())
    rows = _choice(params, "rows", _("Cohorts in tables"), _rows())
    language = _choice(params, "language", _("Language of the report"), _languages())
    return (profile, rows, _tables(params), language)


def _choice(params: Mapping[str, object], param: str, label: str, options: tuple[Option, ...]) -> Choice:
    named = {option.value: option.label for option in options}
    asked = params.get(param)
    chosen = asked if isinstance(asked, str) and asked in named else options[0].value
    if param == "rows" and isinstance(asked, str) and AND in asked:
        return Choice(param, label, options, (asked,), _("Some cohorts together"))
    return Choice(param, label, options, (chosen,), named[chosen])


def _tables(params: Mapping[str, object]) -> Choice:
    options = tuple(Option(measure.value, measure_name(measure)) for measure in Measure)
    asked = params.get("tables")
    known = {option.value for option in options}
    chosen = tuple(one for one in asked.split(",") if one in known) if isinstance(asked, str) else ()
    text = ngettext("%(num)d table", "%(num)d tables", len(chosen)) if chosen else _("All tables")
    return Choice("tables", _("Tables"), options, chosen, text, several=True)


def _profiles() -> tuple[Option, ...]:
    return (
        Option(Profile.FUNDER.value, _("For the funder")),
        Option(Profile.PUBLIC.value, _("For the public")),
    )


def _rows() -> tuple[Option, ...]:
    return (Option(TOGETHER, _("All cohorts together")), Option(EACH, _("A row for each cohort")))


def _languages() -> tuple[Option, ...]:
    """The language of the screen first: it is what a report is made in unless another is chosen."""
    own = current_language()
    ordered = (own, *(language for language in LANGUAGES if language != own))
    return tuple(
        Option(language, _("Report in %(language)s", language=LANGUAGE_NAMES[language])) for language in ordered
    )


def chosen_cohorts(filters: Filters, cohorts: Sequence[CohortRow]) -> list[CohortRow]:
    """The cohorts that are told of: those chosen, else all; of one programme, the first that is asked for."""
    asked = [cohort for cohort in cohorts if not filters.chosen_cohorts or cohort.code in filters.chosen_cohorts]
    return [cohort for cohort in asked if cohort.programme == asked[0].programme]


def report_request(filters: Filters, cohorts: Sequence[CohortRow], now: datetime | None) -> ReportRequest:
    """The report that the filters ask for; ``cohorts`` are those it tells of, at least one."""
    chosen = {choice.param: choice.chosen for choice in filters.choices}
    return ReportRequest(
        programme=cohorts[0].programme,
        groups=_groups(chosen["rows"][0], [cohort.code for cohort in cohorts]),
        profile=Profile(chosen["profile"][0]),
        language=chosen["language"][0],
        as_of=today(filters, now),
        start=filters.start,
        end=filters.end,
        measures=tuple(Measure(one) for one in chosen["tables"]) or tuple(Measure),
    )


def today(filters: Filters, now: datetime | None) -> date:
    """The day as of which things are counted."""
    return Selection(as_of=filters.as_of).today(now)


def _groups(rows: str, codes: Sequence[str]) -> tuple[Group, ...]:
    if rows == EACH:
        return tuple(Group((code,)) for code in codes)
    asked = [tuple(code for code in part.split(AND) if code in codes) for part in rows.split(NEXT)]
    named = [code for group in asked for code in group]
    if AND not in rows or sorted(named) != sorted(codes):
        return (Group(tuple(codes)),)
    return tuple(Group(group) for group in asked if group)


def rows_param(groups: Sequence[Sequence[str]]) -> str:
    """How an address says which cohorts are taken together."""
    if len(groups) == 1:
        return ""
    return NEXT.join(AND.join(group) for group in groups) if any(len(group) > 1 for group in groups) else EACH
