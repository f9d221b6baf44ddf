"""Writing down progress, follow-ups, needs and feedback where they are seen."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select

from callbacks import follow_up, modules, needs, participant
from dashboard.domain.access import Scope
from dashboard.views.forms import Form
from db.engine import reading
from db.schema import Feedback, FollowUp, ModuleProgress, ServiceNeed
from tests.callbacks.conftest import NOW
from tests.support.cast import Browser, Office
from tests.support.world import World


def slots(forms: Iterable[Form]) -> list[str]:
    return [form.slot for form in forms]


def choices(form: Form, name: str = "chosen") -> list[str]:
    """What can be chosen in a form."""
    [field] = [field for field in form.fields if field.name == name]
    return [option.label for option in field.options]


class TestWhatIsOffered:
    @pytest.fixture(autouse=True)
    def something(self, world: World) -> None:
        world.module("OIK", 1)
        world.follow_up("kevät", "Z", "28_days", date(2026, 4, 19))
        world.follow_up("kevät", "Z", "6_months", date(2026, 9, 21), "done", done_on=date(2026, 9, 21))
        world.need("syksy", "B", "housing", date(2026, 10, 9))

    def test_a_whole_cohort_completes_a_module(self, engine: Engine, world: World, coordinator: Scope) -> None:
        view = modules.load(engine, coordinator, {}, NOW)
        assert view.enter is not None
        [autumn] = view.enter.forms  # spring ended more than half a year ago
        assert autumn.opens == "Autumn completed a module"
        assert choices(autumn) == ["A", "B", "C"]
        assert autumn.hidden == {"cohort": world.cohorts["syksy"]}

    def test_open_follow_ups_are_written_about(self, engine: Engine, coordinator: Scope) -> None:
        view = follow_up.load(engine, coordinator, {"cohorts": "kevät"}, NOW)
        assert slots(view.forms) == ["enter-follow-up", "enter-replan", "enter-give"]
        assert choices(view.forms[0]) == ["Z: 28-day status, due 19 Apr 2026"]

    def test_needs_are_found_and_met_and_feedback_given(self, engine: Engine, coordinator: Scope) -> None:
        view = needs.load(engine, coordinator, {}, NOW)
        assert view.enter is not None
        assert slots(view.enter.forms) == ["enter-needs", "enter-met", "enter-feedback"]
        assert choices(view.enter.forms[1]) == ["B, Autumn: housing, found 9 Oct 2026"]

    def test_a_person_has_all_of_their_own(self, engine: Engine, kaisa: Scope) -> None:
        forms = participant.load(engine, kaisa, {"code": "Z"}, NOW).forms
        assert {card: slots(own) for card, own in forms.items()} == {
            "modules": ["enter-progress"],
            "follow_ups": ["enter-follow-up", "enter-replan", "enter-plan"],
            "needs": ["enter-needs"],
        }
        assert choices(forms["follow_ups"][0]) == [
            "Z: 28-day status, due 19 Apr 2026",
            "Z: six-month status, due 21 Sep 2026 (reached)",
        ]
        assert choices(forms["modules"][0]) == ["OIK: not started"]

    def test_where_nothing_is_written_yet_there_is_a_beginning(self, engine: Engine, coordinator: Scope) -> None:
        view = needs.load(engine, coordinator, {"cohorts": "syksy", "to": "2026-10-06"}, NOW)
        assert view.headline == "No needs and no feedback yet"
        assert view.enter is not None
        assert slots(view.enter.forms) == ["enter-needs", "enter-met", "enter-feedback"]

    def test_a_page_about_the_past_and_one_of_figures_have_none(
        self, engine: Engine, coordinator: Scope, reporter: Scope, kaisa: Scope
    ) -> None:
        for scope, params in ((coordinator, {"as_of": "2026-10-20"}), (reporter, {})):
            assert modules.load(engine, scope, params, NOW).enter is None
            assert follow_up.load(engine, scope, params, NOW).forms == ()
            assert needs.load(engine, scope, params, NOW).enter is None
        assert participant.load(engine, kaisa, {"code": "A", "as_of": "2026-10-20"}, NOW).forms == {}

    def test_the_address_says_which_form_is_open(self, engine: Engine, coordinator: Scope) -> None:
        view = follow_up.load(engine, coordinator, {"cohorts": "kevät", "do": "enter-give"}, NOW)
        assert view.at is not None
        assert (view.at.address, view.at.doing) == ("/follow-up?cohorts=kev%C3%A4t", "enter-give")
        assert view.at.turned("enter-give") == view.at.address
        assert view.at.turned("enter-plan") == f"{view.at.address}&do=enter-plan"

    def test_what_a_page_is_about_goes_along_and_nothing_else(self, engine: Engine, kaisa: Scope) -> None:
        view = participant.load(engine, kaisa, {"code": "A", "to": "2026-10-20", "other": "x"}, NOW)
        assert view.at is not None
        assert view.at.address == "/participant?code=A&to=2026-10-20"


@pytest.fixture
def desk(small_office: Office) -> Browser:
    """Kaisa's browser."""
    small_office.world.module("OIK", 1)
    return small_office.sign_in("kaisa")


def done(browser: Browser, action: str, fields: dict[str, Any]) -> str:
    answer = browser.do(action, fields)
    assert answer.status_code == 200, answer.text
    assert answer.json is not None
    return str(answer.json["message"])


def wrong(browser: Browser, action: str, fields: dict[str, Any]) -> set[str]:
    answer = browser.do(action, fields)
    assert answer.status_code == 422, answer.text
    assert answer.json is not None
    return set(answer.json["fields"])


def rows(office: Office, *columns: Any) -> list[tuple[Any, ...]]:
    with reading(office.engine) as connection:
        return [tuple(row) for row in connection.execute(select(*columns))]


class TestWriting:
    def test_progress_and_who_was_slower(self, small_office: Office, desk: Browser) -> None:
        first = {"chosen": "1.1.0", "seen": "", "status": "completed", "day": "2021-10-05"}
        assert done(desk, "participant/progress", first) == "Written down: completed 5 Oct 2021."
        slower = desk.do("participant/progress", {**first, "status": "in_progress"})
        assert slower.status_code == 409
        assert slower.json is not None
        assert (slower.json["theirs"], slower.json["seen"]) == (["completed 5 Oct 2021"], {"seen": "1.1.1"})
        again = {**first, "status": "in_progress", **slower.json["seen"]}
        assert done(desk, "participant/progress", again) == "Written down: in progress."
        assert rows(small_office, ModuleProgress.status, ModuleProgress.completed_on) == [("in_progress", None)]
        assert wrong(desk, "participant/progress", {**first, "chosen": "1"}) == {"chosen"}
        assert wrong(desk, "participant/progress", {**again, "seen": "1.1.2", "status": "completed", "day": ""}) == {
            "day"
        }

    def test_a_cohort_at_once(self, small_office: Office, desk: Browser) -> None:
        small_office.world.enrol("syksy", "SYKSY-2", date(2021, 10, 6))
        people = [str(small_office.world.enrolments["syksy", f"SYKSY-{number}"]) for number in (1, 2)]
        fields = {"cohort": "1", "module": "1", "day": "2021-10-05", "chosen": people}
        said = "1 person completed it. Not enrolled on that day: SYKSY-2."
        assert done(desk, "modules/complete", fields) == said
        said = "Nothing is changed. As before: SYKSY-1. Not enrolled on that day: SYKSY-2."
        assert done(desk, "modules/complete", fields) == said
        assert wrong(desk, "modules/complete", {**fields, "chosen": []}) == {"chosen"}

    def test_what_came_of_a_follow_up(self, small_office: Office, desk: Browser) -> None:
        small_office.world.follow_up("syksy", "SYKSY-1", "other", date(2021, 10, 4))
        one = {"chosen": "1.1", "seen": "", "day": "2021-10-05"}
        assert wrong(desk, "follow_up/follow_up", {**one, "status": "done"}) == {"outcome"}
        assert wrong(desk, "follow_up/follow_up", {**one, "status": "declined", "outcome": "employed"}) == {"outcome"}
        reached = {**one, "status": "done", "outcome": "education"}
        assert done(desk, "follow_up/follow_up", reached) == "Written down: reached."
        assert rows(small_office, FollowUp.status, FollowUp.outcome) == [("done", "education")]
        settled = desk.do("follow_up/follow_up_replan", {"chosen": "1.2", "due_on": "2021-11-05"})
        assert settled.status_code == 422
        assert settled.json is not None
        assert settled.json["message"] == "It is settled already: open it again first."

    def test_another_day_another_colleague_and_one_more(self, small_office: Office, desk: Browser) -> None:
        mikko = str(small_office.ids["mikko"])
        planned = {"who": "1", "kind": "other", "due_on": "2021-11-01", "owner": ""}
        assert done(desk, "participant/follow_up_plan", planned) == "Planned for 1 Nov 2021."
        replanned = {"chosen": "1.1", "due_on": "", "owner": mikko}
        assert done(desk, "follow_up/follow_up_replan", replanned) == "The follow-up is due on 1 Nov 2021."
        kaisas = {"chosen": ["1"], "owner": str(small_office.ids["kaisa"])}
        assert done(desk, "follow_up/follow_up_give", kaisas) == "1 follow-up changed hands."
        assert rows(small_office, FollowUp.owner_id, FollowUp.version) == [(small_office.ids["kaisa"], 3)]
        assert wrong(desk, "follow_up/follow_up_give", {"chosen": ["1"], "owner": ""}) == {"owner"}
        assert wrong(desk, "follow_up/follow_up_give", {"owner": mikko}) == {"chosen"}

    def test_needs_found_and_met(self, small_office: Office, desk: Browser) -> None:
        found = {"who": "1", "chosen": ["legal", "housing"], "day": "2021-10-05"}
        assert done(desk, "needs/needs", found) == "Written down: legal help and housing."
        assert done(desk, "needs/needs", {**found, "chosen": "legal"}) == "Known already: legal help."
        assert done(desk, "needs/met", {"chosen": "1.1", "day": "2021-10-06"}) == "Met on 6 Oct 2021."
        assert done(desk, "needs/met", {"chosen": "1.2", "day": ""}) == "It is open again."
        assert rows(small_office, ServiceNeed.category, ServiceNeed.met_on) == [("legal", None), ("housing", None)]

    def test_a_sheet_of_feedback(self, small_office: Office, desk: Browser) -> None:
        sheet = {"cohort": "1", "day": "2021-10-05", "rating_group": "5", "comment": "Kiitos.", "about": "group"}
        assert done(desk, "needs/feedback", sheet) == "The sheet is kept: 1 answer."
        assert rows(small_office, Feedback.theme, Feedback.rating, Feedback.comment) == [("group", 5, "Kiitos.")]
        assert wrong(desk, "needs/feedback", {**sheet, "rating_group": "6"}) == {"rating_group"}
        empty = desk.do("needs/feedback", {"cohort": "1", "day": "2021-10-05"})
        assert empty.status_code == 422

    @pytest.mark.usefixtures("desk")
    @pytest.mark.parametrize("username", ["mikko", "raija", "aune"])
    def test_what_is_not_theirs_is_not_there(self, small_office: Office, username: str) -> None:
        foreign = str(small_office.world.enrolments["kevat", "KEVAT-1"])
        browser = small_office.sign_in(username)
        fields = {"who": foreign, "chosen": ["legal"], "day": "2021-10-05"}
        assert browser.do("needs/needs", fields).status_code == 404
        complete = {"cohort": "2", "module": "1", "day": "2021-10-05", "chosen": [foreign]}
        assert browser.do("modules/complete", complete).status_code == 404
