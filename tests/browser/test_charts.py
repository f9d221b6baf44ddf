"""What one can do with a chart: read it as a table, take it along as a picture or as data, point a colleague to it."""

import re
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import go

pytestmark = pytest.mark.browser

SignedIn = Callable[..., Page]

_FORMULAS = """() => {
  const panel = document.querySelector("#comparison-table");
  const columns = [{label: "=name", kind: "text"}, {label: "Share", kind: "share"}];
  const rows = [["=1+1", 0.5], ["+1", null], ["-1", 1], ["@a", 0.25], ['"quoted"; and, more', 0]];
  panel.dataset.table = JSON.stringify({columns, rows});
}"""


def download(page: Page, action: str, chart: str = "comparison") -> tuple[str, bytes]:
    """Press a button of a chart, and give name and content of the file."""
    with page.expect_download() as started:
        page.locator(f"#{chart} [data-action={action}]").click()
    return started.value.suggested_filename, Path(started.value.path()).read_bytes()


def test_the_table_is_one_key_away(signed_in: SignedIn) -> None:
    page = signed_in("/")
    button = page.locator("#comparison [data-action=table]")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    table = page.locator("#comparison table")
    expect(table.locator("caption")).to_have_text(page.locator("#comparison-title").inner_text())
    expect(table.locator("thead th[scope=col]")).to_have_count(5)
    first = table.locator("tbody tr").first
    expect(first.locator("th[scope=row]")).to_have_count(1)
    share = first.locator("td").last
    assert float(share.get_attribute("data-value") or "") <= 1
    assert re.fullmatch(r"\d+\s%", share.inner_text())  # Finnish has a space there
    page.keyboard.press("Enter")
    expect(table).to_be_hidden()


def test_an_open_table_follows_the_filters(signed_in: SignedIn) -> None:
    page = signed_in("/")
    page.locator("#comparison [data-action=table]").click()
    names = page.locator("#comparison tbody tr")
    everyone = names.count()
    page.locator(".chip-label").first.click()
    page.locator(".chip .form-check-label").first.click()
    expect(names).not_to_have_count(everyone)


def test_data_come_as_a_spreadsheet_in_finnish_opens_them(signed_in: SignedIn) -> None:
    page = signed_in("/?as_of=2026-11-20")
    name, content = download(page, "csv")
    assert name == "attendance-by-week-2026-11-20.csv"
    text = content.decode("utf-8")
    assert text.startswith("\ufeff")
    lines = text.removeprefix("\ufeff").split("\r\n")
    assert lines.pop() == ""
    assert {line.count(";") for line in lines} == {4}
    assert re.search(r";\d+,\d+$|;1$", lines[1])


def test_no_cell_is_a_formula(signed_in: SignedIn) -> None:
    page = signed_in("/")
    page.evaluate(_FORMULAS)
    _name, content = download(page, "csv")
    assert content.decode("utf-8-sig").split("\r\n")[:-1] == [
        "'=name;Share",
        "'=1+1;0,5",
        "'+1;",
        "'-1;1",
        "'@a;0,25",
        '"""quoted""; and, more";0',
    ]


def test_a_picture_is_light_says_what_it_shows_and_brings_its_font(signed_in: SignedIn) -> None:
    page = signed_in("/attendance", color_scheme="dark")
    name, content = download(page, "svg", "weeks")
    assert re.fullmatch(r"weekly-status-\d{4}-\d\d-\d\d\.svg", name)
    svg = content.decode("utf-8")
    words = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", svg.split("</style>", 1)[1]))
    title, note = page.locator("#weeks-title").inner_text(), page.locator("#weeks .panel-note").inner_text()
    assert title in words
    assert note.split()[0] in words
    assert all(label in words for label in page.locator("#weeks .status-legend li").all_inner_texts())
    assert "font/woff2;base64," in svg
    assert "rgb(42, 140, 130)" in svg  # present, as in the light theme
    assert "rgb(63, 168, 156)" not in svg  # present, as in the dark one
    assert not re.search(r"""(?:href|url\()["']?https?:""", svg)


def test_a_picture_in_pixels_is_twice_as_sharp(signed_in: SignedIn) -> None:
    page = signed_in("/", device_scale_factor=1)
    _name, content = download(page, "png")
    assert content.startswith(b"\x89PNG\r\n")
    width, _height = struct.unpack(">II", content[16:24])
    plot = page.locator("#comparison .js-plotly-plot").evaluate("graph => graph.clientWidth")
    assert width == 2 * (max(plot, 720) + 48)
    expect(page.locator("#status")).to_contain_text(".png")


def test_a_link_leads_to_the_chart(signed_in: SignedIn) -> None:
    page = signed_in("/?as_of=2026-11-20", permissions=["clipboard-read", "clipboard-write"])
    page.locator("#comparison [data-action=link]").click()
    expect(page.locator("#status")).not_to_be_empty()
    address = page.evaluate("() => navigator.clipboard.readText()")
    assert address.endswith("/?as_of=2026-11-20#comparison")
    go(page, address)
    expect(page.locator("#comparison")).to_be_in_viewport()
