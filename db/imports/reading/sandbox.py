"""Workbooks read by a process of their own, so that no file can stop or bloat the one that was asked to read it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from db.imports import messages
from db.imports.problems import Message, Phrase, RefusedError, Value, show
from db.imports.reading import limits

ROOT = Path(__file__).resolve().parents[3]
COMMAND = [sys.executable, "-W", "ignore", "-m", "db.imports.reading.workbook"]

_REPORT_EVERY = 1_000

_MESSAGES: dict[str, Message] = {
    message.code: message
    for message in (
        messages.ENCRYPTED,
        messages.ERROR_VALUE,
        messages.FAR_CELL,
        messages.FORMULA_WITHOUT_VALUE,
        messages.MACRO_WORKBOOK,
        messages.MERGED_CELLS,
        messages.NOT_A_REGISTER,
        messages.OTHER_SPREADSHEET,
        messages.TOO_MANY_ROWS,
        messages.WORKBOOK_DAMAGED,
        messages.WORKBOOK_ENTITIES,
        messages.WORKBOOK_TOO_LARGE,
    )
}


@dataclass(frozen=True, slots=True)
class Refused:
    """Something in a sheet that cannot be used; row from 1 and column from 0 where it is a cell's."""

    refusal: RefusedError
    row: int | None
    column: int | None


@dataclass(slots=True)
class Sheet:
    """One sheet: its title as it may be printed, the rows with content and their numbers, and what was refused."""

    title: str
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def read_workbook(content: bytes, read_rows: Callable[[int], None]) -> list[Sheet]:
    """All sheets of a workbook; ``read_rows`` hears now and then how many rows there are so far.

    Raises:
        RefusedError: the whole workbook cannot be used.
    """
    # Numerical libraries that a parser may load reserve memory for each thread they might start.
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    with subprocess.Popen(
        COMMAND,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            return _converse(process, content, read_rows)
        finally:
            process.kill()


def _converse(process: subprocess.Popen[bytes], content: bytes, read_rows: Callable[[int], None]) -> list[Sheet]:
    assert process.stdin is not None
    assert process.stdout is not None
    with suppress(BrokenPipeError):  # it ended early; that it said nothing is answered below
        process.stdin.write(content)
        process.stdin.close()
    sheets: list[Sheet] = []
    rows = 0
    for line in process.stdout:
        if not line.endswith(b"\n"):
            break  # it was ended in the middle of a line
        answer = json.loads(line)
        if isinstance(answer, list):
            sheets[-1].rows.append((answer[0], answer[1]))
            rows += 1
            if rows % _REPORT_EVERY == 0:
                read_rows(rows)
        elif "sheet" in answer:
            sheets.append(Sheet(show(answer["sheet"])))
        elif "refused" in answer:
            _note(answer, sheets)
        elif "done" in answer:
            return sheets
    raise RefusedError(messages.WORKBOOK_TOO_COSTLY if _was_limited(process) else messages.WORKBOOK_DAMAGED)


def _note(answer: dict[str, Any], sheets: list[Sheet]) -> None:
    parameters: dict[str, Value] = dict(answer["parameters"])
    if "content" in parameters:
        parameters["content"] = Phrase(answer["parameters"]["content"])
    refusal = RefusedError(_MESSAGES[answer["refused"]], **parameters)
    if not sheets:
        raise refusal
    sheets[-1].refused.append(Refused(refusal, answer.get("row"), answer.get("column")))


def _was_limited(process: subprocess.Popen[bytes]) -> bool:
    """Out of memory or time, rather than confused by what it read."""
    return process.wait() in {limits.OUT_OF_MEMORY, -signal.SIGXCPU, -signal.SIGKILL}
