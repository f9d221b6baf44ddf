"""The words of registers: headings, statuses and activities in Finnish, Swedish and English.

A word is looked up by its :func:`key`, so that case, spaces, hyphens and brackets do not matter.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

_SEPARATORS = re.compile(r"[\W_]+")


def key(text: str) -> str:
    """A heading or word without case, spaces and punctuation: ``Myöhässä (min)`` is ``myöhässä_min``."""
    return _SEPARATORS.sub("_", unicodedata.normalize("NFC", text.casefold())).strip("_")


def fold(text: str) -> str:
    """A name for comparison: case and width of spaces do not matter, everything else does."""
    return " ".join(text.casefold().split())


def _lookup(words: Mapping[str, str]) -> dict[str, str]:
    """``{meaning: "word, word"}`` turned round, the meaning itself included."""
    return {
        key(word): meaning for meaning, listed in words.items() for word in (meaning, *listed.split(",")) if key(word)
    }


FIELDS = _lookup(
    {
        "cohort": "kohortti, ryhmä, kohort",
        "participant": "osallistuja, deltagare",
        "code": "koodi, osallistujakoodi, tunnus, kod, participant code",
        "date": "pvm, päivämäärä, päivä, datum",
        "start": "alkaa, klo, börjar, starts",
        "end": "päättyy, loppuu, slutar, ends",
        "activity": "toiminta, aktivitet",
        "module": "moduuli, modul",
        "status": "tila, status",
        "minutes_late": "myöhässä_min, myöhässä minuuttia, minuter försenad, försenad_min",
        "notice": "ilmoitus, ilmoittanut, anmälan",
        "excused": "hyväksytty, hyväksytty poissaolo, godkänd",
        "reason": "syy, orsak",
        "enrolled_on": "aloitti, aloituspäivä, började",
        "exited_on": "lopetti, lopetuspäivä, slutade",
        "name_fi": "nimi",
        "name_sv": "namn",
        "name_en": "name",
        "planned_week": "suunniteltu_viikko, viikko, planerad vecka",
        "completed_on": "valmistui, valmistumispäivä, blev klar",
        "kind": "laji, seuranta, typ",
        "due_on": "määräpäivä, eräpäivä, förfallodag",
        "done_on": "tehty, toteutui, gjord",
        "outcome": "tulos, lopputulos, utfall",
    }
)

STATUSES = _lookup({"present": "läsnä, paikalla, närvarande", "late": "myöhässä, sen", "absent": "poissa, frånvarande"})
NOTICES = _lookup(
    {
        "before": "ennen, etukäteen, före, på förhand",
        "after": "jälkeen, jälkikäteen, efter",
        "none": "ei, ei ilmoitusta, ingen, no",
        "unknown": "ei tietoa, ei tiedossa, tuntematon, okänd",
    }
)
YES_NO = _lookup({"yes": "kyllä, on, ja, y, k, true, 1, x", "no": "ei, nej, n, e, false, 0"})
REASONS = _lookup(
    {
        "official": "viranomainen, viranomaisasia, viranomaisasiat, rikosprosessi, myndighet",
        "health": "terveys, sairaus, sairas, hälsa",
        "care": "hoiva, hoito, vård, omsorg",
        "work_or_study": "työ tai opiskelu, työ, opiskelu, arbete eller studier, work, study",
        "other": "muu, annat, övrigt",
        "unknown": "ei tietoa, ei tiedossa, tuntematon, okänd",
    }
)
PROGRESS = _lookup(
    {
        "completed": "valmis, suoritettu, done, klar",
        "in_progress": "kesken, pågår",
        "not_started": "ei aloitettu, aloittamatta, ej påbörjad",
        "exempt": "vapautettu, befriad",
    }
)
FOLLOW_UP_KINDS = _lookup(
    {
        "28_days": "28, 28 pv, 28 päivää, 28 dagar, 4 viikkoa, 4 weeks",
        "6_months": "6, 6 kk, 6 kuukautta, 6 månader",
        "other": "muu, annan",
    }
)
FOLLOW_UP_STATUSES = _lookup(
    {
        "planned": "suunniteltu, planerad",
        "done": "tehty, toteutunut, gjord",
        "not_reached": "ei tavoitettu, ej nådd",
        "declined": "kieltäytyi, kieltäytynyt, avböjde",
        "cancelled": "peruttu, inställd, canceled",
    }
)
OUTCOMES = _lookup(
    {
        "employed": "työssä, työllistyi, anställd",
        "education": "koulutuksessa, opiskelee, utbildning",
        "job_searching": "työnhaussa, työnhakija, arbetssökande",
        "inactive": "työelämän ulkopuolella, ei työelämässä, inaktiv",
        "other": "muu, annat",
        "unknown": "ei tietoa, ei tiedossa, tuntematon, okänd",
    }
)


class Mark(NamedTuple):
    """What a register says of one person in one session, as the table ``mark`` stores it."""

    status: str
    minutes_late: int | None = None
    notice: str | None = None
    excused: bool = False
    reason: str | None = None

    def describe(self) -> str:
        """``late 10 min, notice none``."""
        words = [self.status if self.minutes_late is None else f"{self.status} {self.minutes_late} min"]
        words += [f"notice {self.notice}"] if self.notice else []
        words += ["excused"] if self.excused else []
        words += [f"reason {self.reason}"] if self.reason else []
        return ", ".join(words)


LETTERS = {
    "L": Mark("present"),
    "M": Mark("late", notice="unknown"),
    "P": Mark("absent", notice="none"),
    "PI": Mark("absent", notice="before"),
    "H": Mark("absent", notice="unknown", excused=True),
}
"""The cells of the paper register; ``M`` may be followed by minutes."""

NOT_EXPECTED = frozenset("-–—−")


@dataclass(frozen=True, slots=True)
class ActivityWords:
    """A well-known activity: its spellings, its names, and how it is made where it is new."""

    spellings: frozenset[str]
    names: tuple[str, str, str]  # Finnish, Swedish, English
    individual: bool = False
    counts_for_attendance: bool = True
    restricted: bool = False

    @property
    def default_minutes(self) -> int:
        """Length of a session whose end nobody wrote down."""
        return INDIVIDUAL_MINUTES if self.individual else GROUP_MINUTES


GROUP_MINUTES = 180
INDIVIDUAL_MINUTES = 60
GROUP = "ryhmä"
"""The activity of a register that names none."""


def _known(spellings: str, *names: str, **traits: bool) -> ActivityWords:
    finnish, swedish, english = names
    listed = (*spellings.split(","), *names)
    return ActivityWords(frozenset(fold(spelling) for spelling in listed), (finnish, swedish, english), **traits)


_ACTIVITIES = (
    _known("ryhmätapaaminen, ryhmäpäivä, group session", "Ryhmä", "Grupp", "Group"),
    _known("suomen kieli, suomen kielen opetus, finnish lessons", "Suomi", "Finska", "Finnish"),
    _known("it-taidot, digitaidot, it skills, digital skills", "IT", "IT", "IT"),
    _known("arjen hallinta, everyday life", "Arjenhallinta", "Vardagshantering", "Everyday management"),
    _known(
        "ohjaus, yksilö, yksilötapaaminen, guidance, individual, individual meeting, handledning",
        "Yksilöohjaus",
        "Individuell handledning",
        "Individual guidance",
        individual=True,
    ),
    _known(
        "psykologin tapaaminen, psychologist meeting",
        "Psykologi",
        "Psykolog",
        "Psychologist",
        individual=True,
        counts_for_attendance=False,
        restricted=True,
    ),
)


def activity_words(name: str) -> ActivityWords | None:
    """The well-known activity of this name, or null."""
    return next((activity for activity in _ACTIVITIES if fold(name) in activity.spellings), None)
