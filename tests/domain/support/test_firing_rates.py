"""How often the rules fire for people of known attendance: a simulation lands near the shares they were made for.

Ten weeks of five sessions, each independent; 6 % are excused absences, half of the other absences come without notice
and half with notice before. A person counts for a rule if it fires after any of their marks.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import numpy as np
import pytest

from dashboard.domain.support import Mark, Parameters
from dashboard.domain.support.attendance import ends_in_run, has_dropped, is_low
from dashboard.domain.support.habits import ends_in_silence, gives_no_notice
from tests.domain.support.people import person

PERSONS = 2000
SEED = 20260824
TOLERANCE = 0.03
DAYS = [date(2026, 8, 31) + timedelta(weeks=week, days=day) for week in range(10) for day in range(5)]
EXCUSED, SILENT = 0.06, 0.5

Fires = Callable[[Sequence[Mark], Parameters], bool]
RULES: dict[str, Fires] = {
    "R1": is_low,
    "R2": has_dropped,
    "R3": ends_in_run,
    "R4": ends_in_silence,
    "R5": gives_no_notice,
}

ROWS = [
    pytest.param([0.95] * 50, (0.07, 0.004, 0.007, 0.005, 0.03, 0.006, 0.012, 0.04), id="95"),
    pytest.param([0.90] * 50, (0.30, 0.04, 0.08, 0.04, 0.11, 0.08, 0.11, 0.20), id="90"),
    pytest.param([0.65] * 50, (0.997, 0.96, 0.97, 0.75, 0.71, 0.87, 0.98, 0.99), id="65"),
    pytest.param([0.92] * 25 + [0.5] * 25, (0.95, 0.73, 0.98, 0.85, 0.71, 0.86, 0.985, 0.99), id="92-then-50"),
]


def _naive(marks: Sequence[Mark], _parameters: Parameters) -> bool:
    """What the rules are better than: attendance below 80 % after at least six countable marks."""
    return len(marks) >= 6 and sum(mark.attended for mark in marks) / len(marks) < 0.8


def _simulated(attendance: list[float], persons: int) -> list[tuple[Mark, ...]]:
    """The countable sequence of each of so many people."""
    random = np.random.default_rng(SEED)
    draws = random.random((persons, 3, len(attendance)))
    excused = draws[:, 0] < EXCUSED
    came = draws[:, 1] < np.array(attendance)
    silent = draws[:, 2] < SILENT
    return [
        person([_mark(*drawn) for drawn in zip(DAYS, *one, strict=True)]).countable
        for one in zip(excused.tolist(), came.tolist(), silent.tolist(), strict=True)
    ]


def _mark(day: date, excused: bool, came: bool, silent: bool) -> Mark:
    if excused:
        return Mark(day, status="absent", notice="none" if silent else "before", excused=True)
    if came:
        return Mark(day)
    return Mark(day, status="absent", notice="none" if silent else "before")


def _ever(marks: tuple[Mark, ...], fires: Fires) -> bool:
    return any(fires(marks[:end], Parameters()) for end in range(1, len(marks) + 1))


@pytest.mark.parametrize(("attendance", "shares"), ROWS)
def test_rules_fire_as_often_as_they_should(attendance: list[float], shares: tuple[float, ...]) -> None:
    people = _simulated(attendance, PERSONS)
    fired = {name: np.array([_ever(marks, fires) for marks in people]) for name, fires in RULES.items()}
    found = {
        "naive": np.mean([_ever(marks, _naive) for marks in people]),
        **{name: ever.mean() for name, ever in fired.items()},
        "R1 to R3": np.any([fired["R1"], fired["R2"], fired["R3"]], axis=0).mean(),
        "R1 to R5": np.any(list(fired.values()), axis=0).mean(),
    }
    assert found == pytest.approx(dict(zip(found, shares, strict=True)), abs=TOLERANCE)
