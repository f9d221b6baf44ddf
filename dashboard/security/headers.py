"""What a browser may do with our answers: the content security policy and its company, and what it may keep."""

import base64
import hashlib
import re

from flask import Flask, Response, g, request
from markupsafe import Markup

from dashboard.config import Settings
from dashboard.security.guard import ASSETS

_INLINE_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<source>.*?)</script>", re.DOTALL)

_POLICY = {
    "default-src": "'none'",
    # Dash's renderer, its components and Plotly write style attributes.
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_YEAR = 365 * 24 * 3600


def init_headers(server: Flask, settings: Settings) -> None:
    """Set the headers on every answer of a server."""

    @server.after_request
    def _set_headers(response: Response) -> Response:
        response.headers.update(_HEADERS)
        response.headers["Content-Security-Policy"] = _policy()
        if settings.cookie_secure:
            response.headers["Strict-Transport-Security"] = f"max-age={_YEAR}"
        response.headers["Cache-Control"] = _caching(response)
        return response


def allow_scripts(html: str) -> Markup:
    """Let the inline scripts of this markup run in the page that answers the current request.

    Only for markup that the program itself has written: the page as a whole is never searched for scripts, or one
    that someone smuggled into it would be allowed along with ours.
    """
    hashes = [
        _hash(match["source"])
        for match in _INLINE_SCRIPT.finditer(html)
        if "src=" not in match["attributes"] and "application/json" not in match["attributes"]
    ]
    g.setdefault("script_hashes", []).extend(hashes)
    return Markup(html)


def _hash(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"


def _policy() -> str:
    scripts = " ".join(["'self'", *g.get("script_hashes", [])])
    return "; ".join(f"{name} {value}" for name, value in {**_POLICY, "script-src": scripts}.items())


def _caching(response: Response) -> str:
    """Files that say their version in their address are kept for good, others are asked for anew, data is not kept."""
    if response.status_code not in {200, 304}:
        return "no-store"
    if request.endpoint == ASSETS:
        named_by_version = "m" in request.args or request.path.endswith(".woff2")
    elif request.path.startswith("/_dash-component-suites/"):
        named_by_version = bool(response.cache_control.max_age)
    else:
        return "no-store"
    return f"public, max-age={_YEAR}, immutable" if named_by_version else "no-cache"
