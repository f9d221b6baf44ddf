"""Counting people: of whom an indicator holds, of whom it is asked, and of whom it is not known."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dashboard.domain.esf.indicators import INDICATORS, Case, Indicator, Timing
from dashboard.domain.esf.records import Gender, IndicatorSet, Record
from dashboard.domain.follow_up import WINDOWS, Kind

NOT_KNOWN = "not_known"
"""The gender of a record in which it is missing: a category of its own."""

GENDERS: tuple[str, ...] = (*(gender.value for gender in Gender), NOT_KNOWN)
"""By what every indicator is divided, in the order in which it is listed."""


def gender_of(record: Record) -> str:
    """Under which gender a record is counted."""
    return record.background.gender or NOT_KNOWN


class Standing(StrEnum):
    """How a person stands to an indicator that is asked of them."""

    COUNTED = "counted"
    NOT_COUNTED = "not_counted"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Request:
    """What is counted: which set, as of when, and in which period.

    Attributes:
        indicator_set: the regulation.
        today: the as-of day; what happened later is not known.
        start, end: local days, inclusive, null is open. Outputs are of those who entered in it, exits and immediate
            results of those who left in it, longer-term results of those whose day 183 lies in it.
    """

    indicator_set: IndicatorSet
    today: date
    start: date | None = None
    end: date | None = None

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators of the set."""
        return INDICATORS[self.indicator_set]

    def cases(self, records: Iterable[Record]) -> list[Case]:
        """Everyone who had entered by the day, with their results."""
        return [case for record in records if (case := Case.of(record, self.today))]

    def standing(self, indicator: Indicator, case: Case) -> Standing | None:
        """How a person stands to an indicator; null where it is not asked of them.

        An incomplete record of ESF 2014-2020 is asked for the grand total and the exits alone.
        """
        if not self._asked(indicator.timing, case) or (self.left_out(case) and not indicator.whole):
            return None
        about = indicator.base(case)
        if about is False:
            return None
        said = indicator.test(case) if about else None
        return Standing.UNKNOWN if said is None else Standing.COUNTED if said else Standing.NOT_COUNTED

    def left_out(self, case: Case) -> bool:
        """Whether a record counts in nothing but the totals."""
        return self.indicator_set is IndicatorSet.ESF and not case.record.background.complete

    def within(self, timing: Timing, case: Case) -> bool:
        """Whether the day that matters lies in the period; a day that has not come lies in none."""
        day = _day(timing, case.record)
        return day is not None and (not self.start or self.start <= day) and (not self.end or day <= self.end)

    def _asked(self, timing: Timing, case: Case) -> bool:
        due = {Timing.LEAVING: case.leaving, Timing.SIX_MONTHS: case.six_months}
        return self.within(timing, case) and due.get(timing, case) is not None


def _day(timing: Timing, record: Record) -> date | None:
    if timing is Timing.ENTRY:
        return record.entered_on
    if timing is Timing.SIX_MONTHS and record.left_on is not None:
        return record.left_on + timedelta(days=WINDOWS[Kind.SECOND].due)
    return record.left_on


@dataclass(frozen=True, slots=True)
class Cell:
    """A count of persons.

    Attributes:
        counted: of how many the indicator holds.
        out_of: of how many it is asked: counted, not counted and unknown together.
        unknown: of how many it is not known.
    """

    counted: int = 0
    out_of: int = 0
    unknown: int = 0

    def __add__(self, other: "Cell") -> "Cell":
        return Cell(self.counted + other.counted, self.out_of + other.out_of, self.unknown + other.unknown)


@dataclass(frozen=True, slots=True)
class IndicatorCount:
    """One indicator counted, by gender; every gender is there."""

    indicator: Indicator
    by_gender: Mapping[str, Cell]

    @property
    def total(self) -> Cell:
        """All genders together, and those of whom it is not known."""
        return sum(self.by_gender.values(), Cell())


@dataclass(frozen=True, slots=True)
class Worksheet:
    """Every indicator of a set, exact: what is typed into the funder's own system.

    Attributes:
        request: what was counted.
        rows: in the order of the regulation.
        incomplete: people who entered in the period and count in the grand total alone.
        early: by timing, people who have left in the period and of whom it is too early to know the result.
    """

    request: Request
    rows: tuple[IndicatorCount, ...]
    incomplete: int
    early: Mapping[Timing, int]


def worksheet(records: Iterable[Record], request: Request) -> Worksheet:
    """Count every indicator of the request's set."""
    cases = request.cases(records)
    return Worksheet(
        request=request,
        rows=tuple(_count(cases, request, indicator) for indicator in request.indicators),
        incomplete=sum(request.left_out(case) and request.within(Timing.ENTRY, case) for case in cases),
        early={
            Timing.LEAVING: _early(cases, request, lambda case: case.leaving),
            Timing.SIX_MONTHS: _early(cases, request, lambda case: case.six_months),
        },
    )


def _count(cases: Sequence[Case], request: Request, indicator: Indicator) -> IndicatorCount:
    found: Counter[tuple[str, Standing]] = Counter()
    for case in cases:
        standing = request.standing(indicator, case)
        if standing is not None:
            found[gender_of(case.record), standing] += 1
    return IndicatorCount(indicator, {gender: _cell(found, gender) for gender in GENDERS})


def _cell(found: Mapping[tuple[str, Standing], int], gender: str) -> Cell:
    return Cell(
        counted=found[gender, Standing.COUNTED],
        out_of=sum(found[gender, standing] for standing in Standing),
        unknown=found[gender, Standing.UNKNOWN],
    )


def _early(cases: Sequence[Case], request: Request, result: Callable[[Case], object | None]) -> int:
    return sum(result(case) is None and request.within(Timing.EXIT, case) for case in cases)
