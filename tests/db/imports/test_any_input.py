"""Whatever the bytes, the answer is a list of problems; and whatever has none is accepted by the database, once."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from db.commands.imports import keep
from db.engine import make_engine
from db.imports.parsing.recognise import recognise
from db.imports.problems import Findings
from db.imports.reading.sheets import read_sheets
from db.imports.reading.uploads import Upload
from tests.db.imports.office import LONG, PEOPLE, Office, file

NAMES = st.sampled_from(["a.csv", "a.txt", "a.xlsx", "a.xls", "a", ".csv"])
QUICK = settings(max_examples=40, deadline=None, database=None)

TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
SCRAPS = st.sampled_from(
    [
        "participant", "osallistuja", "cohort", "date", "pvm", "status", "tila", "module", "code", "name", "kind",
        "due_on", "30.8.", "30.8.2021", "2021-08-30", "9.00 suomi", "L", "M15", "PI", "-", "H", "present", "late", "A",
        "B", "syksy", "", " ", "=1+1", "12,5", '"', "\n", "\r\n", ";", ",", "\t", "\x00", "PÃ¤ivÃ¤", "44438", "sep=;",
    ]
)  # fmt: skip


@contextmanager
def new_office(sqlite_template: Path) -> Iterator[Office]:
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{shutil.copy(sqlite_template, folder)}")
        try:
            yield Office(engine)
        finally:
            engine.dispose()


@QUICK
@given(content=st.binary(max_size=300), name=NAMES)
def test_any_bytes_are_answered(content: bytes, name: str) -> None:
    findings = Findings()
    for grid in read_sheets(Upload(name, content), findings):
        recognise(grid, findings)
    assert all(problem.text().isprintable() for problem in findings.problems)


@QUICK
@given(
    scraps=st.lists(st.one_of(SCRAPS, TEXTS), max_size=40),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    create=st.booleans(),
    cohort=st.sampled_from([None, "syksy"]),
)
def test_any_scraps_of_a_register_are_answered(
    sqlite_template: Path, scraps: list[str], encoding: str, create: bool, cohort: str | None
) -> None:
    upload = Upload("a.csv", "".join(scraps).encode(encoding, "replace"))
    with new_office(sqlite_template) as office:
        assert_answered(office, [upload], create=create, cohort=cohort)


PERSONS, COHORTS = st.sampled_from(["A", "B", "Å", "a", ""]), st.sampled_from(["syksy", "kevät", ""])
DAYS = st.sampled_from(["2021-08-30", "31.8.2021", "2021-09-01", "44439", "2026-03-29", "2026-10-25", "31.2.2021", ""])
CLOCKS = st.sampled_from(["", "", "9:00", "03:30", "12.30", "23:59", "25:00"])
ROWS = {
    LONG: st.tuples(
        COHORTS, PERSONS, DAYS, CLOCKS, CLOCKS,
        st.sampled_from(["", "ryhmä", "group", "ohjaus", "psykologi", "Retki"]),
        st.sampled_from(["", "OIK", "oik"]),
        st.sampled_from(["present", "läsnä", "late", "absent", "absent", "x"]),
        st.sampled_from(["", "", "", "5", "0"]), st.sampled_from(["", "", "before", "ei"]),
        st.sampled_from(["", "", "no", "yes"]), st.sampled_from(["", "", "health"]),
    ),
    PEOPLE: st.tuples(PERSONS, COHORTS, DAYS, DAYS),
    "participant,30.8.2021,31.8.,2021-09-01": st.tuples(
        PERSONS, *[st.sampled_from(["L", "M", "M5", "P", "PI", "H", "-", "", "X"])] * 3
    ),
    "code,name,planned_week": st.tuples(st.sampled_from(["OIK", "HAK"]), TEXTS, st.sampled_from(["", "1", "200"])),
    "participant,module,status,completed_on": st.tuples(
        PERSONS, st.sampled_from(["OIK", "HAK"]), st.sampled_from(["valmis", "kesken"]), DAYS
    ),
    "participant,kind,due_on,status,done_on,outcome": st.tuples(
        PERSONS, st.sampled_from(["28_days", "other"]), DAYS,
        st.sampled_from(["done", "planned", ""]), DAYS, st.sampled_from(["", "employed"]),
    ),
}  # fmt: skip
SHEETS = st.sampled_from(list(ROWS)).flatmap(
    lambda headings: st.lists(ROWS[headings], min_size=1, max_size=4).map(lambda rows: (headings, rows))
)


@settings(QUICK, max_examples=60)
@given(
    calls=st.lists(
        st.tuples(st.lists(SHEETS, min_size=1, max_size=3), st.sampled_from([None, "syksy", "kevät"]), st.booleans()),
        min_size=1,
        max_size=3,
    )
)
def test_any_plan_without_problems_is_kept_and_adds_nothing_twice(
    sqlite_template: Path,
    calls: list[tuple[list[tuple[str, list[tuple[str, ...]]]], str | None, bool]],
) -> None:
    with new_office(sqlite_template) as office:
        for sheets, cohort, update in calls:
            uploads = [
                file(headings, *(",".join(row) for row in rows), name=f"{number}.csv")
                for number, (headings, rows) in enumerate(sheets)
            ]
            assert_answered(office, uploads, create=True, update=update, cohort=cohort)


def assert_answered(office: Office, uploads: list[Upload], **said: object) -> None:
    before = office.everything()
    plan = office.check(*uploads, **said)
    assert all(finding.as_dict() for finding in (*plan.findings.problems, *plan.findings.notices))
    assert office.everything() == before
    if plan.ok:
        assert keep(office.engine, plan, uploads, None), plan
        again = office.check(*uploads, **said)
        assert again.ok
        assert again.empty
