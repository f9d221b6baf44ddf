"""The parts of a page that change when a filter does.

Dash mounts everything anew below a component whose ``children`` it replaces: charts would flash, the focus would be
lost, an opened table would close. So a page is laid out once, and afterwards its callback writes single properties.
Which ones, and their values for a view, are its *parts*; the first layout is drawn from the same parts.
"""

import json
from hashlib import blake2b
from typing import Any

from dash.development.base_component import Component

Parts = dict[tuple[str, str], Any]
"""Value of each property that changes: ``{(component id, property): value}``. The keys are the same for every view."""


def of(parts: Parts, component: str) -> dict[str, Any]:
    """The properties of one component among the parts, as its keyword arguments, id included."""
    return {"id": component} | {name: value for (owner, name), value in parts.items() if owner == component}


def marks_of(parts: Parts) -> dict[str, str]:
    """A short mark of each part's value, by which a page whose people type says what it has drawn already.

    What has not changed is not drawn anew then: a form that somebody has opened stays open, the focus stays.
    """
    return {f"{owner}.{name}": _mark(value) for (owner, name), value in parts.items()}


def _mark(value: Any) -> str:
    return blake2b(json.dumps(value, default=_plain).encode(), digest_size=9).hexdigest()


def _plain(component: Component) -> Any:
    return component.to_plotly_json()
