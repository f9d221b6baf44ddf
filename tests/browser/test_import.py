"""Files brought in with a browser: chosen by the keyboard, looked at, kept, taken back; stopped midway; no barriers."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import go
from tests.support.accessibility import accessibility_problems

pytestmark = pytest.mark.browser

SignedIn = Callable[..., Page]
REGISTER = "osallistuja;30.8.2021;31.8.2021\r\nK7P2;L;M15\r\nT4R9;PI;\r\n"


def choose(page: Page, *files: Path) -> None:
    """With the keyboard: the button that opens the browser's own dialogue."""
    with page.expect_file_chooser() as chooser:
        press(page, "[data-import-choose]")
    chooser.value.set_files(files)


def looked_at(page: Page) -> None:
    expect(page.locator("#import-reading")).to_be_visible(timeout=30_000)


def barriers(page: Page) -> list[str]:
    """What is wrong once nothing is dimmed any more because it is just being read anew."""
    expect(page.locator("[data-dash-is-loading=true]")).to_have_count(0)
    return accessibility_problems(page)


def press(page: Page, selector: str) -> None:
    page.locator(selector).press("Enter")


def test_a_register_comes_in_by_the_keyboard_and_is_taken_back(signed_in: SignedIn, tmp_path: Path) -> None:
    register = tmp_path / "register.csv"
    register.write_text(REGISTER)
    page = signed_in("/import", color_scheme="dark")
    assert barriers(page) == []

    choose(page, register)
    looked_at(page)
    expect(page).to_have_url(re.compile(r"/import\?job="))
    expect(page.locator("#import-problems li").first).to_contain_text("register.csv")
    page.locator("#import-reading details summary").last.click()
    assert barriers(page) == []

    page.locator("[data-field=cohort-0] input").fill("syksy-2021")
    press(page, "#import-problems button[name=create]")
    expect(page.locator("#import-counts")).to_be_visible(timeout=30_000)
    page.locator("#import-counts details summary").last.click()
    assert barriers(page) == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320

    press(page, "#keep button")
    expect(page.locator("#import-receipt")).to_be_visible(timeout=30_000)
    go(page, page.url)  # a link to it works as well
    press(page, "#import-receipt summary")
    assert barriers(page) == []
    press(page, "#undo button")
    expect(page.locator("#import-receipt summary")).to_have_count(0)
    go(page, "/import")
    expect(page.locator("#import-past .badge-soft")).to_have_count(1)
    assert barriers(page) == []


def test_what_takes_long_shows_how_far_it_is_and_stops(signed_in: SignedIn, tmp_path: Path) -> None:
    rows = [f"syksy-2021,P{person},2021-09-{day:02d},{hour}:00,läsnä" for person in range(60) for day in range(1, 31)
            for hour in range(24)]  # fmt: skip
    many = tmp_path / "many.csv"
    many.write_text("\n".join(("kohortti,osallistuja,pvm,alkaa,tila", *rows)))
    page = signed_in("/import")
    choose(page, many)
    bar = page.locator("progress[aria-label]")
    expect(bar).to_be_visible()
    assert barriers(page) == []
    go(page, "/")
    go(page, "/import")
    expect(bar).to_be_visible()
    press(page, "[data-job-stop]")
    expect(bar).to_have_count(0, timeout=30_000)
    expect(page.locator("#status")).not_to_be_empty()
    expect(page.locator("[data-import]")).to_be_visible()
    expect(page.locator("#import-waiting")).to_have_count(0)


def test_one_drops_files_on_the_card_and_nowhere_else(signed_in: SignedIn) -> None:
    page = signed_in("/import")
    drop = """(selector) => {
        const data = new DataTransfer();
        data.items.add(new File(["osallistuja;kohortti\\r\\n"], "list.csv", { type: "text/csv" }));
        const to = document.querySelector(selector);
        for (const name of ["dragover", "drop"]) {
            to.dispatchEvent(new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer: data }));
        }
    }"""
    page.evaluate(drop, "#import-past")
    expect(page).to_have_url(re.compile("/import$"))
    page.evaluate(drop, "#import-drop")
    looked_at(page)
    expect(page.locator("#import-problems li").first).to_contain_text("list.csv")
    press(page, "#discard button")
    expect(page.locator("[data-import]")).to_be_visible()
