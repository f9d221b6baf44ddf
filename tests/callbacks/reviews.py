"""Holding a weekly review in the autumn of ``conftest``, and looking at what came of it."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, func, select

from callbacks.review import load
from callbacks.review_actions import ACTIONS
from dashboard.actions import Done
from dashboard.domain.access import Scope
from dashboard.views.review import Entry, ReviewView
from db.engine import reading
from tests.callbacks.conftest import NOW

LATER = timedelta(minutes=5)


def page(engine: Engine, scope: Scope | None, now: datetime = NOW + LATER, **params: object) -> ReviewView:
    return load(engine, scope, params, now)


def do(engine: Engine, scope: Scope, name: str, now: datetime = NOW + LATER, **fields: Any) -> Done:
    """Send a form of the page."""
    return ACTIONS[name](engine, scope, fields, now)


def begun(engine: Engine, scope: Scope, now: datetime = NOW) -> ReviewView:
    """Begin a review, and open it."""
    do(engine, scope, "start", now, programme="ikut")
    return page(engine, scope, now + LATER)


def entries(view: ReviewView) -> list[Entry]:
    return [entry for group in view.agenda for entry in group.entries]


def labels(view: ReviewView) -> list[tuple[str, str]]:
    """Section and label of every item."""
    return [(group.title, entry.label) for group in view.agenda for entry in group.entries]


def item_of(view: ReviewView, label: str) -> dict[str, str]:
    """The parameters that open the item of a person or a cohort, the first of that name."""
    entry = next(entry for entry in entries(view) if entry.label == label)
    return dict(part.split("=") for part in entry.href.partition("?")[2].split("&"))


def how_many(engine: Engine, table: Any) -> int:
    """How many rows a table has."""
    with reading(engine) as connection:
        return int(connection.scalar(select(func.count()).select_from(table)) or 0)
