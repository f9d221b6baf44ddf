"""Names of files: what kind of thing and of which day, and nothing of whom it is about.

A file name is read over a shoulder, in a mail's subject and in the list of recent files.
"""

from datetime import date

from dashboard.i18n import pgettext


def report_name(made_on: date, ending: str, part: str = "") -> str:
    """Such as ``report-2026-11-24.pptx``, or with a part of it ``report-2026-11-24-png.zip``."""
    said = [pgettext("file name", "report"), made_on.isoformat(), *([part] if part else [])]
    return f"{'-'.join(said)}.{ending}"


def chart_name(number: int, ending: str) -> str:
    """A picture within a zip."""
    said = pgettext("file name", "chart")
    return f"{said}-{number}.{ending}"


def table_name(number: int, ending: str) -> str:
    """A table within a zip."""
    said = pgettext("file name", "table")
    return f"{said}-{number}.{ending}"
