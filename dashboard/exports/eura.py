"""The exact figures for the funder's own system, as CSV and XLSX: what is typed into EURA, and nothing of a person.

The one file whose numbers disclosure control has not seen: only a coordinator gets it, after their password once more,
and the log says so. Everything in it is text or a whole number, and no text is calculated by a spreadsheet.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO, StringIO
from typing import Any

from dashboard.domain.esf import GENDERS, IndicatorCount, Timing, Worksheet
from dashboard.esf_words import gender_name, indicator_name, set_name, timing_name
from dashboard.exports.text import plain, runs_as_formula
from dashboard.exports.workbook import new_workbook
from dashboard.i18n import current_language, format_day, format_period, ngettext
from dashboard.i18n import gettext as _

Value = str | int | None
"""A cell: null where what is held cannot answer."""


@dataclass(frozen=True, slots=True)
class About:
    """What the figures are about, in words.

    Attributes:
        programme: its name.
        project_code: the funder's code; may be empty.
        cohorts: names of the chosen cohorts, empty for all.
        unsigned: start forms that are not signed.
    """

    programme: str
    project_code: str = ""
    cohorts: tuple[str, ...] = ()
    unsigned: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """The worksheet in words and numbers, the same on screen and in files.

    Attributes:
        facts: names with values, above the table.
        notes: what one has to know to read it, below the table.
        worksheet: what was counted.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    worksheet: Worksheet

    @property
    def rows(self) -> tuple[IndicatorCount, ...]:
        """The indicators, in the order of the regulation."""
        return self.worksheet.rows

    @property
    def as_of(self) -> date:
        """The day of which the figures are."""
        return self.worksheet.request.today

    def file_name(self, ending: str) -> str:
        """A name that tells nothing about anybody to who finds the file."""
        return f"indicators-{self.as_of.isoformat()}.{ending}"


def make_sheet(worksheet: Worksheet, about: About) -> Sheet:
    """Say in the language in force what was counted."""
    asked = worksheet.request
    return Sheet(
        title=_("Indicators, %(set)s", set=set_name(asked.indicator_set)),
        facts=tuple(_facts(worksheet, about)),
        notes=tuple(_notes(worksheet, about)),
        worksheet=worksheet,
    )


def _facts(worksheet: Worksheet, about: About) -> Iterator[tuple[str, str]]:
    asked = worksheet.request
    yield _("Programme"), about.programme
    if about.project_code:
        yield _("Project code"), about.project_code
    yield _("Cohorts"), ", ".join(about.cohorts) or _("all")
    if asked.start and asked.end:
        yield _("Period"), format_period(asked.start, asked.end)
    elif asked.start:
        yield _("Period"), _("from %(day)s", day=format_day(asked.start))
    elif asked.end:
        yield _("Period"), _("until %(day)s", day=format_day(asked.end))
    yield _("As of"), format_day(asked.today)


def _notes(worksheet: Worksheet, about: About) -> Iterator[str]:
    yield _(
        "Counted, of those asked about. Not known is a category of its own: it never means no, and never unemployed."
    )
    if worksheet.incomplete:
        yield ngettext(
            "%(num)d record lacks gender, age, employment or education and counts in the totals alone.",
            "%(num)d records lack gender, age, employment or education and count in the totals alone.",
            worksheet.incomplete,
        )
    early = worksheet.early[Timing.LEAVING]
    if early:
        yield ngettext(
            "Of %(num)d person who has left, 28 days are not over and nothing is known yet.",
            "Of %(num)d people who have left, 28 days are not over and nothing is known yet.",
            early,
        )
    early = worksheet.early[Timing.SIX_MONTHS]
    if early:
        yield ngettext(
            "Of %(num)d person who has left, six months are not over.",
            "Of %(num)d people who have left, six months are not over.",
            early,
        )
    if not all(row.indicator.answerable for row in worksheet.rows):
        yield _("Third-country nationals are not known from what is held: no nationality is, and it is not guessed.")
    if about.unsigned:
        yield ngettext(
            "%(num)d start form is not signed: an unsigned record is to be deleted, and then counts nowhere.",
            "%(num)d start forms are not signed: unsigned records are to be deleted, and then count nowhere.",
            about.unsigned,
        )


def headings() -> tuple[str, ...]:
    """The columns of a file: three blocks of genders and their sum."""
    genders = [*(gender_name(gender) for gender in GENDERS), _("all")]
    blocks = (_("counted"), _("asked about"), _("not known"))
    return (
        _("Code"),
        _("Indicator"),
        _("When"),
        *(f"{block}: {gender}" for block in blocks for gender in genders),
    )


def values(row: IndicatorCount) -> tuple[Value, ...]:
    """The cells of a row, in the order of the headings."""
    indicator = row.indicator
    cells = [*row.by_gender.values(), row.total]
    counted = [cell.counted if indicator.answerable else None for cell in cells]
    return (
        indicator.code,
        indicator_name(indicator.code),
        timing_name(indicator.timing),
        *counted,
        *(cell.out_of for cell in cells),
        *(cell.unknown for cell in cells),
    )


def csv_file(sheet: Sheet) -> bytes:
    """The worksheet as CSV, as a spreadsheet in the language in force opens it."""
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter="," if current_language() == "en" else ";")
    writer.writerow([_harmless(sheet.title)])
    writer.writerows([_harmless(name), _harmless(value)] for name, value in sheet.facts)
    writer.writerow([])
    writer.writerow([_harmless(heading) for heading in headings()])
    writer.writerows([_harmless(value) for value in values(row)] for row in sheet.rows)
    writer.writerow([])
    writer.writerows([_harmless(note)] for note in sheet.notes)
    return text.getvalue().encode("utf-8-sig")


def _harmless(value: Value) -> Value:
    """Text that a spreadsheet would calculate gets an apostrophe in front."""
    if not isinstance(value, str):
        return value
    text = plain(value)
    return f"'{text}" if runs_as_formula(text) else text


def xlsx_file(sheet: Sheet) -> bytes:
    """The worksheet as a workbook: every text is written as text, whatever it looks like."""
    made = BytesIO()
    book = new_workbook(made, sheet.as_of, plain(sheet.title))
    _write(book, sheet)
    book.close()
    return made.getvalue()


def _write(book: Any, sheet: Sheet) -> None:
    page = book.add_worksheet(_("Indicators")[:31])
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    page.write_string(0, 0, plain(sheet.title), bold)
    for line, (name, value) in enumerate(sheet.facts, start=1):
        page.write_string(line, 0, plain(name))
        page.write_string(line, 1, plain(value))
    top = len(sheet.facts) + 2
    for column, heading in enumerate(headings()):
        page.write_string(top, column, plain(heading), wrapped)
    for line, row in enumerate(sheet.rows, start=top + 1):
        for column, cell in enumerate(values(row)):
            if isinstance(cell, str):
                page.write_string(line, column, plain(cell))
            elif cell is not None:
                page.write_number(line, column, cell)
    for line, note in enumerate(sheet.notes, start=top + len(sheet.rows) + 2):
        page.write_string(line, 0, plain(note))
    page.set_column(0, 0, 12)
    page.set_column(1, 1, 58)
    page.set_column(2, 2, 24)
    page.set_column(3, len(headings()) - 1, 11)
    page.freeze_panes(top + 1, 2)
    page.set_landscape()
    page.fit_to_pages(1, 0)
