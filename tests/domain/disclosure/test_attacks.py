"""No table that goes out tells more than the rules allow: hundreds of tables against somebody who wants to know."""

from collections.abc import Callable, Sequence

import pytest

from dashboard.domain.disclosure import Profile, primary, readers
from dashboard.domain.disclosure.audit import Reader
from dashboard.domain.disclosure.protect import protect
from dashboard.domain.disclosure.tables import CountTable
from tests.domain.disclosure.cases import published, rules_of, tables


def leaks(table: CountTable, k: int) -> list[str]:
    """What an attacker finds out; that what is shown is true, and what everybody knows is shown, is checked as well."""
    protected = protect(table, Profile.FUNDER, k)
    shown = published(protected.safe)
    assert {at for at, number in shown.items() if number is None} == set(protected.reasons)
    assert all(number in {None, table.at(at)} for at, number in shown.items())
    assert all(shown[at] is not None for at in table.public)
    return rules_of(table, k).leaks(shown)


@pytest.mark.parametrize("seed", range(4))
def test_an_attacker_finds_out_nothing(seed: int) -> None:
    for table, k in tables(seed, 50):
        assert leaks(table, k) == [], f"k = {k}: {table.cells}"


def without_the_aware_reader(table: CountTable, reasons: readers.Reasons, k: int) -> Sequence[Reader]:
    return _READERS(table, reasons, k)[:1]


def without_anything_secondary(_table: CountTable, reasons: readers.Reasons, *_: object) -> readers.Reasons:
    return reasons


_READERS = readers.count_readers


@pytest.mark.parametrize(
    ("module", "name", "bug", "finding"),
    [
        (readers, "count_readers", without_the_aware_reader, "the aware reader"),
        (readers, "with_secondary", without_anything_secondary, "the plain reader"),
        (primary, "_complements", lambda *_: {}, "is shown"),
        (primary, "_unanimous", lambda *_: {}, "is shown"),
    ],
    ids=["no rule-aware audit", "no secondary cells", "no complement", "no unanimity"],
)
def test_the_attacker_would_notice(
    module: object, name: str, bug: Callable[..., object], finding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, name, bug)
    assert any(finding in line for table, k in tables(seed=0, count=60) for line in leaks(table, k))
