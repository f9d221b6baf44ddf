"""The page of accounts, as one value."""

from dataclasses import dataclass

from dashboard.views.base import Page
from dashboard.views.forms import At, Panel


@dataclass(frozen=True, slots=True)
class AccountsView(Page):
    """Everybody's own account, and for a coordinator all of them; ``team`` is null for who does not coordinate."""

    at: At | None = None
    team: Panel | None = None
    own: Panel | None = None
