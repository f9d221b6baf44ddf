"""Tables that belong together as one: nothing more is told by it, and nothing else can be put together."""

import pytest

from dashboard.domain.disclosure import Profile
from dashboard.domain.disclosure.protect import protect
from dashboard.domain.disclosure.safe_table import SafeTable
from dashboard.domain.disclosure.stacking import stacked
from dashboard.domain.disclosure.tables import Axis, CountTable


def service(title: str, needed: int, profile: Profile = Profile.FUNDER, everybody: int = 16) -> SafeTable:
    table = CountTable.of(title, ["all"], ["needed", "not needed"], [[needed, everybody - needed]])
    return protect(table.knowing(Axis.ROWS), profile).safe


def test_a_row_a_table_with_what_each_publishes() -> None:
    table = stacked("Services", "Service", [service("housing", 6), service("childcare", 2)])
    assert table.rows == ("housing", "childcare")
    assert table.cells == ((6, 10, 16), (None, None, 16))
    assert (table.total_rows, table.total_columns, table.row_heading) == ((), (2,), "Service")


def test_what_is_not_alike_is_not_put_together() -> None:
    longer = CountTable.of("two", ["a", "b"], ["needed", "not needed"], [[6, 6], [6, 6]]).knowing(Axis.ROWS)
    for others in (
        [],
        [service("a", 6), service("b", 10, Profile.PUBLIC)],
        [service("a", 6), protect(longer, Profile.FUNDER).safe],
    ):
        with pytest.raises(ValueError, match="stack"):
            stacked("x", "y", others)
