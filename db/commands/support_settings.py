"""Setting the rules of a programme: by a coordinator, checked together, with old and new values in the audit."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.sql.dml import Insert, Update

from dashboard.domain.access import ForbiddenError, Role, Scope
from dashboard.domain.support.parameters import DEFAULTS, Parameters
from dashboard.domain.support.prompt import Rule
from dashboard.domain.support.settings import GROUPS, problems
from db.commands.audit import record
from db.commands.errors import RefusedError, StaleError
from db.queries.support_settings import ProgrammeRules, programme_rules
from db.schema import Programme, ProgrammeSetting


def set_rule(
    connection: Connection,
    scope: Scope,
    programme_id: int,
    rule: Rule,
    values: Mapping[str, float],
    now: datetime,
    *,
    version: int,
) -> int:
    """Set parameters of one rule; those that are as they were are left alone. Gives how many changed.

    Args:
        programme_id: which programme.
        values: by name of the parameter, of this rule alone; shares as fractions.
        version: what ``ProgrammeRules.version`` gave for the rule's parameters when the writer looked.

    Raises:
        ForbiddenError: the writer is not a coordinator, or there is no such programme.
        RefusedError: ``unfit``, with ``problems`` as the domain names them.
        StaleError: somebody has set one of them since; ``parameters`` are those of now, ``version`` theirs.
    """
    rules = _rules(connection, scope, programme_id)
    names = tuple(GROUPS[rule])
    wanted = Parameters(**{**_values(rules.parameters), **{name: values[name] for name in names if name in values}})
    wrong = [problem for problem in problems(wanted) if problem.name in names]
    if wrong:
        raise RefusedError("unfit", problems=wrong)
    if rules.version(*names) != version:
        raise StaleError(parameters=rules.parameters, version=rules.version(*names))
    changed = {
        name: getattr(wanted, name) for name in names if getattr(wanted, name) != getattr(rules.parameters, name)
    }
    if changed:
        _write(connection, scope, rules, rule, changed, now)
    return len(changed)


def reset_rule(
    connection: Connection, scope: Scope, programme_id: int, rule: Rule, now: datetime, *, version: int
) -> int:
    """Set the parameters of one rule back to their defaults; as :func:`set_rule` otherwise."""
    defaults = {name: getattr(DEFAULTS, name) for name in GROUPS[rule]}
    return set_rule(connection, scope, programme_id, rule, defaults, now, version=version)


def _rules(connection: Connection, scope: Scope, programme_id: int) -> ProgrammeRules:
    """The rules as they are, of a programme that is locked until the transaction is over."""
    if scope.role is not Role.COORDINATOR:
        raise ForbiddenError
    connection.execute(select(Programme.id).where(Programme.id == programme_id).with_for_update())
    found = [rules for rules in programme_rules(connection, scope) if rules.id == programme_id]
    if not found:
        raise ForbiddenError
    return found[0]


def _values(parameters: Parameters) -> dict[str, Any]:
    return {name: getattr(parameters, name) for name in Parameters.__dataclass_fields__}


def _write(
    connection: Connection, scope: Scope, rules: ProgrammeRules, rule: Rule, changed: Mapping[str, Any], now: datetime
) -> None:
    for name, value in changed.items():
        connection.execute(_statement(rules, name, value, scope, now))
    detail = {
        "programme": rules.code,
        "rule": rule.value,
        "was": {name: getattr(rules.parameters, name) for name in changed},
        "now": dict(changed),
    }
    record(connection, scope.account_id, "set-rule", "programme_setting", rules.id, detail)


def _statement(rules: ProgrammeRules, name: str, value: float, scope: Scope, now: datetime) -> Insert | Update:
    written = {"value": value, "changed_at": now, "changed_by": scope.account_id}
    if name not in rules.changes:
        return insert(ProgrammeSetting).values(programme_id=rules.id, name=name, **written)
    return (
        update(ProgrammeSetting)
        .where(ProgrammeSetting.programme_id == rules.id, ProgrammeSetting.name == name)
        .values(**written, version=ProgrammeSetting.version + 1)
    )
