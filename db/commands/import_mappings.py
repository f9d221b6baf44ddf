"""How files of a look are read next time, as the user said this time. About files, never about people: not audited."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert

from db.schema import ImportMapping


def remember_mappings(connection: Connection, said: Mapping[str, dict[str, Any]], now: datetime) -> None:
    """Keep what was said, by look (``db.imports.choices.look``), instead of what was said before."""
    for look, mapping in said.items():
        connection.execute(delete(ImportMapping).where(ImportMapping.headings == look))
        connection.execute(insert(ImportMapping).values(headings=look, mapping=mapping, used_at=now))
