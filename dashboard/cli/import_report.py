"""What an import did, or why it did nothing: as text for people, as JSON for programs."""

import json
from collections.abc import Mapping

from db.imports.planning.plan import KINDS, Plan, SheetReport
from db.imports.problems import Finding, Place

_NAMES = {
    "programmes": ("programme", "programmes"),
    "cohorts": ("cohort", "cohorts"),
    "participants": ("participant", "participants"),
    "enrolments": ("enrolment", "enrolments"),
    "activities": ("activity", "activities"),
    "modules": ("module", "modules"),
    "sessions": ("session", "sessions"),
    "marks": ("mark", "marks"),
    "progress": ("step of progress", "steps of progress"),
    "follow_ups": ("follow-up", "follow-ups"),
}
_DELIMITERS = {";": "semicolons", ",": "commas", "\t": "tabs"}
_NOTHING = dict.fromkeys(KINDS, 0)

# What the user can say to get further, by the code of a problem.
_HINTS = {
    "cohort_unknown": "--create makes what is new",
    "participant_unknown": "--create makes what is new",
    "activity_unknown": "--create makes what is new",
    "module_unknown": "--create makes what is new",
    "programme_unknown": "--create makes what is new",
    "no_programme": "--create makes what is new",
    "not_enrolled": "--create makes what is new",
    "differs": "--update changes what is stored",
    "cohort_not_named": "--cohort CODE names the cohort",
    "programme_undecided": "--programme CODE names the programme",
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
    """Sheets, notices, problems a line each, and last what was kept."""
    lines = [_sheet(sheet) for sheet in plan.sheets]
    lines += [f"Notice: {_finding(notice)}" for notice in plan.findings.notices]
    lines += [_finding(problem) for problem in plan.findings.problems]
    if not plan.ok:
        return "\n".join((*lines, *_hints(plan), _refusal(len(plan.findings.problems))))
    kept = "Dry run: nothing was imported. It would be: added" if dry_run else "Imported: added"
    counts = (_counted(plan.added()), _counted(plan.changed()), _counted(plan.unchanged_counts()))
    return "\n".join((*lines, "{} {}; changed {}; unchanged {}.".format(kept, *counts)))


def _sheet(sheet: SheetReport) -> str:
    rows = "1 row" if sheet.rows == 1 else f"{sheet.rows} rows"
    parts = [sheet.kind or "not recognised", rows]
    parts += [sheet.encoding] if sheet.encoding else []
    parts += [_DELIMITERS[sheet.delimiter]] if sheet.delimiter else []
    return f"{Place(sheet.file, sheet.sheet).text()}: {', '.join(parts)}"


def _finding(finding: Finding) -> str:
    where = finding.place.text()
    return f"{where}: {finding.text()}" if where else finding.text()


def _hints(plan: Plan) -> list[str]:
    hints = dict.fromkeys(_HINTS[problem.code] for problem in plan.findings.problems if problem.code in _HINTS)
    return [f"{'; '.join(hints)}."] if hints else []


def _refusal(problems: int) -> str:
    return (
        f"Nothing was imported: there {'is 1 problem' if problems == 1 else f'are {problems} problems'} to solve first."
    )


def _counted(counts: Mapping[str, int]) -> str:
    named = [f"{count} {_NAMES[kind][count != 1]}" for kind, count in counts.items() if count]
    return ", ".join(named) or "nothing"
