"""Marks: every filled cell of the registers, each inside its enrolment, each said once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from db.imports import messages
from db.imports.parsing.records import MarkRow, MarkSheet, SlotText, WideColumn, WideRow, WideSheet
from db.imports.planning.directory import Directory
from db.imports.planning.plan import Change, NewMark
from db.imports.planning.sessions import Refused, Sessions, Slot
from db.imports.planning.state import State
from db.imports.planning.world import Cohort, Enrolment, Participant, Session, StoredMark
from db.imports.problems import RefusedError, Spot, Value
from db.imports.vocabulary import Mark
from db.imports.wording import mark_words

WIDE_SAYS = frozenset({"status", "minutes_late", "notice", "excused"})


@dataclass(slots=True)
class Entry:
    """One mark of the files: its value, which fields of it the files say, and where."""

    mark: Mark
    says: frozenset[str]
    spot: Spot


@dataclass(slots=True)
class Marks:
    """The marks of one import: each sheet is added, then ``finish`` holds them against what is stored."""

    state: State
    directory: Directory
    sessions: Sessions
    entries: dict[tuple[Session, Enrolment], Entry] = field(default_factory=dict)
    _cancelled: set[Session] = field(default_factory=set)

    def add_long(self, sheet: MarkSheet) -> Iterator[int]:
        """A long register, one row a mark; gives the number of each row that it comes to."""
        participant, day, status = (sheet.columns[name] for name in ("participant", "date", "status"))
        slots: dict[SlotText, tuple[Slot | None, Refused]] = {}
        for row in sheet.rows:
            yield row.number
            found = slots.get(row.slot)
            if found is None:
                found = slots[row.slot] = self._long_slot(row, sheet)
            slot, refused = found
            for name, refusal in refused:
                if refusal.message is messages.COHORT_NOT_NAMED:
                    self.directory.say_cohort_not_named(sheet.origin)
                    continue
                spot = Spot(sheet.origin, row.number, sheet.columns.get(name, day))
                self.state.findings.refused(spot, refusal)
            spot = Spot(sheet.origin, row.number, participant)
            enrolment = self._enrolment(row.participant, slot.cohort if slot else None, spot)
            if slot is None or enrolment is None:
                continue
            if not enrolment.covers(slot.day):
                self._refuse_outside(enrolment, slot.day, Spot(sheet.origin, row.number, day))
                continue
            spot = Spot(sheet.origin, row.number, status)
            self._add(self.sessions.find(slot, enrolment, spot), enrolment, Entry(row.mark, sheet.says, spot))

    def _long_slot(self, row: MarkRow, sheet: MarkSheet) -> tuple[Slot | None, Refused]:
        text = row.slot
        if text.cohort is None:
            cohort = self.state.options.cohort
            text = SlotText(cohort, text.day, text.start, text.end, text.activity, text.module)
        return self.sessions.slot(
            text, lambda name: Spot(sheet.origin, row.number, sheet.columns.get(name, sheet.columns["date"]))
        )

    def add_wide(self, sheet: WideSheet) -> None:
        """A wide register: every column is a session, also where nobody has a mark yet."""
        cohort = self._wide_cohort(sheet)
        slots: dict[int, Slot] = {}
        for column in sheet.columns:
            if cohort is None:
                self._check_activity(column, sheet)
            elif (slot := self._wide_slot(column, cohort, sheet)) is not None:
                slots[column.column] = slot
        for row in sheet.rows:
            spot = Spot(sheet.origin, row.number, sheet.participant_column)
            enrolment = self._enrolment(row.participant, cohort, spot)
            if enrolment is not None:
                self._add_wide_row(row, enrolment, slots, sheet)

    def _wide_cohort(self, sheet: WideSheet) -> Cohort | None:
        spot, code = Spot(sheet.origin), sheet.cohort or self.state.options.cohort
        if code is None:
            self.directory.say_cohort_not_named(sheet.origin)
            return None
        near = self.directory.cohort_in(sheet.origin.file)
        if near is not None and near != code and self.directory.cohort_in(code) != near:
            self.state.findings.notice(spot, messages.COHORT_OF_NAME_DIFFERS, near=near, code=code)
        try:
            return self.directory.cohort(code, spot)
        except RefusedError as refusal:
            self.state.findings.refused(spot, refusal)
            return None

    def _check_activity(self, column: WideColumn, sheet: WideSheet) -> None:
        """Of a register whose cohort is not known, at least say which activities are not."""
        spot = Spot(sheet.origin, None, column.column)
        try:
            self.directory.activity(column.activity, spot)
        except RefusedError as refusal:
            self.state.findings.refused(spot, refusal)

    def _wide_slot(self, column: WideColumn, cohort: Cohort, sheet: WideSheet) -> Slot | None:
        spot = Spot(sheet.origin, None, column.column)
        day = column.day or _day_in_cohort(column, cohort)
        if day is None:
            heading = sheet.origin.headings[column.column]
            self.state.findings.problem(spot, messages.DATE_WITHOUT_YEAR, value=heading)
            return None
        text = SlotText(cohort.code, day, column.start, column.end, column.activity, None)
        slot, refused = self.sessions.slot(text, lambda _: spot)
        for _, refusal in refused:
            self.state.findings.refused(spot, refusal)
        if slot is not None and not slot.activity.individual:
            self.sessions.group(slot, spot)
        return slot

    def _add_wide_row(self, row: WideRow, enrolment: Enrolment, slots: dict[int, Slot], sheet: WideSheet) -> None:
        contradicted: tuple[date, Spot] | None = None
        for column, mark in row.cells:
            slot = slots.get(column)
            if slot is None:
                continue
            spot = Spot(sheet.origin, row.number, column)
            if mark is None:
                if contradicted is None and enrolment.covers(slot.day):
                    contradicted = slot.day, spot
            elif enrolment.covers(slot.day):
                self._add(self.sessions.find(slot, enrolment, spot), enrolment, Entry(mark, WIDE_SAYS, spot))
            else:
                self._refuse_outside(enrolment, slot.day, spot)
        if contradicted is not None:
            day, spot = contradicted
            shown: dict[str, Value] = {"code": row.participant, "date": day}
            self.state.findings.notice(spot, messages.NOT_EXPECTED_BUT_ENROLLED, **shown)

    def _enrolment(self, code: str, cohort: Cohort | None, spot: Spot) -> Enrolment | None:
        participant: Participant | None = None
        try:
            participant = self.directory.participant(code, spot)
            return None if cohort is None else self.directory.enrolment(cohort, participant, spot)
        except RefusedError as refusal:
            self.state.findings.refused(spot, refusal)
            return None

    def _refuse_outside(self, enrolment: Enrolment, day: date, spot: Spot) -> None:
        shown: dict[str, Value] = {
            "code": enrolment.participant.code,
            "first": enrolment.enrolled_on,
            "date": day,
        }
        if enrolment.exited_on is None:
            self.state.findings.problem(spot, messages.OUTSIDE_ENROLMENT_OPEN, **shown)
        else:
            self.state.findings.problem(spot, messages.OUTSIDE_ENROLMENT, last=enrolment.exited_on, **shown)

    def _add(self, session: Session, enrolment: Enrolment, entry: Entry) -> None:
        first = self.entries.setdefault((session, enrolment), entry)
        if first is not entry:
            self._merge(first, entry)
        if session.cancelled and session not in self._cancelled:
            self._cancelled.add(session)
            time = self.state.describe(session.starts_at)
            self.state.findings.notice(entry.spot, messages.SESSION_CANCELLED, date=session.local_date, time=time)

    def _merge(self, first: Entry, second: Entry) -> None:
        """The same mark twice: counted once where both say the same, refused with both rows where they do not."""
        common = first.says & second.says
        if any(getattr(first.mark, name) != getattr(second.mark, name) for name in common):
            self.state.twice(second.spot, first.spot, mark_words(first.mark), mark_words(second.mark))
            return
        first.mark = first.mark._replace(**{name: getattr(second.mark, name) for name in second.says - first.says})
        first.says |= second.says

    def finish(self) -> None:
        """New marks, changes of stored ones, and those that are just as they are stored."""
        stored_marks, plan = self.state.world.marks, self.state.plan
        for (session, enrolment), entry in self.entries.items():
            stored: StoredMark | None = None
            if session.id is not None and enrolment.id is not None:
                stored = stored_marks.get((session.id, enrolment.id))
            if stored is None:
                plan.marks.append(NewMark(session, enrolment, entry.mark))
                continue
            new = _updated(stored.mark, entry)
            if new == stored.mark:
                plan.unchanged["marks"] += 1
                continue
            change = Change("marks", stored.id, {"version": stored.version}, stored.mark._asdict(), new._asdict())
            self.state.differ(change, {"status": entry.spot}, (mark_words(stored.mark), mark_words(new)))


def _updated(stored: Mark, entry: Entry) -> Mark:
    """A stored mark with what the files say; what they have no column for stays, where it still makes sense."""
    if stored.status != entry.mark.status:
        stays = stored.left_early_minutes if entry.mark.status != "absent" else None
        early = entry.mark.left_early_minutes if "left_early_minutes" in entry.says else stays
        return entry.mark._replace(left_early_minutes=early)
    return stored._replace(**{name: getattr(entry.mark, name) for name in entry.says})


def _day_in_cohort(column: WideColumn, cohort: Cohort) -> date | None:
    """The one day of the cohort with this month and day; null where there is none, or more than one."""
    assert column.month_day is not None
    month, day = column.month_day
    days: list[date] = []
    for year in range(cohort.starts_on.year, cohort.ends_on.year + 1):
        if (month, day) == (2, 29) and year % 4:  # no century is left out between 2000 and 2100
            continue
        found = date(year, month, day)
        if cohort.starts_on <= found <= cohort.ends_on:
            days.append(found)
    return days[0] if len(days) == 1 else None
