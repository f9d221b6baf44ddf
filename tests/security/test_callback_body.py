"""Forged callbacks: whatever is sent, the answer is 400, and the inside stays inside."""

import json
import logging
from typing import Any

import dash
import pytest
from dash import ALL, Input, Output, State, dcc, html

from dashboard.security.callback_body import MisfitError, check_body
from dashboard.server import LARGEST_BODY
from tests.support.callbacks import ROUTER, body_of, page_body
from tests.support.cast import Browser, Office


@pytest.fixture
def kaisa(small_office: Office) -> Browser:
    return small_office.sign_in("kaisa")


@pytest.fixture
def good(small_office: Office) -> dict[str, Any]:
    return page_body(small_office.app, "/")


def test_what_the_renderer_sends_goes_through(kaisa: Browser, good: dict[str, Any]) -> None:
    assert kaisa.callback(good).status_code == 200


FORGED: dict[str, Any] = {
    "an empty object": lambda good: {},
    "a list": lambda good: [],
    "null": lambda good: None,
    "a number": lambda good: 5,
    "text": lambda good: "output",
    "no output": lambda good: _without(good, "output"),
    "an unknown output": lambda good: {**good, "output": "nothing.children"},
    "an output of another kind": lambda good: {**good, "output": ["_pages_content.children"]},
    "no outputs": lambda good: _without(good, "outputs"),
    "other outputs": lambda good: {**good, "outputs": [{"id": "x", "property": "y"}] * 2},
    "one output of two": lambda good: {**good, "outputs": good["outputs"][:1]},
    "outputs that are text": lambda good: {**good, "outputs": ["a", "b"]},
    "no inputs": lambda good: _without(good, "inputs"),
    "too few inputs": lambda good: {**good, "inputs": good["inputs"][:1]},
    "too many inputs": lambda good: {**good, "inputs": good["inputs"] * 2},
    "inputs that are numbers": lambda good: {**good, "inputs": [1, 2]},
    "inputs that are lists": lambda good: {**good, "inputs": [[], []]},
    "inputs that are an object": lambda good: {**good, "inputs": {}},
    "an input of another component": lambda good: _changed(good, id="other"),
    "an input of another property": lambda good: _changed(good, property="children"),
    "an input without a property": lambda good: {**good, "inputs": [{"id": "_pages_location"}, good["inputs"][1]]},
    "a path that is a number": lambda good: _changed(good, value=5),
    "a path that is null": lambda good: _changed(good, value=None),
    "a path that is an object": lambda good: _changed(good, value={"a": 1}),
    "state that was not asked for": lambda good: {**good, "state": good["inputs"]},
    "state that is text": lambda good: {**good, "state": "none"},
    "a change of something else": lambda good: {**good, "changedPropIds": ["other.value"]},
    "changes that are numbers": lambda good: {**good, "changedPropIds": [1]},
    "changes that are an object": lambda good: {**good, "changedPropIds": {}},
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_body_is_refused(
    kaisa: Browser, good: dict[str, Any], name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    answer = kaisa.callback(FORGED[name](good))
    _is_refused(answer, 400)
    assert "refused a callback" in caplog.text


def test_a_callback_of_the_browser_is_not_run_here(
    kaisa: Browser, small_office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    """Dash lists them along with its own, and answers 500 where one is asked for."""
    app = small_office.app
    output = next(name for name, callback in app.callback_map.items() if "callback" not in callback)
    _is_refused(kaisa.callback(body_of(app, output, {})), 400)
    assert "runs in the browser" in caplog.text


@pytest.mark.parametrize(
    "data",
    [
        '{"output": NaN}',
        '{"output": Infinity}',
        '{"output": ',
        "",
        "[" * 50_000 + "]" * 50_000,
        '{"output":' + '{"a":' * 50_000 + "1" + "}" * 50_001,
        b"\xff\xfe\x00",
    ],
    ids=["NaN", "Infinity", "cut off", "nothing", "deep lists", "deep objects", "not text"],
)
def test_what_is_no_json_is_refused(kaisa: Browser, data: str | bytes) -> None:
    _is_refused(kaisa.callback(None, data=data, content_type="application/json"), 400)


def test_deep_values_are_refused_as_well(kaisa: Browser, good: dict[str, Any]) -> None:
    deep = json.dumps(_changed(good, value="HERE")).replace('"HERE"', "[" * 50_000 + "]" * 50_000)
    _is_refused(kaisa.callback(None, data=deep, content_type="application/json"), 400)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_forms_and_text_are_of_the_wrong_kind(kaisa: Browser, kind: str) -> None:
    _is_refused(kaisa.callback(None, data="output=a", content_type=kind), 415)


def test_a_body_that_is_too_large_is_not_read(kaisa: Browser, good: dict[str, Any]) -> None:
    large = {**good, "padding": "x" * LARGEST_BODY}
    _is_refused(kaisa.callback(large), 413)


def test_an_error_of_our_own_shows_nothing_of_the_inside(
    small_office: Office, good: dict[str, Any], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise ValueError("SYKSY-1 was absent")

    app = small_office.application()
    kaisa = small_office.sign_in("kaisa", app)
    monkeypatch.setitem(app.callback_map[ROUTER], "callback", fail)
    _is_refused(kaisa.callback(good), 500)
    assert "unexpected ValueError" in caplog.text
    assert "test_callback_body.py" in caplog.text
    assert "SYKSY-1" not in caplog.text


class TestPatterns:
    """Callbacks of several components at once, which the renderer names by objects."""

    @pytest.fixture
    def app(self) -> dash.Dash:
        app = dash.Dash(__name__, add_log_handler=False)
        app.layout = html.Div([html.Div(id="out"), dcc.Input(id={"type": "field", "n": 1})])
        app.callback(Output("out", "children"), Input({"type": "field", "n": ALL}, "value"), State("x", "is_open"))(
            lambda values, _open: str(values)
        )
        return app

    @pytest.fixture
    def body(self, app: dash.Dash) -> dict[str, Any]:
        (output,) = app.callback_map
        body = body_of(app, output, {"x.is_open": True})
        fields = [{"id": {"type": "field", "n": number}, "property": "value", "value": "a"} for number in (1, 2)]
        return {**body, "inputs": [fields], "changedPropIds": ['{"n":1,"type":"field"}.value']}

    def test_fit(self, app: dash.Dash, body: dict[str, Any]) -> None:
        check_body(body, app.callback_map)
        check_body({**body, "inputs": [[]], "changedPropIds": []}, app.callback_map)

    @pytest.mark.parametrize(
        "component_id",
        [
            {"type": "other", "n": 1},
            {"type": "field"},
            {"type": "field", "n": 1, "m": 2},
            {"type": "field", "n": [1]},
            {"type": "field", "n": {"a": 1}},
            "field",
            None,
        ],
    )
    def test_do_not_take_other_components_in(self, app: dash.Dash, body: dict[str, Any], component_id: Any) -> None:
        field = {"id": component_id, "property": "value", "value": "a"}
        with pytest.raises(MisfitError):
            check_body({**body, "inputs": [[field]], "changedPropIds": []}, app.callback_map)

    @pytest.mark.parametrize("value", [1, "true", [True]])
    def test_hold_values_to_their_type(self, app: dash.Dash, body: dict[str, Any], value: Any) -> None:
        state = [{**body["state"][0], "value": value}]
        with pytest.raises(MisfitError, match="a is_open of the wrong type"):
            check_body({**body, "state": state}, app.callback_map)


def _without(body: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in body.items() if key != name}


def _changed(body: dict[str, Any], **first_input: Any) -> dict[str, Any]:
    first, *others = body["inputs"]
    return {**body, "inputs": [{**first, **first_input}, *others]}


def _is_refused(answer: Any, code: int) -> None:
    assert answer.status_code == code
    assert answer.is_json
    assert set(answer.json) == {"error", "message"}
    assert "Traceback" not in answer.text
    assert ".py" not in answer.text
