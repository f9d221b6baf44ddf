"""Requests that another site makes in someone's name."""

import pytest

from dashboard.security.csrf import csrf_token
from tests.support.cast import Office

FORMS = ["/sign-out", "/language/sv", "/theme/dark"]


@pytest.mark.parametrize("path", FORMS)
class TestForms:
    def test_from_our_page_goes_through(self, small_office: Office, path: str) -> None:
        assert small_office.sign_in("kaisa").post(path, {}).status_code == 303

    @pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
    def test_from_another_site_is_refused_even_with_the_token(self, small_office: Office, path: str, site: str) -> None:
        kaisa = small_office.sign_in("kaisa")
        assert kaisa.post(path, {}, **{"Sec-Fetch-Site": site}).status_code == 403
        assert kaisa.fetch("/_dash-layout").status_code == 200

    @pytest.mark.parametrize("origin", ["https://evil.example", "null", "", "http://localhost.evil.example"])
    def test_an_older_browser_says_where_it_comes_from_by_origin(
        self, small_office: Office, path: str, origin: str
    ) -> None:
        kaisa = small_office.sign_in("kaisa")
        refused = kaisa.client.post(
            path,
            data={"csrf_token": kaisa.token()},
            headers={"Origin": origin} if origin else {},
            environ_overrides={"HTTP_USER_AGENT": "Mozilla/5.0 (the office's own)"},
        )
        assert refused.status_code == 403
        ours = kaisa.client.post(
            path,
            data={"csrf_token": kaisa.token()},
            headers={"Origin": "http://localhost"},
            environ_overrides={"HTTP_USER_AGENT": "Mozilla/5.0 (the office's own)"},
        )
        assert ours.status_code == 303

    @pytest.mark.parametrize("token", ["", "a guess", "ä"])
    def test_without_the_right_token_is_refused(self, small_office: Office, path: str, token: str) -> None:
        answer = small_office.sign_in("kaisa").post(path, {}, token=token)
        assert answer.status_code == 403
        assert "Open it again" in answer.text

    def test_somebody_elses_token_does_not_fit(self, small_office: Office, path: str) -> None:
        mikkos = small_office.sign_in("mikko").token()
        assert small_office.sign_in("kaisa").post(path, {}, token=mikkos).status_code == 403


class TestTheSignInForm:
    """Without a token, a site could sign someone in as somebody else and watch what they enter."""

    def test_takes_its_own_token_alone(self, small_office: Office) -> None:
        elsewhere = small_office.browser().token()
        browser = small_office.browser()
        browser.page("/sign-in")
        fields = {"username": "kaisa", "password": "ei kovin hyvä salasana"}
        assert browser.post("/sign-in", fields, token=elsewhere).status_code == 403
        assert browser.post("/sign-in", fields, token="").status_code == 403
        assert browser.post("/sign-in", fields).status_code == 303

    def test_nobody_else_sends_it(self, small_office: Office) -> None:
        fields = {"username": "kaisa", "password": "ei kovin hyvä salasana"}
        answer = small_office.browser().post("/sign-in", fields, **{"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 403


class TestCallbacks:
    def test_need_the_header_that_the_renderer_makes_of_the_cookie(self, small_office: Office) -> None:
        kaisa = small_office.sign_in("kaisa")
        for headers in ({"X-CSRFToken": ""}, {"X-CSRFToken": "a guess"}, {"Sec-Fetch-Site": "cross-site"}):
            assert kaisa.callback({}, headers=headers).status_code == 403
        assert kaisa.callback({}).status_code == 400  # the token is right, the body is not

    def test_the_cookie_is_for_the_renderer_and_for_no_other_site(self, small_office: Office) -> None:
        browser = small_office.browser()
        browser.sign_in("kaisa")
        (cookie,) = [
            value for value in browser.page("/").headers.getlist("Set-Cookie") if value.startswith("_csrf_token=")
        ]
        assert "HttpOnly" not in cookie
        assert "SameSite=Strict" in cookie


def test_outside_of_requests_there_is_no_token() -> None:
    assert csrf_token() == ""
