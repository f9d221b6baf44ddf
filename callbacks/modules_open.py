"""What is still open: modules whose planned week has come, and whose they are."""

from collections import defaultdict
from collections.abc import Sequence

from callbacks.filters import query_string
from callbacks.lists import MOST
from callbacks.modules_data import ModulesData
from callbacks.modules_words import sentence
from dashboard.domain.modules import ModuleCell, ModuleCounts
from dashboard.i18n import format_list, ngettext
from dashboard.i18n import gettext as _
from dashboard.views import Line, LineList
from db.queries.cohorts import CohortRow
from db.queries.modules import ModuleRow

MOST_NAMED = 8
"""More people than this are counted instead of named in a line."""


def still_open(data: ModulesData) -> LineList:
    """A line for each module of each cohort, the latest cohort first, in the order of the plan."""
    counts = data.total
    named: dict[tuple[str, str], list[ModuleCell]] = defaultdict(list)
    for cell in data.cells or ():
        if cell.open:
            named[cell.cohort, cell.module].append(cell)
    lines = [
        _line(data, cohort, module, data.counts[cohort.code, module.code], named[cohort.code, module.code])
        for cohort in reversed(data.cohorts)
        for module in data.modules
        if (cohort.code, module.code) in data.counts and data.counts[cohort.code, module.code].open
    ]
    more = len(lines) - MOST
    return LineList(
        key="modules-open",
        title=ngettext("%(num)d planned module is still open", "%(num)d planned modules are still open", counts.open)
        if counts.open
        else _("No planned module is open"),
        note=_("Planned by now and not completed, counted for each person."),
        lines=tuple(lines[:MOST]),
        empty=_("Everything planned by now is done.") if counts.planned else _("Nothing is planned by now."),
        more=ngettext("and %(num)d more", "and %(num)d more", more) if more > 0 else "",
    )


def _line(
    data: ModulesData, cohort: CohortRow, module: ModuleRow, counts: ModuleCounts, cells: Sequence[ModuleCell]
) -> Line:
    week = _("week %(week)d", week=data.planned_week(cohort, module.code) or 0)
    whose = _whose(counts, cells)
    if data.single:
        return Line(label=sentence(week), text=_("%(module)s: %(whose)s", module=module.name, whose=whose))
    return Line(
        label=cohort.name,
        text=_("%(module)s, %(week)s: %(whose)s", module=module.name, week=week, whose=whose),
        href=f"/modules{query_string(data.filters, cohorts=cohort.code)}",
    )


def _whose(counts: ModuleCounts, cells: Sequence[ModuleCell]) -> str:
    """The codes of the people, those who left apart; how many they are where nobody is to be named."""
    if not cells or len(cells) > MOST_NAMED:
        return ngettext(
            "open for %(open)d of %(num)d", "open for %(open)d of %(num)d", counts.planned, open=counts.open
        )
    there = [cell.participant for cell in cells if not cell.left_early]
    left = [cell.participant for cell in cells if cell.left_early]
    said = [format_list(there)] if there else []
    if left:
        said.append(ngettext("%(people)s has left", "%(people)s have left", len(left), people=format_list(left)))
    return "; ".join(said)
