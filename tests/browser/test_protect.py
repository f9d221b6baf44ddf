"""A table is pasted and comes back safe, in a browser, on a narrow screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.accessibility import accessibility_problems

pytestmark = pytest.mark.browser

TABLE = "\tcompleted\tnot completed\nspring\t3\t1\nautumn\t13\t5\n"


def test_a_pasted_table_comes_back_as_it_may_go_out(signed_in: Callable[..., Page]) -> None:
    page = signed_in("/protect", viewport={"width": 320, "height": 700})
    page.locator("#protect-form-table").fill(TABLE)
    page.locator("#protect-form-known input").first.check()
    page.locator("#protect-go").press("Enter")
    rows = page.locator("#protect-result tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.first).to_have_text("spring––4")
    page.locator("#protect-result summary").click()
    assert accessibility_problems(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320


def test_what_is_wrong_with_it_is_said(signed_in: Callable[..., Page]) -> None:
    page = signed_in("/protect", color_scheme="dark")
    page.locator("#protect-form-table").fill("a,n\nx,-4\n")
    page.locator("#protect-go").click()
    expect(page.locator("#protect-result li")).to_have_count(1)
    assert accessibility_problems(page) == []
