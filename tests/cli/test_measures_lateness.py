"""``measures --measure lateness``: the worked example, printed."""

import csv
import io
import json
from datetime import date

import pytest

from dashboard.__main__ import main
from tests.support.world import new_world, worked_example

KEYS = [
    "attended",
    "late",
    "lateness",
    "lateness_low",
    "lateness_high",
    "on_time",
    "minutes_known",
    "minutes_unknown",
    "minutes_late_q1",
    "minutes_late_median",
    "minutes_late_q3",
    "told_before",
    "told_after",
    "not_told",
    "notice_unknown",
]


@pytest.fixture(autouse=True)
def database(migrated_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worked example, and a cohort to come."""
    world = new_world(migrated_url)
    worked_example(world)
    world.cohort("talvi", date(2022, 1, 10))
    world.engine.dispose()
    monkeypatch.setenv("DATABASE_URL", migrated_url)


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["measures", "--measure", "lateness", "--as-of", "2021-09-03", *arguments]) == 0
    return capsys.readouterr().out


def test_json_has_the_agreed_keys_and_the_right_answers(capsys: pytest.CaptureFixture[str]) -> None:
    example, winter = json.loads(printed(capsys, "--format", "json"))
    assert list(example) == ["cohort", *KEYS]
    assert {name: example[name] for name in KEYS} == pytest.approx(
        {
            "attended": 7,
            "late": 2,
            "lateness": 2 / 7,
            "lateness_low": 0.0822,
            "lateness_high": 0.6411,
            "on_time": 5,
            "minutes_known": 2,
            "minutes_unknown": 0,
            "minutes_late_q1": 8.75,
            "minutes_late_median": 12.5,
            "minutes_late_q3": 16.25,
            "told_before": 1,
            "told_after": 0,
            "not_told": 1,
            "notice_unknown": 0,
        },
        abs=5e-5,
    )
    assert (winter["attended"], winter["lateness"], winter["minutes_late_median"]) == (0, None, None)


@pytest.mark.parametrize(
    ("by", "late"),
    [
        ("participant", {"A": 1, "B": 0, "C": 1}),
        ("week", {1: 2}),
        ("activity", {"ohjaus": 0, "ryhmä": 2}),
        ("module", {None: 2}),
    ],
)
def test_each_division(capsys: pytest.CaptureFixture[str], by: str, late: dict[object, int]) -> None:
    rows = json.loads(printed(capsys, "--by", by, "--format", "json"))
    assert {row[by]: row["late"] for row in rows} == late
    assert sum(row["attended"] for row in rows) == 7


def test_csv_leaves_out_what_is_not_defined(capsys: pytest.CaptureFixture[str]) -> None:
    example, winter = csv.DictReader(io.StringIO(printed(capsys, "--format", "csv")))
    assert (example["minutes_late_median"], winter["minutes_late_median"]) == ("12.5", "")


def test_the_table_has_counts_beside_the_rate_and_no_rate_below_six(capsys: pytest.CaptureFixture[str]) -> None:
    assert "29% (2/7)" in printed(capsys)
    people = printed(capsys, "--by", "participant")
    assert "1/4" in people
    assert "25%" not in people
