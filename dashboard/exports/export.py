"""From a report to files: the one entry for pages, background jobs and the command line."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from dashboard.exports import pictures
from dashboard.exports.archive import zipped
from dashboard.exports.chart import ChartData
from dashboard.exports.delimited import delimited
from dashboard.exports.names import chart_name, report_name, table_name
from dashboard.exports.pdf import pdf
from dashboard.exports.report import Report, Section
from dashboard.exports.sheets import xlsx
from dashboard.exports.slides import pptx
from dashboard.exports.steps import Cancelled, Progress, Step, Steps
from dashboard.i18n import using_language


class Format(StrEnum):
    """The kinds of files."""

    PPTX = "pptx"
    XLSX = "xlsx"
    PDF = "pdf"
    PNG = "png"
    SVG = "svg"
    CSV = "csv"


def export(
    report: Report,
    formats: Iterable[Format],
    progress: Progress = lambda _done, _total: None,
    cancelled: Cancelled = lambda: False,
) -> dict[str, bytes]:
    """Make files of a report, one a format: several pictures or tables go into one zip.

    Args:
        report: what to write; it decides for whom and in which language.
        formats: which files; a format that has nothing to hold, as pictures without charts, gives none.
        progress: is told, after each part of each file, how many parts are done and of how many.
        cancelled: is asked before each part.

    Returns:
        the files by discreet names.

    Raises:
        CancelledError: ``cancelled`` said so.
        ChartError: a chart asks for what its table does not have.
    """
    wanted = list(dict.fromkeys(Format(one) for one in formats))
    steps = Steps(sum(_parts(report, one) for one in wanted), progress, cancelled)
    with using_language(report.language):
        files: dict[str, bytes] = {}
        for one in wanted:
            files |= _WRITERS[one](report, steps)
            steps()
    return files


def _whole(write: Callable[[Report, Step], bytes], kind: Format) -> Callable[[Report, Step], dict[str, bytes]]:
    return lambda report, step: {report_name(report.made_on, kind): write(report, step)}


def _pictures(
    kind: Format, paint: Callable[[Report, Section, ChartData], bytes]
) -> Callable[[Report, Step], dict[str, bytes]]:
    def write(report: Report, step: Step) -> dict[str, bytes]:
        made = {}
        for number, (section, data) in enumerate(report.charts, start=1):
            step()
            made[chart_name(number, kind)] = paint(report, section, data)
        return _one_file(report, made, kind)

    return write


def _tables(report: Report, step: Step) -> dict[str, bytes]:
    made = {}
    for number, (section, table) in enumerate(report.tables, start=1):
        step()
        made[table_name(number, Format.CSV)] = delimited(report, section, table)
    return _one_file(report, made, Format.CSV)


def _one_file(report: Report, made: Mapping[str, bytes], kind: Format) -> dict[str, bytes]:
    if len(made) > 1:
        return {report_name(report.made_on, "zip", kind): zipped(made)}
    return {report_name(report.made_on, kind): content for content in made.values()}


def _svg(report: Report, section: Section, data: ChartData) -> bytes:
    return pictures.picture(report, section, data)[0].encode()


def _parts(report: Report, kind: Format) -> int:
    """How many steps a format takes: one for each part that tells of itself, and one when the file is whole."""
    if kind in {Format.PNG, Format.SVG}:
        return len(report.charts) + 1
    return len(report.tables if kind in {Format.XLSX, Format.CSV} else report.sections) + 1


_WRITERS: Mapping[Format, Callable[[Report, Step], dict[str, bytes]]] = {
    Format.PPTX: _whole(pptx, Format.PPTX),
    Format.XLSX: _whole(xlsx, Format.XLSX),
    Format.PDF: _whole(pdf, Format.PDF),
    Format.PNG: _pictures(Format.PNG, pictures.png),
    Format.SVG: _pictures(Format.SVG, _svg),
    Format.CSV: _tables,
}
