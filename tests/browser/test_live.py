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
    page.wait_for_timeout(11_000)
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
    page.wait_for_event("request", lambda request: "_dash-update" in request.url, timeout=FIFTEEN_SECONDS)
    assert {mark for _url, mark in asked} == {"1"}
    asked.clear()
    page.locator(".chip:visible summary").first.click()
    page.locator("[data-param=cohorts] input[type=checkbox]").first.check()
    page.wait_for_event("request", lambda request: "_dash-update" in request.url)
    assert [mark for url, mark in asked if "_dash-update" in url] == [None]
