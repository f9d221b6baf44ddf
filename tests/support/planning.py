"""An autumn to plan: a cohort of three weeks from Monday 5 October 2026, one that is not begun, and who plans them."""

from datetime import date, time
from typing import Any

from sqlalchemy import insert, select

from dashboard.domain.access import Role, Scope
from db.commands.timetable import SlotValues
from db.engine import reading, writing
from db.schema import AccountCohort, Audit
from tests.support.world import World, new_world

AUTUMN = date(2026, 10, 5)
END = date(2026, 10, 25)


def planning_world(url: str) -> World:
    """A cohort of three weeks with A and B in it, activities for all and for one, a module; nothing planned yet."""
    world = new_world(url)
    world.cohort("syksy", AUTUMN, weeks=3, name="Autumn")
    world.cohort("talvi", date(2027, 1, 4), weeks=3, name="Winter")
    world.activity("ryhmä")
    world.activity("suomi")
    world.activity("ohjaus", individual=True, default_minutes=60)
    world.module("OIK", 1)
    world.enrol("syksy", "A", AUTUMN)
    world.enrol("syksy", "B", AUTUMN)
    return world


def kaisa(world: World) -> Scope:
    """She coordinates."""
    return Scope(world.account("Kaisa"), Role.COORDINATOR)


def mikko(world: World, *cohorts: str) -> Scope:
    """He coaches these cohorts."""
    own = frozenset(world.cohorts[code] for code in cohorts or ("syksy",))
    account = world.account("Mikko", "coach")
    with writing(world.engine) as connection:
        connection.execute(insert(AccountCohort), [{"account_id": account, "cohort_id": one} for one in own])
    return Scope(account, Role.COACH, own)


def slot(world: World, weekday: int = 1, **values: Any) -> SlotValues:
    """A weekly group session, on Mondays from nine to twelve unless told otherwise."""
    given = {"starts_at": time(9), "ends_at": time(12), "module_id": None, **values}
    return SlotValues(activity_id=world.activities[given.pop("activity", "ryhmä")], weekday=weekday, **given)


def log(world: World, action: str | None = None) -> list[Any]:
    """The rows of the log, of one action or all."""
    query = select(Audit.__table__).order_by(Audit.id)
    with reading(world.engine) as connection:
        return list(connection.execute(query if action is None else query.where(Audit.action == action)))
