"""Links by which somebody sets their own password: once, in time, and for nobody else."""

import secrets

import pytest
from sqlalchemy import select, update

from dashboard.domain.access import ForbiddenError, Role, Scope
from dashboard.security.attempts import ADDRESS_DELAY
from dashboard.security.sessions import digest
from db.commands.accounts import NewAccount, deactivate
from db.commands.errors import RefusedError
from db.commands.invites import FIRST, LASTS, first_link, invite, new_link
from db.engine import reading, writing
from db.queries.invites import somebody_can_sign_in
from db.schema import Account, AccountInvite
from tests.support.cast import QUICK_PASSWORDS, Browser, Office

NEW = "aivan uusi salasana"
STRANGER = "192.0.2.99"
NOBODYS = QUICK_PASSWORDS.hash("a secret that was thrown away")


def invited(office: Office, username: str = "liisa", role: Role = Role.COACH, cohorts: tuple[str, ...] = ()) -> str:
    """Let Kaisa invite somebody, and give the address of their link."""
    token = secrets.token_urlsafe(32)
    account = NewAccount(username, NOBODYS, role, language="en", cohorts=cohorts)
    scope = Scope(office.ids["kaisa"], Role.COORDINATOR)
    with writing(office.engine) as connection:
        office.ids[username] = invite(connection, scope, account, digest(token), office.clock())
    return f"/invite/{token}"


def link_for(office: Office, username: str, scope: Scope | None = None) -> str:
    """Another link to an account that is there."""
    token = secrets.token_urlsafe(32)
    scope = scope or Scope(office.ids["kaisa"], Role.COORDINATOR)
    with writing(office.engine) as connection:
        new_link(connection, scope, office.ids[username], digest(token), office.clock())
    return f"/invite/{token}"


def set_password(browser: Browser, link: str, password: str = NEW, again: str | None = None) -> int:
    browser.page(link)
    fields = {"password": password, "again": password if again is None else again}
    return browser.post(link, fields).status_code


class TestUsing:
    def test_whoever_is_invited_sets_a_password_and_signs_in_with_it(self, office: Office) -> None:
        link = invited(office, cohorts=("syksy",))
        liisa = office.browser()
        page = liisa.page(link)
        assert page.status_code == 200
        assert 'value="liisa"' in page.text
        assert page.headers["Cache-Control"] == "no-store"
        answer = liisa.post(link, {"password": NEW, "again": NEW})
        assert (answer.status_code, answer.location) == (303, "/sign-in?signed=ready")
        assert "Your password is set" in liisa.page(answer.location).text
        assert liisa.page("/").status_code == 303  # the link itself signs nobody in
        assert liisa.sign_in("liisa", NEW).status_code == 303
        [row] = office.audit("set-password-by-link")
        assert (row.account_id, row.subject_id) == (office.ids["liisa"], office.ids["liisa"])

    def test_it_works_once(self, office: Office) -> None:
        link = invited(office)
        assert set_password(office.browser(), link) == 303
        thief = office.browser(address=STRANGER)
        assert thief.page(link).status_code == 404
        assert set_password(thief, link, "the thief's own password") == 404
        assert office.browser().sign_in("liisa", NEW).status_code == 303

    def test_it_works_for_three_days(self, office: Office) -> None:
        link = invited(office)
        office.clock.now += LASTS
        assert office.browser().page(link).status_code == 404
        assert set_password(office.browser(), link) == 404

    def test_another_link_ends_the_one_before(self, office: Office) -> None:
        first, second = invited(office), link_for(office, "liisa")
        assert set_password(office.browser(), first) == 404
        assert set_password(office.browser(), second) == 303

    def test_a_new_password_ends_the_old_ones_sign_ins_and_nobody_elses(self, office: Office) -> None:
        mikko, kaisa = office.sign_in("mikko"), office.sign_in("kaisa")
        link = link_for(office, "mikko")
        assert mikko.page("/").status_code == 200  # the old one holds until the link is used
        kaisa.page(link)
        assert kaisa.post(link, {"password": NEW, "again": NEW}).status_code == 303
        assert mikko.page("/").status_code == 303
        assert kaisa.page("/").status_code == 200
        assert office.browser().sign_in("mikko").status_code == 401

    def test_who_was_deactivated_has_no_link(self, office: Office) -> None:
        link = link_for(office, "mikko")
        with writing(office.engine) as connection:
            deactivate(connection, None, "mikko", office.clock())
        assert set_password(office.browser(), link) == 404
        with pytest.raises(RefusedError, match="deactivated"):
            link_for(office, "mikko")


class TestBeingRefused:
    def test_unknown_used_and_expired_links_look_the_same(self, small_office: Office) -> None:
        used, expired = invited(small_office), invited(small_office, "maija")
        set_password(small_office.browser(), used)
        with writing(small_office.engine) as connection:
            connection.execute(update(AccountInvite).values(expires_at=small_office.clock()))
        browser = small_office.browser()
        pages = [browser.page(link) for link in (used, expired, "/invite/guess", f"/invite/{'x' * 5000}")]
        assert {page.status_code for page in pages} == {404}
        assert len({page.text for page in pages}) == 1
        assert "liisa" not in pages[0].text

    @pytest.mark.parametrize(
        ("password", "again", "said"),
        [
            ("short", "short", "at least 12 characters"),
            (NEW, f"{NEW}!", "not the same"),
            ("x" * 1001,) * 2 + ("at most",),
        ],
    )
    def test_a_password_keeps_the_rules_of_the_command_line(
        self, small_office: Office, password: str, again: str, said: str
    ) -> None:
        link, browser = invited(small_office), small_office.browser()
        browser.page(link)
        answer = browser.post(link, {"password": password, "again": again})
        assert answer.status_code == 422
        assert said in answer.text
        assert answer.text.count('aria-describedby="signin-error"') == 2
        assert set_password(browser, link) == 303

    def test_a_form_from_elsewhere_is_refused(self, small_office: Office) -> None:
        link, browser = invited(small_office), small_office.browser()
        browser.page(link)
        fields = {"password": NEW, "again": NEW}
        assert browser.post(link, fields, token="forged").status_code == 403
        assert browser.post(link, fields, **{"Sec-Fetch-Site": "cross-site"}).status_code == 403
        assert small_office.browser().sign_in("liisa", NEW).status_code == 401

    def test_guessing_waits_longer_each_time_and_keeps_nobody_else_out(self, office: Office) -> None:
        stranger = office.browser(address=STRANGER)
        codes = [stranger.page(f"/invite/guess{number}").status_code for number in range(ADDRESS_DELAY.free + 2)]
        assert codes == [404] * (ADDRESS_DELAY.free + 1) + [429]
        assert "Retry-After" in stranger.page("/invite/guess").headers
        assert set_password(office.browser(), invited(office)) == 303

    def test_an_invited_account_cannot_be_told_from_another_at_the_sign_in(self, small_office: Office) -> None:
        invited(small_office)
        browser = small_office.browser()
        answers = [browser.sign_in(name, "a guess").text for name in ("liisa", "mikko")]
        assert answers[0].replace("liisa", "mikko") == answers[1]


class TestStoring:
    def test_whoever_reads_the_database_cannot_make_a_link_of_it(self, small_office: Office) -> None:
        token = invited(small_office).removeprefix("/invite/")
        with reading(small_office.engine) as connection:
            stored = str(connection.execute(select(AccountInvite.__table__)).all())
        assert digest(token) in stored
        assert token not in stored
        assert token not in str(small_office.audit())

    @pytest.mark.parametrize("username", ["mikko", "raija", "aune"])
    def test_only_who_coordinates_invites(self, small_office: Office, username: str) -> None:
        role = Role.COACH if username == "mikko" else Role.REPORTER
        scope = Scope(small_office.ids[username], role, frozenset({1}) if role is Role.COACH else None)
        with pytest.raises(ForbiddenError):
            link_for(small_office, "kaisa", scope)
        with pytest.raises(ForbiddenError), writing(small_office.engine) as connection:
            invite(connection, scope, NewAccount("liisa", NOBODYS, Role.COORDINATOR), "hash", small_office.clock())
        assert small_office.count(AccountInvite) == 0

    @pytest.mark.parametrize(
        ("account", "code"),
        [
            (NewAccount("li isa", NOBODYS, Role.COACH), "username-unusable"),
            (NewAccount("KAISA", NOBODYS, Role.COACH), "username-taken"),
            (NewAccount("liisa", NOBODYS, Role.REPORTER, cohorts=["syksy"]), "cohorts-of-coach"),
        ],
    )
    def test_who_cannot_be_invited(self, small_office: Office, account: NewAccount, code: str) -> None:
        scope = Scope(small_office.ids["kaisa"], Role.COORDINATOR)
        with pytest.raises(RefusedError, match=code), writing(small_office.engine) as connection:
            invite(connection, scope, account, "hash", small_office.clock())


class TestTheFirstAccount:
    def test_there_is_a_link_until_somebody_can_sign_in(self, office: Office) -> None:
        with writing(office.engine) as connection:
            assert not first_link(connection, NOBODYS, "fi", digest("no"), office.clock())
            connection.execute(update(Account).values(deactivated_at=office.clock()))
        for token in ("first", "second"):
            with writing(office.engine) as connection:
                assert first_link(connection, NOBODYS, "fi", digest(token), office.clock())
        assert set_password(office.browser(), "/invite/first") == 404
        assert set_password(office.browser(), "/invite/second") == 303
        assert office.browser().sign_in(FIRST, NEW).status_code == 303
        with writing(office.engine) as connection:
            assert somebody_can_sign_in(connection)
            assert not first_link(connection, NOBODYS, "fi", digest("third"), office.clock())
            roles = connection.scalars(select(Account.role).where(Account.username == FIRST)).all()
        assert roles == ["coordinator"]
