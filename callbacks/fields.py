"""The fields of a form: read one after the other, with a sentence for each that cannot be used.

read = FieldReader(fields)
day, text = read.day("due_on"), read.text("text", most=500)
read.check()
"""

from collections.abc import Collection
from datetime import date, time

from dashboard.actions import Fields, UnfitError
from dashboard.i18n import format_day, ngettext
from dashboard.i18n import gettext as _

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)
_LONGEST_ID = 18


class FieldReader:
    """Reads the fields of one form, and collects what is wrong with them; ``check`` says it all at once."""

    def __init__(self, fields: Fields) -> None:
        self._fields = fields
        self.wrong: dict[str, str] = {}

    def check(self) -> None:
        """Go on only if every field that was read can be used.

        Raises:
            UnfitError: with a sentence for each that cannot.
        """
        if self.wrong:
            message = ngettext(
                "Not saved yet: one thing needs another look. What you typed is still here.",
                "Not saved yet: %(num)d things need another look. What you typed is still here.",
                len(self.wrong),
            )
            raise UnfitError(message, self.wrong)

    def refuse(self, name: str, sentence: str) -> None:
        """Say what is wrong with a field, unless something has been said already."""
        self.wrong.setdefault(name, sentence)

    def text(self, name: str, *, required: bool = False, most: int = 200, strip: bool = True) -> str:
        """A text without what no reader would see; line breaks stay, and blanks around a password."""
        value = self._fields.get(name, "")
        if isinstance(value, list):
            value = value[0] if len(value) == 1 else ""
        text = value.replace("\r\n", "\n")
        text = text.strip() if strip else text
        if required and not text:
            self.refuse(name, _("Please fill this in."))
        if len(text) > most:
            self.refuse(name, _("At most %(most)d characters, please; this has %(num)d.", most=most, num=len(text)))
        if not all(character.isprintable() or character in "\n\t" for character in text):
            self.refuse(name, _("There are characters in this that cannot be stored."))
        return text

    def texts(self, name: str, *, most: int = 200) -> list[str]:
        """The values of controls that share a name, such as ticked boxes."""
        value = self._fields.get(name, [])
        values = [value] if isinstance(value, str) else value
        return [text for text in values if text][:most]

    def day(
        self, name: str, *, required: bool = False, earliest: date = EARLIEST, latest: date = LATEST
    ) -> date | None:
        """An ISO date within bounds; null where there is none."""
        text = self.text(name, required=required)
        if not text:
            return None
        try:
            day = date.fromisoformat(text)
        except ValueError:
            self.refuse(name, _("This is not a date."))
            return None
        if day < earliest:
            self.refuse(name, _("Not before %(day)s, please.", day=format_day(earliest)))
        if day > latest:
            self.refuse(name, _("Not after %(day)s, please.", day=format_day(latest)))
        return day

    def clock(self, name: str, *, required: bool = False) -> time | None:
        """A time of day, hours and minutes; null where there is none."""
        text = self.text(name, required=required)
        if not text:
            return None
        try:
            return time.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None)
        except ValueError:
            self.refuse(name, _("This is not a time of day."))
            return None

    def number(self, name: str, *, low: int, high: int, required: bool = False) -> int | None:
        """A whole number within bounds, both inclusive; null where there is none."""
        text = self.text(name, required=required)
        if not text:
            return None
        if text.removeprefix("-").isascii() and text.removeprefix("-").isdigit() and low <= int(text[:10]) <= high:
            return int(text)
        self.refuse(name, _("A whole number from %(low)d to %(high)d, please.", low=low, high=high))
        return None

    def choice(self, name: str, known: Collection[str], *, required: bool = False) -> str:
        """One of several words; empty where none is chosen."""
        text = self.text(name, required=required)
        if text and text not in known:
            self.refuse(name, _("This is not one of the choices."))
            return ""
        return text

    def tick(self, name: str) -> bool:
        """Whether a box is ticked."""
        return bool(self.texts(name))

    def id(self, name: str) -> int:
        """The number of a row, from a hidden field; 0, which is nobody's, for what is none."""
        return as_id(self.text(name))


def as_id(text: str) -> int:
    """The number of a row, from text; 0, which is nobody's, for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_ID else 0
