"""Minutes never change: once a review is closed, the database itself refuses to write them anew.

Other programs write to this database, too. A review may still be deleted as a whole, when its time is over.
"""

from sqlalchemy import Connection

MESSAGE = "the minutes of a closed review never change"

_NAME = "review_minutes_stay"
_EVENT = "UPDATE OF programme_id, held_on, since, closed_at, minutes ON review"

_SQLITE = (
    f"DROP TRIGGER IF EXISTS {_NAME}",
    f"""CREATE TRIGGER {_NAME} BEFORE {_EVENT} WHEN OLD.closed_at IS NOT NULL
        BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END""",
)
_POSTGRESQL = (
    f"""CREATE OR REPLACE FUNCTION {_NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation';
    END $$""",
    f"DROP TRIGGER IF EXISTS {_NAME} ON review",
    f"""CREATE TRIGGER {_NAME} BEFORE {_EVENT} FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL)
        EXECUTE FUNCTION {_NAME}()""",
)


def install_frozen_triggers(connection: Connection) -> None:
    """Make the trigger as it is written here, replacing what is there."""
    for statement in {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}[connection.dialect.name]:
        connection.exec_driver_sql(statement)
