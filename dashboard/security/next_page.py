"""Where to go after signing in: a place of this host, or the first page."""

from urllib.parse import urlsplit

FIRST_PAGE = "/"


def safe_next(target: str | None) -> str:
    """The path and query that were asked for, where they are of this host and a page; else the first page.

    Browsers read ``//host``, ``/\\host`` and ``/<tab>/host`` as another host, so anything of that kind is refused.
    """
    if not target or not target.startswith("/") or target.startswith(("//", "/_", "/sign-")):
        return FIRST_PAGE
    if "\\" in target or any(character < "!" for character in target):
        return FIRST_PAGE
    parts = urlsplit(target)
    return FIRST_PAGE if parts.scheme or parts.netloc else target
