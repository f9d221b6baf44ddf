"""The registers of the finished cohorts: fixed shares of absence and lateness a person, placed at random."""

from dataclasses import dataclass
from random import Random

from db.demo.clock import Clock
from db.demo.cohorts import EARLIER, RUNNING
from db.demo.marks import DemoMark, Register, absent, attended, excused, late
from db.demo.people import SEED, Person, Story
from db.demo.running import running_register
from db.demo.timetable import DemoSession, expected, held_in_order


@dataclass(frozen=True, slots=True)
class Habit:
    """Shares of one person's marks: attendance of the countable, lateness of the attended, excused of all."""

    attendance: float
    lateness: float
    excused: float


_HABITS = {
    Story.HIRED: Habit(0.88, 0.08, 0.04),
    Story.FINISHED_LATER: Habit(0.66, 0.20, 0.12),
    Story.OUT_OF_REACH: Habit(0.62, 0.25, 0.04),
    Story.DECLINED: Habit(0.80, 0.12, 0.06),
    Story.STUDYING: Habit(0.96, 0.03, 0.02),
    Story.SEARCHING: Habit(0.90, 0.10, 0.06),
    Story.WORKING: Habit(0.88, 0.06, 0.04),
    Story.NOT_YET_ASKED: Habit(0.86, 0.12, 0.04),
    Story.HARD_TO_REACH: Habit(0.78, 0.20, 0.06),
    Story.LEAVER: Habit(0.84, 0.10, 0.04),
}
_NEARLY_EMPTY = 2  # group sessions of the earlier cohort that one person reached
_UNTAKEN = 1  # group sessions of the earlier cohort without a register
_FORGOTTEN = 0.01  # single marks


def make_register(sessions: list[DemoSession], people: list[Person], clock: Clock) -> Register:
    """Every mark up to now."""
    rng = Random(f"{SEED} register")
    register: Register = {}
    for number in range(RUNNING):
        cohort_people = [person for person in people if person.cohort.number == number]
        cohort_sessions = held_in_order(sessions, number, clock)
        register |= _finished_register(rng, cohort_people, cohort_sessions)
    running = [person for person in people if person.cohort.number == RUNNING]
    return register | running_register(running, held_in_order(sessions, RUNNING, clock), clock)


def _finished_register(rng: Random, people: list[Person], held: list[DemoSession]) -> Register:
    empty, untaken = _unlucky_sessions(rng, held)
    register: Register = {}
    for person in people:
        taken = [session for session in expected(person, held) if session not in untaken]
        missed = [session for session in taken if session in empty and person.story is not Story.HIRED]
        for session, mark in _marks(rng, _HABITS[person.story], taken, missed).items():
            if session in empty or rng.random() >= _FORGOTTEN:
                register[person.code, session] = mark
    return register


def _unlucky_sessions(rng: Random, held: list[DemoSession]) -> tuple[set[DemoSession], set[DemoSession]]:
    """Sessions that one person reached, and sessions whose register was never taken; of the earlier cohort only."""
    if held[0].cohort.number != EARLIER:
        return set(), set()
    chosen = rng.sample([session for session in held if session.person is None], _NEARLY_EMPTY + _UNTAKEN)
    return set(chosen[:_NEARLY_EMPTY]), set(chosen[_NEARLY_EMPTY:])


def _marks(
    rng: Random, habit: Habit, taken: list[DemoSession], missed: list[DemoSession]
) -> dict[DemoSession, DemoMark]:
    """Marks of one person with exactly the shares of the habit; ``missed`` are absences that must be among them."""
    marks = {session: attended(rng) for session in taken}
    countable = [session for session in taken if session.counts]
    free = [session for session in countable if session not in missed]
    rng.shuffle(free)
    for _ in range(round(habit.excused * len(countable))):
        marks[free.pop()] = excused(rng)
    absences = round((1 - habit.attendance) * (len(free) + len(missed))) - len(missed)
    for session in missed + [free.pop() for _ in range(absences)]:
        marks[session] = absent(rng)
    for session in free[: round(habit.lateness * len(free))]:
        marks[session] = late(rng)
    return marks
