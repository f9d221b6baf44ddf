"""The pages of one person and one session in a browser: without barriers, on narrow screens, on paper."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import go
from tests.support.accessibility import accessibility_problems

pytestmark = pytest.mark.browser

SignedIn = Callable[..., Page]

RUNNING = "() => [...document.querySelectorAll('.chip input[type=checkbox]')].at(-2).value"
ENDED = "() => document.querySelector('.chip input[type=checkbox]').value"


def open_person(page: Page, cohort: str = RUNNING) -> str:
    """Go to the page of the first person of a cohort of the demo, and give its address."""
    go(page, f"/attendance?cohorts={page.evaluate(cohort)}")
    page.locator("#participants [data-action=table]").click()
    address = page.locator("#participants tbody a").first.get_attribute("href") or ""
    go(page, address)
    return address


def open_session(page: Page) -> None:
    """Go to the page of a session whose marks differ: the last one of an ended cohort's first person."""
    open_person(page, ENDED)
    page.locator("#person-timeline [data-action=table]").click()
    go(page, page.locator("#person-timeline tbody a").last.get_attribute("href") or "")


OPEN = [pytest.param(open_person, id="participant"), pytest.param(open_session, id="session")]


@pytest.mark.parametrize("visit", OPEN)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_there_are_no_barriers_with_everything_open(
    signed_in: SignedIn, visit: Callable[[Page], object], scheme: str
) -> None:
    page = signed_in("/attendance", color_scheme=scheme)
    visit(page)
    for button in page.locator("[data-action=table]:visible").all():
        button.click()
    for summary in page.locator(".closed-list summary:visible").all():
        summary.click()
    assert accessibility_problems(page) == []


@pytest.mark.parametrize("visit", OPEN)
def test_they_fit_a_narrow_screen(signed_in: SignedIn, visit: Callable[[Page], object]) -> None:
    page = signed_in("/attendance", viewport={"width": 320, "height": 700})
    visit(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320
    assert accessibility_problems(page) == []


@pytest.mark.parametrize("cohort", [RUNNING, ENDED])
def test_a_person_is_two_pages_of_paper_at_most(signed_in: SignedIn, cohort: str) -> None:
    page = signed_in("/attendance")
    open_person(page, cohort)
    paper = page.pdf(format="A4")
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", paper)) <= 2


def test_what_is_closed_is_not_on_paper(signed_in: SignedIn) -> None:
    page = signed_in("/attendance")
    open_person(page)
    closed = page.locator("#person-meetings")
    expect(closed).to_be_visible()
    expect(closed).not_to_have_attribute("open", "")
    expect(page.locator("#person-meetings-lines")).to_be_hidden()
    page.emulate_media(media="print")
    expect(closed).to_be_hidden()
    expect(page.locator("#person-modules")).to_be_visible()


def test_a_filter_narrows_the_page_and_keeps_the_person(signed_in: SignedIn) -> None:
    page = signed_in("/attendance")
    open_person(page)
    headline, measures = page.locator("h1").inner_text(), page.locator(".measures").inner_text()
    page.locator(".chip:visible summary").nth(2).click()
    page.locator(".chip:visible select").select_option(index=2)
    expect(page).to_have_url(re.compile(r"code=.*&activity=|activity=.*&code="))
    expect(page.locator(".measures")).not_to_have_text(measures, use_inner_text=True)
    expect(page.locator("h1")).to_have_text(headline)


def test_a_coach_finds_nobody_of_another_cohort(signed_in: SignedIn) -> None:
    page = signed_in("/attendance")
    address = open_person(page, ENDED)
    other = signed_in("/", username="mikko")
    go(other, address)
    foreign = other.locator("main").inner_text()
    go(other, re.sub(r"code=\w+", "code=Q9Q9", address))
    assert other.locator("main").inner_text() == foreign
    expect(other.locator(".panel:visible")).to_have_count(0)
