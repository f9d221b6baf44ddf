"""What is said of an import as JSON, so that another process, an hour later, can say it in its reader's language."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from db.imports.problems import Finding, Phrase, Value
from db.imports.vocabulary import Term

MOST_GROUPS = 1_000
"""So many different things are said of one import; what is beyond is counted."""

MOST_RUNS = 40
"""So many runs of rows are named for one of them."""


def encode(value: Value) -> Any:
    """A value as JSON; :func:`decode` turns it back."""
    match value:
        case Phrase(template, parameters):
            return {"phrase": template, "with": {name: encode(part) for name, part in parameters.items()}}
        case Term():
            return {"term": list(value)}
        case tuple():
            return [encode(part) for part in value]
        case date():
            return {"day": value.isoformat()}
    return value


def decode(plain: Any) -> Value:
    """What :func:`encode` made JSON of."""
    match plain:
        case {"phrase": str(template), "with": dict(parameters)}:
            return Phrase(template, {name: decode(part) for name, part in parameters.items()})
        case {"term": [fi, sv, en]}:
            return Term(fi, sv, en)
        case {"day": str(day)}:
            return date.fromisoformat(day)
        case list():
            return tuple(decode(part) for part in plain)
        case str() | int():
            return plain
    raise ValueError("not a value of a message")


def grouped(findings: Sequence[Finding]) -> dict[str, Any]:
    """Findings as JSON: what is said of many rows of a column is said once, with all the rows.

    Returns:
        ``count`` of them all, and ``groups`` with ``code``, ``said``, ``file``, ``sheet``, ``column``, ``rows`` as runs
        of first and last, ``more_rows`` that are not named; ``more`` findings are in no group.
    """
    groups: dict[str, dict[str, Any]] = {}
    left_out = 0
    for finding in findings:
        place = finding.place
        said = encode(Phrase(finding.message.template, dict(finding.parameters)))
        column = place.column or place.cell
        identity = json.dumps([said, place.file, place.sheet, column])
        group = groups.get(identity)
        if group is None:
            if len(groups) == MOST_GROUPS:
                left_out += 1
                continue
            where = {"file": place.file, "sheet": place.sheet, "column": column}
            group = groups[identity] = {"code": finding.code, "said": said, **where, "rows": [], "more_rows": 0}
        if place.row is not None:
            _add_row(group, place.row)
    return {"count": len(findings), "groups": list(groups.values()), "more": left_out}


def _add_row(group: dict[str, Any], row: int) -> None:
    runs: list[list[int]] = group["rows"]
    if runs and row in {runs[-1][1], runs[-1][1] + 1}:
        runs[-1][1] = row
    elif len(runs) < MOST_RUNS:
        runs.append([row, row])
    else:
        group["more_rows"] += 1
