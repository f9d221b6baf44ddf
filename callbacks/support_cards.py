"""The cards of the support page: one a person, with everything that rules say of them.

One card a person rather than one a prompt: what several rules say of somebody is most often one thing that happened,
and is answered by one call and one decision. How many rules speak is neither counted nor shown.
"""

from collections.abc import Sequence

from callbacks.decision_words import owner_text
from callbacks.outcome_words import outcome_text
from callbacks.participant_words import channel_name
from callbacks.support_data import Said, SupportData
from callbacks.support_evidence import evidence
from callbacks.support_words import prompt_name, since_text, stage_text, task_text
from callbacks.words import cohort_when, day_text
from dashboard.domain.participant import Channel
from dashboard.domain.register import Shown, shown
from dashboard.domain.support import Facts, Mark, Rule
from dashboard.domain.support.standing import Progress, Task, waiting_order
from dashboard.figures.style import status_name
from dashboard.i18n import format_day
from dashboard.i18n import gettext as _
from dashboard.ids import Support as Ids
from dashboard.names import capital
from dashboard.prompt_words import sentence
from dashboard.views import Option
from dashboard.views.support import Ask, DecisionNote, PromptLine, SupportCard

STRIP = 14
"""So many of somebody's latest marks are drawn."""
MOST_DECISIONS = 3
FORMS = ("decide", "snooze", "contact", "object")
"""What can be done about a person, as addresses name it."""

TEAM_RULES = frozenset({Rule.FOLLOW_UP, Rule.REGISTER})
"""What the team has to do, rather than what was seen of a person."""


def support_card(data: SupportData, facts: Facts) -> SupportCard:
    """The card of one person: what nobody has looked at first."""
    said = sorted(data.said[facts.enrolment_id], key=_order)
    return SupportCard(
        slot=Ids.card(facts.enrolment_id),
        code=facts.code,
        href=data.links.participant(facts.cohort, facts.code),
        where=_where(data, facts),
        prompts=tuple(_prompt_line(data, facts, one) for one in said),
        badge=_("new") if any(one.standing.unseen for one in said) and all(one.new for one in said) else "",
        strip=tuple(_sign(data, mark) for mark in facts.counting[-STRIP:]),
        strip_note=_last_there(data, facts),
        decisions=_decisions(data, facts, said),
        ask=_ask(data, facts, said) if data.writes else None,
        links={name: data.form_address(f"{name}-{facts.enrolment_id}") for name in FORMS} if data.many else {},
        doing=next((name for name in FORMS if data.doing == f"{name}-{facts.enrolment_id}"), ""),
    )


def _order(one: Said) -> tuple[bool, tuple[int, int, int]]:
    return not one.standing.unseen, waiting_order(one.prompt, one.standing)


def prompt_key(one: Said) -> str:
    """A prompt as forms name it."""
    return one.prompt.rule.value if one.prompt.about is None else f"{one.prompt.rule}:{one.prompt.about}"


def _where(data: SupportData, facts: Facts) -> str:
    cohort = data.cohorts[facts.cohort]
    if facts.exited_on is not None and facts.exited_on < data.today:
        return _("%(cohort)s, left %(day)s", cohort=cohort.name, day=format_day(facts.exited_on))
    return _("%(cohort)s, %(when)s", cohort=cohort.name, when=cohort_when(cohort, data.today))


def _prompt_line(data: SupportData, facts: Facts, one: Said) -> PromptLine:
    key = f"{facts.enrolment_id}-{prompt_key(one)}"
    opened = data.opened == key
    return PromptLine(
        slot=Ids.prompt(key),
        text=sentence(one.prompt),
        since=since_text(one.prompt, data.today),
        badge=_("new") if one.new else "",
        stage=stage_text(one.standing),
        href=data.address(open="" if opened else key),
        evidence=evidence(data, facts, one) if opened else None,
    )


def _sign(data: SupportData, mark: Mark) -> tuple[Shown, str]:
    how = shown(mark.status, mark.notice, mark.excused, held=True)
    said = _(
        "%(day)s %(activity)s: %(status)s",
        day=day_text(mark.date, data.today),
        activity=data.activities.get(mark.activity, mark.activity),
        status=status_name(how),
    )
    return how, said


def _last_there(data: SupportData, facts: Facts) -> str:
    if not facts.counting:
        return ""
    last = next((mark.date for mark in reversed(facts.counting) if mark.attended), None)
    return _("last there %(day)s", day=day_text(last, data.today)) if last else _("not there yet")


def _decisions(data: SupportData, facts: Facts, said: Sequence[Said]) -> tuple[DecisionNote, ...]:
    """What is under way about the person, and what was decided about these very prompts before; latest first."""
    keys = {(one.prompt.rule.value, one.prompt.about) for one in said}
    wanted = [
        task
        for task in data.tasks
        if task.decision.enrolment_id == facts.enrolment_id
        and (task.open or (task.decision.rule, task.decision.about) in keys)
    ]
    return tuple(_note(data, task) for task in reversed(wanted[-MOST_DECISIONS:]))


def _note(data: SupportData, task: Task) -> DecisionNote:
    text = task_text(task)
    if task.open:
        text = f"{text} {owner_text(task.decision)}."
    asked = data.writes and task.progress is not Progress.REVIEWED
    href = data.task_address(task.decision.id) if asked else ""
    return DecisionNote(text, outcome_text(data.outcome(task), task.decision.rule), href)


def _ask(data: SupportData, facts: Facts, said: Sequence[Said]) -> Ask:
    return Ask(
        enrolment=facts.enrolment_id,
        seen=max((step.id for step in data.steps.get(facts.enrolment_id, ())), default=0),
        prompts=tuple(Option(prompt_key(one), _name(one)) for one in said),
        unseen=tuple(prompt_key(one) for one in said if one.standing.unseen),
        owners=tuple(
            Option(str(member.id), member.name) for member in data.members.get(data.cohorts[facts.cohort].id, ())
        ),
        me=str(data.scope.account_id or ""),
        channels=tuple(Option(channel, channel_name(channel)) for channel in Channel),
        earliest=facts.enrolled_on,
        today=data.today,
        may_object=data.coordinates,
    )


def _name(one: Said) -> str:
    return capital(prompt_name(one.prompt.rule, one.prompt.about))
