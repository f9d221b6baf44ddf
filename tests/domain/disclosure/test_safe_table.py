"""A safe table is made by the rules and by nothing else."""

import copy
import dataclasses
import pickle
import re
from pathlib import Path

import pytest

from dashboard.domain.disclosure import InternalTable, Profile, SafeTable
from dashboard.domain.disclosure.safe_table import sealed

ROOT = Path(__file__).parents[3]
PACKAGE = ROOT / "dashboard/domain/disclosure"
FIELDS = {
    "title": "Completed",
    "rows": ("spring", "autumn", "total"),
    "columns": ("completed", "total"),
    "cells": ((None, None), (7, 12), (None, 22)),
    "total_rows": (2,),
    "total_columns": (1,),
    "profile": Profile.FUNDER,
    "k": 3,
    "rounded_to": None,
}


def test_nobody_else_can_make_one() -> None:
    with pytest.raises(TypeError, match="seal"):
        SafeTable(**FIELDS)
    with pytest.raises(TypeError, match=r"only dashboard\.domain\.disclosure"):
        SafeTable(**FIELDS, seal=object())
    with pytest.raises(TypeError, match="no other kinds"):
        type("Lookalike", (SafeTable,), {})


def test_nobody_can_make_another_from_one() -> None:
    table = sealed(**FIELDS)
    with pytest.raises(ValueError, match="seal"):
        dataclasses.replace(table, cells=((1, 4), (7, 12), (8, 22)))
    with pytest.raises(dataclasses.FrozenInstanceError):
        table.cells = ()
    with pytest.raises(TypeError, match="pickle"):
        pickle.dumps(table)
    with pytest.raises(TypeError, match="state"):
        object.__new__(SafeTable).__setstate__(list(FIELDS.values()))
    assert copy.copy(table) is table
    assert copy.deepcopy([table])[0] is table


def test_it_says_where_something_is_withheld_and_keeps_a_copy_for_the_ledger() -> None:
    table = sealed(**FIELDS)
    assert table.withheld == ((0, 0), (0, 1), (2, 0))
    assert table.as_dict()["cells"] == ((None, None), (7, 12), (None, 22))


@pytest.mark.parametrize("cells", [((1, 2),), ((1,), (2,), (3,)), ()])
def test_a_table_is_as_large_as_its_headings(cells: tuple[tuple[int, ...], ...]) -> None:
    with pytest.raises(ValueError, match="headings"):
        sealed(**{**FIELDS, "cells": cells})


def test_an_internal_table_always_carries_its_watermark() -> None:
    table = InternalTable(title="Who came", rows=("A",), columns=("present",), cells=((5,),))
    assert (table.profile, table.watermark) == (Profile.INTERNAL, "internal")
    assert not isinstance(table, SafeTable)
    with pytest.raises(TypeError):
        InternalTable(title="Who came", rows=(), columns=(), cells=(), watermark="")


def test_no_other_code_reaches_for_the_seal() -> None:
    inside = [path for folder in ("dashboard", "db", "pages", "callbacks") for path in (ROOT / folder).rglob("*.py")]
    outside = [path for path in inside if PACKAGE not in path.parents]
    assert outside
    reaching = re.compile(r"\b(sealed|_SEAL|object\.__new__|object\.__setattr__)\b")
    assert [path for path in outside if reaching.search(path.read_text())] == []
