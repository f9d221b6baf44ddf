"""The forms by which follow-ups, needs and feedback are written down on the pages that show them.

What a form is about is chosen in it: the value of each choice holds the row's id and the version that was seen.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from dashboard.domain.follow_up import Kind, Outcome
from dashboard.domain.needs import Category, Theme
from dashboard.i18n import format_day
from dashboard.i18n import gettext as _
from dashboard.names import capital, category_name, kind_name, outcome_name, theme_name
from dashboard.views import Option
from dashboard.views.forms import Control, Field, Form
from db.queries.entering import EnrolledPerson, FollowUpEntry, NeedEntry

LONGEST_COMMENT = 1000
LONGEST_AHEAD = timedelta(days=366)

Names = Mapping[str, str]
"""Cohort code to name; with one alone, people are told apart by their code."""


def person_options(people: Sequence[EnrolledPerson], names: Names) -> tuple[Option, ...]:
    """Whom a form can be about, by enrolment."""
    return tuple(Option(str(one.enrolment_id), _who(one, names)) for one in people)


def _who(one: EnrolledPerson, names: Names) -> str:
    if len(names) < 2:
        return one.participant
    return _("%(participant)s, %(cohort)s", participant=one.participant, cohort=names[one.cohort])


def follow_up_label(one: FollowUpEntry, names: Names) -> str:
    """A follow-up in a list of them."""
    said = _(
        "%(who)s: %(kind)s, due %(day)s",
        who=_who(one.person, names),
        kind=kind_name(one.kind),
        day=format_day(one.due_on),
    )
    return said if one.status == "planned" else f"{said} ({status_name(one.status)})"


def status_name(status: str) -> str:
    """What came of a follow-up."""
    return {
        "planned": _("still open"),
        "done": _("reached"),
        "not_reached": _("not reached"),
        "declined": _("declined"),
        "cancelled": _("not needed any more"),
    }[status]


def settle_form(page: str, entries: Sequence[FollowUpEntry], names: Names, today: date) -> Form:
    """What came of a follow-up; the first that is open is chosen."""
    chosen = next((one for one in entries if one.status == "planned"), entries[0])
    statuses = ("done", "not_reached", "declined", "cancelled", "planned")
    return Form(
        slot="enter-follow-up",
        action=f"{page}/follow_up",
        submit=_("Save what came of it"),
        hidden={"seen": ""},
        opens=_("Write down what came of one"),
        fields=(
            _which(entries, names, _value(chosen)),
            Field(
                Control.RADIO,
                "status",
                _("What came of it"),
                "done",
                options=tuple(Option(status, status_name(status)) for status in statuses),
            ),
            Field(Control.DAY, "day", _("On"), today, high=today),
            Field(
                Control.SELECT,
                "outcome",
                _("Where they are now"),
                hint=_("Of who was reached; “unknown” is an answer too."),
                options=_outcomes(),
                nothing=_("nothing, since they were not reached"),
            ),
        ),
    )


def replan_form(page: str, entries: Sequence[FollowUpEntry], names: Names, owners: Sequence[Option]) -> Form:
    """Another day or another colleague, of one that is open."""
    return Form(
        slot="enter-replan",
        action=f"{page}/follow_up_replan",
        submit=_("Save the new plan"),
        hidden={"seen": ""},
        opens=_("Another day or colleague"),
        fields=(
            _which(entries, names, _value(entries[0])),
            Field(Control.DAY, "due_on", _("Due on"), hint=_("Empty: as before.")),
            _owner(owners, _("as before")),
        ),
    )


def plan_form(page: str, people: Sequence[EnrolledPerson], names: Names, owners: Sequence[Option], today: date) -> Form:
    """One more follow-up."""
    who = person_options(people, names)
    kinds = (Kind.OTHER, Kind.FIRST, Kind.SECOND)
    return Form(
        slot="enter-plan",
        action=f"{page}/follow_up_plan",
        submit=_("Plan it"),
        opens=_("Plan one more"),
        fields=(
            Field(Control.SELECT, "who", _("Whom"), who[-1].value, options=who, required=True),
            Field(
                Control.RADIO,
                "kind",
                _("What for"),
                Kind.OTHER.value,
                options=tuple(Option(kind.value, kind_name(kind)) for kind in kinds),
            ),
            Field(Control.DAY, "due_on", _("Due on"), required=True, high=today + LONGEST_AHEAD),
            _owner(owners, _("nobody yet")),
        ),
    )


def give_form(entries: Sequence[FollowUpEntry], names: Names, owners: Sequence[Option]) -> Form:
    """Several that one colleague sees to from now on."""
    options = tuple(Option(str(one.id), follow_up_label(one, names)) for one in entries)
    return Form(
        slot="enter-give",
        action="follow_up/follow_up_give",
        submit=_("Let them see to these"),
        opens=_("Share out several"),
        fields=(
            Field(Control.TICKS, "chosen", _("Which"), options=options),
            Field(Control.SELECT, "owner", _("Who sees to them"), options=tuple(owners), required=True),
        ),
    )


def needs_form(page: str, people: Sequence[EnrolledPerson], names: Names, today: date) -> Form:
    """What one person needs, as many as come up at once."""
    who = person_options(people, names)
    return Form(
        slot="enter-needs",
        action=f"{page}/needs",
        submit=_("Save the needs"),
        hidden={"who": who[0].value} if len(who) == 1 else {},
        opens=_("Write down a need"),
        fields=(
            *(
                [Field(Control.SELECT, "who", _("Whose"), who[-1].value, options=who, required=True)]
                if len(who) > 1
                else []
            ),
            Field(
                Control.TICKS,
                "chosen",
                _("What they need"),
                options=tuple(Option(one.value, capital(category_name(one))) for one in Category),
            ),
            Field(Control.DAY, "day", _("Found on"), today, required=True, high=today),
        ),
    )


def met_form(page: str, entries: Sequence[NeedEntry], names: Names, today: date) -> Form:
    """That a need was met, or is not after all."""
    chosen = next((one for one in entries if one.met_on is None), entries[0])
    return Form(
        slot="enter-met",
        action=f"{page}/met",
        submit=_("Save when it was met"),
        hidden={"seen": ""},
        opens=_("A need was met"),
        fields=(
            Field(
                Control.SELECT,
                "chosen",
                _("Which"),
                _value(chosen),
                options=tuple(Option(_value(one), _need_label(one, names)) for one in entries),
                required=True,
            ),
            Field(Control.DAY, "day", _("Met on"), today, hint=_("Empty: it is not met after all."), high=today),
        ),
    )


def _need_label(one: NeedEntry, names: Names) -> str:
    said = _(
        "%(who)s: %(need)s, found %(day)s",
        who=_who(one.person, names),
        need=category_name(one.category),
        day=format_day(one.identified_on),
    )
    return _("%(need)s (met %(day)s)", need=said, day=format_day(one.met_on)) if one.met_on else said


def feedback_form(cohorts: Sequence[Option], today: date) -> Form:
    """A sheet of feedback, as it was filled in on paper; nobody's code belongs to it."""
    return Form(
        slot="enter-feedback",
        action="needs/feedback",
        submit=_("Save this sheet"),
        opens=_("Enter feedback"),
        note=_("One sheet at a time, from 1 (not at all) to 5 (very well). Whose it is is not asked."),
        fields=(
            Field(Control.SELECT, "cohort", _("Cohort"), cohorts[-1].value, options=tuple(cohorts), required=True),
            Field(Control.DAY, "day", _("Given on"), today, required=True, high=today),
            *(
                Field(Control.NUMBER, f"rating_{theme.value}", capital(theme_name(theme)), low=1, high=5)
                for theme in Theme
            ),
            Field(
                Control.AREA,
                "comment",
                _("In their words"),
                hint=_("Without names, and without what would tell who wrote it."),
                most=LONGEST_COMMENT,
            ),
            Field(
                Control.SELECT,
                "about",
                _("What the words are about"),
                Theme.OTHER.value,
                options=tuple(Option(theme.value, theme_name(theme)) for theme in Theme),
            ),
        ),
    )


def _which(entries: Sequence[FollowUpEntry], names: Names, chosen: str) -> Field:
    options = tuple(Option(_value(one), follow_up_label(one, names)) for one in entries)
    return Field(Control.SELECT, "chosen", _("Which"), chosen, options=options, required=True)


def _value(one: FollowUpEntry | NeedEntry) -> str:
    return f"{one.id}.{one.version}"


def _owner(owners: Sequence[Option], nothing: str) -> Field:
    return Field(Control.SELECT, "owner", _("Who sees to it"), options=tuple(owners), nothing=nothing)


def _outcomes() -> tuple[Option, ...]:
    return tuple(Option(outcome.value, outcome_name(outcome)) for outcome in Outcome)
