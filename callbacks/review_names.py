"""What people are called in a review: by their codes, or on the wall by neutral names that say nothing of them."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dashboard.config import LANGUAGES
from dashboard.i18n import gettext as _
from dashboard.i18n import using_language


def alias(number: int) -> str:
    """The neutral name of a number."""
    return _("Person %(number)d", number=number)


@dataclass(frozen=True)
class Names:
    """The names of one review.

    Attributes:
        numbers: of the aliases that were given out, by code.
        codes: every code that may stand in what somebody typed.
        on_wall: whether codes are hidden.
    """

    numbers: Mapping[str, int] = field(default_factory=dict)
    codes: Collection[str] = ()
    on_wall: bool = False

    def of(self, code: str) -> str:
        """What a person is called; somebody without an alias yet is nobody in particular."""
        if not self.on_wall:
            return code
        return alias(self.numbers[code]) if code in self.numbers else _("somebody")

    def of_all(self, codes: Iterable[str]) -> list[str]:
        """What several people are called, in an order that says nothing of their codes where those are hidden."""
        found = sorted(codes, key=lambda code: self.numbers.get(code, 0)) if self.on_wall else list(codes)
        return [self.of(code) for code in found]

    def beside(self, code: str) -> str:
        """For who sees the code: what the person is called on the wall; nothing where there is no wall."""
        return alias(self.numbers[code]) if not self.on_wall and code in self.numbers else ""

    def hidden(self, text: str) -> str:
        """A text that somebody typed, with aliases for the codes in it where codes are hidden."""
        if not self.on_wall or not text or not self.codes:
            return text
        return self._codes_in.sub(lambda found: self.of(self._as_written(found[0])), text)

    def revealed(self, text: str) -> str:
        """The same back: a text that somebody typed, with the codes of the aliases in it, in whichever language."""
        named: dict[str, str] = {}
        for language in LANGUAGES:
            with using_language(language):
                named |= {alias(number).casefold(): code for code, number in self.numbers.items()}
        if not named:
            return text
        # A case ending may follow the number, another digit may not.
        pattern = re.compile(rf"(?<!\w)(?:{_listed(named)})(?!\d)", re.IGNORECASE)
        return pattern.sub(lambda found: named[found[0].casefold()], text)

    def missing(self, people: Iterable[str], texts: Iterable[str]) -> set[str]:
        """The codes that need an alias: of people, and those that stand in texts, and have none."""
        found = {code for code in people if code in self.codes}
        if self.codes:
            for text in texts:
                found.update(self._as_written(match[0]) for match in self._codes_in.finditer(text))
        return found - set(self.numbers)

    @cached_property
    def _codes_in(self) -> re.Pattern[str]:
        """Where a text names somebody: a code that no word looks like is found in capitals or not, and with whatever
        is written up against it (``k7p2:lle``); one that looks like a word only where it stands alone.
        """
        telling = [code for code in self.codes if _is_telling(code)]
        others = [code for code in self.codes if not _is_telling(code)]
        parts = [f"(?i:{_listed(telling)})"] if telling else []
        parts += [rf"(?<!\w)(?:{_listed(others)})(?!\w)"] if others else []
        return re.compile("|".join(parts))

    def _as_written(self, found: str) -> str:
        """The code that was found, as it is written."""
        if found in self.codes:
            return found
        return next(code for code in self.codes if code.casefold() == found.casefold())


def _is_telling(code: str) -> bool:
    return len(code) >= 3 and any(character.isdigit() for character in code)


def _listed(words: Iterable[str]) -> str:
    """Any of some words, the longest first, so that none is found within another."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
