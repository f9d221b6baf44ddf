"""The funder report: chosen, seen as it will go out, and made into files that the ledger remembers."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, Engine

from callbacks.filters import query_string
from callbacks.job_words import job_view
from callbacks.report_actions import FAILURES, FORMATS
from callbacks.report_options import chosen_cohorts, own_choices, report_filters, report_request
from callbacks.report_preview import previews
from dashboard.domain.access import Scope
from dashboard.domain.disclosure import terms
from dashboard.domain.disclosure.planner import Cohort, plan
from dashboard.i18n import LANGUAGE_NAMES, format_day, format_list, ngettext
from dashboard.i18n import gettext as _
from dashboard.reporting.compose import period_words
from dashboard.reporting.draft import Draft, read_draft
from dashboard.views import Fact, Filters, JobView, Line, LineList
from dashboard.views.report import MakeForm, Preview, ReportView
from db.engine import reading
from db.queries.cohorts import cohorts
from db.queries.jobs import latest_job
from db.queries.releases import Ledger, ledger


def load(engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None = None) -> ReportView:
    """The report that the address asks for, as it would go out, for those who may make one."""
    if scope is None or now is None or not scope.makes_reports:
        return _nobody(scope)
    with reading(engine) as connection:
        every = cohorts(connection, scope)
        filters = report_filters(params, every)
        chosen = chosen_cohorts(filters, every)
        job = _job(connection, scope, now)
        if not chosen:
            return ReportView(
                headline=_("There is no cohort to report of yet"),
                lead=_("Plan a cohort, or import one, and come back."),
                filters=filters,
            )
        request = report_request(filters, chosen, now)
        before = ledger(connection, scope, request.programme)
        draft = read_draft(connection, scope, request, now)
    return _view(draft, filters, before, job, params)


def _nobody(scope: Scope | None) -> ReportView:
    """For who makes no reports; the filters are there, so that the page has the same parts for everyone."""
    filters = Filters(with_cohorts=False, with_period=False, with_as_of=False, choices=own_choices({}))
    if scope is None:
        return ReportView(headline="", filters=filters)
    return ReportView(
        headline=_("Reports are made by the coordinator and the reporter"),
        lead=_("Your role sees other things."),
        filters=filters,
    )


def _view(
    draft: Draft, filters: Filters, before: Ledger, job: JobView | None, params: Mapping[str, object]
) -> ReportView:
    request = draft.request
    kept = {name: str(params[name]) for name in ("profile", "language", "tables") if isinstance(params.get(name), str)}

    def link(rows: str) -> str:
        return f"/report{query_string(filters, **kept, rows=rows)}"

    shown = previews(draft, before.entries, link)
    return ReportView(
        headline=_headline(draft, shown),
        lead=_lead(before),
        filters=filters,
        language=request.language,
        facts=_facts(draft),
        previews=tuple(shown),
        make=MakeForm(json.dumps(request.as_dict(), ensure_ascii=False), FORMATS) if draft.persons else None,
        job=job,
        plan=_plan(draft, before),
    )


def _headline(draft: Draft, shown: Sequence[Preview]) -> str:
    if not draft.persons:
        return _("Nobody has taken part in this period yet")
    held = sum(bool(preview.state) for preview in shown)
    withheld = sum(len(one.part.safe.withheld) for one in draft.candidates if one.goes_out)
    if not held and not withheld:
        return _("The report is ready to go, and nothing has to be withheld")
    if not held:
        return ngettext(
            "The report is ready to go; %(num)d number is withheld",
            "The report is ready to go; %(num)d numbers are withheld",
            withheld,
        )
    return ngettext(
        "The report is ready to go without %(num)d table that cannot be told yet",
        "The report is ready to go without %(num)d tables that cannot be told yet",
        held,
    )


def _lead(before: Ledger) -> str:
    said = _("What is withheld cannot be worked out from this report, nor from it and earlier ones together.")
    if not before.entries:
        return said
    latest = before.entries[-1].name
    return " ".join([said, _("The latest before it: %(release)s.", release=latest)])


def _facts(draft: Draft) -> tuple[Fact, ...]:
    request = draft.request
    threshold = terms(request.profile)
    profile = _("for the funder") if request.profile.value == "funder" else _("for the public")
    names = [cohort.name for cohort in draft.cohorts.values()]
    funding = draft.programme.indicator_set
    said = [
        (_("Profile"), _("%(profile)s, at least %(k)d persons", profile=profile, k=threshold.k or 0)),
        (_("Cohorts"), format_list(names)),
        (_("Participants"), str(draft.persons)),
        (_("Period"), period_words(request.start, request.end) or _("the whole programme")),
        (_("As of"), format_day(request.as_of)),
        (_("Indicators"), {"ESF": _("ESF 2014–2020"), "ESF+": _("ESF+ 2021–2027")}[funding.value] if funding else ""),
        (_("Language"), LANGUAGE_NAMES[request.language]),
        (_("Project code"), draft.programme.project_code or ""),
    ]
    return tuple(Fact(label=label, value=value) for label, value in said if value)


def _plan(draft: Draft, before: Ledger) -> LineList:
    """Which releases over the programme's life do not stand in each other's way."""
    k = terms(draft.request.profile).k or 0
    names = {code: cohort.name for code, cohort in draft.cohorts.items()}
    steps = plan([Cohort(code, size, draft.cohorts[code].ends_on) for code, size in draft.sizes.items()], k)
    lines = tuple(
        Line(
            label=format_day(step.day),
            text=ngettext(
                "%(cohorts)s: %(num)d person",
                "%(cohorts)s: %(num)d persons",
                step.persons,
                cohorts=format_list([names[code] for code in step.cohorts]),
            ),
        )
        for step in steps
    )
    return LineList(
        key="plan",
        title=_("When something can be told of persons"),
        note=_(
            "From these days on, of these cohorts together. Reports that follow this plan never stand in each "
            "other's way."
        ),
        lines=lines,
        empty=_("There are too few people in these cohorts for anything about them to be told."),
    )


def _job(connection: Connection, scope: Scope, now: datetime) -> JobView | None:
    if scope.account_id is None:
        return None
    job = latest_job(connection, scope, "export", now)
    return job_view(job, FAILURES) if job else None
