"""Whatever a register holds: what leaves the countable sequence changes nothing, and *since* is what it says."""

from collections.abc import Sequence
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.support import Facts, Mark, Prompt
from tests.domain.support.people import MONDAY, marks, person, prompts

OF_MARKS = ("R1", "R2", "R3", "R4", "R5", "R6", "R7")
TODAY = MONDAY + timedelta(days=55)

registers = st.builds(
    lambda letters, individual: [
        mark._replace(individual=alone) for mark, alone in zip(marks(letters), individual, strict=True)
    ],
    st.text(".llbxa?", min_size=40, max_size=40),
    st.lists(st.booleans(), min_size=40, max_size=40),
).flatmap(lambda whole: st.integers(1, 40).map(lambda length: whole[:length]))
days = st.integers(0, 50).map(lambda day: MONDAY + timedelta(days=day))
excused = st.builds(
    lambda day, alone, notice: Mark(day, individual=alone, status="absent", notice=notice, excused=True),
    days,
    st.booleans(),
    st.sampled_from(["before", "after", "none", "unknown"]),
)
psychologist = st.builds(
    lambda day, letter: marks(letter)[0]._replace(date=day, individual=True, counts=False),
    days,
    st.sampled_from(".lbxe-"),
)
unrecorded = st.builds(lambda day, alone: Mark(day, individual=alone, status=None), days, st.booleans())


def of_marks(facts: Facts) -> dict[str, Prompt]:
    """What the rules about marks say."""
    return {rule: prompt for rule, prompt in prompts(facts, TODAY).items() if rule in OF_MARKS}


@given(register=registers, others=st.lists(excused | psychologist, max_size=20))
def test_excused_absences_and_psychologist_meetings_change_nothing(
    register: list[Mark], others: Sequence[Mark]
) -> None:
    assert of_marks(person([*register, *others])) == of_marks(person(register))


@given(register=registers, gaps=st.lists(unrecorded, min_size=1, max_size=20))
def test_missing_marks_withhold_everything_or_change_nothing(register: list[Mark], gaps: Sequence[Mark]) -> None:
    whole, holed = person(register), person([*register, *gaps])
    missing = "T2" in prompts(holed, TODAY)
    assert of_marks(holed) == ({} if missing else of_marks(whole))


@given(register=registers)
def test_a_rule_has_fired_after_every_mark_since_it_began(register: list[Mark]) -> None:
    now = of_marks(person(register))
    fired = [set(of_marks(person(register[:length]))) for length in range(len(register) + 1)]
    for rule, prompt in now.items():
        began = next(length for length in range(len(register), -1, -1) if rule not in fired[length])
        assert prompt.since == register[began].date


@given(register=registers)
def test_evidence_is_of_the_register_and_in_its_order(register: list[Mark]) -> None:
    for prompt in of_marks(person(register)).values():
        seen = [register.index(mark) for mark in prompt.evidence if isinstance(mark, Mark)]
        assert seen == sorted(set(seen))
        assert len(seen) == len(prompt.evidence) > 0
