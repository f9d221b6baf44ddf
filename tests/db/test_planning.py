"""Programmes, cohorts, activities and modules: made and changed by who plans, each change by the version seen."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from dashboard.domain.access import ForbiddenError, Role, Scope
from dashboard.domain.calendar import HELSINKI
from db.commands import contents, planning
from db.commands.contents import ActivityValues, ModuleValues, Names
from db.commands.errors import RefusedError, StaleError
from db.commands.planning import CohortValues, ProgrammeValues
from db.commands.timetable import add_slot
from db.engine import reading, writing
from db.queries.planning import CohortPlan, activity_plans, cohort_plans, module_plans, programme_plans
from tests.support import planning as stories
from tests.support.planning import AUTUMN, END, log
from tests.support.world import World

NOW = datetime(2026, 10, 12, 8, tzinfo=HELSINKI)
SPRING = CohortValues("Spring", date(2027, 3, 1), date(2027, 5, 9), 10, places=5)


@pytest.fixture
def world(migrated_url: str) -> Iterator[World]:
    world = stories.planning_world(migrated_url)
    yield world
    world.engine.dispose()


@pytest.fixture
def kaisa(world: World) -> Scope:
    return stories.kaisa(world)


def cohort(world: World, scope: Scope, code: str) -> CohortPlan:
    with reading(world.engine) as connection:
        [found] = [one for one in cohort_plans(connection, scope, NOW, NOW.date()) if one.code == code]
    return found


def written(world: World, command: Callable[..., Any], *values: Any) -> Any:
    with writing(world.engine) as connection:
        return command(connection, *values)


def test_a_programme_begins_with_its_funding(world: World, kaisa: Scope) -> None:
    values = ProgrammeValues("Uusi", 8, "ESF+", "S12345")
    made = written(world, planning.add_programme, kaisa, "uusi", values, "Europe/Helsinki")
    written(world, planning.change_programme, kaisa, made, 1, replace(values, weeks=9))
    with reading(world.engine) as connection:
        found = programme_plans(connection, kaisa)[-1]
    assert (found.code, found.weeks, found.funding, found.project_code, found.version) == (
        "uusi",
        9,
        "ESF+",
        "S12345",
        2,
    )
    with pytest.raises(RefusedError) as refused:
        written(world, planning.add_programme, kaisa, "UUSI", values, "Europe/Helsinki")
    assert (refused.value.code, refused.value.values) == ("code-taken", {"which": "uusi"})
    assert [row.detail.get("old") for row in log(world) if row.subject == "programme"] == [None, {"weeks": 8}]


class TestCohorts:
    def test_a_cohort_is_made_and_counted(self, world: World, kaisa: Scope) -> None:
        written(world, planning.add_cohort, kaisa, world.programme, "kevät", SPRING)
        spring = cohort(world, kaisa, "kevät")
        assert (spring.places, spring.people, spring.ahead, spring.slots) == (5, 0, 0, 0)
        world.session("syksy", AUTUMN)
        world.session("syksy", END)
        world.session("syksy", END - timedelta(days=1), cancelled_at=NOW)
        world.enrol("syksy", "C", AUTUMN, AUTUMN + timedelta(days=1))
        written(world, add_slot, kaisa, world.cohorts["syksy"], stories.slot(world))
        autumn = cohort(world, kaisa, "syksy")
        assert (autumn.people, autumn.ahead, autumn.slots) == (2, 1, 1)

    def test_its_time_cannot_leave_marks_outside(self, world: World, kaisa: Scope) -> None:
        world.mark(world.session("syksy", AUTUMN + timedelta(days=3)), "A")
        values, syksy = CohortValues("Autumn", AUTUMN, END, 3), world.cohorts["syksy"]
        for wrong in (
            replace(values, ends_on=AUTUMN + timedelta(days=2)),
            replace(values, starts_on=AUTUMN + timedelta(days=4)),
        ):
            with pytest.raises(RefusedError) as refused:
                written(world, planning.change_cohort, kaisa, syksy, 1, wrong)
            assert refused.value.values == {"first": date(2026, 10, 8), "last": date(2026, 10, 8)}
        written(world, planning.change_cohort, kaisa, syksy, 1, replace(values, ends_on=AUTUMN + timedelta(days=3)))
        assert cohort(world, kaisa, "syksy").ends_on == date(2026, 10, 8)
        with pytest.raises(RefusedError, match="ends-before-start"):
            written(world, planning.change_cohort, kaisa, syksy, 2, replace(values, ends_on=date(2026, 1, 1)))

    def test_its_code_is_its_own_in_the_whole_database(self, world: World, kaisa: Scope) -> None:
        with pytest.raises(RefusedError, match="code-taken"):
            written(world, planning.add_cohort, kaisa, world.programme, "Syksy", SPRING)
        with pytest.raises(ForbiddenError):
            written(world, planning.add_cohort, kaisa, 99, "kevät", SPRING)

    def test_who_was_slower_is_told_what_stands_there(self, world: World, kaisa: Scope) -> None:
        values, syksy = CohortValues("Autumn", AUTUMN, END, 3), world.cohorts["syksy"]
        written(world, planning.change_cohort, kaisa, syksy, 1, replace(values, places=6))
        with pytest.raises(StaleError) as stale:
            written(world, planning.change_cohort, kaisa, syksy, 1, replace(values, name="Syksy"))
        assert (stale.value.current["places"], stale.value.current["version"]) == (6, 2)
        assert cohort(world, kaisa, "syksy").name == "Autumn"


class TestContents:
    def test_an_activity_has_a_name_in_each_language(self, world: World, kaisa: Scope) -> None:
        values = ActivityValues(Names("Liikunta", "Motion", None), default_minutes=90)
        made = written(world, contents.add_activity, kaisa, world.programme, "liikunta", values)
        written(world, contents.change_activity, kaisa, made, 1, replace(values, counts_for_attendance=False))
        with reading(world.engine) as connection:
            found = activity_plans(connection, kaisa)[-1]
        assert [found.name(language) for language in ("fi", "sv", "en")] == ["Liikunta", "Motion", "liikunta"]
        assert (found.default_minutes, found.counts_for_attendance, found.sessions) == (90, False, 0)

    def test_what_is_restricted_never_counts(self, world: World, kaisa: Scope) -> None:
        wrong = ActivityValues(Names(), restricted=True, counts_for_attendance=True)
        with pytest.raises(RefusedError, match="restricted-counts"):
            written(world, contents.add_activity, kaisa, world.programme, "psykologi", wrong)
        with pytest.raises(RefusedError, match="restricted-counts"):
            written(world, contents.change_activity, kaisa, world.activities["ryhmä"], 1, wrong)

    def test_modules_stand_in_the_order_of_the_plan(self, world: World, kaisa: Scope) -> None:
        later = written(world, contents.add_module, kaisa, world.programme, "URA", ModuleValues(Names("Ura"), 3))
        written(world, contents.add_module, kaisa, world.programme, "X", ModuleValues(Names()))
        written(world, contents.change_module, kaisa, later, 1, ModuleValues(Names("Ura"), 2))
        with reading(world.engine) as connection:
            found = [(one.code, one.planned_week) for one in module_plans(connection, kaisa)]
        assert found == [("OIK", 1), ("URA", 2), ("X", None)]
        with pytest.raises(RefusedError, match="code-taken"):
            written(world, contents.add_module, kaisa, world.programme, "oik", ModuleValues(Names()))
        with pytest.raises(StaleError):
            written(world, contents.change_module, kaisa, later, 1, ModuleValues(Names("Ura"), 3))


@pytest.mark.parametrize("role", [Role.COACH, Role.REPORTER, Role.AUDITOR])
def test_only_who_plans_changes_anything(world: World, kaisa: Scope, role: Role) -> None:
    own = frozenset(world.cohorts.values()) if role is Role.COACH else None
    scope = Scope(kaisa.account_id, role, own)
    commands = (
        (planning.add_programme, "uusi", ProgrammeValues("Uusi", 8), "Europe/Helsinki"),
        (planning.change_programme, world.programme, 1, ProgrammeValues("Uusi", 8)),
        (planning.add_cohort, world.programme, "kevät", SPRING),
        (planning.change_cohort, world.cohorts["syksy"], 1, SPRING),
        (contents.add_activity, world.programme, "uusi", ActivityValues(Names())),
        (contents.change_activity, world.activities["ryhmä"], 1, ActivityValues(Names("Uusi"))),
        (contents.add_module, world.programme, "uusi", ModuleValues(Names())),
        (contents.change_module, world.modules["OIK"], 1, ModuleValues(Names("Uusi"))),
    )
    for command, *values in commands:
        with pytest.raises(ForbiddenError):
            written(world, command, scope, *values)
    assert log(world) == []


def test_a_coach_reads_of_their_own_programmes_and_cohorts_alone(world: World) -> None:
    mikko = stories.mikko(world)
    nobody = replace(mikko, cohort_ids=frozenset())
    with reading(world.engine) as connection:
        assert [one.code for one in cohort_plans(connection, mikko, NOW, NOW.date())] == ["syksy"]
        assert [one.code for one in programme_plans(connection, mikko)] == ["ikut"]
        assert len(activity_plans(connection, mikko)) == 3
        assert not cohort_plans(connection, nobody, NOW, NOW.date())
        for query in (programme_plans, activity_plans, module_plans):
            assert query(connection, nobody) == []
        for role in (Role.REPORTER, Role.AUDITOR):
            for query in (programme_plans, activity_plans, module_plans):
                with pytest.raises(ForbiddenError):
                    query(connection, Scope(1, role))
