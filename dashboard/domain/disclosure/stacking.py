"""Several safe tables of one shape as one, so that what belongs together can be read and drawn together."""

from collections.abc import Sequence

from dashboard.domain.disclosure.safe_table import Kind, SafeTable, sealed


def stacked(title: str, row_heading: str, tables: Sequence[SafeTable]) -> SafeTable:
    """Tables of one row of persons each, below each other: a row a table, headed by its title.

    It is made of what a reader of all of them can see, so it tells nothing more. Rows do not add up to a total: each
    is about the same persons.

    Raises:
        ValueError: there is no table, or they are not of one shape, one profile and one kind, or one has more rows.
    """
    if not tables:
        raise ValueError("nothing to stack")
    first = tables[0]
    for table in tables:
        shape = (table.columns, table.total_columns, table.profile, table.k, table.rounded_to, table.kind)
        alike = (first.columns, first.total_columns, first.profile, first.k, first.rounded_to, Kind.COUNTS)
        if shape != alike or len(table.rows) != 1:
            raise ValueError("only tables of one shape, with one row of persons each, can be stacked")
    return sealed(
        title=title,
        rows=tuple(table.title for table in tables),
        columns=first.columns,
        cells=tuple(table.cells[0] for table in tables),
        row_heading=row_heading,
        column_heading=first.column_heading,
        total_columns=first.total_columns,
        kind=first.kind,
        notes=tuple(dict.fromkeys(note for table in tables for note in table.notes)),
        profile=first.profile,
        k=first.k,
        rounded_to=first.rounded_to,
    )
