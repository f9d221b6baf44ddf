"""What an import did, or why it did nothing: as text for people, as JSON for programs."""

import json

from dashboard.i18n import gettext as _
from dashboard.i18n import lazy_gettext, ngettext
from dashboard.import_words import DELIMITERS, counted, finding_text, place_text
from db.imports.planning.plan import KINDS, Plan, SheetReport
from db.imports.problems import Finding, Place

_NOTHING = dict.fromkeys(KINDS, 0)

_CREATE = lazy_gettext("--create makes what is new")

# What the user can say to get further, by the code of a problem.
_HINTS = {
    "cohort_unknown": _CREATE,
    "participant_unknown": _CREATE,
    "activity_unknown": _CREATE,
    "module_unknown": _CREATE,
    "programme_unknown": _CREATE,
    "no_programme": _CREATE,
    "not_enrolled": _CREATE,
    "differs": lazy_gettext("--update changes what is stored"),
    "cohort_not_named": lazy_gettext("--cohort CODE names the cohort"),
    "programme_undecided": lazy_gettext("--programme CODE names the programme"),
}


def as_json(plan: Plan, dry_run: bool) -> str:
    """The whole report; the counts are zero where nothing was (or would be) imported."""
    report = {
        "ok": plan.ok,
        "dry_run": dry_run,
        "files": [_as_dict(sheet) for sheet in plan.sheets],
        "added": plan.added() if plan.ok else _NOTHING,
        "changed": plan.changed() if plan.ok else _NOTHING,
        "unchanged": plan.unchanged_counts() if plan.ok else _NOTHING,
        "notices": [notice.as_dict() for notice in plan.findings.notices],
        "problems": [problem.as_dict() for problem in plan.findings.problems],
    }
    return json.dumps(report, indent=2)


def _as_dict(sheet: SheetReport) -> dict[str, str | int | list[str] | None]:
    return {
        "file": sheet.file,
        "sheet": sheet.sheet,
        "kind": sheet.kind,
        "encoding": sheet.encoding,
        "delimiter": sheet.delimiter,
        "rows": sheet.rows,
        "ignored": list(sheet.ignored),
    }


def as_text(plan: Plan, dry_run: bool) -> str:
    """Sheets, notices, problems a line each, and last what was kept; in the language in force."""
    lines = [_sheet(sheet) for sheet in plan.sheets]
    lines += [_("Notice: %(finding)s", finding=_finding(notice)) for notice in plan.findings.notices]
    lines += [_finding(problem) for problem in plan.findings.problems]
    if not plan.ok:
        return "\n".join((*lines, *_hints(plan), _refusal(len(plan.findings.problems))))
    counts = {
        "added": counted(plan.added()),
        "changed": counted(plan.changed()),
        "unchanged": counted(plan.unchanged_counts()),
    }
    if dry_run:
        kept = _(
            "Dry run: nothing was imported. It would be: added %(added)s; changed %(changed)s; "
            "unchanged %(unchanged)s.",
            **counts,
        )
    else:
        kept = _("Imported: added %(added)s; changed %(changed)s; unchanged %(unchanged)s.", **counts)
    return "\n".join((*lines, kept))


def _sheet(sheet: SheetReport) -> str:
    parts = [_(sheet.kind) if sheet.kind else _("not recognised")]
    parts.append(ngettext("%(num)d row", "%(num)d rows", sheet.rows))
    parts += [sheet.encoding] if sheet.encoding else []
    parts += [str(DELIMITERS[sheet.delimiter])] if sheet.delimiter else []
    return f"{place_text(Place(sheet.file, sheet.sheet))}: {', '.join(parts)}"


def _finding(finding: Finding) -> str:
    where = place_text(finding.place)
    return f"{where}: {finding_text(finding)}" if where else finding_text(finding)


def _hints(plan: Plan) -> list[str]:
    hints = dict.fromkeys(str(_HINTS[problem.code]) for problem in plan.findings.problems if problem.code in _HINTS)
    return [f"{'; '.join(hints)}."] if hints else []


def _refusal(problems: int) -> str:
    return ngettext(
        "Nothing was imported: there is %(num)d problem to solve first.",
        "Nothing was imported: there are %(num)d problems to solve first.",
        problems,
    )
