"""The document about the database says what is so: its tables are there, its example runs."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import select, text

from dashboard.domain.access import command_line_scope
from dashboard.domain.selection import Selection
from db.engine import reading, writing
from db.queries.measures import measures
from db.schema import Audit, Mark, Session, metadata
from tests.support.world import new_world

DOCUMENT = (Path(__file__).parents[2] / "docs" / "database.md").read_text(encoding="utf-8")


def example() -> list[str]:
    found = re.search(r"<!-- example:.*?```sql\n(.*?)```\n<!-- end of example -->", DOCUMENT, re.DOTALL)
    assert found
    return [statement for statement in found.group(1).split(";") if statement.strip()]


def test_every_table_is_explained() -> None:
    rows = [line.split("|")[1] for line in DOCUMENT.splitlines() if line.startswith("| `")]
    explained = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert explained == set(metadata.tables)


def test_another_program_writes_as_the_example_says(database_url: str) -> None:
    world = new_world(database_url)
    world.cohort("2026-syksy", date(2026, 10, 19))
    world.enrol("2026-syksy", "K7P2", date(2026, 10, 19))
    world.activity("ohjaus", individual=True, default_minutes=60)
    with writing(world.engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL TIME ZONE 'UTC'"))
        for statement in example():
            assert connection.execute(text(statement)).rowcount == 1
    with reading(world.engine) as connection:
        session = connection.execute(select(Session.starts_at, Session.ends_at, Session.local_date)).one()
        mark = connection.execute(select(Mark.status, Mark.minutes_late, Mark.notice, Mark.excused)).one()
        audit = connection.execute(select(Audit.at, Audit.detail)).one()
        selection = Selection(as_of=date(2026, 11, 16))
        [group] = measures(connection, command_line_scope(), selection)
    world.engine.dispose()
    assert session == (
        datetime(2026, 11, 16, 11, tzinfo=UTC),
        datetime(2026, 11, 16, 12, tzinfo=UTC),
        date(2026, 11, 16),
    )
    assert mark == ("late", 10, "before", False)
    assert audit == (datetime(2026, 11, 16, 12, 5, tzinfo=UTC), {"marks": 1})
    assert (group.counts.attended, group.counts.late, group.counts.minutes_attended) == (1, 1, 50)
