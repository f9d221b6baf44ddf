"""An office with a database, and the files it brings in."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter
from sqlalchemy import Engine, select, text

from dashboard.domain.calendar import HELSINKI
from db.commands.imports import keep
from db.engine import writing
from db.imports.planning.plan import Options, Plan
from db.imports.prepare import prepare
from db.imports.problems import Finding
from db.imports.reading.uploads import Upload
from db.schema import metadata

TODAY = date(2026, 11, 24)

PEOPLE = "participant,cohort,enrolled_on,exited_on"
LONG = "cohort,participant,date,start,end,activity,module,status,minutes_late,notice,excused,reason"


@dataclass
class Office:
    """Imports into one database, and says what it then holds."""

    engine: Engine

    def check(self, *uploads: Upload, **said: Any) -> Plan:
        """Read and check without keeping anything."""
        return prepare(self.engine, uploads, Options(TODAY, HELSINKI, **said))

    def bring(self, *uploads: Upload, create: bool = True, **said: Any) -> Plan:
        """Import files that must have no problem."""
        plan = self.check(*uploads, create=create, **said)
        assert [problem.as_dict() for problem in plan.findings.problems] == []
        assert keep(self.engine, plan, uploads, None)
        return plan

    def refuse(self, *uploads: Upload, create: bool = True, **said: Any) -> list[tuple[int | None, str | None, str]]:
        """Row, column and code of every problem of files that must have some."""
        plan = self.check(*uploads, create=create, **said)
        assert not plan.ok
        return where(plan.findings.problems)

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """The answer to a query in SQL."""
        with self.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(statement))]

    def write(self, statement: str) -> None:
        """What someone else does, in SQL."""
        with writing(self.engine) as connection:
            connection.execute(text(statement))

    def count(self, table: str) -> int:
        return int(self.rows(f"SELECT count(*) FROM {table}")[0][0])

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        """All rows of all tables."""
        with self.engine.connect() as connection:
            return {
                table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
                for table in metadata.sorted_tables
            }

    def marks(self) -> list[tuple[Any, ...]]:
        """Participant, day, status, minutes, notice, excused and reason of every mark."""
        return self.rows(
            "SELECT p.code, CAST(s.local_date AS text), m.status, m.minutes_late, m.notice, m.excused, m.reason "
            "FROM mark m JOIN session s ON s.id = m.session_id JOIN enrolment e ON e.id = m.enrolment_id "
            "JOIN participant p ON p.id = e.participant_id ORDER BY p.code, s.starts_at"
        )


def where(findings: Sequence[Finding]) -> list[tuple[int | None, str | None, str]]:
    """Row, column and code of each finding."""
    return [(finding.place.row, finding.place.column, finding.code) for finding in findings]


def codes(findings: Sequence[Finding]) -> set[str]:
    return {finding.code for finding in findings}


def file(*lines: str, name: str = "file.csv", encoding: str = "utf-8") -> Upload:
    """A CSV file of these lines."""
    return Upload(name, "".join(f"{line}\r\n" for line in lines).encode(encoding))


def people(*codes_: str, cohort: str = "syksy", enrolled_on: str = "2021-08-30", exited_on: str = "") -> Upload:
    """A list of participants, all in one cohort."""
    return file(PEOPLE, *(f"{code},{cohort},{enrolled_on},{exited_on}" for code in codes_), name="people.csv")


def long(*rows: str, name: str = "marks.csv") -> Upload:
    """A long register."""
    return file(LONG, *rows, name=name)


def wide(headings: str, *rows: str, name: str = "register.csv") -> Upload:
    """A wide register, semicolons between its columns."""
    return file(f"Osallistuja;{headings}", *rows, name=name)


def workbook(rows: Iterable[Sequence[Any]], name: str = "book.xlsx", sheet: str = "Taul1") -> Upload:
    """A workbook of one sheet; days become cells of their own kind, all text stays text."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet(sheet)
        day = book.add_format({"num_format": "d.m.yyyy"})
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    page.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001
                elif cell is not None:
                    page.write(row, column, cell)
    return Upload(name, content.getvalue())
