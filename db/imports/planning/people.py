"""Participants and their enrolments."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from db.imports import messages
from db.imports.parsing.records import PersonRow
from db.imports.planning.directory import Directory
from db.imports.planning.plan import Change
from db.imports.planning.state import State
from db.imports.planning.world import Cohort, Enrolment, Participant
from db.imports.problems import N_, Phrase, RefusedError, Spot, Value
from db.imports.vocabulary import OUTCOMES


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
            new = Enrolment(cohort, participant, enrolled_on, row.exited_on, exit_destination=row.destination)
            enrolment = directory.enrol(new, row.spot)
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
    stored = {
        "enrolled_on": enrolment.enrolled_on,
        "exited_on": enrolment.exited_on,
        "exit_destination": enrolment.exit_destination,
    }
    said: dict[str, date | str | None] = {} if row.enrolled_on is None else {"enrolled_on": row.enrolled_on}
    if row.says_exit:
        said["exited_on"] = row.exited_on
    if row.destination is not None or (row.says_exit and row.exited_on is None):
        said["exit_destination"] = row.destination
    new = {column: value for column, value in said.items() if value != stored[column]}
    if not new or enrolment.id is None:
        return
    for column, value in new.items():
        setattr(enrolment, column, value)
    old = {column: stored[column] for column in new}
    change = Change("enrolments", enrolment.id, {"version": enrolment.version}, old, new)
    state.differ(change, dict.fromkeys(new, row.spot), (_words(stored), _words({**stored, **new})))
    if enrolment.exited_on is not None and enrolment.exited_on < enrolment.enrolled_on:
        dates = {"exited": enrolment.exited_on, "enrolled": enrolment.enrolled_on}
        state.findings.problem(row.spot, messages.EXIT_BEFORE_ENTRY, **dates)
    _keep_marks_inside(enrolment, row.spot, state)
    _point_out(enrolment, row, state)


def _words(values: Mapping[str, Any]) -> Value:
    dates = _dates(values["enrolled_on"], values["exited_on"])
    destination = values["exit_destination"]
    return (dates, OUTCOMES.term(destination)) if destination in set(OUTCOMES) else dates


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
