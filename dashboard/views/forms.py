"""Forms and lists of things that can be changed, as values; ``dashboard.components.form_views`` draws them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dashboard.views.base import Option


class Control(StrEnum):
    """By what a field is filled in."""

    TEXT = "text"
    AREA = "area"
    PASSWORD = "password"
    DAY = "day"
    CLOCK = "clock"
    NUMBER = "number"
    SELECT = "select"
    RADIO = "radio"
    TICKS = "ticks"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    Attributes:
        value: what stands there to begin with: text, a day, a number, or for boxes those that are ticked.
        options: of a list, of radio buttons or of boxes.
        nothing: what choosing none of a list is called, where one may.
        low, high: bounds of a number, or the earliest and the latest day.
        most: characters of a text.
        autocomplete: what a browser may fill in, in the words of HTML.
    """

    control: Control
    name: str
    label: str
    value: str | date | int | tuple[str, ...] | None = None
    hint: str = ""
    required: bool = False
    options: tuple[Option, ...] = ()
    nothing: str = ""
    low: date | int | None = None
    high: date | int | None = None
    most: int = 200
    autocomplete: str = "off"


@dataclass(frozen=True, slots=True)
class Form:
    """A form.

    Attributes:
        slot: its id, unique on the page.
        action: ``page/action``.
        submit: what its button says.
        opens: what the button says behind which it waits; empty: it is in sight.
        note: a line above the fields.
        about: for the ear, which of several things it is about.
        inline: fields and button in one row where there is room.
    """

    slot: str
    action: str
    submit: str
    fields: tuple[Field, ...] = ()
    hidden: Mapping[str, str | int] = field(default_factory=dict)
    opens: str = ""
    note: str = ""
    about: str = ""
    inline: bool = False


@dataclass(frozen=True, slots=True)
class At:
    """Where the reader is, so that a form is drawn only once it is asked for: every field costs the browser time.

    Attributes:
        address: of the page as it is, without any form.
        doing: slot of the form that is open.
    """

    address: str
    doing: str = ""

    def turned(self, slot: str) -> str:
        """The address that opens a form, or closes it where it is open."""
        if slot == self.doing:
            return self.address
        return f"{self.address}{'&' if '?' in self.address else '?'}do={slot}"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing of a list, with what can be done about it.

    Attributes:
        key: slug, unique on the page.
        label: what it is; it leads to ``href``, where there is one.
        expanded: whether what its label opens is open; null where it opens nothing.
    """

    key: str
    label: str
    text: str
    badge: str = ""
    href: str = ""
    expanded: bool | None = None
    forms: tuple[Form, ...] = ()


@dataclass(frozen=True, slots=True)
class Panel:
    """A card with a list of things that can be changed, and forms about the whole of it."""

    title: str
    note: str = ""
    rows: tuple[Row, ...] = ()
    empty: str = ""
    more: str = ""
    forms: tuple[Form, ...] = ()
