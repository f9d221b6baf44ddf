"""The example reports as files, made once."""

from functools import cache

import pytest

from dashboard.exports.export import Format, export
from tests.exports import examples

Files = dict[Format, bytes]


@cache
def _made(name: str, language: str) -> Files:
    report = getattr(examples, name)(language)
    return {one: content for one in Format for content in export(report, [one]).values()}


@pytest.fixture(scope="session")
def half_year() -> Files:
    """The funder's report in Finnish."""
    return _made("half_year", "fi")


@pytest.fixture(scope="session")
def team_week() -> Files:
    """The team's chart, which stays in the house."""
    return _made("team_week", "en")


@pytest.fixture(scope="session")
def secrets() -> Files:
    """The table of which much is withheld."""
    return _made("secrets", "en")
