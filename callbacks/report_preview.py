"""A draft as the report page shows it: each part as it would go out, and in the reader's own words why not."""

import base64
from collections.abc import Callable, Sequence
from dataclasses import replace

from callbacks.report_options import rows_param
from dashboard.disclosure_words import grouping_words, why_not_yet, why_withheld
from dashboard.domain.disclosure.ledger import Release
from dashboard.domain.disclosure.planner import Grouping, Wish, nearest
from dashboard.domain.disclosure.primary import Reason
from dashboard.domain.disclosure.tables import Axis, CountTable
from dashboard.exports.pictures import bare_svg
from dashboard.exports.report import Section
from dashboard.exports.words import cells, describe, notes
from dashboard.i18n import gettext as _
from dashboard.i18n import using_language
from dashboard.names import capital
from dashboard.reporting.compose import pieces
from dashboard.reporting.draft import Candidate, Draft
from dashboard.reporting.tables import measure_key
from dashboard.reporting.words import table_title
from dashboard.views.report import Preview

Link = Callable[[str], str]
"""From the groups of rows, as an address says them, to the address of the report with them."""

WIDTH = 640
"""Of a chart in the preview, in pixels of its own; it is scaled to the card."""
MOST_WISHES = 2


def previews(draft: Draft, earlier: Sequence[Release], link: Link) -> list[Preview]:
    """Every part of the report that goes out, in its order, then what does not."""
    with using_language(draft.request.language):
        parts = pieces(draft)
        out = [_section(piece.section, number) for number, piece in enumerate(parts)]
    out = [
        replace(preview, why=_why(piece.candidates), wishes=_nearer(draft, piece.candidates, earlier, link))
        for preview, piece in zip(out, parts, strict=True)
    ]
    held = [
        _held(draft, candidate, number, earlier, link)
        for number, candidate in enumerate(draft.candidates)
        if not candidate.goes_out
    ]
    return [*out, *held]


def _section(section: Section, number: int) -> Preview:
    table = section.table
    data = section.data
    return Preview(
        key=f"part-{number}",
        heading=section.heading,
        counted=" ".join(notes(section)),
        texts=section.text,
        picture=_image(bare_svg(data, WIDTH)[0]) if data else "",
        picture_text=describe(section, data) if data else "",
        columns=(table.row_heading, *table.columns) if table else (),
        rows=tuple((name, *row) for name, row in zip(table.rows, cells(table), strict=True)) if table else (),
    )


def _image(svg: str) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def _why(candidates: Sequence[Candidate]) -> tuple[str, ...]:
    """Why something of a table is withheld, each reason once, those for its own sake first.

    Which cell is withheld for which reason is not said: the screen may be on a wall.
    """
    found = {reason: one.part.protected.terms.k for one in candidates for reason in one.part.protected.reasons.values()}
    return tuple(why_withheld(reason, found[reason] or 0) for reason in sorted(found, key=list(Reason).index))


def _held(draft: Draft, candidate: Candidate, number: int, earlier: Sequence[Release], link: Link) -> Preview:
    """A table that does not go out: why, and what could be told instead."""
    title = table_title(candidate.part.persons)
    if candidate.conflicts:
        state = _("Held back, because of what went out before")
        reasons = tuple(why_not_yet(conflict) for conflict in candidate.conflicts)
    else:
        state = _("Nothing of this can be told so far")
        reasons = _why([candidate])
    return Preview(
        key=f"held-{number}",
        heading=title,
        state=state,
        why=tuple(dict.fromkeys(reasons)),
        wishes=_wishes(draft, candidate, earlier, link),
    )


def _nearer(
    draft: Draft, candidates: Sequence[Candidate], earlier: Sequence[Release], link: Link
) -> tuple[tuple[str, str], ...]:
    """What could be told of a part that goes out with something withheld."""
    return _wishes(draft, candidates[0], earlier, link) if len(candidates) == 1 else ()


def _wishes(draft: Draft, candidate: Candidate, earlier: Sequence[Release], link: Link) -> tuple[tuple[str, str], ...]:
    """Other ways to take cohorts together in which nothing of the table would be withheld."""
    table = candidate.part.persons
    groups = table.groups
    if len(groups) < 2 or not (candidate.conflicts or candidate.part.protected.reasons):
        return ()
    persons = [table.members(row) for row in range(len(groups))]

    def pooled(grouping: Grouping) -> CountTable:
        rows = [
            [sum(len(table.persons[at][column]) for at in group) for column in range(len(table.categories))]
            for group in grouping
        ]
        names = [str(number) for number in range(len(grouping))]
        sensitive = Axis.COLUMNS if table.measure.sensitive else None
        return CountTable.of("", names, table.categories, rows, sensitive=sensitive).knowing(Axis.ROWS)

    wish = Wish(persons, pooled, draft.request.profile, "", measure_key(table, draft.request))
    found = []
    for offer in nearest(wish, earlier, MOST_WISHES):
        codes = [[code for at in group for code in groups[at].cohorts] for group in offer.grouping]
        names = [[draft.cohorts[code].name for code in group] for group in codes]
        found.append((capital(grouping_words(names)), link(rows_param(codes))))
    return tuple(found)
