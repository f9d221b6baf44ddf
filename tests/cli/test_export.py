"""``export``: the files of a report from the command line, and what refuses to be one."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dashboard.__main__ import main
from dashboard.domain.access import command_line_scope
from db.engine import reading
from db.queries.releases import release_rows
from tests.support.world import World, new_world

MONDAY = date(2021, 8, 30)


@pytest.fixture
def world(migrated_sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> World:
    """Two cohorts of six, and one in which nobody is yet."""
    world = new_world(migrated_sqlite_url)
    for cohort in ("eka", "toka"):
        world.cohort(cohort, MONDAY)
        for person in range(6):
            world.enrol(cohort, f"{cohort}-{person}", MONDAY)
    world.cohort("tuleva", date(2030, 1, 7))
    world.engine.dispose()
    monkeypatch.setenv("DATABASE_URL", migrated_sqlite_url)
    return world


def written(out: Path) -> set[str]:
    return {file.suffix for file in out.iterdir()} if out.exists() else set()


def test_files_are_written_and_remembered(world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    asked = ["export", "--cohort", "eka", "--cohort", "toka", "--as-of", "2022-01-31", "--lang", "sv"]
    assert main([*asked, "--format", "xlsx,pdf", "--measures", "staying", "--out", str(out)]) == 0
    assert written(out) == {".xlsx", ".pdf"}
    assert {Path(line) for line in capsys.readouterr().out.split()} == set(out.iterdir())
    assert {oct(file.stat().st_mode & 0o777) for file in out.iterdir()} == {"0o600"}
    [book] = out.glob("*.xlsx")
    sheets = load_workbook(book)
    assert any("12" in str(cell.value) for sheet in sheets for row in sheet.rows for cell in row if cell.value)
    with reading(world.engine) as connection:
        [row] = release_rows(connection, command_line_scope())
    world.engine.dispose()
    assert (row.recipient, row.made_by, set(row.files)) == ("the funder", None, {file.name for file in out.iterdir()})


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--cohort", "muu"], "no cohort muu"),
        (["--cohort", "tuleva"], "nobody has taken part"),
    ],
)
def test_what_cannot_be_done_writes_nothing(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    out = tmp_path / "out"
    assert main(["export", *arguments, "--out", str(out)]) == 1
    assert said in capsys.readouterr().err
    assert written(out) == set()


@pytest.mark.parametrize("wrong", [["--format", "doc"], ["--measures", "names"], ["--profile", "internal"]])
def test_what_there_is_not_is_named(world: World, tmp_path: Path, wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["export", *wrong, "--out", str(tmp_path)])
    assert ended.value.code == 2
