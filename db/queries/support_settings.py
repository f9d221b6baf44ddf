"""The parameters of the support rules, as each programme has set them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from dashboard.domain.access import ForbiddenError, Scope
from dashboard.domain.selection import Selection
from dashboard.domain.support.parameters import DEFAULTS, Parameters
from db.queries.expected import visible_cohorts
from db.schema import Account, Cohort, Programme, ProgrammeSetting

_WHOLE = {field.name: isinstance(getattr(DEFAULTS, field.name), int) for field in fields(Parameters)}


@dataclass(frozen=True, slots=True)
class Change:
    """Who set a parameter last, and when; ``by`` is a display name, null for the command line."""

    version: int
    changed_at: datetime
    by: str | None


@dataclass(frozen=True, slots=True)
class ProgrammeRules:
    """The rules of one programme: its parameters, and of those that somebody has ever set, who did it last."""

    id: int
    code: str
    name: str
    parameters: Parameters
    changes: Mapping[str, Change]

    def version(self, *names: str) -> int:
        """A number that grows whenever one of these parameters is set; 0 while nobody has."""
        return sum(self.changes[name].version for name in names if name in self.changes)


def parameters(connection: Connection, scope: Scope, selection: Selection) -> dict[str, Parameters]:
    """The parameters of each cohort of a selection whose programme has set any; others have the defaults.

    What is set now holds for any as-of date: a rule is read anew, never remembered.

    Raises:
        ForbiddenError: the asker's role sees no figures.
    """
    query = (
        select(Cohort.code, ProgrammeSetting.name, ProgrammeSetting.value)
        .join(Programme, Programme.id == Cohort.programme_id)
        .join(ProgrammeSetting, ProgrammeSetting.programme_id == Programme.id)
        .where(*visible_cohorts(scope, selection), ProgrammeSetting.name.in_(_WHOLE))
    )
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for row in connection.execute(query):
        found[row.code][row.name] = row.value
    return {cohort: _parameters(values) for cohort, values in found.items()}


def programme_rules(connection: Connection, scope: Scope) -> list[ProgrammeRules]:
    """The rules of every programme with a cohort that the asker may see, by code.

    Raises:
        ForbiddenError: the asker sees no persons, and so has nothing to do with what is said of them.
    """
    if not scope.sees_persons:
        raise ForbiddenError
    query = (
        select(
            Programme.id,
            Programme.code,
            Programme.name.label("programme"),
            ProgrammeSetting.name,
            ProgrammeSetting.value,
            ProgrammeSetting.version,
            ProgrammeSetting.changed_at,
            Account.display_name,
        )
        .select_from(Programme)
        .outerjoin(ProgrammeSetting, ProgrammeSetting.programme_id == Programme.id)
        .outerjoin(Account, Account.id == ProgrammeSetting.changed_by)
        .where(Programme.id.in_(select(Cohort.programme_id).where(*visible_cohorts(scope, Selection()))))
        .order_by(Programme.code)
    )
    found: dict[int, ProgrammeRules] = {}
    values: dict[int, dict[str, float]] = defaultdict(dict)
    for row in connection.execute(query):
        rules = found.setdefault(row.id, ProgrammeRules(row.id, row.code, row.programme, DEFAULTS, {}))
        if row.name in _WHOLE:
            values[row.id][row.name] = row.value
            change = Change(row.version, row.changed_at, row.display_name)
            found[row.id] = replace(rules, changes={**rules.changes, row.name: change})
    return [replace(rules, parameters=_parameters(values[rules.id])) for rules in found.values()]


def _parameters(values: Mapping[str, float]) -> Parameters:
    """The defaults with what was set; the database keeps every value as a float."""
    given: dict[str, Any] = {name: int(value) if _WHOLE[name] else value for name, value in values.items()}
    return replace(DEFAULTS, **given)
