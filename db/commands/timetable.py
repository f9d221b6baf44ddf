"""A cohort's timetable: its weekly sessions and breaks, and what they do to the sessions that are there.

Changing the timetable changes no session. Applying it does, all at once, and only what whoever applies it has seen:
sessions with marks stay as they are, always.
"""

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import Connection, select

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.timetable import Slot
from db.commands.errors import RefusedError
from db.commands.planning import require_planner
from db.commands.rows import add_row, change_row, remove_row, row_to_change
from db.commands.session_rules import cohort_to_plan
from db.queries.timetable import slot_rows
from db.schema import Activity, CohortBreak, Module, TimetableSlot


@dataclass(frozen=True, slots=True)
class SlotValues:
    """A weekly session; ``weekday`` 1 is Monday, times are local, weeks are programme weeks, both inclusive."""

    activity_id: int
    module_id: int | None
    weekday: int
    starts_at: time
    ends_at: time
    from_week: int | None = None
    to_week: int | None = None


def add_slot(connection: Connection, scope: Scope, cohort_id: int, values: SlotValues) -> int:
    """Give a cohort a weekly session; gives its id.

    Raises:
        ForbiddenError: there is no such cohort, activity or module, or the writer does not plan.
        RefusedError: ``ends-before-start``; ``weeks-backwards``; ``weeks-outside`` with the cohort's ``weeks``;
            ``individual``: the activity is one person's; ``slot-there``: the same at the same time already.
    """
    require_planner(scope)
    _check(connection, scope, cohort_id, values)
    return add_row(connection, scope, TimetableSlot, {"cohort_id": cohort_id, **_row(values)})


def change_slot(connection: Connection, scope: Scope, slot_id: int, version: int, values: SlotValues) -> bool:
    """Change a weekly session; false where nothing differs.

    Raises:
        ForbiddenError: there is none, or the writer does not plan.
        RefusedError: as :func:`add_slot`.
        StaleError: somebody changed it in between.
    """
    require_planner(scope)
    row = row_to_change(connection, TimetableSlot, slot_id, version)
    _check(connection, scope, row["cohort_id"], values, slot_id)
    return change_row(connection, scope, TimetableSlot, row, _row(values))


def remove_slot(connection: Connection, scope: Scope, slot_id: int, version: int) -> None:
    """Take a weekly session out of the timetable; its sessions go when that is applied, but for those with marks.

    Raises:
        ForbiddenError: there is none, or the writer does not plan.
        StaleError: somebody changed it in between.
    """
    require_planner(scope)
    remove_row(connection, scope, TimetableSlot, row_to_change(connection, TimetableSlot, slot_id, version))


def add_break(connection: Connection, scope: Scope, cohort_id: int, first: date, last: date) -> int:
    """Give a cohort days without its weekly sessions, both inclusive; gives the break's id.

    Raises:
        ForbiddenError: there is no such cohort, or the writer does not plan.
        RefusedError: ``ends-before-start``; ``outside-cohort`` with its ``first`` and ``last`` day; ``break-there``.
    """
    require_planner(scope)
    cohort = cohort_to_plan(connection, scope, cohort_id)
    if last < first:
        raise RefusedError("ends-before-start")
    if last < cohort.starts_on or first > cohort.ends_on:
        raise RefusedError("outside-cohort", first=cohort.starts_on, last=cohort.ends_on)
    same = CohortBreak.cohort_id == cohort_id, CohortBreak.first_day == first, CohortBreak.last_day == last
    if connection.scalar(select(CohortBreak.id).where(*same)) is not None:
        raise RefusedError("break-there")
    values = {"cohort_id": cohort_id, "first_day": first, "last_day": last}
    return add_row(connection, scope, CohortBreak, values)


def remove_break(connection: Connection, scope: Scope, break_id: int, version: int) -> None:
    """Take a break back; its sessions come when the timetable is applied.

    Raises:
        ForbiddenError: there is none, or the writer does not plan.
        StaleError: somebody changed it in between.
    """
    require_planner(scope)
    remove_row(connection, scope, CohortBreak, row_to_change(connection, CohortBreak, break_id, version))


def _row(values: SlotValues) -> dict[str, object]:
    return {name: getattr(values, name) for name in SlotValues.__dataclass_fields__}


def _check(
    connection: Connection, scope: Scope, cohort_id: int, values: SlotValues, slot_id: int | None = None
) -> None:
    cohort = cohort_to_plan(connection, scope, cohort_id)
    if values.ends_at <= values.starts_at:
        raise RefusedError("ends-before-start")
    first, last = values.from_week or 1, values.to_week or cohort.weeks
    if last < first:
        raise RefusedError("weeks-backwards")
    if last > cohort.weeks:
        raise RefusedError("weeks-outside", weeks=cohort.weeks)
    check_contents(connection, cohort.programme_id, values.activity_id, values.module_id, individual=False)
    for row in slot_rows(connection, scope, cohort_id):
        if row.slot.id != slot_id and _same(row.slot, values, cohort.weeks):
            raise RefusedError("slot-there")


def _same(slot: Slot, values: SlotValues, weeks: int) -> bool:
    """Whether the two would make one session twice."""
    together = (slot.from_week or 1) <= (values.to_week or weeks) and (values.from_week or 1) <= (slot.to_week or weeks)
    at = (slot.activity_id, slot.weekday, slot.begins)
    return together and at == (values.activity_id, values.weekday, values.starts_at)


def check_contents(
    connection: Connection, programme_id: int, activity_id: int, module_id: int | None, *, individual: bool
) -> None:
    """Whether an activity and a module are of a programme, and the activity for one person or for all.

    Raises:
        ForbiddenError: the programme has none of that id.
        RefusedError: ``individual`` or ``not-individual``.
    """
    of_one = connection.execute(
        select(Activity.individual).where(Activity.id == activity_id, Activity.programme_id == programme_id)
    ).scalar_one_or_none()
    known = select(Module.id).where(Module.id == module_id, Module.programme_id == programme_id)
    if of_one is None or (module_id is not None and connection.scalar(known) is None):
        raise ForbiddenError
    if of_one != individual:
        raise RefusedError("individual" if of_one else "not-individual")
