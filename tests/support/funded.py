"""A programme funded by ESF+ and what the funder wants to know of four people, counted by hand in ``tests/db``.

Spring ran from 2 March to 8 May 2026, autumn began on 31 August.

- A, a woman who came inactive and answered everything, stayed to the end: searching on 10 May, a job from 20 May, in
  work when asked on 7 November. Start form signed on 2 March, exit form on 20 May.
- B, an unemployed man, refused to say whether he is disabled and was asked nothing more. He was not reached. His start
  form, due on 16 March, is not signed; an exit form cannot be had, since he moved.
- C, a woman whose education nobody knows, left on 10 April for a course and came back in autumn. Of her forms only the
  first start form is signed, and nobody has asked for the others.
- D came in autumn; nothing is held of them.
"""

from datetime import date

from sqlalchemy import update

from db.engine import writing
from db.schema import EsfBackground, EsfEvent, EsfForm, Programme
from tests.support.world import World

SPRING, SPRING_ENDS, AUTUMN = date(2026, 3, 2), date(2026, 5, 8), date(2026, 8, 31)
C_LEFT = date(2026, 4, 10)
ALL_NO = dict.fromkeys(("disability", "minority", "homeless", "rural", "other_disadvantage"), "no")


def funded(world: World, autumn: str = "syksy", kaisa: int = 0) -> None:
    """Tell the story; with another code for the second cohort, or the account of a Kaisa who is there already."""
    funding = {"funding": "ESF+", "project_code": "S21958"}
    with writing(world.engine) as connection:
        connection.execute(update(Programme).where(Programme.id == world.programme).values(funding))
    world.cohort("kevät", SPRING, name="Spring", ends_on=SPRING_ENDS)
    world.cohort(autumn, AUTUMN, name="Autumn")
    world.enrol("kevät", "A", SPRING, SPRING_ENDS, "employed")
    world.enrol("kevät", "B", SPRING, SPRING_ENDS)
    world.enrol("kevät", "C", SPRING, C_LEFT)
    world.enrol(autumn, "C", AUTUMN)
    world.enrol(autumn, "D", AUTUMN)
    backgrounds(world)
    forms(world, kaisa or world.account("Kaisa"))
    since(world)


def backgrounds(world: World) -> None:
    """What they said of themselves."""
    basics = {"age_band": "25_29", "labour_status": "inactive", "education_band": "isced_1_2"}
    a, b, c = (world.people[code] for code in "ABC")
    world.add(EsfBackground, participant_id=a, gender="female", foreign_background="yes", **ALL_NO, **basics)
    unemployed = {**basics, "labour_status": "unemployed"}
    world.add(EsfBackground, participant_id=b, gender="male", disability="refused", **unemployed)
    world.add(EsfBackground, participant_id=c, gender="female", **{**basics, "education_band": None})


def forms(world: World, kaisa: int) -> None:
    """What was signed."""

    def form(cohort: str, person: str, kind: str, due_on: date, **values: object) -> None:
        enrolment = world.enrolments[cohort, person]
        world.add(EsfForm, enrolment_id=enrolment, kind=kind, due_on=due_on, owner_id=kaisa, **values)

    form("kevät", "A", "start", date(2026, 3, 16), signed_on=SPRING)
    form("kevät", "A", "exit", date(2026, 6, 5), signed_on=date(2026, 5, 20))
    form("kevät", "B", "start", date(2026, 3, 16))
    form("kevät", "B", "exit", date(2026, 6, 5), missing_reason="muutti")
    form("kevät", "C", "start", date(2026, 3, 16), signed_on=date(2026, 3, 9))


def since(world: World) -> None:
    """What happened to them."""

    def event(cohort: str, person: str, kind: str, happened_on: date) -> None:
        world.add(EsfEvent, enrolment_id=world.enrolments[cohort, person], kind=kind, happened_on=happened_on)

    event("kevät", "A", "job_searching", date(2026, 5, 10))
    event("kevät", "A", "employed", date(2026, 5, 20))
    event("kevät", "C", "education", date(2026, 4, 15))
    due_on = date(2026, 11, 7)
    world.follow_up("kevät", "A", "6_months", due_on, "done", done_on=due_on, outcome="employed")
    world.follow_up("kevät", "B", "6_months", due_on, "not_reached", closed_on=date(2026, 11, 9))
