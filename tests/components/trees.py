"""Looking into a tree of components."""

from collections.abc import Iterator
from typing import Any

from dash.development.base_component import Component


def every(tree: Any, of: type[Component] | tuple[type[Component], ...] = Component) -> Iterator[Any]:
    """The components of some kind in a tree, itself included, in the order of the page."""
    if isinstance(tree, list | tuple):
        for branch in tree:
            yield from every(branch, of)
    elif isinstance(tree, Component):
        if isinstance(tree, of):
            yield tree
        yield from every(getattr(tree, "children", None), of)


def by_id(tree: Any, component: str) -> Any:
    """The one component with an id."""
    (found,) = (one for one in every(tree) if getattr(one, "id", None) == component)
    return found


def text(tree: Any) -> str:
    """The text of a tree as it is read."""
    if isinstance(tree, list | tuple):
        return "".join(map(text, tree))
    return text(getattr(tree, "children", None)) if isinstance(tree, Component) else str("" if tree is None else tree)


def attribute(component: Component, name: str) -> Any:
    """A property whose name is no name in Python: ``aria-label``."""
    return component.to_plotly_json()["props"].get(name)
