"""A chart of a page taken along as a file that can be edited."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pptx import Presentation

pytestmark = pytest.mark.browser


def test_a_chart_is_taken_along_as_slides_and_as_it_is_filtered(signed_in: Callable[..., Page]) -> None:
    page = signed_in("/attendance")
    buttons = page.locator("#weeks [data-file]")
    expect(buttons).to_have_text(["PPTX", "PDF", "XLSX"])
    expect(page.locator("#participants [data-file]")).to_have_count(0)
    with page.expect_download() as started:
        buttons.first.press("Enter")
    slides = Presentation(BytesIO(Path(started.value.path()).read_bytes())).slides
    assert slides[1].shapes.title.text_frame.text == page.locator("#weeks-title").inner_text()
    assert [shape for shape in slides[1].shapes if shape.has_chart]
