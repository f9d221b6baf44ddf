"""The ``user`` command: what it does, what it refuses, and that its passwords open the door."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.__main__ import main
from dashboard.domain.access import Role
from db.commands.accounts import NewAccount
from db.engine import reading
from db.schema import Account, Audit
from tests.support.cast import QUICK_PASSWORDS, Office

LONG_ENOUGH = "kaksitoista merkkiä"
Run = Callable[..., int]


@pytest.fixture
def run(office: Office, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command on the cast's database, with a password on standard input."""
    monkeypatch.setenv("DATABASE_URL", office.engine.url.render_as_string(hide_password=False))
    monkeypatch.setenv("DATA_DIR", str(office.settings.data_dir))
    monkeypatch.setattr("dashboard.cli.user.Passwords", lambda: QUICK_PASSWORDS)

    def run(*arguments: str, stdin: str = LONG_ENOUGH) -> int:
        monkeypatch.setattr(sys, "stdin", _Input(stdin + "\n"))
        return main(["user", *arguments])

    return run


class _Input(io.StringIO):
    """Standard input, which a test may take for a terminal."""

    terminal = False

    def isatty(self) -> bool:
        return self.terminal


class TestAdd:
    def test_a_coach_of_a_cohort(self, office: Office, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
        code = run(
            "add", "Liisa", "--role", "coach", "--cohort", "kevat", "--display-name", "Liisa Aho", "--password-stdin"
        )
        assert code == 0
        assert capsys.readouterr().out == "Liisa may now sign in as coach.\n"
        assert office.browser().sign_in("liisa", LONG_ENOUGH).status_code == 303
        added = office.audit("add")[-1]
        assert (added.account_id, added.subject) == (None, "account")
        assert added.detail == {"role": "coach", "cohorts": [office.world.cohorts["kevat"]]}

    def test_speaks_the_default_language_unless_told_otherwise(self, office: Office, run: Run) -> None:
        run("add", "liisa", "--role", "reporter", "--password-stdin")
        run("add", "sven", "--role", "reporter", "--language", "sv", "--password-stdin")
        with reading(office.engine) as connection:
            rows = connection.execute(Account.__table__.select()).all()
        assert {row.username: row.language for row in rows if row.username in {"liisa", "sven"}} == {
            "liisa": "fi",
            "sven": "sv",
        }

    @pytest.mark.parametrize(
        ("arguments", "reason"),
        [
            (("kaisa", "--role", "coach"), "there is an account kaisa already"),
            (("KAISA", "--role", "coach"), "there is an account kaisa already"),
            (("li isa", "--role", "coach"), "a username has up to 64 letters"),
            (("", "--role", "coach"), "a username has up to 64 letters"),
            (("liisa", "--role", "coach", "--cohort", "talvi"), "there is no cohort talvi"),
            (("liisa", "--role", "reporter", "--cohort", "kevat"), "only a coach has cohorts of their own"),
        ],
    )
    def test_says_why_not_and_adds_nothing(
        self, office: Office, run: Run, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], reason: str
    ) -> None:
        before = office.count(Account), office.count(Audit)
        assert run("add", *arguments, "--password-stdin") == 1
        assert reason in capsys.readouterr().err
        assert (office.count(Account), office.count(Audit)) == before

    @pytest.mark.parametrize("password", ["", "short", "x" * 11, "x" * 1001])
    def test_takes_no_password_that_is_too_short_or_endless(
        self, office: Office, run: Run, capsys: pytest.CaptureFixture[str], password: str
    ) -> None:
        assert run("add", "liisa", "--role", "coach", "--password-stdin", stdin=password) == 1
        assert "a password has at least 12 characters" in capsys.readouterr().err
        assert office.browser().sign_in("liisa", password).status_code == 401

    def test_knows_four_roles(self, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit, match="2"):
            run("add", "liisa", "--role", "admin", "--password-stdin")
        assert "coordinator" in capsys.readouterr().err.splitlines()[-1]


class TestPassword:
    def test_replaces_the_old_one_everywhere(self, office: Office, run: Run) -> None:
        mikko = office.sign_in("mikko")
        assert run("password", "Mikko", "--password-stdin") == 0
        assert mikko.fetch("/_dash-layout").status_code == 401
        assert office.browser().sign_in("mikko").status_code == 401
        assert office.browser().sign_in("mikko", LONG_ENOUGH).status_code == 303
        assert [row.subject_id for row in office.audit("set-password")] == [office.ids["mikko"]]

    def test_of_nobody(self, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
        assert run("password", "nobody", "--password-stdin") == 1
        assert capsys.readouterr().err == "rinnalla: there is no account nobody\n"

    def test_is_asked_for_twice_on_a_terminal(
        self, office: Office, run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        typed = iter([LONG_ENOUGH, "a slip of a finger", LONG_ENOUGH, LONG_ENOUGH])
        monkeypatch.setattr("getpass.getpass", lambda _prompt: next(typed))
        monkeypatch.setattr(_Input, "terminal", True)
        assert run("password", "mikko") == 1
        assert "the two passwords differ" in capsys.readouterr().err
        assert run("password", "mikko") == 0
        assert office.browser().sign_in("mikko", LONG_ENOUGH).status_code == 303

    def test_is_not_waited_for_where_nobody_can_type(self, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
        assert run("password", "mikko") == 1
        assert "use --password-stdin" in capsys.readouterr().err


class TestDeactivate:
    def test_ends_everything_at_once_and_is_written_down_once(self, office: Office, run: Run) -> None:
        mikko = office.sign_in("mikko")
        assert run("deactivate", "mikko") == 0
        assert run("deactivate", "mikko") == 0
        assert mikko.page("/").status_code == 303
        assert office.browser().sign_in("mikko").status_code == 401
        assert [row.subject_id for row in office.audit("deactivate")] == [office.ids["mikko"]]


class TestList:
    def test_says_who_and_what(self, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
        run("deactivate", "raija")
        capsys.readouterr()
        assert run("list") == 0
        lines = [line.split() for line in capsys.readouterr().out.splitlines()]
        assert ["mikko", "Mikko", "Niemi", "coach", "syksy", "en"] in lines
        assert ["raija", "Raija", "Koski", "reporter", "en", "deactivated"] in lines

    def test_of_an_empty_database_says_how_to_begin(
        self, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("DATABASE_URL", sqlite_url)
        monkeypatch.setenv("DATA_DIR", str(tmp_path))
        assert main(["user", "list"]) == 0
        assert "user add NAME --role coordinator" in capsys.readouterr().out


def test_the_hash_never_stands_in_an_account_that_is_printed() -> None:
    assert "secret" not in repr(NewAccount("liisa", "secret", Role.COACH))
