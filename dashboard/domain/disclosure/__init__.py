"""What may leave the house: tables of persons in, tables out from which nobody can be singled out.

An exporter takes ``SafeTable | InternalTable`` (both of ``safe_table``), nothing else. It writes what is in ``cells``
and, where a safe table has null, the one mark for withheld; ``total_rows`` and ``total_columns`` say what is a margin
and no bar of a chart. It asks nothing else and gets nothing else: a safe table does not hold what it withholds, so that
no hover text, alt text, hidden sheet or file metadata can tell. An internal table's ``watermark`` goes on every page.

``SafeTable`` can be made only here. One subject a file: ``profile`` says for whom, ``safe_table`` what comes out.
"""

from dashboard.domain.disclosure.profile import TERMS, Profile, Terms, terms
from dashboard.domain.disclosure.safe_table import Cell, InternalTable, Kind, Position, SafeTable

__all__ = ["TERMS", "Cell", "InternalTable", "Kind", "Position", "Profile", "SafeTable", "Terms", "terms"]
