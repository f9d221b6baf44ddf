"""What a programme may set about its support prompts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parameters:
    """The settings of the rules, with their defaults; each is named after what its rule looks at.

    Attributes:
        low_from: R1 is silent below so many countable marks.
        low_share: attendance below which R1 speaks of *low*.
        low_certainty: how likely it must be that attendance is below it.
        low_prior_attended, low_prior_absent: what R1 believes before the first mark, as sessions attended and missed.
        low_clear_last, low_clear_absences: R1 clears when the last so many countable hold at most so many absences.
        drop_from: R2 is silent below so many countable marks.
        drop_last, drop_absences: R2: so many absences in the last so many countable.
        run_absences: R3: so many countable absences in a row, up to now.
        silent_absences: R4: so many in a row without notice, up to now.
        notice_last, notice_absences: R5: so many absences without notice in the last so many countable.
        late_from: R6 is silent below so many attended.
        late_last, late_times, late_minutes: R6: so many times late by so many minutes in the last so many attended.
        guidance_missed: R7: the last so many individual meetings missed.
        plan_from_week: R8 is silent before that programme week.
        plan_least: R8 is silent below so many planned modules.
        plan_behind, plan_share: R8: so many fewer done than planned, and at most that share of them.
        excused_last, excused_times: R9: so many excused among the last so many recorded.
        quiet_days, quiet_expected: R10: no sign for so many days that had so many expected sessions.
        first_remind, first_due: T1: days after the exit from which the 28-day status is reminded of, and its due day.
        second_due, second_window: T1: the same for the 6-month status, asked for so many days around its due day.
        missing_days, missing_marks, missing_share: T2: so many, or that share, of the expected marks of the last so
            many days are unrecorded.
    """

    low_from: int = 6
    low_share: float = 0.80
    low_certainty: float = 0.80
    low_prior_attended: int = 8
    low_prior_absent: int = 2
    low_clear_last: int = 6
    low_clear_absences: int = 1
    drop_from: int = 6
    drop_last: int = 8
    drop_absences: int = 4
    run_absences: int = 3
    silent_absences: int = 2
    notice_last: int = 20
    notice_absences: int = 4
    late_from: int = 8
    late_last: int = 10
    late_times: int = 5
    late_minutes: int = 15
    guidance_missed: int = 2
    plan_from_week: int = 4
    plan_least: int = 2
    plan_behind: int = 2
    plan_share: float = 0.75
    excused_last: int = 10
    excused_times: int = 4
    quiet_days: int = 7
    quiet_expected: int = 2
    first_remind: int = 21
    first_due: int = 28
    second_due: int = 183
    second_window: int = 14
    missing_days: int = 21
    missing_marks: int = 3
    missing_share: float = 0.20


DEFAULTS = Parameters()
"""The rules as they are where a programme has set nothing."""
