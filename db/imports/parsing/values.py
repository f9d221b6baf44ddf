"""What a cell says: codes, names, days, times, numbers, words. Each function takes text and raises a refusal."""

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from db.imports import messages
from db.imports.problems import RefusedError
from db.imports.vocabulary import YES_NO, Words

MAX_CODE = 64
MAX_NAME = 200
MIN_MINUTES_LATE, MAX_MINUTES_LATE = 1, 600
MAX_SESSION_MINUTES = 24 * 60
MAX_PLACES = 10_000

_FIRST_DAY = date(2000, 1, 1)
_YEARS_AHEAD = 3
_SERIAL_EPOCH = date(1899, 12, 30)

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_FINNISH = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})")
_FINNISH_DAY = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.?")
_SERIAL = re.compile(r"[0-9]{5}")
_TIME = re.compile(r"(?:klo\.?\s*)?([0-9]{1,2})(?:[.:]([0-9]{2}))?(?::00)?", re.IGNORECASE)
_DAY_FRACTION = re.compile(r"0\.[0-9]+")
_NUMBER = re.compile(r"[-+]?[0-9]{1,9}(?:[.,][0-9]{1,9})?")


def code(text: str) -> str:
    """A code as it is written, with single spaces; at most 64 characters."""
    plain = " ".join(text.split())
    if len(plain) > MAX_CODE:
        raise RefusedError(messages.CODE_TOO_LONG, limit=MAX_CODE, length=len(plain))
    return plain


def name(text: str) -> str:
    """A name as it is written, with single spaces; at most 200 characters. ``=1+1`` is a name like any other."""
    plain = " ".join(text.split())
    if len(plain) > MAX_NAME:
        raise RefusedError(messages.NAME_TOO_LONG, limit=MAX_NAME, length=len(plain))
    return plain


def day_parser(today: date) -> Callable[[str], date]:
    """A parser of days from 2000 to three years from today: ISO, d.m.yyyy, or the serial number of a spreadsheet."""
    last = date(today.year + _YEARS_AHEAD, 12, 31)

    def day(text: str) -> date:
        if is_serial(text):
            found = _SERIAL_EPOCH + timedelta(days=int(text))
        elif iso := _ISO.fullmatch(text):
            found = _real(text, int(iso[1]), int(iso[2]), int(iso[3]))
        elif finnish := _FINNISH.fullmatch(text):
            found = _real(text, int(finnish[3]), int(finnish[2]), int(finnish[1]))
        else:
            raise RefusedError(messages.DATE_FORM, value=text)
        if not _FIRST_DAY <= found <= last:
            raise RefusedError(messages.DATE_FAR, value=text, first=_FIRST_DAY, last=last)
        return found

    return day


def is_serial(text: str) -> bool:
    """Whether a day is written as a spreadsheet counts it: five digits, the days since the end of 1899."""
    return _SERIAL.fullmatch(text) is not None


def day_of_month(text: str) -> tuple[int, int] | None:
    """Month and day of ``30.8.``; null where it is not written like this.

    Raises:
        RefusedError: no year has such a day.
    """
    if not (found := _FINNISH_DAY.fullmatch(text)):
        return None
    _real(text, 2000, int(found[2]), int(found[1]))
    return int(found[2]), int(found[1])


def _real(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise RefusedError(messages.DATE_UNREAL, value=text) from error


def clock(text: str) -> time:
    """A local time: ``9``, ``9.00``, ``09:00``, ``klo 9``, or a spreadsheet's fraction of a day."""
    if found := _TIME.fullmatch(text):
        hour, minute = int(found[1]), int(found[2] or 0)
    elif _DAY_FRACTION.fullmatch(text):
        hour, minute = divmod(round(float(text) * 24 * 60), 60)
    else:
        raise RefusedError(messages.TIME_FORM, value=text)
    if hour > 23 or minute > 59:
        raise RefusedError(messages.TIME_FORM, value=text)
    return time(hour, minute)


def number(text: str, low: int, high: int) -> int:
    """A number with decimal comma or point, rounded to a whole one, from ``low`` to ``high``."""
    if not _NUMBER.fullmatch(text):
        raise RefusedError(messages.NUMBER_FORM, value=text)
    exact = Decimal(text.replace(",", "."))
    if not low <= exact <= high:
        raise RefusedError(messages.NUMBER_RANGE, value=text, low=low, high=high)
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def is_whole(text: str) -> bool:
    """Whether a number that could be read had no fraction."""
    return Decimal(text.replace(",", ".")) % 1 == 0


def minutes_late(text: str) -> int:
    """Minutes late, 1 to 600."""
    try:
        return number(text, MIN_MINUTES_LATE, MAX_MINUTES_LATE)
    except RefusedError as refusal:
        if refusal.message is messages.NUMBER_RANGE:
            raise RefusedError(messages.MINUTES_RANGE, **refusal.parameters) from refusal
        raise


def minutes_early(text: str) -> int:
    """Minutes by which somebody left early, 1 to a day."""
    return number(text, 1, MAX_SESSION_MINUTES)


def session_minutes(text: str) -> int:
    """How long a session is, 1 minute to a day."""
    return number(text, 1, MAX_SESSION_MINUTES)


def places(text: str) -> int:
    """How many people a cohort has room for."""
    return number(text, 0, MAX_PLACES)


def week(text: str) -> int:
    """A programme week, 1 to 104."""
    return number(text, 1, 104)


def word_parser(words: Words) -> Callable[[str], str]:
    """A parser of one of the words of :mod:`db.imports.vocabulary`; a refusal lists what each meaning is called."""

    def word(text: str) -> str:
        meaning = words.meaning(text)
        if meaning is None:
            raise RefusedError(messages.WORD_UNKNOWN, value=text, words=words.terms)
        return meaning

    return word


def yes_no(text: str) -> bool:
    """``yes``, ``kyllä``, ``1`` or ``no``, ``ei``, ``0``."""
    return word_parser(YES_NO)(text) == "yes"
