"""The forms about accounts: inviting, what an account may do and where, links, and one's own password."""

from collections.abc import Sequence

from dashboard.domain.access import Role
from dashboard.i18n import LANGUAGE_NAMES
from dashboard.i18n import gettext as _
from dashboard.security.passwords import LONGEST, SHORTEST
from dashboard.views import Option
from dashboard.views.forms import Control, Field, Form
from db.queries.accounts import AccountPlan, AccountState

LONGEST_NAME = 64


def invite_form(cohorts: Sequence[Option], language: str) -> Form:
    """A new account; its owner sets the password."""
    languages = tuple(Option(code, name) for code, name in LANGUAGE_NAMES.items())
    return Form(
        slot="invite",
        action="accounts/invite",
        submit=_("Invite"),
        opens=_("Invite somebody"),
        note=_("You get a link to hand over: it works once, for three days, and its owner chooses the password."),
        fields=(
            Field(
                Control.TEXT,
                "username",
                _("Username"),
                "",
                hint=_("What they sign in with; it stays."),
                required=True,
                most=LONGEST_NAME,
            ),
            Field(Control.TEXT, "name", _("Name"), "", hint=_("How colleagues see them."), required=True),
            *_what(Role.COACH, (), cohorts),
            Field(Control.SELECT, "language", _("Language"), language, options=languages, required=True),
        ),
    )


def account_forms(account: AccountPlan, cohorts: Sequence[Option]) -> tuple[Form, ...]:
    """What a coordinator can do about an account."""
    hidden: dict[str, str | int] = {"id": account.id, "version": account.version}
    about = account.display_name
    if account.state is AccountState.DEACTIVATED:
        back = Form(
            f"account-{account.id}-back", "accounts/reactivate", _("Let them in again"), hidden=hidden, about=about
        )
        return (back,)
    own = tuple(str(cohort_id) for cohort_id in sorted(account.cohort_ids))
    change = Form(
        slot=f"account-{account.id}",
        action="accounts/change",
        submit=_("Save the account"),
        hidden=hidden,
        opens=_("Change"),
        about=about,
        fields=(
            Field(Control.TEXT, "name", _("Name"), account.display_name, required=True),
            *_what(account.role, own, cohorts),
        ),
    )
    link = Form(
        slot=f"account-{account.id}-link",
        action="accounts/link",
        submit=_("Make a link"),
        hidden={"id": account.id},
        opens=_("New link"),
        about=about,
        note=_("With it they set a new password. Links from before work no more; their password does until then."),
    )
    leave = Form(
        slot=f"account-{account.id}-out",
        action="accounts/deactivate",
        submit=_("Let them in no more"),
        hidden=hidden,
        opens=_("Deactivate"),
        about=about,
        note=_("They are signed out everywhere at once. What they wrote stays, with their name."),
    )
    return change, link, leave


def _what(role: Role, own: tuple[str, ...], cohorts: Sequence[Option]) -> tuple[Field, ...]:
    """What an account may do, and a coach where."""
    roles = {
        Role.COORDINATOR: _("coordinator: everything"),
        Role.COACH: _("coach: their own cohorts"),
        Role.REPORTER: _("reporter: figures of all cohorts, no person"),
        Role.AUDITOR: _("auditor: the log"),
    }
    said = tuple(Option(one.value, name) for one, name in roles.items())
    return (
        Field(Control.SELECT, "role", _("Role"), role.value, options=said, required=True),
        Field(
            Control.TICKS,
            "cohorts",
            _("Cohorts of a coach"),
            own,
            hint=_("For the other roles, leave them open."),
            options=tuple(cohorts),
        ),
    )


def password_form() -> Form:
    """One's own password."""
    return Form(
        slot="own-password",
        action="accounts/password",
        submit=_("Change the password"),
        opens=_("Change the password"),
        note=_("Wherever else you are signed in, you are signed out then."),
        fields=(
            Field(
                Control.PASSWORD,
                "old",
                _("The password until now"),
                required=True,
                most=LONGEST,
                autocomplete="current-password",
            ),
            Field(
                Control.PASSWORD,
                "password",
                _("New password"),
                hint=_("At least %(num)d characters: a sentence of a few words is a good one.", num=SHORTEST),
                required=True,
                most=LONGEST,
                autocomplete="new-password",
            ),
            Field(
                Control.PASSWORD,
                "again",
                _("The same once more"),
                required=True,
                most=LONGEST,
                autocomplete="new-password",
            ),
        ),
    )
