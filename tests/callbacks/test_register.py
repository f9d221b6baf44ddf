"""The registers to take as each role sees them; today is a Thursday of the autumn cohort's third week."""

from datetime import datetime, time, timedelta

import pytest

from callbacks.register import load
from dashboard.domain.access import Role, Scope
from dashboard.domain.calendar import HELSINKI
from dashboard.domain.register_taking import Stage
from dashboard.views import RegisterList, RegistersView
from db.commands.notices import NewNotice, record_notice
from db.engine import writing
from tests.callbacks.conftest import AUTUMN
from tests.support.world import World

THURSDAY = datetime(2026, 10, 22, 9, 5, tzinfo=HELSINKI)
TODAY = THURSDAY.date()


def show(world: World, scope: Scope | None, now: datetime = THURSDAY, **params: object) -> RegistersView:
    return load(world.engine, scope, params, now)


def lines(rows: RegisterList | None) -> list[tuple[str, str, str]]:
    assert rows is not None
    return [(line.when, line.what, line.said) for line in rows.lines]


def test_todays_come_first_then_what_is_not_taken_then_the_week(world: World, kaisa: Scope) -> None:
    world.activity("ohjaus", individual=True, name_en="Guidance")
    world.session("syksy", TODAY, "ohjaus", time(13), 60, "B")
    world.session("syksy", AUTUMN + timedelta(days=4), "IT")
    cancelled = world.session("syksy", TODAY + timedelta(days=1), "IT", cancelled_at=THURSDAY)
    view = show(world, kaisa)
    assert view.headline == "2 registers to take today"
    assert lines(view.today) == [
        ("9:00–12:00", "arki, Autumn", "2 of 3"),
        ("13:00–14:00", "Guidance B, Autumn", "0 of 1"),
    ]
    assert lines(view.not_taken) == [("Fri 9 Oct 9:00", "IT, Autumn", "0 of 3")]
    assert lines(view.week) == [
        ("Mon 19 Oct 9:00", "ryhmä, Autumn", "3 of 3"),
        ("Tue 20 Oct 9:00", "Finnish, Autumn", "3 of 3"),
        ("Wed 21 Oct 9:00", "IT, Autumn", "3 of 3"),
        ("Fri 23 Oct 9:00", "IT, Autumn", "cancelled"),
    ]
    assert view.week is not None
    assert view.week.lines[-1].href == f"/register/session?id={cancelled}"
    assert [line.stage for line in view.week.lines] == [Stage.TAKEN] * 3 + [Stage.CANCELLED]


def test_meetings_that_are_not_for_everybody_are_closed_away(world: World, kaisa: Scope) -> None:
    world.session("syksy", TODAY, "psykologi", time(14), 60, "C")
    view = show(world, kaisa)
    assert lines(view.restricted) == [
        ("14:00–15:00", "psykologi C, Autumn", "0 of 1"),
        ("Tue 20 Oct 9:00", "psykologi A, Autumn", "1 of 1"),
    ]
    assert "psykologi" not in str([view.today, view.not_taken, view.week])


def test_it_says_when_nothing_is_left_to_do(world: World, kaisa: Scope) -> None:
    monday = datetime(2026, 10, 19, 13, tzinfo=HELSINKI)
    view = show(world, kaisa, monday)
    assert view.headline == "Every register is taken"
    assert view.not_taken is not None
    assert (view.not_taken.lines, view.not_taken.empty) == ((), "Every earlier register is taken.")
    friday = datetime(2026, 10, 23, 8, tzinfo=HELSINKI)
    assert show(world, kaisa, friday).headline == "1 earlier register is not taken"
    saturday = show(world, kaisa, datetime(2026, 11, 7, 8, tzinfo=HELSINKI))
    assert saturday.today is not None
    assert (saturday.today.lines, saturday.today.empty) == ((), "No session today.")


def test_a_long_list_is_cut_and_says_so(world: World, kaisa: Scope) -> None:
    for hour in range(6, 6 + 22):
        day = AUTUMN + timedelta(days=4 + hour // 24)
        world.session("syksy", day, "IT", time(hour % 24), 30)
    view = show(world, kaisa)
    assert view.not_taken is not None
    assert (len(view.not_taken.lines), view.not_taken.more) == (20, "and 2 more")


def test_only_the_cohorts_can_be_chosen(world: World, kaisa: Scope) -> None:
    view = show(world, kaisa, cohorts="kevät", as_of="2026-03-02", to="2026-03-01")
    assert (view.filters.with_cohorts, view.filters.with_period, view.filters.with_as_of) == (True, False, False)
    # A register is taken now, whatever day the other pages look back from.
    assert view.headline == "Every register is taken"


def test_absences_told_beforehand_are_listed_with_whom_they_can_be_about(world: World, kaisa: Scope) -> None:
    new = NewNotice(world.enrolments["syksy", "A"], TODAY, TODAY + timedelta(days=1), excused=True, reason="official")
    with writing(world.engine) as connection:
        notice = record_notice(connection, kaisa, new, THURSDAY, TODAY)
    card = show(world, kaisa).notices
    assert card is not None
    assert [(line.notice_id, line.who, line.said) for line in card.lines] == [
        (notice, "A, Autumn", "22 Oct–23 Oct 2026, excused, authority or criminal proceedings")
    ]
    assert card.form is not None
    assert [option.label for option in card.form.people] == ["A", "B", "C"]


class TestWhoSeesThem:
    def test_a_coach_their_own_cohorts(self, world: World, mikko: Scope) -> None:
        view = show(world, mikko)
        assert lines(view.today) == lines(view.week) == []
        assert "Autumn" not in str(view)

    @pytest.mark.parametrize("role", [Role.REPORTER, Role.AUDITOR])
    def test_nobody_else(self, world: World, role: Role) -> None:
        view = show(world, Scope(7, role))
        assert view.headline == "Registers are taken by those who work with the cohorts"
        assert (view.today, view.not_taken, view.week, view.restricted, view.notices) == (None,) * 5

    def test_without_a_sign_in_there_is_nothing(self, world: World) -> None:
        assert show(world, None) == RegistersView(headline="")
