"""The web server under the pages: Flask with its settings, and Dash behind everything that a request has to pass."""

from functools import partial
from typing import Any

import orjson
from flask import Flask
from flask.json.provider import DefaultJSONProvider
from werkzeug.middleware.proxy_fix import ProxyFix

from dashboard.actions import actions
from dashboard.chart_files import chart_files
from dashboard.compression import init_compression
from dashboard.config import Settings
from dashboard.document import ASSETS, Dashboard, init_templates
from dashboard.job_routes import job_routes
from dashboard.jobs import Jobs
from dashboard.live import live
from dashboard.security.callback_body import refuse_misfits
from dashboard.security.csrf import refuse_forgeries
from dashboard.security.entrance import entrance
from dashboard.security.errors import init_errors
from dashboard.security.guard import deny_by_default
from dashboard.security.headers import init_headers
from dashboard.security.invites import invites
from dashboard.security.language import init_language
from dashboard.security.secret_key import secret_key
from dashboard.security.sessions import init_sessions
from dashboard.services import Services
from dashboard.uploads import uploads

LARGEST_BODY = 1024 * 1024  # bytes


def build_server(services: Services) -> Dashboard:
    """Dash on a Flask of its own, without pages yet; the order of what guards it is that of dashboard.security."""
    server = _flask(services.settings)
    services.attach(server)
    Jobs(services.engine, services.clock).attach(server)
    init_language(server)
    init_sessions(server)
    server.before_request(deny_by_default)
    server.before_request(refuse_forgeries)
    server.register_blueprint(entrance)
    server.register_blueprint(invites)
    server.register_blueprint(live)
    server.register_blueprint(actions)
    server.register_blueprint(job_routes)
    server.register_blueprint(uploads)
    server.register_blueprint(chart_files)
    init_templates(server)
    init_compression(server)
    init_headers(server, services.settings)
    app = _dash(server)
    server.before_request(partial(refuse_misfits, app))
    init_errors(server)
    return app


def _flask(settings: Settings) -> Flask:
    server = Flask("dashboard", static_folder=None)
    server.json = _StrictJson(server)
    server.config.update(
        SECRET_KEY=secret_key(settings),
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        SESSION_COOKIE_NAME="rinnalla",
        SESSION_COOKIE_SECURE=settings.cookie_secure,
        SESSION_COOKIE_HTTPONLY=True,
        # Not Strict: a link in a message to a colleague must find them signed in.
        SESSION_COOKIE_SAMESITE="Lax",
    )
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        server.wsgi_app = ProxyFix(server.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return server


def _dash(server: Flask) -> Dashboard:
    return Dashboard(
        "dashboard",
        server=server,
        assets_folder=str(ASSETS),
        assets_ignore=r"^(20-signin\.css|recover\.js)$",
        use_pages=True,
        pages_folder="",
        include_pages_meta=False,
        serve_locally=True,
        title="Rinnalla",
        update_title="",
        add_log_handler=False,
        # What this suppresses is a check that the browser makes of every page's callbacks, for which Dash would send
        # the layouts of all pages along with each: 9 kB and 17 ms. tests/test_app.py makes that check once.
        suppress_callback_exceptions=True,
    )


def warm_up(server: Flask) -> None:
    """Let Dash do now what it would do at the first request, where a second one could find it half done."""
    with server.test_request_context("/health"):
        server.preprocess_request()


class _StrictJson(DefaultJSONProvider):
    """JSON as the standard has it: without NaN, and not nested so deep that reading it ends the thread."""

    def loads(self, s: str | bytes, **_options: Any) -> Any:
        """Decode, or raise ValueError."""
        return orjson.loads(s)
