"""Planning, writing down and accounts in a browser: by keys, without barriers, on narrow screens, link in hand."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from threading import Thread
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.support.accessibility import accessibility_problems
from tests.support.browser import Watch
from tests.support.cast import PASSWORD, Office, open_office

pytestmark = pytest.mark.browser

SignIn = Callable[..., Page]


class _Silent(WSGIRequestHandler):
    def log_request(self, *_arguments: object) -> None:
        """Say nothing: a page is thirty requests."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, str]]:
    """The office, served; its stories write, and each about something of its own."""
    folder = tmp_path_factory.mktemp("desk")
    office = open_office(f"sqlite:///{folder / 'office.sqlite3'}", folder)
    office.world.activity("ohjaus", individual=True, default_minutes=60)
    office.world.module("OIK", 1)
    office.world.follow_up("syksy", "SYKSY-1", "other", date(2021, 10, 4))
    server = make_server("127.0.0.1", 0, office.app.server, threaded=True, request_handler=_Silent)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield office, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()
    office.engine.dispose()


@pytest.fixture
def at(desk: tuple[Office, str], open_page: Callable[..., Page]) -> SignIn:
    """Sign one of the cast in, and go to a page."""

    def at(path: str, username: str = "kaisa", **options: object) -> Page:
        page = open_page(base_url=desk[1], locale="en", **options)
        page.goto(f"/sign-in?next={quote(path)}")
        page.fill("#username", username)
        page.fill("#password", PASSWORD)
        page.press("#password", "Enter")
        expect(page.locator("h1.headline")).to_be_visible()
        return page

    return at


def said(page: Page, text: str) -> None:
    """Wait until the page has said what came of it."""
    expect(page.locator("#status")).to_contain_text(text)


def test_a_week_is_planned_and_applied_with_the_keyboard(at: SignIn) -> None:
    page = at("/planning")
    page.locator(".planned-cohort a:has-text('syksy')").press("Enter")
    page.locator("#slot-new-link").press("Enter")
    page.locator("#slot-new-weekday").select_option("5")
    page.locator("#slot-new-starts_at").fill("09:00")
    page.locator("#slot-new-ends_at").fill("12:00")
    assert accessibility_problems(page) == []
    page.locator("#slot-new-ends_at").press("Enter")
    expect(page.locator("#timetable-change-title")).to_have_text("Applying the timetable adds 5 sessions")
    expect(page.locator("#slot-new")).to_have_count(0)
    page.locator("#apply [type=submit]").press("Enter")
    said(page, "Done: Applying the timetable adds 5 sessions")
    expect(page.locator("#timetable-change-title")).to_have_text("The sessions are as the timetable says")
    first = page.locator("#planned-sessions .plan-row").first
    first.locator("a").press("Enter")
    expect(first.locator("a")).to_be_focused()
    expect(first.locator("a")).to_have_attribute("aria-expanded", "true")
    first.locator("form:has-text('Cancel it') [type=submit]").click()
    expect(first.locator(".badge-soft")).to_have_text("cancelled")


def test_they_fit_a_narrow_screen_without_barriers(at: SignIn) -> None:
    page = at("/planning?do=programme-new", viewport={"width": 360, "height": 740}, color_scheme="dark")
    for path in ("", "/planning/cohort?cohort=kevat&do=enrol", "/people?do=own-password"):
        if path:
            page.wait_for_load_state("networkidle")  # a server of ours complains of files that nobody takes
            page.goto(path)
        expect(page.locator(".disclosed form").first).to_be_visible()
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
        assert accessibility_problems(page) == []


def test_a_follow_up_and_a_module_are_written_down_where_they_are_seen(at: SignIn, watch: Watch) -> None:
    watch.expect("status of 422")
    page = at("/follow-up")
    expect(page.locator("#waiting-title")).to_contain_text("1 follow-up waits")
    page.locator("#enter-follow-up-link").press("Enter")
    page.click("#enter-follow-up [type=submit]")
    expect(page.locator("#enter-follow-up-outcome")).to_be_focused()
    expect(page.locator("#enter-follow-up-outcome-error")).to_contain_text("unknown")
    assert accessibility_problems(page) == []
    page.select_option("#enter-follow-up-outcome", "education")
    page.click("#enter-follow-up [type=submit]")
    said(page, "Written down: reached.")
    expect(page.locator("#waiting-title")).to_have_text("Nobody has to be asked just now")

    page.wait_for_load_state("networkidle")
    page.goto("/participant?code=SYKSY-1#person-modules")
    expect(page.locator("#enter-progress-link")).to_be_focused()
    page.keyboard.press("Enter")
    page.click("#enter-progress [type=submit]")
    said(page, "Written down: completed")
    expect(page.locator("#person-modules-title")).to_have_text("1 of 1 module is completed")


def test_somebody_is_invited_and_the_link_works_once(
    at: SignIn, desk: tuple[Office, str], open_page: Callable[..., Page], watch: Watch
) -> None:
    watch.expect("status of 404")
    page = at("/people?do=invite")
    page.fill("#invite-username", "liisa")
    page.fill("#invite-name", "Liisa Aho")
    page.select_option("#invite-language", "en")
    page.click("#invite [type=submit]")
    expect(page.locator("#people-link-title")).to_have_text("Link for Liisa Aho")
    expect(page.locator("#team")).to_contain_text("Liisa Aho")
    assert accessibility_problems(page) == []
    link = page.locator(".secret-link").inner_text()
    assert link.startswith(desk[1])

    liisa = open_page(locale="en")
    liisa.goto(link)
    assert accessibility_problems(liisa) == []
    liisa.fill("#password", "aivan uusi salasana")
    liisa.fill("#again", "aivan uusi salasana")
    liisa.press("#again", "Enter")
    expect(liisa.locator("main")).to_contain_text("Your password is set")
    liisa.fill("#username", "liisa")
    liisa.fill("#password", "aivan uusi salasana")
    liisa.press("#password", "Enter")
    expect(liisa).to_have_url(re.compile(r"/$"))

    liisa.goto(link)
    expect(liisa.locator("h1")).to_have_text("This link does not work")
    page.reload()
    expect(page.locator("#people-link")).to_be_hidden()
