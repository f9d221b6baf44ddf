"""Passwords: hashed with Argon2id, checked one at a time, in the same time whether or not the account exists."""

import secrets
import threading

from argon2 import PasswordHasher, profiles
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 12, 1000


class PasswordError(ValueError):
    """A password cannot be taken; the message says why."""


class Passwords:
    """Hashing and checking by one set of parameters.

    Args:
        hasher: the parameters; null takes the low-memory ones of RFC 9106 (64 MiB). Tests pass cheap ones.
    """

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher.from_parameters(profiles.RFC_9106_LOW_MEMORY)
        self._nobodys = self._hasher.hash(secrets.token_urlsafe())
        # A crowd at the door must not take the memory of the house: 64 MiB once, not for every thread.
        self._one_at_a_time = threading.Lock()

    def hash(self, password: str) -> str:
        """The hash to store.

        Raises:
            PasswordError: the password is too short or too long.
        """
        if not SHORTEST <= len(password) <= LONGEST:
            raise PasswordError(f"a password has at least {SHORTEST} characters, and at most {LONGEST}")
        return self._hasher.hash(password)

    def check(self, password: str, password_hash: str | None) -> bool:
        """Whether it is the password; null is an account that does not exist, and takes as long to refuse."""
        with self._one_at_a_time:
            try:
                self._hasher.verify(password_hash or self._nobodys, password[:LONGEST])
            except (VerificationError, InvalidHashError):
                return False
        return True

    def outdated(self, password_hash: str) -> bool:
        """Whether a hash was made by other parameters than today's, and is to be made anew at the next sign-in."""
        return self._hasher.check_needs_rehash(password_hash)
