"""The application as a whole: how it is put together, and that two of it do not mix."""

import re
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import dash
import orjson
import pytest
from dash import html
from dash._utils import split_callback_id, to_json

from dashboard import shell
from dashboard.config import load_settings
from dashboard.security.secret_key import secret_key
from dashboard.site import PAGES, PageSpec
from dashboard.wsgi import create_server
from db.engine import make_engine, migrate
from tests.support.callbacks import page_body
from tests.support.cast import Office, open_office

DASHS_OWN = {"_pages_location", "_pages_content", "_pages_store", "_pages_dummy"}


@pytest.fixture
def registry() -> Iterator[None]:
    """Dash keeps one list of pages for the process: put it back as it was."""
    before = dict(dash.page_registry)
    yield
    dash.page_registry.clear()
    dash.page_registry.update(before)


class TestPages:
    @pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
    def test_each_has_a_title_in_the_readers_language(self, small_office: Office, page: PageSpec) -> None:
        answer = small_office.sign_in("kaisa").callback(page_body(small_office.app, page.path))
        title = answer.json["response"]["_pages_store"]["data"]["title"]
        assert title.endswith(" – Rinnalla")
        assert len(title) > len(" – Rinnalla")

    @pytest.mark.usefixtures("registry")
    def test_each_has_the_components_that_its_callbacks_speak_of(self, small_office: Office) -> None:
        """Dash would check this in everyone's browser; see ``dashboard.server``."""
        with small_office.app.server.test_request_context("/"):
            pages = [page.layout(page.load(small_office.engine, None, {})) for page in PAGES]
            drawn = html.Div([shell.layout(), *pages])
        known = {str(part.id) for part in drawn._traverse() if getattr(part, "id", None)}
        for output, callback in small_office.app.callback_map.items():
            outputs = split_callback_id(output)
            spoken_of = [
                *callback["inputs"],
                *callback["state"],
                *(outputs if isinstance(outputs, list) else [outputs]),
            ]
            assert {item["id"] for item in spoken_of} - known - DASHS_OWN == set()

    def test_what_a_page_shows_is_loaded_for_whoever_asks(self, small_office: Office) -> None:
        asked = []

        def load(engine: Any, scope: Any, params: Any, now: Any) -> str:
            asked.append((engine, scope, params, now))
            return "a view"

        page = PageSpec("mine", "/mine", load, lambda view: html.P(view), lambda: "Mine")
        app = small_office.application(pages=[page])
        mikko = small_office.sign_in("mikko", app)
        assert "a view" in mikko.callback(page_body(app, "/mine", "?cohort=syksy&a=1&a=2")).text
        ((engine, scope, params, now),) = asked
        assert engine is small_office.engine
        assert scope.account_id == small_office.ids["mikko"]
        assert params == {"cohort": "syksy", "a": ["1", "2"]}
        assert now == small_office.clock()


class TestTwoApplicationsInOneProcess:
    def test_each_shows_its_own_database(self, small_office: Office, tmp_path: Path) -> None:
        small_office.app  # noqa: B018 - the first is built before the second
        other_dir = tmp_path / "other"
        other_dir.mkdir()
        url = f"sqlite:///{other_dir / 'other.sqlite3'}"
        engine = make_engine(url)
        migrate(engine)
        engine.dispose()
        other = open_office(url, other_dir)
        other.app  # noqa: B018
        other.world.enrol("syksy", "ONLY-HERE", date(2021, 8, 30))
        ours, theirs = small_office.sign_in("kaisa"), other.sign_in("kaisa")
        for _ in range(2):
            assert "ONLY-HERE" not in ours.callback(page_body(small_office.app, "/attendance")).text
            assert "ONLY-HERE" in theirs.callback(page_body(other.app, "/attendance")).text
        other.engine.dispose()

    def test_a_sign_in_to_one_is_none_to_the_other(self, small_office: Office) -> None:
        other = small_office.application(replace(small_office.settings, secret_key="another"))
        kaisa = small_office.sign_in("kaisa")
        browser = small_office.browser(other)
        browser.client.set_cookie("rinnalla", kaisa.cookie("rinnalla") or "")
        assert browser.fetch("/_dash-layout").status_code == 401


class TestTheDocument:
    def test_says_nothing_of_what_was_asked_for(self, small_office: Office) -> None:
        page = small_office.sign_in("kaisa").page("/attendance?cohort=canary").text
        assert "canary" not in page

    def test_waits_in_the_readers_language_and_for_those_without_scripts(self, small_office: Office) -> None:
        page = small_office.sign_in("kaisa").page("/").text
        assert "Loading..." not in page
        assert "Opening…" in page
        assert "<noscript>" in page

    def test_loads_nothing_from_elsewhere(self, small_office: Office) -> None:
        page = small_office.sign_in("kaisa").page("/").text
        assert not re.findall(r'(?:src|href)="(?!/)[^"]*"', page)

    def test_leaves_out_what_is_for_pages_without_dash(self, small_office: Office) -> None:
        page = small_office.sign_in("kaisa").page("/").text
        assert "20-signin.css" not in page
        assert "recover.js" not in page

    def test_knows_when_an_unattended_screen_is_to_be_left(self, small_office: Office) -> None:
        app = small_office.application(replace(small_office.settings, session_idle=600))
        assert 'data-idle-seconds="600"' in small_office.sign_in("kaisa", app).page("/").text


def test_figures_are_encoded_by_the_fast_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    encoded = []
    monkeypatch.setattr(orjson, "dumps", lambda *arguments, **options: encoded.append(arguments) or b"{}")
    assert to_json({"data": [{"y": [1, 2]}]}) == "{}"
    assert encoded


class TestSecretKey:
    def test_is_made_once_and_for_our_eyes_only(self, tmp_path: Path) -> None:
        settings = load_settings({"DATA_DIR": str(tmp_path / "new")}, Path("none"))
        first = secret_key(settings)
        assert len(first) > 40
        assert secret_key(settings) == first
        (path,) = (tmp_path / "new").iterdir()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700

    def test_of_two_that_begin_together_the_second_takes_the_firsts(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings = load_settings({"DATA_DIR": str(tmp_path)}, Path("none"))
        first = secret_key(settings)
        monkeypatch.setattr(Path, "exists", lambda _path: False)  # the second looked before the first had written
        assert secret_key(settings) == first
        assert len(list(tmp_path.iterdir())) == 1

    def test_is_that_of_the_settings_where_they_name_one(self, tmp_path: Path) -> None:
        settings = load_settings({"DATA_DIR": str(tmp_path / "unused"), "SECRET_KEY": "chosen"}, Path("none"))
        assert secret_key(settings) == "chosen"
        assert not (tmp_path / "unused").exists()


def test_a_production_server_finds_the_application(
    monkeypatch: pytest.MonkeyPatch, migrated_sqlite_url: str, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", migrated_sqlite_url)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    assert create_server().test_client().get("/health").text == "ok"
