"""A plan as JSON: what the files look like, what they would do, and everything there is to say about them."""

import json
from hashlib import sha256
from typing import Any

from db.imports.planning.plan import Plan, SheetReport
from db.imports.planning.state import local_clock
from db.imports.problems import Value
from db.imports.vocabulary import FOLLOW_UP_KINDS, FOLLOW_UP_STATUSES, PROGRESS
from db.imports.wire import encode, grouped
from db.imports.wording import mark_words

MOST_EXAMPLES = 5
"""So many rows of each kind are shown as an example of what would be added."""

MOST_COLUMNS = 60
"""So many columns of a sheet are shown."""

LONGEST_CELL = 60
"""Characters of a cell that is shown."""


def summarise(plan: Plan) -> dict[str, Any]:
    """The whole of it, but for what is too much to look at."""
    return {
        "ok": plan.ok,
        "empty": plan.empty,
        "sheets": [_sheet(sheet) for sheet in plan.sheets],
        "added": plan.added(),
        "changed": plan.changed(),
        "unchanged": plan.unchanged_counts(),
        "examples": _examples(plan) if plan.ok else {},
        "problems": grouped(plan.findings.problems),
        "notices": grouped(plan.findings.notices),
        "fingerprint": fingerprint(plan),
    }


def fingerprint(plan: Plan) -> str:
    """A digest of what a plan would do: another plan of the same files does the same if it has the same one."""
    changes = [[change.kind, change.id, _plain(change.new)] for change in plan.changes]
    return sha256(json.dumps([plan.ok, plan.added(), changes]).encode()).hexdigest()


def _plain(values: dict[str, Any]) -> dict[str, str]:
    return {column: getattr(value, "code", None) or str(value) for column, value in values.items()}


def _sheet(sheet: SheetReport) -> dict[str, Any]:
    return {
        "number": sheet.number,
        "file": sheet.file,
        "sheet": sheet.sheet,
        "kind": sheet.kind,
        "encoding": sheet.encoding,
        "delimiter": sheet.delimiter,
        "rows": sheet.rows,
        "headings": [_cut(heading) for heading in sheet.headings[:MOST_COLUMNS]],
        "more_columns": max(0, len(sheet.headings) - MOST_COLUMNS),
        "columns": dict(sheet.columns),
        "days": list(sheet.days),
        "look": sheet.look,
        "sample": [[_cut(cell) for cell in row[:MOST_COLUMNS]] for row in sheet.sample],
        "remembered": sheet.remembered,
        "left_out": sheet.left_out,
    }


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"


def _examples(plan: Plan) -> dict[str, list[Any]]:
    """The first rows of each kind that would be added, as values to be said."""
    some = slice(MOST_EXAMPLES)
    assert plan.programme is not None
    timezone = plan.programme.timezone
    examples: dict[str, list[tuple[Value, ...]]] = {
        "cohorts": [(one.code, one.starts_on, one.ends_on) for one in plan.cohorts[some]],
        "participants": [(one.code,) for one in plan.participants[some]],
        "enrolments": [(one.participant.code, one.cohort.code, one.enrolled_on) for one in plan.enrolments[some]],
        "activities": [(one.code,) for one in plan.activities[some]],
        "modules": [(one.code,) for one in plan.modules[some]],
        "sessions": [
            (one.cohort.code, one.local_date, local_clock(one.starts_at, timezone), one.activity.code)
            for one in plan.sessions[some]
        ],
        "marks": [
            (one.enrolment.participant.code, one.session.local_date, one.session.activity.code, mark_words(one.mark))
            for one in plan.marks[some]
        ],
        "progress": [
            (one.enrolment.participant.code, one.module.code, PROGRESS.term(one.status)) for one in plan.progress[some]
        ],
        "follow_ups": [
            (
                one.enrolment.participant.code,
                FOLLOW_UP_KINDS.term(one.kind),
                one.due_on,
                FOLLOW_UP_STATUSES.term(one.status),
            )
            for one in plan.follow_ups[some]
        ],
    }
    return {kind: [[encode(value) for value in row] for row in rows] for kind, rows in examples.items() if rows}
