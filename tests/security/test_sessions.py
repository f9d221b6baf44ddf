"""How long a sign-in counts, and for which browser."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import OperationalError

from dashboard.domain.access import Role, Scope
from dashboard.security.current import CurrentAccount, current_account, current_scope
from db.engine import reading, writing
from db.schema import Account, AccountCohort, SignIn
from tests.support.cast import Browser, Office


class TestAStolenCookie:
    def test_is_worth_nothing_after_its_owner_has_signed_out(self, office: Office) -> None:
        kaisa = office.sign_in("kaisa")
        thief = kaisa.copy()
        assert thief.fetch("/_dash-layout").status_code == 200
        kaisa.post("/sign-out", {})
        assert thief.fetch("/_dash-layout").status_code == 401
        assert thief.page("/").status_code == 303

    def test_does_not_open_in_another_browser(self, office: Office) -> None:
        kaisa = office.sign_in("kaisa")
        assert kaisa.copy(agent="curl/8").fetch("/_dash-layout").status_code == 401
        assert kaisa.fetch("/_dash-layout").status_code == 200

    def test_cannot_be_made_up(self, small_office: Office) -> None:
        forged = small_office.browser()
        serializer = small_office.app.server.session_interface.get_signing_serializer(small_office.app.server)
        assert serializer is not None
        forged.client.set_cookie("rinnalla", serializer.dumps({"_user_id": "guess", "_fresh": True}))
        assert forged.fetch("/_dash-layout").status_code == 401


class TestSigningOut:
    def test_is_written_down_once(self, office: Office) -> None:
        kaisa = office.sign_in("kaisa")
        thief = kaisa.copy()
        answer = kaisa.post("/sign-out", {})
        assert (answer.status_code, answer.location) == (303, "/sign-in?signed=out")
        assert "You have signed out." in kaisa.page(answer.location).text
        thief.post("/sign-out", {}, token=thief.cookie("_csrf_token") or "")
        assert [row.account_id for row in office.audit("sign-out")] == [office.ids["kaisa"]]

    def test_takes_the_renderers_token_along(self, small_office: Office) -> None:
        kaisa = small_office.sign_in("kaisa")
        assert kaisa.cookie("_csrf_token")
        kaisa.post("/sign-out", {})
        assert kaisa.cookie("_csrf_token") is None

    def test_on_one_device_leaves_the_others(self, small_office: Office) -> None:
        desk, phone = small_office.sign_in("kaisa"), small_office.sign_in("kaisa", agent="phone")
        desk.post("/sign-out", {})
        assert phone.fetch("/_dash-layout").status_code == 200

    def test_a_link_cannot_do_it(self, small_office: Office) -> None:
        kaisa = small_office.sign_in("kaisa")
        kaisa.page("/sign-out")
        assert kaisa.fetch("/_dash-layout").status_code == 200


def test_an_account_that_another_program_deactivates_is_out_at_once(office: Office) -> None:
    mikko = office.sign_in("mikko")
    with writing(office.engine) as connection:
        connection.execute(update(Account).where(Account.username == "mikko").values(deactivated_at=office.clock()))
    assert mikko.fetch("/_dash-layout").status_code == 401


class TestTime:
    def test_without_use_it_ends_after_half_an_hour(self, office: Office) -> None:
        kaisa = office.sign_in("kaisa")
        office.clock.pass_time(minutes=30, seconds=1)
        assert kaisa.fetch("/_dash-layout").status_code == 401

    def test_with_use_it_goes_on(self, office: Office) -> None:
        kaisa = office.sign_in("kaisa")
        for _ in range(4):
            office.clock.pass_time(minutes=29)
            assert kaisa.fetch("/_dash-layout").status_code == 200

    def test_however_busy_it_ends_after_a_working_day(self, office: Office) -> None:
        kaisa = office.sign_in("kaisa")
        began = office.clock()
        while office.clock() + timedelta(minutes=20) < began + timedelta(hours=8):
            office.clock.pass_time(minutes=20)
            assert kaisa.fetch("/_dash-layout").status_code == 200
        office.clock.pass_time(minutes=20)
        assert kaisa.fetch("/_dash-layout").status_code == 401

    def test_its_last_use_is_written_once_a_minute(self, office: Office) -> None:
        kaisa = office.sign_in("kaisa")
        began = office.clock()
        seen = []
        for _ in range(4):
            office.clock.pass_time(seconds=40)
            kaisa.fetch("/_dash-layout")
            with reading(office.engine) as connection:
                seen.append(connection.execute(select(SignIn.last_seen_at)).scalar_one() - began)
        assert [moment.total_seconds() for moment in seen] == [0, 80, 80, 160]

    def test_a_full_disk_does_not_keep_anyone_from_reading(
        self, small_office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        def full(*_arguments: object) -> None:
            raise OperationalError("UPDATE", {}, Exception("disk is full"))

        kaisa = small_office.sign_in("kaisa")
        small_office.clock.pass_time(minutes=2)
        monkeypatch.setattr("dashboard.security.sessions.touch_sign_in", full)
        assert kaisa.fetch("/_dash-layout").status_code == 200
        assert "could not write when a sign-in was last used" in caplog.text


class TestWhoIsAsking:
    @pytest.mark.parametrize(
        ("username", "role", "own"),
        [
            ("kaisa", Role.COORDINATOR, None),
            ("mikko", Role.COACH, {"syksy"}),
            ("raija", Role.REPORTER, None),
            ("aune", Role.AUDITOR, None),
        ],
    )
    def test_the_scope_is_that_of_the_server(
        self, office: Office, username: str, role: Role, own: set[str] | None
    ) -> None:
        account, scope = _asking(office.sign_in(username))
        assert (account.username, account.role) == (username, role)
        cohort_ids = None if own is None else frozenset(office.world.cohorts[code] for code in own)
        assert scope == Scope(office.ids[username], role, cohort_ids)

    def test_a_coach_without_cohorts_sees_none_rather_than_all(self, office: Office) -> None:
        with writing(office.engine) as connection:
            connection.execute(delete(AccountCohort))
        _account, scope = _asking(office.sign_in("mikko"))
        assert scope.cohort_ids == frozenset()

    def test_outside_of_requests_nobody_is_asking(self) -> None:
        assert current_scope() is None
        assert current_account() is None

    @pytest.mark.parametrize(
        ("name", "initials"), [("Kaisa Laine", "KL"), ("Anna Maria von Essen", "AE"), ("Aune", "A"), ("", "Q")]
    )
    def test_initials(self, name: str, initials: str) -> None:
        assert CurrentAccount(1, "quick", name, Role.COACH, "fi", "auto").initials == initials


def _asking(browser: Browser) -> tuple[CurrentAccount, Scope]:
    """Who the server takes a browser's next request to come from."""
    with browser.request("/"):
        account, scope = current_account(), current_scope()
    assert account is not None
    assert scope is not None
    return account, scope
