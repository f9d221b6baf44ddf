"""Time the support prompts of many people at once: ``make benchmark``.

    .venv/bin/python -m benchmarks.support [--people 2000] [--url postgresql+psycopg://...]

Cohorts of five in their tenth week, five sessions a week, one of them an individual meeting; every tenth register is
missing one mark. Prints the medians of reading the facts and of applying the rules, in milliseconds, and the number of
statements. The database is a new SQLite file unless an empty one is given.
"""

import argparse
import random
import statistics
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert

from benchmarks.pages import counted
from dashboard.domain.access import command_line_scope
from dashboard.domain.selection import Selection
from dashboard.domain.support import all_prompts
from db.engine import make_engine, migrate, reading, writing
from db.queries.support import support_facts
from db.queries.support_settings import parameters
from db.schema import (
    Activity,
    Cohort,
    Contact,
    Enrolment,
    Mark,
    Module,
    ModuleProgress,
    Participant,
    Programme,
    Session,
)

PEOPLE, WEEKS, MODULES = 5, 10, 6
TODAY = date(2026, 11, 6)
STARTS_ON = date(2026, 8, 31)
REPEATS = 7

Rows = dict[Any, list[dict[str, Any]]]


def main() -> None:
    """Fill the database, time the prompts, print what was found."""
    parser = argparse.ArgumentParser(description="Time the support prompts of many people.")
    parser.add_argument("--people", type=int, default=2000, help="about how many active participants")
    parser.add_argument("--url", help="an empty database; default: a new SQLite file")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(arguments.url or f"sqlite:///{Path(folder) / 'benchmark.sqlite'}")
        migrate(engine)
        marks = fill(engine, max(arguments.people // PEOPLE, 1))
        people, prompts, reads, rules, statements = measure(engine)
        print(f"{people} people, {marks} marks: {prompts} prompts")
        print(f"facts {reads:.0f} ms in {statements} statements, rules {rules:.0f} ms, together {reads + rules:.0f} ms")
        engine.dispose()


def measure(engine: Engine) -> tuple[int, int, float, float, int]:
    """People, prompts, medians of reading and of the rules in milliseconds, and statements."""
    reads, rules = [], []
    for _repeat in range(REPEATS):
        with counted(engine) as spent, reading(engine) as connection:
            started = time.perf_counter()
            people = support_facts(connection, command_line_scope(), Selection(as_of=TODAY))
            settings = parameters(connection, command_line_scope(), Selection(as_of=TODAY))
            read = time.perf_counter()
            prompts = all_prompts(people, settings, TODAY)
            rules.append(time.perf_counter() - read)
            reads.append(read - started)
    return len(people), len(prompts), statistics.median(reads) * 1000, statistics.median(rules) * 1000, len(spent)


def fill(engine: Engine, cohorts: int) -> int:
    """Write so many cohorts that run at the same time; how many marks that made."""
    chance = random.Random(1)
    rows: Rows = {table: [] for table in (Cohort, Participant, Enrolment, Session, Mark, Contact, ModuleProgress)}
    for number in range(1, cohorts + 1):
        _cohort(rows, number, chance)
    with writing(engine) as connection:
        connection.execute(insert(Programme), [{"id": 1, "code": "benchmark", "name": "Benchmark"}])
        connection.execute(insert(Activity), [{"id": 1, "programme_id": 1, "code": "group"}])
        connection.execute(insert(Activity), [{"id": 2, "programme_id": 1, "code": "guidance", "individual": True}])
        modules = [
            {"id": number, "programme_id": 1, "code": f"m{number}", "planned_week": number + 1}
            for number in range(1, MODULES + 1)
        ]
        connection.execute(insert(Module), modules)
        for table, values in rows.items():
            connection.execute(insert(table), values)
    return len(rows[Mark])


def _cohort(rows: Rows, number: int, chance: random.Random) -> None:
    ends_on = STARTS_ON + timedelta(weeks=WEEKS, days=-1)
    names = {"id": number, "programme_id": 1, "code": f"c{number}", "name": f"c{number}", "weeks": WEEKS}
    rows[Cohort].append({**names, "starts_on": STARTS_ON, "ends_on": ends_on})
    people = range(number * PEOPLE, number * PEOPLE + PEOPLE)
    attendance = {}
    for one in people:
        attendance[one] = chance.choice((0.95, 0.95, 0.9, 0.8, 0.65))
        rows[Participant].append({"id": one, "programme_id": 1, "code": f"P{one}"})
        rows[Enrolment].append({"id": one, "cohort_id": number, "participant_id": one, "enrolled_on": STARTS_ON})
        contacted_on = STARTS_ON + timedelta(days=chance.randrange(60))
        rows[Contact].append({"enrolment_id": one, "contacted_on": contacted_on, "channel": "phone"})
        rows[ModuleProgress] += [_progress(one, module, chance) for module in range(1, MODULES + 1)]
    for week in range(WEEKS):
        for weekday in range(5):
            day = STARTS_ON + timedelta(weeks=week, days=weekday)
            if weekday < 4:
                _session(rows, number, day, None, attendance, chance)
            else:
                for one in people:
                    _session(rows, number, day, one, {one: attendance[one]}, chance)


def _progress(person: int, module: int, chance: random.Random) -> dict[str, Any]:
    completed_on = STARTS_ON + timedelta(weeks=module + chance.randrange(4))
    return {"enrolment_id": person, "module_id": module, "status": "completed", "completed_on": completed_on}


def _session(
    rows: Rows, cohort: int, day: date, person: int | None, attendance: dict[int, float], chance: random.Random
) -> None:
    starts_at = datetime(day.year, day.month, day.day, 7, tzinfo=UTC)
    session = len(rows[Session]) + 1
    rows[Session].append(
        {
            "id": session,
            "cohort_id": cohort,
            "activity_id": 1 if person is None else 2,
            "enrolment_id": person,
            "local_date": day,
            "starts_at": starts_at,
            "ends_at": starts_at + timedelta(hours=3),
        }
    )
    left_out = chance.choice(list(attendance)) if chance.random() < 0.1 else None
    rows[Mark] += [
        {"session_id": session, "enrolment_id": one, **_mark(share, chance)}
        for one, share in attendance.items()
        if one != left_out
    ]


def _mark(attendance: float, chance: random.Random) -> dict[str, Any]:
    if chance.random() < 0.06:
        return {"status": "absent", "notice": "before", "excused": True}
    if chance.random() < attendance:
        return {"status": "present", "notice": None, "excused": False}
    return {"status": "absent", "notice": chance.choice(("none", "before")), "excused": False}


if __name__ == "__main__":
    main()
