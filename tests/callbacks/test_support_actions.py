"""What people do on the support page, through the whole application: done, refused, overtaken by a colleague."""

from typing import Any

import pytest

from db.schema import Contact, PromptDecision
from tests.support.cast import Browser, Office

TODAY, NEXT_WEEK = "2021-10-06", "2021-10-13"


@pytest.fixture
def kaisa(small_office: Office) -> Browser:
    return small_office.sign_in("kaisa")


@pytest.fixture
def mikko(small_office: Office) -> Browser:
    return small_office.sign_in("mikko")


def about(office: Office, cohort: str = "syksy", **fields: Any) -> dict[str, Any]:
    """The hidden fields of a card, with what was typed."""
    enrolment = office.world.enrolments[cohort, f"{cohort.upper()}-1"]
    return {"enrolment": str(enrolment), "seen": "0", "prompts": "R3", **fields}


def decision(office: Office, text: str = "Soitetaan.", **fields: Any) -> dict[str, Any]:
    return about(office, text=text, owner=str(office.ids["mikko"]), due_on=NEXT_WEEK, **fields)


def test_a_story_from_seen_to_did_it_work(small_office: Office, mikko: Browser) -> None:
    office = small_office
    assert mikko.do("support/acknowledge", about(office, prompts="R3,R4")).status_code == 200
    answer = mikko.do("support/decide", decision(office, seen="2"))
    assert (answer.status_code, answer.json["message"]) == (
        200,
        "Decided. It is kept under the decisions until it is done.",
    )
    assert mikko.do("support/done", {"decision": "3"}).status_code == 200
    worked = {"decision": "3", "seen": "4", "worked": "partly", "text": ""}
    assert mikko.do("support/review", worked).status_code == 200
    assert [row.action for row in office.audit() if row.subject == "prompt_decision"] == [
        "acknowledge",
        "decide",
        "done",
        "review-decision",
    ]


def test_put_off_until_a_day(small_office: Office, kaisa: Browser) -> None:
    answer = kaisa.do("support/snooze", about(small_office, until=NEXT_WEEK, reason="Käräjillä"))
    assert answer.json["message"] == "Put off until 13 Oct 2021; it comes back by itself."


def test_several_prompts_by_ticked_boxes(small_office: Office, kaisa: Browser) -> None:
    kaisa.do("support/decide", decision(small_office, prompts=["R10", "T1:28_days", "R5"]))
    assert small_office.count(PromptDecision) == 3
    [row] = small_office.audit("decide")
    assert row.detail["rules"] == ["R10", "T1 28_days", "R5"]


class TestTwoAtTheSameMoment:
    def test_the_second_sees_the_firsts_words_and_keeps_both(
        self, small_office: Office, kaisa: Browser, mikko: Browser
    ) -> None:
        assert mikko.do("support/decide", decision(small_office, "Soitan itse.")).status_code == 200
        mine = decision(small_office, "Tavataan perjantaina.")
        answer = kaisa.do("support/decide", mine)
        assert answer.status_code == 409
        assert answer.json["theirs"] == ["Mikko Niemi: decided; Mikko Niemi, by 13 Oct. Soitan itse."]
        assert answer.json["again"] == "Keep both"
        assert small_office.count(PromptDecision) == 1
        assert kaisa.do("support/decide", mine | answer.json["seen"]).status_code == 200
        assert small_office.count(PromptDecision) == 2

    def test_the_same_for_putting_off_and_for_did_it_work(
        self, small_office: Office, kaisa: Browser, mikko: Browser
    ) -> None:
        mikko.do("support/decide", decision(small_office))
        late = kaisa.do("support/snooze", about(small_office, until=NEXT_WEEK, reason="Loma"))
        mikko.do("support/done", {"decision": "1"})
        overtaken = kaisa.do("support/review", {"decision": "1", "seen": "1", "worked": "no", "text": "Ei"})
        assert (late.status_code, overtaken.status_code) == (409, 409)
        assert overtaken.json["theirs"] == ["Mikko Niemi: says that it is done"]


@pytest.mark.parametrize(
    ("action", "changed", "wrong"),
    [
        ("decide", {"text": ""}, {"text"}),
        ("decide", {"text": "x" * 501}, {"text"}),
        ("decide", {"owner": ""}, {"owner"}),
        ("decide", {"owner": "3"}, {"owner"}),
        ("decide", {"due_on": ""}, {"due_on"}),
        ("decide", {"due_on": "2021-10-05"}, {"due_on"}),
        ("decide", {"due_on": "2023-10-05"}, {"due_on"}),
        ("decide", {"prompts": ""}, {"prompts"}),
        ("decide", {"prompts": "R99"}, {"prompts"}),
        ("decide", {"prompts": "R3:28_days"}, {"prompts"}),
        ("acknowledge", {"prompts": "T1"}, {"prompts"}),
        ("snooze", {"until": TODAY, "reason": "Loma"}, {"until"}),
        ("snooze", {"until": "2021-12-24", "reason": "Loma"}, {"until"}),
        ("snooze", {"until": NEXT_WEEK, "reason": ""}, {"reason"}),
        ("contact", {"day": "2021-10-07", "channel": "phone", "reached": "yes"}, {"day"}),
        ("contact", {"day": "2021-08-29", "channel": "phone", "reached": "yes"}, {"day"}),
        ("contact", {"day": TODAY, "channel": "pigeon", "reached": "yes"}, {"channel"}),
        ("contact", {"day": TODAY, "channel": "phone"}, {"reached"}),
        ("review", {"decision": "1", "worked": "maybe"}, {"worked"}),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field(
    small_office: Office, kaisa: Browser, action: str, changed: dict[str, str], wrong: set[str]
) -> None:
    answer = kaisa.do(f"support/{action}", decision(small_office) | changed)
    assert answer.status_code == 422
    assert set(answer.json["fields"]) == wrong
    assert "still here" in answer.json["message"]
    assert (small_office.count(PromptDecision), small_office.count(Contact)) == (0, 0)


def test_a_contact_is_recorded(small_office: Office, mikko: Browser) -> None:
    fields = about(small_office, day=TODAY, channel="message", reached="no")
    assert mikko.do("support/contact", fields).status_code == 200
    assert small_office.count(Contact) == 1


def test_somebody_wants_no_prompts_and_changes_their_mind(small_office: Office, kaisa: Browser) -> None:
    answer = kaisa.do("support/object", about(small_office))
    assert answer.json["message"] == "Nothing is computed about SYKSY-1 from now on."
    assert kaisa.do("support/decide", decision(small_office)).status_code == 404
    participant = str(small_office.world.people["SYKSY-1"])
    assert kaisa.do("support/withdraw", {"participant": participant}).status_code == 200
    assert kaisa.do("support/decide", decision(small_office)).status_code == 200


class TestWhoseBusinessItIsNot:
    def everything(self, office: Office, cohort: str) -> dict[str, dict[str, Any]]:
        one = decision(office) | about(office, cohort)
        return {
            "acknowledge": one,
            "decide": one | {"owner": str(office.ids["kaisa"])},
            "snooze": one | {"until": NEXT_WEEK, "reason": "Loma"},
            "contact": one | {"day": TODAY, "channel": "phone", "reached": "yes"},
            "done": {"decision": "1"},
            "review": {"decision": "1", "seen": "9", "worked": "yes"},
        }

    @pytest.mark.parametrize(("username", "cohort"), [("mikko", "kevat"), ("raija", "syksy"), ("aune", "syksy")])
    def test_learns_nothing_and_writes_nothing(self, small_office: Office, username: str, cohort: str) -> None:
        kept = self.everything(small_office, cohort)["decide"]
        assert small_office.sign_in("kaisa").do("support/decide", kept).status_code == 200
        browser = small_office.sign_in(username)
        missing = browser.do("support/acknowledge", about(small_office) | {"enrolment": "999"})
        for action, fields in self.everything(small_office, cohort).items():
            answer = browser.do(f"support/{action}", fields)
            assert (answer.status_code, answer.json) == (404, missing.json), action
        assert (small_office.count(PromptDecision), small_office.count(Contact)) == (1, 0)

    @pytest.mark.parametrize("username", ["mikko", "raija", "aune"])
    def test_only_a_coordinator_writes_down_an_objection(self, small_office: Office, username: str) -> None:
        browser = small_office.sign_in(username)
        participant = str(small_office.world.people["SYKSY-1"])
        assert browser.do("support/object", about(small_office)).status_code == 404
        assert browser.do("support/withdraw", {"participant": participant}).status_code == 404
        assert small_office.audit("object-to-prompts") == []
