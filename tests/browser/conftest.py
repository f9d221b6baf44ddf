"""The demo programme, served as people see it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Page
from werkzeug.serving import WSGIRequestHandler, make_server

from dashboard.config import load_settings
from db.demo import load
from db.engine import make_engine

_DRAWN = """() => document.querySelector(".headline")?.textContent
    && [...document.querySelectorAll(".chart-plot")].filter(plot => plot.offsetParent)
        .every(plot => plot.querySelector(".main-svg"))"""


class _Silent(WSGIRequestHandler):
    def log_request(self, *_arguments: object) -> None:
        """Say nothing: a page is thirty requests."""


@pytest.fixture(scope="session")
def demo_address(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the demo is served: each worker's own, the same for all its tests."""
    from dashboard.app import create_app

    folder = tmp_path_factory.mktemp("demo")
    database = shutil.copy(sqlite_template, folder / "demo.sqlite3")
    settings = load_settings({"DATABASE_URL": f"sqlite:///{database}", "DATA_DIR": str(folder)}, Path("none"))
    engine = make_engine(settings.database_url)
    load(engine)
    app = create_app(settings, engine).server
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Silent)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    engine.dispose()


@pytest.fixture
def signed_in(open_page: Callable[..., Page], demo_address: str) -> Callable[..., Page]:
    """A function that signs one of the demo's people in and goes to a page; options are those of ``open_page``."""

    def signed_in(path: str = "/", username: str = "kaisa", **options: object) -> Page:
        page = open_page(base_url=demo_address, **options)
        page.goto("/sign-in")
        page.fill("#username", username)
        page.fill("#password", f"rinnalla-demo-{username}")
        page.click("form.signin button[type=submit]")
        go(page, path)
        return page

    return signed_in


def go(page: Page, path: str) -> None:
    """Go to a page by its address, and wait until its charts are drawn."""
    page.goto(path)
    wait_until_drawn(page)


def wait_until_drawn(page: Page) -> None:
    """Wait until the page has its headline, and every chart that one can see its drawing."""
    page.wait_for_function(_DRAWN)
