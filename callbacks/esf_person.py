"""What the funder wants to know of one person: forms, background, what happened since and what of it counts.

Every read of it is written down in the transaction that reads: without the audit row there is no data. A person whom
the reader may not see looks like one who does not exist.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, Engine

from callbacks import esf_actions
from callbacks.esf_forms import own_line
from callbacks.esf_person_cards import background_card, event_card
from callbacks.esf_person_data import PersonData, read_person
from callbacks.filters import code_of, query_string, read_filters
from dashboard.actions import Action
from dashboard.domain.access import Scope
from dashboard.domain.participant import Person
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.views import NO_FILTERS, Filters, Line, LineList, Option
from dashboard.views.esf import EsfPersonView, FormList
from db.commands.reads import record_read, record_read_on
from db.engine import writing
from db.queries.cohorts import cohorts
from db.queries.participant import people

ACTIONS: Mapping[str, Action] = {
    "background": esf_actions.background,
    "event": esf_actions.event,
    "remove_event": esf_actions.remove_event,
}
_Record = Callable[[Connection, Scope, int, str, str], None]


def load(
    engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None = None
) -> EsfPersonView:
    """The record of the person whose code the address gives; one read, one audit row."""
    return _load(engine, scope, params, now, record_read)


def follow(
    engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None = None
) -> EsfPersonView:
    """The same when the day has changed on the open page, or something was written: still the same read."""
    return _load(engine, scope, params, now, record_read_on)


def _load(
    engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None, record: _Record
) -> EsfPersonView:
    if scope is None:
        return EsfPersonView(headline="")
    if not scope.sees_persons:
        return nobody()
    with writing(engine) as connection:
        every = cohorts(connection, scope)
        filters = read_filters(params, [Option(cohort.code, cohort.name) for cohort in every], ())
        code, programme = code_of(params, "code"), code_of(params, "programme")
        found = people(connection, scope, code, programme or None) if code else []
        if len(found) != 1:
            return _choice(found, filters) if found else nobody()
        record(connection, scope, found[0].id, found[0].code, "esf")
        data = read_person(connection, scope, found[0], filters, every, now)
    return _view(data) if data else nobody()


def nobody() -> EsfPersonView:
    """What stands where there is no such person for the reader: the same whether there is one or not."""
    return EsfPersonView(
        headline=_("There is no such participant"),
        lead=_("The code may have a slip in it, or this is nobody whom your account works with."),
        filters=NO_FILTERS,
    )


def _choice(found: Sequence[Person], filters: Filters) -> EsfPersonView:
    """One code in several programmes: which of them is meant, the reader has to say."""
    lines = tuple(
        Line(
            label=person.programme,
            text=person.code,
            href=f"/esf/person{query_string(filters, code=person.code, programme=person.programme)}",
        )
        for person in found
    )
    note = _("Codes are unique within a programme.")
    return EsfPersonView(
        headline=_("Which %(code)s?", code=found[0].code),
        lead=_("Several programmes have a participant of this code."),
        filters=NO_FILTERS,
        choice=LineList(key="programmes", title=_("Choose the programme"), note=note, lines=lines),
    )


def _view(data: PersonData) -> EsfPersonView:
    unsettled = sum(not item.standing.settled for item in data.forms)
    return EsfPersonView(
        headline=_headline(data, unsettled),
        lead=_("What the funder wants to know, and nothing more: bands and days, no name, no nationality."),
        filters=data.filters,
        back=f"/esf{query_string(data.filters)}",
        forms=_forms(data, unsettled),
        background=background_card(data),
        events=event_card(data),
    )


def _headline(data: PersonData, unsettled: int) -> str:
    lacks = not data.record.background.complete
    said = {
        (True, True): ngettext(
            "%(code)s: %(num)d form waits, and the background is not complete",
            "%(code)s: %(num)d forms wait, and the background is not complete",
            unsettled,
            code=data.person.code,
        ),
        (True, False): ngettext(
            "%(code)s: %(num)d form waits", "%(code)s: %(num)d forms wait", unsettled, code=data.person.code
        ),
        (False, True): _("%(code)s: the background is not complete", code=data.person.code),
        (False, False): _("%(code)s: everything that the funder asks for is there", code=data.person.code),
    }
    return said[unsettled > 0, lacks]


def _forms(data: PersonData, unsettled: int) -> FormList:
    title = ngettext("%(num)d form waits for a signature", "%(num)d forms wait for a signature", unsettled)
    note = _("A start form after the entry, an exit form after leaving; where the latter cannot be had, why.")
    return FormList(
        title=title if unsettled else _("No form waits for a signature"),
        note=note if data.live else _("As it stood on the chosen day; choose “now” to write something down."),
        lines=tuple(
            own_line(
                item,
                data.cohorts[item.cohort].name,
                data.members.get(data.cohorts[item.cohort].id, ()) if data.live else None,
                data.today,
            )
            for item in data.forms
        ),
        empty=_("Forms begin when somebody enters."),
    )
