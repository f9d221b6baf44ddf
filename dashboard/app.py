"""The web application: the one place that builds Flask and Dash, and joins the pages of ``dashboard.site`` to them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

import dash
from dash.development.base_component import Component
from sqlalchemy import Engine

from dashboard import shell
from dashboard.actions import attach_actions
from dashboard.chart_files import attach_charts
from dashboard.config import Settings
from dashboard.document import NOT_FOUND, Dashboard
from dashboard.page_callback import register_update
from dashboard.security.current import current_scope
from dashboard.security.passwords import Passwords
from dashboard.server import build_server, warm_up
from dashboard.services import Services, services
from dashboard.site import PAGES, PageSpec
from db.engine import make_engine
from pages import not_found


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
    app = build_server(Services(settings, engine, clock or _now, passwords or Passwords()))
    app.layout = shell.layout
    attach_actions(app.server, {page.name: page.actions for page in pages})
    attach_charts(app.server, {page.path: (page.title, page.load) for page in pages})
    _register_pages(app, engine, pages)
    warm_up(app.server)
    return app


def _register_pages(app: Dashboard, engine: Engine, pages: Sequence[PageSpec]) -> None:
    for order, page in enumerate(pages):
        words: dict[str, Any] = {"title": _title(page.title)}
        if page.in_navigation:
            words |= {"nav": page.title, "more": page.more, "roles": page.roles}
        dash.register_page(page.name, path=page.path, order=order, layout=_layout(page), **words)
        if page.parts is not None:
            nobody = page.load(engine, None, {})
            register_update(app, page.query, partial(_load, page.follow or page.load), page.parts, nobody, page.drawn)
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


def _now() -> datetime:
    return datetime.now(UTC)
