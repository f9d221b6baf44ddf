"""What people do on the planning page: programmes, cohorts, activities and modules, made and changed.

A form with an ``id`` is about what is there, and one without makes something. Who may do it the commands decide.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Engine

from callbacks.fields import FieldReader
from callbacks.planning_data import cohort_href
from callbacks.planning_forms import (
    FUNDS,
    LONGEST_CODE,
    LONGEST_COHORT,
    LONGEST_SESSION,
    MOST_PLACES,
    TRAITS,
)
from callbacks.refusals import in_words
from dashboard.actions import Done, Fields
from dashboard.domain.access import Scope
from dashboard.domain.calendar import HELSINKI
from dashboard.i18n import format_period
from dashboard.i18n import gettext as _
from db.commands import contents, planning
from db.commands.contents import ActivityValues, ModuleValues, Names
from db.commands.planning import CohortValues, ProgrammeValues
from db.engine import writing

_CODE = re.compile(r"[\w.-]+")


def programme(engine: Engine, scope: Scope, fields: Fields, _now: datetime) -> Done:
    """A programme: its name, length and funding."""
    read = FieldReader(fields)
    programme_id, code = read.id("id"), _code(read)
    name = read.text("name", required=True)
    weeks = read.number("weeks", low=1, high=LONGEST_COHORT, required=True)
    funding, project = read.choice("funding", FUNDS), read.text("project_code", most=60)
    read.check()
    assert weeks is not None  # a required number that is none was refused
    values = ProgrammeValues(name, weeks, funding or None, project or None)
    with in_words(theirs=_their_programme), writing(engine) as connection:
        if programme_id:
            planning.change_programme(connection, scope, programme_id, read.id("version"), values)
        else:
            planning.add_programme(connection, scope, code, values, HELSINKI.key)
    return Done(_("Kept: %(name)s.", name=name))


def cohort(engine: Engine, scope: Scope, fields: Fields, _now: datetime) -> Done:
    """A cohort: its name, time and places."""
    read = FieldReader(fields)
    cohort_id, code = read.id("id"), _code(read)
    name = read.text("name", required=True)
    starts_on, ends_on = read.day("starts_on", required=True), read.day("ends_on", required=True)
    weeks = read.number("weeks", low=1, high=LONGEST_COHORT, required=True)
    places = read.number("places", low=0, high=MOST_PLACES)
    read.check()
    assert starts_on is not None  # required fields that are none were refused
    assert ends_on is not None
    assert weeks is not None
    values = CohortValues(name, starts_on, ends_on, weeks, places)
    with in_words({"ends-before-start": "ends_on"}, _their_cohort), writing(engine) as connection:
        if cohort_id:
            planning.change_cohort(connection, scope, cohort_id, read.id("version"), values)
        else:
            planning.add_cohort(connection, scope, read.id("programme"), code, values)
    if cohort_id:
        return Done(_("Kept: %(name)s. Its sessions follow when the timetable is applied.", name=name))
    return Done(_("%(name)s is there. People and the timetable come next.", name=name), go=cohort_href(code))


def activity(engine: Engine, scope: Scope, fields: Fields, _now: datetime) -> Done:
    """An activity: its names, how long it usually takes, what kind it is."""
    read = FieldReader(fields)
    activity_id, code, names = read.id("id"), _code(read), _names(read)
    minutes = read.number("minutes", low=1, high=LONGEST_SESSION, required=True)
    traits = set(read.texts("traits")) & set(TRAITS)
    read.check()
    assert minutes is not None  # a required number that is none was refused
    values = ActivityValues(names, "individual" in traits, "counts" in traits, "restricted" in traits, minutes)
    with in_words(theirs=_their_names), writing(engine) as connection:
        if activity_id:
            contents.change_activity(connection, scope, activity_id, read.id("version"), values)
        else:
            contents.add_activity(connection, scope, read.id("programme"), code, values)
    return Done(_("The activity is kept."))


def module(engine: Engine, scope: Scope, fields: Fields, _now: datetime) -> Done:
    """A module: its names, and by which week it is to be done."""
    read = FieldReader(fields)
    module_id, code, names = read.id("id"), _code(read), _names(read)
    week = read.number("week", low=1, high=LONGEST_COHORT)
    read.check()
    values = ModuleValues(names, week)
    with in_words(theirs=_their_names), writing(engine) as connection:
        if module_id:
            contents.change_module(connection, scope, module_id, read.id("version"), values)
        else:
            contents.add_module(connection, scope, read.id("programme"), code, values)
    return Done(_("The module is kept."))


def _code(read: FieldReader) -> str:
    """The code of something new: what can stand in an address and in a list with commas."""
    if read.id("id"):
        return ""
    code = read.text("code", required=True, most=LONGEST_CODE)
    if code and not _CODE.fullmatch(code):
        read.refuse("code", _("Letters, digits and the signs - _ . only, please."))
    return code


def _names(read: FieldReader) -> Names:
    return Names(*(read.text(name) or None for name in ("name_fi", "name_sv", "name_en")))


def _their_programme(row: Mapping[str, Any]) -> tuple[str, ...]:
    return (", ".join(str(row[name]) for name in ("name", "weeks", "funding", "project_code") if row[name]),)


def _their_cohort(row: Mapping[str, Any]) -> tuple[str, ...]:
    return (f"{row['name']}, {format_period(row['starts_on'], row['ends_on'])}",)


def _their_names(row: Mapping[str, Any]) -> tuple[str, ...]:
    names = [row[name] for name in ("name_fi", "name_sv", "name_en") if row[name]]
    return (", ".join([*names, *([str(row["planned_week"])] if row.get("planned_week") else [])]),)


ACTIONS = {"programme": programme, "cohort": cohort, "activity": activity, "module": module}
