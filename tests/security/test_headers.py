"""What browsers may do with our answers."""

import re
from dataclasses import replace

import pytest
from flask import render_template_string

from dashboard.document import ASSETS, asset_address
from dashboard.security.headers import allow_scripts
from tests.support.cast import Office

YEAR = "max-age=31536000"


def _policy(header: str) -> dict[str, list[str]]:
    return {name: values for name, *values in (part.split() for part in header.split(";"))}


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/", 200),
        ("/sign-in", 303),
        ("/no/such/page", 404),
        ("/health", 200),
        ("/_dash-layout", 200),
        ("/assets/10-tokens.css", 200),
        ("/assets/nothing.css", 404),
        ("/theme/dark", 404),
    ],
)
def test_every_answer_has_them(small_office: Office, path: str, code: int) -> None:
    answer = small_office.sign_in("kaisa").page(path)
    assert answer.status_code == code
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "microphone=()" in answer.headers["Permissions-Policy"]
    assert "Server-Timing" not in answer.headers
    policy = _policy(answer.headers["Content-Security-Policy"])
    assert policy["default-src"] == ["'none'"]
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["object-src"] == ["'none'"]
    assert policy["form-action"] == policy["connect-src"] == policy["font-src"] == ["'self'"]
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "data:", "blob:"} & set(policy["script-src"])


class TestScripts:
    def test_those_of_dash_are_allowed_one_by_one(self, small_office: Office) -> None:
        answer = small_office.sign_in("kaisa").page("/")
        inline = re.findall(r"<script(?![^>]*(?:src=|application/json))[^>]*>", answer.text)
        hashes = _policy(answer.headers["Content-Security-Policy"])["script-src"][1:]
        assert len(inline) == len(hashes) > 0
        assert all(value.startswith("'sha256-") for value in hashes)

    def test_a_page_without_dash_allows_none(self, small_office: Office) -> None:
        answer = small_office.browser().page("/sign-in")
        assert _policy(answer.headers["Content-Security-Policy"])["script-src"] == ["'self'"]

    def test_a_script_that_got_into_the_page_some_other_way_is_not_allowed_along(self, small_office: Office) -> None:
        app = small_office.application()
        ours, smuggled = "<script>ours()</script>", "<script>smuggled()</script>"

        @app.server.get("/mixed")
        def mixed() -> str:
            return render_template_string("{{ ours }}" + smuggled, ours=allow_scripts(ours))

        answer = small_office.sign_in("kaisa", app).page("/mixed")
        assert ours in answer.text
        assert len(_policy(answer.headers["Content-Security-Policy"])["script-src"]) == 2

    def test_what_someone_typed_is_never_markup(self, small_office: Office) -> None:
        answer = small_office.browser().sign_in('"><script>alert(1)</script>', "whatever it may be")
        assert "<script>alert" not in answer.text


class TestKeeping:
    @pytest.mark.parametrize(
        "path", ["/", "/attendance", "/_dash-layout", "/_dash-dependencies", "/sign-in", "/health"]
    )
    def test_nothing_with_data_is_kept(self, small_office: Office, path: str) -> None:
        assert small_office.sign_in("kaisa").page(path).headers["Cache-Control"] == "no-store"

    def test_a_callbacks_answer_is_not_kept(self, small_office: Office) -> None:
        assert small_office.sign_in("kaisa").callback({}).headers["Cache-Control"] == "no-store"

    def test_a_file_named_by_its_version_is_kept_for_good(self, small_office: Office) -> None:
        page = small_office.sign_in("kaisa").page("/").text
        named = re.findall(r'(?:href|src)="(/assets/[^"]+)"', page)
        assert len(named) > 5
        for address in named:
            answer = small_office.browser().fetch(address)
            assert answer.headers["Cache-Control"] == f"public, {YEAR}, immutable", address
            assert "Cookie" not in answer.headers["Vary"], address

    def test_so_are_the_parts_of_dash(self, small_office: Office) -> None:
        kaisa = small_office.sign_in("kaisa")
        named = re.findall(r'src="(/_dash-component-suites/[^"]+)"', kaisa.page("/").text)
        assert named
        for address in named:
            assert kaisa.fetch(address).headers["Cache-Control"] == f"public, {YEAR}, immutable", address

    def test_a_file_asked_for_without_its_version_is_asked_for_anew(self, small_office: Office) -> None:
        browser = small_office.browser()
        answer = browser.fetch("/assets/10-tokens.css")
        assert answer.headers["Cache-Control"] == "no-cache"
        assert browser.fetch("/assets/10-tokens.css", If_None_Match=answer.headers["ETag"]).status_code == 304

    def test_fonts_are_kept_although_style_sheets_name_no_version(self, small_office: Office) -> None:
        (font,) = list((ASSETS / "fonts").glob("*latin.woff2"))
        answer = small_office.browser().fetch(f"/assets/fonts/{font.name}")
        assert "immutable" in answer.headers["Cache-Control"]

    def test_a_missing_file_is_not_kept_as_missing(self, small_office: Office) -> None:
        assert small_office.browser().fetch("/assets/nothing.js?m=1").headers["Cache-Control"] == "no-store"

    def test_a_file_that_changes_changes_its_address(self) -> None:
        assert re.fullmatch(r"/assets/10-tokens\.css\?m=\d+", asset_address("10-tokens.css"))


class TestWeight:
    @pytest.mark.parametrize(("accepted", "chosen"), [("gzip, deflate, br, zstd", "br"), ("gzip", "gzip")])
    def test_answers_travel_compressed(self, small_office: Office, accepted: str, chosen: str) -> None:
        answer = small_office.sign_in("kaisa").page("/", Accept_Encoding=accepted)
        assert answer.headers["Content-Encoding"] == chosen
        assert "Accept-Encoding" in answer.headers["Vary"]

    def test_files_do_so_too(self, small_office: Office) -> None:
        answer = small_office.browser().fetch("/assets/10-tokens.css?m=1", Accept_Encoding="gzip, br")
        assert answer.headers["Content-Encoding"] == "br"


def test_https_alone_is_promised_where_cookies_need_it(small_office: Office) -> None:
    assert "Strict-Transport-Security" not in small_office.browser().page("/sign-in").headers
    app = small_office.application(replace(small_office.settings, cookie_secure=True))
    answer = small_office.browser(app).page("/sign-in")
    assert answer.headers["Strict-Transport-Security"] == YEAR


@pytest.mark.parametrize(("proxies", "counted"), [(0, "192.0.2.1"), (1, "203.0.113.9"), (2, "198.51.100.7")])
def test_only_trusted_proxies_say_who_is_asking(
    small_office: Office, monkeypatch: pytest.MonkeyPatch, proxies: int, counted: str
) -> None:
    seen = []
    app = small_office.application(replace(small_office.settings, trusted_proxies=proxies))
    browser = small_office.browser(app)
    token = browser.token()
    monkeypatch.setattr("dashboard.security.attempts._network", lambda address: seen.append(address) or address)
    forwarded = {"X-Forwarded-For": "198.51.100.7, 203.0.113.9"}
    browser.post("/sign-in", {"username": "kaisa", "password": "x"}, token=token, **forwarded)
    assert seen == [counted]
