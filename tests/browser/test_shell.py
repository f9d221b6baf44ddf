"""Getting around: filters, navigation, language, theme; by mouse and by keyboard, on narrow screens and on paper."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import go, wait_until_drawn
from tests.support.accessibility import accessibility_problems

pytestmark = pytest.mark.browser

SignedIn = Callable[..., Page]

_REMEMBER = "() => { window.graph = document.querySelector('#weeks .js-plotly-plot') }"
_SAME_GRAPH = "() => window.graph === document.querySelector('#weeks .js-plotly-plot')"
_COLOUR_OF_BARS = "() => document.querySelector('#weeks .bars path').style.fill"


def choose_cohort(page: Page, number: int) -> str:
    """Open the first chip, choose a cohort, and say its name."""
    chip = page.locator(".chip").first
    if chip.get_attribute("open") is None:
        chip.locator("summary").click()
    label = chip.locator(".form-check-label").nth(number)
    label.click()
    return label.inner_text()


def choose_language(page: Page, code: str) -> None:
    """Change the account's language by the menu."""
    if page.locator("html").get_attribute("lang") == code:
        return
    page.locator(".menus .menu summary").first.click()
    page.locator(f".menus button[lang={code}]").click()
    page.wait_for_function(f"() => document.documentElement.lang === '{code}'")
    wait_until_drawn(page)


def running_cohort(page: Page) -> str:
    """The code of the demo's running cohort, the one before the last."""
    codes = page.locator(".chip input[type=checkbox]").evaluate_all("boxes => boxes.map(box => box.value)")
    return str(codes[-2])


class TestFilters:
    def test_a_choice_changes_address_chip_and_charts_and_mounts_nothing_anew(self, signed_in: SignedIn) -> None:
        page = signed_in("/attendance")
        headline = page.locator("h1").inner_text()
        page.evaluate(_REMEMBER)
        name = choose_cohort(page, 2)
        expect(page.locator(".chip-label").first).to_have_text(name)
        expect(page.locator("h1")).not_to_have_text(headline)
        expect(page).to_have_url(re.compile(r"/attendance\?cohorts=[^&]+$"))
        assert page.evaluate(_SAME_GRAPH)
        expect(page.locator(".chip").first).to_have_attribute("open", "")
        expect(page.locator(".chip input").nth(2)).to_be_focused()

    def test_several_cohorts_are_chosen_in_one_go(self, signed_in: SignedIn) -> None:
        page = signed_in("/")
        first, second = choose_cohort(page, 0), choose_cohort(page, 1)
        expect(page.locator(".chip-label").first).to_contain_text(first)
        expect(page.locator(".chip-label").first).to_contain_text(second)
        expect(page.locator("#cohorts > li")).to_have_count(2)

    def test_back_and_forward_go_through_the_choices(self, signed_in: SignedIn) -> None:
        page = signed_in("/attendance")
        page.evaluate(_REMEMBER)
        everything = page.locator("h1").inner_text()
        choose_cohort(page, 0)
        expect(page.locator("h1")).not_to_have_text(everything)
        page.go_back()
        expect(page.locator("h1")).to_have_text(everything)
        expect(page.locator(".chip input").first).not_to_be_checked()
        page.go_forward()
        expect(page.locator("h1")).not_to_have_text(everything)
        expect(page.locator(".chip input").first).to_be_checked()
        assert page.evaluate(_SAME_GRAPH)

    def test_a_link_shows_a_colleague_the_same(self, signed_in: SignedIn) -> None:
        page = signed_in("/attendance")
        name = choose_cohort(page, 1)
        expect(page.locator(".chip-label").first).to_have_text(name)
        expect(page).to_have_url(re.compile("cohorts="))
        other = signed_in(page.url)
        expect(other.locator(".chip-label").first).to_have_text(name)
        expect(other.locator("h1")).to_have_text(page.locator("h1").inner_text())

    def test_a_day_that_is_still_being_typed_is_no_filter(self, signed_in: SignedIn) -> None:
        page = signed_in("/")
        page.locator(".chip-label").nth(2).click()
        page.fill("#overview-as-of", "0202-11-20")
        page.fill("#overview-as-of", "2026-11-20")
        expect(page).to_have_url(re.compile(r"/\?as_of=2026-11-20$"))

    def test_clearing_takes_all_filters_off(self, signed_in: SignedIn) -> None:
        page = signed_in("/attendance?as_of=2026-11-20&from=2026-10-01")
        clear = page.locator("#attendance-clear")
        clear.click()
        expect(page).to_have_url(re.compile("/attendance$"))
        expect(clear).to_be_hidden()
        expect(page.locator("#attendance-as-of")).to_have_value("")
        expect(page.locator("#attendance-start")).to_have_value("")

    def test_a_notice_can_be_put_away(self, signed_in: SignedIn) -> None:
        page = signed_in("/?cohorts=nobody")
        notice = page.locator(".notice")
        expect(notice).to_contain_text("nobody")
        notice.get_by_role("button").click()
        expect(notice).to_be_hidden()


class TestByKeyboard:
    def test_a_popover_opens_is_used_and_closes_where_it_was(self, signed_in: SignedIn) -> None:
        page = signed_in("/")
        chip = page.locator(".chip").first
        chip.locator("summary").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        expect(chip.locator("input").first).to_be_checked()
        page.keyboard.press("Escape")
        expect(chip).not_to_have_attribute("open", "")
        expect(chip.locator("summary")).to_be_focused()

    def test_a_popover_closes_when_the_focus_moves_on_or_one_clicks_elsewhere(self, signed_in: SignedIn) -> None:
        page = signed_in("/")
        chip = page.locator(".chip").first
        chip.locator("summary").click()
        page.locator(".chip summary").nth(1).focus()
        expect(chip).not_to_have_attribute("open", "")
        chip.locator("summary").click()
        expect(chip).to_have_attribute("open", "")
        page.locator("h1").click()
        expect(chip).not_to_have_attribute("open", "")

    def test_the_first_tab_stop_leads_to_the_content(self, signed_in: SignedIn) -> None:
        page = signed_in("/")
        page.keyboard.press("Tab")
        expect(page.locator(".skip-link")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()


class TestNavigation:
    def test_another_page_keeps_the_filters_and_takes_the_focus(self, signed_in: SignedIn) -> None:
        page = signed_in("/?as_of=2026-11-20")
        page.evaluate("() => { window.notReloaded = true }")
        page.locator("a[data-page='/attendance']").click()
        expect(page).to_have_url(re.compile(r"/attendance\?as_of=2026-11-20$"))
        wait_until_drawn(page)
        expect(page.locator("a[aria-current=page]")).to_have_attribute("data-page", "/attendance")
        expect(page.locator("main")).to_be_focused()
        assert page.evaluate("() => window.notReloaded")

    def test_a_cohorts_card_leads_to_its_attendance(self, signed_in: SignedIn) -> None:
        page = signed_in("/")
        card = page.locator("#cohorts > li").first
        name = card.locator("h2").inner_text()
        card.locator(".panel-note").first.click(force=True)  # anywhere on the card: the link lies upon all of it
        expect(page).to_have_url(re.compile(r"/attendance\?cohorts="))
        expect(page.locator("#attendance-cohorts-label")).to_have_text(name)

    def test_the_language_is_changed_in_place(self, signed_in: SignedIn) -> None:
        page = signed_in("/attendance?as_of=2026-11-20", username="mikko")
        for code in ("sv", "en", "fi"):
            choose_language(page, code)
            expect(page).to_have_url(re.compile(r"/attendance\?as_of=2026-11-20$"))

    def test_the_theme_is_changed_without_loading_and_kept(self, signed_in: SignedIn) -> None:
        page = signed_in("/attendance", username="mikko")
        page.evaluate("() => { window.notReloaded = true }")
        light = page.evaluate(_COLOUR_OF_BARS)
        page.locator(".menus .menu summary").nth(1).click()
        page.locator("button[data-theme=dark]").click()
        expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
        page.wait_for_function(f"() => ({_COLOUR_OF_BARS})() !== '{light}'")
        assert page.evaluate("() => window.notReloaded")
        go(page, "/attendance")
        expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
        page.locator(".menus .menu summary").nth(1).click()
        page.locator("button[data-theme=auto]").click()
        expect(page.locator("html")).to_have_attribute("data-bs-theme", "auto")

    def test_auto_follows_the_device(self, signed_in: SignedIn) -> None:
        page = signed_in("/attendance", color_scheme="light")
        light = page.evaluate(_COLOUR_OF_BARS)
        page.emulate_media(color_scheme="dark")
        page.wait_for_function(f"() => ({_COLOUR_OF_BARS})() !== '{light}'")

    def test_signing_out_is_two_steps_away(self, signed_in: SignedIn) -> None:
        page = signed_in("/")
        page.locator(".menu summary").last.click()
        page.locator("[formaction='/sign-out']").click()
        expect(page).to_have_url(re.compile("/sign-in"))


@pytest.mark.parametrize("path", ["/", "/attendance"])
class TestEveryScreen:
    @pytest.mark.parametrize("width", [320, 768])
    def test_fits_and_shows_the_current_page(self, signed_in: SignedIn, path: str, width: int) -> None:
        page = signed_in(path, viewport={"width": width, "height": 700})
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
        expect(page.locator("a[aria-current=page]")).to_be_in_viewport()

    def test_is_light_on_paper(self, signed_in: SignedIn, path: str) -> None:
        page = signed_in(path, color_scheme="dark")
        ink = "() => document.querySelector('.xtick text').style.fill"
        dark = page.evaluate(ink)
        page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
        page.wait_for_function(f"() => ({ink})() !== '{dark}'")
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate("() => getComputedStyle(document.querySelector('.panel')).backgroundColor") == (
            "rgb(255, 255, 255)"
        )
        expect(page.locator(".chart-actions").first).to_be_hidden()

    @pytest.mark.parametrize(("scheme", "language"), [("light", "fi"), ("dark", "fi"), ("light", "sv"), ("dark", "en")])
    def test_has_no_barriers(self, signed_in: SignedIn, path: str, scheme: str, language: str) -> None:
        page = signed_in("/", username="mikko", color_scheme=scheme)  # whose language nobody else relies upon
        choose_language(page, language)
        go(page, f"{path}?cohorts={running_cohort(page)}")
        page.locator("[data-action=table]").first.click()
        page.locator(".chip-label").first.click()
        assert accessibility_problems(page) == []
