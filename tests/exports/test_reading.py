"""What is read off a table for a chart, and what of it is a gap."""

import pytest

from dashboard.domain.disclosure import InternalTable, Kind
from dashboard.exports.chart import ChartData, ChartKind, ChartSpec, Table
from dashboard.exports.errors import ChartError
from dashboard.exports.reading import chart_data, number_text
from dashboard.i18n import using_language
from tests.exports.examples import completion, forms, outcomes

G, B = ChartKind.GROUPED, ChartKind.BARS


def read(table: Table, kind: ChartKind, columns: tuple[int, ...], **options: object) -> ChartData:
    return chart_data(table, ChartSpec(kind, columns, **options))  # type: ignore[arg-type]


def house(*cells: tuple[float | None, ...], kind: Kind = Kind.COUNTS) -> InternalTable:
    rows, columns = tuple("abcdef"[: len(cells)]), tuple("xyz"[: len(cells[0])])
    return InternalTable(title="t", rows=rows, columns=columns, cells=cells, kind=kind)


class TestGaps:
    def test_what_is_withheld_is_a_gap_and_no_zero(self) -> None:
        data = read(outcomes(), G, (0, 1))
        assert data.categories == ("in work", "studying", "looking for work")
        women, men = data.series
        assert (women.values, women.labels) == ((None, 9, None), ("", "9", ""))
        assert (men.values, men.labels) == ((None, 8, None), ("", "8", ""))
        assert data.withheld == ({0, 1}, frozenset(), {0, 1})

    def test_a_bar_of_parts_is_drawn_whole_or_not_at_all(self) -> None:
        data = read(house((4, 5, 9), (4, None, 9)), ChartKind.STACKED, (0, 1), of=2)
        assert [series.values for series in data.series] == [(4, None), (5, None)]
        assert data.ends == ("9", "")

    def test_totals_are_no_bars_unless_asked_for(self) -> None:
        assert len(read(completion(), B, (2,)).categories) == 4
        assert read(completion(), B, (2,), rows=(4,)).categories == ("all",)

    def test_an_internal_cell_without_a_number_is_not_withheld(self) -> None:
        data = read(house((1,), (None,)), B, (0,))
        assert data.series[0].values == (1, None)
        assert data.withheld == (frozenset(), frozenset())

    def test_a_native_chart_names_what_is_withheld_since_it_draws_no_mark(self) -> None:
        whole = ("in work\u00a0\u00a0–", "studying", "looking for work\u00a0\u00a0–")
        assert read(outcomes(), G, (0, 1)).marked_categories == whole
        assert read(outcomes(), G, (1, 2)).marked_categories[0] == "in work (men\u00a0–)"


class TestShares:
    def test_a_share_has_its_counts_beside_it(self) -> None:
        with using_language("fi"):
            data = read(forms(), ChartKind.SHARES, (0,), of=2)
        assert data.series[0].values == (18 / 22, 16 / 22)
        assert data.series[0].labels == ("82\u00a0%, 18\u00a0/\u00a022", "73\u00a0%, 16\u00a0/\u00a022")

    def test_parts_say_how_many_they_are_and_the_end_of_how_many(self) -> None:
        data = read(forms(), ChartKind.SHARES, (0, 1), of=2)
        assert data.series[1].labels == ("4", "6")
        assert data.ends == ("of 22", "of 22")

    def test_no_share_without_both_its_numbers(self) -> None:
        """22 people are public and how many of a cohort completed is not: nor is the share."""
        data = read(completion(), ChartKind.SHARES, (0,), of=2, rows=(0, 4))
        assert data.series[0].values == (None, 16 / 22)
        assert data.withheld == ({0}, frozenset())
        other_way = read(completion(), ChartKind.SHARES, (2,), of=0, rows=(0,))
        assert other_way.series[0].values == (None,)
        assert other_way.withheld == ({0},)

    def test_of_nobody_there_is_no_share(self) -> None:
        data = read(house((0, 0)), ChartKind.SHARES, (0,), of=1)
        assert data.series[0].values == (None,)
        assert data.withheld == (frozenset(),)


@pytest.mark.parametrize(
    ("kind", "columns", "options"),
    [
        (B, (7,), {}),
        (B, (0,), {"rows": (9,)}),
        (B, (0,), {"rows": ()}),
        (B, (), {}),
        (B, (0, 1), {}),
        (B, (0,), {"of": 1}),
        (ChartKind.SHARES, (0,), {}),
        (B, (0,), {"looks": ("red",)}),
    ],
)
def test_a_chart_that_its_table_cannot_fill_is_refused(
    kind: ChartKind, columns: tuple[int, ...], options: dict[str, object]
) -> None:
    with pytest.raises(ChartError):
        read(forms(), kind, columns, **options)


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (1234, Kind.COUNTS, "1\u00a0234"),
        (3.25, Kind.MAGNITUDES, "3,3"),
        (0.5, Kind.SHARES, "50\u00a0%"),
        (0, Kind.COUNTS, "0"),
    ],
)
def test_numbers_are_written_as_in_the_language_of_the_report(value: float, kind: Kind, text: str) -> None:
    with using_language("fi"):
        assert number_text(value, kind) == text
