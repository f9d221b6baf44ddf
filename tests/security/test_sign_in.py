"""Signing in and out, as people and thieves try it."""

import hashlib
from dataclasses import replace

import pytest
from argon2 import PasswordHasher
from flask import session

from dashboard.security.attempts import ACCOUNT_DELAY, ADDRESS_DELAY
from dashboard.security.passwords import Passwords
from db.commands.accounts import deactivate, set_password
from db.engine import reading, writing
from db.queries.accounts import credentials
from db.schema import SignIn, SignInFailure
from tests.support.cast import PASSWORD, QUICK_PASSWORDS, Office

STRANGER = "192.0.2.99"


class TestSigningIn:
    def test_kaisa_signs_in_and_goes_where_she_wanted_to(self, office: Office) -> None:
        browser = office.browser()
        sent_away = browser.page("/attendance?cohort=syksy")
        assert sent_away.status_code == 303
        assert sent_away.location == "/sign-in?next=/attendance?cohort%3Dsyksy"
        assert browser.page(sent_away.location).status_code == 200

        answer = browser.sign_in("kaisa", wanted="/attendance?cohort=syksy")

        assert (answer.status_code, answer.location) == (303, "/attendance?cohort=syksy")
        assert browser.page(answer.location).status_code == 200

    @pytest.mark.parametrize("typed", ["KAISA", " kaisa ", "Kaisa"])
    def test_capitals_and_blanks_do_not_matter_in_the_name(self, small_office: Office, typed: str) -> None:
        assert small_office.browser().sign_in(typed).status_code == 303

    def test_signing_in_is_written_down_with_its_row(self, office: Office) -> None:
        office.sign_in("mikko")
        (row,) = office.audit("sign-in")
        assert (row.account_id, row.subject, row.subject_id) == (office.ids["mikko"], "account", office.ids["mikko"])

    def test_without_its_audit_row_nobody_is_signed_in(
        self, small_office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_arguments: object, **_options: object) -> None:
            raise RuntimeError("the audit cannot be written")

        browser = small_office.browser()
        browser.page("/sign-in")
        monkeypatch.setattr("db.commands.sign_ins.record", fail)
        assert browser.sign_in("kaisa").status_code == 500
        assert small_office.count(SignIn) == 0
        assert browser.page("/").status_code == 303

    def test_each_sign_in_has_a_new_secret_and_keeps_nothing_from_before(self, small_office: Office) -> None:
        browser = small_office.browser()
        before = browser.token()
        browser.sign_in("kaisa")
        browser.page("/")
        first, first_token = browser.cookie("rinnalla"), browser.cookie("_csrf_token")
        browser.post("/sign-out", {})
        browser.sign_in("kaisa")
        browser.page("/")
        assert first != browser.cookie("rinnalla")
        assert len({before, first_token, browser.cookie("_csrf_token")}) == 3

    def test_the_cookie_is_for_no_script_and_ends_with_the_browser(self, small_office: Office) -> None:
        answer = small_office.browser().sign_in("kaisa")
        (cookie,) = [value for value in answer.headers.getlist("Set-Cookie") if value.startswith("rinnalla=")]
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "Expires" not in cookie
        assert "Max-Age" not in cookie

    def test_whoever_reads_the_database_cannot_make_a_cookie_of_it(self, small_office: Office) -> None:
        kaisa = small_office.sign_in("kaisa")
        with kaisa.request("/"):
            secret = session["_user_id"]
        with reading(small_office.engine) as connection:
            stored = connection.execute(SignIn.__table__.select()).mappings().one()
        assert secret not in str(stored)
        assert stored["token_hash"] == hashlib.sha256(secret.encode()).hexdigest()

    def test_over_https_no_cookie_is_sent_without_it(self, small_office: Office) -> None:
        app = small_office.application(settings=replace(small_office.settings, cookie_secure=True))
        browser = small_office.browser(app)
        form = browser.client.get("/sign-in", base_url="https://localhost")
        assert "Secure" in form.headers["Set-Cookie"]
        assert form.headers["Strict-Transport-Security"].startswith("max-age=")

    def test_whoever_is_signed_in_does_not_see_the_form_again(self, small_office: Office) -> None:
        answer = small_office.sign_in("kaisa").page("/sign-in?next=/attendance")
        assert (answer.status_code, answer.location) == (303, "/attendance")


class TestBeingRefused:
    def test_a_wrong_password_and_an_unknown_name_look_the_same(self, office: Office) -> None:
        browser = office.browser()
        wrong = browser.sign_in("kaisa", "something else entirely")
        unknown = browser.sign_in("nobody", "something else entirely")
        assert wrong.status_code == unknown.status_code == 401
        assert wrong.text.replace('value="kaisa"', "") == unknown.text.replace('value="nobody"', "")

    def test_an_unknown_name_costs_as_much_hashing(self, small_office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        checked: list[str] = []

        class Counting(PasswordHasher):
            def verify(self, hash: str | bytes, password: str | bytes) -> bool:
                checked.append(str(hash))
                return super().verify(hash, password)

        passwords = Passwords(Counting(time_cost=1, memory_cost=8, parallelism=1))
        app = small_office.application(passwords=passwords)
        browser = small_office.browser(app)
        browser.sign_in("kaisa", "something else entirely")
        browser.sign_in("nobody", "something else entirely")
        ours, nobodys = checked
        assert ours.rsplit("$", 2)[0] == nobodys.rsplit("$", 2)[0]  # the same parameters

    def test_the_refusal_is_tied_to_the_fields_and_keeps_the_name(self, small_office: Office) -> None:
        page = small_office.browser().sign_in("kaisa", "something else entirely").text
        assert page.count('aria-describedby="signin-error"') == 2
        assert 'id="signin-error" role="alert"' in page
        assert 'value="kaisa"' in page
        assert "something else entirely" not in page

    def test_a_refusal_is_written_down_without_what_was_typed(self, office: Office) -> None:
        browser = office.browser()
        browser.sign_in("kaisa", "something else entirely")
        browser.sign_in("my secret password", "something else entirely")
        known, unknown = office.audit("sign-in-refused")
        assert (known.subject_id, unknown.subject_id) == (office.ids["kaisa"], None)
        assert "secret" not in str(unknown)

    def test_a_deactivated_account_looks_like_an_unknown_one_and_is_out_at_once(self, office: Office) -> None:
        mikko = office.sign_in("mikko")
        with writing(office.engine) as connection:
            deactivate(connection, None, "mikko", office.clock())
        assert mikko.page("/").status_code == 303
        unknown = office.browser().sign_in("nobody", "something else entirely").text
        refused = office.browser().sign_in("mikko").text
        assert "The username or the password is not right" in refused
        assert len(refused) == len(unknown) - len("nobody") + len("mikko")

    def test_a_new_password_ends_the_old_ones_sign_ins(self, office: Office) -> None:
        mikko = office.sign_in("mikko")
        with writing(office.engine) as connection:
            set_password(connection, None, "mikko", QUICK_PASSWORDS.hash("aivan uusi salasana"), office.clock())
        assert mikko.fetch("/_dash-layout").status_code == 401
        assert office.browser().sign_in("mikko").status_code == 401
        assert office.browser().sign_in("mikko", "aivan uusi salasana").status_code == 303


class TestGuessing:
    def test_after_a_few_failures_the_account_waits_longer_each_time(self, office: Office) -> None:
        browser = office.browser(address=STRANGER)
        waits = []
        for _ in range(8):
            answer = browser.sign_in("kaisa", "a guess, and a wrong one")
            while answer.status_code == 429:
                waits.append(int(answer.headers["Retry-After"]))
                office.clock.pass_time(seconds=waits[-1])
                answer = browser.sign_in("kaisa", "a guess, and a wrong one")
            assert answer.status_code == 401
        assert waits == [15, 30, 60, 120]

    def test_the_right_password_must_wait_as_well(self, office: Office) -> None:
        _fail(office, "kaisa", ACCOUNT_DELAY.free + 1)
        browser = office.browser()
        early = browser.sign_in("kaisa")
        assert early.status_code == 429
        assert "you can try again in 15 seconds" in early.text
        office.clock.pass_time(seconds=15)
        assert browser.sign_in("kaisa").status_code == 303

    def test_trying_during_the_wait_does_not_make_it_longer(self, office: Office) -> None:
        _fail(office, "kaisa", ACCOUNT_DELAY.free + 1)
        for _ in range(20):
            assert office.browser(address=STRANGER).sign_in("kaisa", "a guess").status_code == 429
        office.clock.pass_time(seconds=15)
        assert office.browser().sign_in("kaisa").status_code == 303

    def test_others_are_not_kept_out(self, office: Office) -> None:
        _fail(office, "kaisa", ACCOUNT_DELAY.free + 1)
        assert office.browser().sign_in("mikko").status_code == 303

    def test_a_name_that_nobody_has_waits_just_the_same(self, office: Office) -> None:
        _fail(office, "nobody", ACCOUNT_DELAY.free + 1)
        assert office.browser().sign_in("nobody").status_code == 429

    def test_one_address_that_tries_many_names_waits_too_and_only_it(self, office: Office) -> None:
        for number in range(ADDRESS_DELAY.free + 1):
            office.browser(address=STRANGER).sign_in(f"name{number}", "a common password")
        assert office.browser(address=STRANGER).sign_in("kaisa").status_code == 429
        assert office.browser().sign_in("kaisa").status_code == 303

    def test_an_own_account_does_not_wash_an_address_clean(self, office: Office) -> None:
        for number in range(ADDRESS_DELAY.free):
            office.browser(address=STRANGER).sign_in(f"name{number}", "a common password")
            office.browser(address=STRANGER).sign_in("mikko")
        office.browser(address=STRANGER).sign_in("one more", "a common password")
        assert office.browser(address=STRANGER).sign_in("mikko").status_code == 429

    def test_addresses_of_one_house_count_as_one(self, small_office: Office) -> None:
        for number in range(ADDRESS_DELAY.free + 1):
            small_office.browser(address=f"2001:db8:0:1::{number:x}").sign_in(f"name{number}", "a common password")
        assert small_office.browser(address="2001:db8:0:1::ffff").sign_in("kaisa").status_code == 429
        assert small_office.browser(address="2001:db8:0:2::1").sign_in("kaisa").status_code == 303

    def test_another_worker_knows_of_it_and_a_restart_does_not_forget(self, office: Office) -> None:
        _fail(office, "kaisa", ACCOUNT_DELAY.free + 1)
        assert office.browser(office.application()).sign_in("kaisa").status_code == 429

    def test_a_success_lets_the_account_begin_anew(self, office: Office) -> None:
        _fail(office, "kaisa", ACCOUNT_DELAY.free)
        assert office.browser().sign_in("kaisa").status_code == 303
        _fail(office, "kaisa", ACCOUNT_DELAY.free)
        assert office.browser().sign_in("kaisa").status_code == 303

    def test_failures_are_forgotten_after_a_day(self, office: Office) -> None:
        _fail(office, "kaisa", ACCOUNT_DELAY.free + 1)
        office.clock.pass_time(days=1, seconds=1)
        office.browser().sign_in("kaisa")
        assert office.count(SignInFailure) == 1  # the address, and nothing of yesterday

    def test_what_is_counted_tells_no_name_and_no_address(self, small_office: Office) -> None:
        _fail(small_office, "kaisa", 1)
        with reading(small_office.engine) as connection:
            rows = str(connection.execute(SignInFailure.__table__.select()).all())
        assert "kaisa" not in rows
        assert STRANGER not in rows

    def test_the_wait_has_an_end(self) -> None:
        assert ACCOUNT_DELAY(10**6) == ACCOUNT_DELAY.longest
        assert ADDRESS_DELAY(10**6) == ADDRESS_DELAY.longest


class TestPasswordsAsStored:
    def test_a_hash_by_old_parameters_is_made_anew_at_the_next_sign_in(self, office: Office) -> None:
        stronger = Passwords(PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
        app = office.application(passwords=stronger)
        before = _hash(office, "kaisa")
        assert office.browser(app).sign_in("kaisa").status_code == 303
        after = _hash(office, "kaisa")
        assert before != after
        assert not stronger.outdated(after)
        assert office.browser(app).sign_in("kaisa").status_code == 303
        assert _hash(office, "kaisa") == after

    def test_the_usual_parameters_are_argon2id_with_64_mib(self) -> None:
        stored = Passwords().hash(PASSWORD)
        assert stored.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def _fail(office: Office, username: str, times: int) -> None:
    for _ in range(times):
        answer = office.browser(address=STRANGER).sign_in(username, "a guess, and a wrong one")
        assert answer.status_code == 401


def _hash(office: Office, username: str) -> str:
    with reading(office.engine) as connection:
        known = credentials(connection, username)
    assert known is not None
    return known.password_hash
