"""The weekly review: what is on its agenda, in which order, and how far the meeting is with it.

The agenda is computed from the data like everything else: what nobody has looked at, what is new since the review
before, decisions whose day has come, follow-ups, registers, each cohort's week beside the one before it. What the last
review carried over comes first. ``items`` is what an agenda is made of, ``keys`` how an item is named from review to
review, ``agenda`` puts it together, ``progress`` says how far the meeting is with it.

What is decided in the meeting itself takes nothing off its agenda: an item stays where it is, dealt with.
"""

from dashboard.domain.review.agenda import Material, agenda, to_look_at
from dashboard.domain.review.items import (
    Chase,
    Check,
    CohortWeek,
    Item,
    ItemKind,
    Person,
    Registers,
    Section,
    Settled,
    Subject,
    Talk,
    Week,
    Who,
)
from dashboard.domain.review.keys import About, Reference, key_of, parse_key, token
from dashboard.domain.review.progress import ItemState, first_since, kind_of, state_of

__all__ = [
    "About",
    "Chase",
    "Check",
    "CohortWeek",
    "Item",
    "ItemKind",
    "ItemState",
    "Material",
    "Person",
    "Reference",
    "Registers",
    "Section",
    "Settled",
    "Subject",
    "Talk",
    "Week",
    "Who",
    "agenda",
    "first_since",
    "key_of",
    "kind_of",
    "parse_key",
    "state_of",
    "to_look_at",
    "token",
]
