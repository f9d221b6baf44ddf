"""The ``run`` command: as a process of its own, the way people start it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from db.engine import make_engine, migrate, writing
from tests.support.cast import open_office

ROOT = Path(__file__).parent.parent.parent
Start = Callable[..., "Running"]


class Running:
    """The command at work."""

    def __init__(self, environment: dict[str, str], *options: str) -> None:
        command = [sys.executable, "-m", "dashboard", "run", *options]
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self.said = ""

    def address(self) -> str:
        """Where it says that it is."""
        assert self.process.stdout is not None
        while "Ctrl-C" not in self.said:
            line = self.process.stdout.readline()
            assert line, self.process.communicate()[1]
            self.said += line
        found = re.search(r"Rinnalla is at (http://\S+)", self.said)
        assert found
        return found[1]

    def end(self, how: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """End it, and return its exit code and what it complained of."""
        self.process.send_signal(how)
        _out, errors = self.process.communicate(timeout=20)
        return self.process.returncode, errors


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    return {**inherited, "DATA_DIR": str(tmp_path / "var"), "PORT": "0"}


@pytest.fixture
def start(environment: dict[str, str]) -> Iterator[Start]:
    """Start the command; whatever still runs after the test is ended."""
    running: list[Running] = []

    def start(*options: str, **settings: str) -> Running:
        running.append(Running({**environment, **settings}, *options))
        return running[-1]

    yield start
    for one in running:
        if one.process.poll() is None:
            one.process.kill()
        one.process.communicate()


def _get(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_the_demo_is_served_at_once_and_again(start: Start, tmp_path: Path) -> None:
    first = start("--demo")
    address = first.address()
    assert "kaisa    rinnalla-demo-kaisa    coordinator" in first.said
    assert "their passwords are public" in first.said
    assert _get(f"{address}health") == (200, "ok")
    assert "Rinnalla" in _get(f"{address}sign-in")[1]
    assert first.end() == (0, "")
    kept = sorted(path.name for path in (tmp_path / "var").iterdir() if "-" not in path.name)
    assert kept == ["rinnalla.sqlite", "secret_key"]

    second = start("--demo")
    assert _get(f"{second.address()}health") == (200, "ok")
    assert "rinnalla-demo-kaisa" in second.said  # every time, for whoever has forgotten
    assert second.end(signal.SIGINT) == (0, "")


def test_where_nobody_can_sign_in_it_gives_a_link_to_the_first_account(start: Start) -> None:
    first = start()
    first.address()
    [link] = re.findall(r"http://\S+/invite/\S+", first.said)
    assert "python -m dashboard user add NAME --role coordinator" in first.said
    assert "rinnalla-demo" not in first.said
    code, page = _get(link)
    assert (code, "Rinnalla" in page, 'value="coordinator"' in page) == (200, True, True)
    first.end()

    second = start()
    second.address()
    [again] = re.findall(r"http://\S+(/invite/\S+)", second.said)
    assert again not in link  # the first was lost: it works no more
    assert _get(f"{second.address().rstrip('/')}{again}")[0] == 200


def test_beside_a_real_programme_no_demo_is_loaded(start: Start, tmp_path: Path) -> None:
    office = open_office(f"sqlite:///{tmp_path / 'var' / 'rinnalla.sqlite'}", tmp_path / "var")
    office.engine.dispose()
    running = start("--demo")
    running.address()
    assert "rinnalla-demo" not in running.said
    assert "Nobody can sign in yet" not in running.said


def test_into_a_shared_database_no_demo_is_loaded(start: Start, postgres_url: str) -> None:
    running = start("--demo", DATABASE_URL=postgres_url)
    assert _get(f"{running.address()}health") == (200, "ok")
    assert "rinnalla-demo" not in running.said
    assert running.end() == (0, "")


def test_a_port_in_use_is_one_sentence(start: Start) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        running = start("--port", str(port))
        out, errors = running.process.communicate(timeout=20)
    assert running.process.returncode == 1
    assert out == ""
    assert errors == (
        f"rinnalla: cannot listen on 127.0.0.1, port {port}: something else listens there already; "
        "choose another port with --port or PORT.\n"
    )


@pytest.mark.parametrize(
    ("options", "settings", "said"),
    [
        (["--host", "203.0.113.1"], {}, "this machine has no such address"),
        ([], {"PORT": "many"}, "PORT must be a whole number from 0 to 65535, not 'many'"),
        (["--port", "65536"], {}, "is not a port"),
        (
            [],
            {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing"},
            "the database cannot be reached or used: connection failed",
        ),
    ],
)
def test_what_cannot_be_is_one_sentence(start: Start, options: list[str], settings: dict[str, str], said: str) -> None:
    running = start(*options, **settings)
    _out, errors = running.process.communicate(timeout=20)
    assert running.process.returncode in {1, 2}
    assert said in errors
    assert "Traceback" not in errors


def test_a_database_of_a_newer_program_is_left_alone(start: Start, tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    engine = make_engine(f"sqlite:///{tmp_path / 'var' / 'rinnalla.sqlite'}")
    migrate(engine)
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    running = start()
    _out, errors = running.process.communicate(timeout=20)
    assert running.process.returncode == 2
    assert "which this version of the program does not know" in errors


def test_other_commands_need_not_wait_for_dash() -> None:
    code = "import sys, dashboard.__main__; print('dash' in sys.modules, 'pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["False", "False"]
