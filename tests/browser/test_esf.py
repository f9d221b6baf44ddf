"""The funder's forms in a browser: exact figures after the password, a record on a phone, and no barriers."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import go
from tests.support.accessibility import accessibility_problems
from tests.support.browser import Watch

pytestmark = pytest.mark.browser

SignedIn = Callable[..., Page]


def test_exact_figures_are_read_after_the_password(signed_in: SignedIn, watch: Watch) -> None:
    page = signed_in("/esf", color_scheme="dark")
    watch.expect("422")
    password = page.locator("#esf-sheet-form-password")
    password.fill("not it")
    password.press("Enter")
    expect(page.locator("#esf-sheet-form-password-error")).to_be_visible()
    expect(page.locator("#esf-sheet")).to_be_empty()
    password.fill("rinnalla-demo-kaisa")
    password.press("Enter")
    sheet = page.locator("#esf-sheet tbody tr")
    expect(sheet.filter(has_text="EECR04")).to_have_count(1)
    expect(password).to_have_value("")
    page.locator(".esf-line summary").first.click()
    assert accessibility_problems(page) == []
    with page.expect_download() as handed_out:
        password.fill("rinnalla-demo-kaisa")
        page.locator("#esf-sheet-form button[value=xlsx]").click()
    assert re.fullmatch(r"indicators-\d{4}-\d\d-\d\d\.xlsx", handed_out.value.suggested_filename)
    page.locator(".chip summary").first.click()
    page.locator(".chip input[type=checkbox]").first.check()
    expect(page.locator("#esf-sheet")).to_be_empty()


def test_one_persons_record_is_written_down_on_a_phone(signed_in: SignedIn) -> None:
    page = signed_in("/esf", viewport={"width": 360, "height": 740})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
    go(page, page.locator(".esf-person").first.get_attribute("href") or "")
    before = page.locator("#events .line").count()
    page.locator("#events summary").click()
    page.locator("#events-form-kind").select_option("qualification")
    day = page.locator("#events-form-happened_on")
    day.fill(day.get_attribute("min") or "")
    page.locator("#events-form [type=submit]").click()
    lines = page.locator("#events .line")
    expect(lines).to_have_count(before + 1)
    page.locator("#background summary").click()
    assert accessibility_problems(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
    lines.last.locator("button").click()
    expect(lines).to_have_count(before)
