"""The demo's accounts, whose passwords are known to everyone: never beside real people's data."""

from dataclasses import dataclass

from argon2 import PasswordHasher
from sqlalchemy import Connection

from dashboard.domain.access import Role
from db.commands.accounts import NewAccount, add_account
from db.demo.cohorts import COMING, RUNNING, DemoCohort


@dataclass(frozen=True, slots=True)
class DemoSignIn:
    """What to type in order to see the demo in one role."""

    username: str
    password: str
    role: Role


_NAMES = {
    "kaisa": ("Kaisa Lehto", Role.COORDINATOR),
    "mikko": ("Mikko Laine", Role.COACH),
    "raija": ("Raija Salo", Role.REPORTER),
    "aune": ("Aune Virta", Role.AUDITOR),
}
_COACHED = (RUNNING, COMING)

SIGN_INS = [DemoSignIn(username, f"rinnalla-demo-{username}", role) for username, (_, role) in _NAMES.items()]


def hash_passwords() -> dict[str, str]:
    """The Argon2id hash by username; slow on purpose, so made before the database is locked for writing."""
    hasher = PasswordHasher()
    return {sign_in.username: hasher.hash(sign_in.password) for sign_in in SIGN_INS}


def add_accounts(connection: Connection, hashes: dict[str, str], cohorts: list[DemoCohort]) -> dict[str, int]:
    """Make the accounts, once the cohorts are there; ids by username.

    Raises:
        AccountError: one of the names is taken.
    """
    coached = [cohorts[number].code for number in _COACHED]
    return {
        username: add_account(
            connection,
            None,
            NewAccount(
                username=username,
                password_hash=hashes[username],
                role=role,
                display_name=name,
                cohorts=coached if role is Role.COACH else (),
            ),
        )
        for username, (name, role) in _NAMES.items()
    }
