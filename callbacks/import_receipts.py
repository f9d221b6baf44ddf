"""What imports did: one as a receipt, the latest as a list."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.domain.calendar import HELSINKI
from dashboard.i18n import format_list, format_moment
from dashboard.i18n import gettext as _
from dashboard.import_words import KINDS, counted, spoken
from dashboard.views.forms import Form
from dashboard.views.imports import CountLine, PastImport, ReceiptView
from db.queries.imports import BatchRow


def count_lines(counts: Any, examples: Mapping[str, Sequence[Sequence[Any]]]) -> tuple[CountLine, ...]:
    """A line for each kind of row of which there is anything to say."""
    added, changed, unchanged = (counts[name] for name in ("added", "changed", "unchanged"))
    return tuple(
        CountLine(
            kind=str(name),
            added=added[kind],
            changed=changed[kind],
            unchanged=unchanged[kind],
            examples=tuple(" · ".join(spoken(value) for value in row) for row in examples.get(kind, ())),
        )
        for kind, name in KINDS.items()
        if added[kind] or changed[kind] or unchanged[kind]
    )


def receipt(row: BatchRow) -> ReceiptView:
    """One import, and how it is taken back."""
    facts = [
        _("Files: %(files)s", files=format_list(list(row.files))),
        _("%(when)s, %(who)s", when=format_moment(row.imported_at.astimezone(HELSINKI)), who=_who(row.by)),
    ]
    if row.undone_at is not None:
        when = format_moment(row.undone_at.astimezone(HELSINKI))
        facts.append(_("Taken back %(when)s, %(who)s", when=when, who=_who(row.undone_by)))
    counts = {"added": row.added, "changed": row.changed, "unchanged": row.unchanged}
    take_back = Form(
        slot="undo",
        action="imports/undo",
        submit=_("Take it back"),
        opens=_("Undo this import"),
        note=_("What it added goes, what it changed is as before. Nothing else is touched."),
        hidden={"batch": row.id},
        fields=(),
    )
    return ReceiptView(
        facts=tuple(facts),
        counts=count_lines(counts, {}),
        forms=() if row.undone_at is not None else (take_back,),
    )


def past_imports(rows: Sequence[BatchRow]) -> tuple[PastImport, ...]:
    """The latest imports."""
    return tuple(
        PastImport(
            label=format_moment(row.imported_at.astimezone(HELSINKI)),
            text=_("%(files)s: added %(counts)s", files=format_list(list(row.files)), counts=counted(row.added)),
            href=f"/import?batch={row.id}",
            badge=_("taken back") if row.undone_at is not None else "",
        )
        for row in rows
    )


def _who(name: str | None) -> str:
    return name or _("from the command line")
