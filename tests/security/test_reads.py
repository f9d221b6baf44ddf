"""Reading about a person, through the whole application: one row a load, and no data without it."""

import logging

import pytest
from sqlalchemy import text

from db.engine import writing
from tests.support.callbacks import body_of, page_body
from tests.support.cast import Office

SYKSY, KEVAT = "?code=SYKSY-1", "?code=KEVAT-1"
AS_OF = {"as_of": "2021-10-01"}


def read(office: Office) -> list[tuple[int, str, str]]:
    return [(row.account_id, row.detail["participant"], row.detail["page"]) for row in office.audit("read")]


def follow_body(office: Office, **params: str) -> dict[str, object]:
    """The body by which an open page of a person tells its filters."""
    inputs = {"participant-query.data": params}
    output = next(
        key
        for key, callback in office.app.callback_map.items()
        if [item["id"] for item in callback["inputs"]] == ["participant-query"]
    )
    return body_of(office.app, output, inputs)


def test_one_load_of_the_page_is_one_row(office: Office) -> None:
    kaisa = office.sign_in("kaisa")
    kaisa.page(f"/participant{SYKSY}")
    assert read(office) == [], "the frame of the page holds nothing of anybody"
    assert "SYKSY-1" in kaisa.callback(page_body(office.app, "/participant", SYKSY)).text
    assert read(office) == [(office.ids["kaisa"], "SYKSY-1", "participant")]


def test_filters_on_the_open_page_are_no_further_row(office: Office) -> None:
    kaisa = office.sign_in("kaisa")
    kaisa.callback(page_body(office.app, "/participant", SYKSY))
    assert "SYKSY-1" in kaisa.callback(follow_body(office, code="SYKSY-1", **AS_OF)).text
    assert len(read(office)) == 1


def test_a_callback_about_somebody_else_is_a_row_of_its_own(office: Office) -> None:
    kaisa = office.sign_in("kaisa")
    kaisa.callback(page_body(office.app, "/participant", SYKSY))
    assert "KEVAT-1" in kaisa.callback(follow_body(office, code="KEVAT-1")).text
    assert [code for _account, code, _page in read(office)] == ["SYKSY-1", "KEVAT-1"]


@pytest.mark.parametrize("username", ["mikko", "raija", "aune"])
def test_who_may_not_see_a_person_gets_the_answer_for_one_who_does_not_exist(office: Office, username: str) -> None:
    browser = office.sign_in(username)
    foreign = browser.callback(page_body(office.app, "/participant", KEVAT))
    missing = browser.callback(page_body(office.app, "/participant", "?code=KEVAT-9"))
    assert foreign.text == missing.text
    assert "KEVAT-1" not in foreign.text
    followed = browser.callback(follow_body(office, code="KEVAT-1", **AS_OF))
    assert followed.text == browser.callback(follow_body(office, code="KEVAT-9", **AS_OF)).text
    assert read(office) == []


@pytest.mark.parametrize("username", ["mikko", "raija", "aune"])
def test_the_same_for_a_session(office: Office, username: str) -> None:
    session = next(number for number, cohort in office.world.sessions.items() if cohort == "kevat")
    browser = office.sign_in(username)
    foreign = browser.callback(page_body(office.app, "/session", f"?id={session}"))
    assert foreign.text == browser.callback(page_body(office.app, "/session", "?id=987654")).text
    assert "KEVAT-1" not in foreign.text


def test_without_the_row_there_is_no_data(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    kaisa = office.sign_in("kaisa")
    with writing(office.engine) as connection:
        connection.execute(text("ALTER TABLE audit RENAME TO audit_away"))
    with caplog.at_level(logging.CRITICAL):
        answers = [
            kaisa.callback(page_body(office.app, "/participant", SYKSY)),
            kaisa.callback(follow_body(office, code="SYKSY-1")),
        ]
    assert all(answer.status_code >= 500 for answer in answers)
    assert not any("SYKSY-1" in answer.text for answer in answers)


def test_what_is_read_is_not_told_to_open_pages_as_news(office: Office) -> None:
    kaisa = office.sign_in("kaisa")
    before = kaisa.fetch("/changes").json["stamp"]
    kaisa.callback(page_body(office.app, "/participant", SYKSY))
    assert kaisa.fetch("/changes").json["stamp"] == before
