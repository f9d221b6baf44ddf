"""The page of the weekly review as each role sees it: before it begins, while it is held, on the wall."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from plotly.io.json import to_json_plotly
from sqlalchemy import Engine, update

from callbacks.review import follow, load, nothing
from dashboard.domain.access import Role, Scope
from dashboard.domain.calendar import HELSINKI
from dashboard.domain.review import ItemState
from dashboard.i18n import using_language
from dashboard.views.review import ReviewView
from db.engine import writing
from db.schema import Cohort, Participant, Programme, ReviewAlias
from pages.review import layout, parts
from tests.callbacks.conftest import AUTUMN, NOW
from tests.callbacks.persons import reads
from tests.callbacks.reviews import begun, do, entries, how_many, item_of, labels, page
from tests.support.world import World

EVERYTHING = [
    ("Nobody has looked yet", "C"),
    ("Nobody has looked yet", "B"),
    ("Follow-ups", "Z"),
    ("Registers not taken", "Autumn"),
    ("The week in figures", "Autumn"),
]


@pytest.fixture(autouse=True)
def a_contact_with_z(world: World) -> None:
    """Somebody of spring is to be called, so that both cohorts have something to talk about."""
    world.follow_up("kevät", "Z", "other", date(2026, 10, 20))


class TestWhoTakesPart:
    def test_who_works_with_nobody_finds_nothing(self, engine: Engine, kaisa: Scope) -> None:
        begun(engine, kaisa)
        for outsider in (Scope(9, Role.REPORTER), Scope(9, Role.AUDITOR), Scope(9, Role.COACH, frozenset())):
            assert page(engine, outsider) == nothing()
        assert nothing().headline == "There is nothing here."
        assert load(engine, None, {}).headline == ""

    def test_a_coach_talks_about_their_own_people(self, engine: Engine, kaisa: Scope, mikko: Scope) -> None:
        assert labels(begun(engine, kaisa)) == EVERYTHING
        view = page(engine, mikko)
        assert labels(view) == [("Follow-ups", "Z")]
        foreign = item_of(page(engine, kaisa), "C")
        assert page(engine, mikko, **foreign).item == view.item, "what is not theirs is not there"
        assert "Autumn" not in repr(view)


class TestBefore:
    def test_it_says_what_it_will_be_about_in_counts_alone(self, engine: Engine, kaisa: Scope) -> None:
        view = page(engine, kaisa)
        assert view.headline == "5 things to go through in the weekly review"
        assert view.lead == "No review has been held yet; what is new is new since 16 Oct 2026."
        assert view.start is not None
        assert [(fact.label, fact.value) for fact in view.start.counts] == [
            ("Nobody has looked yet", "2 people"),
            ("Follow-ups", "1 person"),
            ("Registers not taken", "1 cohort"),
            ("The week in figures", "1 cohort"),
        ]
        assert (view.tools, view.item, view.agenda) == (None, None, ())

    def test_one_may_choose_among_programmes(self, world: World, kaisa: Scope) -> None:
        other = world.add(Programme, code="muu", name="Another", weeks=8)
        days = {"starts_on": AUTUMN, "ends_on": date(2026, 11, 29)}
        world.add(Cohort, programme_id=other, code="m", name="m", weeks=8, **days)
        view = page(world.engine, kaisa)
        assert view.start is not None
        assert [(one.value, one.label) for one in view.start.programmes] == [("/review?programme=muu", "Another")]
        other_view = page(world.engine, kaisa, programme="muu")
        assert other_view.start is not None
        assert other_view.start.title == "Another"
        do(world.engine, kaisa, "start", programme="muu")
        assert page(world.engine, kaisa).start is None, "the one that is going on comes first"
        assert page(world.engine, kaisa, programme="ikut").start is not None


class TestDuring:
    def test_it_begins_with_the_first_item_that_is_open(self, engine: Engine, kaisa: Scope) -> None:
        view = begun(engine, kaisa)
        assert view.headline == "1 of 5; 5 are still open"
        assert view.lead == "Weekly review of 23 Oct 2026, since 16 Oct 2026. Begun at 16:00 by Kaisa."
        assert view.item is not None
        assert view.item.card is not None
        assert [line.text for line in view.item.card.prompts][:2] == [
            "No contact for 8 days: follow the safety plan.",
            "3 absences in a row without notice: call today.",
        ]
        assert view.moves is not None
        assert (view.moves.previous, bool(view.moves.next)) == ("", True)

    def test_one_steps_from_item_to_item(self, engine: Engine, kaisa: Scope) -> None:
        view = begun(engine, kaisa)
        seen = []
        for _step in range(5):
            seen.append(next(entry.label for entry in entries(view) if entry.current))
            assert view.moves is not None
            params = dict(part.split("=") for part in view.moves.next.partition("?")[2].split("&") if part)
            view = page(engine, kaisa, **params)
        assert seen == ["C", "B", "Z", "Autumn", "Autumn"]

    def test_a_follow_up_and_registers_and_figures_say_what_they_are(self, engine: Engine, kaisa: Scope) -> None:
        view = begun(engine, kaisa)
        keys = [dict(p.split("=") for p in one.href.partition("?")[2].split("&")) for one in entries(view)]
        follow_up, registers, week = (page(engine, kaisa, **key).item for key in keys[2:])
        assert follow_up is not None
        assert registers is not None
        assert week is not None
        assert [(line.label, line.text) for line in follow_up.lists[0].lines] == [
            ("20 Oct 2026", "Agreed contact, overdue")
        ]
        assert registers.lists[0].title == "1 register is not taken"
        assert [line.text for line in registers.lists[0].lines] == ["arki, Autumn: 1 of 3 marks missing"]
        rows = {row.label: (row.this, row.last, row.so_far) for row in week.rows}
        # This week A came to all four, B to none of four, C to none of three; last week 4, 3 and 2 of 4, 4 and 3.
        slash = "\N{NO-BREAK SPACE}/\N{NO-BREAK SPACE}"
        assert rows["Attendance"] == (f"36%, 4{slash}11", f"82%, 9{slash}11", f"71%, 24{slash}34")
        assert rows["Late, of the times there"] == (f"0{slash}4", f"11%, 1{slash}9", f"4%, 1{slash}24")
        assert rows["Marks recorded"] == (f"11{slash}12", f"12{slash}12", f"35{slash}36")

    def test_nothing_on_the_agenda_is_said(self, engine: Engine, world: World) -> None:
        spring = Scope(world.account("Venla", "coach"), Role.COACH, frozenset({world.cohorts["talvi"]}))
        view = begun(engine, spring)
        assert view.headline == "Nothing is on the agenda: everything has been looked at"
        assert view.item is None
        assert layout(view)

    def test_one_that_was_never_closed_says_so(self, engine: Engine, kaisa: Scope) -> None:
        begun(engine, kaisa)
        assert page(engine, kaisa, NOW + timedelta(days=3)).lead.endswith(
            "It was never closed: go on, or close it and begin a new one."
        )

    def test_the_marks_behind_a_sentence_are_a_read(self, engine: Engine, world: World, kaisa: Scope) -> None:
        begun(engine, kaisa)
        view = page(engine, kaisa, evidence="R3")
        assert view.item is not None
        assert view.item.card is not None
        opened = [line.evidence for line in view.item.card.prompts if line.evidence]
        assert [len(one.rows) for one in opened] == [3]
        follow(engine, kaisa, {"evidence": "R4"}, NOW)
        [row] = reads(engine)
        assert (row.subject_id, row.detail) == (world.people["C"], {"participant": "C", "page": "review"})

    def test_whatever_the_address_says_there_is_a_page(self, engine: Engine, kaisa: Scope) -> None:
        begun(engine, kaisa)
        odd: list[dict[str, Any]] = [{"item": "x"}, {"item": ["a", "b"]}, {"evidence": "R3" * 40}, {"mode": "x"}]
        for params in odd:
            assert page(engine, kaisa, **params).headline == "1 of 5; 5 are still open"

    def test_every_view_has_the_same_parts(self, engine: Engine, kaisa: Scope) -> None:
        views = [page(engine, None), page(engine, kaisa), begun(engine, kaisa), page(engine, kaisa, mode="meeting")]
        assert len({tuple(parts(view)) for view in views}) == 1


@pytest.fixture
def telling(world: World) -> None:
    """B and C get codes that nobody could miss in a page."""
    with writing(world.engine) as connection:
        for plain, telling in (("B", "K7P2"), ("C", "Q9X4"), ("Z", "T5V6")):
            connection.execute(update(Participant).where(Participant.code == plain).values(code=telling))


@pytest.mark.usefixtures("telling")
class TestOnTheWall:
    def drawn(self, view: ReviewView) -> str:
        return to_json_plotly(layout(view))

    def test_there_is_no_code_in_any_item(self, engine: Engine, world: World, kaisa: Scope) -> None:
        world.decision("syksy", "B", "R3", "decided", datetime(2026, 10, 12, tzinfo=HELSINKI), "Q9X4 tuo K7P2:n.")
        view = begun(engine, kaisa)
        do(engine, kaisa, "note", **item_of(view, "K7P2"), text="k7p2 ja Q9X4lle viesti", version="0")
        wall = page(engine, kaisa, mode="meeting")
        for entry in entries(wall):
            params = dict(part.split("=") for part in entry.href.partition("?")[2].split("&"))
            assert params["mode"] == "meeting"
            shown = self.drawn(page(engine, kaisa, **params))
            for code in ("K7P2", "k7p2", "Q9X4", "T5V6", "/participant", "/session"):
                assert code not in shown
        assert "K7P2" in self.drawn(page(engine, kaisa, **item_of(view, "K7P2")))

    def test_aliases_stay_through_the_meeting_in_every_language(self, engine: Engine, kaisa: Scope) -> None:
        begun(engine, kaisa)
        first = [entry.label for entry in entries(page(engine, kaisa, mode="meeting"))]
        assert first[:3] == [entry.label for entry in entries(page(engine, kaisa, mode="meeting"))][:3]
        assert sorted(first[:3]) == ["Person 1", "Person 2", "Person 3"]
        with using_language("fi"):
            numbers = [entry.label[-1] for entry in entries(page(engine, kaisa, mode="meeting"))]
        assert numbers[:3] == [label[-1] for label in first[:3]]

    def test_who_sees_the_code_sees_the_alias_beside_it(self, engine: Engine, kaisa: Scope) -> None:
        begun(engine, kaisa)
        wall = page(engine, kaisa, mode="meeting")
        assert wall.item is not None
        beside = page(engine, kaisa).item
        assert beside is not None
        assert (beside.title, beside.beside) == ("Q9X4", f"on the wall: {wall.item.title}")

    def test_a_coach_gets_aliases_for_their_own_people(self, engine: Engine, kaisa: Scope, mikko: Scope) -> None:
        begun(engine, kaisa)
        page(engine, kaisa, mode="meeting")
        assert [entry.label[:6] for entry in entries(page(engine, mikko, mode="meeting"))] == ["Person"]

    def test_before_a_review_there_is_nothing_to_hide_and_nothing_is_written(self, world: World, kaisa: Scope) -> None:
        view = page(world.engine, kaisa, mode="meeting")
        assert view.start is not None
        assert "K7P2" not in self.drawn(view)

    def test_nothing_is_written_where_nobody_lacks_an_alias(self, engine: Engine, kaisa: Scope) -> None:
        begun(engine, kaisa)
        page(engine, kaisa)
        assert how_many(engine, ReviewAlias) == 0
        page(engine, kaisa, mode="meeting")
        page(engine, kaisa, mode="meeting")
        assert how_many(engine, ReviewAlias) == 3


def test_what_is_dealt_with_stays_and_is_ticked(engine: Engine, kaisa: Scope) -> None:
    view = begun(engine, kaisa)
    do(engine, kaisa, "state", **item_of(view, "C"), state="done")
    after = page(engine, kaisa)
    assert [(entry.label, entry.state) for entry in entries(after)][:2] == [
        ("C", ItemState.DONE),
        ("B", ItemState.OPEN),
    ]
    assert after.headline == "2 of 5; 4 are still open"
    assert after.tools is not None
    assert (after.tools.done, after.tools.total, after.tools.left) == (1, 5, 4)
