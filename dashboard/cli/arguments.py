"""What several commands read from the command line."""

import argparse
from collections.abc import Iterable
from datetime import date

_EARLIEST, _LATEST = date(1900, 1, 1), date(2199, 12, 31)


def day(text: str) -> date:
    """An ISO date, near enough that days can be counted from it.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date like 2021-11-12") from error
    if not _EARLIEST <= found <= _LATEST:
        raise argparse.ArgumentTypeError(f"{text} is outside {_EARLIEST} to {_LATEST}")
    return found


def not_there(what: str, asked: Iterable[str], known: Iterable[str]) -> str:
    """The sentence about codes that do not exist, with those that do; empty where every one is known."""
    there = sorted(known)
    unknown = [code for code in asked if code not in there]
    if not unknown:
        return ""
    others = f"There are: {', '.join(there)}." if there else "There are none yet."
    return f"no {what} {', '.join(unknown)}. {others}"
