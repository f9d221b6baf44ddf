"""The page of accounts: who may sign in, as what and where, for a coordinator; one's own account for everybody."""

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import Engine

from callbacks.account_forms import account_forms, invite_form, password_form
from callbacks.opening import reader_at
from dashboard.domain.access import Scope
from dashboard.domain.calendar import HELSINKI
from dashboard.i18n import current_language, format_day, format_list, format_moment, ngettext
from dashboard.i18n import gettext as _
from dashboard.names import role_name
from dashboard.views import NO_FILTERS, Option
from dashboard.views.accounts import AccountsView
from dashboard.views.forms import Panel, Row
from db.engine import reading
from db.queries.accounts import AccountPlan, AccountState, account_plans
from db.queries.cohorts import cohorts


def load(
    engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None = None
) -> AccountsView:
    """The page as the asker may see it."""
    if scope is None:
        return AccountsView(headline="")
    own = Panel(
        title=_("Your password"),
        note=_("Nobody else knows it; a coordinator can only give you a link to set a new one."),
        forms=(password_form(),),
    )
    at = reader_at("/people", params)
    if not scope.plans:
        lead = _("What you may see and do, coordinators decide.")
        return AccountsView(headline=_("Your account"), lead=lead, filters=NO_FILTERS, at=at, own=own)
    with reading(engine) as connection:
        found = account_plans(connection, scope, now or datetime.now(UTC))
        options = [Option(str(cohort.id), cohort.name) for cohort in cohorts(connection, scope)]
    return AccountsView(
        headline=_headline(found),
        lead=_lead(found),
        filters=NO_FILTERS,
        at=at,
        team=Panel(
            title=_("Accounts"),
            note=_("By name. A change of role or cohorts holds at once."),
            rows=tuple(_row(one, options) for one in found),
            forms=(invite_form(options, current_language()),),
        ),
        own=own,
    )


def _headline(found: list[AccountPlan]) -> str:
    active = sum(one.state is AccountState.ACTIVE for one in found)
    return ngettext("%(num)d person can sign in", "%(num)d people can sign in", active)


def _lead(found: list[AccountPlan]) -> str:
    invited = [one.display_name for one in found if one.state in {AccountState.INVITED, AccountState.LINK_EXPIRED}]
    if not invited:
        return ""
    return _("Invited and not there yet: %(names)s.", names=format_list(invited))


def _row(one: AccountPlan, cohorts: list[Option]) -> Row:
    names = [option.label for option in cohorts if int(option.value) in one.cohort_ids]
    role = role_name(one.role)
    said = [f"{role}: {format_list(names)}" if names else role, one.username, _seen(one)]
    return Row(
        key=f"account-row-{one.id}",
        label=one.display_name,
        text=", ".join(part for part in said if part),
        badge=_badge(one),
        forms=account_forms(one, cohorts),
    )


def _seen(one: AccountPlan) -> str:
    if one.last_sign_in is None:
        return _("has never signed in")
    return _("last signed in %(day)s", day=format_day(one.last_sign_in.astimezone(HELSINKI).date()))


def _badge(one: AccountPlan) -> str:
    if one.state is AccountState.DEACTIVATED:
        return _("deactivated")
    if one.state is AccountState.LINK_EXPIRED:
        return _("the link has expired")
    if one.link_until is not None:
        return _("link until %(moment)s", moment=format_moment(one.link_until.astimezone(HELSINKI)))
    return ""
