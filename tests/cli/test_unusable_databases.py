"""A database that cannot be used ends every command in one sentence, which tells no password."""

from pathlib import Path

import pytest

from dashboard.__main__ import main

COMMANDS = {
    "measures": ("measures",),
    "prompts": ("prompts",),
    "demo": ("demo",),
    "import": ("import", "people.csv"),
    "user": ("user", "list"),
    "run": ("run", "--port", "0"),
}
ADDRESSES = {
    "nobody listens": "postgresql://rinnalla:secret@127.0.0.1:1/rinnalla",
    "a password with signs of an address": "postgresql://rinnalla:se@127.0.0.1:secret@db/rinnalla",
    "a port that is none": "postgresql://rinnalla:secret@127.0.0.1:many/rinnalla",
    "another kind of file": "sqlite:///people.csv",
    "no place for a folder": "sqlite:///people.csv/rinnalla.sqlite",
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("address", ADDRESSES)
def test_it_is_one_sentence(
    command: str, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "people.csv").write_text("participant,cohort,enrolled_on\n" * 100)
    monkeypatch.setenv("DATABASE_URL", ADDRESSES[address])
    assert main(COMMANDS[command]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("rinnalla: ")
    assert len(printed.err.splitlines()) == 1
    assert "secret" not in printed.err
