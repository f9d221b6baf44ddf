"""Activities and modules: what a programme does and teaches, made and changed by who plans."""

from dataclasses import asdict, dataclass

from sqlalchemy import Connection
from sqlalchemy.orm import DeclarativeBase

from dashboard.domain.access import Scope
from db.commands.errors import RefusedError
from db.commands.planning import lock_programme, refuse_taken, require_planner
from db.commands.rows import add_row, change_row, row_to_change
from db.schema import Activity, Module


@dataclass(frozen=True, slots=True)
class Names:
    """What something is called in the three languages; null shows its code."""

    name_fi: str | None = None
    name_sv: str | None = None
    name_en: str | None = None


@dataclass(frozen=True, slots=True)
class ActivityValues:
    """What can be said of an activity."""

    names: Names
    individual: bool = False
    counts_for_attendance: bool = True
    restricted: bool = False
    default_minutes: int = 180


@dataclass(frozen=True, slots=True)
class ModuleValues:
    """What can be said of a module."""

    names: Names
    planned_week: int | None = None


def add_activity(connection: Connection, scope: Scope, programme_id: int, code: str, values: ActivityValues) -> int:
    """Make an activity; gives its id.

    Raises:
        ForbiddenError: there is no such programme, or the writer does not plan.
        RefusedError: ``code-taken``; ``restricted-counts``.
    """
    _refuse_restricted_that_counts(values)
    return _add(connection, scope, Activity, programme_id, code, values)


def change_activity(
    connection: Connection, scope: Scope, activity_id: int, version: int, values: ActivityValues
) -> None:
    """Change an activity, of past sessions as well.

    Raises:
        ForbiddenError: there is none, or the writer does not plan.
        RefusedError: ``restricted-counts``.
        StaleError: somebody changed it in between.
    """
    require_planner(scope)
    _refuse_restricted_that_counts(values)
    row = row_to_change(connection, Activity, activity_id, version)
    change_row(connection, scope, Activity, row, _row(values))


def add_module(connection: Connection, scope: Scope, programme_id: int, code: str, values: ModuleValues) -> int:
    """Make a module, which everybody of the programme then has; gives its id.

    Raises:
        ForbiddenError: there is no such programme, or the writer does not plan.
        RefusedError: ``code-taken``.
    """
    return _add(connection, scope, Module, programme_id, code, values)


def change_module(connection: Connection, scope: Scope, module_id: int, version: int, values: ModuleValues) -> None:
    """Change a module, for everybody.

    Raises:
        ForbiddenError: there is none, or the writer does not plan.
        StaleError: somebody changed it in between.
    """
    require_planner(scope)
    row = row_to_change(connection, Module, module_id, version)
    change_row(connection, scope, Module, row, _row(values))


def _add(
    connection: Connection,
    scope: Scope,
    table: type[DeclarativeBase],
    programme_id: int,
    code: str,
    values: ActivityValues | ModuleValues,
) -> int:
    require_planner(scope)
    lock_programme(connection, programme_id)
    refuse_taken(connection, table, code, programme_id=programme_id)
    return add_row(connection, scope, table, {"programme_id": programme_id, "code": code, **_row(values)})


def _row(values: ActivityValues | ModuleValues) -> dict[str, object]:
    row = asdict(values)
    return {**row.pop("names"), **row}


def _refuse_restricted_that_counts(values: ActivityValues) -> None:
    if values.restricted and values.counts_for_attendance:
        raise RefusedError("restricted-counts")
