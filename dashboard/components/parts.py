"""The parts of a page that change when a filter does.

Dash mounts everything anew below a component whose ``children`` it replaces: charts would flash, the focus would be
lost, an opened table would close. So a page is laid out once, and afterwards its callback writes single properties.
Which ones, and their values for a view, are its *parts*; the first layout is drawn from the same parts.
"""

from typing import Any

Parts = dict[tuple[str, str], Any]
"""Value of each property that changes: ``{(component id, property): value}``. The keys are the same for every view."""


def of(parts: Parts, component: str) -> dict[str, Any]:
    """The properties of one component among the parts, as its keyword arguments, id included."""
    return {"id": component} | {name: value for (owner, name), value in parts.items() if owner == component}
