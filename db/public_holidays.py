"""The public holidays of Finland, by day, with their names in the three languages of the program."""

from collections.abc import Mapping
from datetime import date
from functools import cache

_LANGUAGES = {"fi": "fi", "sv": "sv_FI", "en": "en_US"}


def public_holidays(first: date, last: date, language: str = "en") -> dict[date, str]:
    """Name of each holiday from a day to a day, both inclusive; Midsummer's and Christmas Eve are among them.

    Args:
        first, last: the days.
        language: ``fi``, ``sv`` or ``en``.
    """
    return {
        day: name
        for year in range(first.year, last.year + 1)
        for day, name in _of_year(year, language).items()
        if first <= day <= last
    }


@cache
def _of_year(year: int, language: str) -> Mapping[date, str]:
    # Half a second to import, for which no other command needs to wait.
    from holidays import country_holidays

    return dict(sorted(country_holidays("FI", years=year, language=_LANGUAGES[language]).items()))
