"""R8 behind plan, R10 no contact: right answers, and what must not fire."""

from datetime import date, timedelta

import pytest

from dashboard.domain.support import PlannedModule
from tests.domain.support.people import MONDAY, marks, person, prompts

WEEK = timedelta(days=7)


def week(number: int, weekday: int = 0) -> date:
    """A day of a programme week."""
    return MONDAY + (number - 1) * WEEK + timedelta(days=weekday)


def modules(*done: date | None) -> tuple[PlannedModule, ...]:
    """Modules planned for weeks 1, 2, 3 and so on, completed on these days."""
    return tuple(PlannedModule(f"M{number}", number, on) for number, on in enumerate(done, 1))


class TestBehindPlan:
    @pytest.mark.parametrize(
        ("done", "as_of", "fires"),
        [
            ((week(1), week(2), None, None), week(4), True),  # 2 of 4
            ((week(1), week(2), None, None), week(3, 6), False),  # week 3
            ((week(1), week(2), week(3), None), week(4), False),  # one fewer
            ((None, None, week(3), week(4)), week(4), True),
            ((*(week(1),) * 7, None, None), week(9), False),  # 7 of 9 is more than three quarters
            ((*(week(1),) * 6, None, None), week(8), True),  # 6 of 8 is not
            ((None, None, week(1), week(1), week(1), week(1)), week(4), False),  # two ahead make up for two open
            ((week(4, 1), None, None, None), week(4), True),  # done tomorrow
        ],
    )
    def test_fires(self, done: tuple[date | None, ...], as_of: date, fires: bool) -> None:
        assert ("R8" in prompts(person("", modules=modules(*done)), as_of)) == fires

    def test_says_what_it_counted(self) -> None:
        prompt = prompts(person("", modules=modules(week(1), None, None, None, None)), week(4, 3))["R8"]
        assert prompt.values == {"done": 1, "num": 4}
        assert [module.code for module in prompt.evidence if isinstance(module, PlannedModule)] == [
            "M1",
            "M2",
            "M3",
            "M4",
        ]
        assert prompt.since == week(4)

    def test_one_planned_module_is_too_few(self) -> None:
        assert (
            prompts(person("", modules=(PlannedModule("M1", 1, None), PlannedModule("M2", None, None))), week(9)) == {}
        )

    def test_fires_again_since_the_next_planned_week(self) -> None:
        done = modules(week(5, 2), week(5, 3), None, None, None, None)
        assert prompts(person("", modules=done), week(6, 2))["R8"].since == week(4)
        caught_up = modules(week(5, 1), week(5, 2), week(5, 3), week(5, 4), None, None)
        assert "R8" not in prompts(person("", modules=caught_up), week(5, 4))
        assert prompts(person("", modules=caught_up), week(6, 2))["R8"].since == week(6)

    def test_who_joins_late_is_not_behind_what_was_over(self) -> None:
        late = person("", modules=modules(*(None,) * 6), enrolled_on=week(5, 1))
        assert "R8" not in prompts(late, week(5, 1))
        assert prompts(late, week(6))["R8"].values == {"done": 0, "num": 2}

    def test_it_stands_since_the_day_of_joining_at_the_earliest(self) -> None:
        both_in_week_5 = (PlannedModule("M1", 5, None), PlannedModule("M2", 5, None))
        joined = person("", modules=both_in_week_5, enrolled_on=week(5, 2))
        assert prompts(joined, week(5, 4))["R8"].since == week(5, 2)


class TestNoContact:
    def test_a_week_of_silence(self) -> None:
        facts = person("." * 5 + "x" * 5)
        friday = week(2, 4)
        prompt = prompts(facts, friday)["R10"]
        assert prompt.values == {"num": 7}
        assert prompt.since == friday
        assert prompt.evidence == facts.marks[5:]
        assert "R10" not in prompts(facts, friday - timedelta(days=1))

    def test_since_does_not_move(self) -> None:
        prompt = prompts(person("." * 5 + "x" * 10), week(3, 2))["R10"]
        assert (prompt.since, prompt.values["num"]) == (week(2, 4), 12)

    @pytest.mark.parametrize("sign", [".", "l", "u", "b", "a"])
    def test_any_sign_ends_it(self, sign: str) -> None:
        assert "R10" not in prompts(person("." * 5 + "xx" + sign + "xx"))

    @pytest.mark.parametrize("no_sign", ["x", "?", "-"])
    def test_what_is_no_sign(self, no_sign: str) -> None:
        assert "R10" in prompts(person("." * 5 + "xx" + no_sign + "xx"))

    def test_an_excused_absence_that_was_told_of_is_a_sign(self) -> None:
        told = marks("e", week(2, 2), notice="before")
        assert "R10" not in prompts(person([*marks("....."), *told, *marks("xx", week(2, 3))]), week(2, 4))

    @pytest.mark.parametrize(("contact", "fires"), [(week(1, 4), True), (week(2, 0), False), (week(2, 5), True)])
    def test_a_contact_within_the_week_ends_it(self, contact: date, fires: bool) -> None:
        assert ("R10" in prompts(person("....." + "x" * 5, contacts=(contact,)), week(2, 4))) == fires

    @pytest.mark.parametrize(("expected", "fires"), [("x", False), ("xx", True), ("xe", False), ("eeeee", False)])
    def test_wants_two_sessions_from_which_they_were_not_excused(self, expected: str, fires: bool) -> None:
        facts = person([*marks("....."), *marks(expected, week(2))])
        assert ("R10" in prompts(facts, week(2, 4))) == fires

    def test_a_week_without_sessions_is_quiet_for_everyone(self) -> None:
        assert prompts(person("....."), week(4)) == {}

    def test_meetings_with_a_psychologist_are_not_expected_but_to_come_is_a_sign(self) -> None:
        missed = marks("xx", week(2), counts=False, individual=True)
        assert "R10" not in prompts(person([*marks("....."), *missed]), week(2, 4))
        came = marks(".", week(2), counts=False, individual=True)
        assert "R10" not in prompts(person([*marks("....."), *marks("xxxx", week(2)), *came]), week(2, 4))

    def test_who_has_just_joined_is_given_a_week(self) -> None:
        joined = person(marks("xxxx", week(3)), enrolled_on=week(3))
        assert "R10" not in prompts(joined, week(3, 5))
        assert prompts(joined, week(3, 6))["R10"].values == {"num": 7}

    def test_before_the_cohort_begins_nobody_is_missed(self) -> None:
        facts = person(marks("xxxx"), enrolled_on=MONDAY - timedelta(days=60))
        assert "R10" not in prompts(facts, week(1, 5))
        assert prompts(facts, week(1, 6))["R10"].values == {"num": 7}

    def test_is_not_withheld_where_registers_are_missing(self) -> None:
        assert set(prompts(person("." * 5 + "x----"), week(2, 4))) == {"R10", "T2"}
