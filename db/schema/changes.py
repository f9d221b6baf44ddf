"""A number for each cohort that grows whenever anything about it is written: how an open page notices a change.

Kept by triggers, because other programs write too. Reading it costs next to nothing, so that a page can ask every few
seconds; the charts are read again only when the number has grown.
"""

from sqlalchemy import Connection, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Base, BigId


class ChangeStamp(Base):
    """How often a cohort's data has been written."""

    __tablename__ = "change_stamp"

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"), primary_key=True)
    stamp: Mapped[int] = mapped_column(BigId)


_OWN = "SELECT {row}.cohort_id AS cohort_id"
_OF_ENROLMENT = "SELECT cohort_id FROM enrolment WHERE id = {row}.enrolment_id"
_OF_PARTICIPANT = "SELECT cohort_id FROM enrolment WHERE participant_id = {row}.participant_id"
_OF_PROGRAMME = "SELECT id AS cohort_id FROM cohort WHERE programme_id = {row}.programme_id"

_COHORT = {
    # Per table: the cohorts that a written row belongs to; {row} is the row.
    "cohort": "SELECT {row}.id AS cohort_id",
    "enrolment": _OWN,
    "session": _OWN,
    "timetable_slot": _OWN,
    "cohort_break": _OWN,
    "advance_notice": _OF_ENROLMENT,
    "mark": "SELECT cohort_id FROM session WHERE id = {row}.session_id",
    "feedback": _OWN,
    "module_progress": _OF_ENROLMENT,
    "follow_up": _OF_ENROLMENT,
    "service_need": _OF_ENROLMENT,
    "contact": _OF_ENROLMENT,
    "prompt_decision": _OF_ENROLMENT,
    "esf_form": _OF_ENROLMENT,
    "esf_event": _OF_ENROLMENT,
    "esf_background": _OF_PARTICIPANT,
    "participant": "SELECT cohort_id FROM enrolment WHERE participant_id = {row}.id",
    "programme_setting": _OF_PROGRAMME,
    "report_text": _OF_PROGRAMME,
    "release": _OF_PROGRAMME,
    "review": _OF_PROGRAMME,
    "review_item": (
        "SELECT c.id AS cohort_id FROM cohort c JOIN review r ON r.programme_id = c.programme_id "
        "WHERE r.id = {row}.review_id"
    ),
}

_RAISE = """
    INSERT INTO change_stamp (cohort_id, stamp)
    SELECT cohort_id, 1 FROM ({cohorts}) AS written WHERE cohort_id IS NOT NULL
    ON CONFLICT (cohort_id) DO UPDATE SET stamp = change_stamp.stamp + 1
"""


def _sqlite(table: str, cohort: str) -> list[str]:
    statements = []
    for event, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
        if (table, event) == ("cohort", "DELETE"):
            continue
        name = f"{table}_{event.lower()}_stamp"
        raised = _RAISE.format(cohorts=cohort.format(row=row))
        statements += [
            f"DROP TRIGGER IF EXISTS {name}",
            f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {raised}; END",
        ]
    return statements


def _postgresql(table: str, cohort: str) -> list[str]:
    """Once a statement, however many rows it wrote; cohorts in order, so that two writers never wait crosswise."""
    statements = []
    for event, rows in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
        if (table, event) == ("cohort", "DELETE"):
            continue
        name = f"{table}_{event.lower()}_stamp"
        own = cohort.format(row="w")
        cohorts = f"SELECT DISTINCT o.cohort_id FROM written_rows w CROSS JOIN LATERAL ({own}) o ORDER BY 1"
        raised = _RAISE.format(cohorts=cohorts)
        statements += [
            f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                {raised};
                RETURN NULL;
            END $$""",
            f"DROP TRIGGER IF EXISTS {name} ON {table}",
            f"""CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {rows} TABLE AS written_rows
                FOR EACH STATEMENT EXECUTE FUNCTION {name}()""",
        ]
    return statements


def install_stamp_triggers(connection: Connection) -> None:
    """Make the triggers as they are written here, replacing what is there."""
    make = {"sqlite": _sqlite, "postgresql": _postgresql}[connection.dialect.name]
    for table, cohort in _COHORT.items():
        for statement in make(table, cohort):
            connection.exec_driver_sql(statement)
