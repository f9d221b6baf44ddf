"""A weekly review held with the keyboard by two people, one of them at the projector; and the cover on any page."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import go, serve_demo
from tests.support.accessibility import accessibility_problems
from tests.support.browser import Watch

pytestmark = pytest.mark.browser

SignedIn = Callable[..., Page]
PROJECTOR = {"width": 1920, "height": 1080}
SETTLED = "() => !document.querySelector('[data-dash-is-loading=true]') && !document.getAnimations().length"
SEEN_WITHIN = 10_000  # milliseconds; a page asks every two seconds


@pytest.fixture(scope="module")
def meeting_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A demo in which a review may be held and closed."""
    with serve_demo(tmp_path_factory.mktemp("review")) as address:
        yield address


def note(page: Page) -> Locator:
    return page.locator("#review-note-text")


def label(page: Page) -> str:
    """What the person is called whom the page speaks of."""
    return page.locator("#review-item .person-code").inner_text()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def barriers(page: Page) -> list[str]:
    """What is wrong with the page once nothing is on its way: what is being asked for again is paler meanwhile."""
    page.wait_for_function(SETTLED)
    return accessibility_problems(page)


def begin(page: Page) -> None:
    page.locator("#begin-review [type=submit]").focus()
    press(page, "Enter")
    expect(page.locator(".item-panel")).to_be_visible()


def test_a_whole_review_with_the_keyboard(signed_in: SignedIn, meeting_address: str, watch: Watch) -> None:
    watch.expect("409")  # what a browser is told when two have typed at once, and they in words
    here = {"base_url": meeting_address}
    kaisa = signed_in("/review", **here)
    assert barriers(kaisa) == []
    begin(kaisa)
    mikko = signed_in("/review", username="mikko", viewport=PROJECTOR, color_scheme="dark", **here)
    expect(mikko.locator(".item-panel")).to_be_visible()
    code = label(kaisa)
    assert label(mikko) == code
    _both_type(kaisa, mikko)
    _on_the_wall(mikko, code)
    _decide(kaisa, mikko, code)
    _go_through(kaisa)
    _close(kaisa, mikko, code)


def _both_type(kaisa: Page, mikko: Page) -> None:
    """What one types the other reads; where both have typed, both are asked to see both."""
    press(kaisa, "e")
    kaisa.keyboard.type("Soitetaan huomenna.")
    expect(note(mikko)).to_have_value("Soitetaan huomenna.", timeout=SEEN_WITHIN)
    for page, words in ((kaisa, " Kaisa soittaa."), (mikko, " Mikko tapaa.")):
        note(page).focus()
        press(page, "Control+End")
        page.keyboard.type(words)
    asked = [page for page in (kaisa, mikko) if _is_asked(page)]
    assert len(asked) == 1, "whoever was second"
    asked[0].locator(".note-conflict button").click()
    for page in (kaisa, mikko):
        expect(note(page)).to_have_value(
            re.compile(r"huomenna[\s\S]*(Kaisa soittaa[\s\S]*Mikko|Mikko tapaa[\s\S]*Kaisa)"), timeout=SEEN_WITHIN
        )


def _is_asked(page: Page) -> bool:
    """Whether the words of a colleague wait to be joined, once what was typed has been sent."""
    page.wait_for_timeout(2_000)
    return page.locator(".note-conflict blockquote").count() == 1


def _on_the_wall(page: Page, code: str) -> None:
    """Meeting mode: no code in the page, large letters, and every other page covered until it is asked for."""
    press(page, "Escape", "m")
    expect(page.locator("[data-on-wall=yes]")).to_be_attached()
    assert code not in page.content()
    assert page.evaluate("() => parseFloat(getComputedStyle(document.querySelector('.prompt-text')).fontSize)") >= 28
    assert barriers(page) == []
    press(page, "ArrowRight", "ArrowLeft")
    go(page, "/attendance")
    expect(page.locator("main h1")).to_be_hidden()
    page.locator("#wall-sheet button").first.click()
    expect(page.locator("[data-on-wall=yes]")).to_be_attached()
    assert code not in page.content()


def _decide(kaisa: Page, mikko: Page, code: str) -> None:
    """The note becomes a decision, and the other screen has it."""
    press(kaisa, "Escape", "d")
    decision = kaisa.locator("#review-ask-decide-text")
    expect(decision).to_be_focused()
    expect(decision).to_have_value(re.compile("Soitetaan huomenna"))
    decision.fill(f"Soitetaan: {code}.")
    press(kaisa, "Control+Enter")
    expect(kaisa.locator("#review-item .decided").first).to_contain_text(f"Soitetaan: {code}.")
    expect(mikko.locator("#review-item .decided").first).to_contain_text("Soitetaan: ", timeout=SEEN_WITHIN)
    assert code not in mikko.content()
    assert label(kaisa) == code, "what is dealt with stays until one goes on"


def _go_through(page: Page) -> None:
    """One item is carried over, all others are dealt with; letters do nothing while one types."""
    entries = page.locator(".agenda-entry")
    press(page, "Escape", "x")
    for number in range(1, entries.count()):
        expect(entries.nth(number)).to_have_attribute("aria-current", "step")
        if number == 1:
            press(page, "e", "x", "o")
            expect(note(page)).to_have_value("xo")
            note(page).fill("")
            press(page, "Escape")
        press(page, "o" if number == 2 else "x")
    expect(page.locator(".agenda-open")).to_have_count(0)
    expect(page.locator(".agenda-carried")).to_have_count(1)
    assert barriers(page) == []


def _close(kaisa: Page, mikko: Page, code: str) -> None:
    press(kaisa, "x")
    expect(kaisa.locator("#review-close [type=submit]")).to_be_focused()
    press(kaisa, "Enter")
    expect(kaisa).to_have_url(re.compile("/review/minutes"))
    expect(kaisa.locator(".minutes-step").first).to_contain_text(f"Soitetaan: {code}.")
    assert barriers(kaisa) == []
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", kaisa.pdf(format="A4"))) <= 2
    expect(mikko.locator("#begin-review")).to_have_count(0)
    expect(mikko.locator(".item-panel")).to_be_hidden(timeout=SEEN_WITHIN)


def test_escape_twice_covers_any_page_until_it_is_lifted(signed_in: SignedIn) -> None:
    page = signed_in("/attendance")
    title = page.title()
    press(page, "Escape")
    page.wait_for_timeout(900)
    press(page, "Escape")
    expect(page.locator("#cover")).to_have_count(0)
    press(page, "Escape")
    cover = page.locator("#cover")
    expect(cover).to_be_visible()
    expect(page.locator("main h1")).to_be_hidden()
    assert barriers(page) == []
    page.reload()
    expect(cover).to_be_visible()
    expect(page.locator("main h1")).to_be_attached()
    expect(page.locator("main h1")).to_be_hidden()
    assert re.fullmatch(r"\d{1,2}[.:]\d\d", page.title())
    press(page, "x")
    expect(cover).to_be_visible()
    press(page, "Escape", "Escape")
    expect(cover).to_have_count(0)
    expect(page.locator("main h1")).to_be_visible()
    assert page.title() == title


def test_the_week_is_one_sheet_of_paper_and_fits_a_narrow_screen(signed_in: SignedIn) -> None:
    page = signed_in("/digest", viewport={"width": 320, "height": 700})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320
    assert barriers(page) == []
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
