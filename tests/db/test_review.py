"""Holding a weekly review, on both databases: beginning, writing, closing; who may, and what never changes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from dashboard.domain.access import ForbiddenError, Role, Scope
from dashboard.domain.review import ItemState
from db.commands import review as commands
from db.commands.errors import RefusedError, StaleError
from db.engine import reading, writing
from db.queries import review as queries
from db.queries.review import ReviewRow
from db.schema import Cohort, Programme, Review, ReviewAlias, ReviewItem
from tests.support.cast import Office

OWN, FOREIGN = "person:1", "person:2"
"""Mikko's participant, and the one who is none of his business."""


@pytest.fixture
def kaisa(office: Office) -> Scope:
    return Scope(office.ids["kaisa"], Role.COORDINATOR)


@pytest.fixture
def mikko(office: Office) -> Scope:
    return Scope(office.ids["mikko"], Role.COACH, frozenset({office.world.cohorts["syksy"]}))


OUTSIDERS = {
    "raija": lambda office: Scope(office.ids["raija"], Role.REPORTER),
    "aune": lambda office: Scope(office.ids["aune"], Role.AUDITOR),
    "a coach without cohorts": lambda office: Scope(office.ids["mikko"], Role.COACH, frozenset()),
}


def begin(office: Office, scope: Scope) -> ReviewRow:
    with writing(office.engine) as connection:
        return commands.start_review(connection, scope, "ikut", office.clock())


def write(office: Office, scope: Scope, review: ReviewRow, text: str, version: int, key: str = OWN) -> int:
    with writing(office.engine) as connection:
        held = commands.review_to_write(connection, scope, review.id)
        return commands.write_note(connection, scope, held, key, text, office.clock(), version=version)


def mark(office: Office, scope: Scope, review: ReviewRow, state: ItemState, key: str = OWN) -> None:
    with writing(office.engine) as connection:
        held = commands.review_to_write(connection, scope, review.id)
        commands.set_state(connection, scope, held, key, state, office.clock())


def minutes(*items: tuple[str, str, str]) -> dict[str, Any]:
    """Minutes with items, each a key, a cohort and a state."""
    listed = [{"key": key, "kind": "prompt", "cohort": cohort, "state": state} for key, cohort, state in items]
    return {"items": listed, "cohorts": [{"cohort": "syksy"}, {"cohort": "kevat"}]}


def close(office: Office, scope: Scope, review: ReviewRow, frozen: dict[str, Any] | None = None) -> None:
    with writing(office.engine) as connection:
        held = commands.review_to_write(connection, scope, review.id)
        commands.close_review(connection, scope, held, frozen or minutes(), office.clock())


def said(office: Office, scope: Scope, review: ReviewRow) -> dict[str, queries.SaidItem]:
    with reading(office.engine) as connection:
        return queries.said_items(connection, scope, review)


class TestBeginning:
    def test_the_first_looks_back_a_week_and_colleagues_join_it(
        self, office: Office, kaisa: Scope, mikko: Scope
    ) -> None:
        review = begin(office, mikko)
        assert (review.held_on, review.since) == (date(2021, 10, 6), date(2021, 9, 29))
        assert (review.started_by, review.closed_at) == ("Mikko Niemi", None)
        assert begin(office, kaisa) == review
        [line] = office.audit("start-review")
        assert (line.account_id, line.detail) == (mikko.account_id, {"held_on": "2021-10-06"})

    def test_two_who_press_at_once_are_in_one_review(self, office: Office, kaisa: Scope, mikko: Scope) -> None:
        with ThreadPoolExecutor(2) as pool:
            first, second = pool.map(lambda scope: begin(office, scope), (kaisa, mikko))
        assert first == second
        assert office.count(Review) == 1

    def test_the_next_one_is_since_the_last_and_not_on_the_same_day(self, office: Office, kaisa: Scope) -> None:
        close(office, kaisa, begin(office, kaisa))
        with pytest.raises(RefusedError, match="closed-today"):
            begin(office, kaisa)
        office.clock.pass_time(days=9)
        assert begin(office, kaisa).since == date(2021, 10, 6)

    def test_one_that_was_never_closed_goes_on(self, office: Office, kaisa: Scope) -> None:
        review = begin(office, kaisa)
        office.clock.pass_time(days=7)
        assert begin(office, kaisa) == review

    def test_who_works_with_none_of_the_people_begins_and_finds_none(self, office: Office, kaisa: Scope) -> None:
        review = begin(office, kaisa)
        acts: tuple[tuple[Any, tuple[Any, ...]], ...] = (
            (begin, ()),
            (write, (review, "x", 0)),
            (mark, (review, ItemState.DONE)),
            (close, (review,)),
        )
        for outsider in OUTSIDERS.values():
            for act, arguments in acts:
                with pytest.raises(ForbiddenError):
                    act(office, outsider(office), *arguments)
        assert (office.count(Review), office.count(ReviewItem)) == (1, 0)

    def test_there_is_no_such_programme_and_no_such_review(self, office: Office, kaisa: Scope) -> None:
        with writing(office.engine) as connection, pytest.raises(ForbiddenError):
            commands.start_review(connection, kaisa, "muu", office.clock())
        with writing(office.engine) as connection, pytest.raises(ForbiddenError):
            commands.review_to_write(connection, kaisa, 99)


class TestWriting:
    def test_what_is_typed_is_kept_with_who_typed_it(self, office: Office, kaisa: Scope, mikko: Scope) -> None:
        review = begin(office, kaisa)
        assert write(office, mikko, review, "Soi", 0) == 1
        assert write(office, mikko, review, "Soitetaan.", 1) == 2
        one = said(office, kaisa, review)[OWN]
        assert (one.note, one.version, one.written_by) == ("Soitetaan.", 2, "Mikko Niemi")

    def test_two_who_type_at_once_lose_nothing(self, office: Office, kaisa: Scope, mikko: Scope) -> None:
        review = begin(office, kaisa)
        write(office, mikko, review, "Soitetaan.", 0)
        with pytest.raises(StaleError) as stale:
            write(office, kaisa, review, "Viesti riittää.", 0)
        assert stale.value.current == {"note": "Soitetaan.", "by": "Mikko Niemi", "version": 1}
        assert said(office, kaisa, review)[OWN].note == "Soitetaan."
        assert write(office, kaisa, review, "Soitetaan.\nViesti riittää.", 1) == 2

    def test_the_same_words_are_no_clash(self, office: Office, kaisa: Scope, mikko: Scope) -> None:
        review = begin(office, kaisa)
        write(office, mikko, review, "Soitetaan.", 0)
        assert write(office, kaisa, review, "Soitetaan.", 0) == 1

    def test_saying_what_became_of_it_is_no_clash_with_typing(self, office: Office, kaisa: Scope, mikko: Scope) -> None:
        review = begin(office, kaisa)
        mark(office, mikko, review, ItemState.CARRIED)
        assert write(office, kaisa, review, "Ensi viikolla.", 0) == 1
        mark(office, mikko, review, ItemState.DONE)
        assert write(office, kaisa, review, "Ensi viikolla!", 1) == 2
        assert said(office, kaisa, review)[OWN].state is ItemState.DONE

    def test_words_go_into_no_log_and_a_writer_leaves_one_line(self, office: Office, kaisa: Scope) -> None:
        review = begin(office, kaisa)
        for version, text in enumerate(("S", "So", "Soi")):
            write(office, kaisa, review, text, version)
        mark(office, kaisa, review, ItemState.DONE)
        mark(office, kaisa, review, ItemState.DONE)
        lines = [(line.action, line.detail) for line in office.audit() if line.subject == "review"][1:]
        assert lines == [("write-item", {"item": OWN}), ("set-item", {"item": OWN, "state": "done"})]

    def test_a_coach_writes_about_their_own_people_and_sees_what_was_written_about_them(
        self, office: Office, kaisa: Scope, mikko: Scope
    ) -> None:
        review = begin(office, kaisa)
        kevat = office.world.cohorts["kevat"]
        for key in (FOREIGN, f"register:{kevat}", f"cohort:{kevat}", "person:99", "nonsense"):
            with pytest.raises(ForbiddenError):
                write(office, mikko, review, "x", 0, key)
            with pytest.raises(ForbiddenError):
                mark(office, mikko, review, ItemState.DONE, key)
        write(office, kaisa, review, "Keväästä.", 0, FOREIGN)
        write(office, kaisa, review, "Syksystä.", 0, OWN)
        assert set(said(office, mikko, review)) == {OWN}
        assert set(said(office, kaisa, review)) == {OWN, FOREIGN}

    def test_more_than_anyone_reads_is_refused(self, office: Office, kaisa: Scope) -> None:
        review = begin(office, kaisa)
        with pytest.raises(RefusedError, match="too-long"):
            write(office, kaisa, review, "x" * (commands.LONGEST_NOTE + 1), 0)


class TestClosing:
    def test_minutes_are_frozen_and_what_was_left_is_carried_over(self, office: Office, kaisa: Scope) -> None:
        review = begin(office, kaisa)
        write(office, kaisa, review, "Soitetaan.", 0)
        close(office, kaisa, review, minutes((OWN, "syksy", "done"), (FOREIGN, "kevat", "carried")))
        office.clock.pass_time(days=1)
        for act, arguments in ((write, ("x", 1)), (mark, (ItemState.OPEN,)), (close, ())):
            with pytest.raises(RefusedError, match="closed"):
                act(office, kaisa, review, *arguments)  # type: ignore[operator]
        with reading(office.engine) as connection:
            [row] = queries.closed_reviews(connection, kaisa, "ikut")
            assert queries.open_review(connection, kaisa, "ikut") is None
            found = queries.minutes(connection, kaisa, "ikut", date(2021, 10, 6))
        assert row.closed_by == "Kaisa Laine"
        assert found == minutes((OWN, "syksy", "done"), (FOREIGN, "kevat", "carried"))
        states = {key: one.state for key, one in said(office, kaisa, row).items()}
        assert states == {OWN: ItemState.DONE, FOREIGN: ItemState.CARRIED}
        [line] = office.audit("close-review")
        assert line.detail == {"done": 1, "carried": 1}

    def test_no_other_program_writes_minutes_anew(self, office: Office, kaisa: Scope) -> None:
        review = begin(office, kaisa)
        close(office, kaisa, review)
        for values in (
            {"minutes": {"items": []}},
            {"closed_at": None, "minutes": None},
            {"held_on": date(2021, 10, 5)},
        ):
            with pytest.raises(DBAPIError, match="never change"), writing(office.engine) as connection:
                connection.execute(update(Review).where(Review.id == review.id).values(**values))

    def test_a_coach_reads_in_the_minutes_what_is_about_their_own_people(
        self, office: Office, kaisa: Scope, mikko: Scope
    ) -> None:
        close(office, kaisa, begin(office, kaisa), minutes((OWN, "syksy", "done"), (FOREIGN, "kevat", "done")))
        with reading(office.engine) as connection:
            found = queries.minutes(connection, mikko, "ikut", date(2021, 10, 6))
            nothing = queries.minutes(connection, mikko, "ikut", date(2021, 10, 5))
        assert found is not None
        assert [item["cohort"] for item in found["items"]] == ["syksy"]
        assert [week["cohort"] for week in found["cohorts"]] == ["syksy"]
        assert nothing is None

    def test_a_coach_may_close_what_they_began_and_nothing_else(
        self, office: Office, kaisa: Scope, mikko: Scope
    ) -> None:
        with pytest.raises(ForbiddenError):
            close(office, mikko, begin(office, kaisa))
        close(office, kaisa, begin(office, kaisa))
        office.clock.pass_time(days=7)
        close(office, mikko, begin(office, mikko))
        assert office.count(Review) == 2


class TestAliases:
    def give(self, office: Office, scope: Scope, review: ReviewRow, *codes: str) -> dict[str, int]:
        with writing(office.engine) as connection:
            held = commands.review_to_write(connection, scope, review.id)
            commands.give_aliases(connection, scope, held, codes)
            return queries.aliases(connection, scope, held)

    def test_they_stay_through_the_meeting_and_grow_with_it(self, office: Office, kaisa: Scope) -> None:
        review = begin(office, kaisa)
        first = self.give(office, kaisa, review, "SYKSY-1", "nobody")
        assert first == {"SYKSY-1": 1}
        assert self.give(office, kaisa, review, "KEVAT-1", "SYKSY-1") == {"SYKSY-1": 1, "KEVAT-1": 2}
        assert self.give(office, kaisa, review, "KEVAT-1") == {"SYKSY-1": 1, "KEVAT-1": 2}

    def test_a_coach_learns_of_nobody_else(self, office: Office, kaisa: Scope, mikko: Scope) -> None:
        review = begin(office, kaisa)
        self.give(office, kaisa, review, "KEVAT-1", "SYKSY-1")
        with reading(office.engine) as connection:
            assert set(queries.aliases(connection, mikko, review)) == {"SYKSY-1"}
            assert queries.codes(connection, mikko, "ikut") == {"SYKSY-1"}

    def test_they_are_forgotten_when_it_is_closed_and_say_nothing_in_the_next(
        self, office: Office, kaisa: Scope
    ) -> None:
        for number in range(2, 13):
            office.world.enrol("syksy", f"SYKSY-{number}", date(2021, 8, 30))
        people = [f"SYKSY-{number}" for number in range(1, 13)]
        given = []
        for _week in range(2):
            review = begin(office, kaisa)
            given.append(self.give(office, kaisa, review, *people))
            close(office, kaisa, review)
            assert office.count(ReviewAlias) == 0
            office.clock.pass_time(days=7)
        assert sorted(given[0].values()) == sorted(given[1].values()) == list(range(1, 13))
        # One in 479 million that two shuffles of twelve agree.
        assert given[0] != given[1]


def test_programmes_are_those_one_works_with(office: Office, kaisa: Scope, mikko: Scope) -> None:
    def read(scope: Scope) -> list[str]:
        with reading(office.engine) as connection:
            return [one.code for one in queries.programmes(connection, scope)]

    other = office.world.add(Programme, code="muu", name="Muu", weeks=10)
    assert (read(kaisa), read(mikko)) == (["ikut"], ["ikut"])
    days = {"starts_on": date(2021, 9, 6), "ends_on": date(2021, 11, 14)}
    office.world.add(Cohort, programme_id=other, code="m", name="m", weeks=10, **days)
    assert (read(kaisa), read(mikko)) == (["ikut", "muu"], ["ikut"])


def test_a_review_keeps_its_kinds(office: Office, kaisa: Scope) -> None:
    review = begin(office, kaisa)
    mark(office, kaisa, review, ItemState.DONE, f"cohort:{office.world.cohorts['syksy']}")
    mark(office, kaisa, review, ItemState.DONE, f"register:{office.world.cohorts['syksy']}")
    mark(office, kaisa, review, ItemState.DONE)
    with reading(office.engine) as connection:
        kinds = set(connection.scalars(select(ReviewItem.kind)))
    assert kinds == {"cohort", "register", "prompt"}
