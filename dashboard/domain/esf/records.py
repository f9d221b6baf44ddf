"""What the indicators of the European Social Fund are counted from: one record a person, in bands, each optional.

A record holds every enrolment of a person in the programme, so that who comes back counts once. What was not asked, and
what somebody would rather not say, is *unknown*: a category of its own that never means "no" and never "unemployed".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from dashboard.domain.esf.seen import seen
from dashboard.domain.follow_up import Kind, Outcome


class IndicatorSet(StrEnum):
    """Which regulation a programme reports by: ESF 2014-2020 or ESF+ 2021-2027."""

    ESF = "ESF"
    ESF_PLUS = "ESF+"


class Gender(StrEnum):
    """By what every indicator is divided."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


class AgeBand(StrEnum):
    """Age at entry; the limits of both sets lie between bands, so that no birthday is needed."""

    UNDER_18 = "under_18"
    FROM_18 = "18_24"
    FROM_25 = "25_29"
    FROM_30 = "30_54"
    FROM_55 = "55_and_over"


class Labour(StrEnum):
    """The one labour status at entry; the narrower ones are parts of *unemployed* and of *inactive*."""

    UNEMPLOYED = "unemployed"
    LONG_TERM_UNEMPLOYED = "long_term_unemployed"
    INACTIVE = "inactive"
    INACTIVE_NOT_IN_EDUCATION = "inactive_not_in_education"
    EMPLOYED = "employed"


class Education(StrEnum):
    """The highest education at entry, by ISCED level."""

    ISCED_0 = "isced_0"
    ISCED_1_2 = "isced_1_2"
    ISCED_3_4 = "isced_3_4"
    ISCED_5_8 = "isced_5_8"


class Question(StrEnum):
    """What somebody may rather not answer; that it was asked is kept."""

    DISABILITY = "disability"
    FOREIGN_BACKGROUND = "foreign_background"
    MINORITY = "minority"
    HOMELESS = "homeless"
    RURAL = "rural"
    OTHER_DISADVANTAGE = "other_disadvantage"


class Answer(StrEnum):
    """What was said to such a question."""

    YES = "yes"
    NO = "no"
    REFUSED = "refused"


class EventKind(StrEnum):
    """What can happen to a person's place in working life."""

    JOB_SEARCHING = "job_searching"
    EDUCATION = "education"
    QUALIFICATION = "qualification"
    EMPLOYED = "employed"
    UNEMPLOYED = "unemployed"
    INACTIVE = "inactive"
    IMPROVED = "improved_situation"


@dataclass(frozen=True, slots=True)
class Background:
    """A person's background at entry; null is *not known*.

    Attributes:
        answers: to the questions that were asked; one that is missing was not.
    """

    gender: Gender | None = None
    age: AgeBand | None = None
    labour: Labour | None = None
    education: Education | None = None
    answers: Mapping[Question, Answer] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether ESF 2014-2020 counts it in more than the grand total; what may be refused is no part of that."""
        return None not in (self.gender, self.age, self.labour, self.education)

    @property
    def seen(self) -> str:
        """What somebody saw who saw this."""
        return seen(self.gender, self.age, self.labour, self.education, *(self.answers.get(one) for one in Question))

    def says(self, question: Question) -> bool | None:
        """The answer; null where it was refused or not asked."""
        return {Answer.YES: True, Answer.NO: False}.get(self.answers.get(question, Answer.REFUSED))


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day."""

    happened_on: date
    kind: EventKind


@dataclass(frozen=True, slots=True)
class Heard:
    """What a follow-up that was done brought to light."""

    kind: Kind
    done_on: date
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Stay:
    """One enrolment.

    Attributes:
        exited_on: null while it is open.
        destination: where the person went on the day of the exit, in the words of outcomes; null where nobody noted it.
        heard: the follow-ups of this exit that were done.
    """

    cohort: str
    enrolled_on: date
    exited_on: date | None = None
    destination: Outcome | None = None
    heard: tuple[Heard, ...] = ()

    def as_of(self, day: date) -> "Stay":
        """The enrolment as it stood at the end of a day."""
        left = self.exited_on is not None and self.exited_on <= day
        return replace(
            self,
            exited_on=self.exited_on if left else None,
            destination=self.destination if left else None,
            heard=tuple(one for one in self.heard if one.done_on <= day),
        )


@dataclass(frozen=True, slots=True)
class Record:
    """One person in one programme.

    Attributes:
        person: the participant's id, which stays within the program.
        stays: every enrolment in the programme, at least one.
        events: in the order in which they were recorded.
    """

    person: int
    stays: tuple[Stay, ...]
    background: Background = field(default_factory=Background)
    events: tuple[Event, ...] = ()

    @property
    def entered_on(self) -> date:
        """The first start."""
        return min(stay.enrolled_on for stay in self.stays)

    @property
    def last_stay(self) -> Stay:
        """The enrolment that ended last, or is still open: whose results count."""
        return max(self.stays, key=lambda stay: (stay.exited_on or date.max, stay.enrolled_on))

    @property
    def left_on(self) -> date | None:
        """The last exit; null while any enrolment is open, since who came back has not left."""
        return self.last_stay.exited_on

    def as_of(self, day: date) -> "Record | None":
        """What was known at the end of a day; null for who had not entered by then."""
        stays = tuple(stay.as_of(day) for stay in self.stays if stay.enrolled_on <= day)
        if not stays:
            return None
        events = tuple(event for event in self.events if event.happened_on <= day)
        return replace(self, stays=stays, events=events)

    def cohort_of(self, cohorts: Mapping[str, int]) -> str | None:
        """Which of several cohorts the person is counted in: the one of these that they entered first.

        Args:
            cohorts: codes with their places, which decide between entries on one day.
        """
        entered = [stay for stay in self.stays if stay.cohort in cohorts]
        first = min(entered, key=lambda stay: (stay.enrolled_on, cohorts[stay.cohort]), default=None)
        return first.cohort if first else None
