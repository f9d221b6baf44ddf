"""What was done for one person, as short lists: modules, follow-ups, needs, contacts, decisions, other meetings."""

from callbacks.decision_words import decision_badge, decision_text
from callbacks.mark_words import visible_to
from callbacks.participant_data import PersonData
from callbacks.participant_entries import session_status
from callbacks.participant_words import channel_name, contact_text, follow_up_text, module_name, need_text
from callbacks.words import day_text
from dashboard.domain.access import Role
from dashboard.domain.calendar import HELSINKI
from dashboard.domain.follow_up import FollowUpItem, Standing
from dashboard.domain.modules import ModuleCell, ModuleState
from dashboard.domain.participant import by_channel
from dashboard.domain.support.standing import Progress, Step
from dashboard.figures.modules import state_name
from dashboard.i18n import format_clock, format_day, format_list, ngettext
from dashboard.i18n import gettext as _
from dashboard.names import capital, category_name, kind_name
from dashboard.views import Line, LineList


def modules(data: PersonData) -> LineList:
    """Every module in the order of the plan, with its state."""
    order = {code: position for position, code in enumerate(data.module_rows)}
    cells = sorted(data.modules, key=lambda cell: (data.person.cohorts.index(cell.cohort), order[cell.module]))
    counted = [cell for cell in cells if cell.state is not ModuleState.EXEMPT]
    done = sum(cell.state is ModuleState.COMPLETED for cell in counted)
    open_ = sum(cell.open for cell in counted)
    return LineList(
        key="modules",
        title=ngettext(
            "%(done)d of %(num)d module is completed",
            "%(done)d of %(num)d modules are completed",
            len(counted),
            done=done,
        )
        if counted
        else _("No modules yet"),
        note=ngettext("%(num)d planned by now is still open.", "%(num)d planned by now are still open.", open_)
        if open_
        else "",
        lines=tuple(_module_line(data, cell) for cell in cells),
        empty=_("Modules appear here when the coaching begins."),
    )


def _module_line(data: PersonData, cell: ModuleCell) -> Line:
    week = data.module_rows[cell.module].planned_week
    state = state_name(cell.state)
    if cell.completed_on:
        state = _("%(state)s %(day)s", state=state, day=format_day(cell.completed_on))
    text = _("%(module)s: %(state)s", module=module_name(data, cell.module), state=state)
    if len(data.person.cohorts) > 1:
        text = f"{text} ({data.request.cohorts[cell.cohort].name})"
    return Line(_("Week %(week)d", week=week) if week else "–", text, _("open") if cell.open else "")


def follow_ups(data: PersonData) -> LineList:
    """Every follow-up that is planned, in the order in which they are due."""
    overdue = sum(item.standing is Standing.OVERDUE for item in data.follow_ups)
    ahead = [item for item in data.follow_ups if item.standing is Standing.UPCOMING]
    if overdue:
        title = ngettext("%(num)d follow-up is overdue", "%(num)d follow-ups are overdue", overdue)
    elif ahead:
        title = _("Next follow-up on %(day)s", day=format_day(ahead[0].due_on))
    else:
        title = _("No follow-up is open") if data.follow_ups else _("No follow-ups yet")
    return LineList(
        key="follow-ups",
        title=title,
        note="",
        lines=tuple(_follow_up_line(item) for item in data.follow_ups),
        empty=_nothing_planned(data),
    )


def _nothing_planned(data: PersonData) -> str:
    """What is to be done where no follow-up is planned: without a day of leaving nothing can fall due."""
    exits = {one.cohort: one.exited_on for one in data.person.memberships}
    if any(left and left <= data.today for left in exits.values()):
        return _("Plan a status after 28 days and one after six months.")
    if any(not left and data.request.cohorts[code].ends_on < data.today for code, left in exits.items()):
        return _("The coaching has ended. They can be planned once the day of leaving is recorded.")
    return _("They are planned when somebody leaves the coaching.")


def _follow_up_line(item: FollowUpItem) -> Line:
    return Line(
        label=format_day(item.due_on),
        text=_("%(kind)s: %(standing)s", kind=capital(kind_name(item.kind)), standing=follow_up_text(item)),
        badge=item.owner or "" if item.standing.open else "",
    )


def needs(data: PersonData) -> LineList:
    """Every service that the person was found to need."""
    met = sum(need.met_on is not None for need in data.needs)
    return LineList(
        key="needs",
        title=ngettext("%(met)d of %(num)d need is met", "%(met)d of %(num)d needs are met", len(data.needs), met=met)
        if data.needs
        else _("No needs found yet"),
        note=_("Services that turned out to be needed, by the day on which that was found.") if data.needs else "",
        lines=tuple(
            Line(format_day(need.identified_on), f"{capital(category_name(need.category))}: {need_text(need)}")
            for need in data.needs
        ),
        empty=_("What somebody needs is written down when it comes up."),
    )


def contacts(data: PersonData) -> LineList:
    """Contacts outside sessions, latest first, and how many by each channel."""
    counted = [
        _("%(channel)s %(count)d", channel=channel_name(channel), count=count)
        for channel, count in by_channel(data.contacts).items()
    ]
    return LineList(
        key="contacts",
        title=ngettext("%(num)d contact outside sessions", "%(num)d contacts outside sessions", len(data.contacts))
        if data.contacts
        else _("No contacts outside sessions yet"),
        note=capital(format_list(counted)) if counted else "",
        lines=tuple(
            Line(format_day(contact.contacted_on), capital(contact_text(contact))) for contact in data.contacts
        ),
        empty=_("Telephone calls, messages and meetings appear here."),
    )


def decisions(data: PersonData) -> LineList:
    """What the team decided about support prompts, latest first."""
    return LineList(
        key="decisions",
        title=ngettext("%(num)d step about support", "%(num)d steps about support", len(data.steps))
        if data.steps
        else _("Nothing has been decided about support yet"),
        note=_objection(data),
        lines=tuple(
            Line(format_day(step.decided_on), decision_text(step), decision_badge(step), _decision_link(data, step))
            for step in data.steps
        ),
        empty=_("Decisions of the weekly review appear here."),
    )


def _decision_link(data: PersonData, step: Step) -> str:
    """Where one can say what came of a decision that is under way."""
    under_way = {task.decision.id for task in data.support.tasks if task.progress is not Progress.REVIEWED}
    return data.support.task_address(step.id) if step.id in under_way and data.support.writes else ""


def _objection(data: PersonData) -> str:
    """That the person wants no prompts is for the coordinator alone."""
    objected_on = data.person.objected_on
    if objected_on is None or objected_on > data.today or data.request.scope.role is not Role.COORDINATOR:
        return ""
    return _("Has objected to support prompts on %(day)s: none are computed.", day=format_day(objected_on))


def restricted(data: PersonData) -> LineList:
    """Meetings that are for the coach and the coordinator only; the title tells nothing to who sees it closed."""
    return LineList(
        key="other-meetings",
        title=_("Other meetings"),
        note=visible_to(data.request.scope),
        lines=tuple(
            Line(
                label=day_text(one.local_date),
                text=_(
                    "%(clock)s, %(activity)s: %(status)s",
                    clock=format_clock(one.starts_at.astimezone(HELSINKI)),
                    activity=data.activity(one.activity),
                    status=session_status(one),
                ),
                href=data.request.links.session(one.session_id),
            )
            for one in data.restricted
        ),
        empty=_("There are none in the time that is chosen."),
    )
