"""What disclosure control says: to readers of a table, and to those who make it."""

import pytest

from dashboard.disclosure_words import (
    MARK,
    grouping_words,
    how_many,
    notes_for_readers,
    reasons_in_words,
    summary,
    why_not_yet,
    why_withheld,
)
from dashboard.domain.disclosure import Profile, SafeTable
from dashboard.domain.disclosure.ledger import Conflict, Trouble
from dashboard.domain.disclosure.primary import Reason
from dashboard.domain.disclosure.protect import protect
from dashboard.domain.disclosure.tables import CountTable


def safe(counts: list[int], profile: Profile) -> SafeTable:
    names = [f"answer {number}" for number in range(len(counts))]
    return protect(CountTable.of("", names, ("persons",), [[count] for count in counts]), profile).safe


def test_readers_learn_that_something_is_withheld_and_not_why() -> None:
    assert notes_for_readers(safe([9, 9], Profile.FUNDER)) == []
    assert notes_for_readers(safe([1, 9, 7], Profile.FUNDER)) == [f"{MARK} withheld to protect persons"]
    assert notes_for_readers(safe([9, 9], Profile.PUBLIC)) == ["Rounded to multiples of 5, so that sums may differ."]


def test_the_summary_does_not_tell_cells_apart() -> None:
    assert summary(safe([9, 9], Profile.EURA)) == "Nothing has to be withheld."
    assert summary(safe([1, 9, 7], Profile.FUNDER)).startswith(
        "2 numbers are withheld: each, or what it leaves out, is"
    )
    assert how_many(safe([1, 9, 7], Profile.FUNDER)) == "2 numbers are withheld"
    assert how_many(safe([9, 9], Profile.FUNDER)) == "Nothing has to be withheld"


def test_reasons_are_given_once_each_and_for_no_cell() -> None:
    table = CountTable.of("", ("a", "b", "c", "d"), ("persons",), [[1], [1], [9], [7]])
    assert reasons_in_words(protect(table, Profile.FUNDER)) == [
        "It counts fewer than 3 persons.",
        "Another withheld number could be worked out from it.",
    ]
    assert reasons_in_words(protect(table, Profile.EURA)) == []


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_its_sentence(reason: Reason) -> None:
    sentence = why_withheld(reason, 5)
    assert sentence.endswith(".")
    assert len({why_withheld(other, 5) for other in Reason}) == len(Reason)


@pytest.mark.parametrize("trouble", Trouble)
def test_what_stands_in_the_way_names_the_earlier_releases(trouble: Trouble) -> None:
    sentence = why_not_yet(Conflict(trouble, ("the spring report", "the autumn report")))
    assert "the spring report and the autumn report" in sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    ("groups", "words"),
    [
        ([["spring 1", "spring 2"], ["autumn"]], "pool spring 1 and spring 2"),
        ([["a", "b"], ["c", "d"]], "pool a and b; pool c and d"),
        ([["a", "b", "c", "d"]], "all 4 cohorts together"),
        ([["a"], ["b"]], "each cohort by itself"),
    ],
)
def test_what_to_pool_is_said_in_a_few_words(groups: list[list[str]], words: str) -> None:
    assert grouping_words(groups) == words
