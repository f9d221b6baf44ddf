"""What each indicator asks: somebody whom it counts, somebody whom it does not, and somebody of whom nobody knows."""

from typing import Any

import pytest

from dashboard.domain.esf.counting import Request, Standing
from dashboard.domain.esf.indicators import INDICATORS, Case, Indicator, Timing
from dashboard.domain.esf.records import (
    AgeBand,
    Answer,
    Background,
    Education,
    EventKind,
    IndicatorSet,
    Labour,
    Question,
    Record,
)
from dashboard.domain.follow_up import Kind, Outcome
from tests.domain.esf.people import LATER, background, event, heard, person

ESF, ESF_PLUS = IndicatorSet.ESF, IndicatorSet.ESF_PLUS
L, A, E, Q, K = Labour, AgeBand, EventKind, Question, Kind
YES, NO, UNKNOWN = Standing.COUNTED, Standing.NOT_COUNTED, Standing.UNKNOWN
BY_CODE = {indicator.code: (which, indicator) for which, own in INDICATORS.items() for indicator in own}


def standing(code: str, record: Record) -> Standing | None:
    which, indicator = BY_CODE[code]
    case = Case.of(record, LATER)
    assert case is not None
    return Request(which, LATER).standing(indicator, case)


def came(labour: Labour | None = L.INACTIVE, *yes: Question, **values: Any) -> Record:
    return person(of=background(labour, *yes, **values))


def counted(code: str, records: dict[Any, Record]) -> set[Any]:
    """Whom of several people an indicator counts."""
    return {key for key, record in records.items() if standing(code, record) is YES}


def test_the_sets_are_those_of_the_regulations() -> None:
    outputs = [*range(1, 12), *range(15, 20)]
    esf = ["TOTAL", *(f"CO{n:02}" for n in outputs), "LEFT", *(f"CR{n:02}" for n in range(1, 10))]
    plus = [*(f"EECO{n:02}" for n in range(1, 18)), "LEFT", *(f"EECR{n:02}" for n in range(1, 7))]
    assert [indicator.code for indicator in INDICATORS[ESF]] == esf
    assert [indicator.code for indicator in INDICATORS[ESF_PLUS]] == plus


@pytest.mark.parametrize(
    ("code", "statuses"),
    [
        ("CO01", {L.UNEMPLOYED, L.LONG_TERM_UNEMPLOYED}),
        ("CO02", {L.LONG_TERM_UNEMPLOYED}),
        ("CO03", {L.INACTIVE, L.INACTIVE_NOT_IN_EDUCATION}),
        ("CO04", {L.INACTIVE_NOT_IN_EDUCATION}),
        ("CO05", {L.EMPLOYED}),
        ("EECO02", {L.UNEMPLOYED, L.LONG_TERM_UNEMPLOYED}),
        ("EECO03", {L.LONG_TERM_UNEMPLOYED}),
        ("EECO04", {L.INACTIVE, L.INACTIVE_NOT_IN_EDUCATION}),
        ("EECO05", {L.EMPLOYED}),
    ],
)
def test_labour_status_at_entry(code: str, statuses: set[Labour]) -> None:
    assert counted(code, {status: came(status) for status in Labour}) == statuses


@pytest.mark.parametrize(
    ("code", "bands"),
    [
        ("CO06", {A.UNDER_18, A.FROM_18}),
        ("CO07", {A.FROM_55}),
        ("EECO06", {A.UNDER_18}),
        ("EECO07", {A.FROM_18, A.FROM_25}),
        ("EECO08", {A.FROM_55}),
    ],
)
def test_every_limit_of_age_lies_between_two_bands(code: str, bands: set[AgeBand]) -> None:
    assert counted(code, {band: came(age=band) for band in AgeBand}) == bands


def test_over_54_and_out_of_work() -> None:
    old = {status: came(status, age=A.FROM_55) for status in Labour}
    assert counted("CO08", old) == {L.UNEMPLOYED, L.LONG_TERM_UNEMPLOYED, L.INACTIVE_NOT_IN_EDUCATION}
    assert counted("CO08", {status: came(status, age=A.FROM_30) for status in Labour}) == set()


@pytest.mark.parametrize(
    ("code", "bands"),
    [
        ("CO09", {Education.ISCED_1_2}),
        ("CO10", {Education.ISCED_3_4}),
        ("CO11", {Education.ISCED_5_8}),
        ("EECO09", {Education.ISCED_0, Education.ISCED_1_2}),
        ("EECO10", {Education.ISCED_3_4}),
        ("EECO11", {Education.ISCED_5_8}),
    ],
)
def test_education_at_entry(code: str, bands: set[Education]) -> None:
    assert counted(code, {band: came(education=band) for band in Education}) == bands


@pytest.mark.parametrize(
    ("code", "questions"),
    [
        ("CO15", {Q.FOREIGN_BACKGROUND, Q.MINORITY}),
        ("CO16", {Q.DISABILITY}),
        ("CO17", {Q.OTHER_DISADVANTAGE}),
        ("CO18", {Q.HOMELESS}),
        ("CO19", {Q.RURAL}),
        ("EECO12", {Q.DISABILITY}),
        ("EECO14", {Q.FOREIGN_BACKGROUND}),
        ("EECO15", {Q.MINORITY}),
        ("EECO16", {Q.HOMELESS}),
        ("EECO17", {Q.RURAL}),
    ],
)
class TestQuestionsThatMayBeRefused:
    def test_yes_counts(self, code: str, questions: set[Question]) -> None:
        assert counted(code, {question: came(L.INACTIVE, question) for question in Question}) == questions

    def test_refused_and_not_asked_are_unknown_and_never_no(self, code: str, questions: set[Question]) -> None:
        assert standing(code, came()) is NO
        refused = dict.fromkeys(Question, Answer.REFUSED)
        assert standing(code, came(answers=refused)) is UNKNOWN
        assert standing(code, came(answers={})) is UNKNOWN

    def test_it_is_marked_as_special(self, code: str, questions: set[Question]) -> None:
        assert BY_CODE[code][1].special


def test_one_yes_is_enough_for_either_and_one_refusal_leaves_it_open() -> None:
    refused_one = {Q.FOREIGN_BACKGROUND: Answer.REFUSED, Q.MINORITY: Answer.YES}
    assert standing("CO15", came(answers=refused_one)) is YES
    assert standing("CO15", came(answers=refused_one | {Q.MINORITY: Answer.NO})) is UNKNOWN


def test_third_country_nationals_are_not_known_from_what_is_held() -> None:
    indicator = BY_CODE["EECO13"][1]
    assert not indicator.answerable
    for answer in (Question.FOREIGN_BACKGROUND,), ():
        assert standing("EECO13", came(L.INACTIVE, *answer)) is UNKNOWN
    assert [one.code for own in INDICATORS.values() for one in own if not one.answerable] == ["EECO13"]


SEARCHING, JOB = event(E.JOB_SEARCHING, 3), event(E.EMPLOYED, 20)


@pytest.mark.parametrize("prefix", ["CR", "EECR"])
class TestImmediateResults:
    def test_searching_then_a_job_is_a_job_alone(self, prefix: str) -> None:
        record = person(1, SEARCHING, JOB)
        assert (standing(f"{prefix}01", record), standing(f"{prefix}04", record)) == (NO, YES)

    def test_a_job_and_then_none_is_a_search_alone(self, prefix: str) -> None:
        record = person(1, JOB, event(E.UNEMPLOYED, 27))
        assert (standing(f"{prefix}01", record), standing(f"{prefix}04", record)) == (YES, NO)

    @pytest.mark.parametrize("labour", [L.UNEMPLOYED, L.LONG_TERM_UNEMPLOYED, L.EMPLOYED])
    def test_searching_is_asked_of_those_who_came_inactive(self, prefix: str, labour: Labour) -> None:
        record = person(1, SEARCHING, of=background(labour))
        assert standing(f"{prefix}01", record) is None
        assert standing(f"{prefix}04", record) is NO

    @pytest.mark.parametrize("labour", [L.INACTIVE, L.INACTIVE_NOT_IN_EDUCATION])
    def test_both_kinds_of_inactive_are(self, prefix: str, labour: Labour) -> None:
        assert standing(f"{prefix}01", person(1, SEARCHING, of=background(labour))) is YES

    def test_whoever_has_work_counts_as_in_work(self, prefix: str) -> None:
        assert standing(f"{prefix}04", person(1, JOB, of=background(L.EMPLOYED))) is YES

    def test_education_and_a_qualification_stand_beside_it(self, prefix: str) -> None:
        record = person(1, event(E.EDUCATION, 1), event(E.QUALIFICATION, 2), JOB)
        assert [standing(f"{prefix}0{n}", record) for n in (1, 2, 3, 4)] == [NO, YES, YES, YES]

    def test_nothing_known_is_unknown_everywhere(self, prefix: str) -> None:
        assert [standing(f"{prefix}0{n}", person()) for n in (1, 2, 3, 4)] == [UNKNOWN] * 4

    def test_nobody_is_asked_before_the_exit(self, prefix: str) -> None:
        record = person(1, event(E.EMPLOYED, -3), left=None)
        assert [standing(f"{prefix}0{n}", record) for n in (1, 2, 3, 4)] == [None] * 4


class TestDisadvantaged:
    @pytest.mark.parametrize("question", [Q.DISABILITY, Q.FOREIGN_BACKGROUND, Q.MINORITY, Q.OTHER_DISADVANTAGE])
    @pytest.mark.parametrize("result", [SEARCHING, JOB, event(E.EDUCATION, 1), event(E.QUALIFICATION, 1)])
    def test_any_result_counts(self, question: Question, result: Any) -> None:
        assert standing("CR05", person(1, result, of=background(L.INACTIVE, question))) is YES

    @pytest.mark.parametrize("question", [Q.HOMELESS, Q.RURAL])
    def test_where_somebody_lives_is_no_disadvantage_of_theirs(self, question: Question) -> None:
        assert standing("CR05", person(1, JOB, of=background(L.INACTIVE, question))) is None

    def test_the_unemployed_who_still_search_have_no_result(self) -> None:
        searching = person(1, SEARCHING, of=background(L.UNEMPLOYED, Q.MINORITY))
        assert standing("CR05", searching) is NO

    def test_who_refused_to_say_is_unknown_even_with_a_job(self) -> None:
        refused = background(answers=dict.fromkeys(Question, Answer.REFUSED))
        working = person(1, JOB, of=refused, heard=(heard(K.SECOND, 183, Outcome.EMPLOYED),))
        assert (standing("CR05", working), standing("CR09", working)) == (UNKNOWN, UNKNOWN)

    def test_in_work_six_months_after(self) -> None:
        asked = (heard(K.SECOND, 183, Outcome.EMPLOYED),)
        assert standing("CR09", person(of=background(L.INACTIVE, Q.MINORITY), heard=asked)) is YES
        assert standing("CR09", person(heard=asked)) is None
        assert standing("CR09", person(of=background(L.INACTIVE, Q.MINORITY))) is UNKNOWN
        assert BY_CODE["CR05"][1].special
        assert BY_CODE["CR09"][1].special


@pytest.mark.parametrize(("work", "better"), [("CR06", "CR07"), ("EECR05", "EECR06")])
class TestSixMonthsAfter:
    def test_in_work(self, work: str, better: str) -> None:
        assert standing(work, person(heard=(heard(K.SECOND, 183, Outcome.EMPLOYED),))) is YES
        assert standing(work, person(heard=(heard(K.SECOND, 183, Outcome.JOB_SEARCHING),))) is NO
        assert standing(work, person(1, JOB)) is UNKNOWN, "nobody has asked"

    def test_an_improved_situation_is_asked_of_those_who_came_employed(self, work: str, better: str) -> None:
        asked = (heard(K.SECOND, 183, Outcome.EMPLOYED),)
        promoted = person(1, event(E.IMPROVED, 90), of=background(L.EMPLOYED), heard=asked)
        assert standing(better, promoted) is YES
        assert standing(better, person(1, event(E.IMPROVED, 90), heard=asked)) is None
        assert standing(better, person(of=background(L.EMPLOYED), heard=asked)) is NO
        assert standing(better, person(1, event(E.IMPROVED, 90), of=background(L.EMPLOYED))) is UNKNOWN


def test_over_54_in_work_six_months_after() -> None:
    asked = (heard(K.SECOND, 183, Outcome.EMPLOYED),)
    assert standing("CR08", person(of=background(age=A.FROM_55), heard=asked)) is YES
    assert standing("CR08", person(of=background(age=A.FROM_30), heard=asked)) is None


@pytest.mark.parametrize("missing", ["gender", "age", "labour", "education"])
class TestAnIncompleteRecord:
    def incomplete(self, missing: str) -> Record:
        of = background(**{missing: None}) if missing != "labour" else background(None)
        return person(1, JOB, of=of, heard=(heard(K.SECOND, 183, Outcome.EMPLOYED),))

    def test_counts_in_the_totals_alone(self, missing: str) -> None:
        codes = [indicator.code for indicator in INDICATORS[ESF]]
        asked = {code: standing(code, self.incomplete(missing)) for code in codes}
        assert {code: found for code, found in asked.items() if found} == {"TOTAL": YES, "LEFT": YES}

    def test_counts_in_the_other_set_wherever_it_can(self, missing: str) -> None:
        assert standing("EECO01", self.incomplete(missing)) is YES
        assert standing("EECR04", self.incomplete(missing)) is YES
        unknown = {"age": "EECO07", "labour": "EECO02", "education": "EECO09"}
        if missing in unknown:
            assert standing(unknown[missing], self.incomplete(missing)) is UNKNOWN


def test_unknown_never_means_unemployed() -> None:
    nothing = person(of=Background())
    for code in ("EECO02", "EECO03", "EECO04", "EECO05", "EECR01", "EECR04", "EECR05", "EECR06"):
        assert standing(code, nothing) is UNKNOWN


def test_every_timing_is_used_and_each_code_stands_once() -> None:
    for own in INDICATORS.values():
        assert {indicator.timing for indicator in own} == set(Timing)
        codes = [indicator.code for indicator in own]
        assert len(codes) == len(set(codes))
    assert isinstance(BY_CODE["CO01"][1], Indicator)
