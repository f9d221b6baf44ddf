"""R1 low attendance, R2 recent drop, R3 run of absences, R9 many excused: right answers, and what must not fire."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dashboard.domain.support import Parameters
from dashboard.domain.support.attendance import likely_low, probability_below
from tests.domain.support.people import MONDAY, PARAMETERS, marks, person, prompts

LARGEST = {6: 3, 7: 3, 8: 4, 9: 5, 10: 6, 12: 7, 15: 10, 20: 13, 25: 17, 30: 21, 40: 29, 50: 37}


class TestLowAttendance:
    @pytest.mark.parametrize(("countable", "attended"), LARGEST.items())
    def test_fires_up_to_so_many_attended(self, countable: int, attended: int) -> None:
        fires = [likely_low(came, countable, PARAMETERS) for came in range(countable + 1)]
        assert fires == [came <= attended for came in range(countable + 1)]

    @pytest.mark.parametrize(("countable", "attended"), LARGEST.items())
    def test_the_whole_rule_says_the_same_of_a_sequence(self, countable: int, attended: int) -> None:
        def fires(came: int) -> bool:
            return "R1" in prompts(person("." * came + "b" * (countable - came)))

        assert fires(attended)
        assert not fires(attended + 1)

    @pytest.mark.parametrize(
        ("attended", "countable", "probability"),
        [(3, 6, 0.8358), (5, 8, 0.7582), (6, 10, 0.8369), (14, 20, 0.7903)],
    )
    def test_probabilities(self, attended: int, countable: int, probability: float) -> None:
        assert probability_below(0.8, 8 + attended, 2 + countable - attended) == pytest.approx(probability, abs=5e-5)

    def test_nothing_of_two_is_withheld(self) -> None:
        assert not likely_low(0, 2, PARAMETERS)
        assert "R1" not in prompts(person("bb"))

    @pytest.mark.parametrize("letters", ["bbbbb", "bbbbbeee", "bbbbb---------------"])
    def test_five_countable_are_too_few_whatever_else_there_is(self, letters: str) -> None:
        assert "R1" not in prompts(person(letters))

    def test_says_what_it_counted(self) -> None:
        facts = person("..b.bebb.b")
        prompt = prompts(facts)["R1"]
        assert prompt.values == {"attended": 4, "of": 9, "share": 0.8}
        assert prompt.evidence == facts.countable
        assert len(prompt.evidence) == 9

    def test_fires_since_the_mark_after_which_it_did_not_stop(self) -> None:
        facts = person("...bbb...bbb")
        # 3 of 6 fires, 4 of 7 does not, and after that 6 of 10 does.
        assert prompts(facts)["R1"].since == facts.marks[9].date

    def test_clears_when_the_last_six_hold_at_most_one_absence(self) -> None:
        low = "bbbbbbbbbb"
        assert "R1" in prompts(person(low + "...."))
        assert "R1" in prompts(person(low + "b.b..."))
        assert "R1" not in prompts(person(low + ".b...."))
        assert "R1" not in prompts(person(low + "......"))

    def test_late_is_attended(self) -> None:
        assert "R1" not in prompts(person("lllllllll"))

    def test_follows_its_parameters(self) -> None:
        assert not likely_low(3, 6, replace(PARAMETERS, low_certainty=0.85))
        assert likely_low(0, 3, replace(PARAMETERS, low_from=3))
        assert not likely_low(3, 6, replace(PARAMETERS, low_share=0.6))

    def test_a_long_enrolment_is_no_trouble(self) -> None:
        assert probability_below(0.8, 8 + 900, 2 + 600) == pytest.approx(1)
        assert probability_below(0.8, 8 + 1500, 2) == pytest.approx(0)

    @pytest.mark.parametrize(("share", "attended", "absent"), [(0, 8, 2), (1, 8, 2), (0.8, 0, 2), (0.8, 8, 0)])
    def test_no_such_distribution(self, share: float, attended: int, absent: int) -> None:
        with pytest.raises(ValueError, match="no such distribution"):
            probability_below(share, attended, absent)


class TestRecentDrop:
    @pytest.mark.parametrize(
        ("letters", "fires"),
        [
            ("bbbb..", True),  # four of six
            ("bbbb.", False),  # five countable
            ("............bbbb", True),
            (".............bbb", False),
            ("bbbb.....", False),  # the first has left the last eight
            ("bbbb....", True),
            ("........" + "bbbe" * 2, True),  # excused ones leave the sequence
            ("........beeeeebeeeebe", False),
            ("....eeee....eeee", False),
            (".........-b.b.bb", True),  # what is not recorded is not among the last eight
            (".........-b.b.b-", False),  # nor is it an absence
        ],
    )
    def test_fires(self, letters: str, fires: bool) -> None:
        assert ("R2" in prompts(person(letters))) == fires

    def test_says_what_it_counted(self) -> None:
        facts = person("......bb.b.b")
        prompt = prompts(facts)["R2"]
        assert prompt.values == {"num": 4, "of": 8}
        assert prompt.evidence == facts.marks[-8:]
        assert prompt.since == facts.marks[-1].date


class TestRunOfAbsences:
    @pytest.mark.parametrize(
        ("letters", "length"),
        [
            ("..bxa", 3),
            ("..b?b", 3),
            ("..bb", None),
            ("bbb.", None),
            ("bbbl", None),
            ("..bebeb", 3),  # an excused absence does not break it
            ("..bebe", None),  # nor does it extend it
            ("..eee", None),
            ("......bbbbb", 5),
        ],
    )
    def test_length(self, letters: str, length: int | None) -> None:
        found = prompts(person(letters)).get("R3")
        assert (found and found.values["num"]) == length

    def test_says_since_when_and_fires_since_the_third(self) -> None:
        facts = person("..bebbb")
        prompt = prompts(facts)["R3"]
        assert prompt.values == {"num": 4, "day": facts.marks[2].date}
        assert prompt.since == facts.marks[5].date
        assert [mark.date for mark in prompt.evidence] == [facts.marks[place].date for place in (2, 4, 5, 6)]

    def test_an_unrecorded_mark_is_no_absence(self) -> None:
        # One of three weeks of marks is missing: too few to withhold the rule.
        assert "R3" not in prompts(person("." * 12 + "b-b"))
        assert "R3" in prompts(person("." * 12 + "b-bb"))


class TestManyExcused:
    @pytest.mark.parametrize(
        ("letters", "fires"),
        [
            ("......eeee", True),
            ("......eee.", False),
            ("eeee......", True),
            ("eeee.......", False),
            ("eeee", True),
            ("......beee", False),
        ],
    )
    def test_fires(self, letters: str, fires: bool) -> None:
        assert ("R9" in prompts(person(letters))) == fires

    def test_is_the_only_one_that_excused_absences_cause(self) -> None:
        today = MONDAY + timedelta(days=20)
        assert set(prompts(person("eeeeeeeeeeeeeee"), today)) == {"R9"}

    def test_says_what_it_counted(self) -> None:
        facts = person("..eeb.e..e.")
        prompt = prompts(facts)["R9"]
        assert prompt.values == {"num": 4, "of": 10}
        assert prompt.since == facts.marks[9].date


@pytest.mark.parametrize("letters", ["x" * 30, "bbbbbbb", "llllllllll"])
def test_meetings_with_a_psychologist_cause_nothing(letters: str) -> None:
    facts = person(marks(letters, activity="psykologi", individual=True, counts=False))
    assert prompts(facts, date(2026, 10, 15)) == {}


def test_defaults_are_those_that_are_agreed_on() -> None:
    assert Parameters() == PARAMETERS
    assert (PARAMETERS.low_prior_attended, PARAMETERS.low_prior_absent) == (8, 2)
