"""The one callback of a page: when a filter changes, the same ``load`` as for its first answer, and its parts anew.

Dash's router would answer with the whole page, and mount every chart and control again; see
``dashboard.components.parts``.
"""

from collections.abc import Callable, Mapping
from typing import Any

import dash
from dash import Input, Output, State, no_update
from werkzeug.exceptions import BadRequest

from dashboard.components import Parts
from dashboard.components.parts import marks_of

LONGEST = 20
"""More parameters than this no page has."""


def register_update(
    app: dash.Dash,
    query: str,
    load: Callable[[Mapping[str, str]], Any],
    parts: Callable[[Any], Parts],
    empty: Any,
    drawn: str = "",
) -> None:
    """Let a page follow its filters.

    Args:
        app: the application.
        query: id of the store that the browser fills with the parameters of the URL.
        load: from parameters to a view, as the one who asks may see it.
        parts: from a view to the properties that change; the same keys for every view.
        empty: the view of nobody, for those keys.
        drawn: id of a store with the marks of what the page shows (``components.parts.marks_of``): what has not changed
            is not sent again, and so not drawn anew. Empty: everything is.
    """
    outputs = [Output(component, name) for component, name in parts(empty)]

    def update(params: Any) -> list[Any]:
        return list(parts(load(checked(params))).values())

    def update_changed(params: Any, seen: Any) -> list[Any]:
        now = parts(load(checked(params)))
        marks, known = marks_of(now), seen if isinstance(seen, dict) else {}
        changed = [
            no_update if known.get(name) == mark else value
            for (name, mark), value in zip(marks.items(), now.values(), strict=True)
        ]
        return [*changed, marks]

    if drawn:
        outputs.append(Output(drawn, "data"))
        app.callback(outputs, Input(query, "data"), State(drawn, "data"), prevent_initial_call=True)(update_changed)
    else:
        app.callback(outputs, Input(query, "data"), prevent_initial_call=True)(update)


def checked(params: Any) -> Mapping[str, str]:
    """The parameters as a page's address could have them.

    Raises:
        BadRequest: no browser of ours sends that.
    """
    if not isinstance(params, dict) or len(params) > LONGEST:
        raise BadRequest
    if not all(isinstance(value, str) for value in params.values()):
        raise BadRequest
    return params
