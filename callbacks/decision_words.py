"""What a step about a support prompt says in words; nothing here knows a database."""

from dashboard.domain.participant import Decision
from dashboard.i18n import format_day, format_short_day, pgettext
from dashboard.i18n import gettext as _


def rule_name(rule: str) -> str:
    """What a rule looks at, in a word or two; a rule that has no name here goes by its sign."""
    return {
        "R1": _("low attendance"),
        "R2": _("recent drop"),
        "R3": _("run of absences"),
        "R4": _("absences without notice"),
        "R5": _("telling us beforehand"),
        "R6": _("coming on time"),
        "R7": _("guidance meetings"),
        "R8": _("modules behind the plan"),
        "R9": _("many excused absences"),
        "R10": _("no contact"),
        "T1": _("follow-up due"),
        "T2": _("marks missing"),
    }.get(rule, rule)


def decision_text(decision: Decision) -> str:
    """The step itself: what was decided, by when and by whom, or how it went."""
    said = [_("%(rule)s: %(step)s", rule=_capital(rule_name(decision.rule)), step=_step(decision))]
    if decision.text:
        said.append(decision.text)
    return " ".join(_sentence(text) for text in said)


def decision_badge(decision: Decision) -> str:
    """Who sees to it until when."""
    if not decision.owner:
        return ""
    if decision.due_on is None:
        return decision.owner
    return _("%(owner)s, by %(day)s", owner=decision.owner, day=format_short_day(decision.due_on))


def _step(decision: Decision) -> str:
    if decision.kind == "snoozed" and decision.snoozed_until:
        return _("put off until %(day)s", day=format_day(decision.snoozed_until))
    if decision.kind == "reviewed":
        return {
            "yes": _("looked at again, it helped"),
            "partly": _("looked at again, it helped in part"),
            "no": _("looked at again, it did not help"),
        }.get(decision.worked or "", _("looked at again"))
    return {
        "acknowledged": _("seen"),
        "decided": _("decided"),
        "done": pgettext("a decision", "done"),
    }.get(decision.kind, decision.kind)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
