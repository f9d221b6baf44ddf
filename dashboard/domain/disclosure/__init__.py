"""What may leave the house: tables of persons in, tables out from which nobody can be singled out.

**Exporters** take ``SafeTable | InternalTable`` and nothing else. They write what is in ``cells`` and, where a safe
table has null, the one mark for withheld; ``total_rows`` and ``total_columns`` say what is a margin and no bar of a
chart. A safe table does not hold what it withholds, so no hover text, alt text, hidden sheet or file metadata can tell.
An internal table's ``watermark`` goes on every page.

**Reports** make a ``CountTable`` (``yes_and_no`` for cohorts of known size) or a ``MagnitudeTable`` and ``protect`` it.
``Protected.safe`` goes out, ``reasons`` stay with those who make the report, ``shares`` are made of the safe table.
``of_groups`` or ``of_one_group`` turns it into a ``Release`` for the ledger, ``conflicts`` holds that against all
earlier ones, ``nearest`` finds what may go out instead, and ``plan`` when.

Only this package makes a ``SafeTable``. One subject a file: ``profile`` is for whom, ``tables`` and ``magnitudes`` what
goes in, ``primary`` and ``dominance`` rules 1 to 3, ``readers``, ``secondary``, ``audit`` and ``programs`` rule 5,
``ledger``, ``joint`` and ``knowledge`` rule 6, ``planner`` what to do instead. To add a rule: its cells and a
``Reason`` in ``primary``, a sentence in ``dashboard.disclosure_words``, the rule once more in the tests' own
``attacker``, and a bug there that it finds.
"""

from dashboard.domain.disclosure.profile import TERMS, Profile, Terms, terms
from dashboard.domain.disclosure.safe_table import Cell, InternalTable, Kind, Position, SafeTable

__all__ = ["TERMS", "Cell", "InternalTable", "Kind", "Position", "Profile", "SafeTable", "Terms", "terms"]
