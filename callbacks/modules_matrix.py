"""The matrix: people in rows, modules in columns, in the order of the plan."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from callbacks.modules_data import ModulesData, enrolled
from callbacks.person_rows import Person, person_rows
from dashboard.domain.modules import ModuleCell, ModuleCounts
from dashboard.figures.grid import Grid, GridCell
from dashboard.figures.modules import module_grid, state_name
from dashboard.figures.style import plain
from dashboard.i18n import format_day, format_list, format_short_day, ngettext, pgettext
from dashboard.i18n import gettext as _
from dashboard.ids import Participant
from dashboard.views import Chart, Column, Kind, Table
from db.queries.modules import ModuleRow

COLUMN = 148
_LETTERS = 16  # of a module's name in a line above its column
_LINE, _LABEL_ROOM = 17, 12
_TO_THE_LEFT = 0.4  # of a column: where its square stands, with what is written beside it to the right
_EDGE = 0.06  # of a column: half a square, so that a label begins where its squares do


@dataclass(frozen=True, slots=True)
class _People:
    """Who has a row, in its order; their modules by code, their counts, and the state of each module in words."""

    persons: Sequence[Person]
    cells: Mapping[Person, Mapping[str, ModuleCell]]
    totals: Mapping[Person, ModuleCounts]
    states: Mapping[ModuleCell, str]


def matrix(data: ModulesData) -> Chart:
    """The matrix as a chart with its finding; too many people are said in words instead."""
    people = _people(data)
    figure = _grid(data, people) if people.persons else None
    return Chart(
        key="modules-by-person",
        title=_title(people.totals),
        note=_("Each square is one module, with the day of its completion. At the end of a row: done of those planned.")
        + _as_of_note(data),
        summary=" ".join(
            _row_in_words(person, people.totals[person], people.cells[person]) for person in people.persons
        ),
        table=_table(data, people),
        figure=module_grid(figure) if figure else None,
        empty=_("%(num)d people are too many for one picture: choose a cohort above.", num=enrolled(data.counts)),
        height=figure.height if figure else 160,
        min_width=figure.width if figure else 0,
    )


def _people(data: ModulesData) -> _People:
    cells: dict[Person, dict[str, ModuleCell]] = defaultdict(dict)
    for cell in data.cells or ():
        cells[cell.cohort, cell.participant][cell.module] = cell
    totals = {(group.cohort, str(group.key)): group.counts for group in data.people or ()}
    return _People(
        persons=[person for person in totals if person in cells],
        cells=cells,
        totals=totals,
        states={cell: _state_text(cell) for cell in data.cells or ()},
    )


def _as_of_note(data: ModulesData) -> str:
    if data.filters.as_of is None:
        return ""
    return " " + _("What was completed after the day shows as not started: when it began is not known.")


def _title(totals: Mapping[Person, ModuleCounts]) -> str:
    planned = [counts for counts in totals.values() if counts.planned]
    done = sum(not counts.open for counts in planned)
    if not planned:
        return _("Who has done which module")
    if done == len(planned):
        return _("Everyone has done what is planned by now")
    return ngettext(
        "%(done)d of %(num)d person has done everything planned by now",
        "%(done)d of %(num)d people have done everything planned by now",
        len(planned),
        done=done,
    )


def _grid(data: ModulesData, people: _People) -> Grid:
    names, rows = person_rows(data.cohorts, people.persons)
    ends, links = [""] * len(names), [""] * len(names)
    squares = []
    for person, row in rows.items():
        links[row] = data.links.participant(*person)
        own = people.cells[person]
        ends[row] = _row_end(people.totals[person], any(cell.left_early for cell in own.values()))
        for column, module in enumerate(data.modules):
            cell = own.get(module.code)
            if cell:
                squares.append(
                    GridCell(
                        row=row,
                        column=column - _TO_THE_LEFT,
                        kind=cell.state,
                        text=_square_text(cell, module, people.states[cell]),
                        beside=_beside(cell),
                        href=_enter_href(links[row]),
                    )
                )
    labels = [_column_label(data, module) for module in data.modules]
    return Grid(
        cells=squares,
        rows=names,
        totals=ends,
        labels=[(label, column - _TO_THE_LEFT - _EDGE) for column, label in enumerate(labels)],
        columns=len(labels),
        column=COLUMN,
        label_anchor="left",
        top=_LABEL_ROOM + _LINE * max(label.count("<br>") + 1 for label in labels),
        links=links,
    )


def _enter_href(person: str) -> str:
    """Where the modules of a person are written down."""
    return f"{person}#{Participant.MODULES}" if person else ""


def _column_label(data: ModulesData, module: ModuleRow) -> str:
    """The name in a line or two, and the planned week where it is the same for all that is shown."""
    lines = [plain(line) for line in wrap(module.name, _LETTERS, break_long_words=False)]
    weeks = {row.planned_week for row in data.rows if row.code == module.code}
    if len(weeks) == 1 and module.planned_week:
        lines.append(_("week %(week)d", week=module.planned_week))
    return "<br>".join(lines)


def _beside(cell: ModuleCell) -> str:
    if cell.completed_on:
        return format_short_day(cell.completed_on)
    said = pgettext("a module that is planned by now and not completed", "open")
    return f"<b>{said}</b>" if cell.open else ""


def _square_text(cell: ModuleCell, module: ModuleRow, state: str) -> str:
    """What a square says when pointed at."""
    return plain(
        _(
            "%(participant)s, %(module)s: %(state)s",
            participant=cell.participant,
            module=module.name,
            state=state,
        )
    )


def _state_text(cell: ModuleCell) -> str:
    if cell.completed_on:
        return _("completed %(day)s", day=format_day(cell.completed_on))
    state = state_name(cell.state)
    return _("%(state)s, planned by now", state=state) if cell.open else state


def _row_end(counts: ModuleCounts, left_early: bool) -> str:
    """How many of the planned ones are done, and what explains the number."""
    said = f"<b>{counts.planned_done} / {counts.planned}</b>" if counts.planned else ""
    more = [ngettext("%(num)d ahead", "%(num)d ahead", counts.ahead)] if counts.ahead else []
    if left_early:
        more.append(pgettext("a person who left before the end", "left"))
    return "   ".join(part for part in (said, ", ".join(more)) if part)


def _row_in_words(person: Person, counts: ModuleCounts, cells: Mapping[str, ModuleCell]) -> str:
    open_now = [cell.module for cell in cells.values() if cell.open]
    said = _(
        "%(participant)s has done %(done)d of %(planned)d planned modules",
        participant=person[1],
        done=counts.planned_done,
        planned=counts.planned,
    )
    if not open_now:
        return f"{said}."
    still = _("open: %(modules)s", modules=format_list(open_now))
    return f"{said}; {still}."


def _table(data: ModulesData, people: _People) -> Table:
    names = {cohort.code: cohort.name for cohort in data.cohorts}
    rows = []
    for person in people.persons:
        counts, own = people.totals[person], people.cells[person]
        states = (people.states[own[module.code]] if module.code in own else None for module in data.modules)
        rows.append((person[1], names[person[0]], *states, counts.planned_done, counts.planned, counts.ahead))
    return Table(
        columns=(
            Column(_("Participant")),
            Column(_("Cohort")),
            *(Column(module.name) for module in data.modules),
            Column(_("Done of those planned"), Kind.NUMBER),
            Column(_("Planned by now"), Kind.NUMBER),
            Column(_("Done ahead of the plan"), Kind.NUMBER),
        ),
        rows=tuple(rows),
        links=tuple(data.links.participant(*person) for person in people.persons),
    )
