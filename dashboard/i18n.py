"""Words, numbers and dates in the language of whoever is asking.

Everything that a person reads goes through here, in the browser, in an export or on the command line. The language
is a context variable: the web application sets it for each request, other code says ``with using_language("fi")``.
Message ids are the English texts themselves.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar, Token
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date as babel_date
from babel.lists import format_list as babel_list
from babel.numbers import format_decimal
from babel.numbers import format_percent as babel_percent
from babel.support import LazyProxy, NullTranslations, Translations

from dashboard.config import LANGUAGES

LANGUAGE_NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}
LOCALES = Path(__file__).resolve().parent / "locales"

_language: ContextVar[str] = ContextVar("language", default="en")

_MONDAY = date(2024, 1, 1)
_DAY = {"fi": "d.M.y", "sv": "d.M.y", "en": "d MMM y"}
_DAY_OF_YEAR = {"fi": "d.M.", "sv": "d.M.", "en": "d MMM"}
_CLOCK = {"fi": ".", "sv": ".", "en": ":"}


def current_language() -> str:
    """The language in force: ``fi``, ``sv`` or ``en``."""
    return _language.get()


def set_language(language: str) -> Token[str]:
    """Put a language in force; give what this returns to :func:`reset_language` when done.

    Raises:
        ValueError: the program does not speak that language.
    """
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language!r}")
    return _language.set(language)


def reset_language(token: Token[str]) -> None:
    """Put the language in force again that was so before :func:`set_language`."""
    _language.reset(token)


@contextmanager
def using_language(language: str) -> Iterator[None]:
    """Speak a language within a block."""
    token = set_language(language)
    try:
        yield
    finally:
        reset_language(token)


def gettext(message: str, /, **values: Any) -> str:
    """The message in the language in force, with ``%(name)s`` filled in from the keyword arguments."""
    text = _translations(current_language()).gettext(message)
    return text % values if values else text


def ngettext(singular: str, plural: str, num: int, /, **values: Any) -> str:
    """The message for a number, which is also at hand as ``%(num)s``."""
    return _translations(current_language()).ngettext(singular, plural, num) % {"num": num, **values}


def pgettext(context: str, message: str, /, **values: Any) -> str:
    """The message where English has one word for what other languages have two for."""
    text = str(_translations(current_language()).pgettext(context, message))
    return text % values if values else text


def lazy_gettext(message: str, /, **values: Any) -> LazyProxy:
    """A message looked up each time it is shown: for texts that stand in a table of constants.

    Components are turned into JSON, which takes no such thing: wrap it in ``str()`` there.
    """
    return LazyProxy(gettext, message, enable_cache=False, **values)


@cache
def _translations(language: str) -> NullTranslations:
    # The English texts stand in the code; Babel gives a catalogue without translations where none was compiled.
    return Translations.load(LOCALES, [language])


def locale() -> Locale:
    """Babel's locale of the language in force."""
    return Locale(current_language())


def format_number(value: float, digits: int = 0) -> str:
    """A number with exactly so many decimals and the thousands apart: ``1 234,5``."""
    return format_decimal(value, format=f"#,##0.{'0' * digits}" if digits else "#,##0", locale=locale())


def format_percent(rate: float | None, digits: int = 0) -> str:
    """A fraction as a percentage, ``64 %`` or ``64%``; a dash where it is not defined."""
    if rate is None:
        return "–"
    pattern = locale().percent_formats[None].pattern
    return babel_percent(rate, format=pattern.replace("0", f"0.{'0' * digits}") if digits else pattern, locale=locale())


def format_day(day: date) -> str:
    """A day with its year: ``12.11.2021``, ``12 Nov 2021``."""
    return babel_date(day, _DAY[current_language()], locale=locale())


def format_short_day(day: date) -> str:
    """A day without its year, where the year is plain from what stands around it: ``12.11.``, ``12 Nov``."""
    return babel_date(day, _DAY_OF_YEAR[current_language()], locale=locale())


def format_period(start: date, end: date) -> str:
    """From a day to a day, the year said once where it is the same: ``30.8.–12.11.2021``."""
    first = format_short_day(start) if start.year == end.year else format_day(start)
    return f"{first}–{format_day(end)}"


def format_clock(moment: time | datetime) -> str:
    """A time of day, as the moment's own zone has it: ``9.30``, ``9:30``."""
    return f"{moment.hour}{_CLOCK[current_language()]}{moment.minute:02}"


def format_moment(moment: datetime) -> str:
    """A day with its year and a time of day, as the moment's own zone has them."""
    return f"{format_day(moment.date())} {format_clock(moment)}"


def format_weekday(day: date | int, *, long: bool = False) -> str:
    """The name of a weekday, given as a day or as 0 (Monday) to 6: ``ma``, or long ``maanantai``."""
    some_day = _MONDAY + timedelta(days=day) if isinstance(day, int) else day
    return babel_date(some_day, "cccc" if long else "ccc", locale=locale())


def format_iso_week(week: int) -> str:
    """A calendar week: ``vk 45``, ``v. 45``, ``wk 45``."""
    return gettext("wk %(week)d", week=week)


def format_list(items: Sequence[str]) -> str:
    """Several things in one sentence: ``a, b ja c``."""
    return babel_list(items, locale=locale())


def plotly_separators() -> str:
    """The decimal sign and the thousands sign, as Plotly's ``layout.separators`` takes them."""
    return ".," if current_language() == "en" else ",\N{NO-BREAK SPACE}"
