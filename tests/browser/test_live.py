"""What somebody else records appears on an open page by itself."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select, update

from db.engine import make_engine, writing
from db.schema import Cohort

pytestmark = pytest.mark.browser

FIFTEEN_SECONDS = 15_000
CALLBACK = "_dash-update-component"


def test_a_change_appears_within_fifteen_seconds_and_nothing_is_mounted_anew(
    signed_in: Callable[..., Page], demo_database: str
) -> None:
    page = signed_in("/")
    name = page.locator(".cohort .panel-title").first
    before = name.inner_text()
    page.evaluate("document.querySelector('.js-plotly-plot').dataset.kept = 'yes'")
    renamed = f"Talvi {datetime.now(UTC):%H%M%S}"
    engine = make_engine(demo_database)
    with writing(engine) as connection:
        first = connection.execute(select(Cohort.id).order_by(Cohort.starts_on)).scalars().first()
        connection.execute(update(Cohort).where(Cohort.id == first).values(name=renamed))
    expect(name).to_have_text(renamed, timeout=FIFTEEN_SECONDS)
    assert page.evaluate("document.querySelector('.js-plotly-plot').dataset.kept") == "yes"
    with writing(engine) as connection:
        connection.execute(update(Cohort).where(Cohort.id == first).values(name=before))
    engine.dispose()


def test_an_open_page_asks_for_one_number_and_not_for_its_charts(signed_in: Callable[..., Page]) -> None:
    page = signed_in("/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.split("/", 3)[3]))
    come_back(page)
    page.wait_for_timeout(1500)
    assert asked
    assert set(asked) == {"changes"}


def test_what_the_page_asks_for_by_itself_says_so(signed_in: Callable[..., Page], demo_database: str) -> None:
    page = signed_in("/")
    asked: list[tuple[str, str | None]] = []
    page.on("request", lambda request: asked.append((request.url, request.headers.get("x-unattended"))))
    engine = make_engine(demo_database)
    with writing(engine) as connection:
        connection.execute(update(Cohort).values(places=6))
    engine.dispose()
    come_back(page)
    _wait_for_callback(page, asked)
    assert {mark for _url, mark in asked} == {"1"}
    page.wait_for_load_state("networkidle")
    asked.clear()
    page.locator(".chip:visible summary").first.click()
    page.locator("[data-param=cohorts] input[type=checkbox]").first.check()
    _wait_for_callback(page, asked)
    assert [mark for url, mark in asked if CALLBACK in url] == [None]


def come_back(page: Page) -> None:
    """Look at the page again after another tab: it asks at once instead of within ten seconds."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def _wait_for_callback(page: Page, asked: list[tuple[str, str | None]]) -> None:
    """Wait until the page has asked for its charts."""
    for _second in range(20):
        if any(CALLBACK in url for url, _mark in asked):
            return
        page.wait_for_timeout(1000)
    pytest.fail("the page has not asked for its charts")
