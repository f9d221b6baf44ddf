"""What people do in a weekly review: begin it, write into its items, say what became of them, decide, and close it.

Everything about a prompt is done by the support page's own actions; they note in which review it was said, in the
transaction that makes sure that the review is still open.
"""

from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine

from callbacks import support_actions
from callbacks.fields import FieldReader, as_id
from callbacks.review_data import MEETING, read_programme
from callbacks.review_item import SEPARATOR
from callbacks.review_minutes import freeze
from callbacks.review_names import Names
from callbacks.review_start import minutes_href
from dashboard.actions import Action, Done, Fields, MeanwhileError, UnfitError
from dashboard.domain.access import ForbiddenError, Role, Scope
from dashboard.domain.review import About, ItemState, parse_key, token
from dashboard.i18n import gettext as _
from db.commands.errors import RefusedError, StaleError
from db.commands.review import LONGEST_NOTE, close_review, review_to_write, set_state, start_review, write_note
from db.engine import reading, writing
from db.queries.review import aliases, codes, programmes
from db.queries.review_subjects import keys

_WRITTEN = ("text", "reason")
"""The fields in which somebody types, and may name a person as the wall does."""


def start(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """Begin today's review, or join the one that is going on."""
    with _words_of_refusals(), writing(engine) as connection:
        start_review(connection, scope, FieldReader(fields).text("programme"), now)
    return Done(_("The review has begun. Whoever opens this page now takes part in it."))


def note(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """Keep what is being typed into an item; ``data`` has the version of the words."""
    read = FieldReader(fields)
    text, version = read.text("text", most=LONGEST_NOTE), as_id(read.text("version"))
    read.check()
    with _words_of_refusals(), writing(engine) as connection:
        meeting = _Meeting(connection, scope, fields)
        try:
            kept = meeting.names.revealed(text)
            number = write_note(connection, scope, meeting.review, meeting.key, kept, now, version=version)
        except StaleError as stale:
            raise _both(stale, meeting.names) from stale
    return Done("", data={"version": number})


def _both(stale: StaleError, names: Names) -> MeanwhileError:
    """Two have typed into one item: the words of the other, to be kept beside one's own."""
    theirs = names.hidden(stale.current["note"])
    return MeanwhileError(
        _("%(name)s wrote here while you did. Both are still here.", name=stale.current["by"] or _("A colleague")),
        (theirs,),
        again=_("Keep both"),
        data={"note": theirs, "version": stale.current["version"]},
    )


def state(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """Dealt with, carried over, or open again; ``next`` is where the page goes on."""
    read = FieldReader(fields)
    chosen, after = read.choice("state", tuple(ItemState), required=True), read.text("next")
    read.check()
    with _words_of_refusals(), writing(engine) as connection:
        meeting = _Meeting(connection, scope, fields)
        set_state(connection, scope, meeting.review, meeting.key, ItemState(chosen), now)
    said = {
        ItemState.OPEN: _("Open again."),
        ItemState.DONE: _("Dealt with."),
        ItemState.CARRIED: _("Carried over to the next review."),
    }[ItemState(chosen)]
    return Done(said, go=after if after.startswith("/review?") else "")


def close(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """End the review: its minutes are frozen, and what was not dealt with comes first next time."""
    read = FieldReader(fields)
    with _words_of_refusals(), writing(engine) as connection:
        review = review_to_write(connection, scope, read.id("review"))
        # Minutes are of the whole programme, whoever of those who may close it does so.
        whole = Scope(scope.account_id, Role.COORDINATOR)
        every = programmes(connection, whole)
        programme = next(one for one in every if one.code == review.programme)
        close_review(connection, scope, review, freeze(read_programme(connection, whole, every, programme, now)), now)
    # Minutes have codes in them: on the wall they are not opened.
    on_wall = read.text("mode") == MEETING
    go = "/review" if on_wall else minutes_href(review.programme, review.held_on.isoformat())
    return Done(_("The review is closed and its minutes are kept."), go=go)


class _Meeting:
    """The open review and the item that a form names, within a transaction.

    Raises:
        ForbiddenError: there is no such item for the one who asks.
        RefusedError: ``closed``.
    """

    def __init__(self, connection: Connection, scope: Scope, fields: Fields) -> None:
        named, _separator, mode = FieldReader(fields).text("item").partition(SEPARATOR)
        self.review = review_to_write(connection, scope, as_id(named.partition("-")[0]))
        key = next(
            (
                key
                for key in keys(connection, scope, self.review.programme)
                if token(self.review.id, self.review.started_at, key) == named
            ),
            "",
        )
        reference = parse_key(key)
        if reference is None:
            raise ForbiddenError
        self.key, self.about, self.id = key, reference.about, reference.id
        numbers, known = (
            aliases(connection, scope, self.review),
            codes(connection, scope, self.review.programme),
        )
        self.names = Names(numbers, known, on_wall=mode == MEETING)


def _in_review(action: Callable[..., Done]) -> Action:
    """An action of the support page as the review asks for it: about an item, and said in the review."""

    def said(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
        with _words_of_refusals(), reading(engine) as connection:
            meeting = _Meeting(connection, scope, fields)
        if meeting.about is not About.PERSON:
            raise ForbiddenError
        own = {name: meeting.names.revealed(_typed(fields, name)) for name in _WRITTEN}
        asked = ChainMap({"enrolment": str(meeting.id), **own}, fields)  # type: ignore[arg-type]

        def still_open(connection: Connection) -> int:
            with _words_of_refusals():
                return review_to_write(connection, scope, meeting.review.id).id

        try:
            return action(engine, scope, asked, now, still_open)
        except MeanwhileError as meanwhile:
            meanwhile.theirs = tuple(meeting.names.hidden(line) for line in meanwhile.theirs)
            raise

    return said


def contact(engine: Engine, scope: Scope, fields: Fields, now: datetime) -> Done:
    """A contact with the person of an item; contacts are no steps about a prompt, and belong to no review."""
    return _in_review(lambda *asked: support_actions.contact(*asked[:4]))(engine, scope, fields, now)


def _typed(fields: Fields, name: str) -> str:
    value = fields.get(name, "")
    return value if isinstance(value, str) else ""


@contextmanager
def _words_of_refusals() -> Iterator[None]:
    """What a command refuses, said in words."""
    try:
        yield
    except RefusedError as refused:
        raise UnfitError(_REFUSALS[refused.code](refused.values)) from refused


_REFUSALS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "closed-today": lambda _values: _("Today's review was held and is closed; the next one can begin tomorrow."),
    "closed": lambda _values: _(
        "The review has been closed meanwhile, so this is not kept in it. What you typed is still here."
    ),
    "too-long": lambda values: _("At most %(most)d characters, please.", most=values["most"]),
}

ACTIONS: Mapping[str, Action] = {
    "start": start,
    "note": note,
    "state": state,
    "close": close,
    "acknowledge": _in_review(support_actions.acknowledge),
    "snooze": _in_review(support_actions.snooze),
    "decide": _in_review(support_actions.decide),
    "done": _in_review(support_actions.done),
    "review": _in_review(support_actions.review),
    "contact": contact,
}
