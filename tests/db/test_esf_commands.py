"""Writing down forms, backgrounds and events: what is written, what is refused, and what the log says of it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from dashboard.domain.access import ForbiddenError, Role, Scope
from dashboard.domain.esf import Background, EventKind, FormKind, FormStanding
from dashboard.domain.esf.records import AgeBand, Answer, Education, Gender, Labour, Question
from dashboard.domain.selection import Selection
from db.commands.errors import RefusedError, StaleError
from db.commands.esf import record_background, record_event, record_worksheet, remove_event
from db.commands.esf_forms import FormChange, record_form
from db.engine import reading, writing
from db.queries.esf import own_events
from db.queries.esf_forms import form_items
from db.queries.esf_records import own_record
from db.schema import AccountCohort, Audit, EsfForm
from tests.support.funded import funded
from tests.support.world import World, new_world

TODAY = date(2026, 12, 1)


@pytest.fixture
def world(migrated_url: str) -> Iterator[World]:
    world = new_world(migrated_url)
    funded(world)
    mikko = world.account("Mikko", "coach")
    with writing(world.engine) as connection:
        connection.execute(
            AccountCohort.__table__.insert().values(account_id=mikko, cohort_id=world.cohorts["syksy"])  # type: ignore[attr-defined]
        )
    yield world
    world.engine.dispose()


@pytest.fixture
def kaisa(world: World) -> Scope:
    return Scope(1, Role.COORDINATOR)


@pytest.fixture
def mikko(world: World) -> Scope:
    """Coach of the autumn alone."""
    return Scope(2, Role.COACH, frozenset({world.cohorts["syksy"]}))


OTHERS = (Scope(1, Role.REPORTER), Scope(1, Role.AUDITOR))


def run(world: World, command: Callable[..., None], *arguments: Any) -> None:
    with writing(world.engine) as connection:
        command(connection, *arguments)


def item(world: World, person: str, kind: FormKind, cohort: str = "kevät") -> Any:
    with reading(world.engine) as connection:
        items = form_items(connection, Scope(1, Role.COORDINATOR), Selection(as_of=TODAY))
    return next(one for one in items if (one.participant, one.kind, one.cohort) == (person, kind, cohort))


def change(world: World, person: str, kind: FormKind, cohort: str = "kevät", **values: Any) -> FormChange:
    stands = item(world, person, kind, cohort)
    as_it_is = FormChange(
        stands.enrolment_id,
        kind,
        stands.signed_on,
        stands.reason or "",
        stands.owner_id,
        stands.due_on,
        stands.seen,
    )
    return replace(as_it_is, **values)


def log(world: World) -> list[tuple[str, str, Any]]:
    with reading(world.engine) as connection:
        rows = connection.execute(select(Audit.__table__).order_by(Audit.id))
        return [(row.action, row.subject, row.detail) for row in rows]


class TestForms:
    def test_a_start_form_is_signed_at_last(self, world: World, kaisa: Scope) -> None:
        run(world, record_form, kaisa, change(world, "B", FormKind.START, signed_on=date(2026, 11, 30)), TODAY)
        signed = item(world, "B", FormKind.START)
        assert (signed.signed_on, signed.due_on, signed.owner) == (date(2026, 11, 30), date(2026, 3, 16), "Kaisa")
        before = {"signed_on": None, "reason": False, "owner": 1, "due_on": "2026-03-16"}
        assert log(world) == [("record", "esf_form", {"kind": "start", "before": before})]

    def test_one_that_nobody_had_planned_gets_its_day(self, world: World, mikko: Scope) -> None:
        run(world, record_form, mikko, change(world, "D", FormKind.START, "syksy", owner_id=2), TODAY)
        planned = item(world, "D", FormKind.START, "syksy")
        assert (planned.due_on, planned.owner, planned.signed_on) == (date(2026, 9, 14), "Mikko", None)

    def test_another_day_can_be_agreed_on(self, world: World, kaisa: Scope) -> None:
        later = change(world, "B", FormKind.START, due_on=date(2026, 12, 15))
        run(world, record_form, kaisa, later, TODAY)
        agreed = item(world, "B", FormKind.START)
        assert (agreed.due_on, agreed.standing) == (date(2026, 12, 15), FormStanding.OPEN)
        run(world, record_form, kaisa, change(world, "B", FormKind.START, due_on=None), TODAY)
        assert item(world, "B", FormKind.START).due_on == date(2026, 3, 16), "the usual time after the entry"

    def test_a_reason_is_written_down_and_stays_out_of_the_log(self, world: World, kaisa: Scope) -> None:
        run(world, record_form, kaisa, change(world, "C", FormKind.EXIT, reason="vaihtoi numeroa"), TODAY)
        assert item(world, "C", FormKind.EXIT).reason == "vaihtoi numeroa"
        assert "vaihtoi" not in repr(log(world))

    def test_a_form_that_turns_up_after_all_takes_the_reason_away(self, world: World, kaisa: Scope) -> None:
        found = change(world, "B", FormKind.EXIT, signed_on=date(2026, 6, 1), reason="")
        run(world, record_form, kaisa, found, TODAY)
        assert (item(world, "B", FormKind.EXIT).reason, log(world)[0][2]["before"]["reason"]) == (None, True)

    def test_what_cannot_be_is_refused(self, world: World, kaisa: Scope) -> None:
        start, exit_form = change(world, "B", FormKind.START), change(world, "B", FormKind.EXIT)
        still_here = FormChange(world.enrolments["syksy", "D"], FormKind.EXIT, TODAY, "", None, None, "")
        refusals = {
            "not-left": still_here,
            "signed-later": replace(start, signed_on=date(2026, 12, 2)),
            "before-entry": replace(exit_form, signed_on=date(2026, 3, 1), reason=""),
            "due-before": replace(start, due_on=date(2026, 3, 1)),
            "start-has-no-reason": replace(start, reason="muutti"),
            "signed-and-reason": replace(exit_form, signed_on=TODAY),
            # Mikko has nothing to do with the spring, and 99 is nobody.
            "no-such-owner": replace(start, owner_id=2),
        }
        for code, asked in [*refusals.items(), ("no-such-owner", replace(start, owner_id=99))]:
            with pytest.raises(RefusedError) as refused:
                run(world, record_form, kaisa, asked, TODAY)
            assert refused.value.code == code
        assert log(world) == []

    def test_somebody_who_looked_before_a_colleague_wrote_is_told(self, world: World, kaisa: Scope) -> None:
        early = change(world, "B", FormKind.START, owner_id=None)
        run(world, record_form, kaisa, change(world, "B", FormKind.START, signed_on=TODAY), TODAY)
        with pytest.raises(StaleError) as stale:
            run(world, record_form, kaisa, early, TODAY)
        current = stale.value.current
        assert (current["signed_on"], current["reason"], current["owner"]) == (TODAY, None, "Kaisa")
        # Knowing of it, they may go on.
        run(world, record_form, kaisa, replace(early, signed_on=TODAY, seen=current["seen"]), TODAY)
        assert item(world, "B", FormKind.START).owner is None

    def test_nobody_writes_beyond_their_own(self, world: World, mikko: Scope) -> None:
        foreign = change(world, "B", FormKind.START, signed_on=TODAY)
        for scope in (mikko, *OTHERS):
            with pytest.raises(ForbiddenError):
                run(world, record_form, scope, foreign, TODAY)
            with pytest.raises(ForbiddenError):
                run(world, record_form, scope, replace(foreign, enrolment_id=9999), TODAY)
        with reading(world.engine) as connection:
            assert connection.scalar(select(EsfForm.signed_on).where(EsfForm.signed_on == TODAY)) is None


NEW = Background(
    gender=Gender.OTHER,
    age=AgeBand.FROM_30,
    labour=Labour.EMPLOYED,
    education=Education.ISCED_3_4,
    answers={Question.DISABILITY: Answer.REFUSED, Question.RURAL: Answer.NO},
)


class TestBackgrounds:
    def known(self, world: World, code: str) -> Background:
        with reading(world.engine) as connection:
            record = own_record(connection, Scope(1, Role.COORDINATOR), world.people[code])
        assert record is not None
        return record.background

    def test_one_is_written_and_one_is_changed(self, world: World, mikko: Scope) -> None:
        for code in ("D", "C"):
            run(world, record_background, mikko, world.people[code], NEW, self.known(world, code).seen)
            assert self.known(world, code) == NEW
        (_action, subject, first), (*_rest, second) = log(world)
        assert subject == "esf_background"
        assert set(first["changed"]) == {
            "gender",
            "age_band",
            "labour_status",
            "education_band",
            "disability",
            "rural",
        }
        assert "refused" not in repr(log(world)), "the log does not tell what somebody answered"
        assert second["changed"] == first["changed"]

    def test_nothing_new_is_nothing_written(self, world: World, kaisa: Scope) -> None:
        known = self.known(world, "A")
        run(world, record_background, kaisa, world.people["A"], known, known.seen)
        assert log(world) == []

    def test_somebody_who_looked_before_a_colleague_wrote_is_told(self, world: World, kaisa: Scope) -> None:
        old = self.known(world, "C").seen
        run(world, record_background, kaisa, world.people["C"], NEW, old)
        with pytest.raises(StaleError) as stale:
            run(world, record_background, kaisa, world.people["C"], Background(), old)
        assert stale.value.current == {"background": NEW, "seen": NEW.seen}

    def test_nobody_writes_beyond_their_own(self, world: World, mikko: Scope) -> None:
        known = self.known(world, "A")
        for scope in (mikko, *OTHERS):
            for person in (world.people["A"], 9999):
                with pytest.raises(ForbiddenError):
                    run(world, record_background, scope, person, NEW, known.seen)
        assert self.known(world, "A") == known


class TestEvents:
    def events(self, world: World, code: str) -> list[tuple[EventKind, date]]:
        with reading(world.engine) as connection:
            found = own_events(connection, Scope(1, Role.COORDINATOR), world.people[code])
        return [(event.kind, event.happened_on) for event in found]

    def test_one_is_written_down_and_taken_away(self, world: World, mikko: Scope) -> None:
        enrolment = world.enrolments["syksy", "D"]
        run(world, record_event, mikko, enrolment, EventKind.EMPLOYED, TODAY, TODAY)
        assert self.events(world, "D") == [(EventKind.EMPLOYED, TODAY)]
        with reading(world.engine) as connection:
            (event,) = own_events(connection, mikko, world.people["D"])
        run(world, remove_event, mikko, event.id, event.version)
        assert self.events(world, "D") == []
        assert log(world) == [
            ("record", "esf_event", {"kind": "employed"}),
            ("remove", "esf_event", {"kind": "employed", "happened_on": "2026-12-01"}),
        ]

    def test_what_cannot_be_is_refused(self, world: World, kaisa: Scope) -> None:
        days = {"later": date(2026, 12, 2), "happened-before-entry": date(2026, 3, 1), "already": date(2026, 5, 20)}
        for code, day in days.items():
            with pytest.raises(RefusedError) as refused:
                run(world, record_event, kaisa, world.enrolments["kevät", "A"], EventKind.EMPLOYED, day, TODAY)
            assert refused.value.code == code
        assert log(world) == []

    def test_nobody_writes_beyond_their_own(self, world: World, kaisa: Scope, mikko: Scope) -> None:
        with reading(world.engine) as connection:
            foreign = own_events(connection, kaisa, world.people["A"])[0]
        for scope in (mikko, *OTHERS):
            with pytest.raises(ForbiddenError):
                run(world, record_event, scope, world.enrolments["kevät", "A"], EventKind.INACTIVE, TODAY, TODAY)
            with pytest.raises(ForbiddenError):
                run(world, remove_event, scope, foreign.id, foreign.version)
        with pytest.raises(ForbiddenError):
            run(world, remove_event, kaisa, 9999, 1)
        with pytest.raises(StaleError):
            run(world, remove_event, kaisa, foreign.id, foreign.version + 1)
        assert len(self.events(world, "A")) == 2


def test_that_exact_figures_were_read_is_for_a_coordinator_to_be_written_down(
    world: World, kaisa: Scope, mikko: Scope
) -> None:
    run(world, record_worksheet, kaisa, world.programme, {"set": "ESF+", "format": "csv"})
    assert log(world) == [("eura", "programme", {"set": "ESF+", "format": "csv"})]
    for scope in (mikko, *OTHERS):
        with pytest.raises(ForbiddenError):
            run(world, record_worksheet, scope, world.programme, {})
