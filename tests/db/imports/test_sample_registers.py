"""The registers of a Finnish office and of the Open University come in as they are, on both databases.

What they hold is counted here by a reader that shares nothing with the import.
"""

from collections import Counter
from pathlib import Path

import pytest

from db.imports.reading.uploads import Upload
from tests.db.imports.office import Office

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
FINNISH, OPEN_UNIVERSITY = DATA / "finnish-register", DATA / "open-university"
ENCODINGS = {
    "lasnaolo-2021-syksy.csv": "cp1252",
    "lasnaolo-2022-kevät-1.csv": "utf-8-sig",
    "lasnaolo-2022-kevät-2.csv": "utf-16",
    "lasnaolo-2022-syksy.csv": "cp1252",
}
STATUS = {"L": "present", "M": "late", "P": "absent", "H": "absent"}

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the sample registers are not beside this repository")


def upload(path: Path) -> Upload:
    return Upload(path.name, path.read_bytes())


def table(path: Path, encoding: str, delimiter: str = ";") -> list[list[str]]:
    return [line.split(delimiter) for line in path.read_text(encoding).splitlines()]


def bring_all(office: Office, cohorts: list[str]) -> Counter[str]:
    """The lists, then each register with its cohort, then progress; what was added in all."""
    added: Counter[str] = Counter()
    lists = [upload(FINNISH / name) for name in ("osallistujat.csv", "moduulit.csv")]
    added.update(office.bring(*lists).added())
    for cohort in cohorts:
        added.update(office.bring(upload(FINNISH / f"lasnaolo-{cohort}.csv"), cohort=cohort).added())
    added.update(office.bring(upload(FINNISH / "eteneminen.csv")).added())
    return added


def test_the_finnish_registers_come_in_once(both_offices: Office) -> None:
    registers = {name: table(FINNISH / name, encoding) for name, encoding in ENCODINGS.items()}
    cells = Counter(
        cell[0] + ("I" if cell == "PI" else "")
        for rows in registers.values()
        for row in rows[2:]
        for cell in row[1:]
        if cell not in {"", "-"}
    )
    participants = table(FINNISH / "osallistujat.csv", "cp1252")[1:]
    cohorts = [name.removeprefix("lasnaolo-").removesuffix(".csv") for name in ENCODINGS]
    assert sorted({row[1] for row in participants}) == sorted(cohorts)

    added = bring_all(both_offices, cohorts)

    assert added["participants"] == added["enrolments"] == len(participants) == 22
    assert added["sessions"] == sum(len(rows[0]) - 1 for rows in registers.values()) == 158
    assert added["marks"] == both_offices.count("mark") == cells.total() == 822
    assert added["modules"] == len(table(FINNISH / "moduulit.csv", "cp1252")) - 1
    assert added["progress"] == len(table(FINNISH / "eteneminen.csv", "cp1252")) - 1
    stored = Counter(row[2] for row in both_offices.marks())
    assert stored == Counter(
        {"present": cells["L"], "late": cells["M"], "absent": cells["P"] + cells["PI"] + cells["H"]}
    )
    told = both_offices.rows("SELECT count(*) FROM mark WHERE status = 'absent' AND notice = 'before'")
    assert told == [(cells["PI"],)]
    minutes = [
        int(cell[1:])
        for rows in registers.values()
        for row in rows[2:]
        for cell in row
        if cell[0:1] == "M" and cell[1:]
    ]
    assert both_offices.rows("SELECT sum(minutes_late), count(minutes_late) FROM mark") == [
        (sum(minutes), len(minutes))
    ]
    assert both_offices.rows("SELECT count(*) FROM mark WHERE excused") == [(cells["H"],)]

    before = both_offices.everything()
    assert bring_all(both_offices, cohorts).total() == 0
    assert both_offices.everything() == before


def test_starts_and_lengths_are_those_of_the_second_heading(both_offices: Office) -> None:
    bring_all(both_offices, ["2021-syksy"])
    rows = both_offices.rows(
        "SELECT a.code, s.starts_at, s.ends_at FROM session s JOIN activity a ON a.id = s.activity_id "
        "WHERE s.local_date IN ('2021-08-30', '2021-09-01', '2021-11-10') ORDER BY s.starts_at"
    )
    shown = [(code, str(starts)[:16], str(ends)[:16]) for code, starts, ends in rows]
    assert shown == [
        ("ryhmä", "2021-08-30 06:00", "2021-08-30 09:00"),
        ("IT", "2021-09-01 09:30", "2021-09-01 12:30"),
        ("IT", "2021-11-10 10:30", "2021-11-10 13:30"),  # winter time
    ]


def test_the_open_university_comes_in_once(both_offices: Office) -> None:
    files = [upload(OPEN_UNIVERSITY / name) for name in ("marks.csv", "participants.csv")]
    marks = table(OPEN_UNIVERSITY / "marks.csv", "utf-8", ",")[1:]
    added = both_offices.bring(*files).added()
    assert added["marks"] == len(marks) == 717
    assert added["participants"] == len(table(OPEN_UNIVERSITY / "participants.csv", "utf-8", ",")) - 1 == 240
    assert added["sessions"] == len({(row[0], row[2], row[3]) for row in marks})
    assert Counter(row[2] for row in both_offices.marks()) == Counter(row[7] for row in marks)
    minutes = [int(row[8]) for row in marks if row[8]]
    assert both_offices.rows("SELECT sum(minutes_late) FROM mark") == [(sum(minutes),)]
    again = both_offices.bring(*files)
    assert sum(again.added().values()) == 0
    assert again.unchanged_counts()["marks"] == 717
