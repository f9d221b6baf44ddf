"""The ``esf`` command: exact indicators for who holds the database, with their line in the log."""

import csv
import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from sqlalchemy import select, update

from dashboard.__main__ import main
from db.engine import reading, writing
from db.schema import Audit, Cohort, Enrolment, Participant, Programme
from tests.support.funded import AUTUMN, funded
from tests.support.world import World, new_world


@pytest.fixture(autouse=True)
def world(migrated_sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> World:
    world = new_world(migrated_sqlite_url)
    funded(world)
    monkeypatch.setenv("DATABASE_URL", migrated_sqlite_url)
    return world


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["esf", "--as-of", "2026-12-01", *arguments]) == 0
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["esf", "--as-of", "2026-12-01", *arguments]) == 1
    return capsys.readouterr().err


def log(world: World) -> list[Any]:
    with reading(world.engine) as connection:
        return list(connection.execute(select(Audit.__table__)))


def test_json_has_every_indicator_by_gender(capsys: pytest.CaptureFixture[str], world: World) -> None:
    made = json.loads(printed(capsys, "--format", "json"))
    assert (made["set"], made["as_of"], made["incomplete"]) == ("ESF+", "2026-12-01", 0)
    assert made["too_early"] == {"leaving": 0, "six_months": 0}
    rows = {row["code"]: row for row in made["indicators"]}
    assert rows["EECR04"]["by_gender"]["male"] == {"counted": 0, "out_of": 1, "unknown": 1}
    assert {name: rows["EECR04"][name] for name in ("counted", "out_of", "unknown", "timing")} == {
        "counted": 1,
        "out_of": 2,
        "unknown": 1,
        "timing": "leaving",
    }
    assert rows["EECO13"]["counted"] is None
    ((account, action, detail),) = [(row.account_id, row.action, row.detail) for row in log(world)]
    assert (account, action, detail["format"]) == (None, "eura", "json")


def test_the_set_the_cohort_and_the_period_can_be_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    made = json.loads(printed(capsys, "--set", "ESF", "--cohort", "syksy", "--from", "2026-08-01", "--format", "json"))
    rows = {row["code"]: row for row in made["indicators"]}
    # D alone entered in the period, with nothing known: an incomplete record.
    assert (rows["TOTAL"]["counted"], rows["CO01"]["out_of"], made["incomplete"]) == (1, 0, 1)


def test_csv_and_table(capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.reader(StringIO(printed(capsys, "--format", "csv"))))
    assert ["Project code", "S21958"] in rows
    table = printed(capsys)
    assert "EECR04" in table
    assert "1 / 2 (1 ?)" in table
    assert "Third-country nationals are not known" in table


def test_names_are_in_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert ";" in printed(capsys, "--format", "csv", "--lang", "fi")


def test_what_there_is_not_ends_in_a_sentence(capsys: pytest.CaptureFixture[str], world: World) -> None:
    assert "no cohort talvi" in refused(capsys, "--cohort", "talvi")
    assert "no programme x" in refused(capsys, "--programme", "x")
    assert "before it begins" in refused(capsys, "--from", "2026-02-01", "--to", "2026-01-01")
    assert main(["esf", "--as-of", "2020-01-01"]) == 1
    assert "nobody had entered by 2020-01-01" in capsys.readouterr().err
    with writing(world.engine) as connection:
        connection.execute(update(Programme).values(funding=None))
    assert "has no fund; say which set" in refused(capsys)
    assert log(world) == []


def test_of_several_programmes_one_is_to_be_said(capsys: pytest.CaptureFixture[str], world: World) -> None:
    other = world.add(Programme, code="toinen", name="Toinen", weeks=10, funding="ESF")
    cohort = world.add(
        Cohort, programme_id=other, code="muu", name="Other", starts_on=AUTUMN, ends_on=date(2026, 11, 6), weeks=10
    )
    person = world.add(Participant, programme_id=other, code="A")
    world.add(Enrolment, cohort_id=cohort, participant_id=person, enrolled_on=AUTUMN)
    assert "--programme: ikut, toinen" in refused(capsys)
    assert "--programme: ikut, toinen" in refused(capsys, "--cohort", "muu", "--cohort", "syksy")
    for chosen in (["--programme", "toinen"], ["--cohort", "muu"]):
        made = json.loads(printed(capsys, *chosen, "--format", "json"))
        assert (made["set"], made["indicators"][0]["counted"]) == ("ESF", 1)
