"""The ``demo`` command: what it says, what it leaves alone, its exit codes."""

import pytest
from sqlalchemy import text

from dashboard.__main__ import main
from db.engine import make_engine, reading, writing


@pytest.fixture(autouse=True)
def url(database_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The settings point to an empty database, not even migrated."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    return database_url


def cohorts(url: str) -> list[str]:
    engine = make_engine(url)
    with reading(engine) as connection:
        names = [str(name) for name in connection.scalars(text("SELECT name FROM cohort ORDER BY starts_on"))]
    engine.dispose()
    return names


def test_loads_into_an_empty_database_and_says_how_to_sign_in(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--today", "2026-11-24"]) == 0
    printed = capsys.readouterr().out
    for username, role in {"kaisa": "coordinator", "mikko": "coach", "raija": "reporter", "aune": "auditor"}.items():
        (line,) = [line for line in printed.splitlines() if line.split()[:1] == [username]]
        assert line.split()[1:] == [f"rinnalla-demo-{username}", role]
    assert "public" in printed
    assert cohorts(url) == ["Talvi 2026", "Kesä 2026", "Syksy 2026", "Talvi 2027"]


def test_is_of_this_day_by_default(url: str) -> None:
    assert main(["demo"]) == 0
    engine = make_engine(url)
    with reading(engine) as connection:
        running = connection.scalar(
            text("SELECT count(*) FROM cohort WHERE starts_on <= CURRENT_DATE AND ends_on >= CURRENT_DATE")
        )
    engine.dispose()
    assert running == 1


def test_a_second_time_says_so(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["demo", "--today", "2026-11-24"])
    capsys.readouterr()
    assert main(["demo", "--today", "2026-11-25"]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err == "rinnalla: the demo programme is there already\n"
    assert len(cohorts(url)) == 4


def test_if_empty_leaves_what_is_there(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--if-empty", "--today", "2026-11-24"]) == 0
    assert "is loaded" in capsys.readouterr().out
    assert main(["demo", "--if-empty"]) == 0
    assert capsys.readouterr().out == "There is a programme already: nothing was loaded.\n"
    assert len(cohorts(url)) == 4


def test_refuses_beside_another_programme(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["demo", "--if-empty", "--today", "2026-11-24"])
    engine = make_engine(url)
    with writing(engine) as connection:
        connection.execute(text("UPDATE programme SET code = 'ikut'"))
    engine.dispose()
    capsys.readouterr()
    assert main(["demo"]) == 1
    assert "holds the programme ikut" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["24.11.2026", "2026-02-30", "today"])
def test_a_day_that_is_none(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["demo", "--today", day])
    assert ended.value.code == 2
    assert f"{day!r} is not a date" in capsys.readouterr().err
