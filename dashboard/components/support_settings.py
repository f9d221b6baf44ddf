"""The rules of support prompts in plain words, each with the form by which it is changed."""

from dash import html
from dash.development.base_component import Component

from dashboard.components import forms
from dashboard.i18n import gettext as _
from dashboard.views.support_settings import ParameterField, RuleCard, RuleForm


def rule_cards(rules: tuple[RuleCard, ...]) -> list[Component]:
    """A card a rule."""
    return [_card(rule) for rule in rules]


def _card(rule: RuleCard) -> Component:
    heading: list[Component] = [html.H2(rule.title, className="panel-title")]
    if rule.default:
        heading.append(html.Span(_("changed"), className="badge-soft"))
    content = [
        html.Div(heading, className="cohort-heading"),
        html.P(rule.text, className="rule-text"),
        *([html.P(rule.default, className="panel-note")] if rule.default else []),
        *([html.P(rule.changed, className="panel-note")] if rule.changed else []),
        *([html.Div(_forms(rule, rule.form), className="card-actions")] if rule.form else []),
    ]
    return html.Section(content, id=rule.slot, className="panel rule-card", key=rule.slot)


def _forms(rule: RuleCard, form: RuleForm) -> list[Component]:
    hidden: dict[str, str | int] = {"programme": form.programme, "rule": form.rule, "version": form.version}
    slot = f"{rule.slot}-change"
    fields = [_field(slot, field) for field in form.fields]
    change = forms.form(slot, "support_settings/change", fields, submit=_("Change the rule"), hidden=hidden)
    found = [forms.disclosure(_("Change"), [change], about=rule.title)]
    if form.differs:
        back = _("Back to the default")
        found.append(
            forms.one_button(f"{rule.slot}-reset", "support_settings/reset", back, hidden=hidden, about=rule.title)
        )
    return found


def _field(slot: str, field: ParameterField) -> Component:
    return forms.number_field(
        slot, field.name, field.label, value=field.value, low=field.low, high=field.high, hint=field.hint, required=True
    )
