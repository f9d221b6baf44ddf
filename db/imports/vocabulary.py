"""The words of registers: headings, statuses and activities in Finnish, Swedish and English.

A word is looked up by its :func:`key`, so that case, spaces, hyphens and brackets do not matter. The first word of each
language is the one that sentences, templates and exports use.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

_SEPARATORS = re.compile(r"[\W_]+")


def key(text: str) -> str:
    """A heading or word without case, spaces and punctuation: ``Myöhässä (min)`` is ``myöhässä_min``."""
    return _SEPARATORS.sub("_", unicodedata.normalize("NFC", text.casefold())).strip("_")


def fold(text: str) -> str:
    """A name for comparison: case and width of spaces do not matter, everything else does."""
    return " ".join(text.casefold().split())


class Term(NamedTuple):
    """One thing as each language calls it."""

    fi: str
    sv: str
    en: str


class Words:
    """A closed list of meanings, and the words that may be written for each."""

    def __init__(self, listed: Mapping[str, tuple[str, str, str]]) -> None:
        """``{meaning: ("sana, sana", "ord, ord", "word, word")}``; the meaning as it is written here is a word too."""
        self._terms: dict[str, Term] = {}
        self._meanings: dict[str, str] = {}
        for meaning, languages in listed.items():
            words = [[word.strip() for word in language.split(",")] for language in languages]
            self._terms[meaning] = Term(*(language[0] for language in words))
            for word in (meaning, *(word for language in words for word in language)):
                self._meanings[key(word)] = meaning

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def meaning(self, text: str) -> str | None:
        """What a word means; null where it is none of these."""
        return self._meanings.get(key(text))

    def term(self, meaning: str) -> Term:
        """What a meaning is called."""
        return self._terms[meaning]

    @property
    def terms(self) -> tuple[Term, ...]:
        """What each meaning is called, in their order."""
        return tuple(self._terms.values())


FIELDS = Words(
    {
        "cohort": ("kohortti, ryhmä", "kohort", "cohort"),
        "participant": ("osallistuja", "deltagare", "participant"),
        "code": ("koodi, osallistujakoodi, tunnus", "kod, deltagarkod", "code, participant code"),
        "date": ("pvm, päivämäärä, päivä", "datum", "date"),
        "start": ("alkaa, klo", "börjar", "start, starts"),
        "end": ("päättyy, loppuu", "slutar", "end, ends"),
        "activity": ("toiminta", "aktivitet", "activity"),
        "module": ("moduuli", "modul", "module"),
        "status": ("tila", "status", "status"),
        "minutes_late": ("myöhässä_min, myöhässä minuuttia", "försenad_min, minuter försenad", "minutes_late"),
        "notice": ("ilmoitus, ilmoittanut", "anmälan", "notice"),
        "excused": ("hyväksytty, hyväksytty poissaolo", "godkänd, godkänd frånvaro", "excused"),
        "reason": ("syy", "orsak", "reason"),
        "enrolled_on": ("aloitti, aloituspäivä", "började", "enrolled_on"),
        "exited_on": ("lopetti, lopetuspäivä", "slutade", "exited_on"),
        "name_fi": ("nimi", "namn_fi", "name_fi"),
        "name_sv": ("nimi_sv", "namn", "name_sv"),
        "name_en": ("nimi_en", "namn_en", "name"),
        "planned_week": ("suunniteltu_viikko, viikko", "planerad_vecka, vecka", "planned_week"),
        "completed_on": ("valmistui, valmistumispäivä", "blev_klar", "completed_on"),
        "kind": ("laji, seuranta", "typ", "kind"),
        "due_on": ("määräpäivä, eräpäivä", "förfallodag", "due_on"),
        "done_on": ("tehty, toteutui", "gjord", "done_on"),
        "outcome": ("tulos, lopputulos", "utfall", "outcome"),
        "closed_on": ("suljettu", "avslutad", "closed_on"),
        "exit_destination": ("lopetti_mihin", "slutade_till", "exit_destination"),
        "left_early_minutes": ("lähti_aiemmin_min", "gick_tidigare_min", "left_early_minutes"),
        "cohort_name": ("kohortin_nimi, ryhmän nimi", "kohortens_namn", "cohort_name"),
        "starts_on": ("alkamispäivä", "startdag", "starts_on"),
        "ends_on": ("päättymispäivä", "slutdag", "ends_on"),
        "weeks": ("viikkoja", "veckor", "weeks"),
        "places": ("paikkoja", "platser", "places"),
        "individual": ("yksilöllinen", "individuell", "individual"),
        "counts_for_attendance": ("lasketaan_läsnäoloon", "räknas_som_närvaro", "counts_for_attendance"),
        "restricted": ("rajattu", "begränsad", "restricted"),
        "default_minutes": ("kesto_min", "längd_min", "default_minutes"),
        "cancelled": ("peruttu", "inställd", "cancelled"),
    }
)

STATUSES = Words(
    {
        "present": ("läsnä, paikalla", "närvarande", "present"),
        "late": ("myöhässä", "försenad, sen", "late"),
        "absent": ("poissa", "frånvarande", "absent"),
    }
)
NOTICES = Words(
    {
        "before": ("ennen, etukäteen", "före, på förhand", "before"),
        "after": ("jälkeen, jälkikäteen", "efter", "after"),
        "none": ("ei, ei ilmoitusta", "ingen, nej", "none, no"),
        "unknown": ("ei tietoa, ei tiedossa, tuntematon", "okänd", "unknown"),
    }
)
YES_NO = Words(
    {
        "yes": ("kyllä, on, k, x", "ja", "yes, y, true, 1"),
        "no": ("ei, e", "nej", "no, n, false, 0"),
    }
)
REASONS = Words(
    {
        "official": ("viranomainen, viranomaisasia, viranomaisasiat, rikosprosessi", "myndighet", "official"),
        "health": ("terveys, sairaus, sairas", "hälsa", "health"),
        "care": ("hoiva, hoito", "omsorg, vård", "care"),
        "work_or_study": (
            "työ tai opiskelu, työ, opiskelu",
            "arbete eller studier, arbete",
            "work or study, work, study",
        ),
        "other": ("muu", "annat, övrigt", "other"),
        "unknown": ("ei tietoa, ei tiedossa, tuntematon", "okänd", "unknown"),
    }
)
PROGRESS = Words(
    {
        "completed": ("valmis, suoritettu", "klar", "completed, done"),
        "in_progress": ("kesken", "pågår", "in progress"),
        "not_started": ("ei aloitettu, aloittamatta", "ej påbörjad", "not started"),
        "exempt": ("vapautettu", "befriad", "exempt"),
    }
)
FOLLOW_UP_KINDS = Words(
    {
        "28_days": ("28 päivää, 28, 28 pv, 4 viikkoa", "28 dagar", "28 days, 4 weeks"),
        "6_months": ("6 kuukautta, 6, 6 kk", "6 månader", "6 months"),
        "other": ("muu", "annan", "other"),
    }
)
FOLLOW_UP_STATUSES = Words(
    {
        "planned": ("suunniteltu", "planerad", "planned"),
        "done": ("tehty, toteutunut", "gjord", "done"),
        "not_reached": ("ei tavoitettu", "ej nådd", "not reached"),
        "declined": ("kieltäytyi, kieltäytynyt", "avböjde", "declined"),
        "cancelled": ("peruttu", "inställd", "cancelled, canceled"),
    }
)
OUTCOMES = Words(
    {
        "employed": ("työssä, työllistyi", "anställd", "employed"),
        "education": ("koulutuksessa, opiskelee", "utbildning", "education"),
        "job_searching": ("työnhaussa, työnhakija", "arbetssökande", "job searching"),
        "inactive": ("työelämän ulkopuolella, ei työelämässä", "inaktiv", "inactive"),
        "other": ("muu", "annat", "other"),
        "unknown": ("ei tietoa, ei tiedossa, tuntematon", "okänd", "unknown"),
    }
)

EXAMPLES = frozenset({"esimerkki", "exempel", "example"})
"""Codes in the rows by which a template shows what goes where; no person, cohort or module has them."""


class Mark(NamedTuple):
    """What a register says of one person in one session, as the table ``mark`` stores it."""

    status: str
    minutes_late: int | None = None
    notice: str | None = None
    excused: bool = False
    reason: str | None = None
    left_early_minutes: int | None = None


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
