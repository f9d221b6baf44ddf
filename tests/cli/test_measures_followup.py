"""``measures --measure followup`` and ``--measure needs``: a spring counted by hand, printed."""

import csv
import io
import json

import pytest

from dashboard.__main__ import main
from tests.support import spring
from tests.support.world import new_world

FOLLOWUP = ["due", "done", "not_reached", "declined", "overdue", "upcoming", "reached"]
NEEDS = ["identified", "met", "needs_met"]


@pytest.fixture(autouse=True)
def database(migrated_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    world = new_world(migrated_url)
    spring.spring(world)
    spring.needs(world)
    world.cohort("talvi", spring.SECOND)
    world.engine.dispose()
    monkeypatch.setenv("DATABASE_URL", migrated_url)


def printed(capsys: pytest.CaptureFixture[str], measure: str, *arguments: str) -> str:
    assert main(["measures", "--measure", measure, "--as-of", "2026-07-01", *arguments]) == 0
    return capsys.readouterr().out


def test_follow_ups_have_the_agreed_keys_and_the_right_answers(capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(printed(capsys, "followup", "--format", "json"))
    assert [list(row) for row in rows] == [["cohort", *FOLLOWUP]] * 2
    assert [list(row.values()) for row in rows] == [
        ["kevät", 5, 1, 1, 1, 2, 3, 0.2],
        ["talvi", 0, 0, 0, 0, 0, 0, None],
    ]


def test_follow_ups_of_each_person(capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(printed(capsys, "followup", "--by", "participant", "--format", "json"))
    assert [(row["participant"], row["due"], row["reached"]) for row in rows] == [
        ("A", 1, 1.0),
        ("B", 1, 0.0),
        ("C", 1, 0.0),
        ("D", 1, 0.0),
        ("E", 1, 0.0),
        ("F", 0, None),
        ("G", 0, None),
        ("H", 0, None),
    ]


def test_a_period_narrows_follow_ups_by_their_due_days(capsys: pytest.CaptureFixture[str]) -> None:
    period = ("--from", "2026-07-01", "--to", "2026-07-31")
    [spring_row, _winter] = json.loads(printed(capsys, "followup", *period, "--format", "json"))
    assert (spring_row["due"], spring_row["upcoming"]) == (0, 1)


def test_needs_have_the_agreed_keys_and_the_right_answers(capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(printed(capsys, "needs", "--format", "json"))
    assert [list(row) for row in rows] == [["cohort", *NEEDS]] * 2
    assert [list(row.values()) for row in rows] == [["kevät", 5, 3, 0.6], ["talvi", 0, 0, None]]


@pytest.mark.parametrize(
    ("by", "found"),
    [
        ("participant", {"A": 2, "B": 1, "C": 1, "D": 1, "E": 0, "F": 0, "G": 0, "H": 0}),
        ("category", {"everyday_management": 1, "housing": 1, "language": 2, "well_being": 1}),
    ],
)
def test_each_division_names_its_key(capsys: pytest.CaptureFixture[str], by: str, found: dict[str, int]) -> None:
    rows = json.loads(printed(capsys, "needs", "--by", by, "--format", "json"))
    assert {row[by]: row["identified"] for row in rows} == found


def test_csv_and_table_say_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    [row, winter] = csv.DictReader(io.StringIO(printed(capsys, "followup", "--format", "csv")))
    assert (row["reached"], winter["reached"]) == ("0.2", "")
    assert "1/5" in printed(capsys, "followup"), "five are too few for a percentage"
    assert "3/5" in printed(capsys, "needs")


@pytest.mark.parametrize(
    ("measure", "by", "said"),
    [
        ("followup", "week", "followup is divided by cohort, participant, not by week."),
        ("needs", "week", "needs is divided by cohort, participant, category, not by week."),
        (
            "attendance",
            "category",
            "attendance is divided by cohort, participant, week, activity, module, not by category.",
        ),
    ],
)
def test_a_division_that_makes_no_sense_is_refused(
    capsys: pytest.CaptureFixture[str], measure: str, by: str, said: str
) -> None:
    assert main(["measures", "--measure", measure, "--by", by]) == 1
    assert capsys.readouterr().err == f"rinnalla: {said}\n"
