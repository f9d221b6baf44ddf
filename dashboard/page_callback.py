"""The one callback of a page: when a filter changes, the same ``load`` as for its first answer, and its parts anew.

Dash's router would answer with the whole page, and mount every chart and control again; see
``dashboard.components.parts``.
"""

from collections.abc import Callable, Mapping
from typing import Any

import dash
from dash import Input, Output
from werkzeug.exceptions import BadRequest

from dashboard.components import Parts

LONGEST = 20
"""More parameters than this no page has."""


def register_update(
    app: dash.Dash, query: str, load: Callable[[Mapping[str, str]], Any], parts: Callable[[Any], Parts], empty: Any
) -> None:
    """Let a page follow its filters.

    Args:
        app: the application.
        query: id of the store that the browser fills with the parameters of the URL.
        load: from parameters to a view, as the one who asks may see it.
        parts: from a view to the properties that change; the same keys for every view.
        empty: the view of nobody, for those keys.
    """
    outputs = [Output(component, name) for component, name in parts(empty)]

    def update(params: Any) -> list[Any]:
        return list(parts(load(checked(params))).values())

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
