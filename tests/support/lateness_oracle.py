"""Lateness once more, slow and obvious, straight from its definition; see ``tests.support.oracle``."""

from datetime import datetime
from typing import Any

import numpy as np

from tests.support.oracle import MadeCohort, MadeMark, expects, group_of


def late_figures(cohort: MadeCohort, moment: datetime, by: str) -> dict[Any, dict[str, Any]]:
    """Every figure but the interval, of every group that has an expected mark of an activity that counts."""
    found: dict[Any, list[MadeMark]] = {}
    for session in cohort.sessions:
        if session.cancelled or session.ends_at > moment or not session.counts:
            continue
        for person in cohort.people:
            if not expects(session, person):
                continue
            marks = found.setdefault(
                session.starts_at if by == "start" else group_of(cohort, session, person, by),
                [],
            )
            if person.code in session.marks:
                marks.append(session.marks[person.code])
    return {group: figures_of(marks) for group, marks in found.items()}


def figures_of(marks: list[MadeMark]) -> dict[str, Any]:
    """Every figure but the interval, of marks of activities that count."""
    came = [mark for mark in marks if mark.status in ("present", "late")]
    late = [mark for mark in came if mark.status == "late"]
    minutes = [mark.minutes_late for mark in late if mark.minutes_late is not None]
    return {
        "attended": len(came),
        "late": len(late),
        "lateness": len(late) / len(came) if came else None,
        "on_time": len([mark for mark in came if mark.status == "present"]),
        "minutes_known": len(minutes),
        "minutes_unknown": len([mark for mark in late if mark.minutes_late is None]),
        "minutes_late_q1": float(np.quantile(minutes, 0.25)) if minutes else None,
        "minutes_late_median": float(np.quantile(minutes, 0.5)) if minutes else None,
        "minutes_late_q3": float(np.quantile(minutes, 0.75)) if minutes else None,
        "told_before": len([mark for mark in late if mark.notice == "before"]),
        "told_after": len([mark for mark in late if mark.notice == "after"]),
        "not_told": len([mark for mark in late if mark.notice == "none"]),
        "notice_unknown": len([mark for mark in late if mark.notice == "unknown"]),
    }
