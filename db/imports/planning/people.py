"""Participants and modules: the lists beside the registers."""

from datetime import date

from db.imports import messages
from db.imports.parsing.records import ModuleRow, PersonRow
from db.imports.planning.directory import Directory
from db.imports.planning.plan import Change
from db.imports.planning.state import State
from db.imports.planning.world import Cohort, Enrolment, Module, Participant
from db.imports.problems import N_, Phrase, RefusedError, Spot, Value


def plan_people(rows: list[PersonRow], state: State, directory: Directory) -> None:
    """Participants and their enrolments; an enrolment that the files say in two ways is refused with both rows."""
    seen: dict[tuple[Cohort, Participant], PersonRow] = {}
    for row in rows:
        found = _find(row, state, directory)
        if found is None:
            continue
        cohort, participant = found
        first = seen.setdefault((cohort, participant), row)
        if first is not row:
            _compare(first, row, state)
        elif (enrolment := state.world.enrolments.get((cohort, participant))) is not None:
            directory.use("enrolments", enrolment, enrolment.id)
            _update(enrolment, row, state)
        elif not state.options.create:
            state.findings.problem(row.spot, messages.NOT_ENROLLED, code=participant.code, cohort=cohort.code)
        else:
            # A broken row gets an enrolment without bounds, so that its marks are not refused as well.
            enrolled_on = date.min if row.broken else row.enrolled_on or cohort.starts_on
            enrolment = directory.enrol(Enrolment(cohort, participant, enrolled_on, row.exited_on), row.spot)
            _point_out(enrolment, row, state)


def _find(row: PersonRow, state: State, directory: Directory) -> tuple[Cohort, Participant] | None:
    cohort: Cohort | None = None
    participant: Participant | None = None
    code = row.cohort or state.options.cohort
    try:
        participant = directory.participant(row.participant, row.spot)
    except RefusedError as refusal:
        state.findings.refused(row.spot, refusal)
    if code is None:
        directory.say_cohort_not_named(row.spot.origin)
        return None
    try:
        cohort = directory.cohort(code, row.spot)
    except RefusedError as refusal:
        # That the cohort has no date may be because the date of this row was refused.
        if not (row.broken and refusal.message is messages.COHORT_WITHOUT_DATES):
            state.findings.refused(row.spot, refusal)
    return (cohort, participant) if cohort is not None and participant is not None else None


def _compare(first: PersonRow, row: PersonRow, state: State) -> None:
    one, other = (first.enrolled_on, first.exited_on), (row.enrolled_on, row.exited_on)
    if one != other and not first.broken and not row.broken:
        state.twice(row.spot, first.spot, _dates(*one), _dates(*other))


def _dates(enrolled_on: date | None, exited_on: date | None) -> Value:
    return Phrase(N_("%(first)s–%(last)s"), {"first": enrolled_on or "", "last": exited_on or ""})


def _update(enrolment: Enrolment, row: PersonRow, state: State) -> None:
    """Take over the dates of a row: what is checked later is checked against them."""
    if row.broken:
        enrolment.enrolled_on, enrolment.exited_on = date.min, None
        return
    stored = {"enrolled_on": enrolment.enrolled_on, "exited_on": enrolment.exited_on}
    said: dict[str, date | None] = {} if row.enrolled_on is None else {"enrolled_on": row.enrolled_on}
    if row.says_exit:
        said["exited_on"] = row.exited_on
    new = {column: value for column, value in said.items() if value != stored[column]}
    if not new or enrolment.id is None:
        return
    for column, value in new.items():
        setattr(enrolment, column, value)
    old = {column: stored[column] for column in new}
    change = Change("enrolments", enrolment.id, {"version": enrolment.version}, old, new)
    state.differ(change, dict.fromkeys(new, row.spot), (_dates(*stored.values()), _dates(*_now(enrolment))))
    if enrolment.exited_on is not None and enrolment.exited_on < enrolment.enrolled_on:
        dates = {"exited": enrolment.exited_on, "enrolled": enrolment.enrolled_on}
        state.findings.problem(row.spot, messages.EXIT_BEFORE_ENTRY, **dates)
    _keep_marks_inside(enrolment, row.spot, state)
    _point_out(enrolment, row, state)


def _now(enrolment: Enrolment) -> tuple[date, date | None]:
    return enrolment.enrolled_on, enrolment.exited_on


def _keep_marks_inside(enrolment: Enrolment, spot: Spot, state: State) -> None:
    days = state.world.marked_days.get(enrolment)
    if days is not None and not (enrolment.covers(days[0]) and enrolment.covers(days[1])):
        shown = {"first": days[0], "last": days[1]}
        state.findings.problem(spot, messages.MARKS_LEFT_OUTSIDE, code=enrolment.participant.code, **shown)


def _point_out(enrolment: Enrolment, row: PersonRow, state: State) -> None:
    cohort = enrolment.cohort
    for day in (row.enrolled_on, row.exited_on):
        if day is not None and cohort.id is not None and not cohort.starts_on <= day <= cohort.ends_on:
            outside_cohort(state, row.spot, cohort, day)


def outside_cohort(state: State, spot: Spot, cohort: Cohort, day: date) -> None:
    """Point out a day outside a stored cohort's dates, which are not changed for it."""
    state.findings.notice(
        spot,
        messages.OUTSIDE_COHORT,
        date=day,
        cohort=cohort.code,
        first=cohort.starts_on,
        last=cohort.ends_on,
    )


def plan_modules(rows: list[ModuleRow], state: State, directory: Directory) -> None:
    """Modules with their names and planned weeks."""
    seen: dict[Module, ModuleRow] = {}
    for row in rows:
        is_new = row.code not in state.world.modules
        try:
            module = directory.module(row.code, row.spot)
        except RefusedError as refusal:
            state.findings.refused(row.spot, refusal)
            continue
        first = seen.setdefault(module, row)
        if first is not row:
            _compare_modules(first, row, state)
        elif is_new:
            module.values.update(row.values)
        else:
            _update_module(module, row, state)


def _compare_modules(first: ModuleRow, row: ModuleRow, state: State) -> None:
    for column in first.values.keys() & row.values.keys():
        if first.values[column] != row.values[column]:
            state.twice(row.spot, first.spot, first.values[column], row.values[column])


def _update_module(module: Module, row: ModuleRow, state: State) -> None:
    new = {column: value for column, value in row.values.items() if value != module.values.get(column)}
    if not new or module.id is None:
        return
    old = {column: module.values.get(column) for column in new}
    state.differ(Change("modules", module.id, old, old, new), dict.fromkeys(new, row.spot))
    module.values.update(new)
