"""Asking for one person's page, and looking at what came of it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, select

from callbacks.participant import load
from dashboard.domain.access import Scope
from dashboard.views import Chart, LineList, ParticipantView
from db.engine import reading
from db.schema import Audit
from tests.callbacks.conftest import NOW


def person(
    engine: Engine,
    scope: Scope | None,
    code: object = "A",
    now: datetime = NOW,
    how: Callable[..., ParticipantView] = load,
    **params: object,
) -> ParticipantView:
    """The page of a person; other keyword arguments are parameters of the address."""
    return how(engine, scope, {"code": code, **params}, now)


def reads(engine: Engine) -> list[Any]:
    """What is written down about reads."""
    with reading(engine) as connection:
        return list(connection.execute(select(Audit.__table__).where(Audit.action == "read").order_by(Audit.id)))


def drawn(chart: Chart | None) -> dict[str, Any]:
    """The figure of a chart that has one."""
    assert chart is not None
    assert chart.figure is not None
    return chart.figure


def texts(lines: LineList | None) -> list[tuple[str, str]]:
    """The lines of a list."""
    assert lines is not None
    return [(line.label, line.text) for line in lines.lines]
