"""The watch over browser pages sees what it is there to see, and lets pass what a test expects."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Page

from tests.support.browser import Watch

pytestmark = pytest.mark.browser

_PAGES = {
    "/calm": "<!doctype html><title>Calm</title><link rel=icon href=data:,>",
    "/console": "<script nonce=n>console.error('a word in the console')</script>",
    "/exception": "<script nonce=n>throw new Error('nobody catches this')</script>",
    "/inline-script": "<script>document.title = 'ran'</script>",
    "/other-host": "<img src='http://elsewhere.example/pixel.png'>",
    "/missing": "<script nonce=n src='/not-there.js'></script>",
}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = _PAGES.get(self.path)
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Security-Policy", "script-src 'nonce-n'")
        self.end_headers()
        self.wfile.write((body or "").encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_page_where_nothing_is_wrong_passes(page: Page, site: str, watch: Watch) -> None:
    page.goto(f"{site}/calm")
    assert page.title() == "Calm"
    assert watch.problems == []


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/console", "console: a word in the console"),
        ("/exception", "exception: Error: nobody catches this"),
        ("/inline-script", "Content Security Policy"),
        ("/other-host", "other host: http://elsewhere.example/pixel.png"),
        ("/missing", "404"),
    ],
)
def test_what_goes_wrong_unseen_is_a_problem(page: Page, site: str, watch: Watch, path: str, problem: str) -> None:
    page.goto(f"{site}{path}")
    page.wait_for_load_state("networkidle")
    assert any(problem in p for p in watch.unexpected()), watch.problems
    watch.expect(".")
    assert watch.unexpected() == []
