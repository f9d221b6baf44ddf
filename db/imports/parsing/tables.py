"""The small sheets beside the registers: participants, modules, progress, follow-ups."""

from datetime import date

from db.imports import messages
from db.imports.parsing import values
from db.imports.parsing.cells import Cells
from db.imports.parsing.records import FollowUpRow, ListedRow, PersonRow, ProgressRow, SessionRow, SlotText
from db.imports.problems import RefusedError
from db.imports.reading.grid import Row
from db.imports.vocabulary import FOLLOW_UP_KINDS, FOLLOW_UP_STATUSES, OUTCOMES, PROGRESS

NAMES = ("name_fi", "name_sv", "name_en")

_progress = values.word_parser(PROGRESS)
_follow_up_kind = values.word_parser(FOLLOW_UP_KINDS)
_follow_up_status = values.word_parser(FOLLOW_UP_STATUSES)
_outcome = values.word_parser(OUTCOMES)


def parse_person(cells: Cells, row: Row, today: date) -> PersonRow | None:
    """A participant in a cohort. A row with a wrong date is kept as broken, so that its marks are not refused too."""
    before, day = cells.refusals, values.day_parser(today)
    participant = cells.read(row, "participant", values.code, required=True)
    cohort = cells.read(row, "cohort", values.code, required=True) or cells.cohort
    enrolled_on = cells.read(row, "enrolled_on", day)
    exited_on = cells.read(row, "exited_on", day)
    destination = cells.read(row, "exit_destination", _outcome)
    if destination is not None and exited_on is None:
        cells.refuse(row, "exit_destination", RefusedError(messages.DESTINATION_WITHOUT_EXIT))
    if enrolled_on and exited_on and exited_on < enrolled_on:
        dates = {"exited": exited_on, "enrolled": enrolled_on}
        cells.refuse(row, "exited_on", RefusedError(messages.EXIT_BEFORE_ENTRY, **dates))
    if participant is None or (cohort is None and "cohort" in cells.columns):
        return None
    broken = before != cells.refusals
    says_exit = "exited_on" in cells.columns
    return PersonRow(cells.spot(row), participant, cohort, enrolled_on, exited_on, says_exit, broken, destination)


def parse_module(cells: Cells, row: Row, _today: date) -> ListedRow | None:
    """A module; an empty name says nothing, an empty planned week says that there is none."""
    code = cells.read(row, "module", values.code, required=True)
    said = _names(cells, row)
    if "planned_week" in cells.columns:
        said["planned_week"] = cells.read(row, "planned_week", values.week)
    return ListedRow(cells.spot(row), code, said) if code is not None else None


def _names(cells: Cells, row: Row) -> dict[str, str | int | date | None]:
    return {field: name for field in NAMES if (name := cells.read(row, field, values.name)) is not None}


def parse_cohort(cells: Cells, row: Row, today: date) -> ListedRow | None:
    """A cohort with its dates; an empty name or number of weeks says nothing, an empty number of places says none."""
    before, day = cells.refusals, values.day_parser(today)
    code = cells.read(row, "cohort", values.code, required=True)
    starts_on = cells.read(row, "starts_on", day, required=True)
    ends_on = cells.read(row, "ends_on", day, required=True)
    name = cells.read(row, "cohort_name", values.name)
    weeks = cells.read(row, "weeks", values.week)
    places = cells.read(row, "places", values.places)
    if starts_on and ends_on and ends_on < starts_on:
        cells.refuse(row, "ends_on", RefusedError(messages.END_BEFORE_BEGINNING, first=starts_on, last=ends_on))
    if before != cells.refusals or code is None:
        return None
    said: dict[str, str | int | date | None] = {"starts_on": starts_on, "ends_on": ends_on}
    said |= {"name": name} if name else {}
    said |= {"weeks": weeks} if weeks else {}
    said |= {"places": places} if "places" in cells.columns else {}
    return ListedRow(cells.spot(row), code, said)


def parse_activity(cells: Cells, row: Row, _today: date) -> ListedRow | None:
    """An activity with its traits; an empty cell says nothing, but that a new one has no such name."""
    before = cells.refusals
    code = cells.read(row, "activity", values.code, required=True)
    said: dict[str, str | int | date | None] = {
        field: cells.read(row, field, values.name) for field in NAMES if field in cells.columns
    }
    said["default_minutes"] = cells.read(row, "default_minutes", values.session_minutes, required=True)
    for trait in ("individual", "counts_for_attendance", "restricted"):
        if (value := cells.read(row, trait, values.yes_no)) is not None:
            said[trait] = value
    if said.get("restricted") and said.get("counts_for_attendance"):
        cells.refuse(row, "restricted", RefusedError(messages.RESTRICTED_COUNTS))
    return ListedRow(cells.spot(row), code, said) if before == cells.refusals and code is not None else None


def parse_session(cells: Cells, row: Row, today: date) -> SessionRow | None:
    """A session by itself."""
    before = cells.refusals
    cohort = cells.read(row, "cohort", values.code, required=True)
    day = cells.read(row, "date", values.day_parser(today), required=True)
    start, end = cells.read(row, "start", values.clock), cells.read(row, "end", values.clock)
    activity = cells.read(row, "activity", values.code, required=True)
    module = cells.read(row, "module", values.code)
    participant = cells.read(row, "participant", values.code)
    cancelled = cells.read(row, "cancelled", values.yes_no) or False
    if before != cells.refusals or day is None:
        return None
    return SessionRow(cells.spot(row), SlotText(cohort, day, start, end, activity, module), participant, cancelled)


def parse_progress(cells: Cells, row: Row, today: date) -> ProgressRow | None:
    """How far a participant is with a module; the day of completion and the status must agree."""
    before = cells.refusals
    participant = cells.read(row, "participant", values.code, required=True)
    cohort = cells.read(row, "cohort", values.code, required=True)
    module = cells.read(row, "module", values.code, required=True)
    status = cells.read(row, "status", _progress, required=True)
    completed_on = cells.read(row, "completed_on", values.day_parser(today))
    if before != cells.refusals or participant is None or module is None or status is None:
        return None
    if status == "completed" and completed_on is None:
        cells.refuse(row, "completed_on", RefusedError(messages.COMPLETED_WITHOUT_DATE))
    if status != "completed" and completed_on is not None:
        cells.refuse(row, "completed_on", RefusedError(messages.DATE_WITHOUT_COMPLETED))
    return ProgressRow(cells.spot(row), participant, cohort, module, status, completed_on)


def parse_follow_up(cells: Cells, row: Row, today: date) -> FollowUpRow | None:
    """A follow-up; without a status it is done where it has such a day, and planned otherwise."""
    before, day = cells.refusals, values.day_parser(today)
    participant = cells.read(row, "participant", values.code, required=True)
    cohort = cells.read(row, "cohort", values.code, required=True)
    kind = cells.read(row, "kind", _follow_up_kind, required=True)
    due_on = cells.read(row, "due_on", day, required=True)
    status = cells.read(row, "status", _follow_up_status)
    done_on = cells.read(row, "done_on", day)
    outcome = cells.read(row, "outcome", _outcome)
    closed_on = cells.read(row, "closed_on", day)
    if before != cells.refusals or participant is None or kind is None or due_on is None:
        return None
    status = status or ("planned" if done_on is None else "done")
    if status == "done" and done_on is None:
        cells.refuse(row, "done_on", RefusedError(messages.DONE_WITHOUT_DATE))
    if status != "done" and done_on is not None:
        cells.refuse(row, "done_on", RefusedError(messages.DATE_WITHOUT_DONE))
    if status != "done" and outcome is not None:
        cells.refuse(row, "outcome", RefusedError(messages.OUTCOME_WITHOUT_DONE))
    return FollowUpRow(
        cells.spot(row),
        participant,
        cohort,
        kind,
        due_on,
        status,
        done_on,
        outcome,
        "outcome" in cells.columns,
        closed_on,
        "closed_on" in cells.columns,
    )
