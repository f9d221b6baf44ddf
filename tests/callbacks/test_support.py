"""The support page as each role sees it: who waits for a look, what was done about whom, what has passed."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError

from callbacks.support import follow, load
from dashboard.domain.access import Role, Scope
from dashboard.domain.calendar import HELSINKI
from dashboard.domain.register import Shown
from dashboard.views.support import CardList, SupportCard, SupportView
from db.engine import writing
from db.schema import Participant
from tests.callbacks.conftest import AUTUMN, NOW, SPRING
from tests.callbacks.persons import person, reads
from tests.support.world import World

YESTERDAY = datetime(2026, 10, 22, 13, tzinfo=HELSINKI)
RULES = {"B": ("R4", "R3", "R1", "R2", "R5"), "C": ("R10", "R4", "R3", "R1", "R2", "R5")}


def support(world: World, scope: Scope | None, now: datetime = NOW, **params: object) -> SupportView:
    return load(world.engine, scope, params, now)


def codes(found: CardList | None) -> list[str]:
    return [card.code for card in found.cards] if found else []


def card(view: SupportView, code: str) -> SupportCard:
    lists = [found for found in (view.waiting, view.tasks, view.looked) if found]
    [one] = [card for found in lists for card in found.cards if card.code == code]
    return one


def look_at(world: World, code: str, kind: str = "acknowledged", **values: Any) -> None:
    """Take a step about everything that is said of a person."""
    for rule in RULES[code]:
        world.decision("syksy", code, rule, kind, YESTERDAY, **values)


def object_to_prompts(world: World, person: str, on: date) -> None:
    with writing(world.engine) as connection:
        connection.execute(update(Participant).where(Participant.code == person).values(prompts_objected_on=on))


class TestWhoWaitsForALook:
    def test_nobody_has_looked(self, world: World, kaisa: Scope) -> None:
        view = support(world, kaisa)
        assert view.headline == "2 people may need support; nobody has looked yet"
        assert view.lead.startswith("Since 16 Oct: 11 new, 0 continuing, 0 no longer so.")
        assert codes(view.waiting) == ["C", "B"], "no contact comes first"
        assert (view.tasks, view.looked) == (None, None)

    def test_somebody_has_looked_at_one_of_them(self, world: World, kaisa: Scope) -> None:
        look_at(world, "C")
        view = support(world, kaisa)
        assert view.headline == "2 people may need support; nobody has looked at one of them yet"
        assert (codes(view.waiting), codes(view.looked)) == (["B"], ["C"])
        assert {line.stage for line in card(view, "C").prompts} == {"seen on 22 Oct 2026"}

    def test_somebody_has_looked_at_everyone(self, world: World, kaisa: Scope) -> None:
        look_at(world, "B")
        look_at(world, "C")
        view = support(world, kaisa)
        assert view.headline == "2 people may need support; somebody has looked at each"
        assert view.waiting is not None
        assert (view.waiting.title, view.waiting.cards) == ("Nobody waits for a look", ())

    def test_nobody_needs_any(self, world: World, kaisa: Scope) -> None:
        view = support(world, kaisa, cohorts="kevät")
        assert view.headline == "Nobody seems to need extra support just now"
        assert view.waiting is not None
        assert view.waiting.empty == "The rules say nothing."

    @pytest.mark.parametrize(("until", "order"), [({"B": 21, "C": 22}, ["B", "C"]), ({"B": 22, "C": 21}, ["C", "B"])])
    def test_who_has_waited_longest_comes_first_where_rules_are_alike(
        self, world: World, kaisa: Scope, until: dict[str, int], order: list[str]
    ) -> None:
        for code, rules in RULES.items():
            for rule in rules:
                world.decision("syksy", code, rule, "acknowledged", YESTERDAY)
            later, day = YESTERDAY + timedelta(minutes=1), date(2026, 10, until[code])
            world.decision("syksy", code, "R1", "snoozed", later, "Loma.", snoozed_until=day)
        assert codes(support(world, kaisa).waiting) == order

    def test_what_nobody_has_looked_at_stands_first_on_a_card(self, world: World, kaisa: Scope) -> None:
        world.decision("syksy", "B", "R4", "acknowledged", YESTERDAY)
        first, *_others, last = card(support(world, kaisa), "B").prompts
        assert (first.text, first.stage) == ("Missed 5 in a row, since 15 Oct 2026.", "")
        assert (last.slot, last.stage) == ("prompt-4-R4", "seen on 22 Oct 2026")

    def test_a_snooze_that_is_over_brings_it_back(self, world: World, kaisa: Scope) -> None:
        look_at(world, "C", "snoozed", text="Sairaana.", snoozed_until=NOW.date())
        view = support(world, kaisa)
        assert "C" in codes(view.waiting)
        assert card(view, "C").prompts[0].stage == "was put off until 23 Oct 2026: Sairaana."
        assert "C" in codes(support(world, kaisa, now=NOW - timedelta(days=1)).looked)

    def test_follow_ups_are_for_the_team_and_in_no_count_of_people(self, world: World, kaisa: Scope) -> None:
        world.enrol("kevät", "L", SPRING, exited_on=date(2026, 9, 25))
        view = support(world, kaisa)
        assert codes(view.tasks) == ["L"]
        assert card(view, "L").prompts[0].text == "28-day status due 23 Oct 2026."
        assert view.headline.startswith("2 people may need support")


class TestACard:
    def test_says_what_since_when_and_shows_the_last_marks(self, world: World, kaisa: Scope) -> None:
        found = card(support(world, kaisa), "C")
        assert (found.slot, found.where, found.badge) == ("support-5", "Autumn, week 3 of 10", "new")
        assert found.href == "/participant?code=C"
        first = found.prompts[0]
        assert first.text == "No contact for 8 days: follow the safety plan."
        assert (first.since, first.badge) == ("since 22 Oct, 1 day", "new")
        assert found.strip_note == "last there Thu 15 Oct"
        assert found.strip[-1] == (Shown.UNRECORDED, "Thu 22 Oct arki: not recorded")
        assert len(found.strip) == 12

    def test_holds_no_score_and_does_not_count_its_rules(self, world: World, kaisa: Scope) -> None:
        said = repr(support(world, kaisa)).lower()
        assert not any(word in said for word in ("score", "risk", "priority", "severity"))

    def test_offers_what_can_be_done(self, world: World, kaisa: Scope) -> None:
        ask = card(support(world, kaisa), "B").ask
        assert ask is not None
        assert [option.value for option in ask.prompts] == list(RULES["B"])
        assert ask.unseen == RULES["B"]
        assert [option.label for option in ask.owners] == ["Kaisa"]
        assert (ask.enrolment, ask.seen, ask.may_object) == (world.enrolments["syksy", "B"], 0, True)

    def test_a_form_is_drawn_only_once_it_is_asked_for(self, world: World, kaisa: Scope) -> None:
        closed = card(support(world, kaisa, cohorts="syksy"), "B")
        assert (closed.doing, closed.links["decide"]) == ("", "/support?cohorts=syksy&do=decide-4")
        both = card(support(world, kaisa, open="4-R4", do="decide-4"), "B")
        assert both.doing == "decide"
        assert both.links["decide"] == "/support?open=4-R4", "closes it, and nothing else"
        assert both.links["snooze"] == "/support?open=4-R4&do=snooze-4"
        assert card(support(world, kaisa, do="decide-4"), "C").doing == ""
        assert [card(support(world, kaisa, do=wrong), "B").doing for wrong in ("eat-4", ["decide-4"] * 2)] == ["", ""]

    def test_says_what_was_decided_and_what_came_of_it(self, world: World, kaisa: Scope) -> None:
        at = datetime(2026, 10, 9, 13, tzinfo=HELSINKI)
        decision = world.decision("syksy", "B", "R3", "decided", at, "Soitetaan joka aamu", due_on=date(2026, 10, 12))
        world.decision("syksy", "B", "R3", "done", at + timedelta(days=3), decision_id=decision)
        view = support(world, kaisa)
        [note] = card(view, "B").decisions
        assert note.text == "Decided on 9 Oct 2026: Soitetaan joka aamu. Done 12 Oct 2026."
        # Four sessions before it, eight after: M is late, P and I are missed.
        assert note.outcome == "Attended before: 4 of 4. After: 3 of 8, 2 weeks. Too few sessions before it to compare."
        assert note.href == f"#decision-{decision}"
        assert view.decisions is not None
        [line] = view.decisions.lines
        assert (line.about, line.done, line.review, line.outcome) == ("B, run of absences", False, True, note.outcome)


class TestDecisions:
    def test_those_that_are_due_come_first_and_answered_ones_have_left(self, world: World, kaisa: Scope) -> None:
        about: dict[str, Any] = {"owner_id": kaisa.account_id}
        world.decision("syksy", "B", "R3", "decided", YESTERDAY, "Ensi viikolla.", due_on=date(2026, 10, 30), **about)
        world.decision("syksy", "C", "R3", "decided", YESTERDAY, "Tänään.", due_on=NOW.date(), **about)
        done = world.decision("syksy", "C", "R5", "decided", YESTERDAY, "Vanha.", due_on=NOW.date(), **about)
        world.decision("syksy", "C", "R5", "reviewed", YESTERDAY, worked="yes", decision_id=done)
        found = support(world, kaisa).decisions
        assert found is not None
        assert (found.title, found.note) == ("2 decisions under way", "1 is due.")
        assert [(line.due, line.badge, line.done, line.review) for line in found.lines] == [
            (True, "Kaisa, by 23 Oct", True, True),
            (False, "Kaisa, by 30 Oct", True, False),
        ]

    def test_one_about_somebody_of_whom_nothing_is_said_any_more_is_kept(self, world: World, kaisa: Scope) -> None:
        world.decision("kevät", "Z", "R3", "decided", datetime(2026, 3, 20, tzinfo=HELSINKI), "Soitetaan.")
        found = support(world, kaisa).decisions
        assert found is not None
        assert [line.about for line in found.lines] == ["Z, run of absences"]


@pytest.fixture
def come_back(world: World) -> World:
    """D missed three days in a row two weeks ago and has come ever since."""
    world.cohort("uusi", AUTUMN, name="New")
    world.enrol("uusi", "D", AUTUMN)
    for week, letters in enumerate((".....", "xxx..", ".....")):
        for day, letter in enumerate(letters):
            session = world.session("uusi", AUTUMN + timedelta(weeks=week, days=day))
            world.mark(session, "D", **({"status": "absent", "notice": "before"} if letter == "x" else {}))
    return world


def test_what_has_passed_says_what_has_been_there_since(come_back: World, kaisa: Scope) -> None:
    wednesday = datetime(2026, 10, 21, 18, tzinfo=HELSINKI)
    found = support(come_back, kaisa, now=wednesday, cohorts="uusi").resolved
    assert found is not None
    assert found.note == "Said on 14 Oct, and not any more."
    assert ("D", "Run of absences: there 5 of 5 since") in [(line.label, line.text) for line in found.lines]


class TestEvidence:
    def test_opens_to_the_very_marks_and_the_rule_in_words(self, world: World, kaisa: Scope) -> None:
        view = support(world, kaisa, open="4-R4")
        opened = [line for found in (view.waiting,) if found for one in found.cards for line in one.prompts]
        [line] = [line for line in opened if line.evidence]
        assert (line.slot, line.href) == ("prompt-4-R4", "/support")
        assert line.evidence is not None
        assert line.evidence.rule.startswith("The latest 2 sessions or more missed in a row without notice. Excused")
        assert [(row.when, row.what, row.status, row.shown) for row in line.evidence.rows] == [
            ("Thu 22 Oct", "arki", "absent, not told", Shown.UNTOLD),
            ("Wed 21 Oct", "IT", "absent, not told", Shown.UNTOLD),
        ]

    def test_is_read_about_one_person_and_written_down(self, world: World, kaisa: Scope) -> None:
        support(world, kaisa)
        assert reads(world.engine) == [], "the list is not about one person"
        opened = {"open": "4-R4"}
        load(world.engine, kaisa, opened, NOW)
        follow(world.engine, kaisa, {**opened, "cohorts": "syksy"}, NOW)
        follow(world.engine, kaisa, {"open": "5-R10"}, NOW)
        assert [(row.account_id, row.subject_id, row.detail) for row in reads(world.engine)] == [
            (kaisa.account_id, world.people[code], {"participant": code, "page": "support"}) for code in ("B", "C")
        ]

    @pytest.mark.parametrize("how", [load, follow])
    def test_without_the_row_there_is_none(self, world: World, kaisa: Scope, how: Callable[..., SupportView]) -> None:
        with writing(world.engine) as connection:
            connection.execute(text("ALTER TABLE audit RENAME TO audit_away"))
        with pytest.raises(DBAPIError, match="audit"):
            how(world.engine, kaisa, {"open": "4-R4"}, NOW)

    @pytest.mark.parametrize(
        "wanted", ["", "4-", "4-R9", "99-R4", "x", "-R4", "4" * 40, "\0", ["4-R4", "5-R4"], "3-R4"]
    )
    def test_what_is_not_there_opens_nothing(self, world: World, kaisa: Scope, wanted: object) -> None:
        view = support(world, kaisa, open=wanted)
        assert all(line.evidence is None for one in view.waiting.cards for line in one.prompts)  # type: ignore[union-attr]

    def test_of_a_foreign_cohort_opens_nothing_and_leaves_no_row(self, world: World, mikko: Scope) -> None:
        assert support(world, mikko, open="4-R4") == support(world, mikko)
        assert reads(world.engine) == []


class TestADayThatWas:
    def test_is_shown_as_it_stood_and_nothing_can_be_done(self, world: World, kaisa: Scope) -> None:
        look_at(world, "B")
        world.decision("syksy", "B", "R3", "decided", YESTERDAY, "Soitetaan.")
        view = support(world, kaisa, as_of="2026-10-21")
        assert view.lead.startswith("As it stood on 21 Oct 2026. Since 14 Oct:")
        assert "B" in codes(view.waiting), "nobody had looked yet"
        assert card(view, "B").ask is None
        assert view.decisions is not None
        assert view.decisions.lines == ()
        later = support(world, kaisa, as_of="2026-10-22").decisions
        assert later is not None
        assert [(line.done, line.review) for line in later.lines] == [(False, False)]


class TestWhoObjects:
    def test_is_said_to_the_coordinator_alone(self, world: World, kaisa: Scope) -> None:
        world.decision("syksy", "C", "R3", "decided", YESTERDAY, "Soitetaan.")
        own = Scope(kaisa.account_id, Role.COACH, frozenset({world.cohorts["syksy"]}))
        object_to_prompts(world, "C", date(2026, 10, 20))
        view = support(world, kaisa)
        assert view.objections is not None
        assert view.objections.title == "1 person wants no prompts"
        [line] = view.objections.lines
        assert (line.code, line.text, line.participant) == ("C", "since 20 Oct 2026", world.people["C"])
        assert support(world, own).objections is None
        for seen in (view, support(world, own)):
            assert "C" not in [*codes(seen.waiting), *codes(seen.looked)]
            assert seen.decisions is not None
            assert seen.decisions.lines == ()
        assert "'C'" not in repr(support(world, own))

    def test_on_a_day_before_it_they_are_there(self, world: World, kaisa: Scope) -> None:
        object_to_prompts(world, "C", date(2026, 10, 22))
        assert "C" in codes(support(world, kaisa, as_of="2026-10-21").waiting)
        assert support(world, kaisa, as_of="2026-10-21").objections is None
        past = support(world, kaisa, as_of="2026-10-22").objections
        assert past is not None
        assert [line.participant for line in past.lines] == [0], "nothing can be done about a day that was"


class TestWhoSeesIt:
    def test_a_coach_sees_their_own_cohort_and_cannot_take_objections(self, world: World, mikko: Scope) -> None:
        view = support(world, mikko)
        assert view.headline == "Nobody seems to need extra support just now"
        assert "syksy" not in repr(view)
        own = Scope(mikko.account_id, Role.COACH, frozenset({world.cohorts["syksy"]}))
        ask = card(support(world, own), "B").ask
        assert ask is not None
        assert not ask.may_object

    @pytest.mark.parametrize("role", [Role.REPORTER, Role.AUDITOR])
    def test_who_sees_no_persons_sees_that_it_is_not_for_them(self, world: World, role: Role) -> None:
        view = support(world, Scope(7, role), open="4-R4")
        assert view.headline == "What is said of single people is for those who work with them"
        assert (view.waiting, view.decisions, view.resolved, view.objections) == (None, None, None, None)
        assert reads(world.engine) == []

    def test_nobody_sees_nothing(self, world: World) -> None:
        assert support(world, None) == SupportView(headline="")

    def test_cohorts_are_chosen_and_go_along(self, world: World, kaisa: Scope) -> None:
        view = support(world, kaisa, cohorts="syksy")
        assert card(view, "B").href == "/participant?cohorts=syksy&code=B"
        assert card(view, "B").prompts[0].href == "/support?cohorts=syksy&open=4-R4"


def test_a_persons_own_page_shows_the_same_card_and_opens_it_in_its_place(world: World, kaisa: Scope) -> None:
    view = person(world.engine, kaisa, "B", open="4-R4")
    assert view.support is not None
    [found] = view.support.cards
    assert [line.slot.removeprefix("prompt-4-") for line in found.prompts] == list(RULES["B"])
    assert found.prompts[0].evidence is not None
    assert (found.prompts[0].href, found.prompts[1].href) == ("/participant?code=B", "/participant?code=B&open=4-R3")
    assert person(world.engine, kaisa, "A").support is None
    assert person(world.engine, kaisa, "B", as_of=SPRING.isoformat()).support is None
