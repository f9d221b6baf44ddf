"""The support page in a browser: worked through with the keyboard, by two people at once, without barriers."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import go
from tests.support.accessibility import accessibility_problems
from tests.support.browser import Watch

pytestmark = pytest.mark.browser

SignedIn = Callable[..., Page]
FOCUS = "() => document.activeElement.closest('[data-card]')?.id"


def open_first_form(page: Page) -> None:
    """With the keyboard alone: from the first person's code on to their decision, and into it."""
    page.locator(".person-card h3 a").first.focus()
    decide = page.locator(".person-card .card-actions a").first
    while not decide.evaluate("link => link === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(decide).to_have_attribute("aria-expanded", "true")
    expect(decide).to_be_focused()
    page.keyboard.press("Tab")


def test_two_people_decide_at_the_same_moment_and_both_are_heard(signed_in: SignedIn, watch: Watch) -> None:
    watch.expect("409")  # what Kaisa's browser is told, and she in words
    kaisa, mikko = signed_in("/support"), signed_in("/support", username="mikko")
    code = kaisa.locator(".person-card h3 a").first.inner_text()
    for page, words in ((kaisa, "Tavataan perjantaina."), (mikko, "Soitan itse tänään.")):
        open_first_form(page)
        page.keyboard.type(words)
    mikko.keyboard.press("Control+Enter")
    expect(mikko.locator(f".task-line:has-text('{code}'):has-text('Soitan itse tänään.')")).to_have_count(1)
    kaisa.keyboard.press("Control+Enter")
    theirs = kaisa.locator(".form-message blockquote:visible")
    expect(theirs).to_contain_text("Soitan itse tänään.")
    expect(kaisa.locator(".person-card textarea:visible")).to_have_value("Tavataan perjantaina.")
    kaisa.keyboard.press("Control+Enter")
    for words in ("Soitan itse tänään.", "Tavataan perjantaina."):
        expect(kaisa.locator(f".task-line:has-text('{code}'):has-text('{words}')")).to_have_count(1)
    expect(kaisa.locator(f"#looked-at .person-card:has(h3:has-text('{code}'))")).to_have_count(1)
    # The list goes on where it was: with whoever stands first now.
    first = kaisa.locator("#nobody-has-looked .person-card").first.get_attribute("id")
    assert kaisa.evaluate(FOCUS) == first


def test_the_marks_are_one_key_away_and_the_focus_stays(signed_in: SignedIn) -> None:
    page = signed_in("/support")
    cards = page.locator(".person-card")
    page.locator(".person-card h3 a").first.focus()
    page.keyboard.press("j")
    assert page.evaluate(FOCUS) == cards.nth(1).get_attribute("id")
    page.keyboard.press("k")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".evidence")).to_be_visible()
    sentence = cards.first.locator(".prompt-text").first
    expect(sentence).to_be_focused()
    expect(sentence).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Enter")
    expect(page.locator(".evidence")).to_have_count(0)
    expect(sentence).to_be_focused()


def test_there_are_no_barriers_with_everything_open(signed_in: SignedIn) -> None:
    page = signed_in("/support", viewport={"width": 320, "height": 800})
    page.locator(".person-card .prompt-text").first.click()
    expect(page.locator(".evidence")).to_be_visible()
    page.locator(".person-card .card-actions a").first.click()
    expect(page.locator(".person-card textarea")).to_be_visible()
    _without_barriers(page)
    go(page, "/support/settings")
    page.evaluate("() => document.querySelectorAll('details.disclosure').forEach(one => { one.open = true })")
    _without_barriers(page)


def _without_barriers(page: Page) -> None:
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert accessibility_problems(page) == []


def test_a_line_of_the_overview_leads_to_the_card(signed_in: SignedIn) -> None:
    page = signed_in("/")
    link = page.locator("#today a.badge-soft[href*='/support#']").first
    card = (link.get_attribute("href") or "").partition("#")[2]
    link.click()
    expect(page.locator(f"#{card}")).to_be_focused()
    expect(page.locator(f"#{card}")).to_be_in_viewport()
