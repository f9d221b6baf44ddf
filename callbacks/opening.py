"""Which form of a page is open: the address says so (``?do=``), and the page draws that one alone."""

from collections.abc import Mapping
from urllib.parse import urlencode

from dashboard.views.forms import At

_LONGEST = 2000
_FILTERS = ("cohorts", "from", "to", "as_of", "activity", "measure")


def reader_at(path: str, params: Mapping[str, object], *about: str) -> At:
    """Where a reader is, from the parameters of the page's address.

    Args:
        about: parameters that say what the page is about; they and the filters go along, and nothing else.
    """
    known = {name: value for name, value in params.items() if isinstance(value, str) and len(value) <= _LONGEST}
    doing = known.get("do", "")
    query = urlencode({name: known[name] for name in (*about, *_FILTERS) if known.get(name)})
    return At(f"{path}?{query}" if query else path, doing)
