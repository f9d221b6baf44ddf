"""A real browser, and pages that fail the test on what a person testing by hand would overlook."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request, sync_playwright

# Names of the program, the preferred one first. tools/browser.sh looks for the same ones.
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

_ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    # A page that reaches for another host gets no further than its name.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)


class Watch:
    """Collects what goes wrong in pages unseen: console errors (the browser reports violations of the content
    security policy there), uncaught exceptions, and requests to other hosts.
    """

    def __init__(self) -> None:
        self.problems: list[str] = []
        self._expected: list[re.Pattern[str]] = []

    def expect(self, pattern: str) -> None:
        """Let problems pass that match the regular expression `pattern`: the test provokes them."""
        self._expected.append(re.compile(pattern))

    def unexpected(self) -> list[str]:
        """The problems so far that no expectation covers."""
        return [p for p in self.problems if not any(pattern.search(p) for pattern in self._expected)]

    def follow(self, context: BrowserContext) -> None:
        """Watch every page of `context`, those that open later included."""
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self._on_exception(error.error))
        context.on("request", self._on_request)
        context.on("page", lambda page: page.on("websocket", lambda socket: self._on_address(socket.url)))

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _on_exception(self, error: Error) -> None:
        self.problems.append(f"exception: {error.stack or error.message}")

    def _on_request(self, request: Request) -> None:
        self._on_address(request.url)

    def _on_address(self, address: str) -> None:
        url = urlsplit(address)
        if url.scheme in {"http", "https", "ws", "wss"} and url.hostname not in _LOOPBACK:
            self.problems.append(f"other host: {address}")


def find_chromium() -> str | None:
    """The Chromium or Chrome to use: `CHROMIUM_PATH` in the environment, or the first one installed."""
    return os.environ.get("CHROMIUM_PATH") or next(filter(None, map(shutil.which, PROGRAMS)), None)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The Chromium or Chrome to test with."""
    path = find_chromium()
    if path is None:
        pytest.fail("The browser tests need Chromium: install it (Debian: apt-get install chromium).")
    return path


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    """A headless browser. It runs without a sandbox (Playwright's default, and root has no choice): it opens
    nothing but this project's own pages.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """What the pages of this test do unseen; the test fails on any problem that it did not expect."""
    watch = Watch()
    yield watch
    problems = watch.unexpected()
    assert not problems, "\n".join(["in the browser:", *problems])


@pytest.fixture
def open_page(browser: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """A function that opens a page with cookies of its own: somebody else, another device.

    Its keyword arguments are those of Playwright's `Browser.new_context`: `locale`, `viewport` and so on.
    """
    contexts: list[BrowserContext] = []

    def open_page(**options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        watch.follow(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A fresh page of a browser that nobody has used."""
    return open_page()
