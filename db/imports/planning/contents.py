"""Cohorts, activities and modules: the lists of which a programme is made, each thing with its values by column."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from db.imports.parsing.records import ListedRow
from db.imports.planning.directory import Directory
from db.imports.planning.plan import Change
from db.imports.planning.state import State
from db.imports.planning.world import Activity, Cohort, Module
from db.imports.problems import RefusedError

T = TypeVar("T", Cohort, Activity, Module)

_NAMES = ("name_fi", "name_sv", "name_en")


def plan_cohorts(rows: list[ListedRow], state: State, directory: Directory) -> None:
    """Cohorts with their dates; a new one is called by its code where it has no name."""

    def find(row: ListedRow) -> Cohort:
        first, last = row.values["starts_on"], row.values["ends_on"]
        assert isinstance(first, date)
        assert isinstance(last, date)
        return directory.cohort(row.code, row.spot, (first, last))

    def stored(cohort: Cohort, column: str) -> Any:
        return getattr(cohort, column)

    _plan("cohorts", rows, state, find, stored, setattr)


def plan_activities(rows: list[ListedRow], state: State, directory: Directory) -> None:
    """Activities with their names and traits; a restricted one counts for nothing."""

    def find(row: ListedRow) -> Activity:
        if row.values.get("restricted"):
            row.values.setdefault("counts_for_attendance", False)
        activity = directory.activity(row.code, row.spot)
        for column in _NAMES:
            if activity.id is not None and row.values.get(column) is None:
                row.values.pop(column, None)
        return activity

    def stored(activity: Activity, column: str) -> Any:
        return activity.names[_NAMES.index(column)] if column in _NAMES else getattr(activity, column)

    def take(activity: Activity, column: str, value: Any) -> None:
        if column not in _NAMES:
            setattr(activity, column, value)
            return
        fi, sv, en = (value if name == column else known for name, known in zip(_NAMES, activity.names, strict=True))
        activity.names = (fi, sv, en)

    _plan("activities", rows, state, find, stored, take)


def plan_modules(rows: list[ListedRow], state: State, directory: Directory) -> None:
    """Modules with their names and planned weeks."""

    def find(row: ListedRow) -> Module:
        return directory.module(row.code, row.spot)

    def stored(module: Module, column: str) -> Any:
        return module.values.get(column)

    def take(module: Module, column: str, value: Any) -> None:
        module.values[column] = value

    _plan("modules", rows, state, find, stored, take)


def _plan(
    kind: str,
    rows: list[ListedRow],
    state: State,
    find: Callable[[ListedRow], T],
    stored: Callable[[T, str], Any],
    take: Callable[[T, str, Any], None],
) -> None:
    """Find or make each thing, and take over what its row says; one that is said in two ways is refused."""
    seen: dict[T, ListedRow] = {}
    for row in rows:
        try:
            thing = find(row)
        except RefusedError as refusal:
            state.findings.refused(row.spot, refusal)
            continue
        first = seen.setdefault(thing, row)
        if first is not row:
            _compare(first, row, state)
            continue
        new = {column: value for column, value in row.values.items() if value != stored(thing, column)}
        if new and thing.id is not None:
            old = {column: stored(thing, column) for column in new}
            # Planning counts versions; other programs may write without.
            change = Change(kind, thing.id, {"version": thing.version, **old}, old, new)
            state.differ(change, dict.fromkeys(new, row.spot))
        for column, value in new.items():
            take(thing, column, value)


def _compare(first: ListedRow, row: ListedRow, state: State) -> None:
    for column in first.values.keys() & row.values.keys():
        if first.values[column] != row.values[column]:
            state.twice(row.spot, first.spot, first.values[column], row.values[column])
