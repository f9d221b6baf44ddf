"""What the page of one person says of single things that were done for them."""

from callbacks.participant_data import PersonData
from dashboard.domain.follow_up import FollowUpItem
from dashboard.domain.participant import Channel, Contact, Need
from dashboard.figures.follow_up import standing_name
from dashboard.i18n import format_day
from dashboard.i18n import gettext as _
from dashboard.names import outcome_name


def channel_name(channel: Channel) -> str:
    """How somebody was in contact."""
    return {
        Channel.PHONE: _("telephone"),
        Channel.MESSAGE: _("message"),
        Channel.MEETING: _("meeting"),
        Channel.EMAIL: _("e-mail"),
        Channel.OTHER: _("another way"),
    }[channel]


def contact_text(contact: Contact) -> str:
    """The contact, and whether it came about."""
    name = channel_name(contact.channel)
    return name if contact.reached else _("%(channel)s, not reached", channel=name)


def need_text(need: Need) -> str:
    """How a need stands."""
    if need.met_on:
        return _("met on %(day)s", day=format_day(need.met_on))
    return _("not met yet")


def follow_up_text(item: FollowUpItem) -> str:
    """How a follow-up stands, since when, and what was learnt."""
    if item.settled_on is None:
        return _("%(standing)s, due %(day)s", standing=standing_name(item.standing), day=format_day(item.due_on))
    said = _("%(standing)s %(day)s", standing=standing_name(item.standing), day=format_day(item.settled_on))
    return f"{said}, {outcome_name(item.outcome)}" if item.outcome else said


def module_name(data: PersonData, code: str) -> str:
    """Name of a module."""
    return data.module_rows[code].name if code in data.module_rows else code
