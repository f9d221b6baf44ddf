"""Who takes part: made-up people under random codes, and what happens to each of them.

Each person is a story that a weekly review would talk about. What the story means for registers, modules,
follow-ups and forms stands in the file of that subject.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from dashboard.domain.codes import suggest_codes
from db.demo.cohorts import RUNNING, DemoCohort

SEED = 20210830  # the day on which the first real coaching began

COACH, COORDINATOR = "mikko", "kaisa"  # usernames


class Story(StrEnum):
    """What happens to a person, by cohort."""

    HIRED = "hired"
    FINISHED_LATER = "finished_later"
    OUT_OF_REACH = "out_of_reach"
    DECLINED = "declined"

    STUDYING = "studying"
    SEARCHING = "searching"
    WORKING = "working"
    NOT_YET_ASKED = "not_yet_asked"
    HARD_TO_REACH = "hard_to_reach"
    LEAVER = "leaver"

    STEADY = "steady"
    FADING = "fading"
    SILENT = "silent"
    EXCUSED = "excused"
    LATECOMER = "latecomer"
    NO_CONTACT = "no_contact"

    NEWCOMER = "newcomer"


_COHORTS = (
    (Story.HIRED, Story.FINISHED_LATER, Story.OUT_OF_REACH, Story.DECLINED),
    (Story.STUDYING, Story.SEARCHING, Story.WORKING, Story.NOT_YET_ASKED, Story.HARD_TO_REACH, Story.LEAVER),
    (Story.STEADY, Story.FADING, Story.SILENT, Story.EXCUSED, Story.LATECOMER, Story.NO_CONTACT),
    (Story.NEWCOMER,) * 6,
)

_DESTINATIONS = {
    Story.HIRED: "employed",
    Story.FINISHED_LATER: "education",
    Story.OUT_OF_REACH: "unknown",
    Story.DECLINED: "inactive",
    Story.STUDYING: "education",
    Story.SEARCHING: "job_searching",
    Story.WORKING: "employed",
    Story.NOT_YET_ASKED: "job_searching",
    Story.HARD_TO_REACH: "unknown",
    Story.LEAVER: "employed",
}

LEAVES_IN_WEEK = 6
JOINS_IN_WEEK = 2
_LONGER = timedelta(weeks=8)  # individual support went on, so that the six-month status is due just now


@dataclass(frozen=True, slots=True)
class Person:
    """One participant in one cohort; ``seat`` is their place in its timetable of individual meetings."""

    code: str
    story: Story
    cohort: DemoCohort
    seat: int
    enrolled_on: date
    exited_on: date | None

    @property
    def exit_destination(self) -> str | None:
        """Where they went, in the words of follow-up outcomes; null while they take part."""
        return _DESTINATIONS.get(self.story)

    @property
    def keeper(self) -> str:
        """The username of who takes their registers and calls them; the coordinator where the coach is gone."""
        return COACH if self.cohort.number >= RUNNING else COORDINATOR

    def takes_part(self, day: date) -> bool:
        """Whether the day lies in the enrolment."""
        return self.enrolled_on <= day and (self.exited_on is None or day <= self.exited_on)


def make_people(cohorts: list[DemoCohort]) -> list[Person]:
    """The 22 people, cohort by cohort; each code goes with the same story whatever the day."""
    codes = iter(suggest_codes(Random(SEED), sum(map(len, _COHORTS))))
    return [
        Person(next(codes), story, cohort, seat, _enrolled_on(story, cohort), _exited_on(story, cohort))
        for cohort, stories in zip(cohorts, _COHORTS, strict=True)
        for seat, story in enumerate(stories)
    ]


def _enrolled_on(story: Story, cohort: DemoCohort) -> date:
    return cohort.day(JOINS_IN_WEEK if story is Story.SILENT else 1, 0)


def _exited_on(story: Story, cohort: DemoCohort) -> date | None:
    if story not in _DESTINATIONS:
        return None
    if story is Story.LEAVER:
        return cohort.day(LEAVES_IN_WEEK, 3)
    return cohort.ends_on + (_LONGER if story is Story.FINISHED_LATER else timedelta())
