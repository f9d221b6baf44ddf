"""How a form of a page is answered: done, not fit, overtaken by a colleague, or none of one's business."""

from dataclasses import replace
from datetime import datetime, time
from typing import Any

import pytest
from sqlalchemy import Engine

from callbacks.fields import FieldReader
from dashboard.actions import Action, Done, Fields, MeanwhileError, UnfitError
from dashboard.domain.access import ForbiddenError, Scope
from tests.support.cast import Browser, Office


def note(_engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """A form with a day and a text, about one row."""
    read = FieldReader(fields)
    day, text = read.day("day", required=True), read.text("text", required=True, most=20)
    read.check()
    if not scope.sees_persons:
        raise ForbiddenError
    if read.text("seen") == "1":
        theirs = {"theirs": ("Soitan itse.",), "seen": {"seen": "2"}, "again": "Keep both"}
        raise MeanwhileError("Mikko wrote in between.", **theirs)  # type: ignore[arg-type]
    return Done(f"{day} {text} {now:%H.%M}", go="/lateness")


def signed_in(server: Any, username: str) -> Browser:
    browser = Browser(server)
    browser.sign_in(username)
    browser.page("/")
    return browser


@pytest.fixture
def server(small_office: Office) -> Any:
    from dashboard.site import PAGES

    actions: dict[str, Action] = {"note": note}
    return small_office.application(pages=[replace(PAGES[0], actions=actions)]).server


@pytest.fixture
def kaisa(server: Any) -> Browser:
    return signed_in(server, "kaisa")


GOOD = {"day": "2021-10-07", "text": " Soitto "}


def test_it_is_written_and_said(kaisa: Browser) -> None:
    answer = kaisa.do("overview/note", GOOD)
    assert (answer.status_code, answer.json) == (
        200,
        {"message": "2021-10-07 Soitto 06.00", "go": "/lateness", "data": {}},
    )


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, {"day", "text"}),
        ({"day": "7.10.2021", "text": "Soitto"}, {"day"}),
        ({"day": "2021-02-30", "text": "Soitto"}, {"day"}),
        ({"day": "1899-01-01", "text": "Soitto"}, {"day"}),
        ({"day": "2021-10-07", "text": "x" * 21}, {"text"}),
        ({"day": "2021-10-07", "text": "a\x00b"}, {"text"}),
        ({"day": ["2021-10-07", "2021-10-08"], "text": "Soitto"}, {"day"}),
    ],
)
def test_what_cannot_be_used_is_said_by_field(kaisa: Browser, fields: dict[str, Any], wrong: set[str]) -> None:
    answer = kaisa.do("overview/note", fields)
    assert answer.status_code == 422
    assert answer.json is not None
    assert set(answer.json["fields"]) == wrong
    assert "still here" in answer.json["message"]


def test_a_colleague_was_quicker(kaisa: Browser) -> None:
    answer = kaisa.do("overview/note", GOOD | {"seen": "1"})
    assert answer.status_code == 409
    assert answer.json is not None
    assert answer.json["theirs"] == ["Soitan itse."]
    assert kaisa.do("overview/note", GOOD | answer.json["seen"]).status_code == 200


def test_whose_business_it_is_not_learns_nothing(server: Any) -> None:
    raija = signed_in(server, "raija")
    forbidden, unknown = raija.do("overview/note", GOOD), raija.do("overview/nothing", GOOD)
    assert forbidden.status_code == unknown.status_code == 404
    assert forbidden.json == unknown.json


def test_who_is_not_signed_in_or_comes_from_elsewhere_does_nothing(server: Any, kaisa: Browser) -> None:
    assert Browser(server).do("overview/note", GOOD).status_code == 401
    assert kaisa.do("overview/note", GOOD, X_CSRFToken="forged").status_code == 403
    assert kaisa.do("overview/note", GOOD, Sec_Fetch_Site="cross-site").status_code == 403


@pytest.mark.parametrize("body", [[], "text", 5, None, {"day": 5}, {"day": None}, {"day": {"a": "b"}}, {"x" * 200: ""}])
def test_what_no_page_of_ours_sends_is_refused(kaisa: Browser, body: Any) -> None:
    assert kaisa.do("overview/note", body).status_code == 400


def test_fields_are_read_as_people_type_them() -> None:
    read = FieldReader({"n": "12", "minus": "-3", "t": "09:30", "w": "b", "box": "on", "many": ["a", "b"], "id": "7"})
    assert (read.number("n", low=1, high=12), read.number("minus", low=-5, high=0)) == (12, -3)
    assert (read.clock("t"), read.choice("w", ("a", "b"))) == (time(9, 30), "b")
    assert (read.tick("box"), read.tick("no")) == (True, False)
    assert (read.texts("many"), read.id("id"), read.id("n/a")) == (["a", "b"], 7, 0)
    read.check()
    assert read.number("n", low=1, high=11) is None
    assert read.choice("w", ("a",)) == ""
    with pytest.raises(UnfitError):
        read.check()
