"""The web application: the one place that builds Flask and Dash, and lists the pages.

A page is added by a line in ``PAGES``: what it shows is loaded by ``callbacks``, drawn by ``pages``, and joined here,
so that the first answer of a page already holds its charts.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

import dash
import orjson
from dash.development.base_component import Component
from flask import Flask
from flask.json.provider import DefaultJSONProvider
from sqlalchemy import Engine
from werkzeug.middleware.proxy_fix import ProxyFix

from callbacks import attendance, follow_up, lateness, modules, needs, overview, participant, session
from dashboard import shell
from dashboard.components import Parts
from dashboard.compression import init_compression
from dashboard.config import Settings
from dashboard.document import ASSETS, NOT_FOUND, Dashboard, init_templates
from dashboard.ids import Attendance, FollowUp, Lateness, Modules, Needs, Overview, Participant, Session
from dashboard.live import live
from dashboard.page_callback import register_update
from dashboard.security.callback_body import refuse_misfits
from dashboard.security.csrf import refuse_forgeries
from dashboard.security.current import current_scope
from dashboard.security.entrance import entrance
from dashboard.security.errors import init_errors
from dashboard.security.guard import deny_by_default
from dashboard.security.headers import init_headers
from dashboard.security.language import init_language
from dashboard.security.passwords import Passwords
from dashboard.security.secret_key import secret_key
from dashboard.security.sessions import init_sessions
from dashboard.services import Services, services
from db.engine import make_engine
from pages import attendance as attendance_page
from pages import follow_up as follow_up_page
from pages import lateness as lateness_page
from pages import modules as modules_page
from pages import needs as needs_page
from pages import not_found
from pages import overview as overview_page
from pages import participant as participant_page
from pages import session as session_page

LARGEST_BODY = 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page: its address, and the functions that make it.

    Attributes:
        name: its module's name in ``pages`` and ``callbacks``.
        load: from engine, Scope (null without a sign-in), the address's parameters and ``now=`` to a view.
        layout: from the view to components.
        title: its name in the navigation and the browser's tab, in the reader's language.
        parts: from the view to the properties that change with a filter; null where the page has no filters.
        query: id of the store by which the browser tells the filters.
        follow: what the callback loads with instead; null: ``load``.
        in_navigation: whether the bar on top leads to it; a page about one thing is reached from that thing.
        register: declares the page's callbacks on an application and its engine; null where it has none.
    """

    name: str
    path: str
    load: Callable[..., Any]
    layout: Callable[[Any], Component]
    title: Callable[[], str]
    parts: Callable[[Any], Parts] | None = None
    query: str = ""
    follow: Callable[..., Any] | None = None
    in_navigation: bool = True
    register: Callable[[dash.Dash, Engine], None] | None = None


PAGES: tuple[PageSpec, ...] = (
    PageSpec(
        name="overview",
        path="/",
        load=overview.load,
        layout=overview_page.layout,
        title=overview_page.title,
        parts=overview_page.parts,
        query=Overview.HEAD.query,
    ),
    PageSpec(
        name="attendance",
        path="/attendance",
        load=attendance.load,
        layout=attendance_page.layout,
        title=attendance_page.title,
        parts=attendance_page.parts,
        query=Attendance.HEAD.query,
    ),
    PageSpec(
        name="lateness",
        path="/lateness",
        load=lateness.load,
        layout=lateness_page.layout,
        title=lateness_page.title,
        parts=lateness_page.parts,
        query=Lateness.HEAD.query,
    ),
    PageSpec(
        name="modules",
        path="/modules",
        load=modules.load,
        layout=modules_page.layout,
        title=modules_page.title,
        parts=modules_page.parts,
        query=Modules.HEAD.query,
    ),
    PageSpec(
        name="follow_up",
        path="/follow-up",
        load=follow_up.load,
        layout=follow_up_page.layout,
        title=follow_up_page.title,
        parts=follow_up_page.parts,
        query=FollowUp.HEAD.query,
    ),
    PageSpec(
        name="needs",
        path="/needs",
        load=needs.load,
        layout=needs_page.layout,
        title=needs_page.title,
        parts=needs_page.parts,
        query=Needs.HEAD.query,
    ),
    PageSpec(
        name="participant",
        path="/participant",
        load=participant.load,
        layout=participant_page.layout,
        title=participant_page.title,
        parts=participant_page.parts,
        query=Participant.HEAD.query,
        follow=participant.follow,
        in_navigation=False,
    ),
    PageSpec(
        name="session",
        path="/session",
        load=session.load,
        layout=session_page.layout,
        title=session_page.title,
        parts=session_page.parts,
        query=Session.HEAD.query,
        follow=session.follow,
        in_navigation=False,
    ),
)


def create_app(
    settings: Settings,
    engine: Engine | None = None,
    clock: Callable[[], datetime] | None = None,
    *,
    pages: Sequence[PageSpec] = PAGES,
    passwords: Passwords | None = None,
) -> Dashboard:
    """Build the application; nothing of it is global, so that one process may hold several.

    Args:
        settings: as :func:`dashboard.config.load_settings` reads them.
        engine: the database; null opens the one of the settings. It must be migrated.
        clock: the moment it is, in UTC; tests pass their own.
        pages: another list of pages; tests pass their own.
        passwords: how passwords are hashed; tests pass a quick way.
    """
    engine = engine or make_engine(settings.database_url)
    server = _server(settings)
    Services(settings, engine, clock or _now, passwords or Passwords()).attach(server)
    app = _secured(server, settings)
    app.layout = shell.layout
    _register_pages(app, engine, pages)
    init_errors(server)
    _warm_up(server)
    return app


def _server(settings: Settings) -> Flask:
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


def _secured(server: Flask, settings: Settings) -> Dashboard:
    """Dash on the server, behind everything that a request has to pass: the order is that of dashboard.security."""
    init_language(server)
    init_sessions(server)
    server.before_request(deny_by_default)
    server.before_request(refuse_forgeries)
    server.register_blueprint(entrance)
    server.register_blueprint(live)
    init_templates(server)
    app_of: list[Dashboard] = []
    server.before_request(lambda: refuse_misfits(app_of[0]))
    init_compression(server)
    init_headers(server, settings)
    app = Dashboard(
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
    )
    app_of.append(app)
    return app


def _register_pages(app: Dashboard, engine: Engine, pages: Sequence[PageSpec]) -> None:
    for order, page in enumerate(pages):
        words = {"title": _title(page.title)} | ({"nav": page.title} if page.in_navigation else {})
        dash.register_page(page.name, path=page.path, order=order, layout=_layout(page), **words)
        if page.parts is not None:
            nobody = page.load(engine, None, {})
            register_update(app, page.query, partial(_load, page.follow or page.load), page.parts, nobody)
        if page.register is not None:
            page.register(app, engine)
    dash.register_page("not_found_404", path=NOT_FOUND, title=_title(not_found.title), layout=not_found.layout)


def _layout(page: PageSpec) -> Callable[..., Component]:
    return lambda **params: page.layout(_load(page.load, params))


def _load(load: Callable[..., Any], params: Mapping[str, object]) -> Any:
    # Dash keeps one list of pages for all applications of a process: whose database it is, the request knows.
    app = services()
    return load(app.engine, current_scope(), params, now=app.clock())


def _title(title: Callable[[], str]) -> Callable[..., str]:
    return lambda **_path: f"{title()} – Rinnalla"


def _warm_up(server: Flask) -> None:
    """Let Dash do now what it would do at the first request: walk the assets, and draw every page once to check it.

    Done here, nobody is signed in, so that the page it keeps for its checks and sends to every browser is empty.
    Left to the first request, it would be the first person's.
    """
    with server.test_request_context("/health"):
        server.preprocess_request()


def _now() -> datetime:
    return datetime.now(UTC)


class _StrictJson(DefaultJSONProvider):
    """JSON as the standard has it: without NaN, and not nested so deep that reading it ends the thread."""

    def loads(self, s: str | bytes, **_options: Any) -> Any:
        """Decode, or raise ValueError."""
        return orjson.loads(s)
