"""The rows that an import adds, kind by kind."""

from datetime import datetime
from typing import Any

from db.imports.planning.world import Activity, Cohort, Enrolment, Module, Programme, Session

_NAMES = ("name_fi", "name_sv", "name_en")


def id_of(thing: Any) -> int:
    """The id of something that has its row by now."""
    assert isinstance(thing.id, int)
    return thing.id


def programme_row(programme: Programme) -> dict[str, Any]:
    """Of table ``programme``."""
    return {
        "code": programme.code,
        "name": programme.name,
        "weeks": programme.weeks,
        "timezone": programme.timezone.key,
    }


def cohort_row(cohort: Cohort) -> dict[str, Any]:
    """Of table ``cohort``, without its programme."""
    return {
        "code": cohort.code,
        "name": cohort.name,
        "starts_on": cohort.starts_on,
        "ends_on": cohort.ends_on,
        "weeks": cohort.weeks,
        "places": cohort.places,
    }


def enrolment_row(enrolment: Enrolment) -> dict[str, Any]:
    """Of table ``enrolment``."""
    return {
        "cohort_id": id_of(enrolment.cohort),
        "participant_id": id_of(enrolment.participant),
        "enrolled_on": enrolment.enrolled_on,
        "exited_on": enrolment.exited_on,
        "exit_destination": enrolment.exit_destination,
    }


def activity_row(activity: Activity) -> dict[str, Any]:
    """Of table ``activity``, without its programme."""
    return {
        **dict(zip(_NAMES, activity.names, strict=True)),
        "code": activity.code,
        "individual": activity.individual,
        "counts_for_attendance": activity.counts_for_attendance,
        "restricted": activity.restricted,
        "default_minutes": activity.default_minutes,
    }


def module_row(module: Module) -> dict[str, Any]:
    """Of table ``module``, without its programme."""
    return {**dict.fromkeys((*_NAMES, "planned_week")), **module.values, "code": module.code}


def session_row(session: Session, now: datetime) -> dict[str, Any]:
    """Of table ``session``; one that is listed as cancelled counts as cancelled now."""
    return {
        "cohort_id": id_of(session.cohort),
        "activity_id": id_of(session.activity),
        "module_id": None if session.module is None else id_of(session.module),
        "enrolment_id": None if session.enrolment is None else id_of(session.enrolment),
        "local_date": session.local_date,
        "starts_at": session.starts_at,
        "ends_at": session.ends_at,
        "cancelled_at": now if session.cancelled else None,
    }
