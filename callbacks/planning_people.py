"""Who is in a cohort: entries and exits, and codes to suggest for new people."""

from collections.abc import Collection
from datetime import timedelta
from random import SystemRandom

from callbacks.links import Links
from callbacks.planning_cohort_data import CohortData
from dashboard.domain.codes import suggest_codes
from dashboard.domain.follow_up import WINDOWS, Kind, Outcome
from dashboard.i18n import format_day, ngettext
from dashboard.i18n import gettext as _
from dashboard.names import outcome_name
from dashboard.views import Option
from dashboard.views.forms import Control, Field, Form, Panel, Row
from db.queries.members import Member

MOST_SUGGESTED = 8
LONGEST_CODES = 1000
LONGEST_AHEAD = timedelta(days=366)


def people_panel(data: CohortData, used: Collection[str], links: Links) -> Panel:
    """Everyone who is or was in the cohort; ``used`` are all codes that there are."""
    here = [one for one in data.people if one.exited_on is None or one.exited_on >= data.today]
    title = ngettext("%(num)d person takes part", "%(num)d people take part", len(here))
    note = _("Codes only: who is who stays with the team.")
    if data.cohort.places:
        note = _("%(num)d places are planned. %(note)s", num=data.cohort.places, note=note)
    return Panel(
        title=title if here else _("Nobody takes part yet"),
        note=note,
        rows=tuple(_row(data, one, links.participant(one.cohort, one.participant)) for one in data.people),
        empty=_("People are enrolled by a random code."),
        forms=(_enrol_form(data, used),) if data.can_plan else (),
    )


def _row(data: CohortData, one: Member, href: str) -> Row:
    said = [_("since %(day)s", day=format_day(one.enrolled_on))]
    if one.exited_on is not None:
        left = _("left %(day)s", day=format_day(one.exited_on))
        if one.exited_on > data.today:
            left = _("leaves %(day)s", day=format_day(one.exited_on))
        said.append(f"{left}: {outcome_name(one.destination)}" if one.destination else left)
        said.append(ngettext("%(num)d follow-up", "%(num)d follow-ups", one.follow_ups))
    return Row(
        key=f"person-{one.enrolment_id}",
        label=one.participant,
        text=", ".join(said),
        href=href,
        forms=_forms(data, one) if data.can_plan else (),
    )


def _forms(data: CohortData, one: Member) -> tuple[Form, ...]:
    hidden: dict[str, str | int] = {"id": one.enrolment_id, "version": one.version}
    entry = Form(
        slot=f"entry-{one.enrolment_id}",
        action="planning_cohort/entry",
        submit=_("Save the first day"),
        hidden=hidden,
        opens=_("Entry"),
        about=one.participant,
        fields=(
            Field(
                Control.DAY,
                "day",
                _("First day"),
                one.enrolled_on,
                required=True,
                low=data.cohort.starts_on,
                high=data.cohort.ends_on,
            ),
        ),
    )
    back = Form(
        slot=f"back-{one.enrolment_id}",
        action="planning_cohort/exit_back",
        submit=_("Has not left after all"),
        hidden=hidden,
        about=one.participant,
    )
    return (entry, _exit_form(data, one, hidden), *((back,) if one.exited_on else ()))


def _exit_form(data: CohortData, one: Member, hidden: dict[str, str | int]) -> Form:
    usual = min(max(data.today, one.enrolled_on), data.cohort.ends_on)
    first, second = WINDOWS[Kind.FIRST].due, WINDOWS[Kind.SECOND].due
    return Form(
        slot=f"exit-{one.enrolment_id}",
        action="planning_cohort/exit",
        submit=_("Save the exit"),
        hidden=hidden,
        opens=_("Exit"),
        about=one.participant,
        note=_(
            "Follow-ups are planned with it: %(first)d days after the last day, and %(second)d, which is six months.",
            first=first,
            second=second,
        ),
        fields=(
            Field(
                Control.DAY,
                "day",
                _("Last day"),
                one.exited_on or usual,
                required=True,
                low=one.enrolled_on,
                high=data.cohort.ends_on + LONGEST_AHEAD,
            ),
            Field(
                Control.SELECT,
                "destination",
                _("Where to"),
                one.destination or "",
                options=tuple(Option(outcome.value, outcome_name(outcome)) for outcome in Outcome),
                nothing=_("choose, also “unknown”"),
                required=True,
            ),
            Field(
                Control.SELECT,
                "owner",
                _("Who asks them afterwards"),
                options=data.owners,
                nothing=_("as before, or nobody yet"),
            ),
        ),
    )


def _enrol_form(data: CohortData, used: Collection[str]) -> Form:
    free = max(1, (data.cohort.places or 0) - data.cohort.people)
    codes = suggest_codes(SystemRandom(), min(free, MOST_SUGGESTED), used)
    usual = min(max(data.today, data.cohort.starts_on), data.cohort.ends_on)
    return Form(
        slot="enrol",
        action="planning_cohort/enrol",
        submit=_("Enrol"),
        hidden={"cohort": data.cohort.id, "sure": ""},
        opens=_("Enrol people"),
        fields=(
            Field(
                Control.AREA,
                "codes",
                _("Codes, one a line"),
                "\n".join(codes),
                hint=_(
                    "Suggested at random; take away what you do not need. Never a name, initials or a birthday. Who "
                    "comes back from another cohort keeps their code."
                ),
                required=True,
                most=LONGEST_CODES,
            ),
            Field(
                Control.DAY,
                "day",
                _("First day"),
                usual,
                required=True,
                low=data.cohort.starts_on,
                high=data.cohort.ends_on,
            ),
        ),
    )
