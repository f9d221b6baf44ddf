"""The follow-up and needs pages in a browser: nothing stands in anybody's way, and marks lead to people."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.accessibility import accessibility_problems

pytestmark = pytest.mark.browser

SignedIn = Callable[..., Page]


@pytest.mark.parametrize("path", ["/follow-up", "/needs"])
class TestBothPages:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_have_no_barriers_with_every_table_open(self, signed_in: SignedIn, path: str, scheme: str) -> None:
        page = signed_in(path, color_scheme=scheme)
        buttons = page.locator("[data-action=table]:visible")
        for number in range(buttons.count()):
            buttons.nth(number).click()
        assert accessibility_problems(page) == []

    def test_fit_a_narrow_screen(self, signed_in: SignedIn, path: str) -> None:
        page = signed_in(path, viewport={"width": 320, "height": 700})
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 320

    def test_show_a_reporter_no_person(self, signed_in: SignedIn, path: str) -> None:
        page = signed_in(path, username="raija")
        # Codes are a letter, a digit, a letter, a digit.
        assert re.findall(r"\b[A-Z]\d[A-Z]\d\b", page.inner_text("main")) == []
        assert page.locator("a[href*='/participant']").count() == 0


def test_what_waits_leads_to_the_person(signed_in: SignedIn) -> None:
    page = signed_in("/follow-up")
    line = page.locator("#waiting-lines .line").first
    code = re.match(r"\w+", line.locator(".line-text").inner_text())
    assert code
    expect(line.locator("a")).to_have_attribute("href", re.compile(rf"^/participant\?.*\bcode={code[0]}\b"))


def test_a_bar_leads_to_the_follow_ups_of_its_cohort(signed_in: SignedIn) -> None:
    page = signed_in("/follow-up")
    page.locator("#follow-ups .barlayer .point path").first.click(force=True)  # Plotly listens above it
    expect(page).to_have_url(re.compile(r"/follow-up\?cohorts=[^&]+$"))
