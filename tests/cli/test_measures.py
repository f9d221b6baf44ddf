"""The ``measures`` command: the figures of the pages, printed."""

import csv
import io
import json
from datetime import date

import pytest
from sqlalchemy import update

from dashboard.__main__ import main
from db.engine import make_engine, writing
from db.schema import Cohort
from tests.support.world import new_world, worked_example

KEYS = [
    "expected",
    "recorded",
    "countable",
    "attended",
    "attendance",
    "commitment",
    "late",
    "lateness",
    "minutes_late_median",
    "notice_rate",
    "unnotified",
    "excused",
    "nearly_empty",
    "nearly_empty_of",
    "hours_offered",
    "hours_attended",
    "attendance_low",
    "attendance_high",
]


@pytest.fixture(autouse=True)
def database(migrated_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worked example, and a cohort to come whose code a spreadsheet would take for a formula."""
    world = new_world(migrated_url)
    worked_example(world)
    world.cohort("=talvi", date(2022, 1, 10))
    world.engine.dispose()
    monkeypatch.setenv("DATABASE_URL", migrated_url)


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["measures", "--as-of", "2021-09-03", *arguments]) == 0
    return capsys.readouterr().out


def test_json_has_the_agreed_keys_and_the_right_answers(capsys: pytest.CaptureFixture[str]) -> None:
    example, winter = json.loads(printed(capsys, "--format", "json"))
    assert list(example) == ["cohort", *KEYS]
    assert (example["cohort"], example["expected"], example["recorded"]) == ("esimerkki", 13, 12)
    assert example["attendance"] == pytest.approx(7 / 11)
    assert example["hours_attended"] == pytest.approx(16.5833, abs=1e-4)
    assert (winter["cohort"], winter["attendance"], winter["nearly_empty"]) == ("=talvi", None, 0)


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        ("participant", ["A", "B", "C"]),
        ("week", [1]),
        ("activity", ["ohjaus", "ryhmä"]),
        ("module", [None]),
    ],
)
def test_each_division_names_its_key(capsys: pytest.CaptureFixture[str], by: str, keys: list[object]) -> None:
    rows = json.loads(printed(capsys, "--by", by, "--format", "json"))
    assert [row[by] for row in rows] == keys
    assert list(rows[0])[:2] == ["cohort", by]
    assert sum(row["expected"] for row in rows) == 13
    assert all((row["nearly_empty"] is None) == (by == "participant") for row in rows)


def test_csv_is_read_again_and_runs_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(printed(capsys, "--format", "csv"))))
    assert [row["cohort"] for row in rows] == ["esimerkki", "'=talvi"]
    assert float(rows[0]["attendance"]) == pytest.approx(7 / 11)
    assert rows[1]["attendance"] == ""


@pytest.mark.parametrize("code", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_a_code_is_no_formula_in_a_spreadsheet(
    code: str, capsys: pytest.CaptureFixture[str], migrated_url: str
) -> None:
    engine = make_engine(migrated_url)
    with writing(engine) as connection:
        connection.execute(update(Cohort).where(Cohort.code == "=talvi").values(code=code))
    engine.dispose()
    rows = list(csv.DictReader(io.StringIO(printed(capsys, "--format", "csv"))))
    assert [row["cohort"] for row in rows] == ["esimerkki", f"'{code}"]


def test_the_table_says_counts_beside_rates_and_no_rate_below_six(capsys: pytest.CaptureFixture[str]) -> None:
    whole = printed(capsys)
    assert "64% (7/11)" in whole
    people = printed(capsys, "--by", "participant")
    assert "4/4" in people
    assert "100%" not in people


def test_a_cohort_is_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(printed(capsys, "--cohort", "=talvi", "--format", "json"))
    assert [row["cohort"] for row in rows] == ["=talvi"]


def test_a_period_and_an_activity_narrow_it(capsys: pytest.CaptureFixture[str]) -> None:
    [row, _winter] = json.loads(
        printed(capsys, "--from", "2021-08-31", "--to", "2021-09-02", "--activity", "ryhmä", "--format", "json")
    )
    assert row["expected"] == 8


def test_an_unknown_cohort_is_said_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measures", "--cohort", "kesä"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "rinnalla: no cohort kesä. There are: =talvi, esimerkki.\n"


def test_an_unknown_activity_is_said_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measures", "--activity", "uinti"]) == 1
    assert capsys.readouterr().err == "rinnalla: no activity uinti. There are: ohjaus, ryhmä.\n"


def test_a_period_that_ends_before_it_begins_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measures", "--from", "2021-09-02", "--to", "2021-09-01"]) == 1
    assert "ends on 2021-09-01, before it begins on 2021-09-02" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--as-of", "12.11.2021"], ["--as-of", "2021-02-30"], ["--by", "person"]])
def test_what_cannot_be_read_is_said_and_nothing_printed(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["measures", *arguments])
    assert stopped.value.code == 2
    assert arguments[1] in capsys.readouterr().err


@pytest.mark.parametrize("day", ["12.11.2021", "9999-12-31", "0001-01-01"])
def test_a_day_that_cannot_be_counted_from_is_refused(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["measures", "--as-of", day])
    assert ended.value.code == 2
    assert day in capsys.readouterr().err
