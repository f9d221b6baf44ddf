"""The data of a chart, for the table one key away and for the CSV.

The cells travel as bare values, and ``assets/40-charts.js`` writes the table when somebody opens it: hundreds of cells
as components of their own would cost more than the chart.
"""

import json
from datetime import date
from typing import Any

from dashboard.views import Table


def table_data(table: Table) -> str:
    """Columns and bare rows as JSON, dates in ISO form, shares rounded to six decimals; addresses where rows lead."""
    data: dict[str, Any] = {
        "columns": [{"label": column.label, "kind": column.kind.value} for column in table.columns],
        "rows": [[_bare(cell) for cell in row] for row in table.rows],
    }
    if any(table.links):
        data |= {"links": table.links, "linkColumn": table.link_column}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _bare(cell: Any) -> Any:
    if isinstance(cell, date):
        return cell.isoformat()
    return round(cell, 6) if isinstance(cell, float) else cell
