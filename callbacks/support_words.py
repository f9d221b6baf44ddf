"""What the support page says of a prompt beside its sentence: since when, and what somebody has done about it."""

from datetime import date

from callbacks.decision_words import done_name, owner_text, review_text, rule_name, sentence
from dashboard.domain.follow_up import Kind
from dashboard.domain.support import Prompt
from dashboard.domain.support.standing import Stage, Standing, Step, StepKind, Task
from dashboard.i18n import format_day, format_short_day, ngettext
from dashboard.i18n import gettext as _
from dashboard.names import capital, kind_name


def prompt_name(rule: str, about: str | None) -> str:
    """What a prompt is about, in a word or two."""
    return kind_name(Kind(about)) if about else rule_name(rule)


def since_text(prompt: Prompt, today: date) -> str:
    """Since when a prompt has been speaking, and for how many days."""
    days = (today - prompt.since).days
    if days <= 0:
        return _("since today")
    return ngettext(
        "since %(day)s, %(num)d day",
        "since %(day)s, %(num)d days",
        days,
        day=format_short_day(prompt.since) if prompt.since.year == today.year else format_day(prompt.since),
    )


def stage_text(standing: Standing) -> str:
    """What was done about a prompt last, and by whom; nothing while nobody has looked."""
    last = standing.last
    if last is None:
        return ""
    if standing.stage is Stage.UNSEEN:
        return _("was put off until %(day)s: %(reason)s", day=_day(last.snoozed_until), reason=last.text or "")
    if standing.stage is Stage.SNOOZED:
        said = _("put off until %(day)s: %(reason)s", day=_day(last.snoozed_until), reason=last.text or "")
        return _by(said, last)
    if standing.stage is Stage.ACKNOWLEDGED:
        return _by(_("seen on %(day)s", day=_day(last.decided_on)), last)
    task = standing.tasks[-1]
    if task.review is not None:
        return _by(review_text(task.review), task.review)
    if task.done is not None:
        return _by(_("decided, and done on %(day)s", day=_day(task.done.decided_on)), task.done)
    return _by(_("decided on %(day)s", day=_day(task.decision.decided_on)), task.decision)


def _by(said: str, step: Step) -> str:
    return f"{said} ({step.author})" if step.author else said


def _day(day: date | None) -> str:
    return format_day(day) if day else "–"


def task_text(task: Task) -> str:
    """A decision as it was said, when and by whom, and what has become of it."""
    decision = task.decision
    said = [_("Decided on %(day)s: %(text)s", day=format_day(decision.decided_on), text=sentence(decision.text or ""))]
    if task.done:
        said.append(sentence(f"{capital(done_name())} {format_day(task.done.decided_on)}"))
    if task.review:
        said.append(sentence(capital(review_text(task.review))))
        if task.review.text:
            said.append(sentence(task.review.text))
    return " ".join(said)


def step_line(step: Step) -> str:
    """A colleague's step in their own words, for whoever wrote at the same time."""
    said = {
        StepKind.ACKNOWLEDGED: _("has seen it"),
        StepKind.SNOOZED: _("put it off until %(day)s", day=_day(step.snoozed_until)),
        StepKind.DECIDED: _("decided; %(owner)s", owner=owner_text(step)),
        StepKind.DONE: _("says that it is done"),
        StepKind.REVIEWED: review_text(step),
    }[step.kind]
    author = step.author or _("A colleague")
    line = f"{author}: {said}"
    return f"{line}. {step.text}" if step.text else line
