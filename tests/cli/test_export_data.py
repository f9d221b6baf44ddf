"""The ``export-data`` command: what it writes comes in again, and only its owner can read it."""

from pathlib import Path

import pytest

from dashboard.__main__ import main
from tests.db.imports.office import people, wide


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database with a register in it."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'home.sqlite'}")
    for upload in (people("A", "B"), wide("30.8.2021;31.8.2021", "A;L;M15", "B;PI;H")):
        (tmp_path / upload.name).write_bytes(upload.content)
    files = [str(tmp_path / "people.csv"), str(tmp_path / "register.csv")]
    assert main(["import", *files, "--cohort", "syksy", "--create"]) == 0
    return tmp_path


@pytest.mark.parametrize(("form", "language"), [("csv", "fi"), ("xlsx", "sv")])
def test_what_it_writes_comes_in_again(
    home: Path, form: str, language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = home / "out"
    assert main(["export-data", "--out", str(out), "--format", form, "--lang", language]) == 0
    assert "4 marks." in capsys.readouterr().out
    assert {path.stat().st_mode & 0o777 for path in out.iterdir()} == {0o600}
    assert out.stat().st_mode & 0o777 == 0o700
    files = [str(path) for path in out.iterdir()]
    assert main(["import", *files]) == 0
    assert "Imported: added nothing; changed nothing;" in capsys.readouterr().out
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{home / 'other.sqlite'}")
    assert main(["import", *files, "--create", "--lang", language]) == 0
    assert "4" in capsys.readouterr().out.splitlines()[-1]


def test_a_folder_with_something_in_it_stays_as_it_is(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export-data", "--out", str(home)]) == 1
    assert capsys.readouterr().err == f"rinnalla: {home} is not empty; nothing was written.\n"


def test_an_empty_database_has_nothing_to_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'empty.sqlite'}")
    assert main(["export-data", "--out", str(tmp_path / "out")]) == 0
    assert capsys.readouterr().out.endswith("no files: nothing.\n")
