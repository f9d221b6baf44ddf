"""A cohort's sessions to come: the next ones or all, one of them open to be changed, and forms for more."""

from datetime import timedelta

from callbacks.planning_cohort_data import CohortData
from callbacks.planning_data import cohort_href
from callbacks.words import day_text
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.views import Option
from dashboard.views.forms import Control, Field, Form, Panel, Row
from db.commands.session_rules import LONGEST_AFTER
from db.queries.session_plans import SessionPlan

NEXT = timedelta(days=14)
MOST_LISTED = 200


def sessions_panel(data: CohortData) -> Panel:
    """What is planned from now on."""
    planned = [one for one in data.sessions if not one.cancelled]
    near = [one for one in data.sessions if data.every or one.content.local_date < data.today + NEXT]
    listed = near or data.sessions[:10]
    title = ngettext("%(num)d session ahead", "%(num)d sessions ahead", len(planned))
    rest = len(data.sessions) - len(listed[:MOST_LISTED])
    return Panel(
        title=title if planned else _("No session ahead"),
        note=_("Choose one to change it. Past sessions are corrected in their registers."),
        rows=tuple(_row(data, one) for one in listed[:MOST_LISTED]),
        empty=_("Sessions come from the timetable, or one by one."),
        more=ngettext("and %(num)d later", "and %(num)d later", rest) if rest > 0 else "",
        forms=tuple(form for form in (_group_form(data), _meeting_form(data), _cancel_day_form(data)) if form),
    )


def all_href(data: CohortData) -> str:
    """Where all of them are listed; nothing where they are."""
    near = sum(one.content.local_date < data.today + NEXT for one in data.sessions)
    return cohort_href(data.cohort.code, sessions="all") if not data.every and near < len(data.sessions) else ""


def _row(data: CohortData, plan: SessionPlan) -> Row:
    content, opened = plan.content, plan.id == data.opened
    what = data.what(content.activity_id, content.module_id)
    who = f"{what} {plan.participant}" if plan.participant else what
    more = {"sessions": "all"} if data.every else {}
    more |= {} if opened else {"session": str(plan.id)}
    return Row(
        key=f"session-{plan.id}",
        label=day_text(content.local_date, data.today),
        text=f"{data.times(content.starts_at, content.ends_at)} {who}",
        badge=_badge(plan),
        href=cohort_href(data.cohort.code, **more),
        expanded=opened,
        forms=_forms(data, plan, who) if opened else (),
    )


def _badge(plan: SessionPlan) -> str:
    if plan.cancelled:
        return _("cancelled")
    return ngettext("%(num)d mark", "%(num)d marks", plan.marks) if plan.marks else ""


def _forms(data: CohortData, plan: SessionPlan, about: str) -> tuple[Form, ...]:
    hidden: dict[str, str | int] = {"id": plan.id, "version": plan.version}
    if plan.cancelled:
        restore = Form(
            f"session-{plan.id}-restore",
            "planning_cohort/session_restore",
            _("Hold it after all"),
            hidden=hidden,
            about=about,
        )
        return (restore,)
    cancel = Form(
        f"session-{plan.id}-cancel", "planning_cohort/session_cancel", _("Cancel it"), hidden=hidden, about=about
    )
    remove = Form(
        f"session-{plan.id}-remove", "planning_cohort/session_remove", _("Remove it"), hidden=hidden, about=about
    )
    return (
        _change_form(data, plan, hidden, about),
        cancel,
        *((remove,) if not plan.weekly and not plan.marks else ()),
    )


def _change_form(data: CohortData, plan: SessionPlan, hidden: dict[str, str | int], about: str) -> Form:
    content, zone = plan.content, data.course.timezone
    begins, ends = content.starts_at.astimezone(zone).time(), content.ends_at.astimezone(zone).time()
    return Form(
        slot=f"session-{plan.id}-form",
        action="planning_cohort/session",
        submit=_("Save the session"),
        hidden=hidden,
        about=about,
        note=_("It has marks: only its module can change.") if plan.marks else "",
        fields=(
            _activity(data, str(content.activity_id), individual=plan.participant is not None),
            Field(Control.DAY, "day", _("Day"), content.local_date, required=True),
            Field(Control.CLOCK, "starts_at", _("Begins"), begins.isoformat("minutes"), required=True),
            Field(Control.CLOCK, "ends_at", _("Ends"), ends.isoformat("minutes"), required=True),
            _module(data, str(content.module_id or "")),
        ),
    )


def _group_form(data: CohortData) -> Form | None:
    """An extra session of all; null where the programme has nothing for all to do."""
    if not data.activities(individual=False) or data.today > data.cohort.ends_on:
        return None
    return Form(
        slot="session-new",
        action="planning_cohort/session_add",
        submit=_("Plan the session"),
        hidden={"cohort": data.cohort.id},
        opens=_("Add a session"),
        fields=(
            _activity(data, "", individual=False),
            Field(
                Control.DAY,
                "day",
                _("Day"),
                max(data.today, data.cohort.starts_on),
                required=True,
                low=data.cohort.starts_on,
                high=data.cohort.ends_on,
            ),
            *_times("09:00", "12:00"),
            _module(data, ""),
        ),
    )


def _meeting_form(data: CohortData) -> Form | None:
    """Meetings with one person, once or every week; null where nobody is there, or nothing is for one person."""
    there = [one for one in data.people if one.exited_on is None or one.exited_on >= data.today]
    if not there or not data.activities(individual=True):
        return None
    first, last = data.cohort.starts_on, data.cohort.ends_on + LONGEST_AFTER
    return Form(
        slot="meeting-new",
        action="planning_cohort/session_add",
        submit=_("Plan the meetings"),
        hidden={"cohort": data.cohort.id},
        opens=_("Meet one person"),
        fields=(
            Field(
                Control.SELECT,
                "who",
                _("Whom"),
                str(there[0].enrolment_id),
                options=tuple(Option(str(one.enrolment_id), one.participant) for one in there),
                required=True,
            ),
            _activity(data, "", individual=True),
            Field(
                Control.DAY,
                "day",
                _("Day"),
                max(data.today, data.cohort.starts_on),
                required=True,
                low=first,
                high=last,
            ),
            *_times("13:00", "14:00"),
            Field(
                Control.DAY,
                "until",
                _("And every week until"),
                hint=_("Public holidays and breaks are left out."),
                low=first,
                high=last,
            ),
            _module(data, ""),
        ),
    )


def _cancel_day_form(data: CohortData) -> Form | None:
    """A day on which nothing is held after all."""
    if not data.sessions:
        return None
    return Form(
        slot="cancel-day",
        action="planning_cohort/cancel_day",
        submit=_("Cancel the day"),
        hidden={"cohort": data.cohort.id},
        opens=_("Cancel a whole day"),
        note=_("Every session of the day, meetings with single people as well; what has marks stays."),
        fields=(Field(Control.DAY, "day", _("Day"), data.today, required=True, low=data.cohort.starts_on),),
    )


def _activity(data: CohortData, value: str, *, individual: bool) -> Field:
    options = data.activities(individual=individual)
    return Field(Control.SELECT, "activity", _("Activity"), value or options[0].value, options=options, required=True)


def _module(data: CohortData, value: str) -> Field:
    return Field(Control.SELECT, "module", _("Module"), value, options=data.modules, nothing=_("none"))


def _times(begins: str, ends: str) -> tuple[Field, Field]:
    return (
        Field(Control.CLOCK, "starts_at", _("Begins"), begins, required=True),
        Field(Control.CLOCK, "ends_at", _("Ends"), ends, required=True),
    )
