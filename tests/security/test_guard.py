"""Nothing is read without a sign-in."""

import pytest
from werkzeug.routing import Rule

from dashboard.security.guard import PUBLIC
from tests.support.callbacks import page_body
from tests.support.cast import Office

CANARIES = ("SYKSY-1", "KEVAT-1", "syksy", "kevat", "Kaisa")
FILLED = {"path": "attendance", "filename": "10-tokens.css", "package_name": "dash", "code": "sv", "name": "dark"}


def _addresses(rule: Rule) -> list[tuple[str, str]]:
    """Every method and address of a rule, its variables filled in."""
    path = rule.rule
    for name in rule.arguments:
        value = FILLED.get(name, "x")
        for converter in ("", "path:", "string:"):
            path = path.replace(f"<{converter}{name}>", value)
    assert "<" not in path, rule
    return [(method, path) for method in sorted(rule.methods or ())]


class TestAnonymously:
    def test_every_address_is_denied_but_the_public_ones(self, small_office: Office) -> None:
        browser = small_office.browser()
        let_in = set()
        for rule in small_office.app.server.url_map.iter_rules():
            for method, path in _addresses(rule):
                answer = browser.client.open(path, method=method, headers={"Accept": "*/*"}, buffered=True)
                if answer.status_code != 401:
                    let_in.add(rule.endpoint)
                assert not any(canary in answer.text for canary in CANARIES), (method, path)
        assert let_in == PUBLIC

    def test_the_public_ones_are_these(self) -> None:
        """A longer list is a decision: make it here as well."""
        assert {
            "entrance.sign_in",
            "entrance.language",
            "entrance.health",
            "invites.choose_password",
            "_dash_assets.static",
        } == PUBLIC

    @pytest.mark.parametrize(
        "path", ["/_dash-layout", "/_dash-dependencies", "/_dash-component-suites/dash/deps/react.js", "/_reload-hash"]
    )
    def test_scripts_get_a_plain_401(self, small_office: Office, path: str) -> None:
        for headers in ({"Accept": "*/*"}, {"Accept": "text/html", "Sec-Fetch-Mode": "navigate"}):
            answer = small_office.browser().client.get(path, headers=headers)
            assert answer.status_code == 401
            assert answer.json is not None
            assert answer.json["error"] == "signed-out"

    def test_a_callback_is_denied_before_its_body_is_looked_at(self, small_office: Office) -> None:
        browser = small_office.browser()
        for body in (page_body(small_office.app, "/"), {}, []):
            assert browser.callback(body).status_code == 401

    @pytest.mark.parametrize("path", ["/", "/attendance?cohort=syksy", "/no/such/page"])
    def test_people_are_sent_to_the_sign_in(self, small_office: Office, path: str) -> None:
        answer = small_office.browser().page(path)
        assert answer.status_code == 303
        assert answer.location.startswith("/sign-in")

    def test_a_form_sent_too_late_leads_to_the_sign_in(self, small_office: Office) -> None:
        answer = small_office.browser().post("/theme/dark", {})
        assert (answer.status_code, answer.location) == (303, "/sign-in")

    def test_a_new_address_is_denied_until_it_is_listed(self, small_office: Office) -> None:
        app = small_office.application()
        app.server.add_url_rule("/export", "export", lambda: "SYKSY-1")
        assert small_office.browser(app).fetch("/export").status_code == 401
        assert small_office.sign_in("kaisa", app).fetch("/export").text == "SYKSY-1"


class TestSignedIn:
    def test_what_dash_sends_to_every_browser_is_empty_whoever_came_first(self, small_office: Office) -> None:
        app = small_office.application()
        small_office.sign_in("kaisa", app).page("/attendance")
        page = small_office.sign_in("mikko", app).page("/attendance").text
        assert not any(canary in page for canary in CANARIES)
        assert "validation_layout" not in page
