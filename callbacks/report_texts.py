"""The paragraphs of reports, written once and sent with each report until they are changed."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Engine

from dashboard.config import LANGUAGES
from dashboard.domain.access import Scope
from dashboard.i18n import LANGUAGE_NAMES, current_language
from dashboard.i18n import gettext as _
from dashboard.reporting.compose import SECTIONS, section_name
from dashboard.views import NO_FILTERS
from dashboard.views.report import TextForm, TextsView
from db.engine import reading
from db.queries.cohorts import cohorts
from db.queries.releases import report_texts


def load(engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None = None) -> TextsView:
    """The paragraphs in one language, for those who make reports."""
    if scope is None:
        return TextsView(headline="", filters=NO_FILTERS)
    if not scope.makes_reports:
        return TextsView(
            headline=_("Reports are made by the coordinator and the reporter"),
            lead=_("Your role sees other things."),
            filters=NO_FILTERS,
        )
    asked = params.get("language")
    language = asked if isinstance(asked, str) and asked in LANGUAGES else current_language()
    with reading(engine) as connection:
        programmes = list(dict.fromkeys(cohort.programme for cohort in cohorts(connection, scope)))
        wanted = params.get("programme")
        programme = wanted if wanted in programmes else next(iter(programmes), "")
        texts = report_texts(connection, scope, str(programme), language) if programme else {}
    return TextsView(
        headline=_("What reports say in words"),
        lead=_(
            "Each paragraph goes out with every report in its language. Write of no single person: no code, "
            "no story by which somebody could be known."
        ),
        filters=NO_FILTERS,
        programme=str(programme),
        language=language,
        languages=tuple((LANGUAGE_NAMES[one], f"/report/texts?language={one}", one == language) for one in LANGUAGES),
        forms=tuple(
            TextForm(section, section_name(section), _HINTS[section](), *texts.get(section, ("", 0)))
            for section in SECTIONS
        )
        if programme
        else (),
    )


_HINTS = {
    "summary": lambda: _("Two or three sentences for somebody who reads nothing else."),
    "activities": lambda: _("What was offered, and how; partners."),
    "results": lambda: _("What changed for people as a group."),
    "plans": lambda: _("What the next half-year brings."),
}
