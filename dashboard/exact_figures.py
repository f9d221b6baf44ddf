"""The exact figures for the funder's own system: read and written down as read, in one transaction.

For the page and the command line alike; whether somebody may have them is decided by the queries and the command.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from dashboard.domain.access import Scope
from dashboard.domain.disclosure import Kind, Profile
from dashboard.domain.esf import GENDERS, FormKind, IndicatorSet, Request, worksheet
from dashboard.domain.selection import Selection
from dashboard.esf_words import gender_name
from dashboard.exports.eura import About, Sheet, make_sheet
from dashboard.i18n import gettext as _
from db.commands.esf import record_worksheet
from db.commands.releases import NewRelease
from db.queries.cohorts import CohortRow
from db.queries.esf import funded_programmes
from db.queries.esf_forms import form_counts
from db.queries.esf_records import exact_records


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be counted; ``cohorts`` are codes, empty for all."""

    programme: str
    indicator_set: IndicatorSet
    today: date
    cohorts: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None

    @property
    def selection(self) -> Selection:
        """The cohorts and the day."""
        return Selection(cohorts=self.cohorts, as_of=self.today, programme=self.programme)


def exact_sheet(
    connection: Connection, scope: Scope, asked: Asked, every: Sequence[CohortRow], kind: str
) -> Sheet | None:
    """Read the figures and write down that they were read; null where there are none.

    Args:
        connection: a writing transaction, so that there is neither without the other.
        every: the cohorts there are.
        kind: ``screen`` or the ending of a file, for the log.

    Raises:
        ForbiddenError: anybody but a coordinator asks.
    """
    programme = next(iter(funded_programmes(connection, scope, Selection(programme=asked.programme))), None)
    records = exact_records(connection, scope, asked.selection)
    if programme is None or not records:
        return None
    record_worksheet(connection, scope, programme.id, _detail(asked, kind))
    starts = [row[FormKind.START] for row in form_counts(connection, scope, asked.selection).values()]
    about = About(
        programme=programme.name,
        project_code=programme.project_code or "",
        cohorts=tuple(cohort.name for cohort in every if cohort.code in asked.cohorts),
        unsigned=sum(counts.expected - counts.signed for counts in starts),
    )
    counted = worksheet(records, Request(asked.indicator_set, asked.today, asked.start, asked.end))
    return make_sheet(counted, about)


def _detail(asked: Asked, kind: str) -> dict[str, Any]:
    days = {"from": asked.start, "to": asked.end, "as_of": asked.today}
    return {
        "set": asked.indicator_set,
        "cohorts": list(asked.cohorts),
        **{name: day.isoformat() for name, day in days.items() if day},
        "format": kind,
    }


def exact_release(asked: Asked, sheet: Sheet, name: str, content: bytes, seen: int) -> NewRelease:
    """The line in the ledger of a file with exact figures, with the figures as its frozen copy.

    It is held against nothing and nothing against it: whoever types figures into the funder's own system hands them
    over as they are.
    """
    columns = [*(gender_name(gender) for gender in GENDERS), _("all")]
    cells = [
        [cell.counted if row.indicator.answerable else None for cell in (*row.by_gender.values(), row.total)]
        for row in sheet.rows
    ]
    table = {
        "row_heading": _("Indicator"),
        "columns": columns,
        "rows": [row.indicator.code for row in sheet.rows],
        "cells": cells,
        "kind": Kind.COUNTS.value,
    }
    return NewRelease(
        programme=asked.programme,
        profile=Profile.EURA.value,
        recipient="EURA",
        as_of=asked.today,
        request=_detail(asked, name.rpartition(".")[2]),
        rules={"k": None, "rounding": None},
        content={"title": sheet.title, "sections": [{"heading": sheet.title, "text": [], "table": table}]},
        entries=(),
        files={name: hashlib.sha256(content).hexdigest()},
        seen=seen,
    )
