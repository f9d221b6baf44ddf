"""Asking somebody who is signed in for their password once more, before what no unattended screen may do."""

import math

from flask import current_app, request

from dashboard.actions import UnfitError
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.security.attempts import TooSoonError, WrongPasswordError, check_password
from dashboard.security.current import current_account
from dashboard.services import services


def ask_again(password: str, field: str = "password", wrong: str = "") -> None:
    """Go on only if this is the password of who is signed in to the current request.

    Args:
        password: as typed.
        field: the control of the form, beside which a refusal is said.
        wrong: what is said above it where the password is not right; empty: that nothing was handed out.

    Raises:
        UnfitError: it is not, or there were too many tries, which the sign-in counts too.
    """
    app, account = services(), current_account()
    if account is None or not password:
        raise UnfitError(_("Your password is asked for once more."), {field: _("Please fill this in.")})
    key = str(current_app.secret_key)
    try:
        check_password(app, account.username, password, request.remote_addr or "", key)
    except WrongPasswordError:
        message = wrong or _("Nothing was handed out: the password is not right.")
        raise UnfitError(message, {field: _("This is not your password. Check it and try again.")}) from None
    except TooSoonError as too_soon:
        seconds = max(1, math.ceil((too_soon.retry_at - app.clock()).total_seconds()))
        raise UnfitError(wrong or _("Nothing was handed out yet."), {field: _wait(seconds)}) from None


def _wait(seconds: int) -> str:
    if seconds < 60:
        return ngettext(
            "Please wait one second, then try again.", "Please wait %(num)d seconds, then try again.", seconds
        )
    minutes = math.ceil(seconds / 60)
    return ngettext("Please wait one minute, then try again.", "Please wait %(num)d minutes, then try again.", minutes)
