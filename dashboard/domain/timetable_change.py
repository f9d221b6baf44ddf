"""What a changed timetable would do to the sessions that are there. What has marks stays as it is, always."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256

from dashboard.domain.timetable import Content, Plan, Planned


@dataclass(frozen=True, slots=True)
class Existing:
    """A whole cohort's session that is there.

    Attributes:
        week: for which week a timetable made it; null for one that no timetable made.
        slot_id: by which weekly session; null where that one is gone.
        by_hand: somebody has changed it since.
        marks: how many its register has.
    """

    id: int
    version: int
    content: Content
    week: int | None = None
    slot_id: int | None = None
    by_hand: bool = False
    cancelled: bool = False
    marks: int = 0

    @property
    def key(self) -> tuple[int, int] | None:
        """The planned session that it was made for."""
        return None if self.slot_id is None or self.week is None else (self.slot_id, self.week)


class Why(StrEnum):
    """Why a session stays although the timetable says otherwise."""

    MARKS = "marks"
    CANCELLED = "cancelled"
    BY_HAND = "by_hand"
    PASSED = "passed"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Move:
    """A session and the planned one that it becomes."""

    existing: Existing
    planned: Planned

    @property
    def content(self) -> Content:
        """What it becomes; a timetable that says nothing of modules leaves the session's own."""
        module = self.planned.content.module_id or self.existing.content.module_id
        return replace(self.planned.content, module_id=module)

    @property
    def fits(self) -> bool:
        """Whether it is as it is to be."""
        return self.existing.content == self.content


@dataclass(frozen=True, slots=True)
class Stay:
    """A session that stays as it is, and why."""

    existing: Existing
    why: Why


@dataclass(frozen=True, slots=True)
class Change:
    """Everything that applying a timetable does; sessions of before the chosen day are in none of these.

    Attributes:
        adopt: sessions that no timetable made and that are just where this one has one.
    """

    add: tuple[Planned, ...] = ()
    move: tuple[Move, ...] = ()
    remove: tuple[Existing, ...] = ()
    adopt: tuple[Move, ...] = ()
    stay: tuple[Stay, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to be done."""
        return not (self.add or self.move or self.remove or self.adopt)

    @property
    def fingerprint(self) -> str:
        """The same for the same change to the same versions of the same sessions, so that what is applied was seen."""
        parts = (
            [(one.key, one.content) for one in self.add],
            [(one.existing.id, one.existing.version, one.planned) for one in (*self.move, *self.adopt)],
            [(one.id, one.version) for one in self.remove],
            [(one.existing.id, one.why) for one in self.stay],
        )
        return sha256(repr(parts).encode()).hexdigest()[:16]


def compare(plan: Plan, sessions: Sequence[Existing], since: date) -> Change:
    """What has to be done so that the sessions from a day on are as a timetable has them.

    Args:
        sessions: every session of the whole cohort, whoever made it.
        since: earlier sessions are left alone, and none is added before it.
    """
    wanted = {one.key: one for one in plan.sessions}
    pairs = _pairs(wanted, sessions)
    later = [one for one in pairs if one.existing.content.local_date >= since]
    gone = [
        one for one in sessions if one.week is not None and one.key not in wanted and one.content.local_date >= since
    ]
    moves = [one for one in later if not one.fits]
    stays = [Stay(one.existing, why) for one in moves if (why := _stays(one.existing, one.planned, since))]
    stays += [Stay(one, why) for one in gone if (why := _locked(one))]
    staying = {one.existing.id for one in stays}
    removed = [one for one in gone if one.id not in staying]
    moves, taken = _free_moves([one for one in moves if one.existing.id not in staying], removed, sessions)
    leaving = {one.existing.id for one in moves} | {one.id for one in removed}
    there = {one.content.place for one in sessions if one.id not in leaving}
    there |= {one.planned.content.place for one in moves}
    paired = {one.planned.key for one in pairs}
    return Change(
        add=tuple(
            one
            for one in plan.sessions
            if one.key not in paired and one.content.local_date >= since and one.content.place not in there
        ),
        move=tuple(moves),
        remove=tuple(sorted(removed, key=_begins)),
        adopt=tuple(one for one in later if one.existing.week is None),
        stay=tuple(sorted([*stays, *taken], key=lambda one: _begins(one.existing))),
    )


def _pairs(wanted: Mapping[tuple[int, int], Planned], sessions: Sequence[Existing]) -> list[Move]:
    """Each planned session with the one that was made for it, else with one that happens to be in its place."""
    made = {one.key: one for one in sessions if one.key is not None}
    others = {one.content.place: one for one in sessions if one.week is None}
    found = ((one, made.get(key) or others.get(one.content.place)) for key, one in wanted.items())
    return [Move(existing, planned) for planned, existing in found if existing]


def _stays(existing: Existing, planned: Planned, since: date) -> Why | None:
    return _locked(existing) or (Why.PASSED if planned.content.local_date < since else None)


def _locked(one: Existing) -> Why | None:
    if one.marks:
        return Why.MARKS
    if one.cancelled:
        return Why.CANCELLED
    return Why.BY_HAND if one.by_hand else None


def _free_moves(
    moves: list[Move], removed: Sequence[Existing], sessions: Sequence[Existing]
) -> tuple[list[Move], list[Stay]]:
    """The moves into places that are free, or become so; whoever cannot move keeps its place from others."""
    gone = {one.id for one in removed}
    taken: list[Stay] = []
    while True:
        moving = {one.existing.id for one in moves}
        occupied = {one.content.place for one in sessions if one.id not in moving | gone}
        blocked = [one for one in moves if one.planned.content.place in occupied]
        if not blocked:
            return moves, taken
        taken += [Stay(one.existing, Why.TAKEN) for one in blocked]
        moves = [one for one in moves if one not in blocked]


def _begins(one: Existing) -> tuple[datetime, int]:
    return one.content.starts_at, one.id
