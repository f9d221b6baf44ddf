"""What is said when something goes wrong, and that it goes on by itself."""

import logging
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from dashboard.domain.access import ForbiddenError
from db.engine import make_engine
from tests.support.cast import Office, open_office
from tests.support.postgres import Postgres


class TestAnUnknownAddress:
    @pytest.mark.parametrize("path", ["/no/such/page", "/attendance/x", "/not-found", "/wp-login.php"])
    def test_is_404_in_the_usual_surroundings(self, small_office: Office, path: str) -> None:
        answer = small_office.sign_in("kaisa").page(path)
        assert answer.status_code == 404
        assert 'id="react-entry-point"' in answer.text

    @pytest.mark.parametrize("path", ["/", "/attendance", "/attendance/"])
    def test_a_page_is_200(self, small_office: Office, path: str) -> None:
        assert small_office.sign_in("kaisa").page(path).status_code == 200

    @pytest.mark.parametrize(
        "path",
        [
            "/_dash-component-suites/os/system",
            "/_dash-component-suites/dash/../../etc/passwd",
            "/_dash-component-suites/dash/no-such.js",
            "/assets/../dashboard/config.py",
            "/assets/%2e%2e/README.md",
            "/assets/no-such.css",
        ],
    )
    def test_a_file_that_is_not_there_is_404_and_says_nothing_of_others(self, small_office: Office, path: str) -> None:
        answer = small_office.sign_in("kaisa").fetch(path)
        assert answer.status_code == 404
        assert "dash_renderer" not in answer.text
        assert "import" not in answer.text


def test_what_is_forbidden_looks_like_what_does_not_exist(small_office: Office) -> None:
    app = small_office.application()

    @app.server.get("/secret")
    def secret() -> str:
        raise ForbiddenError

    mikko = small_office.sign_in("mikko", app)
    forbidden, missing = mikko.fetch("/secret"), mikko.fetch("/assets/nothing")
    assert (forbidden.status_code, forbidden.json) == (missing.status_code, missing.json)


class TestAnErrorOfOurOwn:
    @pytest.fixture
    def broken(self, small_office: Office) -> Office:
        server = small_office.app.server

        @server.get("/broken")
        def broken() -> str:
            raise KeyError("SYKSY-1 Kaisa Laine")

        return small_office

    def test_a_person_reads_one_calm_page(self, broken: Office) -> None:
        answer = broken.sign_in("kaisa").page("/broken")
        assert answer.status_code == 500
        assert "<h1>Something went wrong on our side.</h1>" in answer.text

    def test_nothing_of_it_reaches_the_browser_or_the_log(
        self, broken: Office, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        kaisa = broken.sign_in("kaisa")
        for answer in (kaisa.page("/broken"), kaisa.fetch("/broken")):
            assert "KeyError" not in answer.text
            assert ".py" not in answer.text
        assert "unexpected KeyError" in caplog.text
        assert "test_errors.py" in caplog.text
        assert "SYKSY-1" not in caplog.text
        assert "Laine" not in caplog.text


class TestDatabaseAway:
    """With a PostgreSQL that is really gone, and comes back."""

    @pytest.fixture
    def shared(self, postgres_server: Postgres, postgres_template: str, tmp_path: Path) -> Iterator[tuple[str, Office]]:
        name = postgres_server.create(postgres_template)
        office = open_office(postgres_server.url(name), tmp_path)
        yield name, office
        office.engine.dispose()
        postgres_server.drop(name)

    def test_is_a_plain_503_within_two_seconds_and_recovers_alone(
        self, postgres_server: Postgres, shared: tuple[str, Office]
    ) -> None:
        name, office = shared
        kaisa = office.sign_in("kaisa")
        with postgres_server.away(name):
            for path in ("/attendance", "/sign-in", "/no/such/page"):
                began = time.monotonic()
                answer = kaisa.page(path)
                assert time.monotonic() - began < 2.5
                assert answer.status_code == 503
                assert answer.headers["Retry-After"] == "5"
                assert answer.headers["Cache-Control"] == "no-store"
                assert "<h1>The data cannot be reached right now.</h1>" in answer.text
                assert "/assets/recover.js" in answer.text
                assert "Kaisa" not in answer.text
            assert kaisa.callback({}).status_code == 503
            assert kaisa.fetch("/health").status_code == 503
        assert kaisa.fetch("/health").text == "ok"
        assert kaisa.page("/attendance").status_code == 200

    def test_a_restart_is_not_noticed(self, postgres_server: Postgres, shared: tuple[str, Office]) -> None:
        name, office = shared
        kaisa = office.sign_in("kaisa")
        postgres_server.disconnect(name)
        assert kaisa.page("/attendance").status_code == 200

    def test_an_address_where_nothing_listens(self, small_office: Office) -> None:
        nowhere = make_engine("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
        browser = small_office.browser(small_office.application(engine=nowhere))
        began = time.monotonic()
        assert browser.fetch("/health").status_code == 503
        assert time.monotonic() - began < 2.5


def test_the_log_names_no_person_when_the_database_fails(
    small_office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    kaisa = small_office.sign_in("kaisa")

    def fail(*_arguments: object) -> None:
        raise OperationalError("SELECT 'Kaisa Laine'", {"name": "Kaisa Laine"}, Exception("Kaisa Laine"))

    monkeypatch.setattr("dashboard.security.sessions.sign_in_of", fail)
    answer = kaisa.page("/")
    assert answer.status_code == 503
    assert "the database cannot be used: OperationalError" in caplog.text
    assert "Laine" not in caplog.text + answer.text
