"""The HTML page around Dash: its language, its theme, its scripts, and the status of an address without a page."""

from typing import Any

import dash
from flask import Flask, Response, make_response, render_template, request

from dashboard.config import LANGUAGES, ROOT
from dashboard.i18n import LANGUAGE_NAMES, current_language, gettext, ngettext
from dashboard.security.csrf import csrf_token, give_token_to_renderer
from dashboard.security.current import current_account
from dashboard.security.headers import allow_scripts
from dashboard.services import services

ASSETS = ROOT / "assets"
NOT_FOUND = "/not-found"
_MARKUP = ("css", "config", "scripts", "renderer")


class Dashboard(dash.Dash):
    """Dash with the project's own page."""

    def index(self, *args: Any, **kwargs: Any) -> Response:
        """The page that Dash draws itself into; 404 where no page has the address, which then says so itself."""
        known = {page["path"].strip("/") for page in dash.page_registry.values() if page["path"] != NOT_FOUND}
        code = 200 if request.path.strip("/") in known else 404
        page: str = super().index(*args, **kwargs)
        return make_response(page, code)

    def interpolate_index(self, **parts: str) -> str:
        """Put what Dash generates into the template; of Dash's meta tags none, since they repeat the address."""
        give_token_to_renderer()
        account = current_account()
        markup = {name: allow_scripts(parts[name]) for name in _MARKUP}
        return render_template("index.html", theme=account.theme if account else "auto", **markup)


def init_templates(server: Flask) -> None:
    """What every template of a server may use."""
    server.jinja_env.globals.update(
        _=gettext,
        ngettext=ngettext,
        asset=asset_address,
        csrf_token=csrf_token,
        current_language=current_language,
        idle_seconds=lambda: services().settings.session_idle,
        languages=[(code, LANGUAGE_NAMES[code]) for code in LANGUAGES],
    )


def asset_address(name: str) -> str:
    """The address of a file in ``assets/`` with the moment it was changed, so that a browser may keep it for good."""
    return f"/assets/{name}?m={int((ASSETS / name).stat().st_mtime)}"
