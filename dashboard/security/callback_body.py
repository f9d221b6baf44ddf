"""A callback's body must be what Dash's renderer sends for that callback, or the answer is 400.

Dash takes the body apart unseen, and answers 500 to whatever does not fit. Here it is held against the callback that
it names: the same outputs, inputs and state, in the same order, and values of the type that their property has.
"""

import json
import logging
from collections.abc import Mapping, Sequence
from typing import Any

import dash
from flask import request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

_log = logging.getLogger(__name__)
_ENDPOINT = "/_dash-update-component"

_Body = Mapping[str, Any]

_COUNT = (int, type(None))
_TEXT = (str, type(None))
_TYPES: dict[str, tuple[type, ...]] = {
    "pathname": (str,),
    "search": _TEXT,
    "hash": _TEXT,
    "href": _TEXT,
    "n_clicks": _COUNT,
    "n_submit": _COUNT,
    "n_blur": _COUNT,
    "n_intervals": _COUNT,
    "is_open": (bool, type(None)),
}


class MisfitError(Exception):
    """A body does not fit its callback; the message, for the log, holds nothing of the body's own."""


def refuse_misfits(app: dash.Dash) -> None:
    """Before each callback: refuse a body that does not fit.

    Raises:
        UnsupportedMediaType: it is not JSON.
        BadRequest: it is not what the renderer would have sent.
    """
    if request.endpoint != _ENDPOINT:
        return
    if not request.is_json:
        raise UnsupportedMediaType
    body = request.get_json()
    try:
        check_body(body, app.callback_map)
    except MisfitError as misfit:
        _log.warning("refused a callback: %s", misfit)
        raise BadRequest from misfit


def check_body(body: Any, callbacks: Mapping[str, Any]) -> None:
    """Hold a body against the callbacks of an application.

    Args:
        body: decoded JSON, of whatever kind.
        callbacks: Dash's ``callback_map``: by output, each with its ``inputs`` and ``state``.

    Raises:
        MisfitError: the renderer would not have sent this.
    """
    if not isinstance(body, dict):
        raise MisfitError("not an object")
    output = body.get("output")
    if not isinstance(output, str) or output not in callbacks:
        raise MisfitError("no such output")
    callback = callbacks[output]
    if "callback" not in callback:
        raise MisfitError("a callback that runs in the browser")
    _check_outputs(body.get("outputs"), callback)
    names = [
        *_check_values(body, "inputs", callback["inputs"]),
        *_check_values(body, "state", callback["state"]),
    ]
    changed = body.get("changedPropIds", [])
    if not _is_list_of(changed, str) or not set(changed) <= set(names):
        raise MisfitError("says that something else has changed")


def _check_outputs(outputs: Any, callback: _Body) -> None:
    wanted = [output.to_dict() for output in _flat(callback["output"])]
    if not callback["no_output"] and not _alike(_flat(outputs), wanted):
        raise MisfitError("other outputs than the callback's")


def _flat(outputs: Any) -> list[Any]:
    return list(outputs) if isinstance(outputs, list | tuple) else [outputs]


def _alike(sent: Sequence[Any], wanted: Sequence[_Body]) -> bool:
    return len(sent) == len(wanted) and all(
        all(_is_of(one, spec) for one in (item if isinstance(item, list) else [item]))
        for item, spec in zip(sent, wanted, strict=True)
    )


def _check_values(body: _Body, part: str, wanted: Sequence[_Body]) -> list[str]:
    """Check inputs or state, and return what each is called in ``changedPropIds``."""
    sent = body.get(part, [])
    if not isinstance(sent, list) or not _alike(sent, wanted):
        raise MisfitError(f"other {part} than the callback's")
    items = [one for item in sent for one in (item if isinstance(item, list) else [item])]
    for item in items:
        _check_value(item)
    return [_name(item) for item in items]


def _check_value(item: _Body) -> None:
    types = _TYPES.get(item["property"])
    value = item.get("value")
    if types is not None and (not isinstance(value, types) or (isinstance(value, bool) and bool not in types)):
        raise MisfitError(f"a {item['property']} of the wrong type")


def _name(item: _Body) -> str:
    component_id = item["id"]
    if isinstance(component_id, dict):
        component_id = json.dumps(component_id, sort_keys=True, separators=(",", ":"))
    return f"{component_id}.{item['property']}"


def _is_of(item: Any, spec: _Body) -> bool:
    return isinstance(item, dict) and item.get("property") == spec["property"] and _same_id(item.get("id"), spec["id"])


def _same_id(sent: Any, wanted: str) -> bool:
    """Whether an id is the one that a callback names, or one that its pattern takes in."""
    if not wanted.startswith("{"):
        return bool(sent == wanted)
    pattern = json.loads(wanted)
    if not isinstance(sent, dict) or sent.keys() != pattern.keys():
        return False
    # In a pattern, ["ALL"] stands for any value; a value itself is text or a number.
    return all(
        isinstance(sent[key], str | int | float) and (isinstance(value, list) or sent[key] == value)
        for key, value in pattern.items()
    )


def _is_list_of(value: Any, kind: type) -> bool:
    return isinstance(value, list) and all(isinstance(item, kind) for item in value)
