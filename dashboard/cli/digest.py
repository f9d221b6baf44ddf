"""``digest``: the week on one sheet, to print for a meeting."""

import argparse
import sys
import textwrap
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree as Xml

from sqlalchemy import Connection

from dashboard import digest
from dashboard.cli.arguments import not_there
from dashboard.config import LANGUAGES, Settings
from dashboard.digest import Digest
from dashboard.domain.access import Scope, command_line_scope
from dashboard.domain.calendar import iso_week_start, local_day
from dashboard.domain.iso_week import monday_of
from dashboard.i18n import current_language, using_language
from dashboard.views import Line
from dashboard.views.review import Comparison
from db.engine import make_engine, migrate, reading
from db.queries.cohorts import cohorts

NAME = "digest"
HELP = "Print a week on one sheet, codes only: figures, prompts, decisions, follow-ups and registers."
WIDTH = 96

_STYLE = (
    "@page{size:A4;margin:12mm}body{font:9.5pt/1.35 sans-serif;margin:0}h1{font-size:15pt;margin:0}"
    "h2{font-size:10.5pt;margin:8pt 0 2pt}p{margin:2pt 0}table{border-collapse:collapse;width:100%}"
    "th,td{border-bottom:1px solid #ccc;padding:1.5pt 6pt 1.5pt 0;text-align:left;font-weight:400}"
    "tbody th,dt{font-weight:600}.columns{columns:2;column-gap:10mm}section{break-inside:avoid}"
    "dl{margin:0}dd{margin:0 0 2pt}"
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--week", metavar="W", help="a calendar week, 2026-W45 or 45; default: this one")
    parser.add_argument("--cohort", action="append", default=[], metavar="CODE", help="only this cohort; repeatable")
    parser.add_argument("--lang", choices=LANGUAGES, default="fi", help="language of the sheet")
    parser.add_argument("--format", choices=tuple(_WRITERS), default="text")


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print the sheet; a week that is none or has not begun, or an unknown cohort, ends in a sentence and code 1."""
    now = datetime.now(UTC)
    this = iso_week_start(local_day(now))
    monday = monday_of(arguments.week, local_day(now)) if arguments.week else this
    if monday is None or monday > this:
        return _refuse(f"{arguments.week!r} is not a week like 2026-W45 that has begun.")
    engine = make_engine(settings.database_url)
    try:
        migrate(engine)
        scope = command_line_scope()
        with reading(engine) as connection, using_language(arguments.lang):
            problem = _unknown(connection, scope, arguments.cohort)
            if problem:
                return _refuse(problem)
            found = digest.read_digest(connection, scope, arguments.cohort, monday, now)
            print(_WRITERS[arguments.format](found, now))
    finally:
        engine.dispose()
    return 0


def _unknown(connection: Connection, scope: Scope, codes: Sequence[str]) -> str:
    return not_there("cohort", codes, (cohort.code for cohort in cohorts(connection, scope)))


def _refuse(problem: str) -> int:
    print(f"rinnalla: {problem}", file=sys.stderr)
    return 1


def _text(found: Digest, now: datetime) -> str:
    return "\n".join(_text_lines(found, now))


def _text_lines(found: Digest, now: datetime) -> Iterator[str]:
    yield digest.title(found).upper()
    yield from textwrap.wrap(digest.lead(found), WIDTH)
    for cohort in digest.cohort_tables(found):
        yield ""
        yield cohort.name.upper()
        rows = (Comparison(*digest.captions(found)), *cohort.rows)
        yield from (f"{row.label:<31}{row.this:<28}{row.last:<28}{row.so_far}".rstrip() for row in rows)
    for section in digest.sections(found):
        yield ""
        yield section.title.upper()
        for line in section.lines:
            yield from _text_line(line)
        if not section.lines:
            yield section.empty
        if section.more:
            yield section.more
    yield ""
    yield digest.made_at(now)


def _text_line(line: Line) -> list[str]:
    said = f"{line.text} – {line.badge}" if line.badge else line.text
    return textwrap.wrap(said, WIDTH, initial_indent=f"{line.label:<12}", subsequent_indent=" " * 12)


def _html(found: Digest, now: datetime) -> str:
    """A page that stands alone and prints on one sheet; whatever somebody typed is text in it."""
    page = Xml.Element("html", lang=current_language())
    head, body = Xml.SubElement(page, "head"), Xml.SubElement(page, "body")
    Xml.SubElement(head, "meta", charset="utf-8")
    _add(head, "title", digest.title(found))
    _add(head, "style", _STYLE)
    _add(body, "h1", digest.title(found))
    _add(body, "p", digest.lead(found))
    for cohort in digest.cohort_tables(found):
        _add(body, "h2", cohort.name)
        _add_table(body, digest.captions(found), cohort.rows)
    columns = Xml.SubElement(body, "div", {"class": "columns"})
    for section in digest.sections(found):
        part = Xml.SubElement(columns, "section")
        _add(part, "h2", section.title)
        if section.lines:
            listed = Xml.SubElement(part, "dl")
            for line in section.lines:
                _add(listed, "dt", line.label)
                _add(listed, "dd", f"{line.text} – {line.badge}" if line.badge else line.text)
        _add(part, "p", section.more if section.lines else section.empty)
    _add(body, "p", digest.made_at(now))
    return "<!doctype html>\n" + Xml.tostring(page, encoding="unicode", method="html")


def _add(parent: Xml.Element, tag: str, text: str) -> None:
    if text:
        Xml.SubElement(parent, tag).text = text


def _add_table(parent: Xml.Element, captions: Sequence[str], rows: Sequence[Comparison]) -> None:
    table = Xml.SubElement(parent, "table")
    heading = Xml.SubElement(Xml.SubElement(table, "thead"), "tr")
    for caption in captions:
        Xml.SubElement(heading, "th").text = caption
    body = Xml.SubElement(table, "tbody")
    for row in rows:
        line = Xml.SubElement(body, "tr")
        Xml.SubElement(line, "th").text = row.label
        for value in (row.this, row.last, row.so_far):
            Xml.SubElement(line, "td").text = value


_WRITERS = {"text": _text, "html": _html}
