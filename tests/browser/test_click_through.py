"""From a mark in a chart to what is behind it, by mouse and by keyboard, and back to where one was."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import go, wait_until_drawn
from tests.support.accessibility import accessibility_problems

pytestmark = pytest.mark.browser

SignedIn = Callable[..., Page]

COHORT = "() => [...document.querySelectorAll('.chip input[type=checkbox]')].at(-2).value"
"""The demo's running cohort is the one before the last."""

CODE = re.compile(r"code=([A-Z]\d[A-Z]\d)\b")


@pytest.fixture
def attendance(signed_in: SignedIn) -> Page:
    """The attendance of the running cohort on a day of its fifth week, as the coordinator sees it."""
    page = signed_in("/attendance")
    go(page, f"/attendance?cohorts={page.evaluate(COHORT)}")
    return page


def point_at(page: Page, mark: Locator) -> None:
    """Move the mouse onto a mark of a chart, and wait until the chart knows."""
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2 - 3, box["y"] + box["height"] / 2)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_selector(".js-plotly-plot.at-link")


def press(page: Page, mark: Locator) -> None:
    """Press on it, once the chart has come to rest."""
    page.wait_for_load_state("networkidle")
    point_at(page, mark)
    page.mouse.down()
    page.mouse.up()


def query(page: Page) -> str:
    """The query string of the address."""
    return str(page.evaluate("() => location.search"))


class TestByMouse:
    def test_a_square_leads_to_its_session_and_back(self, attendance: Page) -> None:
        before = query(attendance)
        attendance.evaluate("() => { window.sameLoad = true }")
        press(attendance, attendance.locator("#participants .scatterlayer .point").first)
        expect(attendance).to_have_url(re.compile(r"/session\?cohorts=[^&]+&id=\d+$"))
        expect(attendance.locator(".mark-table tbody tr").first).to_be_visible()
        expect(attendance.locator("#main")).to_be_focused()
        attendance.go_back()
        wait_until_drawn(attendance)
        assert query(attendance) == before
        expect(attendance.locator(".chip:has(.chosen)")).to_have_count(1)
        expect(attendance.locator("#participants .scatterlayer .point").first).to_be_attached()
        assert attendance.evaluate("() => window.sameLoad"), "Dash's own navigation: nothing was loaded anew"

    def test_a_press_right_after_the_chart_was_drawn_anew_is_not_lost(self, attendance: Page) -> None:
        attendance.wait_for_load_state("networkidle")
        point_at(attendance, attendance.locator("#participants .scatterlayer .point").first)
        forget = "graph => { graph._hoverdata = undefined }"
        attendance.locator("#participants .js-plotly-plot").evaluate(forget)
        attendance.mouse.down()
        attendance.mouse.up()
        expect(attendance).to_have_url(re.compile(r"/session\?cohorts=[^&]+&id=\d+$"))

    def test_what_leads_somewhere_says_so_by_the_cursor(self, attendance: Page) -> None:
        drag = attendance.locator("#participants .nsewdrag")
        assert drag.evaluate("drag => getComputedStyle(drag).cursor") != "pointer"
        point_at(attendance, attendance.locator("#participants .scatterlayer .point").first)
        assert drag.evaluate("drag => getComputedStyle(drag).cursor") == "pointer"
        attendance.mouse.move(2, 2)
        attendance.wait_for_selector(".js-plotly-plot.at-link", state="detached")

    def test_the_label_of_a_row_leads_to_the_person(self, attendance: Page) -> None:
        label = attendance.locator("#participants .ytick text").first
        code = label.text_content()
        label.click()
        expect(attendance).to_have_url(re.compile(rf"/participant\?cohorts=[^&]+&code={code}$"))
        expect(attendance.locator("h1")).to_contain_text(str(code))

    def test_labels_still_lead_to_their_person_in_the_other_theme(self, attendance: Page) -> None:
        attendance.emulate_media(color_scheme="dark")
        attendance.wait_for_timeout(300)  # drawn anew, and nothing on the page says when
        labels = attendance.locator("#participants .ytick text")
        for number in range(labels.count()):
            found = CODE.search(labels.nth(number).get_attribute("data-leads") or "")
            assert found
            assert found[1] == labels.nth(number).text_content()

    def test_a_weeks_bar_narrows_the_page_to_its_days(self, attendance: Page) -> None:
        headline = attendance.locator("h1").inner_text()
        press(attendance, attendance.locator("#weeks .barlayer .point path").nth(1))
        expect(attendance).to_have_url(re.compile(r"/attendance\?cohorts=[^&]+&from=[\d-]{10}&to=[\d-]{10}$"))
        expect(attendance.locator("h1")).not_to_have_text(headline)
        expect(attendance.locator(".chip:has(.chosen)")).to_have_count(2)
        attendance.go_back()
        expect(attendance.locator("h1")).to_have_text(headline)

    def test_an_activity_narrows_the_page_to_it(self, attendance: Page) -> None:
        headline = attendance.locator("h1").inner_text()
        press(attendance, attendance.locator("#activities .barlayer .point path").first)
        expect(attendance).to_have_url(re.compile(r"/attendance\?cohorts=[^&]+&activity=[^&]+$"))
        expect(attendance.locator("h1")).not_to_have_text(headline)
        press(attendance, attendance.locator("#participants .scatterlayer .point").first)
        expect(attendance).to_have_url(re.compile(r"/session\?cohorts=[^&]+&activity=[^&]+&id=\d+$"))

    def test_a_point_of_the_overview_leads_to_the_cohort_in_that_week(self, signed_in: SignedIn) -> None:
        page = signed_in("/")
        press(page, page.locator("#comparison .scatterlayer .point").first)
        expect(page).to_have_url(re.compile(r"/attendance\?cohorts=[^&]+&from=[\d-]{10}(&to=[\d-]{10})?$"))
        wait_until_drawn(page)

    def test_with_a_key_held_it_opens_beside(self, attendance: Page) -> None:
        point_at(attendance, attendance.locator("#participants .scatterlayer .point").first)
        attendance.keyboard.down("Control")
        with attendance.context.expect_page() as opened:
            attendance.mouse.down()
            attendance.mouse.up()
        attendance.keyboard.up("Control")
        expect(opened.value).to_have_url(re.compile(r"/session\?"))
        assert "/attendance" in attendance.url

    def test_a_forged_address_of_another_host_is_not_followed(self, attendance: Page) -> None:
        attendance.evaluate(
            """() => {
              const graph = document.querySelector("#participants .js-plotly-plot");
              const [trace] = graph.data;
              trace.customdata = trace.customdata.map(() => "//elsewhere.example/");
              return window.Plotly.react(graph, graph.data, graph.layout);
            }"""
        )
        before = attendance.url
        mark = attendance.locator("#participants .scatterlayer .point").first
        box = mark.bounding_box()
        assert box is not None
        attendance.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        attendance.wait_for_timeout(300)
        assert attendance.url == before


class TestByKeyboard:
    def test_the_table_leads_to_the_person_and_theirs_to_the_session(self, attendance: Page) -> None:
        before = query(attendance)
        attendance.locator("#participants [data-action=table]").focus()
        attendance.keyboard.press("Enter")
        links = attendance.locator("#participants tbody a")
        expect(links).to_have_count(6)
        code = links.first.inner_text()
        links.first.focus()
        attendance.keyboard.press("Enter")
        expect(attendance).to_have_url(re.compile(rf"/participant\?cohorts=[^&]+&code={code}$"))
        wait_until_drawn(attendance)
        attendance.locator("#person-timeline [data-action=table]").focus()
        attendance.keyboard.press("Enter")
        day = attendance.locator("#person-timeline tbody th a").first
        day.focus()
        attendance.keyboard.press("Enter")
        expect(attendance).to_have_url(re.compile(r"/session\?cohorts=[^&]+&id=\d+$"))
        expect(attendance.locator(".mark-table")).to_contain_text(code)
        attendance.go_back()
        expect(attendance).to_have_url(re.compile(rf"code={code}$"))
        attendance.go_back()
        wait_until_drawn(attendance)
        assert query(attendance) == before

    def test_a_link_in_the_middle_of_a_row_is_heard_with_its_row(self, signed_in: SignedIn) -> None:
        page = signed_in("/")
        page.locator("#comparison [data-action=table]").click()
        link = page.locator("#comparison tbody a").first
        cohort = page.locator("#comparison tbody th").first.inner_text()
        expect(link).to_have_accessible_name(f"{cohort}: {link.inner_text()}")

    def test_open_tables_with_links_have_no_barriers(self, attendance: Page) -> None:
        buttons = attendance.locator("[data-action=table]:visible")
        for number in range(buttons.count()):
            buttons.nth(number).click()
        assert accessibility_problems(attendance) == []


def test_a_reporter_is_led_to_no_person_and_no_session(signed_in: SignedIn) -> None:
    page = signed_in("/attendance", username="raija")
    go(page, f"/attendance?cohorts={page.evaluate(COHORT)}")
    buttons = page.locator("[data-action=table]:visible")
    for number in range(buttons.count()):
        buttons.nth(number).click()
    assert page.locator("main a[href*='/participant'], main a[href*='/session']").count() == 0
    leads = "() => [...document.querySelectorAll('.js-plotly-plot')].map(graph => JSON.stringify(graph.data)).join()"
    assert not re.search(r"/participant|/session", page.evaluate(leads))


def test_what_a_page_is_about_does_not_go_along(attendance: Page) -> None:
    press(attendance, attendance.locator("#participants .scatterlayer .point").first)
    expect(attendance).to_have_url(re.compile(r"/session\?"))
    link = attendance.locator("a[data-page='/attendance']")
    expect(link).to_have_attribute("href", re.compile(r"^/attendance\?cohorts=[^&]+$"))


def test_a_register_that_is_not_taken_leads_to_taking_it(attendance: Page) -> None:
    attendance.locator("#not-taken .line a").first.click()
    expect(attendance).to_have_url(re.compile(r"/register/session\?cohorts=[^&]+&id=\d+$"))
    expect(attendance.locator("#register-sheet")).to_be_visible()
