"""R4 silent absences, R5 notice habit, R6 lateness, R7 guidance missed: right answers, and what must not fire."""

import pytest

from tests.domain.support.people import marks, person, prompts


class TestSilentAbsences:
    @pytest.mark.parametrize(
        ("letters", "length"),
        [
            ("...xx", 2),
            ("...xxx", 3),
            ("...x", None),
            ("..xx.", None),
            ("...xb", None),
            ("...x?", None),
            ("...xa", None),
            ("...xex", 2),
            ("...xe", None),
            ("...ee", None),  # excused, also without notice
            ("xx", 2),
        ],
    )
    def test_length(self, letters: str, length: int | None) -> None:
        found = prompts(person(letters)).get("R4")
        assert (found and found.values["num"]) == length

    def test_fires_since_the_second(self) -> None:
        facts = person("..xexx")
        prompt = prompts(facts)["R4"]
        assert prompt.since == facts.marks[4].date
        assert [mark.date for mark in prompt.evidence] == [facts.marks[place].date for place in (2, 4, 5)]


class TestNoticeHabit:
    @pytest.mark.parametrize(
        ("letters", "fires"),
        [
            ("x..x..x..x", True),
            ("x..x..x..b", False),
            ("x..x..x..?", False),
            ("x..x..x..e", False),
            ("x" + "." * 16 + "xxx", True),  # exactly twenty
            ("x" + "." * 17 + "xxx", False),
            ("x" + "." * 13 + "eeee" + "...xxx", True),  # twenty countable
        ],
    )
    def test_fires(self, letters: str, fires: bool) -> None:
        assert ("R5" in prompts(person(letters))) == fires

    def test_says_what_it_counted(self) -> None:
        facts = person("x.bx..x..x.x.")
        prompt = prompts(facts)["R5"]
        assert prompt.values == {"num": 5}
        assert [mark.notice for mark in prompt.evidence] == ["none"] * 5
        assert prompt.since == facts.marks[9].date


class TestLateness:
    @pytest.mark.parametrize(
        ("letters", "fires"),
        [
            ("...lllll", True),
            ("..lllll", False),  # seven attended
            ("..lllllb", False),
            (".....lllll", True),
            ("lllll.....", True),
            ("lllll......", False),
            ("...llllm", False),  # fourteen minutes
            ("...llllu", False),  # nobody knows how many
            ("...lblbelbl.l", True),
        ],
    )
    def test_fires(self, letters: str, fires: bool) -> None:
        assert ("R6" in prompts(person(letters))) == fires

    def test_says_what_it_counted(self) -> None:
        facts = person(".....lllbll.")
        prompt = prompts(facts)["R6"]
        assert prompt.values == {"num": 5, "of": 10}
        assert len(prompt.evidence) == 10
        assert prompt.since == facts.marks[10].date


class TestGuidanceMissed:
    def test_the_last_two_missed(self) -> None:
        facts = person([*marks("....."), *marks("..bx", activity="ohjaus", individual=True)])
        prompt = prompts(facts)["R7"]
        assert prompt.values == {"num": 2}
        assert all(mark.individual for mark in prompt.evidence)
        assert prompt.since == prompt.evidence[-1].date

    @pytest.mark.parametrize("letters", ["b.", ".b", "be", "eb", "ee", "b-", "bl"])
    def test_once_or_excused_or_not_recorded_is_not_twice(self, letters: str) -> None:
        group = marks("." * 15)
        assert "R7" not in prompts(person([*group, *marks(letters, individual=True)]), group[-1].date)

    def test_an_excused_one_between_does_not_part_them(self) -> None:
        assert "R7" in prompts(person(marks("beb", individual=True)))

    def test_group_sessions_are_no_guidance(self) -> None:
        assert "R7" not in prompts(person("..bb"))

    def test_the_psychologist_is_no_guidance(self) -> None:
        assert prompts(person([*marks("..."), *marks("xx", individual=True, counts=False)])) == {}
