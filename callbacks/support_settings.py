"""The rules of support prompts as a programme has set them: to read for the team, to change for the coordinator."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Engine

from callbacks.decision_words import rule_name
from callbacks.fields import FieldReader
from callbacks.parameter_words import parameter_label
from callbacks.rule_words import rule_text
from dashboard.actions import Done, Fields, MeanwhileError, UnfitError
from dashboard.domain.access import Role, Scope
from dashboard.domain.calendar import local_day
from dashboard.domain.support import Parameters, Rule
from dashboard.domain.support.parameters import DEFAULTS
from dashboard.domain.support.settings import BOUNDS, GROUPS, Problem
from dashboard.i18n import format_day, ngettext
from dashboard.i18n import gettext as _
from dashboard.ids import SupportSettings as Ids
from dashboard.names import capital
from dashboard.views import NO_FILTERS, Line, LineList
from dashboard.views.support_settings import ParameterField, RuleCard, RuleForm, SupportSettingsView
from db.commands.errors import RefusedError, StaleError
from db.commands.support_settings import reset_rule, set_rule
from db.engine import reading, writing
from db.queries.support_settings import ProgrammeRules, programme_rules

_LARGEST = 10_000


def load(
    engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None = None
) -> SupportSettingsView:
    """The rules of the programme that the address names, or of the first one."""
    if scope is None:
        return SupportSettingsView(headline="")
    if not scope.sees_persons:
        return SupportSettingsView(headline=_("The rules are for those who work with people"), filters=NO_FILTERS)
    with reading(engine) as connection:
        found = programme_rules(connection, scope)
    if not found:
        return SupportSettingsView(headline=_("No programme yet"), filters=NO_FILTERS)
    chosen = next((rules for rules in found if rules.code == params.get("programme")), found[0])
    return SupportSettingsView(
        headline=_headline(chosen),
        lead=_lead(scope, chosen),
        filters=NO_FILTERS,
        rules=tuple(_card(scope, chosen, rule) for rule in Rule),
        programmes=_programmes(found, chosen) if len(found) > 1 else None,
    )


def _differs(parameters: Parameters, rule: Rule) -> bool:
    return any(getattr(parameters, name) != getattr(DEFAULTS, name) for name in GROUPS[rule])


def _headline(rules: ProgrammeRules) -> str:
    number = sum(_differs(rules.parameters, rule) for rule in Rule)
    if not number:
        return _("What the rules look at: all are at their defaults")
    return ngettext(
        "What the rules look at: %(num)d differs from its default",
        "What the rules look at: %(num)d differ from their defaults",
        number,
    )


def _lead(scope: Scope, rules: ProgrammeRules) -> str:
    who = (
        _("A change holds at once and for every day that is looked at; it is written down in the log.")
        if scope.role is Role.COORDINATOR
        else _("The coordinator can change them.")
    )
    return _("%(programme)s. %(who)s", programme=rules.name, who=who)


def _programmes(found: Sequence[ProgrammeRules], chosen: ProgrammeRules) -> LineList:
    others = [rules for rules in found if rules is not chosen]
    lines = tuple(Line(rules.code, rules.name, href=f"/support/settings?programme={rules.code}") for rules in others)
    return LineList(key="programmes", title=_("Other programmes"), note="", lines=lines)


def _card(scope: Scope, rules: ProgrammeRules, rule: Rule) -> RuleCard:
    differs = _differs(rules.parameters, rule)
    return RuleCard(
        slot=Ids.rule(rule),
        title=capital(rule_name(rule)),
        text=rule_text(rule, rules.parameters),
        default=_("By default: %(rule)s", rule=rule_text(rule, DEFAULTS)) if differs else "",
        changed=_changed(rules, rule),
        form=_form(rules, rule, differs) if scope.role is Role.COORDINATOR else None,
    )


def _changed(rules: ProgrammeRules, rule: Rule) -> str:
    changes = [rules.changes[name] for name in GROUPS[rule] if name in rules.changes]
    if not changes:
        return ""
    last = max(changes, key=lambda change: change.changed_at)
    day = format_day(local_day(last.changed_at))
    return _("Set on %(day)s by %(who)s.", day=day, who=last.by) if last.by else _("Set on %(day)s.", day=day)


def _form(rules: ProgrammeRules, rule: Rule, differs: bool) -> RuleForm:
    return RuleForm(
        programme=rules.id,
        rule=rule,
        version=rules.version(*GROUPS[rule]),
        fields=tuple(_field(rules.parameters, name) for name in GROUPS[rule]),
        differs=differs,
    )


def _field(parameters: Parameters, name: str) -> ParameterField:
    bounds = BOUNDS[name]
    low, high = _shown(name, bounds.low), _shown(name, bounds.high)
    hint = _(
        "%(default)d by default; from %(low)d to %(high)d",
        default=_shown(name, getattr(DEFAULTS, name)),
        low=low,
        high=high,
    )
    return ParameterField(name, parameter_label(name), _shown(name, getattr(parameters, name)), low, high, hint)


def _shown(name: str, value: float) -> int:
    """A parameter as people read it: shares in percent."""
    return round(100 * value) if BOUNDS[name].share else int(value)


def change(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """Set the parameters of one rule."""
    read = FieldReader(fields)
    rule = _rule(read)
    typed = {name: read.number(name, low=0, high=_LARGEST, required=True) for name in GROUPS[rule]}
    read.check()
    values = {name: value / 100 if BOUNDS[name].share else value for name, value in typed.items() if value is not None}
    programme, version = read.id("programme"), read.id("version")
    try:
        with writing(engine) as connection:
            changed = set_rule(connection, scope, programme, rule, values, now, version=version)
    except RefusedError as refused:
        raise _unfit(refused.values["problems"]) from refused
    except StaleError as stale:
        raise _meanwhile(stale, rule) from stale
    return Done(_("The rule is changed, and holds from now on.") if changed else _("It was so already."))


def reset(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """Set one rule back to its defaults."""
    read = FieldReader(fields)
    rule = _rule(read)
    programme, version = read.id("programme"), read.id("version")
    try:
        with writing(engine) as connection:
            reset_rule(connection, scope, programme, rule, now, version=version)
    except StaleError as stale:
        raise _meanwhile(stale, rule) from stale
    return Done(_("The rule is at its defaults again."))


def _rule(read: FieldReader) -> Rule:
    rule = read.choice("rule", tuple(Rule), required=True)
    read.check()
    return Rule(rule)


def _unfit(problems: Sequence[Problem]) -> UnfitError:
    message = ngettext(
        "Not changed yet: one number needs another look.",
        "Not changed yet: %(num)d numbers need another look.",
        len(problems),
    )
    return UnfitError(message, {problem.name: _sentence(problem) for problem in problems})


def _sentence(problem: Problem) -> str:
    low, high = _shown(problem.name, problem.low), _shown(problem.name, problem.high)
    if problem.than is None:
        return _("From %(low)d to %(high)d, please.", low=low, high=high)
    return _("At most %(high)d, please, or the rule could never speak.", high=high)


def _meanwhile(stale: StaleError, rule: Rule) -> MeanwhileError:
    return MeanwhileError(
        _("A colleague has changed this rule meanwhile. What you typed is still here."),
        (rule_text(rule, stale.current["parameters"]),),
        {"version": str(stale.current["version"])},
        _("Change it all the same"),
    )


ACTIONS = {"change": change, "reset": reset}
