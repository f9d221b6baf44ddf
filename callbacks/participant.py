"""The page of one person: their measures, one timeline, and what was done for them.

Every read of it is written down in the transaction that reads: without the audit row there is no data. A person whom
the reader may not see looks like one who does not exist.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, Engine

from callbacks import participant_lists as lists
from callbacks.entering import person_forms
from callbacks.filters import code_of, query_string
from callbacks.opening import reader_at
from callbacks.participant_data import PersonData, Request, read_person, read_request
from callbacks.participant_support import support_cards
from callbacks.participant_timeline import timeline_chart
from callbacks.words import cohort_when, period_text
from dashboard.domain.access import Scope
from dashboard.domain.measures import Counts, interval
from dashboard.domain.participant import Membership, Person
from dashboard.domain.selection import Selection
from dashboard.figures.style import range_text
from dashboard.i18n import format_day, format_list, format_percent, format_period
from dashboard.i18n import gettext as _
from dashboard.views import NO_FILTERS, Line, LineList, Measure, MembershipCard, ParticipantView
from db.commands.reads import record_read, record_read_on
from db.engine import writing
from db.queries.cohorts import CohortRow
from db.queries.participant import people

_Record = Callable[[Connection, Scope, int, str, str], None]


def load(
    engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None = None
) -> ParticipantView:
    """The page of the person whose code the address gives, as the asker may see it; one read, one audit row."""
    return _load(engine, scope, params, now, record_read)


def follow(
    engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None = None
) -> ParticipantView:
    """The same when a filter has changed on the open page: still the same read, if it was one."""
    return _load(engine, scope, params, now, record_read_on)


def _load(
    engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None, record: _Record
) -> ParticipantView:
    if scope is None:
        return ParticipantView(headline="")
    if not scope.sees_persons:
        return nobody()
    with writing(engine) as connection:
        request = read_request(connection, scope, params, now)
        code, programme = code_of(params, "code"), code_of(params, "programme")
        found = people(connection, scope, code, programme or None) if code else []
        if len(found) != 1:
            return _choice(request, found) if found else nobody()
        person = found[0]
        record(connection, scope, person.id, person.code, "participant")
        data = read_person(connection, request, person)
        asked = Selection(cohorts=person.cohorts, as_of=request.selection.as_of)
        forms = person_forms(connection, scope, asked, person, data.cohorts, data.today)
    return replace(_view(data), at=reader_at("/participant", params, "code", "programme"), forms=forms)


def nobody() -> ParticipantView:
    """What stands where there is no such person for the reader: the same whether there is one or not."""
    return ParticipantView(
        headline=_("There is no such participant"),
        lead=_("The code may have a slip in it, or this is nobody whom your account works with."),
        filters=NO_FILTERS,
    )


def _choice(request: Request, found: Sequence[Person]) -> ParticipantView:
    """One code in several programmes: which of them is meant, the reader has to say."""
    lines = tuple(
        Line(
            label=person.programme,
            text=format_list([request.cohorts[cohort].name for cohort in person.cohorts]),
            href=f"/participant{query_string(request.filters, code=person.code, programme=person.programme)}",
        )
        for person in found
    )
    note = _("Codes are unique within a programme.")
    return ParticipantView(
        headline=_("Which %(code)s?", code=found[0].code),
        lead=_("Several programmes have a participant of this code."),
        filters=request.filters,
        choice=LineList(key="programmes", title=_("Choose the programme"), note=note, lines=lines),
    )


def _view(data: PersonData) -> ParticipantView:
    return ParticipantView(
        headline=_headline(data),
        lead=_lead(data),
        filters=data.request.filters,
        memberships=tuple(
            _card(data, membership, cohort)
            for membership, cohort in zip(data.person.memberships, data.cohorts, strict=True)
        ),
        timeline=timeline_chart(data),
        modules=lists.modules(data),
        follow_ups=lists.follow_ups(data),
        needs=lists.needs(data),
        contacts=lists.contacts(data),
        decisions=lists.decisions(data),
        support=support_cards(data),
        restricted=lists.restricted(data) if data.request.scope.sees_restricted else None,
    )


def _front(data: PersonData) -> tuple[Membership, CohortRow]:
    """The latest cohort that they had entered by the day, else the first one to come."""
    both = list(zip(data.person.memberships, data.cohorts, strict=True))
    entered = [pair for pair in both if pair[0].enrolled_on <= data.today]
    return entered[-1] if entered else both[0]


def _headline(data: PersonData) -> str:
    membership, cohort = _front(data)
    return _(
        "%(participant)s in %(cohort)s, %(when)s",
        participant=data.person.code,
        cohort=cohort.name,
        when=_when(data, membership, cohort),
    )


def _when(data: PersonData, membership: Membership, cohort: CohortRow) -> str:
    """Where the cohort is in time, unless the person left before it ended."""
    if membership.exited_on is not None and _left_early(data, membership, cohort):
        return _("left %(day)s", day=format_day(membership.exited_on))
    return cohort_when(cohort, data.today)


def _left_early(data: PersonData, membership: Membership, cohort: CohortRow) -> bool:
    return membership.exited_on is not None and membership.exited_on < min(data.today, cohort.ends_on)


def _lead(data: PersonData) -> str:
    _membership, front = _front(data)
    others = [cohort.name for cohort in data.cohorts if cohort is not front]
    said = []
    if others:
        said.append(_("Also in %(cohorts)s.", cohorts=format_list(others)))
    period = period_text(data.request.filters.start, data.request.filters.end)
    if period:
        said.append(_("Measures and timeline: %(period)s.", period=period))
    activity = data.request.filters.chosen_activity
    if activity:
        said.append(_("Sessions of one activity: %(activity)s.", activity=data.activity(activity)))
    return " ".join(said)


def _card(data: PersonData, membership: Membership, cohort: CohortRow) -> MembershipCard:
    counts = data.measures.get(cohort.code, Counts())
    told = counts.attended + counts.told
    return MembershipCard(
        name=cohort.name,
        when=_stay(data, membership, cohort),
        measures=(
            _measure(_("Attendance"), counts.attended, counts.countable),
            _measure(_("Commitment (there, or told beforehand)"), told, counts.countable),
            _measure(_("Late, of the times there"), counts.late, counts.attended),
        ),
        href=data.request.links.cohort(cohort.code),
    )


def _stay(data: PersonData, membership: Membership, cohort: CohortRow) -> str:
    """The cohort's time, and in what theirs differs from it."""
    said = [format_period(cohort.starts_on, cohort.ends_on)]
    if data.today <= cohort.ends_on or _left_early(data, membership, cohort):
        said.insert(0, _when(data, membership, cohort))
    if membership.enrolled_on > cohort.starts_on:
        said.append(_("joined %(day)s", day=format_day(membership.enrolled_on)))
    if membership.exited_on is not None and cohort.ends_on < membership.exited_on <= data.today:
        said.append(_("supported until %(day)s", day=format_day(membership.exited_on)))
    return "; ".join(said)


def _measure(label: str, numerator: int, denominator: int) -> Measure:
    """A rate with its counts and its interval in words; the counts alone while there are too few."""
    bounds = interval(numerator, denominator)
    if bounds is None:
        few = _("too few sessions yet") if denominator else _("no sessions yet")
        return Measure(label, "", f"{numerator} / {denominator}" if denominator else "", few)
    return Measure(
        label,
        format_percent(numerator / denominator),
        f"{numerator} / {denominator}",
        _("95 %% interval %(interval)s", interval=range_text(bounds)),
    )
