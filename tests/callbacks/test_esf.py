"""The page of the funder's forms as each role sees it."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, insert, update

from callbacks.esf import load
from dashboard.domain.access import Role, Scope
from dashboard.domain.calendar import HELSINKI
from dashboard.i18n import using_language
from dashboard.views import NO_FILTERS
from dashboard.views.esf import EsfView
from db.engine import writing
from db.schema import AccountCohort, Enrolment, EsfForm, Programme
from tests.support.funded import funded
from tests.support.world import World, new_world

SEPTEMBER = datetime(2026, 9, 10, 12, tzinfo=HELSINKI)


@pytest.fixture
def world(migrated_sqlite_url: str) -> Iterator[World]:
    world = new_world(migrated_sqlite_url)
    funded(world)
    yield world
    world.engine.dispose()


@pytest.fixture
def coach(world: World) -> Scope:
    """Mikko, coach of the autumn alone."""
    mikko = world.account("Mikko", "coach")
    with writing(world.engine) as connection:
        own = {"account_id": mikko, "cohort_id": world.cohorts["syksy"]}
        connection.execute(insert(AccountCohort).values(own))
    return Scope(mikko, Role.COACH, frozenset({world.cohorts["syksy"]}))


def page(engine: Engine, scope: Scope | None, now: datetime = SEPTEMBER, **params: object) -> EsfView:
    return load(engine, scope, params, now)


def test_the_headline_says_what_is_past_its_day(engine: Engine, coordinator: Scope) -> None:
    view = page(engine, coordinator)
    assert view.headline == "1 start form and 1 exit form are past their day"
    assert view.lead == (
        "Start forms signed: 2\xa0/\xa05. Exit forms signed: 1\xa0/\xa03. Of 1 it is written down why not."
    )
    assert page(engine, coordinator, cohorts="syksy").headline == "No form is past its day"
    period = page(engine, coordinator, **{"from": "2026-09-01"})
    assert period.headline == view.headline
    assert "The period narrows down the exact figures alone" in period.lead


def test_forms_that_wait_come_with_what_can_be_written_down(engine: Engine, coordinator: Scope, coach: Scope) -> None:
    waiting = page(engine, coordinator).waiting
    assert waiting is not None
    assert waiting.title == "4 forms wait for a signature"
    assert waiting.note == "Past their day first, then by date. Kaisa 1 and nobody yet 3."
    assert "unsigned records deleted, and 1 start form is past its day" in waiting.rule
    assert "Nothing is deleted by itself. An exit form is always asked for" in waiting.rule
    assert [(line.label, line.text, line.badge) for line in waiting.lines] == [
        ("B", "Start form, Spring: due 16 Mar 2026. Kaisa asks for it", "past its day"),
        ("C", "Exit form, Spring: due 8 May 2026. Nobody asks for it yet", "past its day"),
        ("C", "Start form, Autumn: due 14 Sep 2026. Nobody asks for it yet", "due in 4 days"),
        ("D", "Start form, Autumn: due 14 Sep 2026. Nobody asks for it yet", "due in 4 days"),
    ]
    fields = [line.fields for line in waiting.lines]
    assert all(fields)
    start, exit_form, *_rest = (one for one in fields if one)
    assert (start.with_reason, exit_form.with_reason, start.latest) == (False, True, date(2026, 9, 10))
    assert [option.label for option in start.owners] == ["Kaisa"], "Mikko does not see the spring"
    assert waiting.lines[0].href == "/esf/person?code=B"


def test_on_another_day_nothing_can_be_written_down(engine: Engine, coordinator: Scope) -> None:
    waiting = page(engine, coordinator, as_of="2026-03-20").waiting
    assert waiting is not None
    assert [line.label for line in waiting.lines] == ["B"]
    assert [line.fields for line in waiting.lines] == [None]
    assert "choose “now” to write something down" in waiting.note


def test_nothing_waits(world: World, coordinator: Scope) -> None:
    with writing(world.engine) as connection:
        connection.execute(update(EsfForm).values(signed_on=date(2026, 9, 1), missing_reason=None))
        connection.execute(
            update(Enrolment).where(Enrolment.id == world.enrolments["kevät", "C"]).values(exited_on=None)
        )
    view = page(world.engine, coordinator, cohorts="kevät")
    assert view.headline == "No form is past its day"
    assert view.waiting is not None
    assert (view.waiting.title, view.waiting.lines, view.waiting.rule) == ("No form waits for a signature", (), "")


def test_a_long_list_is_cut_and_says_so(world: World, coordinator: Scope) -> None:
    for number in range(25):
        world.enrol("syksy", f"P{number:02}", date(2026, 8, 31))
    waiting = page(world.engine, coordinator).waiting
    assert waiting is not None
    assert (len(waiting.lines), waiting.more) == (20, "and 9 more")


def test_how_forms_stand_by_cohort(engine: Engine, coordinator: Scope) -> None:
    chart = page(engine, coordinator).by_cohort
    assert chart is not None
    assert chart.title == "3 of 8 forms are signed"
    assert chart.table.rows == (
        ("Spring, start form", 3, 2, 0, 1, 0, None),
        ("Spring, exit form", 3, 1, 1, 1, 0, None),
        ("Autumn, start form", 2, 0, 0, 0, 2, None),
    )
    assert "Spring, exit form: 1 signed, 1 cannot be had, and 1 past its day." in chart.summary
    assert chart.figure is not None
    assert [trace["name"] for trace in chart.figure["data"]] == [
        "signed",
        "cannot be had",
        "past its day",
        "still in time",
    ]
    assert chart.figure["layout"]["meta"]["rows"][0] == "/esf?cohorts=kev%C3%A4t"


def test_records_are_reached_and_say_what_they_lack(engine: Engine, coordinator: Scope) -> None:
    records = page(engine, coordinator).records
    assert records is not None
    assert records.title == "3 of 4 records lack something"
    assert [(group.name, [(one.code, one.lacks) for one in group.people]) for group in records.groups] == [
        (
            "Spring",
            [("A", ""), ("B", "5 questions of 6"), ("C", "education and 6 questions of 6")],
        ),
        ("Autumn", [("D", "gender, age, employment, education, and 6 questions of 6")]),
    ]


class TestExactFigures:
    def test_are_asked_for_by_a_coordinator(self, engine: Engine, coordinator: Scope) -> None:
        ask = page(engine, coordinator, cohorts="syksy", as_of="2026-12-01").worksheet
        assert ask is not None
        assert (ask.chosen_set, ask.query) == ("ESF+", "?cohorts=syksy&as_of=2026-12-01")
        assert [option.value for option in ask.programmes] == ["ikut"]
        assert "EECO" not in repr(page(engine, coordinator)), "no figure before the password"

    def test_the_set_is_to_be_chosen_where_the_programme_has_none(self, world: World, coordinator: Scope) -> None:
        with writing(world.engine) as connection:
            connection.execute(update(Programme).values(funding=None))
        ask = page(world.engine, coordinator).worksheet
        assert ask is not None
        assert (ask.chosen_set, [option.value for option in ask.sets]) == ("", ["ESF", "ESF+"])


class TestRoles:
    def test_a_coach_sees_their_own_cohorts_and_no_exact_figures(self, engine: Engine, coach: Scope) -> None:
        view = page(engine, coach)
        assert view.headline == "No form is past its day"
        assert view.waiting is not None
        assert {line.label for line in view.waiting.lines} == {"C", "D"}
        assert view.worksheet is None
        for foreign in ("Spring", "kevät", "'B'"):
            assert foreign not in repr(view)
        assert page(engine, coach, cohorts="kevät").headline == view.headline

    def test_a_reporter_counts_forms_and_sees_no_person(self, engine: Engine, reporter: Scope) -> None:
        view = page(engine, reporter)
        assert view.headline == "1 start form and 1 exit form are past their day"
        assert view.by_cohort is not None
        assert view.by_cohort.title == "3 of 8 forms are signed"
        assert (view.waiting, view.records, view.worksheet) == (None, None, None)
        assert "/esf/person" not in repr(view)
        assert "Kaisa" not in repr(view)

    def test_an_auditor_sees_no_figures_and_nobody_sees_nothing(self, engine: Engine, auditor: Scope) -> None:
        nothing: dict[str, Any] = {"headline": "Your role reads the log, not the figures", "filters": NO_FILTERS}
        assert page(engine, auditor) == EsfView(**nothing)
        assert page(engine, None) == EsfView(headline="")


def test_before_anybody_has_entered(engine: Engine, coordinator: Scope) -> None:
    view = page(engine, coordinator, as_of="2026-01-01")
    assert view.headline == "No forms yet"
    assert "choose other cohorts or another day" in view.lead
    assert (view.waiting, view.by_cohort, view.records) == (None, None, None)
    assert view.worksheet is not None


def test_the_page_speaks_the_readers_language(engine: Engine, coordinator: Scope) -> None:
    with using_language("fi"):
        waiting = page(engine, coordinator).waiting
    assert waiting is not None
    assert "16.3.2026" in waiting.lines[0].text


def test_names_with_tags_are_drawn_as_text(world: World, coordinator: Scope) -> None:
    world.cohort("tags", date(2026, 8, 31), name="<b>Bold</b>")
    world.enrol("tags", "<i>X</i>", date(2026, 8, 31))
    chart = page(world.engine, coordinator, cohorts="tags").by_cohort
    assert chart is not None
    assert "<b>Bold" not in repr(chart.figure)
