"""Charts of the monitoring pages as files: exact numbers, so they say "internal" throughout and are written to the log.

The chart is loaded as its page loads it, for the one who asks and with the page's own filters, so that nobody gets a
number here that the page would not show them. ``assets/56-chart-files.js`` puts the buttons below the charts.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from io import BytesIO
from typing import Any

from flask import Blueprint, Flask, Response, current_app, request, send_file

from callbacks.words import period_text
from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.calendar import local_day
from dashboard.exports.export import Format, export
from dashboard.exports.monitoring import SHAPES, About, internal_report
from dashboard.i18n import format_list, ngettext
from dashboard.i18n import gettext as _
from dashboard.page_callback import checked
from dashboard.security.current import current_scope
from dashboard.services import services
from dashboard.views import Chart, Filters
from db.commands.chart_exports import record_chart_export
from db.engine import writing

FORMATS = (Format.PPTX, Format.PDF, Format.XLSX)
"""What a browser cannot make by itself."""

_EXTENSION = "rinnalla.charts"
_NAMED = 3  # cohorts; more are counted

Loads = Mapping[str, tuple[Callable[[], str], Callable[..., Any]]]
"""By the path of a page: its title and its ``load``."""

chart_files = Blueprint("chart_files", __name__)


def attach_charts(server: Flask, pages: Loads) -> None:
    """Tell a server which pages it has."""
    server.extensions[_EXTENSION] = dict(pages)


@chart_files.get("/charts/<key>.<ending>")
def file(key: str, ending: str) -> Response:
    """One chart as a file; ``page`` is the path of its page, the other parameters are the page's own."""
    scope = current_scope()
    params = dict(checked(request.args.to_dict()))
    title, load = current_app.extensions[_EXTENSION].get(params.pop("page", ""), (None, None))
    if scope is None or not scope.sees_persons or load is None or key not in SHAPES or ending not in FORMATS:
        raise ForbiddenError
    name, content = _made(title(), load, scope, params, key, Format(ending))
    with writing(services().engine) as connection:
        record_chart_export(connection, scope, key, ending)
    return send_file(BytesIO(content), download_name=name, as_attachment=True, max_age=0)


def _made(
    title: str, load: Callable[..., Any], scope: Scope, params: Mapping[str, str], key: str, kind: Format
) -> tuple[str, bytes]:
    app = services()
    now = app.clock()
    view = load(app.engine, scope, params, now=now)
    chart = next((chart for chart in _charts(view) if chart.key == key and chart.figure is not None), None)
    if chart is None:
        raise ForbiddenError
    filters: Filters = view.filters
    about = About(
        f"{title}: {_of_whom(filters)}", local_day(now), period_text(filters.start, filters.end), filters.as_of
    )
    [(name, content)] = export(internal_report(chart, about), [kind]).items()
    return name, content


def _charts(part: Any) -> Iterator[Chart]:
    """Every chart of a view."""
    if isinstance(part, Chart):
        yield part
        return
    inner: Iterable[Any] = ()
    if is_dataclass(part):
        inner = (getattr(part, field.name) for field in fields(part))
    elif isinstance(part, tuple | list):
        inner = part
    for one in inner:
        yield from _charts(one)


def _of_whom(filters: Filters) -> str:
    chosen = [option.label for option in filters.cohorts if option.value in filters.chosen_cohorts]
    if len(chosen) > _NAMED:
        chosen = [ngettext("%(num)d cohort", "%(num)d cohorts", len(chosen))]
    activity = [option.label for option in filters.activities if option.value == filters.chosen_activity]
    return format_list([*(chosen or [_("All cohorts")]), *activity])
