"""The register of one session: the state and the words of which ``assets/51-register-sheet.js`` draws it.

It is drawn in the browser, because it changes under the fingers and goes on while the connection is away; what is
written there is never laid out anew by an answer of the server.
"""

import json

from dash import html
from dash.development.base_component import Component

from dashboard.components import forms, parts
from dashboard.components.parts import Parts
from dashboard.domain.register import RECORDED_ORDER, Shown
from dashboard.figures.style import status_name
from dashboard.i18n import gettext as _
from dashboard.i18n import pgettext
from dashboard.views import Option, SheetView

KEYS = {Shown.PRESENT: "L", Shown.LATE: "M", Shown.TOLD: "I", Shown.UNTOLD: "P", Shown.EXCUSED: "H"}
"""The letters of the paper register, the same in every language: what is written and what is pressed."""


def register_sheet(slot: str, view: SheetView) -> Component:
    """The register; nothing where there is none."""
    words = {"data-words": json.dumps(_words(view.reasons), ensure_ascii=False)}
    return html.Div(className="register", **words, **parts.of(register_sheet_parts(slot, view), slot))


def register_sheet_parts(slot: str, view: SheetView) -> Parts:
    """What changes of it: its state alone."""
    shown = view.state is not None and not view.cancelled
    return {
        (slot, "hidden"): not shown,
        (slot, "data-register"): json.dumps(view.state, ensure_ascii=False) if shown else "",
    }


def _words(reasons: tuple[Option, ...]) -> dict[str, object]:
    """What the script says; ``{name}`` is filled in there."""
    return {
        "ways": [
            {"way": shown.value, "key": KEYS[shown], "name": status_name(shown), "short": _short(shown)}
            for shown in RECORDED_ORDER
            if shown in KEYS
        ],
        "reasons": [[option.value, option.label] for option in reasons],
        "unrecorded": status_name(Shown.UNRECORDED),
        "late": _("{num} min late"),
        "early": _("left {num} min early"),
        "afterwards": _("told afterwards"),
        "before": _("told before"),
        "minutesLate": _("minutes late"),
        "minutesEarly": _("left early, min"),
        "clear": _("Clear"),
        "all": _("All present"),
        "undo": _("Undo"),
        "keys": _(
            "Keys: L M I P H mark and go on, digits are minutes late or choose a reason, arrows move, "
            "A all present, Z undo, Delete clears."
        ),
        "hint": _("One tap or key a person; it is saved at once."),
        "people": _("People"),
        "about": _("Mark of {code}"),
        "marked": _("{recorded} of {expected}"),
        "saved": _("Saved {at}"),
        "saving": _("Saving…"),
        "unsent": _("{num} not sent yet: {why}"),
        "away": _("no connection"),
        "waiting": _("not sent yet"),
        "stored": _("saved"),
        "by": _("{who} {at}"),
        "colleague": _("{who} changed {code}: {what}"),
        "two": _("two marks: choose"),
        "differs": _("{code}: {who} marked “{theirs}”, you “{mine}”. Which one holds?"),
        "somebody": _("a colleague"),
        "theirs": _("Theirs: {what}"),
        "mine": _("Mine: {what}"),
        "gone": _("{code} is no longer expected in this session; the mark was not kept."),
        "untouched": _("{code} was changed by a colleague meanwhile, and was left as it is."),
        "nothing": _("There is nothing to undo."),
        "everybody": _("Everybody has a mark, or has told us beforehand."),
        "drop": _("Leave them out"),
    }


def _short(shown: Shown) -> str:
    """What a column of the register is called on a phone, in at most nine letters."""
    return {
        Shown.PRESENT: pgettext("column of a register", "present"),
        Shown.LATE: pgettext("column of a register", "late"),
        Shown.TOLD: pgettext("column of a register", "told"),
        Shown.UNTOLD: pgettext("column of a register", "not told"),
        Shown.EXCUSED: pgettext("column of a register", "excused"),
    }[shown]


def cancel_form(slot: str, view: SheetView) -> Component:
    """For a session that was not held; hidden where it is cancelled already."""
    hidden: dict[str, str | int] = {"session": view.session_id, "version": view.version, "with_marks": "0"}
    own = f"{slot}-form"
    said = html.P(
        _("A cancelled session expects nobody and counts nowhere. It can be restored."), className="panel-note"
    )
    form = forms.form(own, "register/cancel", [said], submit=_("Cancel this session"), hidden=hidden)
    opened = forms.disclosure(_("Not held"), [form])
    return html.Div(opened, **parts.of(cancel_parts(slot, view, shown=not view.cancelled), slot))


def restore_form(slot: str, view: SheetView) -> Component:
    """For a cancelled session; hidden where it is not."""
    hidden = {"session": view.session_id, "version": view.version}
    form = forms.one_button(f"{slot}-form", "register/restore", _("Restore this session"), hidden=hidden)
    return html.Div(form, **parts.of(cancel_parts(slot, view, shown=view.cancelled), slot))


def cancel_parts(slot: str, view: SheetView, *, shown: bool) -> Parts:
    """What changes of either: whether it is there, and which version of the session it is about."""
    return {
        (slot, "hidden"): not shown or view.state is None,
        (f"{slot}-form-version", "value"): str(view.version),
    }
