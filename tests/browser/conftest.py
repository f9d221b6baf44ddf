"""The demo programme, served by the program's own command, as people see it."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page

ROOT = Path(__file__).parent.parent.parent

_DRAWN = """() => document.querySelector(".headline")?.textContent
    && [...document.querySelectorAll(".chart-plot")].filter(plot => plot.offsetParent)
        .every(plot => plot.querySelector(".main-svg"))"""


@pytest.fixture(scope="session")
def demo_database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of the demo's database, for stories in which somebody else writes."""
    return f"sqlite:///{tmp_path_factory.mktemp('demo') / 'rinnalla.sqlite'}"


@contextmanager
def serve_demo(data_dir: Path) -> Iterator[str]:
    """Serve a demo of one's own, for a story after which it is no longer what others expect; gives its address."""
    settings = {"DATA_DIR": str(data_dir), "DATABASE_URL": "", "HOST": "127.0.0.1"}
    command = [sys.executable, "-m", "dashboard", "run", "--demo", "--port", "0"]
    environment = {**os.environ, **settings, "LOG_LEVEL": "ERROR", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = next(filter(None, (re.search(r"http://[\d.]+:\d+", line) for line in server.stdout)), None)
        assert address, "the program ended before it had an address"
        yield address[0]
        server.terminate()
        server.communicate()


@pytest.fixture(scope="session")
def demo_address(demo_database: str) -> Iterator[str]:
    """Where the demo is served: each worker's own, the same for all its tests."""
    with serve_demo(Path(demo_database.removeprefix("sqlite:///")).parent) as address:
        yield address


@pytest.fixture
def signed_in(open_page: Callable[..., Page], demo_address: str) -> Callable[..., Page]:
    """A function that signs one of the demo's people in and goes to a page; options are those of ``open_page``."""

    def signed_in(path: str = "/", username: str = "kaisa", **options: object) -> Page:
        page = open_page(**{"base_url": demo_address, **options})
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
