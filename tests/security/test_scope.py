"""Every callback, asked by everyone for everything: nobody sees more than their role and cohorts, nothing breaks.

New pages and callbacks are found by themselves.
"""

from typing import Any

import dash
import pytest

from tests.support.callbacks import body_of, page_body
from tests.support.cast import Office

AS_OF = "2021-10-01"
ASKED: list[Any] = [
    {"as_of": AS_OF},
    {"as_of": AS_OF, "cohorts": "syksy,kevat", "code": "KEVAT-1", "id": "2", "session": "2"},
]
ADDRESSES = [
    f"?as_of={AS_OF}",
    f"?as_of={AS_OF}&cohorts=syksy,kevat&code=SYKSY-1&id=1&session=1",
    f"?as_of={AS_OF}&cohorts=kevat&code=KEVAT-1&id=2&session=2",
]

# Kevat-1 is spelled as no heading would spell it.
SEEN_BY = {
    "kaisa": {"SYKSY-1", "KEVAT-1", '"kevat"'},
    "mikko": {"SYKSY-1"},
    "raija": {'"kevat"'},
    "aune": set(),
}
CANARIES = SEEN_BY["kaisa"]

SENT_BY_NOBODY: list[Any] = [
    None,
    True,
    5,
    -1e308,
    "text",
    "x" * 100_000,
    [],
    [None],
    [[[[]]]],
    {},
    {"cohorts": 5},
    {"cohorts": ["kevat"]},
    {"cohorts": None},
    {"cohorts": {"a": 1}},
    {"cohorts": "\0'\"; DROP TABLE mark; --"},
    {"cohorts": "x" * 100_000},
    {"as_of": "9999-12-31", "from": "0001-01-01", "to": "0001-01-01"},
    {"as_of": "2100-01-01", "from": "2100-01-01", "to": "2000-01-01", "activity": "\0", "measure": "\0"},
    {"code": "\0", "programme": "\0", "id": "9" * 19},
    {"code": "x" * 100_000, "id": "-1"},
    {"as_of": "not a day", "from": "2021-13-45", "to": ""},
    {f"name{number}": "x" for number in range(1000)},
]


@pytest.mark.parametrize("username", SEEN_BY)
def test_everyone_sees_their_own_and_no_more(office: Office, username: str) -> None:
    browser, app = office.sign_in(username), office.app
    seen: set[str] = set()
    for path in _paths():
        seen |= _canaries(browser.page(f"{path}{ADDRESSES[-1]}").text)
        for search in ADDRESSES:
            seen |= _canaries(browser.callback(page_body(app, path, search)).text)
    for output in _callbacks(app):
        for value in ASKED:
            seen |= _canaries(browser.callback(_with(app, output, value)).text)
    assert seen == SEEN_BY[username]


def test_whatever_is_sent_nothing_breaks(small_office: Office, caplog: pytest.LogCaptureFixture) -> None:
    kaisa, app = small_office.sign_in("kaisa"), small_office.app
    for output in _callbacks(app):
        for value in SENT_BY_NOBODY:
            answer = kaisa.callback(_with(app, output, value))
            assert answer.status_code in {200, 204, 400}, (output[:40], str(value)[:40], answer.text[:200])
    assert "unexpected" not in caplog.text


@pytest.mark.parametrize(
    "search",
    [
        "?cohorts=nothing&as_of=nonsense&from=2021-13-99&to=",
        "?cohorts=a&cohorts=b&as_of=2021-10-01&as_of=2021-10-02",
        "?" + "&".join(f"name{number}=x" for number in range(1000)),
        "?cohorts=" + "x" * 100_000,
        "?%00=%00&cohorts=%FF%FE",
        "?self=1&params=2&args=3&engine=4&scope=5&view=6",
        "?=&&&=&",
        "?utm_source=letter",
    ],
)
def test_wrong_repeated_and_oversized_parameters_still_show_the_page(small_office: Office, search: str) -> None:
    kaisa = small_office.sign_in("kaisa")
    for path in _paths():
        assert kaisa.callback(page_body(small_office.app, path, search)).status_code == 200


def _paths() -> list[str]:
    return [page["path"] for page in dash.page_registry.values()]


def _callbacks(app: dash.Dash) -> list[str]:
    """The outputs of the callbacks that run on the server."""
    return [output for output, callback in app.callback_map.items() if "callback" in callback]


def _with(app: dash.Dash, output: str, value: Any) -> dict[str, Any]:
    """A body with the same value for each input and state."""
    callback = app.callback_map[output]
    items = [*callback["inputs"], *callback["state"]]
    return body_of(app, output, {f"{item['id']}.{item['property']}": value for item in items})


def _canaries(text: str) -> set[str]:
    return {canary for canary in CANARIES if canary in text}
