"""The running cohort's registers: six stories that a weekly review would talk about.

Attendance falls from some 92 % to some 61 % in the sixth week. What a story says of the last sessions is counted
back from now, so that it holds on a Monday morning as well as on a Sunday.
"""

from collections.abc import Callable
from random import Random

from db.demo.clock import Clock
from db.demo.content import GUIDANCE
from db.demo.marks import OFFICIAL, PRESENT, SILENT, DemoMark, Register, absent, attended, late
from db.demo.people import SEED, Person, Story
from db.demo.timetable import DemoSession, expected

QUIET_DAYS = 8
"""How long nobody has heard from one person; the last contact was on that day."""

_UNTAKEN = (-2, -5)  # group sessions without a register, from the last one held
_NEARLY_EMPTY = -7  # a group session that one person reached

# Group sessions missed in each programme week.
_MISSED: dict[Story, dict[int, int]] = {
    Story.STEADY: {},
    Story.FADING: {2: 1, 4: 1, 5: 2},
    Story.SILENT: {2: 1, 3: 1, 4: 1},
    Story.EXCUSED: {3: 1},
    Story.LATECOMER: {1: 1, 3: 1, 4: 1},
    Story.NO_CONTACT: {1: 1, 2: 1, 3: 1, 4: 1},
}
_FADES_IN_WEEK = 4
_STILL_COMES_ON = 1  # Tuesdays, to the Finnish lessons
_EXCUSED_OF_LAST_TEN = (-2, -4, -5, -7, -9)
_MORNING_MINUTES = (15, 15, 20, 20, 25, 30, 40)
_LATE_MORNINGS = 0.85
_LATE_OF_LAST_TEN = 6

Marks = dict[DemoSession, DemoMark]


def running_register(people: list[Person], held: list[DemoSession], clock: Clock) -> Register:
    """The marks of the running cohort; ``held`` in the order of time."""
    rng = Random(f"{SEED} running")
    group = [session for session in held if session.person is None]
    untaken = {group[index] for index in _UNTAKEN}
    register: Register = {}
    for person in people:
        marks = _usual(rng, person.story, [s for s in expected(person, held) if s not in untaken])
        if person.story is not Story.STEADY:
            marks[group[_NEARLY_EMPTY]] = absent(rng, "before")
        _STORIES[person.story](rng, marks, clock)
        register |= {(person.code, session): mark for session, mark in marks.items()}
    return register


def _usual(rng: Random, story: Story, taken: list[DemoSession]) -> Marks:
    """Present, but for the absences of each week and a late arrival here and there; in the order of time."""
    marks: Marks = {session: attended(rng) for session in taken}
    for week, how_many in _MISSED[story].items():
        candidates = [s for s in taken if s.week == week and s.person is None]
        for session in rng.sample(candidates, min(how_many, len(candidates))):
            marks[session] = absent(rng, rng.choice(("before", "before", "after", "unknown")))
    for session in rng.sample(taken, 2):
        if marks[session] == PRESENT:
            marks[session] = late(rng, (5, 5, 10))
    return marks


def _countable(marks: Marks) -> list[DemoSession]:
    return [session for session, mark in marks.items() if session.counts and not mark.excused]


def _guidance(marks: Marks) -> list[DemoSession]:
    return [session for session in marks if session.activity == GUIDANCE]


def _steady(rng: Random, marks: Marks, clock: Clock) -> None:
    """Comes to everything."""


def _fading(rng: Random, marks: Marks, clock: Clock) -> None:
    """Fewer sessions every week since the fourth, and no guidance meeting since; tells of it sometimes."""
    last_week = max(session.week for session in marks)
    for session in marks:
        if session.week == last_week and session.counts and session.day.weekday() != _STILL_COMES_ON:
            marks[session] = absent(rng, rng.choice(("before", "after", "unknown")))
    for session in _guidance(marks):
        if session.week >= _FADES_IN_WEEK:
            marks[session] = absent(rng, "after")
    for session in _guidance(marks)[-2:]:
        marks[session] = absent(rng, "after")


def _silent(rng: Random, marks: Marks, clock: Clock) -> None:
    """Came, or told beforehand; has missed the last two without a word."""
    *_, before, last_but_one, last = _countable(marks)
    marks[before] = PRESENT
    marks[last_but_one] = marks[last] = SILENT


def _excused(rng: Random, marks: Marks, clock: Clock) -> None:
    """Many hearings lately; comes to whatever is left."""
    recorded = [session for session in marks if session.counts]
    for index in range(-10, 0):
        away = index in _EXCUSED_OF_LAST_TEN or marks[recorded[index]].status == "absent"
        marks[recorded[index]] = OFFICIAL if away else attended(rng)


def _latecomer(rng: Random, marks: Marks, clock: Clock) -> None:
    """Comes, but late by a quarter of an hour or more on most mornings."""
    here = [session for session, mark in marks.items() if mark.status != "absent" and session.counts]
    mornings = [session for session in here if session.morning]
    for session in mornings:
        if rng.random() < _LATE_MORNINGS:
            marks[session] = _very_late(rng)
    recent = sorted(here[-10:], key=lambda session: not session.morning)
    for session in recent[:_LATE_OF_LAST_TEN]:
        marks[session] = _very_late(rng)


def _very_late(rng: Random) -> DemoMark:
    return DemoMark("late", minutes_late=rng.choice(_MORNING_MINUTES), notice=rng.choice(("none", "none", "before")))


def _no_contact(rng: Random, marks: Marks, clock: Clock) -> None:
    """Nobody has heard from them since the last contact: no mark present, no notice, two guidance meetings missed."""
    for session in marks:
        if session.day >= clock.days_ago(QUIET_DAYS) or session in _guidance(marks)[-2:]:
            marks[session] = SILENT


_STORIES: dict[Story, Callable[[Random, Marks, Clock], None]] = {
    Story.STEADY: _steady,
    Story.FADING: _fading,
    Story.SILENT: _silent,
    Story.EXCUSED: _excused,
    Story.LATECOMER: _latecomer,
    Story.NO_CONTACT: _no_contact,
}
