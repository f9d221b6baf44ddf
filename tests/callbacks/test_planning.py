"""The planning pages as each role sees them, and everything that can be done there."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, select

from callbacks import planning, planning_cohort
from dashboard.domain.access import Role, Scope
from dashboard.domain.calendar import HELSINKI
from dashboard.views.forms import Panel
from dashboard.views.planning import PlanningCohortView
from db.engine import make_engine, reading
from db.schema import Activity, FollowUp, Participant, Session, TimetableSlot
from tests.support.cast import Browser, Office
from tests.support.planning import END, planning_world
from tests.support.world import World

NOW = datetime(2026, 10, 12, 8, tzinfo=HELSINKI)
KAISA = Scope(1, Role.COORDINATOR)


@pytest.fixture
def world(migrated_sqlite_url: str) -> Any:
    world = planning_world(migrated_sqlite_url)
    yield world
    world.engine.dispose()


@pytest.fixture
def mikko(world: World) -> Scope:
    """Coach of the autumn cohort."""
    return Scope(2, Role.COACH, frozenset({world.cohorts["syksy"]}))


def cohort(world: World, scope: Scope, **params: str) -> PlanningCohortView:
    return planning_cohort.load(world.engine, scope, {"cohort": "syksy", **params}, NOW)


def panel(found: Panel | None) -> Panel:
    assert found is not None
    return found


def slots(found: Panel | None) -> set[str]:
    """The forms of a card."""
    return {form.slot for form in panel(found).forms}


class TestThePage:
    def test_a_coordinator_sees_every_cohort_with_what_is_planned(self, world: World) -> None:
        world.session("syksy", END)
        view = planning.load(world.engine, KAISA, {}, NOW)
        assert view.headline == "1 cohort is under way, 1 is to begin"
        assert view.lead == "Without a session ahead: Winter."
        [programme] = view.programmes
        assert [(one.name, one.facts) for one in programme.cohorts] == [
            ("Winter", ("0 people", "no session ahead", "no timetable")),
            ("Autumn", ("2 people", "1 session ahead", "no timetable")),
        ]
        assert programme.cohorts[1].href == "/planning/cohort?cohort=syksy"
        assert {form.slot for form in programme.forms} == {f"cohort-new-{world.programme}", "programme-1"}
        assert [row.text for row in programme.activities.rows] == [
            "180 minutes",
            "180 minutes",
            "60 minutes, for one person",
        ]

    def test_a_coach_sees_their_own_and_changes_nothing_here(self, world: World, mikko: Scope) -> None:
        view = planning.load(world.engine, mikko, {}, NOW)
        [programme] = view.programmes
        assert [one.name for one in programme.cohorts] == ["Autumn"]
        assert (view.forms, programme.forms, programme.activities.forms, programme.modules.forms) == ((), (), (), ())

    @pytest.mark.parametrize("role", [Role.REPORTER, Role.AUDITOR])
    def test_others_see_nothing(self, world: World, role: Role) -> None:
        view = planning.load(world.engine, Scope(3, role), {}, NOW)
        assert (view.headline, view.programmes) == ("Planning is for those who work with the cohorts", ())
        assert planning_cohort.load(world.engine, Scope(3, role), {"cohort": "syksy"}, NOW) == nothing(world.engine)

    def test_where_nothing_is_there_it_says_what_to_do_first(self, migrated_sqlite_url: str) -> None:
        engine = make_engine(migrated_sqlite_url)
        view = planning.load(engine, KAISA, {}, NOW)
        engine.dispose()
        assert view.headline == "Nothing is planned yet"
        assert "Begin with the programme" in view.lead
        assert [form.slot for form in view.forms] == ["programme-new"]


def nothing(engine: Engine) -> PlanningCohortView:
    return planning_cohort.load(engine, KAISA, {"cohort": "no such"}, NOW)


class TestOneCohort:
    def test_a_cohort_of_somebody_else_looks_like_none(self, world: World, mikko: Scope) -> None:
        foreign = planning_cohort.load(world.engine, mikko, {"cohort": "talvi"}, NOW)
        assert foreign == nothing(world.engine)
        assert foreign.headline == "There is no such cohort"
        assert planning_cohort.load(world.engine, None, {"cohort": "syksy"}, NOW) == PlanningCohortView(headline="")

    def test_a_coach_plans_sessions_and_reads_the_rest(self, world: World, mikko: Scope) -> None:
        view = cohort(world, mikko)
        assert slots(view.sessions) == {"session-new", "meeting-new"}
        assert (slots(view.people), slots(view.days_off), view.forms, view.change) == (set(), set(), (), None)
        assert all(not row.forms for row in panel(view.people).rows)
        assert view.timetable is not None
        assert view.timetable.forms == ()

    def test_it_says_what_applying_the_timetable_would_do(self, world: World) -> None:
        world.mark(world.session("syksy", date(2026, 10, 14)), "A")
        monday = {"weekday": 1, "starts_at": NOW.time().replace(hour=9), "ends_at": NOW.time().replace(hour=12)}
        world.add(TimetableSlot, cohort_id=world.cohorts["syksy"], activity_id=world.activities["ryhmä"], **monday)
        view = cohort(world, KAISA)
        assert panel(view.change).title == "Applying the timetable adds 2 sessions"
        assert [row.label for row in panel(view.change).rows] == ["Mon 12 Oct", "Mon 19 Oct"]
        assert panel(cohort(world, KAISA, since="2026-10-05").change).title == "Applying the timetable adds 3 sessions"
        assert panel(cohort(world, KAISA, since="nonsense").change).title == "Applying the timetable adds 2 sessions"

    def test_one_session_is_open_to_be_changed(self, world: World) -> None:
        session = world.session("syksy", END, "ohjaus", person="A")
        closed, opened = cohort(world, KAISA), cohort(world, KAISA, session=str(session))
        assert [(row.expanded, len(row.forms)) for row in panel(closed.sessions).rows] == [(False, 0)]
        assert [(row.expanded, len(row.forms)) for row in panel(opened.sessions).rows] == [(True, 3)]
        assert panel(opened.sessions).rows[0].text == "9:00–12:00 ohjaus A"

    def test_codes_are_suggested_for_the_free_places(self, world: World) -> None:
        [form] = panel(cohort(world, KAISA).people).forms
        suggested = str(form.fields[0].value).splitlines()
        assert len(suggested) == 1
        assert len(suggested[0]) == 4

    def test_holidays_on_days_of_the_timetable_are_named(self, world: World) -> None:
        world.cohort("joulu", date(2026, 11, 30), weeks=4, name="Christmas")
        times = {"starts_at": NOW.time().replace(hour=9), "ends_at": NOW.time().replace(hour=12)}
        for weekday in (4, 5):
            world.add(
                TimetableSlot,
                cohort_id=world.cohorts["joulu"],
                activity_id=world.activities["ryhmä"],
                weekday=weekday,
                **times,
            )
        view = planning_cohort.load(world.engine, KAISA, {"cohort": "joulu"}, NOW)
        assert [(row.label, row.text) for row in panel(view.days_off).rows] == [
            ("Thu 24 Dec", "Christmas Eve"),
            ("Fri 25 Dec", "Christmas Day"),
        ]


@pytest.fixture
def kaisa(small_office: Office) -> Browser:
    small_office.world.activity("ohjaus", individual=True, default_minutes=60)
    small_office.world.module("OIK", 1)
    return small_office.sign_in("kaisa")


def done(browser: Browser, action: str, fields: dict[str, Any]) -> str:
    answer = browser.do(action, {name: str(value) for name, value in fields.items()})
    assert answer.status_code == 200, answer.text
    assert answer.json is not None
    return str(answer.json["message"])


def wrong(browser: Browser, action: str, fields: dict[str, Any]) -> dict[str, str]:
    answer = browser.do(action, {name: str(value) for name, value in fields.items()})
    assert answer.status_code == 422, answer.text
    assert answer.json is not None
    return dict(answer.json["fields"])


class TestDoing:
    def test_a_programme_from_nothing_to_its_first_sessions(self, small_office: Office, kaisa: Browser) -> None:
        """Everything that is needed before the first register can be taken."""
        done(kaisa, "planning/programme", {"code": "uusi", "name": "Uusi", "weeks": 3, "funding": "ESF+"})
        done(
            kaisa,
            "planning/cohort",
            {
                "programme": 2,
                "code": "u1",
                "name": "Ensi",
                "starts_on": "2021-10-11",
                "ends_on": "2021-10-31",
                "weeks": 3,
            },
        )
        done(
            kaisa,
            "planning/activity",
            {"programme": 2, "code": "ryhmä", "name_fi": "Ryhmä", "minutes": 180, "traits": "counts"},
        )
        done(kaisa, "planning/module", {"programme": 2, "code": "OIK", "name_fi": "Oikeudet", "week": 1})
        with reading(small_office.engine) as connection:
            activity = connection.scalar(select(Activity.id).where(Activity.programme_id == 2))
        slot = {"cohort": 3, "activity": activity, "weekday": 1, "starts_at": "09:00", "ends_at": "12:00"}
        done(kaisa, "planning_cohort/slot", slot)
        done(kaisa, "planning_cohort/break", {"cohort": 3, "first_day": "2021-10-18"})
        shown = kaisa.do("planning_cohort/apply", {"cohort": "3", "since": "2021-10-11", "seen": "guess"})
        assert shown.status_code == 409
        assert shown.json is not None
        assert shown.json["theirs"] == ["Applying the timetable adds 2 sessions."]
        applied = {"cohort": 3, "since": "2021-10-11", **shown.json["seen"]}
        assert done(kaisa, "planning_cohort/apply", applied) == "Done: Applying the timetable adds 2 sessions."
        assert done(kaisa, "planning_cohort/enrol", {"cohort": 3, "codes": "K7P2\nM4R8", "day": "2021-10-11"}) == (
            "Enrolled: K7P2 and M4R8."
        )


ENROL = {"cohort": 1, "day": "2021-10-04"}
GROUP = {"cohort": 1, "activity": 1, "day": "2021-10-11", "starts_at": "13:00", "ends_at": "14:00"}


class TestPeople:
    def test_a_name_is_asked_about_and_an_identity_code_refused(self, small_office: Office, kaisa: Browser) -> None:
        asked = kaisa.do("planning_cohort/enrol", {"cohort": "1", "day": "2021-10-04", "codes": "Anna"})
        assert asked.status_code == 409
        assert asked.json is not None
        assert asked.json["message"].startswith("Anna: is this a name?")
        refused = wrong(kaisa, "planning_cohort/enrol", {**ENROL, "codes": "131052-308T", **asked.json["seen"]})
        assert "personal identity code" in refused["codes"]
        assert small_office.count(Participant) == 2
        done(kaisa, "planning_cohort/enrol", {**ENROL, "codes": "ABC", **asked.json["seen"]})
        assert small_office.count(Participant) == 3

    def test_an_exit_says_what_is_planned_and_can_be_taken_back(self, small_office: Office, kaisa: Browser) -> None:
        leaving = {"id": 1, "version": 1, "day": "2021-10-05", "destination": "employed"}
        assert done(kaisa, "planning_cohort/exit", {**leaving, "owner": small_office.ids["mikko"]}) == (
            "The last day is 5 Oct 2021. Planned: 28-day status 2 Nov 2021 and six-month status 6 Apr 2022."
        )
        with reading(small_office.engine) as connection:
            assert set(connection.scalars(select(FollowUp.owner_id))) == {small_office.ids["mikko"]}
        overtaken = kaisa.do("planning_cohort/entry", {"id": "1", "version": "1", "day": "2021-08-30"})
        assert overtaken.status_code == 409
        assert overtaken.json is not None
        assert overtaken.json["theirs"] == ["since 30 Aug 2021, left 5 Oct 2021"]
        assert overtaken.json["seen"] == {"version": "2"}
        assert "2 open follow-ups are cancelled" in done(kaisa, "planning_cohort/exit_back", {"id": 1, "version": 2})

    def test_what_is_missing_or_impossible_is_said_beside_its_field(self, kaisa: Browser) -> None:
        assert set(wrong(kaisa, "planning_cohort/exit", {"id": 1, "version": 1, "day": "5.10.2021"})) == {
            "day",
            "destination",
        }
        early = {"id": 1, "version": 1, "day": "2021-08-29", "destination": "employed"}
        assert wrong(kaisa, "planning_cohort/exit", early) == {"day": "Not before 30 Aug 2021, please."}
        assert set(wrong(kaisa, "planning_cohort/enrol", {**ENROL, "codes": " \n "})) == {"codes"}
        assert wrong(kaisa, "planning_cohort/enrol", {**ENROL, "codes": "K7,P2"})["codes"].startswith("A code is")


class TestSessions:
    @pytest.mark.usefixtures("kaisa")
    def test_a_coach_meets_somebody_every_week(self, small_office: Office) -> None:
        mikko = small_office.sign_in("mikko")
        meeting = {**GROUP, "activity": 2, "who": 1, "until": "2021-11-01"}
        assert done(mikko, "planning_cohort/session_add", meeting) == "4 sessions are planned."
        foreign = {name: str(value) for name, value in GROUP.items()} | {"cohort": "2"}
        assert mikko.do("planning_cohort/session_add", foreign).status_code == 404
        refused = wrong(mikko, "planning_cohort/session_add", {**GROUP, "day": "2022-10-11"})
        assert refused == {"day": "The cohort meets from 30 Aug 2021 to 7 Nov 2021: a day between, please."}

    def test_a_session_is_moved_cancelled_held_after_all_and_removed(
        self, small_office: Office, kaisa: Browser
    ) -> None:
        done(kaisa, "planning_cohort/session_add", GROUP)
        with reading(small_office.engine) as connection:
            session = connection.scalar(select(Session.id).where(Session.local_date == date(2021, 10, 11)))
        one = {"id": session, "version": 1}
        done(kaisa, "planning_cohort/session", {**GROUP, **one, "day": "2021-10-12"})
        late = kaisa.do("planning_cohort/session", {name: str(value) for name, value in {**GROUP, **one}.items()})
        assert late.status_code == 409
        assert late.json is not None
        assert late.json["theirs"] == ["12 Oct 2021 13:00"]
        done(kaisa, "planning_cohort/session_cancel", {"id": session, "version": 2})
        done(kaisa, "planning_cohort/session_restore", {"id": session, "version": 3})
        done(kaisa, "planning_cohort/session_remove", {"id": session, "version": 4})
        assert kaisa.do("planning_cohort/session_remove", {"id": str(session), "version": "4"}).status_code == 404

    def test_a_day_is_called_off(self, kaisa: Browser) -> None:
        done(kaisa, "planning_cohort/session_add", GROUP)
        said = done(kaisa, "planning_cohort/cancel_day", {"cohort": 1, "day": "2021-10-11"})
        assert said == "11 Oct 2021: 1 session is cancelled."
        assert wrong(kaisa, "planning_cohort/cancel_day", {"cohort": 1, "day": "2021-10-13"}) == {
            "day": "Nothing is planned on that day."
        }


def test_the_first_day_of_a_change_is_kept_in_the_address(small_office: Office, kaisa: Browser) -> None:
    answer = kaisa.do("planning_cohort/since", {"cohort": "1", "since": "2021-10-20"})
    assert answer.json is not None
    assert answer.json["go"] == "/planning/cohort?cohort=syksy&since=2021-10-20"
    assert (
        small_office.sign_in("mikko").do("planning_cohort/since", {"cohort": "1", "since": "2021-10-20"}).status_code
        == 404
    )
