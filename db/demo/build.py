"""The whole demo programme in memory, before anything is written."""

from dataclasses import dataclass

from db.demo.clock import Clock
from db.demo.cohorts import DemoCohort, make_cohorts
from db.demo.contacts import DemoContact, make_contacts
from db.demo.decisions import DemoDecision, make_decisions
from db.demo.events import DemoEvent, make_events
from db.demo.feedback import DemoFeedback, make_feedback
from db.demo.followups import DemoFollowUp, make_follow_ups
from db.demo.funding import DemoBackground, DemoForm, make_backgrounds, make_forms
from db.demo.marks import Register
from db.demo.needs import DemoNeed, make_needs
from db.demo.people import Person, make_people
from db.demo.progress import DemoProgress, make_progress
from db.demo.register import make_register
from db.demo.timetable import DemoSession, make_sessions


@dataclass(frozen=True, slots=True)
class Demo:
    """Everything that the demo puts into the database, but for its static content and its accounts."""

    cohorts: list[DemoCohort]
    people: list[Person]
    sessions: list[DemoSession]
    register: Register
    progress: list[DemoProgress]
    follow_ups: list[DemoFollowUp]
    needs: list[DemoNeed]
    feedback: list[DemoFeedback]
    contacts: list[DemoContact]
    decisions: list[DemoDecision]
    backgrounds: list[DemoBackground]
    forms: list[DemoForm]
    events: list[DemoEvent]


def build(clock: Clock) -> Demo:
    """The programme as it is at that moment; the same moment makes the same programme."""
    cohorts = make_cohorts(clock)
    people = make_people(cohorts)
    sessions = make_sessions(cohorts, people, clock)
    follow_ups = make_follow_ups(people, clock)
    return Demo(
        cohorts=cohorts,
        people=people,
        sessions=sessions,
        register=make_register(sessions, people, clock),
        progress=make_progress(people, clock),
        follow_ups=follow_ups,
        needs=make_needs(people, clock),
        feedback=make_feedback(people, clock),
        contacts=make_contacts(people, follow_ups, clock),
        decisions=make_decisions(people, clock),
        backgrounds=make_backgrounds(people),
        forms=make_forms(people, clock),
        events=make_events(people, clock),
    )
