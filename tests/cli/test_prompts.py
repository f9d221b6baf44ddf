"""The ``prompts`` command: support prompts of a day, compared with an earlier one."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select

from dashboard.__main__ import main
from db.engine import make_engine, writing
from db.schema import Programme, ProgrammeSetting
from tests.support.world import new_world

MONDAY = date(2026, 8, 31)
KEYS = ["code", "cohort", "rule", "since", "sentence", "evidence", "state"]
# A day's mark by letter: present, absent without notice, absent with notice before.
LETTERS = {".": ("present", None), "x": ("absent", "none"), "b": ("absent", "before")}


@pytest.fixture(autouse=True)
def database(migrated_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three weeks of a cohort: one came back, one stays away, one has begun to; and somebody who left another one."""
    world = new_world(migrated_url)
    world.cohort("syksy", MONDAY)
    world.cohort("kevät", MONDAY - timedelta(weeks=20))
    stories = {"A": "...bbbbbbb.....", "B": "......bbbb" + "bbbbx", "C": "............bxx"}
    for person in stories:
        world.enrol("syksy", person, MONDAY)
    for place in range(15):
        session = world.session("syksy", MONDAY + timedelta(days=place // 5 * 7 + place % 5))
        for person, letters in stories.items():
            status, notice = LETTERS[letters[place]]
            world.mark(session, person, status, notice=notice)
    world.enrol("kevät", "L", MONDAY - timedelta(weeks=20), exited_on=MONDAY - timedelta(days=9))
    world.engine.dispose()
    monkeypatch.setenv("DATABASE_URL", migrated_url)


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["prompts", "--as-of", "2026-09-18", *arguments]) == 0
    return capsys.readouterr().out


def rows(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(printed(capsys, "--format", "json", *arguments))
    return found


def states(found: list[dict[str, Any]]) -> set[tuple[str, str, str]]:
    return {(row["code"], row["rule"], row["state"]) for row in found}


def test_json_has_the_agreed_keys_and_the_right_answers(capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(capsys)
    assert all(list(row) == KEYS for row in found)
    assert found[0] == {
        "code": "C",
        "cohort": "syksy",
        "rule": "R4",
        "since": "2026-09-18",
        "sentence": "2 absences in a row without notice: call today.",
        "evidence": 2,
        "state": "new",
    }
    assert [row["rule"] for row in found[:3]] == ["R4", "R3", "R3"]
    run = next(row for row in found if (row["code"], row["rule"]) == ("B", "R3"))
    assert (run["sentence"], run["evidence"]) == ("Missed 9 in a row, since 8 Sep 2026.", 9)


def test_compares_with_a_week_earlier(capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(capsys)
    assert states(found) >= {
        ("A", "R3", "resolved"),
        ("B", "R3", "continuing"),
        ("C", "R3", "new"),
        ("L", "T1", "new"),
    }
    assert [row["state"] == "resolved" for row in found] == sorted(row["state"] == "resolved" for row in found)


def test_follows_the_rules_of_the_programme(capsys: pytest.CaptureFixture[str], migrated_url: str) -> None:
    assert ("C", "R4") in {(row["code"], row["rule"]) for row in rows(capsys)}
    engine = make_engine(migrated_url)
    with writing(engine) as connection:
        programme = connection.scalar(select(Programme.id))
        about = {"programme_id": programme, "name": "silent_absences", "value": 3}
        connection.execute(insert(ProgrammeSetting), about)
    engine.dispose()
    assert ("C", "R4") not in {(row["code"], row["rule"]) for row in rows(capsys)}


def test_compares_with_any_day(capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(capsys, "--since", "2026-08-30")
    assert {row["state"] for row in found} == {"new"}
    assert ("L", "T1", "continuing") in states(rows(capsys, "--since", "2026-09-17"))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fi", "2 poissaoloa peräkkäin ilman ilmoitusta: soita tänään."),
        ("sv", "2 frånvarotillfällen i rad utan meddelande: ring i dag."),
    ],
)
def test_speaks_three_languages(capsys: pytest.CaptureFixture[str], language: str, said: str) -> None:
    assert rows(capsys, "--lang", language)[0]["sentence"] == said


def test_the_table_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    table = printed(capsys)
    assert all(heading in table for heading in KEYS)
    assert "Missed 9 in a row, since 8 Sep 2026." in table


def test_a_cohort_is_chosen_and_another_added(capsys: pytest.CaptureFixture[str]) -> None:
    assert {row["code"] for row in rows(capsys, "--cohort", "kevät")} == {"L"}
    assert {row["code"] for row in rows(capsys, "--cohort", "kevät", "--cohort", "syksy")} == {"A", "B", "C", "L"}


def test_an_unknown_cohort_is_said_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prompts", "--cohort", "kesä"]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "rinnalla: no cohort kesä. There are: kevät, syksy.\n")


@pytest.mark.parametrize("since", ["2026-09-18", "2026-09-19"])
def test_an_earlier_day_is_earlier(capsys: pytest.CaptureFixture[str], since: str) -> None:
    assert main(["prompts", "--as-of", "2026-09-18", "--since", since]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == (
        "",
        f"rinnalla: {since} is not before 2026-09-18: there is nothing to compare with.\n",
    )


@pytest.mark.parametrize("arguments", [["--as-of", "18.9.2026"], ["--since", "2026-02-30"], ["--lang", "de"]])
def test_what_cannot_be_read_is_said_and_nothing_printed(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["prompts", *arguments])
    assert stopped.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert arguments[1] in said.err
