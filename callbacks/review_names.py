"""What people are called in a review: by their codes, or on the wall by neutral names that say nothing of them."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from dashboard.config import LANGUAGES
from dashboard.i18n import gettext as _
from dashboard.i18n import using_language


def alias(number: int) -> str:
    """The neutral name of a number."""
    return _("Person %(number)d", number=number)


@dataclass(frozen=True, slots=True)
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

    def beside(self, code: str) -> str:
        """For who sees the code: what the person is called on the wall; nothing where there is no wall."""
        return alias(self.numbers[code]) if not self.on_wall and code in self.numbers else ""

    def hidden(self, text: str) -> str:
        """A text that somebody typed, with aliases for the codes in it where codes are hidden."""
        if not self.on_wall or not text or not self.codes:
            return text
        return _any_of(self.codes).sub(lambda found: self.of(found[0]), text)

    def revealed(self, text: str) -> str:
        """The same back: a text that somebody typed, with the codes of the aliases in it, in whichever language."""
        named: dict[str, str] = {}
        for language in LANGUAGES:
            with using_language(language):
                named |= {alias(number).casefold(): code for code, number in self.numbers.items()}
        if not named:
            return text
        pattern = re.compile(_any_of(named).pattern, re.IGNORECASE)
        return pattern.sub(lambda found: named.get(found[0].casefold(), found[0]), text)

    def missing(self, people: Iterable[str], texts: Iterable[str]) -> set[str]:
        """The codes that need an alias: of people, and those that stand in texts, and have none."""
        found = {code for code in people if code in self.codes}
        if self.codes:
            pattern = _any_of(self.codes)
            for text in texts:
                found.update(match[0] for match in pattern.finditer(text))
        return found - set(self.numbers)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of some words standing alone, the longest first, so that none is found within another."""
    listed = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)")
