"""Which programme an import is about."""

from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from db import schema
from db.imports import messages
from db.imports.planning.directory import nearest
from db.imports.planning.plan import Options
from db.imports.planning.world import Programme, nfc
from db.imports.problems import Findings, Place

NEW_CODE = "rinnalla"
NEW_NAME = "Rinnalla"
NEW_WEEKS = 10


def choose_programme(
    connection: Connection, options: Options, cohort_codes: set[str], findings: Findings
) -> Programme | None:
    """The programme named; else the only one; else the only one with the cohorts that the files name.

    In an empty database one is made where making was asked for. Null, and a problem, where it cannot be told.
    """
    rows = connection.execute(select(schema.Programme.__table__).order_by(schema.Programme.code)).all()
    programmes = {
        nfc(row.code): Programme(row.code, row.name, row.weeks, ZoneInfo(row.timezone), row.id) for row in rows
    }
    if options.programme is not None:
        return programmes.get(nfc(options.programme)) or _new(options, programmes, findings)
    if not programmes:
        return _new(options, programmes, findings)
    if len(programmes) > 1:
        holding = _holding(connection, cohort_codes)
        programmes = {code: one for code, one in programmes.items() if one.id in holding} or programmes
    if len(programmes) == 1:
        return next(iter(programmes.values()))
    findings.problem(Place(), messages.PROGRAMME_UNDECIDED, codes=", ".join(programmes))
    return None


def _new(options: Options, programmes: dict[str, Programme], findings: Findings) -> Programme | None:
    code = options.programme
    made = Programme(code or NEW_CODE, code or NEW_NAME, NEW_WEEKS, options.timezone)
    if options.create:
        return made
    if programmes and code is not None:
        near = nearest(code, programmes)
        if near is None:
            findings.problem(Place(), messages.PROGRAMME_UNKNOWN, code=code)
        else:
            findings.problem(Place(), messages.PROGRAMME_UNKNOWN_NEAR, code=code, near=near)
        return None
    # The rest is checked against an empty programme, so that the list of problems is complete.
    findings.problem(Place(), messages.NO_PROGRAMME)
    return made


def _holding(connection: Connection, cohort_codes: set[str]) -> set[int]:
    """The ids of the programmes that have all of these cohorts that any programme has."""
    found: dict[str, set[int]] = {}
    for code, programme_id in connection.execute(select(schema.Cohort.code, schema.Cohort.programme_id)):
        if nfc(code) in cohort_codes:
            found.setdefault(nfc(code), set()).add(programme_id)
    return set.intersection(*found.values()) if found else set()
