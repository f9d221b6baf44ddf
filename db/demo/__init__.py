"""The demo programme: entirely made up, the same for everyone, and always in its sixth week.

Four cohorts of 4, 6, 6 and 6 people around today: one ended eight months ago, one ten weeks ago, one runs, one has not
begun. Each person is a story (``people``); what it means for registers, modules, follow-ups and so on stands in the
file of that subject, ``build`` puts it together and ``write`` puts it into the database.

A new story belongs into ``people`` and into the tables of the subjects it shows in; add a test that finds it with SQL.
"""

from datetime import UTC, date, datetime

from sqlalchemy import Connection, Engine, func, select

from db.commands.accounts import AccountError
from db.commands.audit import record
from db.demo.accounts import SIGN_INS, DemoSignIn, hash_passwords
from db.demo.build import build
from db.demo.clock import Clock
from db.demo.content import PROGRAMME
from db.demo.write import write_demo
from db.engine import reading, writing
from db.schema import Account, Programme

__all__ = ["DemoRefusedError", "DemoSignIn", "demo_sign_ins", "has_demo", "has_programme", "load", "load_at"]


class DemoRefusedError(RuntimeError):
    """The demo cannot be loaded into this database; the message says why, in a sentence."""


def load(engine: Engine, today: date | None = None) -> list[DemoSignIn]:
    """Load the demo programme into a migrated database, in one transaction.

    Args:
        engine: of a database that holds no programme.
        today: makes the programme as it is when that day is over; null: as it is now.

    Returns:
        How to sign in as each of the demo's accounts.

    Raises:
        DemoRefusedError: the demo is there already, or another programme, beside whose people accounts with public
            passwords must not be; or one of the demo's usernames is taken.
    """
    return load_at(engine, Clock.at(datetime.now(UTC)) if today is None else Clock.after(today))


def load_at(engine: Engine, clock: Clock) -> list[DemoSignIn]:
    """The same as :func:`load`, at any moment."""
    with reading(engine) as connection:
        _refuse_if_used(connection)
    demo, hashes = build(clock), hash_passwords()
    with writing(engine) as connection:
        _refuse_if_used(connection)
        try:
            programme_id = write_demo(connection, demo, hashes)
        except AccountError as error:
            raise DemoRefusedError(f"the demo programme cannot be loaded: {error}") from error
        counts = {"cohorts": len(demo.cohorts), "participants": len(demo.people), "marks": len(demo.register)}
        record(connection, None, "load-demo", "programme", programme_id, counts)
    return list(SIGN_INS)


def has_demo(engine: Engine) -> bool:
    """Whether the database holds the demo programme."""
    with reading(engine) as connection:
        return _has_demo(connection)


def has_programme(engine: Engine) -> bool:
    """Whether the database holds any programme."""
    with reading(engine) as connection:
        return bool(connection.scalar(select(func.count()).select_from(Programme)))


def demo_sign_ins(engine: Engine) -> list[DemoSignIn]:
    """The demo's sign-ins whose accounts are there and active; none where the demo is not loaded.

    Passwords are those that the accounts were made with: whoever changed one knows the new one.
    """
    active = select(Account.username).where(Account.deactivated_at.is_(None))
    with reading(engine) as connection:
        usernames = set(connection.scalars(active)) if _has_demo(connection) else set()
    return [sign_in for sign_in in SIGN_INS if sign_in.username in usernames]


def _has_demo(connection: Connection) -> bool:
    found = connection.scalar(select(Programme.id).where(Programme.code == PROGRAMME["code"]))
    return found is not None


def _refuse_if_used(connection: Connection) -> None:
    if _has_demo(connection):
        raise DemoRefusedError("the demo programme is there already")
    other = connection.scalar(select(Programme.code).limit(1))
    if other is not None:
        raise DemoRefusedError(
            f"the database holds the programme {other}; the demo's passwords are public, so it wants its own database"
        )
