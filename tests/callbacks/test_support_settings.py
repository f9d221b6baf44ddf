"""The page of the rules: in plain words for the team, to change for the coordinator."""

from typing import Any

import pytest

from callbacks.overview import load as overview
from callbacks.parameter_words import parameter_label
from callbacks.rule_words import rule_text
from callbacks.support_settings import load
from dashboard.domain.access import Role, Scope
from dashboard.domain.support import Rule
from dashboard.domain.support.parameters import DEFAULTS
from dashboard.domain.support.settings import BOUNDS
from dashboard.i18n import using_language
from dashboard.views.support_settings import RuleCard, SupportSettingsView
from db.engine import reading
from db.queries.support_settings import programme_rules
from db.schema import Cohort, Programme, ProgrammeSetting
from tests.callbacks.conftest import AUTUMN, NOW
from tests.support.cast import Browser, Office
from tests.support.world import World


def rules(world: World, scope: Scope | None, **params: object) -> SupportSettingsView:
    return load(world.engine, scope, params, NOW)


def card(view: SupportSettingsView, rule: Rule) -> RuleCard:
    return next(one for one in view.rules if one.slot == f"rule-{rule}")


def test_every_rule_is_said_in_words_as_it_is_set(world: World, kaisa: Scope) -> None:
    view = rules(world, kaisa)
    assert view.headline == "What the rules look at: all are at their defaults"
    assert [one.slot for one in view.rules] == [f"rule-{rule}" for rule in Rule]
    run = card(view, Rule.RUN_OF_ABSENCES)
    assert (run.title, run.text) == ("Run of absences", "The latest 3 sessions or more missed in a row.")
    assert (run.default, run.changed) == ("", "")


def test_what_differs_says_its_default_and_who_set_it(world: World, kaisa: Scope) -> None:
    about: dict[str, Any] = {"programme_id": world.programme, "changed_at": NOW, "changed_by": kaisa.account_id}
    world.add(ProgrammeSetting, name="run_absences", value=2, **about)
    view = rules(world, kaisa)
    assert view.headline == "What the rules look at: 1 differs from its default"
    run = card(view, Rule.RUN_OF_ABSENCES)
    assert run.text == "The latest 2 sessions or more missed in a row."
    assert run.default == "By default: The latest 3 sessions or more missed in a row."
    assert run.changed == "Set on 23 Oct 2026 by Kaisa."
    assert run.form is not None
    assert (run.form.differs, run.form.version) == (True, 1)


def test_numbers_are_asked_for_as_people_read_them(world: World, kaisa: Scope) -> None:
    form = card(rules(world, kaisa), Rule.LOW_ATTENDANCE).form
    assert form is not None
    share = form.fields[0]
    assert (share.value, share.low, share.high, share.hint) == (80, 50, 99, "80 by default; from 50 to 99")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_rule_and_every_number_has_words(language: str) -> None:
    with using_language(language):
        assert all(rule_text(rule, DEFAULTS) for rule in Rule)
        assert all(parameter_label(name) for name in BOUNDS)


def test_several_programmes_lead_to_each_other(world: World, kaisa: Scope) -> None:
    other = world.add(Programme, code="muu", name="Another", weeks=10)
    world.add(Cohort, programme_id=other, code="m1", name="M1", starts_on=AUTUMN, ends_on=AUTUMN)
    view = rules(world, kaisa, programme="muu")
    assert view.lead.startswith("Another.")
    assert view.programmes is not None
    assert [line.href for line in view.programmes.lines] == ["/support/settings?programme=ikut"]
    assert rules(world, kaisa, programme=["muu"]).lead.startswith("IKUT."), "what is no code is the first one"


def test_a_coach_reads_and_does_not_change(world: World, mikko: Scope) -> None:
    view = rules(world, mikko)
    assert view.lead == "IKUT. The coordinator can change them."
    assert all(one.form is None for one in view.rules)


@pytest.mark.parametrize("role", [Role.REPORTER, Role.AUDITOR])
def test_who_sees_no_persons_has_nothing_to_do_with_rules(world: World, role: Role) -> None:
    view = rules(world, Scope(7, role))
    assert (view.headline, view.rules) == ("The rules are for those who work with people", ())


def test_nobody_sees_nothing(world: World) -> None:
    assert rules(world, None) == SupportSettingsView(headline="")


def test_the_overview_follows_the_rules_of_the_programme(world: World, kaisa: Scope) -> None:
    world.add(ProgrammeSetting, programme_id=world.programme, name="quiet_days", value=9)
    today = overview(world.engine, kaisa, {}, NOW).today
    assert today is not None
    assert "No contact" not in " ".join(line.text for line in today.lines)


class TestChanging:
    @pytest.fixture
    def kaisa(self, small_office: Office) -> Browser:
        return small_office.sign_in("kaisa")

    def drop(self, office: Office, **fields: str) -> dict[str, str]:
        about = {"programme": str(office.world.programme), "rule": "R2", "version": "0"}
        return about | {"drop_absences": "5", "drop_last": "8", "drop_from": "6"} | fields

    def stored(self, office: Office) -> int:
        with reading(office.engine) as connection:
            [one] = programme_rules(connection, Scope(None, Role.COORDINATOR))
        return one.parameters.drop_absences

    def test_is_said_kept_and_written_down(self, small_office: Office, kaisa: Browser) -> None:
        answer = kaisa.do("support_settings/change", self.drop(small_office))
        assert answer.json["message"] == "The rule is changed, and holds from now on."
        assert self.stored(small_office) == 5
        [row] = small_office.audit("set-rule")
        assert (row.detail["was"], row.detail["now"]) == ({"drop_absences": 4}, {"drop_absences": 5})
        back = {"programme": str(small_office.world.programme), "rule": "R2", "version": "1"}
        assert kaisa.do("support_settings/reset", back).status_code == 200
        assert self.stored(small_office) == 4

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"drop_absences": "9"}, "At most 8, please, or the rule could never speak."),
            ({"drop_absences": "1"}, "From 2 to 20, please."),
            ({"drop_absences": ""}, "Please fill this in."),
            ({"drop_absences": "4.5"}, "A whole number from 0 to 10000, please."),
            ({"drop_absences": "nan"}, "A whole number from 0 to 10000, please."),
        ],
    )
    def test_what_cannot_be_is_said_beside_its_number(
        self, small_office: Office, kaisa: Browser, fields: dict[str, str], sentence: str
    ) -> None:
        answer = kaisa.do("support_settings/change", self.drop(small_office, **fields))
        assert answer.status_code == 422
        assert answer.json["fields"] == {"drop_absences": sentence}
        assert self.stored(small_office) == 4

    def test_an_unknown_rule_is_refused(self, small_office: Office, kaisa: Browser) -> None:
        answer = kaisa.do("support_settings/change", self.drop(small_office, rule="R99"))
        assert set(answer.json["fields"]) == {"rule"}

    def test_a_colleague_was_quicker(self, small_office: Office, kaisa: Browser) -> None:
        kaisa.do("support_settings/change", self.drop(small_office))
        mine = self.drop(small_office, drop_absences="6")
        answer = kaisa.do("support_settings/change", mine)
        assert answer.status_code == 409
        assert answer.json["theirs"] == ["From 6 sessions on: at least 5 of the last 8 missed."]
        assert kaisa.do("support_settings/change", mine | answer.json["seen"]).status_code == 200
        assert self.stored(small_office) == 6

    @pytest.mark.parametrize("username", ["mikko", "raija", "aune"])
    def test_only_a_coordinator_does(self, small_office: Office, username: str) -> None:
        browser = small_office.sign_in(username)
        for action in ("change", "reset"):
            assert browser.do(f"support_settings/{action}", self.drop(small_office)).status_code == 404
        assert self.stored(small_office) == 4
