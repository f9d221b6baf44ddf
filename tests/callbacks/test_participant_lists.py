"""What was done for one person, and the meetings that are not for everybody's eyes."""

from datetime import date, datetime, timedelta

from sqlalchemy import Engine

from dashboard.domain.access import Role, Scope
from dashboard.domain.calendar import HELSINKI
from db.engine import writing
from db.schema import Participant
from tests.callbacks.persons import person, texts
from tests.support.world import World


class TestRestricted:
    def test_what_is_restricted_is_in_the_closed_list_alone(self, world: World, kaisa: Scope) -> None:
        view = person(world.engine, kaisa)
        assert texts(view.restricted) == [("Tue 20 Oct", "9:00, psykologi: absent, not told before")]
        assert view.restricted is not None
        assert view.restricted.note == "Visible to you and the coach of the cohort only."
        assert view.restricted.title == "Other meetings"
        assert "psykologi" not in repr(view.timeline)
        assert view.restricted.lines[0].href not in repr(view.timeline)
        assert "psykologi" not in repr(view.memberships)

    def test_closed_it_looks_the_same_for_who_has_none(self, engine: Engine, kaisa: Scope) -> None:
        some, none = person(engine, kaisa).restricted, person(engine, kaisa, "B").restricted
        assert some is not None
        assert none is not None
        assert (some.title, some.note) == (none.title, none.note)
        assert none.empty == "There are none in the time that is chosen."

    def test_a_coach_sees_those_of_their_own_cohort(self, world: World, mikko: Scope) -> None:
        view = person(world.engine, mikko)
        assert texts(view.restricted) == []
        assert view.restricted is not None
        assert view.restricted.note == "Visible to you and the coordinator only."
        own = Scope(mikko.account_id, Role.COACH, frozenset({world.cohorts["syksy"]}))
        assert len(texts(person(world.engine, own).restricted)) == 1

    def test_it_stays_whatever_activity_is_chosen(self, engine: Engine, kaisa: Scope) -> None:
        assert len(texts(person(engine, kaisa, activity="suomi").restricted)) == 1

    def test_measures_leave_it_out(self, engine: Engine, kaisa: Scope) -> None:
        assert person(engine, kaisa).memberships[1].measures[0].counts == "12 / 12"


class TestLists:
    def test_modules_have_their_state_and_date(self, world: World, kaisa: Scope) -> None:
        for code, week in (("OIK", 2), ("ARK", 3), ("HAK", 2), ("URA", 6), ("IT", 9)):
            world.module(code, week)
        world.progress("syksy", "B", "OIK", date(2026, 10, 15))
        world.progress("syksy", "B", "ARK", "in_progress")
        world.progress("syksy", "B", "IT", "exempt")
        view = person(world.engine, kaisa, "B")
        assert view.modules is not None
        assert view.modules.title == "1 of 4 modules are completed"
        assert view.modules.note == "2 planned by now are still open."
        assert texts(view.modules) == [
            ("Week 2", "HAK: not started"),
            ("Week 2", "OIK: completed 15 Oct 2026"),
            ("Week 3", "ARK: in progress"),
            ("Week 6", "URA: planned for later"),
            ("Week 9", "IT: exempt"),
        ]
        assert [line.badge for line in view.modules.lines] == ["open", "", "open", "", ""]

    def test_a_module_of_two_cohorts_says_in_which(self, world: World, kaisa: Scope) -> None:
        world.module("OIK", 2)
        assert [text for _week, text in texts(person(world.engine, kaisa).modules)] == [
            "OIK: not started (Spring)",
            "OIK: not started (Autumn)",
        ]

    def test_follow_ups_are_due_done_or_overdue(self, world: World, kaisa: Scope) -> None:
        owner = {"owner_id": kaisa.account_id}
        world.follow_up(
            "kevät", "Z", "28_days", date(2026, 4, 19), "done", done_on=date(2026, 4, 20), outcome="employed", **owner
        )
        world.follow_up("kevät", "Z", "6_months", date(2026, 9, 21), **owner)
        world.follow_up("kevät", "Z", "other", date(2026, 12, 1))
        view = person(world.engine, kaisa, "Z")
        assert view.follow_ups is not None
        assert view.follow_ups.title == "1 follow-up is overdue"
        assert [(line.text, line.badge) for line in view.follow_ups.lines] == [
            ("28-day status: done 20 Apr 2026, in work", ""),
            ("Six-month status: overdue, due 21 Sep 2026", "Kaisa"),
            ("Agreed contact: still to come, due 1 Dec 2026", ""),
        ]
        earlier = person(world.engine, kaisa, "Z", as_of="2026-09-20").follow_ups
        assert earlier is not None
        assert earlier.title == "Next follow-up on 21 Sep 2026"

    def test_a_cohort_that_ended_without_a_day_of_leaving_is_said(self, world: World, kaisa: Scope) -> None:
        world.cohort("vanha", date(2026, 1, 12), weeks=2)
        world.enrol("vanha", "V", date(2026, 1, 12))
        view = person(world.engine, kaisa, "V")
        assert view.follow_ups is not None
        assert view.follow_ups.empty.startswith("The coaching has ended.")
        during = person(world.engine, kaisa, "V", as_of="2026-01-20").follow_ups
        assert during is not None
        assert during.empty == "They are planned when somebody leaves the coaching."
        world.cohort("lopettanut", date(2026, 1, 12), weeks=2)
        world.enrol("lopettanut", "W", date(2026, 1, 12), date(2026, 1, 20))
        left = person(world.engine, kaisa, "W").follow_ups
        assert left is not None
        assert left.empty == "Plan a status after 28 days and one after six months."

    def test_needs_and_contacts(self, world: World, kaisa: Scope) -> None:
        world.need("syksy", "B", "housing", date(2026, 10, 9))
        world.contact("syksy", "B", date(2026, 10, 16), "message")
        world.contact("syksy", "B", date(2026, 10, 19), "phone", reached=False)
        world.contact("syksy", "B", date(2026, 10, 20), "phone")
        view = person(world.engine, kaisa, "B")
        assert texts(view.needs) == [("9 Oct 2026", "Housing: not met yet")]
        assert view.contacts is not None
        assert (view.contacts.title, view.contacts.note) == ("3 contacts outside sessions", "Telephone 2 and message 1")
        assert texts(view.contacts)[1] == ("19 Oct 2026", "Telephone, not reached")

    def test_decisions_say_what_and_by_whom(self, world: World, kaisa: Scope) -> None:
        moment = datetime(2026, 10, 16, 13, tzinfo=HELSINKI)
        owner = {"owner_id": kaisa.account_id}
        world.decision("syksy", "B", "R6", "decided", moment, "Katsotaan bussit", due_on=date(2026, 10, 20), **owner)
        later = moment + timedelta(days=1)
        world.decision("syksy", "B", "R2", "snoozed", later, "Loma.", snoozed_until=date(2026, 10, 30))
        world.decision("syksy", "B", "X9", "reviewed", later, worked="no")
        view = person(world.engine, kaisa, "B")
        assert view.decisions is not None
        assert [(line.text, line.badge) for line in view.decisions.lines] == [
            ("X9: looked at again, it did not help.", ""),
            ("Recent drop: put off until 30 Oct 2026. Loma.", ""),
            ("Coming on time: decided. Katsotaan bussit.", "Kaisa, by 20 Oct"),
        ]

    def test_an_objection_is_for_the_coordinator_alone(self, world: World, kaisa: Scope, mikko: Scope) -> None:
        with writing(world.engine) as connection:
            connection.execute(
                Participant.__table__.update()
                .where(Participant.code == "A")
                .values(prompts_objected_on=date(2026, 3, 10))
            )
        said = person(world.engine, kaisa).decisions
        kept = person(world.engine, mikko).decisions
        assert said is not None
        assert kept is not None
        assert said.note == "Has objected to support prompts on 10 Mar 2026: none are computed."
        assert kept.note == ""
