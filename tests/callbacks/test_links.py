"""Where the charts and lists of the overview and the attendance page lead, for who may follow."""

import json
from datetime import date

import pytest
from sqlalchemy import Engine

from callbacks import attendance, overview
from callbacks.links import Links
from dashboard.domain.access import Role, Scope
from dashboard.views import Chart, Filters
from db.engine import reading
from db.queries.cohorts import CohortRow, cohorts
from tests.callbacks.conftest import NOW
from tests.support.world import World


@pytest.fixture
def rows(world: World, coordinator: Scope) -> list[CohortRow]:
    with reading(world.engine) as connection:
        return cohorts(connection, coordinator)


def links(rows: list[CohortRow], role: Role = Role.COORDINATOR, **filters: object) -> Links:
    return Links(Scope(1, role), Filters(**filters), rows)  # type: ignore[arg-type]


def test_filters_go_along(rows: list[CohortRow]) -> None:
    narrowed = links(rows, chosen_cohorts=("syksy",), as_of=date(2026, 10, 9))
    assert narrowed.participant("syksy", "A") == "/participant?cohorts=syksy&as_of=2026-10-09&code=A"
    assert narrowed.session(7) == "/session?cohorts=syksy&as_of=2026-10-09&id=7"
    assert narrowed.activity("IT") == "/attendance?cohorts=syksy&as_of=2026-10-09&activity=IT"
    assert narrowed.cohort("talvi") == "/attendance?cohorts=talvi&as_of=2026-10-09"


def test_a_code_is_no_part_of_an_address_until_it_is_written_as_one(rows: list[CohortRow]) -> None:
    assert links(rows).participant("syksy", "A&id=1/ä#") == "/participant?code=A%26id%3D1%2F%C3%A4%23"


@pytest.mark.parametrize("role", [Role.REPORTER, Role.AUDITOR])
def test_who_sees_no_persons_is_led_to_none(rows: list[CohortRow], role: Role) -> None:
    assert links(rows, role).participant("syksy", "A") == ""
    assert links(rows, role).session(7) == ""
    assert links(rows, role).register(7) == ""


def test_a_week_is_its_days_within_the_period(rows: list[CohortRow]) -> None:
    syksy = next(row for row in rows if row.code == "syksy")
    assert links(rows).week(syksy, 3) == "/attendance?cohorts=syksy&from=2026-10-19&to=2026-10-25"
    assert links(rows).week(syksy, 10) == "/attendance?cohorts=syksy&from=2026-12-07"
    assert links(rows).week(syksy, 0) == "/attendance?cohorts=syksy&to=2026-10-04"
    period = links(rows, start=date(2026, 10, 20), end=date(2026, 10, 22), chosen_activity="IT")
    assert period.week(syksy, 3) == "/attendance?cohorts=syksy&from=2026-10-20&to=2026-10-22&activity=IT"


def test_where_there_are_several_programmes_the_address_says_which(rows: list[CohortRow]) -> None:
    other = CohortRow(99, "muu", "Muu", "toinen", date(2026, 1, 5), date(2026, 3, 1), 8)
    assert links([*rows, other]).participant("muu", "A") == "/participant?code=A&programme=toinen"
    assert links([*rows, other]).participant("syksy", "A") == "/participant?code=A&programme=ikut"


def marks(chart: Chart | None) -> set[str]:
    """The addresses of a chart's marks and of the labels of its rows."""
    assert chart is not None
    assert chart.figure is not None
    points = {link for trace in chart.figure["data"] for link in trace.get("customdata", ())}
    return (points | set(chart.figure["layout"].get("meta", {}).get("rows", ()))) - {""}


def test_the_grid_leads_to_sessions_and_people_and_its_table_to_people(engine: Engine, coordinator: Scope) -> None:
    grid = attendance.load(engine, coordinator, {"cohorts": "syksy"}, NOW).grid
    assert grid is not None
    people = [f"/participant?cohorts=syksy&code={code}" for code in "ABC"]
    assert grid.table.links == tuple(people)
    assert grid.table.columns[grid.table.link_column].label == "Participant"
    found = marks(grid)
    assert {link for link in found if link.startswith("/participant")} == set(people)
    assert len({link for link in found if link.startswith("/session")}) == 16


def test_a_week_and_an_activity_lead_to_the_attendance_in_them(engine: Engine, coordinator: Scope) -> None:
    view = attendance.load(engine, coordinator, {"cohorts": "syksy"}, NOW)
    assert view.weekly is not None
    assert view.by_activity is not None
    assert set(view.weekly.table.links) == marks(view.weekly)
    assert view.weekly.table.links[0] == "/attendance?cohorts=syksy&from=2026-10-05&to=2026-10-11"
    assert set(view.by_activity.table.links) == marks(view.by_activity)
    assert view.by_activity.table.links[0] == "/attendance?cohorts=syksy&activity=suomi"


def test_weeks_of_several_cohorts_have_no_days_of_their_own(engine: Engine, coordinator: Scope) -> None:
    weekly = attendance.load(engine, coordinator, {}, NOW).weekly
    assert weekly is not None
    assert marks(weekly) == set()
    assert not any(weekly.table.links)


def test_what_a_week_leads_to_is_what_its_bar_counts(engine: Engine, coordinator: Scope) -> None:
    params = {"cohorts": "syksy", "from": "2026-10-12", "to": "2026-10-18"}
    narrowed = attendance.load(engine, coordinator, params, NOW)
    whole = attendance.load(engine, coordinator, {"cohorts": "syksy"}, NOW)
    assert narrowed.weekly is not None
    assert whole.weekly is not None
    assert narrowed.weekly.table.rows == (whole.weekly.table.rows[1],)


def test_commitment_leads_to_people_in_one_cohort_and_to_cohorts_in_several(engine: Engine, coordinator: Scope) -> None:
    one = attendance.load(engine, coordinator, {"cohorts": "syksy"}, NOW).commitment
    several = attendance.load(engine, coordinator, {}, NOW).commitment
    assert one is not None
    assert several is not None
    assert one.table.links[0] == "/participant?cohorts=syksy&code=A"
    assert several.table.links == ("/attendance?cohorts=kev%C3%A4t", "/attendance?cohorts=syksy")
    assert marks(several) == set(several.table.links)


def test_lists_of_sessions_lead_to_them(world: World, coordinator: Scope) -> None:
    view = attendance.load(world.engine, coordinator, {"cohorts": "syksy"}, NOW)
    today = overview.load(world.engine, coordinator, {}, NOW).today
    assert view.not_taken is not None
    assert view.nearly_empty is not None
    assert today is not None
    assert all(line.href.startswith("/session?cohorts=syksy&id=") for line in view.nearly_empty.lines)
    assert all(line.href.startswith("/register/session?cohorts=syksy&id=") for line in view.not_taken.lines)
    [register] = [line for line in today.lines if line.badge == "register"]
    assert register.href == view.not_taken.lines[0].href.replace("cohorts=syksy&", "")
    assert [line.href for line in today.lines if line.badge == "support"] == [
        f"/support#support-{world.enrolments['syksy', code]}" for code in "CB"
    ]


def test_a_point_of_the_comparison_leads_to_its_cohort_and_week(engine: Engine, coordinator: Scope) -> None:
    chart = overview.load(engine, coordinator, {}, NOW).comparison
    assert chart is not None
    rows = dict(zip([row[:2] for row in chart.table.rows], chart.table.links, strict=True))
    assert rows["Autumn", 3] == "/attendance?cohorts=syksy&from=2026-10-19&to=2026-10-25"
    assert rows["Spring", 3] == "/attendance?cohorts=kev%C3%A4t&from=2026-03-16"
    assert marks(chart) == set(chart.table.links)


def test_a_reporter_finds_no_way_to_a_person_or_a_session(engine: Engine, reporter: Scope) -> None:
    for view in (
        attendance.load(engine, reporter, {"cohorts": "syksy"}, NOW),
        overview.load(engine, reporter, {}, NOW),
    ):
        assert "/participant" not in repr(view)
        assert "/session" not in repr(view)


def test_a_coach_is_led_to_their_own_cohort_only(engine: Engine, coach: Scope) -> None:
    for view in (attendance.load(engine, coach, {}, NOW), overview.load(engine, coach, {}, NOW)):
        assert "/attendance?cohorts=kev" in repr(view)
        assert "syksy" not in repr(view)


def test_an_address_is_short_enough_to_have_one_a_square(engine: Engine, coordinator: Scope) -> None:
    grid = attendance.load(engine, coordinator, {"cohorts": "syksy"}, NOW).grid
    assert grid is not None
    assert grid.figure is not None
    squares = sum(len(trace.get("customdata", ())) for trace in grid.figure["data"])
    assert len(json.dumps([trace.get("customdata") for trace in grid.figure["data"]])) < 50 * squares
