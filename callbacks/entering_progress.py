"""The forms by which progress with modules is written down, of one person or of many at once."""

from collections.abc import Sequence
from datetime import date

from callbacks.entering_forms import Names
from dashboard.domain.modules import ModuleState
from dashboard.figures.modules import state_name
from dashboard.i18n import gettext as _
from dashboard.views import Option
from dashboard.views.forms import Control, Field, Form
from db.queries.entering import EnrolledPerson, ProgressEntry


def progress_form(page: str, entries: Sequence[ProgressEntry], modules: Names, today: date) -> Form:
    """How far one person is with a module; the first that is not done is chosen."""
    states = ("not_started", "in_progress", "completed", "exempt")
    still = next((one for one in entries if one.status not in {"completed", "exempt"}), entries[0])
    return Form(
        slot="enter-progress",
        action=f"{page}/progress",
        submit=_("Save the progress"),
        hidden={"seen": ""},
        opens=_("Write down progress"),
        fields=(
            Field(
                Control.SELECT,
                "chosen",
                _("Module"),
                _progress_value(still),
                options=tuple(Option(_progress_value(one), _progress_label(one, modules)) for one in entries),
                required=True,
            ),
            Field(
                Control.RADIO,
                "status",
                _("How far"),
                "completed",
                options=tuple(Option(state, state_name(ModuleState(state))) for state in states),
            ),
            Field(Control.DAY, "day", _("Completed on"), today, hint=_("Only of what is completed."), high=today),
        ),
    )


def _progress_value(one: ProgressEntry) -> str:
    return f"{one.enrolment_id}.{one.module_id}.{one.version}"


def _progress_label(one: ProgressEntry, modules: Names) -> str:
    return _(
        "%(module)s: %(state)s", module=modules.get(one.module, one.module), state=state_name(ModuleState(one.status))
    )


def complete_form(
    cohort_id: int, cohort: str, modules: Sequence[Option], people: Sequence[EnrolledPerson], today: date
) -> Form:
    """A module that people of a cohort completed on a day: everybody, unless some are left out."""
    return Form(
        slot=f"enter-complete-{cohort_id}",
        action="modules/complete",
        submit=_("Save that they completed it"),
        hidden={"cohort": cohort_id},
        opens=_("%(cohort)s completed a module", cohort=cohort),
        note=_("Who had completed it before, or is exempt, stays as they are."),
        fields=(
            Field(Control.SELECT, "module", _("Module"), modules[0].value, options=tuple(modules), required=True),
            Field(Control.DAY, "day", _("On"), today, required=True, high=today),
            Field(
                Control.TICKS,
                "chosen",
                _("Who"),
                tuple(str(one.enrolment_id) for one in people),
                options=tuple(Option(str(one.enrolment_id), one.participant) for one in people),
            ),
        ),
    )
