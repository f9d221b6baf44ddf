"""The names of activities, in the reader's language."""

from sqlalchemy import Connection, select

from dashboard.domain.access import Scope
from db.schema import Activity


def activity_names(connection: Connection, scope: Scope, language: str) -> dict[str, str]:
    """Code to name, in one of the three languages; the code itself where nobody gave a name.

    Activities that the asker may not see at all (psychologist meetings) are left out.
    """
    name = {"fi": Activity.name_fi, "sv": Activity.name_sv, "en": Activity.name_en}[language]
    query = select(Activity.code, name.label("name"), Activity.restricted).order_by(Activity.id)
    return {
        row.code: row.name or row.code
        for row in connection.execute(query)
        if scope.sees_restricted or not row.restricted
    }
