"""The page of the weekly review: before it begins what it will be about, then its agenda and one item, large.

Everybody who opens the page while a review is going on takes part in it: what one writes the others see. On the wall
(``mode=meeting``) the answer holds aliases instead of codes, and leads to no person.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby
from urllib.parse import urlencode

from sqlalchemy import Connection, Engine

from callbacks.review_data import MEETING, ReviewData, read_review, with_names
from callbacks.review_item import form_item, item_view
from callbacks.review_start import before_view
from callbacks.review_words import section_name, state_name
from dashboard.domain.access import Scope
from dashboard.domain.calendar import HELSINKI
from dashboard.domain.review import CohortWeek, Item, ItemState, Person, Registers
from dashboard.i18n import format_clock, format_day, ngettext
from dashboard.i18n import gettext as _
from dashboard.prompt_words import sentence
from dashboard.views import NO_FILTERS
from dashboard.views.review import Entry, Group, ItemView, Moves, NoteView, ReviewView, Tools
from db.commands.errors import RefusedError
from db.commands.reads import record_read, record_read_on
from db.commands.review import give_aliases, may_close, review_to_write
from db.engine import reading, writing
from db.queries.participant import enrolled_person

_LONGEST_KEY = 40
_Record = Callable[[Connection, Scope, int, str, str], None]


def load(engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None = None) -> ReviewView:
    """The page as the asker may see it."""
    return _load(engine, scope, params, now, record_read)


def follow(
    engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None = None
) -> ReviewView:
    """The same on the open page: another item, or what a colleague has written since."""
    return _load(engine, scope, params, now, record_read_on)


def nothing() -> ReviewView:
    """What stands where the reader takes part in no review."""
    return ReviewView(
        headline=_("There is nothing here."),
        lead=_("The address may have a slip in it, or what was here is not for this account."),
        filters=NO_FILTERS,
    )


def _load(
    engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None, record: _Record
) -> ReviewView:
    if scope is None:
        return ReviewView(headline="", filters=NO_FILTERS)
    if not scope.sees_persons:
        return nothing()
    now = now or datetime.now(UTC)
    opened = _opened(params)
    # Only where somebody's marks are opened is there anything to write.
    with writing(engine) if opened else reading(engine) as connection:
        data = read_review(connection, scope, params, now)
        if data is not None and opened:
            _record_read(connection, data, _current(data, params), record)
    if data is None:
        return nothing()
    if data.review is None:
        return before_view(data)
    if data.names.on_wall:
        data = _name_everyone(engine, data)
    return _during(data, _current(data, params), opened)


def _opened(params: Mapping[str, object]) -> str:
    """The prompt whose marks the address opens, as forms name it."""
    value = params.get("evidence", "")
    return value if isinstance(value, str) and len(value) <= _LONGEST_KEY else ""


def _record_read(connection: Connection, data: ReviewData, item: Item | None, record: _Record) -> None:
    if item is not None and item.who is not None:
        person_id, code = enrolled_person(connection, data.scope, item.who.enrolment_id)
        record(connection, data.scope, person_id, code, "review")


def _name_everyone(engine: Engine, data: ReviewData) -> ReviewData:
    """Give an alias to everybody on the page who has none yet."""
    missing = data.names.missing(data.people(), data.texts())
    if not missing:
        return data
    assert data.review is not None
    with writing(engine) as connection:
        try:
            give_aliases(connection, data.scope, review_to_write(connection, data.scope, data.review.id), missing)
        except RefusedError:
            return data  # closed in this very moment: whoever has no alias is "somebody"
        return with_names(data, connection)


def _current(data: ReviewData, params: Mapping[str, object]) -> Item | None:
    """The item that the address names, else the first one that is open."""
    named = next((item for item in data.items if data.token(item) == params.get("item")), None)
    waiting = (item for item in data.items if data.state(item) is ItemState.OPEN)
    return named or next(waiting, None) or next(iter(data.items), None)


def _during(data: ReviewData, item: Item | None, opened: str) -> ReviewView:
    assert data.review is not None
    place = data.items.index(item) + 1 if item is not None else 0
    left = sum(data.state(one) is ItemState.OPEN for one in data.items)
    return ReviewView(
        headline=_headline(data, place, left),
        lead=_going_on(data),
        filters=NO_FILTERS,
        tools=Tools(
            review=data.review.id,
            on_wall=data.names.on_wall,
            wall_href=_href(data, item, mode="" if data.names.on_wall else MEETING),
            may_close=may_close(data.scope, data.review),
            left=sum(data.state(one) is not ItemState.DONE for one in data.items),
            done=len(data.items) - left,
            total=len(data.items),
        ),
        agenda=tuple(_groups(data, item)),
        item=_item(data, item, opened) if item else None,
        note=_note(data, item) if item else None,
        moves=_moves(data, item) if item else None,
    )


def _headline(data: ReviewData, place: int, left: int) -> str:
    if not data.items:
        return _("Nothing is on the agenda: everything has been looked at")
    if not left:
        return _("%(place)d of %(all)d; everything is gone through", place=place, all=len(data.items))
    return ngettext(
        "%(place)d of %(all)d; %(num)d is still open",
        "%(place)d of %(all)d; %(num)d are still open",
        left,
        place=place,
        all=len(data.items),
    )


def _going_on(data: ReviewData) -> str:
    review = data.review
    assert review is not None
    began = review.started_at.astimezone(HELSINKI)
    said = _(
        "Weekly review of %(day)s, since %(since)s.", day=format_day(review.held_on), since=format_day(review.since)
    )
    if review.started_by:
        by = _("Begun at %(clock)s by %(name)s.", clock=format_clock(began), name=review.started_by)
        said = f"{said} {by}"
    if review.held_on < data.today:
        said = " ".join([said, _("It was never closed: go on, or close it and begin a new one.")])
    return said


def _groups(data: ReviewData, current: Item | None) -> Iterator[Group]:
    for section, items in groupby(data.items, key=lambda item: item.section):
        yield Group(section_name(section), tuple(_entry(data, item, item is current) for item in items))


def _entry(data: ReviewData, item: Item, current: bool) -> Entry:
    state = data.state(item)
    return Entry(
        href=_href(data, item),
        label=data.names.of(item.who.code) if item.who else data.cohorts[item.cohort].name,
        what=_what(data, item),
        state=state,
        said=state_name(state),
        current=current,
    )


def _what(data: ReviewData, item: Item) -> str:
    """Why an item is there, in as few words as can be."""
    subject = item.subject
    if isinstance(subject, Registers):
        return ngettext("%(num)d register", "%(num)d registers", len(subject.sessions))
    if isinstance(subject, CohortWeek):
        return _("the week in figures")
    if not isinstance(subject, Person):
        return ""
    if subject.waiting:
        return sentence(subject.waiting[0].prompt)
    if subject.checks:
        return data.names.hidden(subject.checks[0].task.decision.text or "")
    return _("follow-up")


def _item(data: ReviewData, item: Item, opened: str) -> ItemView:
    return item_view(data, item, opened, lambda prompt: _href(data, item, evidence=prompt))


def _note(data: ReviewData, item: Item) -> NoteView:
    said = data.said.get(item.key)
    if said is None:
        return NoteView(form_item(data, item))
    return NoteView(form_item(data, item), data.names.hidden(said.note), said.version, said.written_by or "")


def _moves(data: ReviewData, item: Item) -> Moves:
    place, state = data.items.index(item), data.state(item)
    after = [*data.items[place + 1 :], *data.items[:place]]
    waiting = [one for one in after if data.state(one) is ItemState.OPEN]
    return Moves(
        item=form_item(data, item),
        state=state,
        said=state_name(state),
        previous=_at(data, place - 1),
        next=_at(data, place + 1),
        next_open=_first(data, waiting),
        finished=data.review is not None
        and state is not ItemState.OPEN
        and not waiting
        and may_close(data.scope, data.review),
    )


def _at(data: ReviewData, place: int) -> str:
    return _href(data, data.items[place]) if 0 <= place < len(data.items) else ""


def _first(data: ReviewData, items: Sequence[Item]) -> str:
    return _href(data, items[0]) if items else ""


def _href(data: ReviewData, item: Item | None, *, mode: str | None = None, evidence: str = "") -> str:
    """The page with an item, on the wall where the page is there."""
    values = {
        "programme": data.programme.code if len(data.programmes) > 1 else "",
        "item": data.token(item) if item else "",
        "mode": mode if mode is not None else MEETING if data.names.on_wall else "",
        "evidence": evidence,
    }
    given = {name: value for name, value in values.items() if value}
    return f"/review?{urlencode(given)}" if given else "/review"
