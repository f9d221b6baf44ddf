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


_OF_ENROLMENT = "SELECT cohort_id FROM enrolment WHERE id = {row}.enrolment_id"

_COHORT = {
    # Per table: the cohorts that a written row belongs to; {row} is the row.
    "cohort": "SELECT {row}.id",
    "enrolment": "SELECT {row}.cohort_id",
    "session": "SELECT {row}.cohort_id",
    "mark": "SELECT cohort_id FROM session WHERE id = {row}.session_id",
    "feedback": "SELECT {row}.cohort_id",
    "module_progress": _OF_ENROLMENT,
    "follow_up": _OF_ENROLMENT,
    "service_need": _OF_ENROLMENT,
    "contact": _OF_ENROLMENT,
    "prompt_decision": _OF_ENROLMENT,
    "esf_form": _OF_ENROLMENT,
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
        cohorts = f"SELECT ({cohort.format(row=row)}) AS cohort_id"
        raised = _RAISE.format(cohorts=cohorts)
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
        cohorts = f"SELECT DISTINCT ({cohort.format(row='w')}) AS cohort_id FROM written_rows w ORDER BY 1"
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
