"""Language and theme: chosen by anyone, kept with the account or in the browser."""

import re
from dataclasses import replace

import pytest

from tests.support.cast import Office


def _language(page: str) -> str:
    return re.search(r'<html lang="(\w+)"', page)[1]


def _theme(page: str) -> str:
    return re.search(r'data-bs-theme="(\w+)"', page)[1]


class TestLanguageBeforeSigningIn:
    @pytest.mark.parametrize(
        ("preferred", "spoken"),
        [("sv-FI,sv;q=0.9", "sv"), ("en-GB", "en"), ("fi", "fi"), ("de,en;q=0.5", "en"), ("de", "fi"), ("", "fi")],
    )
    def test_is_what_the_browser_prefers_else_the_default(
        self, small_office: Office, preferred: str, spoken: str
    ) -> None:
        assert _language(small_office.browser().page("/sign-in", Accept_Language=preferred).text) == spoken

    def test_the_default_is_a_setting(self, small_office: Office) -> None:
        app = small_office.application(replace(small_office.settings, default_language="sv"))
        assert _language(small_office.browser(app).page("/sign-in", Accept_Language="").text) == "sv"

    def test_a_choice_stays_in_the_browser_and_on_the_page(self, small_office: Office) -> None:
        browser = small_office.browser()
        answer = browser.post("/language/sv", {"next": "/attendance?cohort=syksy", "at": "sign-in"})
        assert answer.location == "/sign-in?next=/attendance?cohort%3Dsyksy"
        assert _language(browser.page(answer.location, Accept_Language="en").text) == "sv"
        assert 'value="/attendance?cohort=syksy"' in browser.page(answer.location).text

    @pytest.mark.parametrize("kept", ["de", "", "../../etc", "fi; drop"])
    def test_a_cookie_of_another_kind_is_passed_over(self, small_office: Office, kept: str) -> None:
        browser = small_office.browser()
        browser.client.set_cookie("language", kept)
        assert _language(browser.page("/sign-in", Accept_Language="en").text) == "en"

    def test_one_persons_language_does_not_stay_for_the_next(self, small_office: Office) -> None:
        swedish, other = small_office.browser(), small_office.browser()
        assert _language(swedish.page("/sign-in", Accept_Language="sv").text) == "sv"
        assert _language(other.page("/sign-in", Accept_Language="").text) == "fi"


class TestLanguageOfAnAccount:
    def test_wins_over_the_browsers(self, small_office: Office) -> None:
        browser = small_office.browser()
        browser.post("/language/sv", {})
        browser.sign_in("kaisa")
        assert _language(browser.page("/", Accept_Language="fi").text) == "en"

    def test_is_kept_for_every_device_and_after_signing_out(self, office: Office) -> None:
        desk, phone = office.sign_in("kaisa"), office.sign_in("kaisa", agent="phone")
        answer = desk.post("/language/fi", {"next": "/attendance"})
        assert (answer.status_code, answer.location) == (303, "/attendance")
        assert _language(phone.page("/").text) == "fi"
        assert _language(office.sign_in("mikko").page("/").text) == "en"
        desk.post("/sign-out", {})
        assert _language(desk.page("/sign-in", Accept_Language="sv").text) == "fi"

    def test_holds_in_callbacks(self, small_office: Office) -> None:
        kaisa = small_office.sign_in("kaisa")
        assert "Language" in kaisa.fetch("/_dash-layout").text
        kaisa.post("/language/fi", {})
        assert "Kieli" in kaisa.fetch("/_dash-layout").text

    def test_no_other_language_is_taken(self, small_office: Office) -> None:
        assert small_office.sign_in("kaisa").post("/language/de", {}).status_code == 404


class TestTheme:
    def test_follows_the_device_before_signing_in(self, small_office: Office) -> None:
        assert _theme(small_office.browser().page("/sign-in").text) == "auto"

    @pytest.mark.parametrize("theme", ["dark", "light", "auto"])
    def test_is_kept_with_the_account_and_stands_in_the_first_bytes(self, office: Office, theme: str) -> None:
        kaisa = office.sign_in("kaisa")
        answer = kaisa.post(f"/theme/{theme}", {"next": "/attendance"})
        assert answer.location == "/attendance"
        assert _theme(office.sign_in("kaisa", agent="phone").page("/").text) == theme

    def test_no_other_theme_is_taken(self, small_office: Office) -> None:
        assert small_office.sign_in("kaisa").post("/theme/pink", {}).status_code == 404
