"""What the demo programme consists of: activities, modules, and which week belongs to which module."""

from dataclasses import dataclass

PROGRAMME = {
    "code": "demo",
    "name": "Rinnalla-valmennus (esittely)",
    "weeks": 10,
    "timezone": "Europe/Helsinki",
    "funding": "ESF+",
    "project_code": "S00000",
}
"""The programme's row; its code is how a demo is recognised."""

WEEKS = 10

GROUP, FINNISH, IT, EVERYDAY = "ryhmä", "suomi", "IT", "arjenhallinta"
GUIDANCE, PSYCHOLOGIST = "yksilöohjaus", "psykologi"


@dataclass(frozen=True, slots=True)
class DemoActivity:
    """One kind of session, with its row's columns."""

    code: str
    name_fi: str
    name_sv: str
    name_en: str
    individual: bool = False
    counts_for_attendance: bool = True
    restricted: bool = False
    default_minutes: int = 180


ACTIVITIES = (
    DemoActivity(GROUP, "Työnhakuryhmä", "Jobbsökargrupp", "Job-search group"),
    DemoActivity(FINNISH, "Suomen kieli", "Finska", "Finnish"),
    DemoActivity(IT, "IT-taidot", "IT-färdigheter", "IT skills"),
    DemoActivity(EVERYDAY, "Arjenhallinta", "Vardagshantering", "Everyday management"),
    DemoActivity(
        GUIDANCE, "Yksilöohjaus", "Individuell handledning", "Individual guidance", individual=True, default_minutes=60
    ),
    DemoActivity(
        PSYCHOLOGIST,
        "Psykologin tapaaminen",
        "Samtal med psykolog",
        "Psychologist meeting",
        individual=True,
        counts_for_attendance=False,
        restricted=True,
        default_minutes=60,
    ),
)


@dataclass(frozen=True, slots=True)
class DemoModule:
    """One module: taught in the sessions of ``activity`` from ``first_week`` to ``planned_week``."""

    code: str
    name_fi: str
    name_sv: str
    name_en: str
    activity: str
    first_week: int
    planned_week: int


MODULES = (
    DemoModule("OIK", "Oikeudet työelämässä", "Rättigheter i arbetslivet", "Rights at work", GROUP, 1, 2),
    DemoModule("ARK", "Arjenhallinta", "Vardagshantering", "Everyday management", EVERYDAY, 1, 3),
    DemoModule("HAK", "Työn hakeminen", "Att söka arbete", "Applying for work", GROUP, 3, 4),
    DemoModule("URA", "Uramahdollisuudet", "Karriärmöjligheter", "Career options", GROUP, 5, 6),
    DemoModule("IDE", "Työelämäidentiteetti", "Yrkesidentitet", "Working-life identity", GROUP, 7, 8),
    DemoModule("IT", "IT-taidot", "IT-färdigheter", "IT skills", IT, 2, 9),
)


def module_of(activity: str, week: int) -> str | None:
    """The code of the module that a session of an activity serves in a programme week, if any."""
    for module in MODULES:
        if module.activity == activity and module.first_week <= week <= module.planned_week:
            return module.code
    return None
