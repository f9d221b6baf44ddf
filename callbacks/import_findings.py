"""What was found in files that are to be imported: problems and notices, as lines and as a file."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from dashboard.exports.grids import Sheet, as_csv
from dashboard.i18n import format_number, ngettext
from dashboard.i18n import gettext as _
from dashboard.import_words import rows_text, spoken
from dashboard.views import Option
from dashboard.views.imports import FindingLine, FindingList

MOST_ALIKE = 3
"""So many of one kind in one file stand in sight, the others behind a button."""

MOST_SHOWN = 200
"""So many stand on the page at all; the others are in the file."""

CREATE_HELPS = frozenset(
    {
        "cohort_unknown",
        "participant_unknown",
        "activity_unknown",
        "module_unknown",
        "programme_unknown",
        "no_programme",
        "not_enrolled",
    }
)
"""Problems that go away when what is new may be made."""

UPDATE_HELPS = frozenset({"differs"})
"""Problems that go away when what is stored may be changed."""


def problems(result: Mapping[str, Any], key: str) -> FindingList | None:
    """What stands in the way; null where nothing does."""
    found = result["problems"]
    if not found["count"]:
        return None
    codes = {group["code"] for group in found["groups"]}
    return FindingList(
        title=ngettext(
            "%(count)s thing to solve first", "%(count)s things to solve first", found["count"], **_count(found)
        ),
        note=_("Nothing is imported until none is left: solve them in the files, or say below how to read them."),
        lines=_lines(found),
        helps=tuple(_helps(codes)),
        href=f"/imports/{key}/problems.csv",
    )


def notices(result: Mapping[str, Any], key: str) -> FindingList | None:
    """What is worth a look and stops nothing; null where there is none."""
    found = result["notices"]
    if not found["count"]:
        return None
    return FindingList(
        title=ngettext("%(count)s thing to know", "%(count)s things to know", found["count"], **_count(found)),
        note=_("None of this stops the import."),
        lines=_lines(found),
        href=f"/imports/{key}/problems.csv" if len(found["groups"]) > MOST_SHOWN else "",
    )


def findings_csv(result: Mapping[str, Any]) -> bytes:
    """Everything that was found, as a file to go through."""
    headings = [_("What"), _("File"), _("Sheet"), _("Rows"), _("Column"), _("Sentence")]
    rows = [
        [kind, group["file"], group["sheet"], _rows(group), group["column"], spoken(group["said"])]
        for kind, found in ((_("problem"), result["problems"]), (_("to know"), result["notices"]))
        for group in found["groups"]
    ]
    return as_csv(Sheet("problems", headings, rows))


def _count(found: Mapping[str, Any]) -> dict[str, str]:
    return {"count": format_number(found["count"])}


def _lines(found: Mapping[str, Any]) -> tuple[FindingLine, ...]:
    """In the order of the files; what is said over and over of one file is said together."""
    kinds: dict[tuple[Any, ...], list[FindingLine]] = {}
    for group in found["groups"][:MOST_SHOWN]:
        kind = (group["file"], group["sheet"], group["code"])
        kinds.setdefault(kind, []).append(FindingLine(_where(group), spoken(group["said"])))
    lines: list[FindingLine] = []
    for alike in kinds.values():
        shown, hidden = alike[:MOST_ALIKE], alike[MOST_ALIKE:]
        lines += [*shown[:-1], replace(shown[-1], alike=tuple(hidden))]
    hidden_groups = len(found["groups"]) - MOST_SHOWN
    if hidden_groups > 0:
        lines.append(FindingLine("", ngettext("And %(num)d more.", "And %(num)d more.", hidden_groups)))
    return tuple(lines)


def _where(group: Mapping[str, Any]) -> str:
    rows = _rows(group)
    one = len(group["rows"]) == 1 and group["rows"][0][0] == group["rows"][0][1] and not group["more_rows"]
    place = [part for part in (group["file"], group["sheet"]) if part]
    where = [_("row %(row)s", row=rows) if one else _("rows %(rows)s", rows=rows)] if rows else []
    where += [_("column %(column)s", column=group["column"])] if group["column"] else []
    return " · ".join([*place, ", ".join(where)] if where else place)


def _rows(group: Mapping[str, Any]) -> str:
    return rows_text(group["rows"], group["more_rows"])


def _helps(codes: set[str]) -> Iterable[Option]:
    """What the user can say with one press to get further."""
    if codes & CREATE_HELPS:
        yield Option("create", _("Make what is new, and look again"))
    if codes & UPDATE_HELPS:
        yield Option("update", _("Change what differs, and look again"))
