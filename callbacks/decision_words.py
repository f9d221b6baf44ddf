"""What a step about a support prompt says in words; nothing here knows a database."""

from dashboard.domain.support.standing import Step, StepKind, Worked
from dashboard.i18n import format_day, format_short_day, pgettext
from dashboard.i18n import gettext as _
from dashboard.names import capital


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


def decision_text(step: Step) -> str:
    """The step itself: what was decided, by when and by whom, or how it went."""
    said = [_("%(rule)s: %(step)s", rule=capital(rule_name(step.rule)), step=_step(step))]
    if step.text:
        said.append(step.text)
    return " ".join(sentence(text) for text in said)


def decision_badge(step: Step) -> str:
    """Who sees to it until when; nothing for a step that nobody has to see to."""
    return owner_text(step) if step.owner else ""


def owner_text(decision: Step) -> str:
    """Who sees to a decision until when."""
    owner = decision.owner or _("nobody yet")
    if decision.due_on is None:
        return owner
    return _("%(owner)s, by %(day)s", owner=owner, day=format_short_day(decision.due_on))


def review_text(review: Step) -> str:
    """What was answered to "did it work?"."""
    return {
        Worked.YES: _("looked at again, it helped"),
        Worked.PARTLY: _("looked at again, it helped in part"),
        Worked.NO: _("looked at again, it did not help"),
        None: _("looked at again"),
    }[review.worked]


def done_name() -> str:
    """What a decision is that was carried out."""
    return pgettext("a decision", "done")


def _step(step: Step) -> str:
    if step.kind is StepKind.SNOOZED and step.snoozed_until:
        return _("put off until %(day)s", day=format_day(step.snoozed_until))
    if step.kind is StepKind.REVIEWED:
        return review_text(step)
    return {StepKind.ACKNOWLEDGED: _("seen"), StepKind.DECIDED: _("decided"), StepKind.DONE: done_name()}[step.kind]


def sentence(text: str) -> str:
    """A text with a stop at its end."""
    return text if text.endswith((".", "!", "?")) else f"{text}."
