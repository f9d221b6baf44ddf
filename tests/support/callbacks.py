"""Callback bodies as Dash's renderer sends them."""

from typing import Any

import dash

ROUTER = ".._pages_content.children..._pages_store.data.."


def body_of(app: dash.Dash, output: str, values: dict[str, Any]) -> dict[str, Any]:
    """The body that calls the callback of an output.

    Args:
        output: the key in ``app.callback_map``.
        values: by ``id.property``, of each input and state; all inputs count as changed.
    """
    callback = app.callback_map[output]
    outputs = callback["output"] if isinstance(callback["output"], list | tuple) else [callback["output"]]
    specs = [{"id": one.component_id, "property": one.component_property} for one in outputs]
    inputs = [_with_value(item, values) for item in callback["inputs"]]
    return {
        "output": output,
        "outputs": specs if isinstance(callback["output"], list | tuple) else specs[0],
        "inputs": inputs,
        "state": [_with_value(item, values) for item in callback["state"]],
        "changedPropIds": [f"{item['id']}.{item['property']}" for item in inputs],
        "parsedChangedPropsIds": [f"{item['id']}.{item['property']}" for item in inputs],
    }


def page_body(app: dash.Dash, path: str, search: str = "") -> dict[str, Any]:
    """The body by which the renderer asks for a page."""
    return body_of(app, ROUTER, {"_pages_location.pathname": path, "_pages_location.search": search})


def _with_value(item: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    return {"id": item["id"], "property": item["property"], "value": values.get(f"{item['id']}.{item['property']}")}
