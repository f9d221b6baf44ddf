"""What a register can say of one person, and what becomes of a change that was made on another state of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain.register import Shown
from dashboard.domain.register_taking import (
    NOTICES,
    REASONS,
    STATUSES,
    Change,
    Entry,
    Notice,
    Stage,
    Stored,
    Verdict,
    judge,
    stage,
    suggestion,
)

NOON = datetime(2026, 11, 24, 10, tzinfo=UTC)
TODAY = date(2026, 11, 24)
PRESENT = Entry("present")
LATE = Entry("late", minutes_late=15, notice="unknown")
UNTOLD = Entry("absent", notice="none")


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (PRESENT, Shown.PRESENT),
        (LATE, Shown.LATE),
        (UNTOLD, Shown.UNTOLD),
        (Entry("absent", notice="after"), Shown.UNTOLD),
        (Entry("absent", notice="before"), Shown.TOLD),
        (Entry("absent", notice="unknown", excused=True, reason="official"), Shown.EXCUSED),
    ],
)
def test_it_is_shown_as_everywhere(entry: Entry, expected: Shown) -> None:
    assert entry.shown is expected


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "there"},
        {"status": "present", "notice": "none"},
        {"status": "late"},
        {"status": "absent", "notice": "perhaps"},
        {"status": "present", "minutes_late": 5},
        {"status": "late", "notice": "none", "minutes_late": 0},
        {"status": "late", "notice": "none", "minutes_late": 1441},
        {"status": "absent", "notice": "none", "left_early": 10},
        {"status": "late", "notice": "none", "excused": True},
        {"status": "present", "reason": "health"},
        {"status": "absent", "notice": "none", "reason": "weather"},
    ],
)
def test_a_mark_that_contradicts_itself_is_none(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="contradicts"):
        Entry(**wrong)  # type: ignore[arg-type]


minutes = st.none() | st.integers(1, 1440)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Any mark that a register can hold."""
    status = draw(st.sampled_from(STATUSES))
    absent = status == "absent"
    return Entry(
        status,
        minutes_late=draw(minutes) if status == "late" else None,
        left_early=None if absent else draw(minutes),
        notice=None if status == "present" else draw(st.sampled_from(NOTICES)),
        excused=absent and draw(st.booleans()),
        reason=draw(st.none() | st.sampled_from(REASONS)) if absent else None,
    )


@settings(max_examples=50, deadline=None)
@given(entries())
def test_what_the_log_keeps_is_all_of_it(entry: Entry) -> None:
    assert Entry.of(entry.plain()) == entry
    assert Entry.of(None) is None


def stored(version: int, entry: Entry = PRESENT) -> Stored:
    return Stored(version, entry, NOON)


class TestAChange:
    @pytest.mark.parametrize(
        ("base", "entry", "there", "expected"),
        [
            (0, PRESENT, None, Verdict.WRITTEN),
            (1, LATE, stored(1), Verdict.WRITTEN),
            (1, None, stored(1), Verdict.WRITTEN),
            # Sent twice, or said by both.
            (0, PRESENT, stored(1), Verdict.ALREADY),
            (0, None, None, Verdict.ALREADY),
            (3, None, None, Verdict.ALREADY),
            # Somebody else wrote something else, or took it away.
            (0, LATE, stored(1), Verdict.DIFFERS),
            (1, LATE, stored(2, UNTOLD), Verdict.DIFFERS),
            (1, LATE, None, Verdict.DIFFERS),
            (1, None, stored(2), Verdict.DIFFERS),
        ],
    )
    def test_is_written_on_what_its_writer_saw(
        self, base: int, entry: Entry | None, there: Stored | None, expected: Verdict
    ) -> None:
        assert judge(Change(7, base, entry), there) is expected

    @settings(max_examples=50, deadline=None)
    @given(st.lists(st.tuples(st.none() | entries(), st.booleans()), max_size=8))
    def test_sent_again_changes_nothing(self, steps: list[tuple[Entry | None, bool]]) -> None:
        """A single writer whose answers are lost now and then, and who sends each change until it has one."""
        there: Stored | None = None
        version = 0
        for entry, lost in steps:
            change = Change(7, there.version if there else 0, entry)
            for _attempt in range(2 if lost else 1):
                verdict = judge(change, there)
                assert verdict is not Verdict.DIFFERS
                if verdict is Verdict.WRITTEN:
                    version += 1
                    there = stored(version, entry) if entry else None
            assert (there.entry if there else None) == entry


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, Stage.OPEN),
        ({"recorded": 1}, Stage.BEGUN),
        ({"recorded": 3}, Stage.TAKEN),
        ({"local_date": TODAY + timedelta(days=1)}, Stage.AHEAD),
        ({"local_date": TODAY - timedelta(days=400)}, Stage.OPEN),
        ({"expected": 0}, Stage.NOBODY),
        ({"cancelled": True, "recorded": 3}, Stage.CANCELLED),
    ],
)
def test_a_register_stands_somewhere(changed: dict[str, object], expected: Stage) -> None:
    given: dict[str, object] = {"local_date": TODAY, "cancelled": False, "expected": 3, "recorded": 0, **changed}
    assert stage(today=TODAY, **given) is expected  # type: ignore[arg-type]


class TestANotice:
    notice = Notice(1, 1, TODAY, TODAY + timedelta(days=2), excused=True, reason="official", recorded_at=NOON)

    def test_speaks_of_its_days_both_inclusive(self) -> None:
        days = [TODAY + timedelta(days=ahead) for ahead in range(-1, 4)]
        assert [suggestion([self.notice], day) is not None for day in days] == [False, True, True, True, False]

    def test_given_last_holds(self) -> None:
        later = replace(self.notice, id=2, excused=False, reason=None, recorded_at=NOON + timedelta(hours=1))
        assert suggestion([later, self.notice], TODAY) == later
        assert suggestion([], TODAY) is None

    def test_suggests_what_was_told(self) -> None:
        assert self.notice.entry == Entry("absent", notice="before", excused=True, reason="official")
