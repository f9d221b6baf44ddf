"""What people do in a weekly review: decide within it, type at once, close it, and find next week what was left."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select

from callbacks.review_minutes import load as load_minutes
from dashboard.actions import MeanwhileError, UnfitError
from dashboard.domain.access import ForbiddenError, Role, Scope
from dashboard.domain.review import ItemState
from dashboard.i18n import using_language
from dashboard.views.review import MinutesView
from db.engine import reading
from db.schema import Contact, PromptDecision, Review, ReviewItem
from tests.callbacks.conftest import NOW
from tests.callbacks.reviews import LATER, begun, do, entries, how_many, item_of, labels, page
from tests.support.world import World

WEEK = timedelta(days=7)


@pytest.fixture
def coach(world: World) -> Scope:
    """Coach of the autumn cohort alone, with an account."""
    return Scope(world.account("Venla", "coach"), Role.COACH, frozenset({world.cohorts["syksy"]}))


def steps(engine: Engine) -> list[Any]:
    with reading(engine) as connection:
        return list(connection.execute(select(PromptDecision.__table__).order_by(PromptDecision.id)))


def decision(text: str = "Soitetaan.", prompts: Any = "R4", **fields: str) -> dict[str, Any]:
    return {"text": text, "owner": "1", "due_on": "2026-10-30", "seen": "0", "prompts": prompts, **fields}


def minutes(engine: Engine, scope: Scope | None, **params: object) -> MinutesView:
    return load_minutes(engine, scope, {"held": "2026-10-23", **params}, NOW)


def test_a_decision_is_taken_in_the_review_and_the_item_is_dealt_with(engine: Engine, kaisa: Scope) -> None:
    view = begun(engine, kaisa)
    done = do(engine, kaisa, "decide", **item_of(view, "B"), **decision(prompts=["R4", "R3", "R1", "R2", "R5"]))
    assert done.message == "Decided. It is kept under the decisions until it is done."
    assert {row.review_id for row in steps(engine)} == {1}
    after = page(engine, kaisa, **item_of(view, "B"))
    assert next(entry for entry in entries(after) if entry.label == "B").state is ItemState.DONE
    assert after.item is not None
    assert after.item.card is not None
    assert after.item.card.decisions[0].text.startswith("Decided on 23 Oct 2026: Soitetaan. Kaisa, by 30 Oct.")


def test_two_who_decide_at_once_are_both_kept(engine: Engine, kaisa: Scope, coach: Scope) -> None:
    view = begun(engine, kaisa)
    item = item_of(view, "B")
    do(engine, kaisa, "decide", **item, **decision("Kaisa soittaa."))
    with pytest.raises(MeanwhileError) as meanwhile:
        do(engine, coach, "decide", **item, **decision("Venla käy."))
    assert meanwhile.value.theirs == ("Kaisa: decided; Kaisa, by 30 Oct. Kaisa soittaa.",)
    again = decision("Venla käy.") | meanwhile.value.seen
    do(engine, coach, "decide", **item, **again)
    assert [row.text for row in steps(engine)] == ["Kaisa soittaa.", "Venla käy."]


def test_seen_put_off_a_contact_and_done(engine: Engine, kaisa: Scope) -> None:
    view = begun(engine, kaisa)
    item = item_of(view, "C")
    do(engine, kaisa, "acknowledge", **item, prompts="R10")
    do(engine, kaisa, "snooze", **item, prompts="R4", seen="1", until="2026-10-30", reason="Loma")
    do(engine, kaisa, "decide", **item, **decision(seen="2", prompts="R3"))
    do(engine, kaisa, "done", **item, decision="3")
    do(engine, kaisa, "review", **item, decision="3", seen="4", worked="yes", text="Tuli.")
    do(engine, kaisa, "contact", **item, day="2026-10-23", channel="phone", reached="yes")
    assert [(row.kind, row.review_id) for row in steps(engine)] == [
        ("acknowledged", 1),
        ("snoozed", 1),
        ("decided", 1),
        ("done", 1),
        ("reviewed", 1),
    ]
    assert how_many(engine, Contact) == 1


def test_what_is_typed_on_the_wall_is_kept_with_codes(engine: Engine, kaisa: Scope) -> None:
    view = begun(engine, kaisa)
    wall = page(engine, kaisa, mode="meeting")
    assert wall.item is not None
    assert wall.note is not None
    name, item = wall.item.title, wall.note.item
    with using_language("fi"):
        number = name.rpartition(" ")[2]
        do(engine, kaisa, "note", item=item, version="0", text=f"Soitetaan: person {number}.")
    do(engine, kaisa, "decide", item=item, **decision(f"{name}lle viesti", "R10"))
    assert [row.text for row in steps(engine)] == ["Clle viesti"]
    assert page(engine, kaisa, **item_of(view, "C")).note.text == "Soitetaan: C."  # type: ignore[union-attr]
    assert page(engine, kaisa, mode="meeting", **item_of(view, "C")).note.text == (  # type: ignore[union-attr]
        f"Soitetaan: {name}."
    )


def test_two_who_type_into_one_item_see_both(engine: Engine, kaisa: Scope, coach: Scope) -> None:
    item = item_of(begun(engine, kaisa), "B")
    assert do(engine, kaisa, "note", **item, text="Soitetaan.", version="0").data == {"version": 1}
    with pytest.raises(MeanwhileError) as meanwhile:
        do(engine, coach, "note", **item, text="Käydään.", version="0")
    assert (meanwhile.value.message, meanwhile.value.theirs) == (
        "Kaisa wrote here while you did. Both are still here.",
        ("Soitetaan.",),
    )
    assert meanwhile.value.data == {"note": "Soitetaan.", "version": 1}
    do(engine, coach, "note", **item, text="Soitetaan.\nKäydään.", version="1")
    view = page(engine, kaisa, **item)
    assert view.note is not None
    assert (view.note.text, view.note.version, view.note.by) == ("Soitetaan.\nKäydään.", 2, "Venla")


class TestWhatIsRefused:
    def test_an_item_of_somebody_else_is_not_there(self, engine: Engine, kaisa: Scope, mikko: Scope) -> None:
        item = item_of(begun(engine, kaisa), "B")
        fields = {"text": "x", "version": "0", "state": "done", "prompts": "R4", "seen": "0", "decision": "1"}
        for name in ("note", "state", "acknowledge", "decide", "snooze", "contact", "done", "review"):
            with pytest.raises(ForbiddenError):
                do(engine, mikko, name, **item, **fields)
        assert (steps(engine), how_many(engine, ReviewItem), how_many(engine, Contact)) == ([], 0, 0)

    def test_who_sees_no_persons_does_nothing(self, engine: Engine, kaisa: Scope) -> None:
        item = item_of(begun(engine, kaisa), "B")
        acts: dict[str, dict[str, str]] = {
            "start": {"programme": "ikut"},
            "note": {**item, "text": "x", "version": "0"},
            "state": {**item, "state": "done"},
            "close": {"review": "1"},
            "decide": {**item, **decision()},
        }
        for role in (Role.REPORTER, Role.AUDITOR):
            for name, fields in acts.items():
                with pytest.raises(ForbiddenError):
                    do(engine, Scope(9, role), name, **fields)

    def test_prompts_are_about_people(self, engine: Engine, kaisa: Scope) -> None:
        item = item_of(begun(engine, kaisa), "Autumn")
        with pytest.raises(ForbiddenError):
            do(engine, kaisa, "decide", **item, **decision())

    def test_an_item_that_is_none(self, engine: Engine, kaisa: Scope) -> None:
        begun(engine, kaisa)
        for item in ("", "1-", "x", "1-000000000000", "99-000000000000", "1-000000000000.meeting"):
            with pytest.raises(ForbiddenError):
                do(engine, kaisa, "note", item=item, text="x", version="0")

    def test_nothing_slips_in_after_the_end(self, engine: Engine, kaisa: Scope) -> None:
        item = item_of(begun(engine, kaisa), "B")
        do(engine, kaisa, "close", review="1")
        for name, fields in (
            ("note", {"text": "x", "version": "0"}),
            ("state", {"state": "done"}),
            ("decide", decision()),
        ):
            with pytest.raises(UnfitError, match="closed meanwhile"):
                do(engine, kaisa, name, **item, **fields)
        with pytest.raises(UnfitError, match="next one can begin tomorrow"):
            do(engine, kaisa, "start", programme="ikut")
        assert steps(engine) == []

    def test_on_it_goes_to_the_reviews_own_pages_only(self, engine: Engine, kaisa: Scope) -> None:
        item = item_of(begun(engine, kaisa), "B")
        for after in ("https://example.org", "//example.org", "/attendance"):
            assert do(engine, kaisa, "state", **item, state="done", next=after).go == ""
        after = page(engine, kaisa).moves.next  # type: ignore[union-attr]
        assert do(engine, kaisa, "state", **item, state="carried", next=after).go == after


class TestMinutes:
    @pytest.fixture
    def held(self, engine: Engine, kaisa: Scope) -> None:
        """A review in which B was decided on, C was left, and the figures were looked at."""
        view = begun(engine, kaisa)
        do(engine, kaisa, "note", **item_of(view, "B"), text="Yhdessä sovittu.", version="0")
        every = decision(prompts=["R4", "R3", "R1", "R2", "R5"])
        do(engine, kaisa, "decide", **item_of(view, "B"), **every)
        do(engine, kaisa, "note", **item_of(view, "C"), text="Puhutaan ensi viikolla.", version="0")
        do(engine, kaisa, "state", **item_of(view, "Autumn"), state="done")
        closed = do(engine, kaisa, "close", review="1")
        assert closed.go == "/review/minutes?held=2026-10-23&programme=ikut"

    @pytest.mark.usefixtures("held")
    def test_who_decided_what_and_what_was_left(self, engine: Engine, kaisa: Scope) -> None:
        view = minutes(engine, kaisa)
        assert view.headline == "Weekly review, 23 Oct 2026"
        assert view.lead == "IKUT. 1 decision. 1 is carried over. Compared with 16 Oct 2026."
        [b, registers] = view.dealt
        assert (b.label, b.where, b.note) == ("B", "Autumn", "Yhdessä sovittu.")
        assert b.said[0].startswith("2 absences in a row without notice: call today. Since 2")
        assert b.steps == ("Kaisa: decided; Kaisa, by 30 Oct. Soitetaan.",)
        assert (registers.label, registers.said) == ("Autumn", ("1 register is not taken",))
        assert [(one.label, one.note) for one in view.carried] == [("C", "Puhutaan ensi viikolla.")]
        assert view.cohorts[0].rows[0].label == "Attendance"
        assert view.facts[0] == "Begun 23 Oct 2026 at 16:00, Kaisa."

    @pytest.mark.usefixtures("held")
    def test_they_never_change_and_are_read_in_every_language(self, world: World, kaisa: Scope) -> None:
        before = minutes(world.engine, kaisa)
        world.contact("syksy", "C", NOW.date())
        world.decision("syksy", "B", "R3", "acknowledged", NOW + WEEK)
        assert minutes(world.engine, kaisa) == before
        with using_language("fi"):
            view = minutes(world.engine, kaisa)
        assert view.dealt[0].said[0].startswith("2 poissaoloa peräkkäin ilman ilmoitusta: soita tänään.")

    @pytest.mark.usefixtures("held")
    def test_whose_business_it_is_not_finds_none(self, engine: Engine, kaisa: Scope, mikko: Scope) -> None:
        missing = minutes(engine, kaisa, held="2026-10-22")
        assert missing.headline == "There are no such minutes"
        for scope in (Scope(9, Role.REPORTER), Scope(9, Role.AUDITOR), Scope(9, Role.COACH, frozenset())):
            assert minutes(engine, scope) == missing
        for held in ("", "x", "2026-02-30", ["2026-10-23"]):
            assert minutes(engine, kaisa, held=held) == missing
        assert minutes(engine, kaisa, programme="muu") == missing
        assert minutes(engine, None).headline == ""
        other = minutes(engine, mikko)
        assert (other.dealt, other.carried, other.cohorts) == ((), (), ())

    @pytest.mark.usefixtures("held")
    def test_what_was_left_comes_first_next_week_with_its_note(self, engine: Engine, kaisa: Scope) -> None:
        view = begun(engine, kaisa, NOW + WEEK)
        assert view.lead.startswith("Weekly review of 30 Oct 2026, since 23 Oct 2026.")
        assert labels(view)[0] == ("Left over from last time", "C")
        assert view.item is not None
        assert view.item.left == "Puhutaan ensi viikolla."
        later = page(engine, kaisa, NOW + WEEK + LATER, **item_of(view, "B"))
        assert later.item is not None
        assert [task.text for task in later.item.tasks] == ["Decided on 23 Oct 2026: Soitetaan."]
        assert later.item.tasks[0].due


def test_minutes_are_of_the_whole_programme_also_when_a_coach_closes_it(
    world: World, kaisa: Scope, coach: Scope
) -> None:
    world.follow_up("kevät", "Z", "other", NOW.date())
    view = begun(world.engine, coach)
    assert "Z" not in [entry.label for entry in entries(view)]
    do(world.engine, coach, "close", review="1")
    assert "Z" in [one.label for one in minutes(world.engine, kaisa).carried]
    assert "Z" not in repr(minutes(world.engine, coach))


def test_on_the_wall_minutes_are_not_opened(engine: Engine, kaisa: Scope) -> None:
    begun(engine, kaisa)
    assert do(engine, kaisa, "close", review="1", mode="meeting").go == "/review"
    with reading(engine) as connection:
        assert connection.scalar(select(Review.closed_at)) is not None


def test_a_decision_to_look_at_again_is_said_once_with_its_counts(world: World, kaisa: Scope) -> None:
    decided = {"owner_id": kaisa.account_id, "due_on": NOW.date()}
    world.decision("syksy", "B", "R4", "decided", NOW - WEEK, "Soitetaan.", **decided)
    view = begun(world.engine, kaisa)
    item = page(world.engine, kaisa, **item_of(view, "B")).item
    assert item is not None
    assert item.card is not None
    [task] = item.tasks
    assert (task.about, task.badge, task.due) == ("Absences without notice", "Kaisa, by 23 Oct", True)
    # B came to seven of the eight sessions before it, and to none of the four since.
    assert task.outcome.startswith("Attended before: 7 of 8. After: 0 of 4, 1 week.")
    assert item.card.decisions == ()
