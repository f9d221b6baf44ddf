"""People divided for a report, counted by hand."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain.esf import Background
from dashboard.domain.esf.records import AgeBand, Education, Gender, Labour
from dashboard.domain.follow_up import Kind, Outcome
from dashboard.domain.needs import Category
from dashboard.domain.report import Group, Measure, Need, ReportPerson, person_tables, sessions_by_person

DAY = date(2021, 8, 30)
AUTUMN, SPRING = Group(("syksy",)), Group(("kevat", "kevat-2"))


def person(number: int, cohort: str = "syksy", **known: object) -> ReportPerson:
    return ReportPerson(number, cohort, DAY, None, **known)  # type: ignore[arg-type]


PEOPLE = [
    person(1, countable=10, attended=8, stayed=True, modules=4, modules_done=4),
    person(2, countable=10, attended=5, stayed=True, modules=4, modules_done=3),
    person(3, countable=5, attended=0, stayed=False),
    person(4, "kevat", countable=12, attended=5, outcomes={Kind.FIRST: Outcome.EMPLOYED}),
    person(5, "kevat-2", outcomes={Kind.FIRST: Outcome.UNKNOWN}, needs=frozenset({Need(Category.HOUSING, True)})),
    person(6, "muu", needs=frozenset({Need(Category.LEGAL, True)})),
]


def cells(measure: Measure) -> tuple[tuple[int, ...], ...]:
    [table] = person_tables(PEOPLE, [AUTUMN, SPRING], [measure])
    return table.counts


def test_attendance_by_levels() -> None:
    assert cells(Measure.ATTENDANCE) == ((1, 1, 0, 1), (0, 0, 1, 1))


def test_who_stayed_left_and_is_still_there() -> None:
    assert cells(Measure.STAYING) == ((2, 1, 0), (0, 0, 2))


def test_who_has_no_modules_has_not_done_them_all() -> None:
    assert cells(Measure.COMPLETION) == ((1, 2), (0, 2))


def test_outcomes_nobody_has_told_yet_are_not_known() -> None:
    assert cells(Measure.OUTCOME_28_DAYS) == ((0, 0, 3), (1, 0, 1))


def test_background_in_coarse_bands() -> None:
    known = Background(Gender.FEMALE, AgeBand.FROM_25, Labour.LONG_TERM_UNEMPLOYED, Education.ISCED_0)
    measures = [Measure.GENDER, Measure.AGE, Measure.LABOUR, Measure.EDUCATION]
    tables = person_tables([person(1, background=known), person(2)], [AUTUMN], measures)
    found = [
        [category for category, cell in zip(table.categories, table.persons[0], strict=True) if 1 in cell]
        for table in tables
    ]
    assert found == [["female"], ["under_30"], ["unemployed"], ["isced_0_2"]]
    assert all(table.counts[0][-1] == 1 for table in tables)


def test_needs_are_a_table_a_service_of_services_that_a_group_needs() -> None:
    [housing] = person_tables(PEOPLE, [AUTUMN, SPRING], [Measure.NEEDS])
    assert (housing.about, housing.key) == ("housing", "needs:housing")
    assert housing.counts == ((0, 3), (1, 1))


def test_groups_that_nobody_is_in_yet_are_left_out() -> None:
    [table] = person_tables(PEOPLE, [AUTUMN, Group(("tuleva",))], [Measure.STAYING])
    assert table.groups == (AUTUMN,)
    assert person_tables([], [AUTUMN], Measure) == []


def test_sessions_are_told_by_person() -> None:
    assert sessions_by_person(PEOPLE, SPRING) == ({4: 5, 5: 0}, {4: 7, 5: 0})


def test_groups_may_not_overlap() -> None:
    with pytest.raises(ValueError, match="two groups"):
        person_tables(PEOPLE, [AUTUMN, Group(("syksy", "kevat"))], [Measure.STAYING])


@settings(max_examples=50)
@given(
    st.lists(
        st.builds(
            person,
            st.integers(1, 99),
            st.sampled_from(["syksy", "kevat", "kevat-2"]),
            countable=st.integers(0, 9).map(lambda n: n * 2),
            attended=st.integers(0, 0),
            stayed=st.sampled_from([True, False, None]),
            outcomes=st.dictionaries(st.sampled_from([Kind.FIRST, Kind.SECOND]), st.sampled_from(Outcome), max_size=2),
            needs=st.frozensets(st.builds(Need, st.sampled_from(Category), st.booleans()), max_size=4),
        ),
        unique_by=lambda one: one.id,
        max_size=12,
    )
)
def test_everybody_of_a_group_is_in_exactly_one_category(people: list[ReportPerson]) -> None:
    for table in person_tables(people, [AUTUMN, SPRING], Measure):
        assert table.groups
        for row, group in enumerate(table.groups):
            members = [one.id for one in people if one.cohort in group.cohorts]
            assert sorted(id for cell in table.persons[row] for id in cell) == sorted(members)
            assert table.members(row) == set(members)
