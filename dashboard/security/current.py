"""Who is asking: the one source of every Scope in the web application."""

from dataclasses import dataclass, field

from flask import has_request_context
from flask_login import UserMixin, current_user

from dashboard.domain.access import Role, Scope


@dataclass(frozen=True, slots=True)
class CurrentAccount:
    """The account that is signed in, as a page may show it to its owner."""

    id: int
    username: str
    display_name: str
    role: Role
    language: str
    theme: str

    @property
    def initials(self) -> str:
        """Up to two letters that stand for the account in the navigation bar."""
        words = self.display_name.split() or [self.username]
        return "".join(word[0] for word in (words[0], *words[1:][-1:])).upper()


@dataclass(frozen=True, slots=True)
class SignedIn(UserMixin):  # type: ignore[misc]
    """One signed-in browser: what Flask-Login calls a user. ``secret`` is what its cookie holds."""

    account: CurrentAccount
    scope: Scope
    csrf_token: str = field(repr=False)
    secret: str = field(repr=False)

    def get_id(self) -> str:
        """What Flask-Login keeps in the signed cookie."""
        return self.secret


def signed_in() -> SignedIn | None:
    """The sign-in behind the current request; null where there is none, and outside of requests."""
    if not has_request_context() or not current_user.is_authenticated:
        return None
    user: SignedIn = current_user._get_current_object()
    return user


def current_account() -> CurrentAccount | None:
    """The account behind the current request; null where nobody is signed in."""
    user = signed_in()
    return user and user.account


def current_scope() -> Scope | None:
    """What the one who asks may read; null where nobody is signed in, and then nothing may be read."""
    user = signed_in()
    return user and user.scope
