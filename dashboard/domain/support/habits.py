"""R4 silent absences, R5 notice habit, R6 lateness, R7 guidance missed."""

from collections.abc import Sequence
from datetime import date

from dashboard.domain.support.facts import Facts, Mark
from dashboard.domain.support.parameters import Parameters
from dashboard.domain.support.prompt import Prompt, Rule, since_mark, trailing


def ends_in_silence(marks: Sequence[Mark], parameters: Parameters) -> bool:
    """Whether R4 fires after these countable marks."""
    return len(trailing(marks, _is_silent)) >= parameters.silent_absences


def silent_absences(facts: Facts, parameters: Parameters, today: date) -> Prompt | None:
    """R4: the last few countable marks are absences without notice."""
    if not ends_in_silence(facts.countable, parameters):
        return None
    run = trailing(facts.countable, _is_silent)
    return Prompt(Rule.SILENT_ABSENCES, run[parameters.silent_absences - 1].date, {"num": len(run)}, run)


def gives_no_notice(marks: Sequence[Mark], parameters: Parameters) -> bool:
    """Whether R5 fires after these countable marks."""
    return sum(mark.silent for mark in marks[-parameters.notice_last :]) >= parameters.notice_absences


def notice_habit(facts: Facts, parameters: Parameters, today: date) -> Prompt | None:
    """R5: several absences without notice in the last weeks, in a row or not."""
    marks = facts.countable
    if not gives_no_notice(marks, parameters):
        return None
    silent = tuple(mark for mark in marks[-parameters.notice_last :] if mark.silent)
    since = since_mark(marks, lambda before: gives_no_notice(before, parameters))
    return Prompt(Rule.NOTICE_HABIT, since, {"num": len(silent)}, silent)


def _very_late(mark: Mark, parameters: Parameters) -> bool:
    return mark.minutes_late is not None and mark.minutes_late >= parameters.late_minutes


def is_often_late(attended: Sequence[Mark], parameters: Parameters) -> bool:
    """Whether R6 fires after these attended marks; late by an unknown number of minutes is not known to be very."""
    if len(attended) < parameters.late_from:
        return False
    return sum(_very_late(mark, parameters) for mark in attended[-parameters.late_last :]) >= parameters.late_times


def lateness(facts: Facts, parameters: Parameters, today: date) -> Prompt | None:
    """R6: late by a quarter of an hour or more at half of the last few attended."""
    attended = tuple(mark for mark in facts.countable if mark.attended)
    if not is_often_late(attended, parameters):
        return None
    last = attended[-parameters.late_last :]
    return Prompt(
        Rule.LATENESS,
        since_mark(attended, lambda before: is_often_late(before, parameters)),
        {"num": sum(_very_late(mark, parameters) for mark in last), "of": len(last)},
        last,
    )


def guidance_missed(facts: Facts, parameters: Parameters, today: date) -> Prompt | None:
    """R7: the last few individual guidance meetings missed, and not excused."""
    run = trailing([mark for mark in facts.countable if mark.individual], lambda mark: mark.absent)
    if len(run) < parameters.guidance_missed:
        return None
    return Prompt(Rule.GUIDANCE_MISSED, run[parameters.guidance_missed - 1].date, {"num": len(run)}, run)


def _is_silent(mark: Mark) -> bool:
    return mark.silent
