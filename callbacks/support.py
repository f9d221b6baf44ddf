"""The support page: who may need extra support, why, since when, what was decided and whether it worked.

The list says of people what the attendance page shows of everyone. Opening where a prompt comes from is reading about
one person, and is written down in the transaction that reads.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, Engine

from callbacks.fields import FieldReader
from callbacks.support_cards import TEAM_RULES, support_card
from callbacks.support_data import SupportData, opened, read_request, read_support
from callbacks.support_lists import objection_list, resolved_list, task_list
from dashboard.domain.access import Scope
from dashboard.domain.support import Facts
from dashboard.domain.support.standing import waiting_order
from dashboard.i18n import format_day, format_short_day, ngettext
from dashboard.i18n import gettext as _
from dashboard.views import NO_FILTERS
from dashboard.views.support import CardList, SupportView
from db.commands.reads import record_read, record_read_on
from db.engine import reading, writing
from db.queries.participant import enrolled_person

MOST = 24
"""More cards than this are no list to look through: choose a cohort."""

_Record = Callable[[Connection, Scope, int, str, str], None]


def load(engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None = None) -> SupportView:
    """The page as the asker may see it."""
    return _load(engine, scope, params, now, record_read)


def follow(
    engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None = None
) -> SupportView:
    """The same when a filter has changed, or somebody's evidence was opened, on the open page."""
    return _load(engine, scope, params, now, record_read_on)


def _load(
    engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None, record: _Record
) -> SupportView:
    if scope is None:
        return SupportView(headline="")
    if not scope.sees_persons:
        return SupportView(
            headline=_("What is said of single people is for those who work with them"),
            lead=_("Your role sees what is counted of cohorts, not who may need support."),
            filters=NO_FILTERS,
        )
    wanted, doing = opened(params), opened(params, "do")
    # Only where somebody's evidence is opened is there anything to write.
    with writing(engine) if wanted else reading(engine) as connection:
        filters, every = read_request(connection, scope, params)
        data = replace(read_support(connection, scope, filters, every, now), doing=doing)
        enrolment = FieldReader({"enrolment": wanted.partition("-")[0]}).id("enrolment")
        if enrolment in data.said:
            person_id, code = enrolled_person(connection, scope, enrolment)
            record(connection, scope, person_id, code, "support")
            data = replace(data, opened=wanted)
    return _view(data)


def _view(data: SupportData) -> SupportView:
    people = [data.facts[enrolment] for enrolment in data.said]
    waiting = sorted((one for one in people if _unseen(data, one)), key=lambda one: _place(data, one))
    others = [one for one in people if not _unseen(data, one)]
    team = [one for one in others if any(said.standing.unseen for said in data.said[one.enrolment_id])]
    looked = [one for one in others if one not in team]
    return SupportView(
        headline=_headline(data, people, waiting),
        lead=_lead(data),
        filters=data.filters,
        waiting=_waiting(data, waiting),
        tasks=_cards(data, team, _("For the team to see to"), _("Follow-ups and registers, the oldest first."))
        if team
        else None,
        looked=_cards(data, looked, _("Looked at"), _("Seen, put off, decided on or done.")) if looked else None,
        decisions=task_list(data),
        resolved=resolved_list(data),
        objections=objection_list(data),
        settings_href="/support/settings",
    )


def _about_person(data: SupportData, one: Facts) -> bool:
    return any(said.prompt.rule not in TEAM_RULES for said in data.said[one.enrolment_id])


def _unseen(data: SupportData, one: Facts) -> bool:
    """Whether something is said of the person that nobody has looked at."""
    said = data.said[one.enrolment_id]
    return any(each.standing.unseen and each.prompt.rule not in TEAM_RULES for each in said)


def _place(data: SupportData, one: Facts) -> tuple[tuple[int, int, int], str, str]:
    """A person stands where the first of their prompts stands, and not before others for having several."""
    orders = [waiting_order(said.prompt, said.standing) for said in data.said[one.enrolment_id] if said.standing.unseen]
    return min(orders), one.cohort, one.code


def _waiting(data: SupportData, waiting: Sequence[Facts]) -> CardList:
    if not waiting:
        good = _("Somebody has looked at everything that the rules say.") if data.said else _("The rules say nothing.")
        return CardList(_("Nobody waits for a look"), empty=good)
    note = _("No contact first, then absences without notice and in a row, then the longest without a look.")
    return _cards(data, waiting, _("Nobody has looked yet"), note)


def _cards(data: SupportData, people: Sequence[Facts], title: str, note: str) -> CardList:
    more = len(people) - MOST
    return CardList(
        title=title,
        note=note,
        cards=tuple(support_card(data, one) for one in people[:MOST]),
        more=ngettext("and %(num)d more: choose a cohort", "and %(num)d more: choose a cohort", more)
        if more > 0
        else "",
    )


def _headline(data: SupportData, people: Sequence[Facts], waiting: Sequence[Facts]) -> str:
    concerned = sum(_about_person(data, one) for one in people)
    if not concerned:
        return _("Nobody seems to need extra support just now")
    need = ngettext("%(num)d person may need support", "%(num)d people may need support", concerned)
    if not waiting:
        return _("%(people)s; somebody has looked at each", people=need)
    if len(waiting) == concerned:
        return _("%(people)s; nobody has looked yet", people=need)
    return ngettext(
        "%(people)s; nobody has looked at one of them yet",
        "%(people)s; nobody has looked at %(num)d of them yet",
        len(waiting),
        people=need,
    )


def _lead(data: SupportData) -> str:
    prompts = [said for of_person in data.said.values() for said in of_person]
    new = sum(said.new for said in prompts)
    said = _(
        "Since %(day)s: %(new)d new, %(continuing)d continuing, %(resolved)d no longer so. Excused absences are never "
        "counted against anyone.",
        day=format_short_day(data.before),
        new=new,
        continuing=len(prompts) - new,
        resolved=len(data.resolved),
    )
    if data.writes:
        return said
    return _("As it stood on %(day)s. %(said)s", day=format_day(data.today), said=said)
