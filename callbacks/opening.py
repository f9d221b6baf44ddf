"""Which form of a page is open: the address says so (``?do=``), and the page draws that one alone."""

from collections.abc import Mapping
from urllib.parse import urlencode

from dashboard.views.forms import At

_LONGEST = 2000


def reader_at(path: str, params: Mapping[str, object]) -> At:
    """Where a reader is, from the parameters of the page's address."""
    kept = {name: value for name, value in params.items() if isinstance(value, str) and len(value) <= _LONGEST}
    doing = kept.pop("do", "")
    query = urlencode({name: value for name, value in kept.items() if value})
    return At(f"{path}?{query}" if query else path, doing)
