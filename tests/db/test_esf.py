"""The funder's records and forms in a real database: what is counted, how forms stand, and who may ask."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import update

from dashboard.domain.access import ForbiddenError, Role, Scope, command_line_scope
from dashboard.domain.esf import (
    Cell,
    Event,
    EventKind,
    FormCounts,
    FormKind,
    FormStanding,
    Heard,
    IndicatorSet,
    Request,
    Stay,
    worksheet,
)
from dashboard.domain.esf.records import AgeBand, Answer, Education, Gender, Labour, Question
from dashboard.domain.follow_up import Kind, Outcome
from dashboard.domain.selection import Selection
from db.engine import reading, writing
from db.queries.esf import completeness, funded_programmes, own_enrolments, own_events
from db.queries.esf_forms import form_counts, form_items
from db.queries.esf_records import exact_records, own_record, records_for_disclosure
from db.schema import EsfForm, esf
from tests.support.funded import AUTUMN, C_LEFT, SPRING, SPRING_ENDS, funded
from tests.support.world import World, new_world

DECEMBER = Selection(as_of=date(2026, 12, 1))
KAISA, RAIJA, AUNE = command_line_scope(), Scope(3, Role.REPORTER), Scope(4, Role.AUDITOR)


@pytest.fixture
def world(migrated_url: str) -> Iterator[World]:
    world = new_world(migrated_url)
    funded(world)
    yield world
    world.engine.dispose()


@pytest.fixture
def mikko(world: World) -> Scope:
    """Coach of the autumn alone."""
    return Scope(2, Role.COACH, frozenset({world.cohorts["syksy"]}))


def ask(world: World, query: Callable[..., Any], scope: Scope = KAISA, *arguments: Any, **options: Any) -> Any:
    with reading(world.engine) as connection:
        return query(connection, scope, *(arguments or (DECEMBER,)), **options)


class TestRecords:
    def test_hold_every_enrolment_answer_and_event(self, world: World) -> None:
        by_person = {record.person: record for record in ask(world, exact_records)}
        a, b, c, d = (by_person[world.people[code]] for code in "ABCD")
        heard = Heard(Kind.SECOND, date(2026, 11, 7), Outcome.EMPLOYED)
        assert a.stays == (Stay("kevät", SPRING, SPRING_ENDS, Outcome.EMPLOYED, (heard,)),)
        assert a.events == (
            Event(date(2026, 5, 10), EventKind.JOB_SEARCHING),
            Event(date(2026, 5, 20), EventKind.EMPLOYED),
        )
        assert (a.background.gender, a.background.age, a.background.labour) == (
            Gender.FEMALE,
            AgeBand.FROM_25,
            Labour.INACTIVE,
        )
        assert len(a.background.answers) == 6
        assert b.background.answers == {Question.DISABILITY: Answer.REFUSED}
        assert b.stays[0].heard == (), "who was not reached said nothing"
        assert c.stays == (Stay("kevät", SPRING, C_LEFT), Stay("syksy", AUTUMN))
        assert c.background.education is None
        assert (d.background.complete, d.events) == (False, ())

    def test_make_the_worksheet(self, world: World) -> None:
        made = worksheet(ask(world, exact_records), Request(IndicatorSet.ESF_PLUS, date(2026, 12, 1)))
        totals = {row.indicator.code: row.total for row in made.rows}
        assert totals["EECO01"] == Cell(4, 4)
        assert totals["EECO02"] == Cell(1, 4, 1)
        assert totals["LEFT"] == Cell(2, 2), "C has come back"
        assert totals["EECR01"] == Cell(0, 1)
        assert totals["EECR04"] == Cell(1, 2, 1)
        assert totals["EECR05"] == Cell(1, 2, 1)

    def test_of_chosen_cohorts_have_the_others_too(self, world: World) -> None:
        autumn = Selection(cohorts=("syksy",), as_of=date(2026, 12, 1))
        records = ask(world, exact_records, KAISA, autumn)
        assert {record.person for record in records} == {world.people["C"], world.people["D"]}
        assert {record.entered_on for record in records} == {SPRING, AUTUMN}
        assert ask(world, exact_records, KAISA, Selection(cohorts=("syksy",), as_of=date(2026, 8, 30))) == []

    def test_a_word_that_is_none_of_ours_is_something_else(self, world: World) -> None:
        world.enrol("syksy", "E", AUTUMN, date(2026, 9, 30), "kotona")
        record = ask(world, own_record, KAISA, world.people["E"])
        assert record.stays[0].destination is Outcome.OTHER

    def test_of_another_programme_are_not_there(self, world: World) -> None:
        elsewhere = Selection(programme="toinen", as_of=date(2026, 12, 1))
        assert ask(world, exact_records, KAISA, elsewhere) == []

    def test_exact_ones_are_for_a_coordinator_alone(self, world: World, mikko: Scope) -> None:
        for scope in (mikko, RAIJA, AUNE):
            with pytest.raises(ForbiddenError):
                ask(world, exact_records, scope)

    def test_disclosure_control_gets_them_for_those_who_report(self, world: World, mikko: Scope) -> None:
        assert ask(world, records_for_disclosure, RAIJA) == ask(world, exact_records)
        for scope in (mikko, AUNE):
            with pytest.raises(ForbiddenError):
                ask(world, records_for_disclosure, scope)


class TestForms:
    def test_stand_as_they_stood_on_the_day(self, world: World) -> None:
        # C left on 10 April without anybody having planned a form: it is due 28 days later. A due day is in time.
        days: dict[date, dict[str, tuple[FormCounts, FormCounts]]] = {
            date(2026, 3, 16): {"kevät": (FormCounts(signed=2, open=1), FormCounts())},
            date(2026, 3, 17): {"kevät": (FormCounts(signed=2, overdue=1), FormCounts())},
            date(2026, 5, 8): {"kevät": (FormCounts(signed=2, overdue=1), FormCounts(explained=1, open=2))},
            date(2026, 5, 9): {"kevät": (FormCounts(signed=2, overdue=1), FormCounts(explained=1, open=1, overdue=1))},
            date(2026, 9, 14): {
                "kevät": (FormCounts(signed=2, overdue=1), FormCounts(signed=1, explained=1, overdue=1)),
                "syksy": (FormCounts(open=2), FormCounts()),
            },
            date(2026, 9, 15): {
                "kevät": (FormCounts(signed=2, overdue=1), FormCounts(signed=1, explained=1, overdue=1)),
                "syksy": (FormCounts(overdue=2), FormCounts()),
            },
        }
        for day, expected in days.items():
            found = ask(world, form_counts, KAISA, Selection(as_of=day))
            assert {code: tuple(row.values()) for code, row in found.items()} == expected, day

    def test_one_by_one_those_past_their_day_first(self, world: World) -> None:
        items = ask(world, form_items, KAISA, Selection(as_of=date(2026, 9, 10)), waiting=True)
        assert [(item.participant, item.kind, item.due_on, item.standing) for item in items] == [
            ("B", FormKind.START, date(2026, 3, 16), FormStanding.OVERDUE),
            ("C", FormKind.EXIT, date(2026, 5, 8), FormStanding.OVERDUE),
            ("C", FormKind.START, date(2026, 9, 14), FormStanding.OPEN),
            ("D", FormKind.START, date(2026, 9, 14), FormStanding.OPEN),
        ]
        assert [item.owner for item in items] == ["Kaisa", None, None, None]

    def test_of_one_person(self, world: World) -> None:
        items = ask(world, form_items, KAISA, DECEMBER, participant_id=world.people["B"])
        assert [(item.kind, item.standing, item.reason) for item in items] == [
            (FormKind.START, FormStanding.OVERDUE, None),
            (FormKind.EXIT, FormStanding.EXPLAINED, "muutti"),
        ]

    def test_a_reason_is_none_for_a_start_form(self, world: World) -> None:
        with writing(world.engine) as connection:
            connection.execute(update(EsfForm).where(EsfForm.signed_on.is_(None)).values(missing_reason="ei"))
        (start, _exit) = ask(world, form_items, KAISA, DECEMBER, participant_id=world.people["B"])
        assert (start.standing, start.reason) == (FormStanding.OVERDUE, None)

    def test_what_differs_is_seen_to_differ(self, world: World) -> None:
        seen = {item.seen for item in ask(world, form_items)}
        assert len(seen) == 6, "of eight forms three are untouched, and alike"

    def test_a_reporter_counts_and_sees_no_person(self, world: World, mikko: Scope) -> None:
        assert ask(world, form_counts, RAIJA) == ask(world, form_counts)
        for scope in (RAIJA, AUNE):
            with pytest.raises(ForbiddenError):
                ask(world, form_items, scope)
            with pytest.raises(ForbiddenError):
                ask(world, completeness, scope)
        with pytest.raises(ForbiddenError):
            ask(world, form_counts, AUNE)

    def test_a_coach_sees_those_of_their_own_cohorts(self, world: World, mikko: Scope) -> None:
        assert set(ask(world, form_counts, mikko)) == {"syksy"}
        assert {item.cohort for item in ask(world, form_items, mikko)} == {"syksy"}


class TestOnePerson:
    def test_what_is_missing_is_said_without_what_is_there(self, world: World) -> None:
        found = [(one.cohort, one.participant, one.missing, one.unasked) for one in ask(world, completeness)]
        everything = ("gender", "age_band", "labour_status", "education_band")
        assert found == [
            ("kevät", "A", (), 0),
            ("kevät", "B", (), 5),
            ("kevät", "C", ("education_band",), 6),
            ("syksy", "D", everything, 6),
        ]

    def test_a_coach_sees_their_part_of_it(self, world: World, mikko: Scope) -> None:
        assert [(one.cohort, one.participant) for one in ask(world, completeness, mikko)] == [
            ("syksy", "C"),
            ("syksy", "D"),
        ]
        c = world.people["C"]
        record = ask(world, own_record, mikko, c)
        assert [stay.cohort for stay in record.stays] == ["syksy"]
        assert [one.cohort for one in ask(world, own_enrolments, mikko, c)] == ["syksy"]
        assert ask(world, own_events, mikko, c) == []
        assert ask(world, own_record, mikko, world.people["A"]) is None

    def test_enrolments_and_events_latest_first(self, world: World) -> None:
        assert [one.cohort for one in ask(world, own_enrolments, KAISA, world.people["C"])] == ["syksy", "kevät"]
        events = ask(world, own_events, KAISA, world.people["A"])
        assert [(one.kind, one.happened_on, one.version) for one in events] == [
            (EventKind.EMPLOYED, date(2026, 5, 20), 1),
            (EventKind.JOB_SEARCHING, date(2026, 5, 10), 1),
        ]

    def test_who_sees_no_person_sees_none(self, world: World) -> None:
        for query in (own_record, own_enrolments, own_events):
            for scope in (RAIJA, AUNE):
                with pytest.raises(ForbiddenError):
                    ask(world, query, scope, world.people["A"])


def test_programmes_say_how_they_are_funded(world: World, mikko: Scope) -> None:
    (programme,) = ask(world, funded_programmes)
    assert (programme.code, programme.indicator_set, programme.project_code) == (
        "ikut",
        IndicatorSet.ESF_PLUS,
        "S21958",
    )
    assert [one.code for one in ask(world, funded_programmes, mikko)] == ["ikut"]
    with pytest.raises(ForbiddenError):
        ask(world, funded_programmes, AUNE)


def test_the_words_are_those_of_the_tables() -> None:
    assert tuple(AgeBand) == esf.AGE_BANDS
    assert tuple(Gender) == esf.GENDERS
    assert tuple(Labour) == esf.LABOUR_STATUSES
    assert tuple(Education) == esf.EDUCATION_BANDS
    assert tuple(Answer) == esf.ANSWERS
    assert tuple(Question) == esf.SENSITIVE
    assert tuple(EventKind) == esf.EVENT_KINDS
