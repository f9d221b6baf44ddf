"""What stands beside the cards: decisions under way, what has passed since a week ago, who wants no prompts."""

from datetime import timedelta

from callbacks.decision_words import owner_text
from callbacks.outcome_words import outcome_text
from callbacks.support_data import SupportData
from callbacks.support_words import prompt_name, task_text
from dashboard.domain.support import Facts, Prompt, Rule
from dashboard.domain.support.facts import between
from dashboard.domain.support.outcome import tally
from dashboard.domain.support.standing import Progress, Task
from dashboard.i18n import format_day, format_short_day, ngettext
from dashboard.i18n import gettext as _
from dashboard.ids import Support as Ids
from dashboard.names import capital
from dashboard.views import Line, LineList
from dashboard.views.support import ObjectionLine, ObjectionList, TaskLine, TaskList

MOST = 12
_ORDER = (Progress.DUE, Progress.OPEN, Progress.DONE)


def task_list(data: SupportData) -> TaskList:
    """Decisions that somebody still has to carry out, those due first, and those of which nobody knows yet whether
    they worked.
    """
    under_way = [task for task in data.tasks if task.progress is not Progress.REVIEWED]
    found = sorted(under_way, key=lambda task: (_ORDER.index(task.progress), task.decision.due_on or data.today))
    due = sum(task.progress is Progress.DUE for task in found)
    ask = sum(task.progress is Progress.DONE for task in found)
    said = []
    if due:
        said.append(ngettext("%(num)d is due.", "%(num)d are due.", due))
    if ask:
        said.append(ngettext("Did it work? %(num)d to look at.", "Did it work? %(num)d to look at.", ask))
    more = len(found) - MOST
    return TaskList(
        title=ngettext("%(num)d decision under way", "%(num)d decisions under way", len(found))
        if found
        else _("No decision is under way"),
        note=" ".join(said),
        lines=tuple(_task_line(data, task) for task in found[:MOST]),
        empty=_("What is decided appears here until it is done and somebody has said whether it worked."),
        more=ngettext("and %(num)d more", "and %(num)d more", more) if more > 0 else "",
    )


def _task_line(data: SupportData, task: Task) -> TaskLine:
    decision = task.decision
    return TaskLine(
        slot=Ids.task(decision.id),
        decision=decision.id,
        seen=max(step.id for step in data.steps[decision.enrolment_id]),
        about=_("%(code)s, %(prompt)s", code=decision.participant, prompt=prompt_name(decision.rule, decision.about)),
        href=data.links.participant(decision.cohort, decision.participant),
        text=task_text(task),
        badge=owner_text(decision) if task.open else "",
        due=task.progress is Progress.DUE,
        outcome=outcome_text(data.outcome(task), decision.rule),
        done=data.writes and task.open,
        review=data.writes and task.progress is not Progress.OPEN,
        link=data.form_address(f"review-{decision.id}"),
        doing=data.doing == f"review-{decision.id}",
    )


def resolved_list(data: SupportData) -> LineList:
    """What a rule said a week ago and says no longer."""
    lines = tuple(
        Line(facts.code, _passed(data, facts, prompt), href=data.links.participant(facts.cohort, facts.code))
        for facts, prompt in data.resolved
    )
    return LineList(
        key="resolved",
        title=_("No longer so"),
        note=_("Said on %(day)s, and not any more.", day=format_short_day(data.before)),
        lines=lines[:MOST],
        empty=_("Since %(day)s nothing has passed yet.", day=format_short_day(data.before)),
        more=ngettext("and %(num)d more", "and %(num)d more", len(lines) - MOST) if len(lines) > MOST else "",
    )


def _passed(data: SupportData, facts: Facts, prompt: Prompt) -> str:
    """What it was, and what has been there since."""
    name = capital(prompt_name(prompt.rule, prompt.about))
    now = data.facts.get(facts.enrolment_id)
    if prompt.rule is Rule.FOLLOW_UP:
        return _("%(prompt)s: settled", prompt=name)
    if prompt.rule is Rule.REGISTER:
        return _("%(prompt)s: recorded", prompt=name)
    if now is None or not now.open_on(data.today):
        return _("%(prompt)s: the coaching is over", prompt=name)
    since = tally(between(now.marks, data.before + timedelta(days=1), data.today))
    if not since.countable:
        return name
    return _("%(prompt)s: there %(attended)d of %(of)d since", prompt=name, attended=since.attended, of=since.countable)


def objection_list(data: SupportData) -> ObjectionList | None:
    """Who wants no prompts; null for everybody but the coordinator, and where there is nobody."""
    if not data.coordinates or not data.objections:
        return None
    return ObjectionList(
        title=ngettext("%(num)d person wants no prompts", "%(num)d people want no prompts", len(data.objections)),
        note=_("None are computed for them. Visible to you and other coordinators only."),
        lines=tuple(
            ObjectionLine(
                one.participant,
                data.links.participant(one.cohort, one.participant),
                _("since %(day)s", day=format_day(one.objected_on)),
                one.participant_id if data.writes else 0,
            )
            for one in data.objections
        ),
    )
