"""The vendored assets work in a browser under the content security policy that pages have, from this host alone."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Page

from tests.support.accessibility import accessibility_problems

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parent.parent.parent
POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:"

_PAGE = """<!doctype html>
<html lang="en">
<head>
  <title>Vendored assets</title>
  <link rel="icon" href="/assets/favicon.svg">
  <link rel="stylesheet" href="/assets/00-bootstrap.min.css">
  <link rel="stylesheet" href="/assets/01-fonts.css">
  <script src="/assets/00-plotly-cartesian.min.js"></script>
</head>
<body><main><h1>Läsnäolo</h1><div id="chart"></div></main></body>
</html>"""

_DRAW = """async (finnish) => {
  const data = [{type: "scatter", x: ["2026-03-02", "2026-05-04"], y: [0.5, 1.5]}];
  const config = {locale: "fi", locales: {fi: finnish}, showSendToCloud: false, plotlyServerURL: ""};
  await Plotly.newPlot("chart", data, {separators: ", ", xaxis: {tickformat: "%B"}}, config);
  return document.getElementById("chart").innerText + document.querySelector("#chart svg").textContent;
}"""


class _Handler(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/":
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(_PAGE.encode())
        else:
            super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    handler = partial(_Handler, directory=str(ROOT))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def assets_page(page: Page, site: str) -> Page:
    page.goto(site)
    return page


def test_the_bundle_draws_a_chart_with_finnish_months(assets_page: Page) -> None:
    locale = ROOT / "dashboard/figures/plotly_locales/fi.json"
    finnish = assets_page.evaluate("(text) => JSON.parse(text)", locale.read_text())
    drawn = assets_page.evaluate(_DRAW, finnish)
    assert "huhtikuu" in drawn


def test_inter_is_there_with_every_letter_of_the_three_languages(assets_page: Page) -> None:
    faces = assets_page.evaluate("() => document.fonts.load('680 26px Inter', 'Åäö 12,5 % – − šž').then(f => f.length)")
    assert faces == 2


@pytest.mark.parametrize("icon", ["favicon.svg", "favicon.ico"])
def test_the_icon_is_a_picture(assets_page: Page, icon: str) -> None:
    load = "(path) => { const image = new Image(); image.src = path; return image.decode().then(() => image.width) }"
    assert assets_page.evaluate(load, f"/assets/{icon}") > 0


def test_axe_passes_a_plain_page_and_names_what_is_wrong_in_another(assets_page: Page) -> None:
    assert accessibility_problems(assets_page) == []
    assets_page.evaluate("() => document.querySelector('main').append(document.createElement('button'))")
    assert accessibility_problems(assets_page) == ["button-name: Buttons must have discernible text: button"]
