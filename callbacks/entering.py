"""What can be written down on the pages that show progress, follow-ups and needs; nothing on a page about the past."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import Connection

from callbacks.entering_forms import (
    Names,
    feedback_form,
    give_form,
    met_form,
    needs_form,
    plan_form,
    replan_form,
    settle_form,
)
from callbacks.entering_progress import complete_form, progress_form
from dashboard.domain.access import Scope
from dashboard.domain.participant import Person
from dashboard.domain.selection import Selection
from dashboard.i18n import current_language
from dashboard.views import Option
from dashboard.views.forms import Form
from db.queries.cohorts import CohortRow
from db.queries.entering import enrolled_people, follow_up_entries, need_entries, progress_entries
from db.queries.planning import module_plans, programme_plans
from db.queries.team import team

LATE_ENTRIES = timedelta(weeks=26)
"""So long after its end, what a cohort did is still written down."""
MOST_LISTED = 200


def may_enter(scope: Scope, asked: Selection) -> bool:
    """Whether there are forms at all: for who works with people, and on a page about today."""
    return scope.sees_persons and asked.as_of is None


def module_forms(
    connection: Connection, scope: Scope, asked: Selection, cohorts: Sequence[CohortRow], today: date
) -> tuple[Form, ...]:
    """A module that a cohort completed, for each cohort that has begun and not ended long ago."""
    if not may_enter(scope, asked):
        return ()
    programmes = {one.code: one.id for one in programme_plans(connection, scope)}
    modules = module_plans(connection, scope)
    people = enrolled_people(connection, scope, asked)
    found = []
    for cohort in reversed(_current(cohorts, today)):
        own = [one for one in people if one.cohort_id == cohort.id and one.enrolled_on <= today]
        options = [
            Option(str(one.id), one.name(current_language()))
            for one in modules
            if one.programme_id == programmes[cohort.programme]
        ]
        if own and options:
            found.append(complete_form(cohort.id, cohort.name, options, own, today))
    return tuple(found)


def follow_up_forms(
    connection: Connection, scope: Scope, asked: Selection, cohorts: Sequence[CohortRow], today: date
) -> tuple[Form, ...]:
    """What came of follow-ups, who sees to them and when, and one more."""
    if not may_enter(scope, asked):
        return ()
    names = _names(cohorts)
    still_open = follow_up_entries(connection, scope, asked, open_only=True, limit=MOST_LISTED)
    left = [one for one in enrolled_people(connection, scope, asked) if one.exited_on and one.exited_on <= today]
    owners = _owners(connection, scope, cohorts)
    forms: list[Form] = []
    if still_open:
        forms = [
            settle_form("follow_up", still_open, names, today),
            replan_form("follow_up", still_open, names, owners),
            give_form(still_open, names, owners),
        ]
    return (*forms, plan_form("follow_up", left, names, owners, today)) if left else tuple(forms)


def need_forms(
    connection: Connection, scope: Scope, asked: Selection, cohorts: Sequence[CohortRow], today: date
) -> tuple[Form, ...]:
    """Needs found and met, and sheets of feedback."""
    if not may_enter(scope, asked):
        return ()
    names, current = _names(cohorts), _current(cohorts, today)
    codes = {cohort.code for cohort in current}
    people = [one for one in enrolled_people(connection, scope, asked) if one.cohort in codes]
    still_open = need_entries(connection, scope, asked, open_only=True, limit=MOST_LISTED)
    sheets = [Option(str(cohort.id), cohort.name) for cohort in current]
    return (
        *((needs_form("needs", people, names, today),) if people else ()),
        *((met_form("needs", still_open, names, today),) if still_open else ()),
        *((feedback_form(sheets, today),) if sheets else ()),
    )


def person_forms(
    connection: Connection, scope: Scope, asked: Selection, person: Person, cohorts: Sequence[CohortRow], today: date
) -> dict[str, tuple[Form, ...]]:
    """What can be written about one person, by the card of their page: ``modules``, ``follow_ups``, ``needs``."""
    if not may_enter(scope, asked):
        return {}
    names, page = _names(cohorts), "participant"
    modules = {one.code: one.name(current_language()) for one in module_plans(connection, scope)}
    progress = progress_entries(connection, scope, asked, person.id)
    people = enrolled_people(connection, scope, asked, person.id)
    entries = follow_up_entries(connection, scope, asked, person.id)
    still_open = [one for one in entries if one.status == "planned"]
    found = need_entries(connection, scope, asked, person.id)
    owners = _owners(connection, scope, cohorts)
    return {
        "modules": (progress_form(page, progress, modules, today),) if progress else (),
        "follow_ups": (
            *((settle_form(page, entries, names, today),) if entries else ()),
            *((replan_form(page, still_open, names, owners),) if still_open else ()),
            plan_form(page, people, names, owners, today),
        ),
        "needs": (
            needs_form(page, people, names, today),
            *((met_form(page, found, names, today),) if found else ()),
        ),
    }


def _current(cohorts: Sequence[CohortRow], today: date) -> list[CohortRow]:
    return [one for one in cohorts if one.starts_on <= today <= one.ends_on + LATE_ENTRIES]


def _names(cohorts: Sequence[CohortRow]) -> Names:
    return {cohort.code: cohort.name for cohort in cohorts}


def _owners(connection: Connection, scope: Scope, cohorts: Sequence[CohortRow]) -> list[Option]:
    """Who works with any of these cohorts; whether with the very one, the command looks."""
    ids = {cohort.id for cohort in cohorts}
    members = {one.id: one.name for cohort, of in team(connection, scope).items() if cohort in ids for one in of}
    return [Option(str(account), name) for account, name in sorted(members.items(), key=lambda one: one[1])]
