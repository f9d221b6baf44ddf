"""Signing in, being signed out, and being without the database, in a browser."""

import re
from collections.abc import Callable, Iterator
from threading import Thread

import pytest
from playwright.sync_api import Page, Route, expect
from sqlalchemy.exc import OperationalError
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.browser.conftest import wait_until_drawn
from tests.support.accessibility import accessibility_problems
from tests.support.browser import Watch
from tests.support.cast import Office

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
SignedIn = Callable[..., Page]


@pytest.fixture
def front_door(open_page: OpenPage, demo_address: str) -> Callable[..., Page]:
    """A function that opens the sign-in page; options are those of ``open_page``."""

    def front_door(path: str = "/sign-in", **options: object) -> Page:
        page = open_page(base_url=demo_address, **options)
        page.goto(path)
        return page

    return front_door


def sign_in(page: Page, username: str = "kaisa", password: str = "rinnalla-demo-kaisa") -> None:
    page.fill("#username", username)
    page.fill("#password", password)
    page.click("form.signin button[type=submit]")


class TestThePage:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("language", ["fi", "sv", "en"])
    def test_is_for_everyone(self, front_door: OpenPage, language: str, scheme: str) -> None:
        page = front_door(locale=language, color_scheme=scheme)
        assert page.locator("html").get_attribute("lang") == language
        assert accessibility_problems(page) == []

    def test_so_is_its_refusal(self, front_door: OpenPage, watch: Watch) -> None:
        watch.expect("401")
        page = front_door(locale="en")
        sign_in(page, password="not the right one")
        expect(page.get_by_role("alert")).to_have_text(re.compile("not right"))
        expect(page.locator("#password")).to_be_focused()
        expect(page.locator("#username")).to_have_value("kaisa")
        assert accessibility_problems(page) == []

    @pytest.mark.parametrize("size", [(320, 568), (1280, 800), (640, 400)])
    def test_fits_every_screen(self, front_door: OpenPage, size: tuple[int, int]) -> None:
        width, height = size
        page = front_door(viewport={"width": width, "height": height})
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
        page.locator("form.signin button").scroll_into_view_if_needed()
        expect(page.locator("form.signin button")).to_be_in_viewport()

    def test_speaks_another_language_at_a_click_and_keeps_the_way(self, front_door: OpenPage) -> None:
        page = front_door("/attendance", locale="en")
        page.get_by_role("button", name="Suomi").click()
        expect(page.locator("html")).to_have_attribute("lang", "fi")
        expect(page.get_by_role("button", name="Suomi")).to_have_attribute("aria-current", "true")
        expect(page.locator("input[name=next]").first).to_have_value("/attendance")

    def test_asks_for_little(self, open_page: OpenPage, demo_address: str) -> None:
        page = open_page(base_url=demo_address)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto("/sign-in")
        assert not [address for address in asked if "bootstrap" in address or "plotly" in address or "_dash" in address]


class TestSigningIn:
    def test_by_keyboard_leads_to_where_one_wanted_to_go(self, front_door: OpenPage) -> None:
        page = front_door("/attendance?as_of=2026-11-01")
        expect(page.locator("#username")).to_be_focused()
        page.keyboard.type("kaisa")
        page.keyboard.press("Tab")
        page.keyboard.type("rinnalla-demo-kaisa")
        page.keyboard.press("Enter")
        wait_until_drawn(page)
        expect(page).to_have_url(re.compile(r"/attendance\?as_of=2026-11-01$"))

    def test_going_back_after_signing_out_shows_nothing(self, signed_in: SignedIn) -> None:
        page = signed_in("/attendance")
        page.locator(".menu summary").last.click()
        page.locator(".menu button[formaction='/sign-out']").click()
        page.wait_for_url("**/sign-in**")
        page.go_back()
        page.wait_for_url("**/sign-in**")
        expect(page.locator(".headline")).to_have_count(0)


class TestBeingSignedOut:
    def test_by_time_one_comes_back_to_the_same_place(self, signed_in: SignedIn, watch: Watch) -> None:
        # Dash's renderer reads a refused answer a second time when two callbacks were refused with it.
        watch.expect("401|Callback error|Failed to load|body stream already read")
        page = signed_in("/attendance?as_of=2026-11-01")
        page.context.clear_cookies(name="rinnalla")
        page.locator("a[data-page='/']").first.click()
        page.wait_for_url("**/sign-in?signed=ended**")
        expect(page.get_by_role("status")).not_to_be_empty()
        sign_in(page)
        wait_until_drawn(page)
        expect(page).to_have_url(re.compile(r"/\?as_of=2026-11-01$"))

    def test_an_unattended_screen_is_left(self, open_page: OpenPage, demo_address: str, watch: Watch) -> None:
        watch.expect("401")
        page = open_page(base_url=demo_address)
        page.clock.install()
        page.goto("/sign-in")
        sign_in(page)
        page.wait_for_selector(".headline")
        page.route("**/changes*", lambda route: route.abort())
        watch.expect("ERR_FAILED|Failed to fetch")
        page.context.clear_cookies(name="rinnalla")
        page.clock.fast_forward("30:02")
        page.wait_for_url("**/sign-in?signed=ended**")
        expect(page.locator(".headline")).to_have_count(0)

    def test_whoever_is_at_work_in_another_tab_does_not_notice(self, signed_in: SignedIn) -> None:
        page = signed_in("/attendance")
        page.goto("/sign-in?signed=ended&next=/attendance")
        wait_until_drawn(page)
        expect(page).to_have_url(re.compile("/attendance$"))


def test_what_the_server_refuses_is_said_in_its_words_and_the_page_stays(signed_in: SignedIn, watch: Watch) -> None:
    watch.expect("503|Callback error|Failed to load")
    page = signed_in("/")
    headline = page.locator("h1").inner_text()

    def refuse(route: Route) -> None:
        route.fulfill(status=503, json={"error": 503, "message": "The data cannot be reached right now."})

    page.route(re.compile("/_dash-update-component"), refuse)
    page.locator("a[data-page='/attendance']").first.click()
    expect(page.locator("#status")).to_have_text("The data cannot be reached right now.")
    assert page.locator("h1").inner_text() == headline


class _Silent(WSGIRequestHandler):
    def log_request(self, *_arguments: object) -> None:
        """Say nothing: a page is thirty requests."""


class TestWithoutTheDatabase:
    @pytest.fixture
    def served(self, small_office: Office) -> Iterator[str]:
        server = make_server("127.0.0.1", 0, small_office.app.server, threaded=True, request_handler=_Silent)
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()

    def test_the_page_says_so_and_goes_on_by_itself(
        self, served: str, open_page: OpenPage, watch: Watch, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        watch.expect("503")
        page = open_page(base_url=served, locale="en")
        page.clock.install()
        page.goto("/sign-in")
        sign_in(page, password="ei kovin hyvä salasana")
        page.wait_for_selector(".headline")

        def away(*_arguments: object) -> None:
            raise OperationalError("SELECT", {}, Exception("gone"))

        with monkeypatch.context() as gone:
            gone.setattr("dashboard.security.sessions.sign_in_of", away)
            gone.setattr("dashboard.security.entrance.reading", away)
            page.goto("/attendance")
            expect(page.get_by_role("heading")).to_have_text("The data cannot be reached right now.")
            assert accessibility_problems(page) == []
            with page.expect_response("**/health") as looked:
                page.clock.fast_forward(5000)
            assert looked.value.status == 503
            expect(page.get_by_role("heading")).to_have_text("The data cannot be reached right now.")
        with page.expect_response("**/health"):
            page.clock.fast_forward(5000)
        page.wait_for_selector(".headline")
        expect(page).to_have_url(re.compile("/attendance$"))
