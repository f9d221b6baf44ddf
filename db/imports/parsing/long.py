"""Long registers: one row a mark."""

from collections.abc import Callable
from datetime import date

from db.imports import messages
from db.imports.parsing import values
from db.imports.parsing.cells import Cells
from db.imports.parsing.recognise import Recognised
from db.imports.parsing.records import MARK_FIELDS, MarkRow, MarkSheet, SlotText
from db.imports.problems import Findings, RefusedError
from db.imports.reading.grid import Grid, Row
from db.imports.vocabulary import NOTICES, REASONS, STATUSES, Mark

_status = values.word_parser(STATUSES)
_notice = values.word_parser(NOTICES)
_reason = values.word_parser(REASONS)


def parse_long(grid: Grid, sheet: Recognised, findings: Findings, today: date) -> MarkSheet:
    """The marks of a long register; rows with a problem are left out."""
    cells = Cells(grid.origin, sheet.columns, findings, sheet.cohort)
    day = values.day_parser(today)
    says = frozenset(field for field in MARK_FIELDS if field in sheet.columns) | {"status"}
    parsed = MarkSheet(grid.origin, sheet.columns, says)
    marks: dict[tuple[str, ...], Mark] = {}
    slots: dict[tuple[object, ...], SlotText] = {}
    mark_columns = [sheet.columns[field] for field in ("status", *MARK_FIELDS) if field in sheet.columns]
    for row in grid.rows:
        before = cells.refusals
        participant = cells.read(row, "participant", values.code, required=True)
        slot = _slot(cells, row, day, slots)
        texts = tuple([row.cells[column] for column in mark_columns])
        mark = marks.get(texts) or _mark(cells, row)
        if before != cells.refusals or participant is None or slot is None or mark is None:
            continue
        marks[texts] = mark
        parsed.rows.append(MarkRow(row.number, participant, slot, mark))
    return parsed


def _slot(
    cells: Cells, row: Row, day: Callable[[str], date], known: dict[tuple[object, ...], SlotText]
) -> SlotText | None:
    """When and what the session is; equal slots are one object, by which the sessions are found quickly."""
    on = cells.read(row, "date", day, required=True)
    cohort = cells.read(row, "cohort", values.code, required=True) or cells.cohort
    start = cells.read(row, "start", values.clock)
    end = cells.read(row, "end", values.clock)
    activity = cells.read(row, "activity", values.code)
    module = cells.read(row, "module", values.code)
    if on is None:
        return None
    said = (cohort, on, start, end, activity, module)
    slot = known.get(said)
    if slot is None:
        slot = known[said] = SlotText(*said)
    return slot


def _mark(cells: Cells, row: Row) -> Mark | None:
    """The mark of a row, with the rules that the database has for it."""
    status = cells.read(row, "status", _status, required=True)
    minutes = cells.read(row, "minutes_late", values.minutes_late)
    notice = cells.read(row, "notice", _notice)
    excused = cells.read(row, "excused", values.yes_no) or False
    reason = cells.read(row, "reason", _reason)
    left_early = cells.read(row, "left_early_minutes", values.minutes_early)
    if status is None:
        return None
    if left_early is not None and status == "absent":
        cells.refuse(row, "left_early_minutes", RefusedError(messages.LEFT_EARLY_ABSENT))
    if minutes is not None and status != "late":
        cells.refuse(row, "minutes_late", RefusedError(messages.MINUTES_NOT_LATE, status=STATUSES.term(status)))
    if notice is not None and status == "present":
        cells.refuse(row, "notice", RefusedError(messages.NOTICE_ON_PRESENT))
    if excused and status != "absent":
        cells.refuse(row, "excused", RefusedError(messages.EXCUSED_NOT_ABSENT, status=STATUSES.term(status)))
    if reason is not None and status != "absent":
        cells.refuse(row, "reason", RefusedError(messages.REASON_NOT_ABSENT, status=STATUSES.term(status)))
    notice = notice or (None if status == "present" else "unknown")
    return Mark(status, minutes, notice, excused, reason, left_early)
