"""Codes that tell nothing of who somebody is."""

from random import Random

import pytest

from dashboard.domain.codes import DIGITS, LETTERS, Doubt, doubt, suggest_codes


@pytest.mark.parametrize("code", ["K7P2", "A", "B2", "SYKSY-1", "Q9Q9", "K-07", "2026-14", "AB", "X1Y2Z3"])
def test_a_code_is_a_code(code: str) -> None:
    assert doubt(code) is None


@pytest.mark.parametrize("code", ["Anna", "anna", "ANNA", "Anna K.", "anna2", "Le Thi", "O'Brien", "Мария", "Anna-7"])
def test_what_looks_like_a_name_is_pointed_out(code: str) -> None:
    assert doubt(code) is Doubt.NAME
    assert not Doubt.NAME.certain


@pytest.mark.parametrize("code", ["131052-308T", "131052A308T", "K7 131052-308t", "010100+123a", "131052 - 308 T"])
def test_a_personal_identity_code_is_recognised(code: str) -> None:
    assert doubt(code) is Doubt.IDENTITY
    assert Doubt.IDENTITY.certain


@pytest.mark.parametrize("code", ["anna@example.org", "0401234567", "+358 40 123 4567"])
def test_how_to_reach_somebody_is_no_code(code: str) -> None:
    assert doubt(code) is Doubt.CONTACT


def test_suggestions_are_random_and_cannot_be_mistaken_for_each_other() -> None:
    codes = suggest_codes(Random(1), 30, used=["K7P2"])
    assert len(set(codes)) == 30
    assert "K7P2" not in codes
    for code in codes:
        assert set(code[::2]) <= set(LETTERS)
        assert set(code[1::2]) <= set(DIGITS)
        assert doubt(code) is None
    pairs = ((one, other) for one in codes for other in codes if one < other)
    assert all(sum(a != b for a, b in zip(one, other, strict=True)) >= 2 for one, other in pairs)
    assert codes != suggest_codes(Random(2), 30)


def test_there_is_a_code_for_everybody_however_many_there_are() -> None:
    every = [a + b + c + d for a in LETTERS for b in DIGITS for c in LETTERS for d in DIGITS]
    assert len(suggest_codes(Random(1), 1, used=every)[0]) == 6
