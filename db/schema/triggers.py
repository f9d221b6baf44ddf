"""The one rule that spans tables: a mark lies inside its enrolment.

The session and the enrolment are of one cohort, an individual session is its own person's, and the session's local
date is within the enrolment, both days inclusive. Checked when a mark is written, and again when an enrolment's or a
session's dates change beneath existing marks. Both databases refuse with the same words.

Triggers are code, not history: every migration ends by installing the ones written here, since SQLite drops a table's
triggers whenever a migration rebuilds the table.
"""

from sqlalchemy import Connection

MESSAGE = "mark outside the enrolment"

_OUTSIDE = """
    SELECT 1 FROM session s JOIN enrolment e ON e.id = {enrolment}
    WHERE s.id = {session} AND NOT (
        e.cohort_id = s.cohort_id
        AND (s.enrolment_id IS NULL OR s.enrolment_id = e.id)
        AND s.local_date >= e.enrolled_on
        AND (e.exited_on IS NULL OR s.local_date <= e.exited_on))
"""

_CHECKED = (
    ("mark", "INSERT", _OUTSIDE.format(enrolment="NEW.enrolment_id", session="NEW.session_id")),
    (
        "mark",
        "UPDATE OF session_id, enrolment_id",
        _OUTSIDE.format(enrolment="NEW.enrolment_id", session="NEW.session_id"),
    ),
    (
        "enrolment",
        "UPDATE OF cohort_id, enrolled_on, exited_on",
        "SELECT 1 FROM mark m WHERE m.enrolment_id = NEW.id AND EXISTS ("
        + _OUTSIDE.format(enrolment="m.enrolment_id", session="m.session_id")
        + ")",
    ),
    (
        "session",
        "UPDATE OF cohort_id, enrolment_id, local_date",
        "SELECT 1 FROM mark m WHERE m.session_id = NEW.id AND EXISTS ("
        + _OUTSIDE.format(enrolment="m.enrolment_id", session="m.session_id")
        + ")",
    ),
)


def _name(table: str, event: str) -> str:
    return f"{table}_{event.split()[0].lower()}_inside_enrolment"


def _sqlite(name: str, table: str, event: str, outside: str) -> list[str]:
    return [
        f"DROP TRIGGER IF EXISTS {name}",
        f"""CREATE TRIGGER {name} AFTER {event} ON {table} WHEN EXISTS ({outside})
            BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END""",
    ]


def _postgresql(name: str, table: str, event: str, outside: str) -> list[str]:
    if (table, event) == ("mark", "INSERT"):
        return _postgresql_new_marks(name)
    # A mark locks its enrolment and session against a change of dates that is not yet committed.
    lock = (
        "PERFORM 1 FROM enrolment WHERE id = NEW.enrolment_id FOR SHARE; "
        "PERFORM 1 FROM session WHERE id = NEW.session_id FOR SHARE; "
        if table == "mark"
        else ""
    )
    return [
        f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            {lock}
            IF EXISTS ({outside}) THEN
                RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        END $$""",
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]


def _postgresql_new_marks(name: str) -> list[str]:
    """Once a statement, not once a row: an import copies thousands of marks at once, and this halves its time."""
    outside = _OUTSIDE.format(enrolment="n.enrolment_id", session="n.session_id")
    locks = (
        f"PERFORM 1 FROM {owner} WHERE id IN (SELECT {owner}_id FROM new_marks) ORDER BY id FOR SHARE;"
        for owner in ("enrolment", "session")
    )
    return [
        f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            {" ".join(locks)}
            IF EXISTS (SELECT 1 FROM new_marks n WHERE EXISTS ({outside})) THEN
                RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        END $$""",
        f"DROP TRIGGER IF EXISTS {name} ON mark",
        f"""CREATE TRIGGER {name} AFTER INSERT ON mark REFERENCING NEW TABLE AS new_marks
            FOR EACH STATEMENT EXECUTE FUNCTION {name}()""",
    ]


def install_triggers(connection: Connection) -> None:
    """Make the triggers as they are written here, replacing what is there."""
    make = {"sqlite": _sqlite, "postgresql": _postgresql}[connection.dialect.name]
    for table, event, outside in _CHECKED:
        for statement in make(_name(table, event), table, event, outside):
            connection.exec_driver_sql(statement)
