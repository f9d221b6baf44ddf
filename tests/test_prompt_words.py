"""What support prompts say: calm, with the numbers they counted, in three languages."""

from datetime import date
from typing import Any

import pytest

from dashboard.config import LANGUAGES
from dashboard.domain.follow_up import Kind
from dashboard.domain.support import Prompt, Rule
from dashboard.i18n import using_language
from dashboard.prompt_words import sentence

DAY = date(2026, 11, 3)

SAID: list[tuple[Rule, dict[str, Any], str, str]] = [
    (
        Rule.LOW_ATTENDANCE,
        {"attended": 6, "of": 10, "share": 0.8},
        "Attended 6 of 10 countable sessions; likely below 80%.",
        "Läsnä 6 / 10 lasketusta kerrasta; läsnäolo on todennäköisesti alle 80 %.",
    ),
    (Rule.RECENT_DROP, {"num": 4, "of": 8}, "Missed 4 of the last 8.", "Poissa 4 / 8 viimeisestä kerrasta."),
    (
        Rule.RUN_OF_ABSENCES,
        {"num": 3, "day": DAY},
        "Missed 3 in a row, since 3 Nov 2026.",
        "Poissa 3 kertaa peräkkäin, 3.11.2026 alkaen.",
    ),
    (
        Rule.SILENT_ABSENCES,
        {"num": 2},
        "2 absences in a row without notice: call today.",
        "2 poissaoloa peräkkäin ilman ilmoitusta: soita tänään.",
    ),
    (
        Rule.NOTICE_HABIT,
        {"num": 4},
        "4 absences without notice: agree on a way to tell us.",
        "4 poissaoloa ilman ilmoitusta: sopikaa, miten ilmoittaa.",
    ),
    (
        Rule.LATENESS,
        {"num": 5, "of": 10},
        "Late 5 of 10: talk about timing or travel.",
        "Myöhässä 5 / 10 kerrasta: jutelkaa aikatauluista tai matkasta.",
    ),
    (
        Rule.GUIDANCE_MISSED,
        {"num": 2},
        "Guidance missed twice: rebook.",
        "Ohjaus jäänyt väliin kaksi kertaa: varaa uusi aika.",
    ),
    (
        Rule.GUIDANCE_MISSED,
        {"num": 3},
        "Guidance missed 3 times in a row: rebook.",
        "Ohjaus jäänyt väliin 3 kertaa peräkkäin: varaa uusi aika.",
    ),
    (
        Rule.BEHIND_PLAN,
        {"done": 2, "num": 4},
        "2 of 4 planned modules done.",
        "2 / 4 suunnitellusta moduulista suoritettu.",
    ),
    (
        Rule.MANY_EXCUSED,
        {"num": 5, "of": 10},
        "Excused 5 of 10: offer a catch-up.",
        "Hyväksyttyjä poissaoloja 5 / 10 kerrasta: tarjoa kertausta.",
    ),
    (
        Rule.NO_CONTACT,
        {"num": 8},
        "No contact for 8 days: follow the safety plan.",
        "Ei yhteyttä 8 päivään: toimi turvasuunnitelman mukaan.",
    ),
    (
        Rule.FOLLOW_UP,
        {"kind": Kind.FIRST, "day": DAY, "overdue": False},
        "28-day status due 3 Nov 2026.",
        "28 päivän tilanteen määräpäivä on 3.11.2026.",
    ),
    (
        Rule.FOLLOW_UP,
        {"kind": Kind.SECOND, "day": DAY, "overdue": True},
        "6-month status was due 3 Nov 2026.",
        "6 kuukauden tilanteen määräpäivä oli 3.11.2026.",
    ),
    (
        Rule.REGISTER,
        {"num": 3},
        "3 marks missing: the picture is incomplete.",
        "3 merkintää puuttuu: kuva on vajaa.",
    ),
    (
        Rule.REGISTER,
        {"num": 1},
        "A mark is missing: the picture is incomplete.",
        "Merkintä puuttuu: kuva on vajaa.",
    ),
]


@pytest.mark.parametrize(("rule", "values", "english", "finnish"), SAID)
def test_says_what_was_counted(rule: Rule, values: dict[str, Any], english: str, finnish: str) -> None:
    prompt = Prompt(rule, DAY, values, ())
    assert sentence(prompt) == english
    with using_language("fi"):
        assert sentence(prompt).replace("\N{NO-BREAK SPACE}", " ") == finnish


def test_every_rule_has_a_sentence_of_its_own_in_every_language() -> None:
    assert {rule for rule, *_ in SAID} == set(Rule)
    for language in LANGUAGES:
        with using_language(language):
            said = {sentence(Prompt(rule, DAY, values, ())) for rule, values, *_ in SAID}
        assert len(said) == len(SAID)
