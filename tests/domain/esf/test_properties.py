"""What holds of the indicators whoever the people are."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain.esf.counting import Cell, Request, worksheet
from dashboard.domain.esf.records import (
    AgeBand,
    Answer,
    Background,
    Education,
    Event,
    EventKind,
    Gender,
    Heard,
    IndicatorSet,
    Labour,
    Question,
    Record,
    Stay,
)
from dashboard.domain.esf.results import on_leaving
from dashboard.domain.follow_up import Kind, Outcome

FIRST = date(2026, 1, 1)
days = st.integers(0, 500).map(lambda number: FIRST + timedelta(days=number))
outcomes = st.none() | st.sampled_from(Outcome)


@st.composite
def stays(draw: st.DrawFn) -> Stay:
    begin = draw(days)
    length = draw(st.none() | st.integers(0, 200))
    if length is None:
        return Stay(draw(st.sampled_from(["a", "b"])), begin)
    end = begin + timedelta(days=length)
    after = st.integers(0, 230).map(lambda number: end + timedelta(days=number))
    heard = draw(st.lists(st.builds(Heard, st.sampled_from(Kind), after, outcomes), max_size=2))
    return Stay(draw(st.sampled_from(["a", "b"])), begin, end, draw(outcomes), tuple(heard))


backgrounds = st.builds(
    Background,
    gender=st.none() | st.sampled_from(Gender),
    age=st.none() | st.sampled_from(AgeBand),
    labour=st.none() | st.sampled_from(Labour),
    education=st.none() | st.sampled_from(Education),
    answers=st.dictionaries(st.sampled_from(Question), st.sampled_from(Answer)),
)
records = st.builds(
    Record,
    person=st.integers(1, 10**6),
    stays=st.lists(stays(), min_size=1, max_size=3).map(tuple),
    background=backgrounds,
    events=st.lists(st.builds(Event, days, st.sampled_from(EventKind)), max_size=4).map(tuple),
)
crowds = st.lists(records, max_size=5, unique_by=lambda record: record.person)
sets = st.sampled_from(IndicatorSet)
few = settings(max_examples=25, deadline=None)


def totals(people: list[Record], which: IndicatorSet, today: date) -> Mapping[str, Cell]:
    return {row.indicator.code: row.total for row in worksheet(people, Request(which, today)).rows}


@few
@given(crowds, sets, days)
def test_every_count_lies_within_its_denominator_and_genders_sum_up(
    people: list[Record], which: IndicatorSet, today: date
) -> None:
    for row in worksheet(people, Request(which, today)).rows:
        for cell in (row.total, *row.by_gender.values()):
            assert 0 <= cell.counted <= cell.out_of - cell.unknown <= cell.out_of <= len(people)
            if not row.indicator.answerable:
                assert cell.counted == 0
                assert cell.unknown == cell.out_of


@few
@given(crowds, days)
def test_categories_that_exclude_each_other_and_the_unknown_are_everybody(people: list[Record], today: date) -> None:
    plus = totals(people, IndicatorSet.ESF_PLUS, today)
    for codes in (("EECO02", "EECO04", "EECO05"), ("EECO09", "EECO10", "EECO11")):
        assert sum(plus[code].counted for code in codes) + plus[codes[0]].unknown == plus["EECO01"].counted
    esf = totals(people, IndicatorSet.ESF, today)
    complete = esf["CO01"].out_of
    assert sum(esf[code].counted for code in ("CO01", "CO03", "CO05")) == complete
    made = worksheet(people, Request(IndicatorSet.ESF, today))
    assert complete + made.incomplete == esf["TOTAL"].counted == plus["EECO01"].counted
    assert esf["CO02"].counted <= esf["CO01"].counted
    assert esf["CO04"].counted <= esf["CO03"].counted
    assert esf["CO08"].counted <= esf["CO07"].counted


@few
@given(records, days)
def test_nobody_searches_and_works_on_leaving(person: Record, today: date) -> None:
    for which, prefix in ((IndicatorSet.ESF, "CR"), (IndicatorSet.ESF_PLUS, "EECR")):
        alone = totals([person], which, today)
        assert alone[f"{prefix}01"].counted + alone[f"{prefix}04"].counted <= 1


@few
@given(crowds, crowds, sets, days)
def test_counting_two_groups_is_counting_both(
    some: list[Record], others: list[Record], which: IndicatorSet, today: date
) -> None:
    apart, together = totals(some, which, today), totals([*some, *others], which, today)
    rest = totals(others, which, today)
    assert together == {code: apart[code] + rest[code] for code in together}


@few
@given(records, days, st.lists(st.builds(Event, days, st.sampled_from(EventKind)), max_size=3))
def test_what_comes_later_changes_nothing_as_of_a_day(person: Record, today: date, more: list[Event]) -> None:
    later = tuple(event for event in more if event.happened_on > today)
    for which in IndicatorSet:
        assert totals([person], which, today) == totals(
            [replace(person, events=(*person.events, *later))], which, today
        )


@few
@given(records, st.lists(st.builds(Event, days, st.sampled_from(EventKind)), max_size=3))
def test_what_comes_after_day_28_is_no_immediate_result(person: Record, more: list[Event]) -> None:
    if person.left_on is None:
        return
    over = person.left_on + timedelta(days=28)
    late = tuple(event for event in more if event.happened_on > over)
    today = FIRST + timedelta(days=2000)
    assert on_leaving(replace(person, events=(*person.events, *late)), today) == on_leaving(person, today)


@few
@given(crowds, sets, days, st.data())
def test_to_learn_less_never_counts_more_at_entry(
    people: list[Record], which: IndicatorSet, today: date, data: st.DataObject
) -> None:
    hidden = data.draw(st.sampled_from(["gender", "age", "labour", "education"]))
    less = [replace(one, background=replace(one.background, **{hidden: None})) for one in people]
    before, after = totals(people, which, today), totals(less, which, today)
    assert all(after[code].counted <= before[code].counted for code in before)
