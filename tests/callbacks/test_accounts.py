"""The page of accounts by role, and what is done there: inviting, changing, leaving, one's own password."""

from typing import Any

import pytest

from callbacks import accounts
from dashboard.domain.access import Role, Scope
from dashboard.views.forms import Panel
from tests.support.cast import PASSWORD, Browser, Office

NEW = "aivan uusi salasana"


@pytest.fixture
def kaisa(small_office: Office) -> Browser:
    return small_office.sign_in("kaisa")


def done(browser: Browser, action: str, **fields: Any) -> dict[str, Any]:
    answer = browser.do(f"accounts/{action}", fields)
    assert answer.status_code == 200, answer.text
    assert answer.json is not None
    return dict(answer.json)


def wrong(browser: Browser, action: str, **fields: Any) -> dict[str, str]:
    answer = browser.do(f"accounts/{action}", fields)
    assert answer.status_code == 422, answer.text
    assert answer.json is not None
    return dict(answer.json["fields"]) or {"": answer.json["message"]}


def team(office: Office) -> Panel:
    view = accounts.load(office.engine, Scope(office.ids["kaisa"], Role.COORDINATOR), {}, office.clock())
    assert view.team is not None
    return view.team


class TestThePage:
    def test_a_coordinator_sees_everybody(self, small_office: Office) -> None:
        small_office.sign_in("mikko")
        scope = Scope(small_office.ids["kaisa"], Role.COORDINATOR)
        view = accounts.load(small_office.engine, scope, {}, small_office.clock())
        assert view.headline == "4 people can sign in"
        assert [(row.label, row.text) for row in team(small_office).rows] == [
            ("Aune Salo", "auditor, aune, has never signed in"),
            ("Kaisa Laine", "coordinator, kaisa, has never signed in"),
            ("Mikko Niemi", "coach: syksy, mikko, last signed in 6 Oct 2021"),
            ("Raija Koski", "reporter, raija, has never signed in"),
        ]
        assert len(team(small_office).rows[0].forms) == 3

    @pytest.mark.parametrize("role", [Role.COACH, Role.REPORTER, Role.AUDITOR])
    def test_everybody_else_sees_their_own_alone(self, small_office: Office, role: Role) -> None:
        view = accounts.load(small_office.engine, Scope(2, role), {}, small_office.clock())
        assert (view.headline, view.team) == ("Your account", None)
        assert view.own is not None
        assert [form.slot for form in view.own.forms] == ["own-password"]
        assert accounts.load(small_office.engine, None, {}).own is None


class TestInviting:
    def test_a_coach_is_invited_and_comes(self, small_office: Office, kaisa: Browser) -> None:
        new = {"username": "Liisa", "name": "Liisa Aho", "role": "coach", "cohorts": ["2"], "language": "sv"}
        said = done(kaisa, "invite", **new)
        assert said["message"].startswith("Liisa Aho is invited.")
        link = said["data"]["invite"]
        [row] = [row for row in team(small_office).rows if row.label == "Liisa Aho"]
        assert (row.text, row.badge) == (
            "coach: kevat, liisa, has never signed in",
            "link until 9 Oct 2021 9:00",
        )
        liisa = small_office.browser()
        liisa.page(link)
        liisa.post(link, {"password": NEW, "again": NEW})
        assert liisa.sign_in("liisa", NEW).status_code == 303
        assert link.removeprefix("/invite/") not in kaisa.page("/people").text
        assert wrong(kaisa, "invite", **new) == {"username": "Somebody has this name already."}
        assert set(wrong(kaisa, "invite", **{**new, "username": "a b", "role": "reporter"})) == {"username"}
        assert set(wrong(kaisa, "invite", **{**new, "username": "b", "role": "reporter"})) == {"cohorts"}
        assert set(wrong(kaisa, "invite")) == {"username", "name", "role", "language"}

    def test_a_link_for_who_has_forgotten(self, small_office: Office, kaisa: Browser) -> None:
        link = done(kaisa, "link", id=str(small_office.ids["mikko"]))["data"]["invite"]
        assert small_office.browser().page(link).status_code == 200
        assert small_office.sign_in("mikko")  # the old password holds until the link is used


class TestChanging:
    def test_role_and_cohorts_by_the_version_seen(self, small_office: Office, kaisa: Browser) -> None:
        one = {"id": str(small_office.ids["mikko"]), "version": "1", "name": "Mikko N", "role": "coach"}
        done(kaisa, "change", **one, cohorts=["1", "2"])
        assert "coach: syksy and kevat" in next(row.text for row in team(small_office).rows if row.label == "Mikko N")
        slower = kaisa.do("accounts/change", {**one, "cohorts": ["1"]})
        assert slower.status_code == 409
        assert slower.json is not None
        assert (slower.json["theirs"], slower.json["seen"]) == (["Mikko N, coach"], {"version": "2"})

    def test_leaving_and_coming_back(self, small_office: Office, kaisa: Browser) -> None:
        mikko, one = small_office.sign_in("mikko"), str(small_office.ids["mikko"])
        done(kaisa, "deactivate", id=one, version="1")
        assert mikko.page("/").status_code == 303
        assert wrong(kaisa, "link", id=one)[""].startswith("This account is deactivated")
        [row] = [row for row in team(small_office).rows if row.badge == "deactivated"]
        assert [form.action for form in row.forms] == ["accounts/reactivate"]
        done(kaisa, "reactivate", id=one, version="2")
        assert small_office.sign_in("mikko")

    def test_the_last_coordinator_stays(self, small_office: Office, kaisa: Browser) -> None:
        own = {"id": str(small_office.ids["kaisa"]), "version": "1"}
        said = "Nobody else can coordinate: invite another coordinator first."
        assert wrong(kaisa, "deactivate", **own) == {"": said}
        assert wrong(kaisa, "change", **own, name="Kaisa", role="auditor") == {"": said}

    @pytest.mark.parametrize("username", ["mikko", "raija", "aune"])
    def test_nobody_else_can(self, small_office: Office, username: str) -> None:
        browser, own = small_office.sign_in(username), str(small_office.ids[username])
        change = {"id": own, "version": "1", "name": "Minä", "role": "coordinator"}
        new = {"username": "oma", "name": "Oma", "role": "coordinator", "language": "fi"}
        for action, fields in (("change", change), ("invite", new), ("link", {"id": own}), ("deactivate", change)):
            assert browser.do(f"accounts/{action}", fields).status_code == 404
        assert len(team(small_office).rows) == 4


class TestOnesOwnPassword:
    FIELDS = ("old", "password", "again")

    def change(self, browser: Browser, *values: str) -> Any:
        return browser.do("accounts/password", dict(zip(self.FIELDS, values, strict=True)))

    def test_it_is_changed_and_elsewhere_one_is_signed_out(self, small_office: Office) -> None:
        here, elsewhere, kaisa = (small_office.sign_in(name) for name in ("mikko", "mikko", "kaisa"))
        assert self.change(here, PASSWORD, NEW, NEW).status_code == 200
        assert here.page("/").status_code == 200
        assert elsewhere.page("/").status_code == 303
        assert kaisa.page("/").status_code == 200
        assert small_office.browser().sign_in("mikko").status_code == 401
        assert small_office.browser().sign_in("mikko", NEW).status_code == 303
        [row] = small_office.audit("change-own-password")
        assert row.account_id == row.subject_id == small_office.ids["mikko"]

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            (("not this one at all", NEW, NEW), "old"),
            ((PASSWORD, "short", "short"), "password"),
            ((PASSWORD, NEW, f"{NEW}!"), "again"),
            (("", NEW, NEW), "old"),
        ],
    )
    def test_what_is_not_right_is_said_and_nothing_changes(
        self, small_office: Office, values: tuple[str, ...], field: str
    ) -> None:
        answer = self.change(small_office.sign_in("mikko"), *values)
        assert answer.status_code == 422
        assert set(answer.json["fields"]) == {field}
        assert small_office.sign_in("mikko")

    def test_guessing_the_old_one_waits_like_the_sign_in(self, small_office: Office) -> None:
        mikko = small_office.sign_in("mikko")
        said = [self.change(mikko, "a guess, and wrong", NEW, NEW).json["fields"]["old"] for _ in range(6)]
        assert said[0].startswith("This is not your password")
        assert said[-1].startswith("Please wait")
        assert self.change(mikko, PASSWORD, NEW, NEW).status_code == 422
