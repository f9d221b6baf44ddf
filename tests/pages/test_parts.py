"""What a page's callback writes is what its first answer has drawn."""

from typing import Any

import pytest
from dash import dcc, html

from dashboard.components import Parts
from dashboard.views import (
    AttendanceView,
    FollowUpView,
    LatenessView,
    ModulesView,
    NeedsView,
    OverviewView,
    ParticipantView,
    RegistersView,
    SessionView,
    SheetView,
)
from pages import (
    attendance,
    follow_up,
    lateness,
    modules,
    needs,
    overview,
    participant,
    register,
    register_session,
    session,
)
from tests.components import examples, register_examples
from tests.components.trees import attribute, by_id, every, text

PAGES = [
    pytest.param(overview, OverviewView(headline=""), examples.overview(), id="overview"),
    pytest.param(attendance, AttendanceView(headline=""), examples.attendance(), id="attendance"),
    pytest.param(lateness, LatenessView(headline=""), examples.lateness(), id="lateness"),
    pytest.param(modules, ModulesView(headline=""), examples.modules(), id="modules"),
    pytest.param(participant, ParticipantView(headline=""), examples.participant(), id="participant"),
    pytest.param(session, SessionView(headline=""), examples.session(), id="session"),
    pytest.param(register, RegistersView(headline=""), register_examples.registers(), id="register"),
    pytest.param(register_session, SheetView(headline=""), register_examples.sheet(), id="register-session"),
    pytest.param(follow_up, FollowUpView(headline=""), examples.follow_up(), id="follow-up"),
    pytest.param(needs, NeedsView(headline=""), examples.needs(), id="needs"),
]


def written(parts: Parts) -> dict[tuple[str, str], Any]:
    """The parts as they go to the browser."""
    return {key: plain(value) for key, value in parts.items()}


def plain(value: Any) -> Any:
    """A value with its components as JSON has them."""
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if hasattr(value, "to_plotly_json"):
        json = value.to_plotly_json()
        return {**json, "props": {name: plain(prop) for name, prop in json["props"].items()}}
    return value


@pytest.mark.parametrize(("page", "empty", "full"), PAGES)
def test_every_view_has_the_same_parts(page: Any, empty: Any, full: Any) -> None:
    assert page.parts(empty).keys() == page.parts(full).keys()


@pytest.mark.parametrize(("page", "empty", "full"), PAGES)
def test_each_part_is_where_the_layout_has_it(page: Any, empty: Any, full: Any) -> None:
    for view in (empty, full):
        drawn = page.layout(view)
        laid_out = {(owner, name): attribute(by_id(drawn, owner), name) for owner, name in page.parts(view)}
        assert written(laid_out) == written(page.parts(view))


@pytest.mark.parametrize(("page", "empty", "full"), PAGES)
def test_ids_are_unique(page: Any, empty: Any, full: Any) -> None:
    ids = [one.id for one in every(page.layout(full)) if getattr(one, "id", None)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("page", "empty", "full"), PAGES)
def test_headings_are_in_order(page: Any, empty: Any, full: Any) -> None:
    headings = [type(one).__name__ for one in every(page.layout(full), (html.H1, html.H2, html.H3))]
    assert headings[0] == "H1"
    assert set(headings[1:]) == {"H2"}


def test_the_overview_has_a_card_a_cohort_a_chart_and_a_list() -> None:
    drawn = overview.layout(examples.overview())
    assert [text(one) for one in every(drawn, html.H1)] == ["In Syksy, attendance has fallen for 3 weeks"]
    assert [text(next(every(card, html.H2))) for card in by_id(drawn, "cohorts").children] == ["Syksy", "Talvi"]
    assert by_id(drawn, "comparison").hidden is False
    assert by_id(drawn, "today").hidden is False


def test_the_attendance_page_hides_persons_from_who_may_not_see_them() -> None:
    drawn = attendance.layout(AttendanceView(headline="Attendance", weekly=examples.chart()))
    assert by_id(drawn, "participants").hidden
    assert not by_id(drawn, "weeks").hidden


def test_without_a_view_no_chart_holds_data() -> None:
    graphs = every(attendance.layout(AttendanceView(headline="")), dcc.Graph)
    assert all(graph.figure["data"] == [] for graph in graphs)
