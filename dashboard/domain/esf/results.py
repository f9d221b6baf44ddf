"""How a person stood on leaving and six months later, from what is known by a day.

Readings of the funder's rules, where they leave room:

- *On leaving* is the status by day 28. The exit, the 28-day follow-up and events since the last entry all tell of it,
  and the last of them in time counts: a job that began in week nine still is one on leaving.
- Unemployed means out of work and looking for it, so it is job searching like the event of that name.
- *Six months after* is the status on day 183. Somebody has to have asked by then: the six-month follow-up tells of it,
  and events from day 169 on, when one begins to ask. A job that began on day 20 says nothing of month six.
- Whoever came back has not left; of who left again, the last stay alone counts.
- What nobody knows is null, never "no".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dashboard.domain.esf.records import Event, EventKind, Heard, Record
from dashboard.domain.follow_up import WINDOWS, Kind, Outcome


class Status(StrEnum):
    """A person's one place in working life; *other* is known to be none of the three."""

    EMPLOYED = "employed"
    JOB_SEARCHING = "job_searching"
    INACTIVE = "inactive"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Result:
    """How a person stood; null is *not known*.

    Attributes:
        status: by the last thing that is known of it.
        in_education: in education or training, beside work or not.
        qualified: gained a qualification.
        improved: has work, and a better place in it than at entry; more pay alone is none.
    """

    status: Status | None = None
    in_education: bool | None = None
    qualified: bool | None = None
    improved: bool | None = None

    @property
    def employed(self) -> bool | None:
        """In employment."""
        return None if self.status is None else self.status is Status.EMPLOYED

    @property
    def searching(self) -> bool | None:
        """Looking for work."""
        return None if self.status is None else self.status is Status.JOB_SEARCHING


_OF_OUTCOME = {
    Outcome.EMPLOYED: Status.EMPLOYED,
    Outcome.JOB_SEARCHING: Status.JOB_SEARCHING,
    Outcome.INACTIVE: Status.INACTIVE,
    Outcome.EDUCATION: Status.OTHER,
    Outcome.OTHER: Status.OTHER,
}
_OF_EVENT = {
    EventKind.EMPLOYED: Status.EMPLOYED,
    EventKind.IMPROVED: Status.EMPLOYED,  # only who has work can have a better place in it
    EventKind.JOB_SEARCHING: Status.JOB_SEARCHING,
    EventKind.UNEMPLOYED: Status.JOB_SEARCHING,
    EventKind.INACTIVE: Status.INACTIVE,
}

_Said = tuple[date, Status]
"""On which day something was known of the status, and what."""


def on_leaving(record: Record, today: date) -> Result | None:
    """The immediate result as of a day; null before the exit, and until day 28 while nothing is known of the status.

    Args:
        record: the person, as of the same day.
        today: the day.
    """
    stay = record.last_stay
    if stay.exited_on is None:
        return None
    closes = stay.exited_on + timedelta(days=WINDOWS[Kind.FIRST].closes)
    events = _between(record.events, stay.enrolled_on, closes)
    outcomes = _answers(stay.heard, Kind.FIRST, closes)
    if stay.destination is not None:
        outcomes = [(stay.exited_on, stay.destination), *outcomes]
    status = _last([*_of_outcomes(outcomes), *_of_events(events)])
    if status is None and today < closes:
        return None
    in_education = _happened(events, EventKind.EDUCATION) or any(said is Outcome.EDUCATION for _day, said in outcomes)
    return Result(
        status=status,
        in_education=_or_unknown(in_education, status),
        qualified=_or_unknown(_happened(events, EventKind.QUALIFICATION), status),
    )


def after_six_months(record: Record, today: date) -> Result | None:
    """The longer-term result as of a day; null before six months are over, unless somebody has asked already.

    Args:
        record: the person, as of the same day.
        today: the day.
    """
    stay = record.last_stay
    if stay.exited_on is None:
        return None
    window = WINDOWS[Kind.SECOND]
    due = stay.exited_on + timedelta(days=window.due)
    heard = _of_outcomes(_answers(stay.heard, Kind.SECOND, due))
    opens = min([stay.exited_on + timedelta(days=window.opens), *(day for day, _status in heard)])
    status = _last([*heard, *_of_events(_between(record.events, opens, due))])
    if status is None and today < due:
        return None
    better = _happened(_between(record.events, stay.enrolled_on, due), EventKind.IMPROVED)
    return Result(status=status, improved=None if status is None else status is Status.EMPLOYED and better)


def _between(events: Iterable[Event], first: date, last: date) -> list[Event]:
    return [event for event in events if first <= event.happened_on <= last]


def _answers(heard: Iterable[Heard], kind: Kind, last: date) -> list[tuple[date, Outcome]]:
    """What follow-ups of a kind brought to light; one done later asks how it was on the last day."""
    return [(min(one.done_on, last), one.outcome) for one in heard if one.kind is kind and one.outcome is not None]


def _of_outcomes(outcomes: Iterable[tuple[date, Outcome]]) -> list[_Said]:
    return [(day, _OF_OUTCOME[outcome]) for day, outcome in outcomes if outcome in _OF_OUTCOME]


def _of_events(events: Iterable[Event]) -> list[_Said]:
    return [(event.happened_on, _OF_EVENT[event.kind]) for event in events if event.kind in _OF_EVENT]


def _last(said: list[_Said]) -> Status | None:
    """The last in time; of several on one day the one that stands later, and events stand after what was answered."""
    latest = max(enumerate(said), key=lambda one: (one[1][0], one[0]), default=None)
    return latest[1][1] if latest else None


def _happened(events: Iterable[Event], kind: EventKind) -> bool:
    return any(event.kind is kind for event in events)


def _or_unknown(happened: bool, status: Status | None) -> bool | None:
    """Whether it happened; where nothing was said of it, "no" only of somebody whose status was asked."""
    return True if happened else None if status is None else False
