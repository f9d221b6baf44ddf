"""What is reported of the people of a programme: who stands behind each figure, before anything is withheld.

``facts`` is what is known of one person, ``tables`` divides people by group and category. The tables hold persons, so
they go into ``dashboard.domain.disclosure`` and nowhere else.

To add a measure: a word in ``tables.Measure``, its categories in ``tables``, a name in the words of reports, and a test
with people counted by hand.
"""

from dashboard.domain.report.facts import Need, ReportPerson
from dashboard.domain.report.tables import (
    Cohorts,
    Group,
    Measure,
    PersonTable,
    person_tables,
    sessions_by_person,
)

__all__ = [
    "Cohorts",
    "Group",
    "Measure",
    "Need",
    "PersonTable",
    "ReportPerson",
    "person_tables",
    "sessions_by_person",
]
