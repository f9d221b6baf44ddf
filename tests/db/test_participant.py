"""One person in the database: who may find them, which sessions are theirs, and what was done for them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from dashboard.domain.access import ForbiddenError, Role, Scope, command_line_scope
from dashboard.domain.calendar import HELSINKI
from dashboard.domain.needs import Category
from dashboard.domain.participant import Channel, Contact, Membership, Need, Person
from dashboard.domain.register import Shown
from dashboard.domain.selection import Selection
from db.engine import reading
from db.queries.participant import own_sessions, people
from db.queries.participant_support import contacts, needs
from db.schema import Cohort, Enrolment, Participant, Programme
from tests.support.world import World, new_world

SPRING, AUTUMN = date(2026, 3, 2), date(2026, 10, 5)
NOW = datetime(2026, 10, 16, 16, tzinfo=HELSINKI)
"""Friday of the autumn's second week."""

EVERYONE = command_line_scope()
NOWHERE = Scope(3, Role.COACH, frozenset())


@pytest.fixture
def world(migrated_url: str) -> Iterator[World]:
    world = new_world(migrated_url)
    world.cohort("kevät", SPRING, weeks=3)
    world.cohort("syksy", AUTUMN)
    world.enrol("kevät", "A", SPRING, date(2026, 3, 22), "job_searching")
    world.enrol("syksy", "A", AUTUMN + timedelta(days=1))
    world.enrol("syksy", "B", AUTUMN)
    yield world
    world.engine.dispose()


def find(world: World, code: str, scope: Scope = EVERYONE, programme: str | None = None) -> list[Person]:
    with reading(world.engine) as connection:
        return people(connection, scope, code, programme)


def coach(world: World, cohort: str) -> Scope:
    return Scope(2, Role.COACH, frozenset({world.cohorts[cohort]}))


def test_a_person_has_every_cohort_they_were_in_by_start(world: World) -> None:
    [person] = find(world, "A")
    assert person == Person(
        id=world.people["A"],
        code="A",
        programme="ikut",
        objected_on=None,
        memberships=(
            Membership("kevät", SPRING, date(2026, 3, 22), "job_searching"),
            Membership("syksy", AUTUMN + timedelta(days=1), None, None),
        ),
    )
    assert person.cohorts == ("kevät", "syksy")


def test_a_coach_knows_of_their_own_cohort_only(world: World) -> None:
    [person] = find(world, "A", coach(world, "kevät"))
    assert person.cohorts == ("kevät",)
    assert find(world, "B", coach(world, "kevät")) == []
    assert find(world, "A", NOWHERE) == []


@pytest.mark.parametrize("code", ["", "a", "A ", "A%", "' OR 1=1 --", "ei ole"])
def test_a_code_is_that_code_and_no_other(world: World, code: str) -> None:
    assert find(world, code) == []


def test_who_sees_aggregates_only_may_not_ask(world: World) -> None:
    for role in (Role.REPORTER, Role.AUDITOR):
        with reading(world.engine) as connection, pytest.raises(ForbiddenError):
            people(connection, Scope(1, role), "A")


def test_another_programme_may_have_the_same_code(world: World) -> None:
    other = world.add(Programme, code="toinen", name="Toinen", weeks=8)
    cohort = world.add(
        Cohort, programme_id=other, code="muu", name="Muu", starts_on=AUTUMN, ends_on=date(2026, 11, 29), weeks=8
    )
    namesake = world.add(Participant, programme_id=other, code="A")
    world.add(Enrolment, cohort_id=cohort, participant_id=namesake, enrolled_on=AUTUMN)
    assert [(person.programme, person.cohorts) for person in find(world, "A")] == [
        ("ikut", ("kevät", "syksy")),
        ("toinen", ("muu",)),
    ]
    assert [person.id for person in find(world, "A", programme="toinen")] == [namesake]
    assert find(world, "A", coach(world, "syksy"), programme="toinen") == []


def sessions(world: World, scope: Scope = EVERYONE, **chosen: object) -> list[tuple[date, str, Shown, bool]]:
    with reading(world.engine) as connection:
        [person] = people(connection, scope, "A")
        selection = Selection(cohorts=person.cohorts, **chosen)  # type: ignore[arg-type]
        found = own_sessions(connection, scope, person, selection, NOW)
    return [(one.local_date, one.activity, one.shown, one.restricted) for one in found]


@pytest.fixture
def register(world: World) -> World:
    """A was there in spring; in autumn they came late, had a meeting of their own, and one with the psychologist."""
    world.activity("ohjaus", individual=True)
    world.activity("psykologi", individual=True, counts_for_attendance=False, restricted=True)
    world.mark(world.session("kevät", SPRING), "A")
    world.session("syksy", AUTUMN)  # before A joined
    world.mark(world.session("syksy", AUTUMN + timedelta(days=1)), "A", "late", minutes_late=20, notice="none")
    world.session("syksy", AUTUMN + timedelta(days=2), "ohjaus", person="B")
    world.mark(world.session("syksy", AUTUMN + timedelta(days=2), "ohjaus", person="A"), "A", "absent", notice="before")
    meeting = world.session("syksy", AUTUMN + timedelta(days=3), "psykologi", minutes=60, person="A")
    world.mark(meeting, "A", "absent", notice="none")
    world.session("syksy", AUTUMN + timedelta(days=8))
    world.session("syksy", AUTUMN + timedelta(days=9), cancelled_at=NOW)
    world.session("syksy", AUTUMN + timedelta(days=14))
    return world


def test_sessions_are_those_that_expect_the_person(register: World) -> None:
    assert sessions(register) == [
        (SPRING, "ryhmä", Shown.PRESENT, False),
        (AUTUMN + timedelta(days=1), "ryhmä", Shown.LATE, False),
        (AUTUMN + timedelta(days=2), "ohjaus", Shown.TOLD, False),
        (AUTUMN + timedelta(days=3), "psykologi", Shown.UNTOLD, True),
        (AUTUMN + timedelta(days=8), "ryhmä", Shown.UNRECORDED, False),
        (AUTUMN + timedelta(days=14), "ryhmä", Shown.UPCOMING, False),
    ]


def test_a_coach_is_told_of_their_own_cohorts_sessions(register: World) -> None:
    assert sessions(register, coach(register, "kevät")) == [(SPRING, "ryhmä", Shown.PRESENT, False)]
    assert len(sessions(register, coach(register, "syksy"))) == 5


def test_as_of_an_earlier_day_later_marks_are_not_known(register: World) -> None:
    shown = sessions(register, as_of=AUTUMN + timedelta(days=1))
    assert [status for _day, _activity, status, _restricted in shown] == [
        Shown.PRESENT,
        Shown.LATE,
        *[Shown.UPCOMING] * 4,
    ]


def test_a_period_and_an_activity_narrow_them(register: World) -> None:
    assert len(sessions(register, start=AUTUMN, end=AUTUMN + timedelta(days=6))) == 3
    assert [activity for _day, activity, _shown, _restricted in sessions(register, activity="ohjaus")] == ["ohjaus"]


def support(world: World, query: object, scope: Scope = EVERYONE, as_of: date | None = None) -> list[object]:
    with reading(world.engine) as connection:
        [person] = people(connection, EVERYONE, "A")
        return query(connection, scope, person, Selection(as_of=as_of), NOW)  # type: ignore[operator]


def test_needs_are_those_found_by_the_day_and_met_by_the_day(world: World) -> None:
    world.need("kevät", "A", "housing", date(2026, 3, 9), date(2026, 10, 12))
    world.need("syksy", "A", "language", date(2026, 10, 7))
    world.need("syksy", "A", "digital", date(2026, 10, 20))
    world.need("syksy", "B", "legal", date(2026, 10, 7))
    housing, language = (
        Need(Category.HOUSING, date(2026, 3, 9), date(2026, 10, 12)),
        Need(Category.LANGUAGE, date(2026, 10, 7), None),
    )
    assert support(world, needs) == [housing, language]
    assert support(world, needs, as_of=date(2026, 10, 11)) == [
        Need(Category.HOUSING, date(2026, 3, 9), None),
        language,
    ]
    assert support(world, needs, coach(world, "syksy")) == [language]


def test_contacts_are_latest_first(world: World) -> None:
    world.contact("kevät", "A", date(2026, 4, 1), "message")
    world.contact("syksy", "A", date(2026, 10, 14), reached=False)
    world.contact("syksy", "A", date(2026, 10, 17))
    world.contact("syksy", "B", date(2026, 10, 14))
    message, call = Contact(date(2026, 4, 1), Channel.MESSAGE, True), Contact(date(2026, 10, 14), Channel.PHONE, False)
    assert support(world, contacts) == [call, message]
    assert support(world, contacts, as_of=date(2026, 10, 13)) == [message]
    assert support(world, contacts, coach(world, "kevät")) == [message]


@pytest.mark.parametrize("query", [needs, contacts])
def test_what_was_done_is_not_for_who_sees_aggregates_only(world: World, query: object) -> None:
    with pytest.raises(ForbiddenError):
        support(world, query, Scope(1, Role.REPORTER))
