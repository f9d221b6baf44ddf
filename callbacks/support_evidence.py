"""Where a prompt comes from: the very marks, modules or follow-ups that its rule counted."""

from callbacks.mark_words import minutes_text, notice_text
from callbacks.rule_words import counted_note, rule_text
from callbacks.support_data import Said, SupportData
from callbacks.words import day_text
from dashboard.domain.register import Shown, shown
from dashboard.domain.support import Facts, FollowUpTask, Mark, PlannedModule, Rule
from dashboard.domain.support.parameters import DEFAULTS
from dashboard.domain.support.prompt import Evidence as Counted
from dashboard.figures.style import status_name
from dashboard.i18n import format_day
from dashboard.i18n import gettext as _
from dashboard.names import kind_name
from dashboard.views.support import Evidence, EvidenceRow


def evidence(data: SupportData, facts: Facts, said: Said) -> Evidence:
    """What one prompt counted, latest first, and its rule in words."""
    prompt = said.prompt
    parameters = data.settings.get(facts.cohort, DEFAULTS)
    return Evidence(
        rule=" ".join(part for part in (rule_text(prompt.rule, parameters), counted_note(prompt.rule)) if part),
        rows=tuple(_row(data, item) for item in reversed(prompt.evidence)),
        empty=_("Nobody has planned one yet.") if prompt.rule is Rule.FOLLOW_UP else "",
    )


def _row(data: SupportData, item: Counted) -> EvidenceRow:
    if isinstance(item, Mark):
        return _mark_row(data, item)
    if isinstance(item, PlannedModule):
        return _module_row(data, item)
    return _follow_up_row(item)


def _mark_row(data: SupportData, mark: Mark) -> EvidenceRow:
    how = shown(mark.status, mark.notice, mark.excused, held=True)
    status = _("absent") if how in (Shown.TOLD, Shown.UNTOLD) else status_name(how)
    said = (status, minutes_text(mark.minutes_late, None), notice_text(mark.notice))
    return EvidenceRow(
        when=day_text(mark.date, data.today),
        what=data.activities.get(mark.activity, mark.activity),
        status=", ".join(part for part in said if part),
        shown=how,
    )


def _module_row(data: SupportData, module: PlannedModule) -> EvidenceRow:
    done = module.completed_on is not None and module.completed_on <= data.today
    return EvidenceRow(
        when=_("Week %(week)d", week=module.planned_week),
        what=data.modules.get(module.code, module.code),
        status=_("completed %(day)s", day=format_day(module.completed_on))
        if done and module.completed_on
        else _("open"),
    )


def _follow_up_row(task: FollowUpTask) -> EvidenceRow:
    settled = task.settled_on
    return EvidenceRow(
        when=format_day(task.due_on),
        what=kind_name(task.kind),
        status=_("settled %(day)s", day=format_day(settled)) if settled else _("open"),
    )
