"""Sessions that stand out, as short lists: registers not taken, nearly-empty sessions."""

from collections.abc import Iterable, Mapping
from datetime import date

from callbacks.links import Links
from callbacks.words import day_text
from dashboard.domain.register import HeldSession
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.views import Line, LineList

MOST = 8
"""A list longer than this is cut, and says how many more there are."""


def not_taken_lines(
    sessions: Iterable[HeldSession],
    cohorts: Mapping[str, str],
    activities: Mapping[str, str],
    links: Links,
    today: date,
) -> list[Line]:
    """A line for each held session with marks missing, latest first."""
    return [
        Line(
            label=day_text(session.local_date, today),
            text=_(
                "%(activity)s, %(cohort)s: %(missing)s",
                activity=_what(session, activities),
                cohort=cohorts.get(session.cohort, session.cohort),
                missing=_missing(session),
            ),
            badge=_("register"),
            href=links.register(session.session_id),
        )
        for session in sessions
    ]


def not_taken(
    sessions: Iterable[HeldSession],
    cohorts: Mapping[str, str],
    activities: Mapping[str, str],
    links: Links,
    today: date,
) -> LineList:
    """Registers not taken: never counted as absent, but missing from every figure."""
    missing = [session for session in sessions if session.not_taken]
    lines = not_taken_lines(missing, cohorts, activities, links, today)
    title = ngettext("%(num)d register is not taken", "%(num)d registers are not taken", len(missing))
    return _cut(
        links,
        lines,
        key="not-taken",
        title=title if missing else _("Every register is taken"),
        note=_("A missing mark is not an absence; it is left out of every figure."),
    )


def nearly_empty(
    sessions: Iterable[HeldSession],
    fully_recorded: int,
    cohorts: Mapping[str, str],
    activities: Mapping[str, str],
    links: Links,
    today: date,
) -> LineList:
    """Group sessions that at most one person reached, of those fully recorded with two or more expected."""
    empty = [session for session in sessions if session.nearly_empty]
    title = ngettext("%(num)d group session was nearly empty", "%(num)d group sessions were nearly empty", len(empty))
    lines = [
        Line(
            label=day_text(session.local_date, today),
            text=_(
                "%(activity)s, %(cohort)s: %(expected)d expected, %(came)d came; %(unnotified)d gave no notice",
                activity=_what(session, activities),
                cohort=cohorts.get(session.cohort, session.cohort),
                expected=session.expected,
                came=session.came,
                unnotified=session.unnotified,
            ),
            href=links.session(session.session_id),
        )
        for session in empty
    ]
    return _cut(
        links,
        lines,
        key="nearly-empty",
        title=title if empty else _("No group session was nearly empty"),
        note=_(
            "At most one came: %(num)d of %(whole)d fully recorded group sessions.",
            num=len(empty),
            whole=fully_recorded,
        ),
    )


def _cut(links: Links, lines: list[Line], *, key: str, title: str, note: str) -> LineList:
    """The card, with single sessions only for those who may see them."""
    if not links.scope.sees_persons:
        hint = _("Single sessions are shown to those who work with the cohort.") if lines else ""
        return LineList(key=key, title=title, note=note, empty=hint)
    more = len(lines) - MOST
    return LineList(
        key=key,
        title=title,
        note=note,
        lines=tuple(lines[:MOST]),
        more=ngettext("and %(num)d more", "and %(num)d more", more) if more > 0 else "",
    )


def _what(session: HeldSession, activities: Mapping[str, str]) -> str:
    """The activity, and whose meeting it was where it was one person's."""
    name = activities.get(session.activity, session.activity)
    return f"{name} {session.participant}" if session.participant else name


def _missing(session: HeldSession) -> str:
    if session.recorded == 0:
        return _("no marks yet")
    return _(
        "%(missing)d of %(expected)d marks missing",
        missing=session.expected - session.recorded,
        expected=session.expected,
    )
