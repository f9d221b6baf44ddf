"""What people do with registers, sent as the pages send it: each role, right and wrong."""

from datetime import datetime
from typing import Any

import pytest

from dashboard.domain.access import command_line_scope
from dashboard.domain.calendar import HELSINKI
from db.engine import reading
from db.queries.register_taking import sheet
from db.schema import AdvanceNotice
from tests.support.cast import MORNING, Browser, Office

TODAY = MORNING.astimezone(HELSINKI).date()


@pytest.fixture
def today(small_office: Office) -> int:
    """This morning's session of "syksy", whose only participant is SYKSY-1."""
    return small_office.world.session("syksy", TODAY)


@pytest.fixture
def mikko(small_office: Office) -> Browser:
    return small_office.sign_in("mikko")


def fields(office: Office, session: int, who: str = "mikko", person: str = "SYKSY-1", **mark: str) -> dict[str, Any]:
    """The fields by which a page sends one mark; ``base`` is 0 unless given."""
    enrolment = str(office.world.enrolments[person.split("-")[0].lower(), person])
    values = {f"{enrolment}-{name}": value for name, value in {"base": "0", **mark}.items()}
    return {"session": str(session), "account": str(office.ids[who]), "enrolments": [enrolment], **values}


def stored(office: Office, session: int) -> Any:
    """What is stored of the one person whom a session expects."""
    with reading(office.engine) as connection:
        found = sheet(connection, command_line_scope(), session)
    assert found is not None
    return found.people[0].stored


def test_a_mark_is_saved_and_the_state_comes_back(small_office: Office, mikko: Browser, today: int) -> None:
    answer = mikko.do("register/mark", fields(small_office, today, status="late", notice="unknown", minutes_late="15"))
    assert (answer.status_code, answer.json["message"]) == (200, "")
    data = answer.json["data"]
    [person] = data["state"]["people"]
    assert list(data["verdicts"].values()) == ["written"]
    assert (person["version"], person["entry"]) == (1, {"status": "late", "minutes_late": 15, "notice": "unknown"})
    assert stored(small_office, today).by == "Mikko Niemi"


def test_sent_twice_it_is_made_once(small_office: Office, mikko: Browser, today: int) -> None:
    for _time in range(2):
        assert mikko.do("register/mark", fields(small_office, today, status="present")).status_code == 200
    assert stored(small_office, today).version == 1
    assert len(small_office.audit("mark")) == 1


def test_a_colleague_was_quicker(small_office: Office, mikko: Browser, today: int) -> None:
    mikko.do("register/mark", fields(small_office, today, status="present"))
    kaisa = small_office.sign_in("kaisa")
    answer = kaisa.do("register/mark", fields(small_office, today, "kaisa", status="absent", notice="none"))
    assert answer.json["message"].startswith("A colleague marked one person otherwise")
    assert list(answer.json["data"]["verdicts"].values()) == ["differs"]
    assert answer.json["data"]["state"]["people"][0]["by"] == "Mikko Niemi"
    assert stored(small_office, today).entry.status == "present"


def test_without_a_status_a_mark_is_cleared(small_office: Office, mikko: Browser, today: int) -> None:
    mikko.do("register/mark", fields(small_office, today, status="present"))
    assert mikko.do("register/mark", fields(small_office, today, base="1")).status_code == 200
    assert stored(small_office, today) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "there"},
        {"status": "present", "minutes_late": "5"},
        {"status": "late", "notice": "unknown", "minutes_late": "0"},
        {"status": "late", "notice": "unknown", "minutes_late": "1441"},
        {"status": "late"},
        {"status": "absent", "notice": "none", "reason": "weather"},
        {"status": "present", "excused": "1"},
    ],
)
def test_what_cannot_be_a_mark_is_refused(
    small_office: Office, mikko: Browser, today: int, wrong: dict[str, str]
) -> None:
    assert mikko.do("register/mark", fields(small_office, today, **wrong)).status_code == 422
    assert stored(small_office, today) is None


def test_nobody_sends_what_another_account_marked(small_office: Office, mikko: Browser, today: int) -> None:
    answer = mikko.do("register/mark", fields(small_office, today, "kaisa", status="present"))
    assert answer.status_code == 422
    assert "Somebody else marked this in this tab" in answer.json["message"]


def test_a_register_opens_on_its_day(small_office: Office, mikko: Browser) -> None:
    tomorrow = small_office.world.session("syksy", datetime(2021, 10, 7, tzinfo=HELSINKI).date())
    answer = mikko.do("register/mark", fields(small_office, tomorrow, status="present"))
    assert answer.json["message"].startswith("This register opens on Thu 7 Oct.")


class TestWhoMay:
    @pytest.mark.parametrize("username", ["raija", "aune"])
    def test_marking_is_not_for_who_sees_no_persons(self, small_office: Office, today: int, username: str) -> None:
        browser = small_office.sign_in(username)
        mark = browser.do("register/mark", fields(small_office, today, username, status="present"))
        cancel = browser.do("register/cancel", {"session": str(today), "version": "1"})
        notice = browser.do("register/notice", {"enrolment": "1", "first_day": TODAY.isoformat()})
        assert {answer.status_code for answer in (mark, cancel, notice)} == {404}
        assert stored(small_office, today) is None

    def test_another_cohorts_session_is_none(self, small_office: Office, mikko: Browser) -> None:
        foreign = small_office.world.session("kevat", TODAY)
        answer = mikko.do("register/mark", fields(small_office, foreign, person="KEVAT-1", status="present"))
        missing = mikko.do("register/mark", fields(small_office, 10**9, status="present"))
        assert (answer.status_code, answer.json) == (missing.status_code, missing.json)


class TestCancelling:
    def test_a_session_without_marks_and_back(self, small_office: Office, mikko: Browser, today: int) -> None:
        assert (
            mikko.do("register/cancel", {"session": str(today), "version": "1", "with_marks": "0"}).status_code == 200
        )
        refused = mikko.do("register/mark", fields(small_office, today, status="present"))
        assert refused.json["message"].startswith("This session was cancelled meanwhile.")
        stale = mikko.do("register/restore", {"session": str(today), "version": "1"})
        assert (stale.status_code, stale.json["seen"]) == (409, {"version": "2"})
        assert mikko.do("register/restore", {"session": str(today), "version": "2"}).status_code == 200

    def test_one_with_marks_is_asked_for_twice(self, small_office: Office, mikko: Browser, today: int) -> None:
        mikko.do("register/mark", fields(small_office, today, status="present"))
        sent = {"session": str(today), "version": "1", "with_marks": "0"}
        asked = mikko.do("register/cancel", sent)
        assert asked.status_code == 409
        assert asked.json["message"].startswith("This register has 1 mark.")
        assert mikko.do("register/cancel", {**sent, **asked.json["seen"]}).status_code == 200
        assert stored(small_office, today).entry.status == "present"


class TestAbsencesToldBeforehand:
    def test_are_noted_and_withdrawn(self, small_office: Office, mikko: Browser, today: int) -> None:
        enrolment = str(small_office.world.enrolments["syksy", "SYKSY-1"])
        sent = {"enrolment": enrolment, "first_day": TODAY.isoformat(), "excused": "yes", "reason": "health"}
        assert mikko.do("register/notice", sent).status_code == 200
        state = mikko.do("register/mark", fields(small_office, today, base="0")).json["data"]["state"]
        assert state["people"][0]["told"]["text"] == "told on Wed 6 Oct: health"
        assert mikko.do("register/withdraw", {"notice": "1"}).status_code == 200
        assert small_office.count(AdvanceNotice) == 1

    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            ({"enrolment": ""}, "enrolment"),
            ({"first_day": ""}, "first_day"),
            ({"first_day": "2021-10-05"}, "first_day"),
            ({"last_day": "2021-10-05"}, "last_day"),
            ({"reason": "weather"}, "reason"),
        ],
    )
    def test_what_cannot_be_is_said_beside_its_field(
        self, small_office: Office, mikko: Browser, changed: dict[str, str], field: str
    ) -> None:
        enrolment = str(small_office.world.enrolments["syksy", "SYKSY-1"])
        answer = mikko.do("register/notice", {"enrolment": enrolment, "first_day": TODAY.isoformat(), **changed})
        assert answer.status_code == 422
        assert list(answer.json["fields"]) == [field]
        assert small_office.count(AdvanceNotice) == 0
