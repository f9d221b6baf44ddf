"""The indicators of both sets: whom each one is about, and what has to hold.

Sources: Annex I of Regulation (EU) 1304/2013 (ESF) and Annex I of Regulation (EU) 2021/1057 (ESF+). The results of ESF+
are defined as those of ESF: EECR01 is about people who came inactive, EECR06 about people who came employed. *In
employment* is a status, so it counts whoever has work, also those who had it when they came.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dashboard.domain.esf.records import AgeBand, Education, IndicatorSet, Labour, Question, Record
from dashboard.domain.esf.results import Result, after_six_months, on_leaving


class Timing(StrEnum):
    """Which day decides whether a person is counted at all, and in which period."""

    ENTRY = "entry"
    EXIT = "exit"
    LEAVING = "leaving"
    SIX_MONTHS = "six_months"


@dataclass(frozen=True, slots=True)
class Case:
    """One person as of a day, with their results; a result that is not due yet is null."""

    record: Record
    leaving: Result | None
    six_months: Result | None

    @classmethod
    def of(cls, record: Record, today: date) -> "Case | None":
        """The case of a record; null for who had not entered by the day."""
        known = record.as_of(today)
        return cls(known, on_leaving(known, today), after_six_months(known, today)) if known else None


Test = Callable[[Case], bool | None]
"""Whether something holds of a person; null where it is not known."""


def everyone(_case: Case) -> bool:
    """It holds of everybody."""
    return True


def not_held(_case: Case) -> None:
    """Nobody can tell: what it would take is not held here."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator.

    Attributes:
        code: as the regulation's reports name it; *TOTAL* and *LEFT* are the grand total and the exits.
        timing: when a person comes to be counted.
        test: what has to hold of those counted.
        base: of whom it is asked; the others are not in its denominator.
        special: it draws on a question that may be refused, such as a special category of personal data.
        whole: incomplete records of ESF 2014-2020 count here too.
    """

    code: str
    timing: Timing
    test: Test
    base: Test = everyone
    special: bool = False
    whole: bool = False

    @property
    def answerable(self) -> bool:
        """Whether the bands that are held can answer it at all."""
        return self.test is not not_held


def both(*tests: Test) -> Test:
    """All of them hold; "no" where one surely does not, whatever is unknown of the others."""

    def test(case: Case) -> bool | None:
        said = [one(case) for one in tests]
        return False if False in said else None if None in said else True

    return test


def either(*tests: Test) -> Test:
    """At least one of them holds; "yes" where one surely does, whatever is unknown of the others."""

    def test(case: Case) -> bool | None:
        said = [one(case) for one in tests]
        return True if True in said else None if None in said else False

    return test


def _age(*bands: AgeBand) -> Test:
    return lambda case: None if case.record.background.age is None else case.record.background.age in bands


def _labour(*statuses: Labour) -> Test:
    return lambda case: None if case.record.background.labour is None else case.record.background.labour in statuses


def _education(*bands: Education) -> Test:
    return lambda case: None if case.record.background.education is None else case.record.background.education in bands


def _yes(question: Question) -> Test:
    return lambda case: case.record.background.says(question)


def _leaving(what: Callable[[Result], bool | None]) -> Test:
    return lambda case: what(case.leaving) if case.leaving else None


def _six_months(what: Callable[[Result], bool | None]) -> Test:
    return lambda case: what(case.six_months) if case.six_months else None


_UNEMPLOYED = _labour(Labour.UNEMPLOYED, Labour.LONG_TERM_UNEMPLOYED)
_LONG_TERM = _labour(Labour.LONG_TERM_UNEMPLOYED)
_INACTIVE = _labour(Labour.INACTIVE, Labour.INACTIVE_NOT_IN_EDUCATION)
_NOT_IN_EDUCATION = _labour(Labour.INACTIVE_NOT_IN_EDUCATION)
_EMPLOYED = _labour(Labour.EMPLOYED)
_OVER_54 = _age(AgeBand.FROM_55)
_OTHER_DISADVANTAGE = _yes(Question.OTHER_DISADVANTAGE)
_DISABILITY = _yes(Question.DISABILITY)
_FOREIGN_OR_MINORITY = either(_yes(Question.FOREIGN_BACKGROUND), _yes(Question.MINORITY))
_DISADVANTAGED = either(_FOREIGN_OR_MINORITY, _DISABILITY, _OTHER_DISADVANTAGE)

_STARTED_SEARCHING = both(_INACTIVE, _leaving(lambda result: result.searching))
_IN_EDUCATION = _leaving(lambda result: result.in_education)
_QUALIFIED = _leaving(lambda result: result.qualified)
_IN_WORK = _leaving(lambda result: result.employed)
_IN_WORK_LATER = _six_months(lambda result: result.employed)
_IMPROVED = _six_months(lambda result: result.improved)

_ENTRY, _EXIT, _LEAVING, _LATER = Timing.ENTRY, Timing.EXIT, Timing.LEAVING, Timing.SIX_MONTHS
_LEFT = Indicator("LEFT", _EXIT, everyone, whole=True)

_ESF = (
    Indicator("TOTAL", _ENTRY, everyone, whole=True),
    Indicator("CO01", _ENTRY, _UNEMPLOYED),
    Indicator("CO02", _ENTRY, _LONG_TERM),
    Indicator("CO03", _ENTRY, _INACTIVE),
    Indicator("CO04", _ENTRY, _NOT_IN_EDUCATION),
    Indicator("CO05", _ENTRY, _EMPLOYED),
    Indicator("CO06", _ENTRY, _age(AgeBand.UNDER_18, AgeBand.FROM_18)),
    Indicator("CO07", _ENTRY, _OVER_54),
    Indicator("CO08", _ENTRY, both(_OVER_54, either(_UNEMPLOYED, _NOT_IN_EDUCATION))),
    Indicator("CO09", _ENTRY, _education(Education.ISCED_1_2)),
    Indicator("CO10", _ENTRY, _education(Education.ISCED_3_4)),
    Indicator("CO11", _ENTRY, _education(Education.ISCED_5_8)),
    Indicator("CO15", _ENTRY, _FOREIGN_OR_MINORITY, special=True),
    Indicator("CO16", _ENTRY, _DISABILITY, special=True),
    Indicator("CO17", _ENTRY, _OTHER_DISADVANTAGE, special=True),
    Indicator("CO18", _ENTRY, _yes(Question.HOMELESS), special=True),
    Indicator("CO19", _ENTRY, _yes(Question.RURAL), special=True),
    _LEFT,
    Indicator("CR01", _LEAVING, _STARTED_SEARCHING, base=_INACTIVE),
    Indicator("CR02", _LEAVING, _IN_EDUCATION),
    Indicator("CR03", _LEAVING, _QUALIFIED),
    Indicator("CR04", _LEAVING, _IN_WORK),
    Indicator(
        "CR05",
        _LEAVING,
        either(_STARTED_SEARCHING, _IN_EDUCATION, _QUALIFIED, _IN_WORK),
        base=_DISADVANTAGED,
        special=True,
    ),
    Indicator("CR06", _LATER, _IN_WORK_LATER),
    Indicator("CR07", _LATER, _IMPROVED, base=_EMPLOYED),
    Indicator("CR08", _LATER, _IN_WORK_LATER, base=_OVER_54),
    Indicator("CR09", _LATER, _IN_WORK_LATER, base=_DISADVANTAGED, special=True),
)

_ESF_PLUS = (
    Indicator("EECO01", _ENTRY, everyone),
    Indicator("EECO02", _ENTRY, _UNEMPLOYED),
    Indicator("EECO03", _ENTRY, _LONG_TERM),
    Indicator("EECO04", _ENTRY, _INACTIVE),
    Indicator("EECO05", _ENTRY, _EMPLOYED),
    Indicator("EECO06", _ENTRY, _age(AgeBand.UNDER_18)),
    Indicator("EECO07", _ENTRY, _age(AgeBand.FROM_18, AgeBand.FROM_25)),
    Indicator("EECO08", _ENTRY, _OVER_54),
    Indicator("EECO09", _ENTRY, _education(Education.ISCED_0, Education.ISCED_1_2)),
    Indicator("EECO10", _ENTRY, _education(Education.ISCED_3_4)),
    Indicator("EECO11", _ENTRY, _education(Education.ISCED_5_8)),
    Indicator("EECO12", _ENTRY, _DISABILITY, special=True),
    # No nationality is held, and a foreign background does not tell it.
    Indicator("EECO13", _ENTRY, not_held, special=True),
    Indicator("EECO14", _ENTRY, _yes(Question.FOREIGN_BACKGROUND), special=True),
    Indicator("EECO15", _ENTRY, _yes(Question.MINORITY), special=True),
    Indicator("EECO16", _ENTRY, _yes(Question.HOMELESS), special=True),
    Indicator("EECO17", _ENTRY, _yes(Question.RURAL), special=True),
    _LEFT,
    Indicator("EECR01", _LEAVING, _STARTED_SEARCHING, base=_INACTIVE),
    Indicator("EECR02", _LEAVING, _IN_EDUCATION),
    Indicator("EECR03", _LEAVING, _QUALIFIED),
    Indicator("EECR04", _LEAVING, _IN_WORK),
    Indicator("EECR05", _LATER, _IN_WORK_LATER),
    Indicator("EECR06", _LATER, _IMPROVED, base=_EMPLOYED),
)

INDICATORS: Mapping[IndicatorSet, tuple[Indicator, ...]] = {IndicatorSet.ESF: _ESF, IndicatorSet.ESF_PLUS: _ESF_PLUS}
"""Every indicator of each set, in the order of the regulation, with the exits between outputs and results."""
