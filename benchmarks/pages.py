"""Time what a page waits for on a programme much larger than ours: ``make benchmark``.

    .venv/bin/python -m benchmarks.pages [--marks 100000] [--url postgresql+psycopg://...]

Prints, for each page with one cohort chosen and with all of them, the median of its ``load`` in milliseconds, the time
spent in the database, and the number of statements. The database is a new SQLite file unless an empty one is given.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event, insert

from callbacks import attendance, follow_up, lateness, modules, needs, overview
from dashboard.domain.access import command_line_scope
from dashboard.i18n import using_language
from db.engine import make_engine, migrate, writing
from db.schema import Activity, Cohort, Enrolment, Mark, Participant, Programme, Session

PAGES = {
    "overview": overview.load,
    "attendance": attendance.load,
    "lateness": lateness.load,
    "modules": modules.load,
    "follow-up": follow_up.load,
    "needs": needs.load,
}
PEOPLE, WEEKS, DAYS = 6, 10, 4
REPEATS = 7


def main() -> None:
    """Fill the database, time every page, print a table."""
    parser = argparse.ArgumentParser(description="Time the pages on a large programme.")
    parser.add_argument("--marks", type=int, default=100_000, help="about how many marks")
    parser.add_argument("--url", help="an empty database; default: a new SQLite file")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(arguments.url or f"sqlite:///{Path(folder) / 'benchmark.sqlite'}")
        migrate(engine)
        cohorts = max(arguments.marks // (PEOPLE * WEEKS * DAYS), 1)
        started = time.perf_counter()
        fill(engine, cohorts)
        marks = cohorts * PEOPLE * WEEKS * DAYS
        print(f"{marks} marks of {cohorts} cohorts written in {time.perf_counter() - started:.1f} s")
        print(f"{'page':<12}{'cohorts':<9}{'load ms':>9}{'database ms':>13}{'statements':>12}")
        with using_language("fi"):
            for name, load in PAGES.items():
                for shown, params in (("one", {"cohorts": "c3"}), ("all", {})):
                    whole, database, statements = measure(engine, load, params)
                    print(f"{name:<12}{shown:<9}{whole:>9.1f}{database:>13.1f}{statements:>12}")
        engine.dispose()


def measure(engine: Engine, load: Callable[..., Any], params: dict[str, str]) -> tuple[float, float, int]:
    """Median of a load and of its time in the database, both in milliseconds, and its number of statements."""
    load(engine, command_line_scope(), params)
    whole, database, statements = [], [], 0
    for _repeat in range(REPEATS):
        with counted(engine) as spent:
            started = time.perf_counter()
            load(engine, command_line_scope(), params)
            whole.append(time.perf_counter() - started)
        database.append(sum(spent))
        statements = len(spent)
    return statistics.median(whole) * 1000, statistics.median(database) * 1000, statements


@contextmanager
def counted(engine: Engine) -> Iterator[list[float]]:
    """The seconds that each statement takes to execute, fetching of rows not counted."""
    spent: list[float] = []

    def before(connection: Connection, *_rest: Any) -> None:
        connection.info["started"] = time.perf_counter()

    def after(connection: Connection, *_rest: Any) -> None:
        spent.append(time.perf_counter() - connection.info["started"])

    event.listen(engine, "before_cursor_execute", before)
    event.listen(engine, "after_cursor_execute", after)
    try:
        yield spent
    finally:
        event.remove(engine, "before_cursor_execute", before)
        event.remove(engine, "after_cursor_execute", after)


def fill(engine: Engine, cohorts: int) -> None:
    """Write made-up cohorts of six people, ten weeks and four sessions a week, every session with its marks."""
    chance = random.Random(1)
    with writing(engine) as connection:
        programme = _id(connection, Programme, code="benchmark", name="Benchmark")
        activities = [_id(connection, Activity, programme_id=programme, code=f"a{number}") for number in range(DAYS)]
        rows: dict[Any, list[dict[str, Any]]] = {Cohort: [], Participant: [], Enrolment: [], Session: [], Mark: []}
        for number in range(cohorts):
            _cohort(rows, number, programme, activities, chance)
        for table, values in rows.items():
            connection.execute(insert(table), values)


def _id(connection: Connection, table: Any, **values: Any) -> int:
    return int(connection.execute(insert(table).values(**values).returning(table.id)).scalar_one())


def _cohort(
    rows: dict[Any, list[dict[str, Any]]], number: int, programme: int, activities: list[int], chance: random.Random
) -> None:
    starts_on = date(2015, 1, 5) + timedelta(weeks=number % 500)
    ends_on = starts_on + timedelta(weeks=WEEKS, days=-1)
    cohort = {"id": number + 1, "programme_id": programme, "code": f"c{number}", "name": f"c{number}", "weeks": WEEKS}
    rows[Cohort].append({**cohort, "starts_on": starts_on, "ends_on": ends_on})
    people = [number * PEOPLE + place + 1 for place in range(PEOPLE)]
    rows[Participant] += [{"id": one, "programme_id": programme, "code": f"P{one}"} for one in people]
    rows[Enrolment] += [
        {"id": one, "cohort_id": number + 1, "participant_id": one, "enrolled_on": starts_on} for one in people
    ]
    for week in range(WEEKS):
        for day in range(DAYS):
            local_date = starts_on + timedelta(weeks=week, days=day)
            starts_at = datetime(local_date.year, local_date.month, local_date.day, 7, tzinfo=UTC)
            session = {"id": len(rows[Session]) + 1, "cohort_id": number + 1, "activity_id": activities[day]}
            moments = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=3)}
            rows[Session].append({**session, "local_date": local_date, **moments})
            rows[Mark] += [{"session_id": session["id"], "enrolment_id": one, **_mark(chance)} for one in people]


def _mark(chance: random.Random) -> dict[str, Any]:
    drawn = chance.random()
    if drawn < 0.15:
        return {"status": "late", "minutes_late": chance.choice([5, 10, 15, 20, 30]), "notice": "none"}
    if drawn < 0.35:
        notice = chance.choice(["before", "after", "none", "unknown"])
        return {"status": "absent", "minutes_late": None, "notice": notice}
    return {"status": "present", "minutes_late": None, "notice": None}


if __name__ == "__main__":
    main()
