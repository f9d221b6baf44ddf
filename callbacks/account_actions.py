"""What is done about accounts. A link's secret is made here, shown once, and stored nowhere."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Engine

from callbacks.account_forms import LONGEST_NAME
from callbacks.fields import FieldReader
from callbacks.refusals import in_words
from dashboard.actions import Done, Fields, UnfitError
from dashboard.config import LANGUAGES
from dashboard.domain.access import ForbiddenError, Role, Scope
from dashboard.i18n import gettext as _
from dashboard.names import role_name
from dashboard.security.again import ask_again
from dashboard.security.current import signed_in
from dashboard.security.invites import unfit_password
from dashboard.security.passwords import LONGEST
from dashboard.security.sessions import digest
from dashboard.services import services
from db.commands import account_changes, invites
from db.commands.accounts import NewAccount
from db.engine import reading, writing
from db.queries.cohorts import cohorts

MOST_COHORTS = 200


def invite(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """A new account, and the link to it."""
    read = FieldReader(fields)
    username = read.text("username", required=True, most=LONGEST_NAME)
    name, role = read.text("name", required=True), read.choice("role", tuple(Role), required=True)
    language = read.choice("language", LANGUAGES, required=True)
    chosen = _cohort_ids(read)
    read.check()
    if not scope.plans:
        raise ForbiddenError
    with reading(engine) as connection:
        codes = [cohort.code for cohort in cohorts(connection, scope) if cohort.id in chosen]
    token = secrets.token_urlsafe(32)
    nobodys = services().passwords.hash(secrets.token_urlsafe(32))
    account = NewAccount(username, nobodys, Role(role), name, language, codes)
    with in_words(), writing(engine) as connection:
        invites.invite(connection, scope, account, digest(token), now)
    return Done(
        _("%(name)s is invited. Hand over the link: it is shown this once.", name=name), data=_link(token, name)
    )


def link(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """Another link, for who has lost the password or the first one."""
    token = secrets.token_urlsafe(32)
    with in_words(), writing(engine) as connection:
        username = invites.new_link(connection, scope, FieldReader(fields).id("id"), digest(token), now)
    return Done(_("Hand over the link: it is shown this once."), data=_link(token, username))


def change(engine: Engine, scope: Scope, fields: Fields, _now: datetime) -> Done:
    """Another name, role, or cohorts."""
    read = FieldReader(fields)
    name, role = read.text("name", required=True), read.choice("role", tuple(Role), required=True)
    chosen = _cohort_ids(read)
    read.check()
    with in_words(theirs=_theirs), writing(engine) as connection:
        account_changes.change_account(
            connection, scope, read.id("id"), read.id("version"), name, Role(role), sorted(chosen)
        )
    return Done(_("The account is kept as you said. It holds at once."))


def deactivate(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """Somebody leaves the team."""
    read = FieldReader(fields)
    with in_words(theirs=_theirs), writing(engine) as connection:
        account_changes.deactivate_account(connection, scope, read.id("id"), read.id("version"), now)
    return Done(_("They can sign in no more, and are signed out everywhere."))


def reactivate(engine: Engine, scope: Scope, fields: Fields, _now: datetime) -> Done:
    """Somebody is back."""
    read = FieldReader(fields)
    with in_words(theirs=_theirs), writing(engine) as connection:
        account_changes.reactivate_account(connection, scope, read.id("id"), read.id("version"))
    return Done(_("They can sign in again, with the password that they had."))


def password(engine: Engine, _scope: Scope, fields: Fields, now: datetime) -> Done:
    """One's own password; the old one is asked for, with the delay of the sign-in."""
    read, user = FieldReader(fields), signed_in()
    if user is None:
        raise ForbiddenError
    old, new, again = (
        read.text(name, required=True, most=LONGEST, strip=False) for name in ("old", "password", "again")
    )
    error = unfit_password(new, again)
    if new and error:
        read.refuse("again" if new != again else "password", error)
    read.check()
    ask_again(old, "old", _("The password stays as it was."))
    password_hash = services().passwords.hash(new)
    with writing(engine) as connection:
        account_changes.change_own_password(connection, user.account.id, password_hash, digest(user.secret), now)
    return Done(_("Your password is changed. Elsewhere you are signed out."))


def _cohort_ids(read: FieldReader) -> set[int]:
    chosen = read.texts("cohorts", most=MOST_COHORTS)
    if not all(text.isascii() and text.isdigit() and len(text) <= 18 for text in chosen):
        raise UnfitError(_("This is not one of the choices."), {"cohorts": _("This is not one of the choices.")})
    return {int(text) for text in chosen}


def _link(token: str, who: str) -> dict[str, str]:
    """What the page's script shows; the browser knows its own address."""
    return {"invite": f"/invite/{token}", "who": who}


def _theirs(row: Mapping[str, Any]) -> tuple[str, ...]:
    return (f"{row['display_name']}, {role_name(Role(row['role']))}",)


ACTIONS = {
    "invite": invite,
    "link": link,
    "change": change,
    "deactivate": deactivate,
    "reactivate": reactivate,
    "password": password,
}
