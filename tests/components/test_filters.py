"""The filter bar says what is chosen, and offers what can be."""

from datetime import date

import dash_bootstrap_components as dbc
import pytest
from dash import html

from dashboard.components.filters import filter_bar
from dashboard.head_ids import HeadIds
from dashboard.i18n import using_language
from dashboard.views import Filters, Option
from tests.components.examples import filters
from tests.components.trees import attribute, by_id, every, text

IDS = HeadIds.of("mine")


def chips(shown: Filters, language: str = "fi") -> list[str]:
    with using_language(language):
        bar = filter_bar(IDS, shown)
    return [text(chip.children[0]) for chip in every(bar, html.Details) if not chip.hidden]


def test_without_filters_everything_is_shown() -> None:
    assert chips(filters(), "en") == ["All cohorts", "Whole programme", "As of now", "All activities"]


def test_chosen_values_are_on_the_chips() -> None:
    chosen = filters(
        chosen_cohorts=("kevat", "syksy"),
        start=date(2026, 10, 12),
        end=date(2026, 11, 8),
        as_of=date(2026, 11, 20),
        chosen_activity="it",
    )
    assert chips(chosen, "en") == ["Kevät and Syksy", "12 Oct–8 Nov 2026", "As of 20 Nov 2026", "IT"]


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2026, 10, 12), None, "From 12 Oct 2026"),
        (None, date(2026, 11, 8), "Until 8 Nov 2026"),
        (date(2026, 12, 28), date(2027, 1, 3), "28 Dec 2026–3 Jan 2027"),
    ],
)
def test_a_period_may_be_open(start: date | None, end: date | None, said: str) -> None:
    assert chips(filters(start=start, end=end), "en")[1] == said


def test_more_than_two_cohorts_are_counted() -> None:
    assert chips(filters(chosen_cohorts=("kevat", "syksy", "talvi")), "en")[0] == "3 cohorts"


def test_a_page_without_activities_does_not_offer_them() -> None:
    assert len(chips(filters(with_activity=False))) == 3


def test_controls_hold_what_is_chosen_and_say_which_parameter_they_are() -> None:
    bar = filter_bar(IDS, filters(chosen_cohorts=("syksy",), as_of=date(2026, 11, 20), chosen_activity="suomi"))
    assert by_id(bar, IDS.cohorts).value == ["syksy"]
    assert by_id(bar, IDS.as_of).value == "2026-11-20"
    assert by_id(bar, IDS.start).value == ""
    assert by_id(bar, IDS.activity).value == "suomi"
    params = [param for one in every(bar) if (param := attribute(one, "data-param"))]
    assert params == ["cohorts", "from", "to", "as_of", "activity", "measure"]


def test_each_control_has_a_label() -> None:
    bar = filter_bar(IDS, filters())
    labelled = {label.html_for for label in every(bar, dbc.Label)}
    assert labelled == {one.id for one in every(bar, (dbc.Input, dbc.Select))}
    groups = [one for one in every(bar, html.Fieldset) if list(every(one, dbc.Checklist))]
    assert [text(next(every(group, html.Legend))) for group in groups] == ["Cohorts"]


@pytest.mark.parametrize(("chosen", "hidden"), [({}, True), ({"as_of": date(2026, 11, 20)}, False)])
def test_filters_can_be_cleared_where_there_are_any(chosen: dict[str, object], hidden: bool) -> None:
    assert by_id(filter_bar(IDS, filters(**chosen)), IDS.clear).hidden is hidden


def test_what_could_not_be_used_is_said_and_can_be_put_away() -> None:
    bar = filter_bar(IDS, filters(notices=("There is no cohort foo here.", "“x” is not a date.")))
    notices = by_id(bar, IDS.notices).children
    assert [text(notice.children[0]) for notice in notices] == ["There is no cohort foo here.", "“x” is not a date."]
    assert all(attribute(button, "aria-label") for button in every(notices, html.Button))


@pytest.mark.parametrize(("cohorts", "searched"), [(12, False), (13, True)])
def test_a_long_list_of_cohorts_can_be_searched(cohorts: int, searched: bool) -> None:
    options = tuple(Option(f"c{number}", f"Cohort {number}") for number in range(cohorts))
    bar = filter_bar(IDS, filters(cohorts=options))
    assert any(getattr(field, "type", "") == "search" for field in every(bar, dbc.Input)) is searched
