"""What the indicators of the European Social Fund, their answers and forms are called, on pages and in files."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from dashboard.domain.esf import EventKind, FormKind, IndicatorSet, Timing
from dashboard.domain.esf.counting import NOT_KNOWN
from dashboard.domain.esf.records import AgeBand, Answer, Education, Gender, Labour, Question
from dashboard.i18n import gettext as _
from dashboard.i18n import pgettext


def set_name(indicator_set: IndicatorSet) -> str:
    """The fund and its years."""
    return {IndicatorSet.ESF: _("ESF 2014–2020"), IndicatorSet.ESF_PLUS: _("ESF+ 2021–2027")}[indicator_set]


def indicator_name(code: str) -> str:
    """What an indicator counts."""
    return _NAMES[code]()


def _same(*codes: str, name: Callable[[], str]) -> dict[str, Callable[[], str]]:
    """One name for an indicator of each set."""
    return dict.fromkeys(codes, name)


_NAMES: Mapping[str, Callable[[], str]] = {
    **_same("TOTAL", "EECO01", name=lambda: _("Participants in all")),
    **_same("CO01", "EECO02", name=lambda: _("Unemployed, including long-term unemployed")),
    **_same("CO02", "EECO03", name=lambda: _("Long-term unemployed")),
    **_same("CO03", "EECO04", name=lambda: _("Inactive")),
    **_same("CO04", name=lambda: _("Inactive, not in education or training")),
    **_same("CO05", "EECO05", name=lambda: _("Employed, including self-employed")),
    **_same("CO06", name=lambda: _("Below 25 years of age")),
    **_same("CO07", name=lambda: _("Above 54 years of age")),
    **_same("CO08", name=lambda: _("Above 54 and unemployed, or inactive and not in education or training")),
    **_same("EECO06", name=lambda: _("Below 18 years of age")),
    **_same("EECO07", name=lambda: _("18 to 29 years of age")),
    **_same("EECO08", name=lambda: _("55 years of age and above")),
    **_same("CO09", name=lambda: _("With primary or lower secondary education (ISCED 1–2)")),
    **_same("EECO09", name=lambda: _("With lower secondary education or less (ISCED 0–2)")),
    **_same("CO10", "EECO10", name=lambda: _("With upper secondary or post-secondary education (ISCED 3–4)")),
    **_same("CO11", "EECO11", name=lambda: _("With tertiary education (ISCED 5–8)")),
    **_same("CO15", name=lambda: _("Migrants, people with a foreign background, minorities")),
    **_same("CO16", "EECO12", name=lambda: _("With disabilities")),
    **_same("CO17", name=lambda: _("Otherwise disadvantaged")),
    **_same("CO18", "EECO16", name=lambda: _("Homeless or affected by housing exclusion")),
    **_same("CO19", "EECO17", name=lambda: _("From rural areas")),
    **_same("EECO13", name=lambda: _("Third-country nationals")),
    **_same("EECO14", name=lambda: _("With a foreign background")),
    **_same("EECO15", name=lambda: _("Minorities")),
    **_same("LEFT", name=lambda: _("Participants who have left")),
    **_same("CR01", "EECR01", name=lambda: _("Inactive at entry, looking for work on leaving")),
    **_same("CR02", "EECR02", name=lambda: _("In education or training on leaving")),
    **_same("CR03", "EECR03", name=lambda: _("Gained a qualification on leaving")),
    **_same("CR04", "EECR04", name=lambda: _("In employment on leaving")),
    **_same(
        "CR05", name=lambda: _("Disadvantaged, and looking for work, in education, qualified or employed on leaving")
    ),
    **_same("CR06", "EECR05", name=lambda: _("In employment six months after leaving")),
    **_same("CR07", "EECR06", name=lambda: _("Employed at entry, in a better situation six months after leaving")),
    **_same("CR08", name=lambda: _("Above 54 years of age, in employment six months after leaving")),
    **_same("CR09", name=lambda: _("Disadvantaged, in employment six months after leaving")),
}


def timing_name(timing: Timing) -> str:
    """When what an indicator counts is known."""
    return {
        Timing.ENTRY: _("At entry"),
        Timing.EXIT: _("Exits"),
        Timing.LEAVING: _("Within 28 days of leaving"),
        Timing.SIX_MONTHS: _("Six months after leaving"),
    }[timing]


def gender_name(gender: str) -> str:
    """A gender, or that it is not known."""
    return {
        Gender.FEMALE: _("women"),
        Gender.MALE: _("men"),
        Gender.OTHER: pgettext("gender", "other"),
        NOT_KNOWN: _("gender not known"),
    }[gender]


def band_name(value: StrEnum) -> str:
    """One of the bands in which a background is held."""
    return {
        AgeBand.UNDER_18: _("under 18"),
        AgeBand.FROM_18: _("18 to 24"),
        AgeBand.FROM_25: _("25 to 29"),
        AgeBand.FROM_30: _("30 to 54"),
        AgeBand.FROM_55: _("55 or over"),
        Gender.FEMALE: _("woman"),
        Gender.MALE: _("man"),
        Gender.OTHER: pgettext("gender", "other"),
        Labour.UNEMPLOYED: _("unemployed, for less than a year"),
        Labour.LONG_TERM_UNEMPLOYED: _("unemployed, for long"),
        Labour.INACTIVE: _("outside the labour market, in education or training"),
        Labour.INACTIVE_NOT_IN_EDUCATION: _("outside the labour market, not in education or training"),
        Labour.EMPLOYED: _("employed or self-employed"),
        Education.ISCED_0: _("less than primary education (ISCED 0)"),
        Education.ISCED_1_2: _("primary or lower secondary (ISCED 1–2)"),
        Education.ISCED_3_4: _("upper secondary or post-secondary (ISCED 3–4)"),
        Education.ISCED_5_8: _("tertiary (ISCED 5–8)"),
    }[value]


def question_name(question: Question) -> str:
    """What one may rather not answer."""
    return {
        Question.DISABILITY: _("Disability"),
        Question.FOREIGN_BACKGROUND: _("Foreign background"),
        Question.MINORITY: _("Belongs to a minority"),
        Question.HOMELESS: _("Homeless, or about to be"),
        Question.RURAL: _("Lives in a rural area"),
        Question.OTHER_DISADVANTAGE: _("Another disadvantage"),
    }[question]


def answer_name(answer: Answer) -> str:
    """What was said to it."""
    return {
        Answer.YES: pgettext("answer", "yes"),
        Answer.NO: pgettext("answer", "no"),
        Answer.REFUSED: _("would rather not say"),
    }[answer]


def event_name(kind: EventKind) -> str:
    """What happened."""
    return {
        EventKind.JOB_SEARCHING: _("began to look for work"),
        EventKind.EDUCATION: _("began education or training"),
        EventKind.QUALIFICATION: _("gained a qualification"),
        EventKind.EMPLOYED: _("began work"),
        EventKind.UNEMPLOYED: _("became unemployed"),
        EventKind.INACTIVE: _("is outside the labour market"),
        EventKind.IMPROVED: _("a better place at work"),
    }[kind]


def form_name(kind: FormKind) -> str:
    """One of the two forms."""
    return {FormKind.START: _("start form"), FormKind.EXIT: _("exit form")}[kind]
