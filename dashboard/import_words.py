"""What an import says in words, on its page and on the command line: counts, kinds of sheets, findings."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dashboard.i18n import current_language, format_number, lazy_gettext, ngettext
from dashboard.i18n import gettext as _
from db.imports.problems import Finding, Place, said
from db.imports.wire import decode

_COUNTED: Mapping[str, Callable[[int], str]] = {
    "programmes": lambda num: ngettext("%(count)s programme", "%(count)s programmes", num, count=format_number(num)),
    "cohorts": lambda num: ngettext("%(count)s cohort", "%(count)s cohorts", num, count=format_number(num)),
    "participants": lambda num: ngettext(
        "%(count)s participant", "%(count)s participants", num, count=format_number(num)
    ),
    "enrolments": lambda num: ngettext("%(count)s enrolment", "%(count)s enrolments", num, count=format_number(num)),
    "activities": lambda num: ngettext("%(count)s activity", "%(count)s activities", num, count=format_number(num)),
    "modules": lambda num: ngettext("%(count)s module", "%(count)s modules", num, count=format_number(num)),
    "sessions": lambda num: ngettext("%(count)s session", "%(count)s sessions", num, count=format_number(num)),
    "marks": lambda num: ngettext("%(count)s mark", "%(count)s marks", num, count=format_number(num)),
    "progress": lambda num: ngettext(
        "%(count)s step of progress", "%(count)s steps of progress", num, count=format_number(num)
    ),
    "follow_ups": lambda num: ngettext("%(count)s follow-up", "%(count)s follow-ups", num, count=format_number(num)),
}

KINDS = {
    "programmes": lazy_gettext("Programmes"),
    "cohorts": lazy_gettext("Cohorts"),
    "participants": lazy_gettext("Participants"),
    "enrolments": lazy_gettext("Enrolments"),
    "activities": lazy_gettext("Activities"),
    "modules": lazy_gettext("Modules"),
    "sessions": lazy_gettext("Sessions"),
    "marks": lazy_gettext("Marks"),
    "progress": lazy_gettext("Progress"),
    "follow_ups": lazy_gettext("Follow-ups"),
}
"""What the kinds of rows are called, in the order in which they are counted."""

DELIMITERS = {
    ";": lazy_gettext("semicolons"),
    ",": lazy_gettext("commas"),
    "\t": lazy_gettext("tabs"),
}
"""What stands between the columns of a text file."""


def counted(counts: Mapping[str, int]) -> str:
    """``2 sessions, 12 marks``; ``nothing`` where all is zero."""
    return ", ".join(_COUNTED[kind](count) for kind, count in counts.items() if count) or _("nothing")


def finding_text(finding: Finding) -> str:
    """The sentence of a finding, in the language in force."""
    return finding.text(_, current_language())


def spoken(plain: Any) -> str:
    """A value that came through :mod:`db.imports.wire`, in the language in force."""
    return said(decode(plain), _, current_language())


def place_text(place: Place) -> str:
    """Where a finding is, in the language in force."""
    return place.text(_)


def rows_text(rows: Sequence[Sequence[int]], more: int) -> str:
    """Runs of rows: ``2, 5, 8–14``, and how many more there are."""
    runs = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in rows)
    return _("%(rows)s and %(more)d more", rows=runs, more=more) if more else runs
