"""What people do about prompts: who may, what is kept, and that nobody's words are lost; on both databases."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from dashboard.domain.access import ForbiddenError, Role, Scope
from dashboard.domain.calendar import HELSINKI
from dashboard.domain.participant import Channel
from dashboard.domain.selection import Selection
from dashboard.domain.support.standing import Progress, Step, StepKind, Worked, tasks
from db.commands.contacts import record_contact
from db.commands.errors import RefusedError, StaleError
from db.commands.objections import object_to_prompts, withdraw_objection
from db.commands.support import PromptKey, acknowledge, decide, mark_done, review_again, snooze
from db.engine import reading, writing
from db.queries.decisions import decisions
from db.schema import AccountCohort, Audit, Contact, Participant, PromptDecision
from tests.support.world import World, new_world

MONDAY = date(2026, 8, 31)
NOW = datetime(2026, 9, 18, 13, tzinfo=HELSINKI)
TODAY = NOW.date()
RUN, SILENT = PromptKey("R3"), PromptKey("R4")
FRIDAY = TODAY + timedelta(days=7)


@pytest.fixture
def world(migrated_url: str) -> Iterator[World]:
    world = two_cohorts(migrated_url)
    yield world
    world.engine.dispose()


def two_cohorts(url: str) -> World:
    """Two cohorts with a person each."""
    world = new_world(url)
    for cohort in ("syksy", "talvi"):
        world.cohort(cohort, MONDAY)
        world.enrol(cohort, cohort.upper(), MONDAY)
    return world


class OnOneDatabase:
    """What is decided before anything is written does not depend on the database."""

    @pytest.fixture
    def world(self, migrated_sqlite_url: str) -> Iterator[World]:
        world = two_cohorts(migrated_sqlite_url)
        yield world
        world.engine.dispose()


@pytest.fixture
def kaisa(world: World) -> Scope:
    return Scope(world.account("Kaisa"), Role.COORDINATOR)


@pytest.fixture
def mikko(world: World) -> Scope:
    account = world.account("Mikko", "coach")
    world.add(AccountCohort, account_id=account, cohort_id=world.cohorts["syksy"])
    return Scope(account, Role.COACH, frozenset({world.cohorts["syksy"]}))


def do(world: World, command: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
    with writing(world.engine) as connection:
        return command(connection, *arguments, **options)


def enrolment(world: World, cohort: str = "syksy") -> int:
    return world.enrolments[cohort, cohort.upper()]


def steps(world: World, cohort: str = "syksy") -> tuple[Step, ...]:
    with reading(world.engine) as connection:
        scope = Scope(None, Role.COORDINATOR)
        found = decisions(connection, scope, Selection(), NOW + timedelta(hours=1), with_objecting=True)
    return found.get(enrolment(world, cohort), ())


def audit(world: World) -> list[tuple[str, dict[str, Any]]]:
    with reading(world.engine) as connection:
        return [(row.action, row.detail) for row in connection.execute(select(Audit.__table__).order_by(Audit.id))]


def rows(world: World, table: Any = PromptDecision) -> int:
    with reading(world.engine) as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def decided(world: World, scope: Scope, text: str = "Soitetaan.", seen: int = 0, **options: Any) -> int:
    given = {"owner_id": scope.account_id, "due_on": FRIDAY, "seen": seen, **options}
    return int(do(world, decide, scope, enrolment(world), [RUN], text, NOW, **given))


class TestAStory:
    def test_seen_decided_done_and_looked_at_again(self, world: World, mikko: Scope) -> None:
        do(world, acknowledge, mikko, enrolment(world), [RUN, SILENT], NOW)
        decision = decided(world, mikko, seen=10**6)
        do(world, mark_done, mikko, decision, NOW)
        do(world, mark_done, mikko, decision, NOW)
        do(world, review_again, mikko, decision, Worked.PARTLY, "Auttoi vähän.", NOW, seen=10**6)
        assert [(step.rule, step.kind, step.author) for step in steps(world)] == [
            ("R3", StepKind.ACKNOWLEDGED, "Mikko"),
            ("R4", StepKind.ACKNOWLEDGED, "Mikko"),
            ("R3", StepKind.DECIDED, "Mikko"),
            ("R3", StepKind.DONE, "Mikko"),
            ("R3", StepKind.REVIEWED, "Mikko"),
        ]
        [task] = tasks(steps(world), TODAY)
        assert (task.progress, task.review and task.review.worked) == (Progress.REVIEWED, Worked.PARTLY)

    def test_the_log_says_what_was_done_and_none_of_the_words(self, world: World, mikko: Scope) -> None:
        decision = decided(world, mikko, "Äiti on sairaana.")
        do(world, snooze, mikko, enrolment(world), [SILENT], FRIDAY, "Matkalla.", NOW, seen=decision)
        do(world, mark_done, mikko, decision, NOW)
        do(world, review_again, mikko, decision, Worked.NO, "Ei auttanut.", NOW, seen=10**6)
        about = {"participant": "SYKSY"}
        assert audit(world) == [
            ("decide", {**about, "rules": ["R3"], "owner_id": mikko.account_id, "due_on": "2026-09-25"}),
            ("snooze", {**about, "rules": ["R4"], "until": "2026-09-25"}),
            ("done", {**about, "rules": ["R3"], "decision_id": decision}),
            ("review-decision", {**about, "rules": ["R3"], "decision_id": decision, "worked": "no"}),
        ]

    def test_one_decision_answers_several_prompts_and_is_kept_once(self, world: World, kaisa: Scope) -> None:
        given = {"owner_id": None, "due_on": None, "seen": 0}
        first = PromptKey("T1", "28_days")
        do(world, decide, kaisa, enrolment(world), [first, RUN, SILENT], "Tavataan.", NOW, **given)
        assert [(step.rule, step.about, step.kind) for step in steps(world)] == [
            ("T1", "28_days", StepKind.DECIDED),
            ("R3", None, StepKind.ACKNOWLEDGED),
            ("R4", None, StepKind.ACKNOWLEDGED),
        ]


class TestTwoPeopleAtOnce:
    def test_whoever_comes_second_is_shown_the_first_ones_words_and_may_keep_both(
        self, world: World, kaisa: Scope, mikko: Scope
    ) -> None:
        decided(world, mikko, "Soitan itse.")
        with pytest.raises(StaleError) as stale:
            decided(world, kaisa, "Tavataan perjantaina.")
        [theirs] = stale.value.current["steps"]
        assert (theirs.text, theirs.author, theirs.owner) == ("Soitan itse.", "Mikko", "Mikko")
        assert rows(world) == 1
        decided(world, kaisa, "Tavataan perjantaina.", seen=stale.value.current["version"])
        assert [step.text for step in steps(world)] == ["Soitan itse.", "Tavataan perjantaina."]
        assert [task.open for task in tasks(steps(world), TODAY)] == [True, True]

    def test_what_is_about_another_prompt_overtakes_nobody(self, world: World, kaisa: Scope, mikko: Scope) -> None:
        do(world, acknowledge, mikko, enrolment(world), [SILENT], NOW)
        decided(world, kaisa)
        assert rows(world) == 2

    @pytest.mark.parametrize("what", ["snooze", "review"])
    def test_the_same_when_putting_off_and_when_looking_again(
        self, world: World, kaisa: Scope, mikko: Scope, what: str
    ) -> None:
        decision = decided(world, kaisa)
        do(world, mark_done, mikko, decision, NOW)
        commands: dict[str, tuple[Callable[..., Any], tuple[Any, ...]]] = {
            "snooze": (snooze, (enrolment(world), [RUN], FRIDAY, "Loma.")),
            "review": (review_again, (decision, Worked.YES, "")),
        }
        command, arguments = commands[what]
        with pytest.raises(StaleError) as stale:
            do(world, command, kaisa, *arguments, NOW, seen=decision)
        assert [step.kind for step in stale.value.current["steps"]] == [StepKind.DONE]

    def test_at_the_very_same_moment_one_of_them_is_told(self, world: World, kaisa: Scope, mikko: Scope) -> None:
        barrier = Barrier(2)

        def write(scope: Scope) -> str:
            barrier.wait()
            try:
                decided(world, scope, f"Sanoo {scope.role}.")
            except StaleError as stale:
                decided(world, scope, f"Sanoo {scope.role}.", seen=stale.current["version"])
                return "second"
            return "first"

        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(write, (kaisa, mikko))) == ["first", "second"]
        assert {step.text for step in steps(world)} == {"Sanoo coordinator.", "Sanoo coach."}


class TestRefused(OnOneDatabase):
    @pytest.mark.parametrize("until", [TODAY, TODAY - timedelta(days=1)])
    def test_a_snooze_that_does_not_lie_ahead(self, world: World, kaisa: Scope, until: date) -> None:
        self._refused("not-ahead", world, snooze, kaisa, enrolment(world), [RUN], until, "Loma.", NOW, seen=0)

    @pytest.mark.parametrize("text", ["", "  \n"])
    def test_words_that_are_none(self, world: World, kaisa: Scope, text: str) -> None:
        given = {"owner_id": kaisa.account_id, "due_on": FRIDAY, "seen": 0}
        self._refused("no-text", world, decide, kaisa, enrolment(world), [RUN], text, NOW, **given)
        self._refused("no-text", world, snooze, kaisa, enrolment(world), [RUN], FRIDAY, text, NOW, seen=0)

    def test_a_day_that_has_passed(self, world: World, kaisa: Scope) -> None:
        given = {"owner_id": kaisa.account_id, "due_on": TODAY - timedelta(days=1), "seen": 0}
        self._refused("past", world, decide, kaisa, enrolment(world), [RUN], "Soitetaan.", NOW, **given)

    def test_an_owner_who_does_not_work_with_the_cohort(self, world: World, kaisa: Scope, mikko: Scope) -> None:
        raija = world.account("Raija", "reporter")
        for owner, cohort in ((raija, "syksy"), (mikko.account_id, "talvi"), (99, "syksy")):
            given = {"owner_id": owner, "due_on": FRIDAY, "seen": 0}
            self._refused("no-such-owner", world, decide, kaisa, enrolment(world, cohort), [RUN], "S.", NOW, **given)

    @pytest.mark.parametrize(
        "prompts",
        [
            [],
            [PromptKey("R11")],
            [PromptKey("T1")],
            [PromptKey("R3", "28_days")],
            [PromptKey("T1", "other")],
            [RUN, RUN],
        ],
    )
    def test_a_prompt_that_no_rule_can_say(self, world: World, kaisa: Scope, prompts: list[PromptKey]) -> None:
        self._refused("no-such-prompt", world, acknowledge, kaisa, enrolment(world), prompts, NOW)

    def _refused(self, code: str, world: World, command: Callable[..., Any], *arguments: Any, **options: Any) -> None:
        with pytest.raises(RefusedError) as refused:
            do(world, command, *arguments, **options)
        assert refused.value.code == code
        assert (rows(world), audit(world)) == (0, [])


def everything(world: World, scope: Scope, cohort: str, decision: int) -> list[Callable[[Connection], Any]]:
    """Every command about somebody, as one scope would run it."""
    one = enrolment(world, cohort)
    given: dict[str, Any] = {"owner_id": scope.account_id, "due_on": FRIDAY, "seen": 10**6}
    return [
        lambda c: acknowledge(c, scope, one, [RUN], NOW),
        lambda c: snooze(c, scope, one, [RUN], FRIDAY, "Loma.", NOW, seen=10**6),
        lambda c: decide(c, scope, one, [RUN], "Soitetaan.", NOW, **given),
        lambda c: mark_done(c, scope, decision, NOW),
        lambda c: review_again(c, scope, decision, Worked.YES, "", NOW, seen=10**6),
        lambda c: record_contact(c, scope, one, TODAY, Channel.PHONE, True, NOW),
    ]


class TestWhoMay(OnOneDatabase):
    @pytest.fixture
    def foreign(self, world: World, kaisa: Scope) -> int:
        given = {"owner_id": kaisa.account_id, "due_on": FRIDAY, "seen": 0}
        return int(do(world, decide, kaisa, enrolment(world, "talvi"), [RUN], "Soitetaan.", NOW, **given))

    @pytest.mark.parametrize("role", [Role.COACH, Role.REPORTER, Role.AUDITOR])
    def test_what_is_none_of_ones_business_does_not_exist(
        self, world: World, mikko: Scope, foreign: int, role: Role
    ) -> None:
        scope = mikko if role is Role.COACH else Scope(mikko.account_id, role)
        before = rows(world), rows(world, Contact), audit(world)
        for command in everything(world, scope, "talvi", foreign):
            with pytest.raises(ForbiddenError):
                do(world, command)
        assert (rows(world), rows(world, Contact), audit(world)) == before

    def test_what_is_not_there_does_not_exist(self, world: World, kaisa: Scope) -> None:
        for arguments in ((acknowledge, kaisa, 999, [RUN], NOW), (mark_done, kaisa, 999, NOW)):
            with pytest.raises(ForbiddenError):
                do(world, *arguments)
        do(world, acknowledge, kaisa, enrolment(world), [RUN], NOW)
        with pytest.raises(ForbiddenError):  # a step that is no decision
            do(world, mark_done, kaisa, steps(world)[0].id, NOW)


class TestObjections:
    def objected_on(self, world: World) -> date | None:
        with reading(world.engine) as connection:
            query = select(Participant.prompts_objected_on).where(Participant.id == world.people["SYKSY"])
            found: date | None = connection.execute(query).scalar_one()
        return found

    def test_from_today_on_and_back(self, world: World, kaisa: Scope) -> None:
        person = world.people["SYKSY"]
        do(world, object_to_prompts, kaisa, person, NOW)
        do(world, object_to_prompts, kaisa, person, NOW + timedelta(days=3))
        assert self.objected_on(world) == TODAY
        do(world, withdraw_objection, kaisa, person)
        do(world, withdraw_objection, kaisa, person)
        assert self.objected_on(world) is None
        assert audit(world) == [
            ("object-to-prompts", {"participant": "SYKSY", "was": None}),
            ("withdraw-objection", {"participant": "SYKSY", "was": "2026-09-18"}),
        ]

    @pytest.mark.parametrize("role", [Role.COACH, Role.REPORTER, Role.AUDITOR])
    def test_only_a_coordinator_writes_one_down(self, world: World, mikko: Scope, role: Role) -> None:
        scope = mikko if role is Role.COACH else Scope(1, role)
        for command, arguments in ((object_to_prompts, (NOW,)), (withdraw_objection, ())):
            with pytest.raises(ForbiddenError):
                do(world, command, scope, world.people["SYKSY"], *arguments)
        assert self.objected_on(world) is None

    def test_nobody_who_does_not_exist(self, world: World, kaisa: Scope) -> None:
        with pytest.raises(ForbiddenError):
            do(world, object_to_prompts, kaisa, 999, NOW)

    def test_prompts_of_who_objects_are_not_there_for_anyone(self, world: World, kaisa: Scope, mikko: Scope) -> None:
        decision = decided(world, mikko)
        do(world, object_to_prompts, kaisa, world.people["SYKSY"], NOW)
        for scope in (kaisa, mikko):
            for command in everything(world, scope, "syksy", decision)[:3]:
                with pytest.raises(ForbiddenError):
                    do(world, command)
        do(world, mark_done, mikko, decision, NOW)
        assert [step.kind for step in steps(world)] == [StepKind.DECIDED, StepKind.DONE], "what was promised is kept"


class TestContacts(OnOneDatabase):
    def test_a_contact_is_kept_without_words(self, world: World, mikko: Scope) -> None:
        contact = do(world, record_contact, mikko, enrolment(world), TODAY, Channel.MESSAGE, False, NOW)
        with reading(world.engine) as connection:
            row = connection.execute(select(Contact.__table__)).one()
        assert (row.contacted_on, row.channel, row.reached) == (TODAY, "message", False)
        assert (row.id, row.recorded_by) == (contact, mikko.account_id)
        detail = {"participant": "SYKSY", "day": "2026-09-18", "channel": "message", "reached": False}
        assert audit(world) == [("contact", detail)]

    @pytest.mark.parametrize(
        ("day", "code"), [(MONDAY - timedelta(days=1), "before-entry"), (TODAY + timedelta(days=1), "ahead")]
    )
    def test_not_before_they_came_nor_ahead(self, world: World, mikko: Scope, day: date, code: str) -> None:
        with pytest.raises(RefusedError) as refused:
            do(world, record_contact, mikko, enrolment(world), day, Channel.PHONE, True, NOW)
        assert refused.value.code == code
        assert rows(world, Contact) == 0
