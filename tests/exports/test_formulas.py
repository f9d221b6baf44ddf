"""No text that somebody typed is ever calculated, whatever program opens the file."""

import re
from dataclasses import replace

import pytest

from dashboard.domain.disclosure import InternalTable, Profile
from dashboard.exports.chart import ChartKind, ChartSpec
from dashboard.exports.export import Format, export
from dashboard.exports.report import Report, Section
from tests.exports.examples import half_year
from tests.exports.opened import members

RUNS = '=HYPERLINK("http://example.org","x")'
CALLS = "=cmd|'/C calc'!A0"


@pytest.fixture(scope="module")
def report() -> Report:
    table = InternalTable(
        title=CALLS,
        rows=(RUNS, CALLS),
        columns=(CALLS, RUNS),
        cells=((5, None), (7, 8)),
        row_heading=RUNS,
        notes=(RUNS,),
    )
    spec = ChartSpec(ChartKind.GROUPED, (0, 1))
    section = Section(RUNS, (CALLS,), table, spec, CALLS)
    shares = replace(section, chart=ChartSpec(ChartKind.SHARES, (0,), of=1))
    about = {"title": RUNS, "programme": CALLS, "project_code": RUNS, "period": CALLS}
    return half_year(profile=Profile.INTERNAL, sections=(section, shares), **about)


@pytest.mark.parametrize("kind", [Format.XLSX, Format.PPTX])
def test_no_sheet_holds_a_formula(kind: Format, report: Report) -> None:
    """Nor does one within a chart of a slide. A chart's own references are no formulas of a sheet."""
    [content] = export(report, [kind]).values()
    parts = [part for name, part in members(content) if re.search(r"xl/worksheets/sheet\d+\.xml$", name)]
    assert parts
    for part in parts:
        assert b"<f>" not in part
        assert b"<f " not in part


@pytest.mark.parametrize("kind", [Format.XLSX, Format.PPTX])
def test_nothing_leads_elsewhere(kind: Format, report: Report) -> None:
    [content] = export(report, [kind]).values()
    relations = [part for name, part in members(content) if name.endswith(".rels")]
    assert relations
    assert not [part for part in relations if b"External" in part]


@pytest.mark.parametrize("kind", list(Format))
def test_every_format_takes_such_text(kind: Format, report: Report) -> None:
    assert export(report, [kind])
