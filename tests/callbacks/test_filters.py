"""The filters of the URL: what can be used is used, what cannot falls back with a notice."""

from datetime import date
from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callbacks.filters import query_string, read_filters, selection
from dashboard.domain.selection import Selection
from dashboard.views import Filters, Option

COHORTS = (Option("2021-syksy", "Syksy 2021"), Option("2022-kevät-1", "Kevät 1"))
ACTIVITIES = (Option("suomi", "Finnish"), Option("IT", "IT"))


def read(**params: object) -> Filters:
    return read_filters(params, COHORTS, ACTIVITIES, with_activity=True)


def test_no_filters_are_everything_now() -> None:
    filters = read()
    assert filters.notices == ()
    assert selection(filters) == Selection(counting_only=True)


def test_a_link_shows_a_colleague_the_same() -> None:
    filters = read(cohorts="2022-kevät-1,2021-syksy", **{"from": "2021-09-01"}, to="2021-09-30", activity="IT")
    assert filters.chosen_cohorts == ("2022-kevät-1", "2021-syksy")
    assert (filters.start, filters.end, filters.chosen_activity) == (date(2021, 9, 1), date(2021, 9, 30), "IT")
    assert query_string(filters) == "?cohorts=2022-kev%C3%A4t-1%2C2021-syksy&from=2021-09-01&to=2021-09-30&activity=IT"


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"cohorts": "muu"}, "There is no cohort muu here"),
        ({"cohorts": "muu,2021-syksy,toinen"}, "muu and toinen"),
        ({"as_of": "5.1.2026"}, "“5.1.2026” is not a date"),
        ({"as_of": "2026-02-30"}, "“2026-02-30” is not a date"),
        ({"from": "1850-01-01"}, "is not a date"),
        ({"activity": "uinti"}, "There is no activity uinti"),
        ({"as_of": ["2026-01-01", "2026-01-02"]}, "more than once"),
        ({"from": "2021-09-30", "to": "2021-09-01"}, "swapped"),
    ],
)
def test_what_cannot_be_used_falls_back_with_a_notice(params: dict[str, object], said: str) -> None:
    filters = read(**params)
    assert len(filters.notices) == 1
    assert said in filters.notices[0]
    assert filters.as_of is None


def test_a_period_that_ends_before_it_begins_is_swapped() -> None:
    filters = read(**{"from": "2021-09-30", "to": "2021-09-01"})
    assert (filters.start, filters.end) == (date(2021, 9, 1), date(2021, 9, 30))


def test_other_parameters_are_nobodys_business() -> None:
    assert read(utm="1").notices == ()


def test_a_page_without_an_activity_filter_ignores_it() -> None:
    filters = read_filters({"activity": "uinti"}, COHORTS, ACTIVITIES)
    assert (filters.chosen_activity, filters.activities, filters.notices) == (None, (), ())


@settings(deadline=None)  # a busy machine is no error
@given(
    st.dictionaries(
        st.sampled_from(["cohorts", "from", "to", "as_of", "activity", "x"]), st.text() | st.lists(st.text())
    )
)
def test_nothing_in_a_url_is_an_error(params: dict[str, object]) -> None:
    filters = read(**params)
    assert read_filters(dict(_pairs(filters)), COHORTS, ACTIVITIES, with_activity=True).notices == ()


def _pairs(filters: Filters) -> list[tuple[str, str]]:
    """The query string of the filters, as a browser would send it back."""
    return parse_qsl(query_string(filters).removeprefix("?"))
