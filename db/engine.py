"""Engines for the embedded SQLite database and a shared PostgreSQL, and their migration.

SQLite's defaults do not suit a program with several writers: foreign keys are off, a transaction begins late and
fails late. The events here turn on WAL, foreign keys, a busy timeout and secure deletion, and make every writing
transaction begin IMMEDIATE.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError

from db.schema.changes import install_stamp_triggers
from db.schema.frozen import install_frozen_triggers
from db.schema.triggers import install_triggers

BUSY_TIMEOUT_MS = 10_000
_MIGRATIONS = Path(__file__).resolve().parent / "migrations"
_LOCK = 7_266_551  # any number, the same for every process that migrates


class AddressError(ValueError):
    """The address of a database cannot be read as one."""


class SchemaError(RuntimeError):
    """The database was made by a newer version of the program than this one."""


def make_engine(url: str) -> Engine:
    """An engine for a SQLAlchemy address; nothing is opened yet, but a SQLite file is made, still empty.

    Raises:
        AddressError: it cannot be read.
        OSError: the file or its folder cannot be made.
    """
    try:
        database = make_url(url).database
    except (ArgumentError, ValueError):
        # Without the cause: what could not be read may be a part of the password.
        raise AddressError("DATABASE_URL cannot be read; in a password, write @ as %40, : as %3A, / as %2F") from None
    if not url.startswith("sqlite"):
        return create_engine(
            url,
            pool_pre_ping=True,
            hide_parameters=True,  # an error in a log must not name a person
            pool_size=5,
            max_overflow=10,
            pool_timeout=5,
            connect_args={"connect_timeout": 2},
        )
    if database and database != ":memory:":
        _make_file(Path(database))
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_file(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        # Before SQLite does: its log beside it, which holds the same data, gets the permissions of the file.
        path.touch(mode=0o600)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own transaction handling is switched off: _begin_sqlite does it.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
        "secure_delete = ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection whose queries see one state of the data; it never writes."""
    with engine.connect() as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection in one transaction: all of it is written, or none."""
    with engine.connect() as plain:
        connection = plain.execution_options(writing=True)
        with connection.begin():
            yield connection


@contextmanager
def writing_if_free(engine: Engine) -> Iterator[Connection]:
    """As ``writing``, for what may as well be written later: where SQLite is being written to, it is not waited for.

    Raises:
        OperationalError: somebody else writes at this moment.
    """
    with engine.connect() as plain:
        connection = plain.execution_options(writing=True)
        try:
            _wait_for_writers(plain, 0)
            with connection.begin():
                yield connection
        finally:
            _wait_for_writers(plain, BUSY_TIMEOUT_MS)


def _wait_for_writers(connection: Connection, milliseconds: int) -> None:
    driver = connection.connection.driver_connection
    if connection.dialect.name == "sqlite" and driver is not None:
        driver.execute(f"PRAGMA busy_timeout = {milliseconds}")


def migrate(engine: Engine) -> bool:
    """Bring the database to this program's schema; says whether there was anything to do.

    Raises:
        SchemaError: the database is of a newer version.
    """
    scripts = ScriptDirectory(str(_MIGRATIONS))
    head = scripts.get_current_head()
    with reading(engine) as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current == head:
        return False
    if current is not None and current not in {script.revision for script in scripts.walk_revisions()}:
        raise SchemaError(f"the database has schema {current}, which this version of the program does not know")
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        upgrade(connection, "head")
        install_triggers(connection)
        install_stamp_triggers(connection)
        install_frozen_triggers(connection)
    _restrict_file(engine)
    return True


def upgrade(connection: Connection, revision: str) -> None:
    """Run the migrations up to a revision, in the transaction of the connection."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _restrict_file(engine: Engine) -> None:
    database = engine.url.database
    if engine.dialect.name == "sqlite" and database and database != ":memory:":
        Path(database).chmod(0o600)
