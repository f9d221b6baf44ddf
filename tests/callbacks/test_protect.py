"""The page on which a table is pasted to be made safe: for those who make reports, and keeping nothing."""

import json
from typing import Any

import pytest
from sqlalchemy import Engine
from werkzeug.exceptions import BadRequest

from callbacks.protect import load, made_safe
from dashboard.domain.access import ForbiddenError, Role, Scope
from dashboard.views.protection import ProtectedTable
from tests.support.callbacks import body_of, page_body
from tests.support.cast import Office

RAIJA, MIKKO = Scope(3, Role.REPORTER), Scope(2, Role.COACH, frozenset({1}))
COHORTS = "\tcompleted\tnot completed\nspring\t3\t1\nautumn\t13\t5\n"


def pasted(text: Any = COHORTS, **chosen: Any) -> ProtectedTable:
    choices = {"profile": "funder", "k": None, "known": [], "sensitive": "", **chosen}
    return made_safe(RAIJA, text, **choices)


def test_a_table_comes_back_as_it_may_go_out() -> None:
    made = pasted(known=["rows"], sensitive="columns")
    assert made.finding == "4 numbers are withheld"
    assert made.columns == ("Group", "completed", "not completed", "total")
    assert made.rows == (("spring", "–", "–", "4"), ("autumn", "–", "–", "18"), ("total", "16", "6", "22"))
    assert made.notes == ("– withheld to protect persons",)
    assert made.why == (
        "It counts fewer than 3 persons.",
        "It would show that fewer than 3 persons are not in it.",
        "Another withheld number could be worked out from it.",
    )


def test_for_the_public_it_is_rounded_and_stricter() -> None:
    made = pasted("a,n\nx,8\ny,14\n", profile="public")
    assert made.rows == (("x", "10"), ("y", "15"), ("total", "20"))
    assert (made.why, made.finding) == ((), "Nothing has to be withheld")


def test_more_persons_may_be_asked_for_but_never_fewer() -> None:
    table = "a,n\nx,8\ny,14\n"
    assert pasted(table, k=9).rows[0] == ("x", "–")
    assert pasted(table, k=1) == pasted(table)


def test_what_is_wrong_is_said() -> None:
    made = pasted("a,n\nx,-4\ny,five\n")
    assert (made.finding, made.rows) == ("The table cannot be used as it is", ())
    assert [sentence.partition(":")[0] for sentence in made.wrong] == [
        "row 2, column B (x, n)",
        "row 3, column B (y, n)",
    ]
    assert pasted(None).finding == pasted(" \n").finding == "Paste a table first"


@pytest.mark.parametrize(
    "forged",
    [
        {"text": 5},
        {"text": "x" * 20_001},
        {"profile": "eura"},
        {"profile": "internal"},
        {"profile": None},
        {"profile": ["funder"]},
        {"k": "five"},
        {"k": True},
        {"k": 1e9},
        {"known": "rows"},
        {"known": ["cells"]},
        {"sensitive": "cells"},
        {"sensitive": 7},
    ],
    ids=repr,
)
def test_what_no_browser_sends_is_refused(forged: dict[str, Any]) -> None:
    with pytest.raises(BadRequest):
        pasted(**forged)


class TestWhoMay:
    def test_those_who_make_reports(self, engine: Engine) -> None:
        for role in (Role.COORDINATOR, Role.REPORTER):
            assert load(engine, Scope(1, role), {}).may
        for scope in (MIKKO, Scope(4, Role.AUDITOR), None):
            assert not load(engine, scope, {}).may
            with pytest.raises(ForbiddenError):
                made_safe(scope, COHORTS, "funder", None, [], "")

    def test_holds_in_the_browser(self, small_office: Office) -> None:
        values = {"protect-go.n_clicks": 1, "protect-form-table.value": COHORTS, "protect-form-profile.value": "funder"}
        body = body_of(small_office.app, "protect-result.children", values)
        raija, mikko = small_office.sign_in("raija"), small_office.sign_in("mikko")
        answer = raija.callback(body)
        assert (answer.status_code, "spring" in answer.text) == (200, True)
        assert mikko.callback(body).status_code == 404
        page = page_body(small_office.app, "/protect")
        assert _is_hidden(mikko.callback(page).json)
        assert not _is_hidden(raija.callback(page).json)


def _is_hidden(answer: Any) -> bool:
    """Whether the page in an answer hides the form; its callback needs it to be there for everybody."""
    texts = json.dumps(answer["response"]["_pages_content"]["children"])
    assert "protect-form" in texts
    return '"className": "protect-panels", "hidden": true' in texts
