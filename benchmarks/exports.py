"""Time what somebody waits for who exports a report: ``make benchmark``.

    .venv/bin/python -m benchmarks.exports [--charts 12]

A report with so many charts of every kind, each from a table that disclosure control made. Prints, for each format, the
first time in seconds, which includes loading the libraries, the median of those after it, and the size of the file.
"""

import argparse
import random
import statistics
import time
from datetime import date

from dashboard.domain.disclosure import Profile
from dashboard.domain.disclosure.protect import protect
from dashboard.domain.disclosure.tables import CountTable
from dashboard.exports.chart import ChartKind, ChartSpec
from dashboard.exports.emblem import Funding
from dashboard.exports.export import Format, export
from dashboard.exports.report import Report, Section

REPEATS = 5
COLUMNS = ("in work", "studying", "looking for work", "other")
SPECS = (
    ChartSpec(ChartKind.GROUPED, (0, 1, 2, 3)),
    ChartSpec(ChartKind.STACKED, (0, 1, 2, 3), of=4, looks=("present", "late", "told", "excused")),
    ChartSpec(ChartKind.SHARES, (0,), of=4),
    ChartSpec(ChartKind.LINE, (0, 1, 2, 3)),
    ChartSpec(ChartKind.STACKED, (0, 1, 2, 3), upright=True),
    ChartSpec(ChartKind.BARS, (4,)),
)


def main() -> None:
    """Make the report, write it in every format, print a table."""
    parser = argparse.ArgumentParser(description="Time the files of a report.")
    parser.add_argument("--charts", type=int, default=12, help="how many charts")
    report = make_report(parser.parse_args().charts)
    print(f"{'format':<8}{'first s':>9}{'then s':>8}{'kB':>7}")
    for kind in Format:
        spent = []
        for _repeat in range(REPEATS + 1):
            started = time.perf_counter()
            [content] = export(report, [kind]).values()
            spent.append(time.perf_counter() - started)
        print(f"{kind:<8}{spent[0]:>9.2f}{statistics.median(spent[1:]):>8.2f}{len(content) / 1000:>7.0f}")


def make_report(charts: int) -> Report:
    """A half-yearly report with a table and a chart a section."""
    chance = random.Random(1)
    sections = tuple(_section(number, SPECS[number % len(SPECS)], chance) for number in range(charts))
    return Report(
        title="Half-yearly report",
        language="fi",
        profile=Profile.FUNDER,
        programme="Rinnalla",
        made_on=date(2026, 11, 24),
        sections=sections,
        project_code="S21958",
        funding=Funding.ESF_PLUS,
    )


def _section(number: int, spec: ChartSpec, chance: random.Random) -> Section:
    rows = tuple(f"Cohort {cohort}" for cohort in range(1, 7))
    counts = [[chance.randrange(1, 30) for _column in COLUMNS] for _row in rows]
    table = protect(CountTable.of(f"Table {number + 1}", rows, COLUMNS, counts), Profile.FUNDER).safe
    text = ("What was done and what came of it, in some sentences that fit above a chart.",)
    return Section(f"What we found, number {number + 1}", text, table, spec, "People who began")


if __name__ == "__main__":
    main()
