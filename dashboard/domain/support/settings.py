"""What a programme may set about the rules: which parameters belong to which rule, their bounds, what cannot be."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.domain.support.parameters import Parameters
from dashboard.domain.support.prompt import Rule


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most that a parameter may be, both inclusive; shares are set in whole percent."""

    low: float
    high: float
    share: bool = False


GROUPS: Mapping[Rule, Mapping[str, Bounds]] = {
    Rule.LOW_ATTENDANCE: {
        "low_share": Bounds(0.50, 0.99, share=True),
        "low_certainty": Bounds(0.50, 0.99, share=True),
        "low_from": Bounds(3, 30),
        "low_prior_attended": Bounds(1, 50),
        "low_prior_absent": Bounds(1, 50),
        "low_clear_last": Bounds(2, 20),
        "low_clear_absences": Bounds(0, 10),
    },
    Rule.RECENT_DROP: {"drop_absences": Bounds(2, 20), "drop_last": Bounds(3, 20), "drop_from": Bounds(3, 30)},
    Rule.RUN_OF_ABSENCES: {"run_absences": Bounds(2, 20)},
    Rule.SILENT_ABSENCES: {"silent_absences": Bounds(1, 20)},
    Rule.NOTICE_HABIT: {"notice_absences": Bounds(2, 30), "notice_last": Bounds(3, 60)},
    Rule.LATENESS: {
        "late_times": Bounds(2, 30),
        "late_last": Bounds(3, 40),
        "late_minutes": Bounds(1, 120),
        "late_from": Bounds(3, 40),
    },
    Rule.GUIDANCE_MISSED: {"guidance_missed": Bounds(1, 10)},
    Rule.BEHIND_PLAN: {
        "plan_behind": Bounds(1, 20),
        "plan_share": Bounds(0.10, 0.99, share=True),
        "plan_least": Bounds(1, 20),
        "plan_from_week": Bounds(1, 104),
    },
    Rule.MANY_EXCUSED: {"excused_times": Bounds(2, 30), "excused_last": Bounds(3, 40)},
    Rule.NO_CONTACT: {"quiet_days": Bounds(3, 60), "quiet_expected": Bounds(1, 30)},
    Rule.FOLLOW_UP: {
        "first_remind": Bounds(0, 60),
        "first_due": Bounds(1, 90),
        "second_due": Bounds(30, 400),
        "second_window": Bounds(1, 60),
    },
    Rule.REGISTER: {
        "missing_marks": Bounds(1, 60),
        "missing_share": Bounds(0.05, 1.00, share=True),
        "missing_days": Bounds(7, 60),
    },
}
"""The parameters of each rule in the order in which they are asked for."""

BOUNDS: Mapping[str, Bounds] = {name: bounds for group in GROUPS.values() for name, bounds in group.items()}

# (name, than, less): a parameter may be at most another one less so much; beyond that the rule would be silent for
# ever, and nobody would know.
_AT_MOST = (
    ("low_clear_absences", "low_clear_last", 1),
    ("drop_absences", "drop_last", 0),
    ("notice_absences", "notice_last", 0),
    ("late_times", "late_last", 0),
    ("excused_times", "excused_last", 0),
    ("first_remind", "first_due", 0),
    ("second_window", "second_due", 0),
)


@dataclass(frozen=True, slots=True)
class Problem:
    """A parameter that cannot be so: not from ``low`` to ``high``, which another one (``than``) may bound."""

    name: str
    low: float
    high: float
    than: str | None = None


def problems(parameters: Parameters) -> list[Problem]:
    """What is wrong with parameters taken together; a parameter is named once."""
    found = {
        name: Problem(name, bounds.low, bounds.high)
        for name, bounds in BOUNDS.items()
        if not bounds.low <= getattr(parameters, name) <= bounds.high
    }
    for name, than, less in _AT_MOST:
        most = getattr(parameters, than) - less
        if getattr(parameters, name) > most:
            found.setdefault(name, Problem(name, BOUNDS[name].low, most, than))
    return list(found.values())
