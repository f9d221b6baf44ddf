"""R1 low attendance, R2 recent drop, R3 run of absences, R9 many excused."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from math import comb, exp, fsum, log

from dashboard.domain.support.facts import Facts, Mark
from dashboard.domain.support.parameters import Parameters
from dashboard.domain.support.prompt import Prompt, Rule, since_mark, trailing


@lru_cache(maxsize=4096)
def probability_below(share: float, attended: int, absent: int) -> float:
    """P(theta < share) where theta has the distribution Beta(attended, absent).

    For whole numbers that is a tail of the binomial distribution: the chance of at least ``attended`` successes in
    ``attended + absent - 1`` trials of probability ``share`` (Abramowitz and Stegun 26.5.24).

    Raises:
        ValueError: ``share`` is not between 0 and 1, or a count is below 1.
    """
    if not 0 < share < 1 or attended < 1 or absent < 1:
        raise ValueError(f"no such distribution: Beta({attended}, {absent}) below {share}")
    trials = attended + absent - 1
    # By logarithms, since the coefficients of a long enrolment are too large for a float.
    return fsum(
        exp(log(comb(trials, hits)) + hits * log(share) + (trials - hits) * log(1 - share))
        for hits in range(attended, trials + 1)
    )


def likely_low(attended: int, countable: int, parameters: Parameters) -> bool:
    """Whether so many attended make it likely that the person's attendance is low."""
    if countable < parameters.low_from:
        return False
    below = probability_below(
        parameters.low_share,
        parameters.low_prior_attended + attended,
        parameters.low_prior_absent + countable - attended,
    )
    return below >= parameters.low_certainty


def is_low(marks: Sequence[Mark], parameters: Parameters) -> bool:
    """Whether R1 fires after these countable marks: attendance is likely low, and the last few do not clear it."""
    absences = sum(mark.absent for mark in marks)
    if not likely_low(len(marks) - absences, len(marks), parameters):
        return False
    return sum(mark.absent for mark in marks[-parameters.low_clear_last :]) > parameters.low_clear_absences


def low_attendance(facts: Facts, parameters: Parameters, today: date) -> Prompt | None:
    """R1: attendance is likely below four fifths; clears also by itself when the last six hold at most one absence."""
    marks = facts.countable
    if not is_low(marks, parameters):
        return None
    return Prompt(
        Rule.LOW_ATTENDANCE,
        since_mark(marks, lambda before: is_low(before, parameters)),
        {"attended": sum(mark.attended for mark in marks), "of": len(marks), "share": parameters.low_share},
        marks,
    )


def has_dropped(marks: Sequence[Mark], parameters: Parameters) -> bool:
    """Whether R2 fires after these countable marks."""
    last = marks[-parameters.drop_last :]
    return len(marks) >= parameters.drop_from and sum(mark.absent for mark in last) >= parameters.drop_absences


def recent_drop(facts: Facts, parameters: Parameters, today: date) -> Prompt | None:
    """R2: half of the last few missed."""
    marks = facts.countable
    if not has_dropped(marks, parameters):
        return None
    last = marks[-parameters.drop_last :]
    return Prompt(
        Rule.RECENT_DROP,
        since_mark(marks, lambda before: has_dropped(before, parameters)),
        {"num": sum(mark.absent for mark in last), "of": len(last)},
        last,
    )


def ends_in_run(marks: Sequence[Mark], parameters: Parameters) -> bool:
    """Whether R3 fires after these countable marks."""
    return len(trailing(marks, _is_absent)) >= parameters.run_absences


def run_of_absences(facts: Facts, parameters: Parameters, today: date) -> Prompt | None:
    """R3: several absences in a row, up to the last countable mark."""
    if not ends_in_run(facts.countable, parameters):
        return None
    run = trailing(facts.countable, _is_absent)
    since = run[parameters.run_absences - 1].date
    return Prompt(Rule.RUN_OF_ABSENCES, since, {"num": len(run), "day": run[0].date}, run)


def has_many_excused(marks: Sequence[Mark], parameters: Parameters) -> bool:
    """Whether R9 fires after these recorded marks."""
    return sum(mark.excused for mark in marks[-parameters.excused_last :]) >= parameters.excused_times


def many_excused(facts: Facts, parameters: Parameters, today: date) -> Prompt | None:
    """R9: many excused absences lately; neutral, an occasion to offer what was missed."""
    marks = facts.recorded
    if not has_many_excused(marks, parameters):
        return None
    last = marks[-parameters.excused_last :]
    return Prompt(
        Rule.MANY_EXCUSED,
        since_mark(marks, lambda before: has_many_excused(before, parameters)),
        {"num": sum(mark.excused for mark in last), "of": len(last)},
        last,
    )


def _is_absent(mark: Mark) -> bool:
    return mark.absent
