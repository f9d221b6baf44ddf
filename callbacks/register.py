"""The registers to take: today's first, then those that are not taken, then this week; and who told of an absence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, Engine

from callbacks.filters import read_filters, selection
from callbacks.links import Links
from callbacks.register_notices import notice_card
from callbacks.register_words import clock_text, stage_text
from callbacks.words import day_text
from dashboard.domain.access import Scope
from dashboard.domain.calendar import HELSINKI, iso_week_start, local_day
from dashboard.domain.register_taking import RegisterRow, Stage
from dashboard.i18n import current_language, format_clock, format_day, format_weekday, ngettext
from dashboard.i18n import gettext as _
from dashboard.views import NO_FILTERS, Filters, NoticeCard, Option, RegisterLine, RegisterList, RegistersView
from db.engine import reading
from db.queries.activities import activity_names
from db.queries.cohorts import cohorts
from db.queries.notices import attendees, notices
from db.queries.register_taking import registers

MOST = 20
"""A list of registers longer than this is cut, and says how many more there are."""

_TO_TAKE = frozenset({Stage.OPEN, Stage.BEGUN})


@dataclass(frozen=True, slots=True)
class _Data:
    """What the page read; ``week`` has neither today's sessions nor those that are not taken."""

    day: date
    filters: Filters
    cohorts: Mapping[str, str]
    activities: Mapping[str, str]
    links: Links
    today: Sequence[RegisterRow]
    not_taken: Sequence[RegisterRow]
    week: Sequence[RegisterRow]
    notices: NoticeCard

    @property
    def waiting(self) -> int:
        """How many of today's registers are to be taken."""
        return sum(row.stage(self.day) in _TO_TAKE for row in self.today)


def load(
    engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None = None
) -> RegistersView:
    """The page as the asker may see it; without registers for who takes none."""
    if scope is None:
        return RegistersView(headline="")
    if not scope.sees_persons:
        return RegistersView(
            headline=_("Registers are taken by those who work with the cohorts"),
            lead=_("Your account reads figures or the log; it marks nobody."),
            filters=NO_FILTERS,
        )
    with reading(engine) as connection:
        data = _read(connection, scope, params, now)
    return RegistersView(
        headline=_headline(data),
        lead=_("A missing mark is not an absence; it is left out of every figure."),
        filters=data.filters,
        today=_today(data),
        not_taken=_not_taken(data),
        week=_week(data),
        restricted=_restricted(data),
        notices=data.notices,
    )


def _read(connection: Connection, scope: Scope, params: Mapping[str, object], now: datetime | None) -> _Data:
    every = cohorts(connection, scope)
    names = {cohort.code: cohort.name for cohort in every}
    chosen = read_filters(params, [Option(code, name) for code, name in names.items()], ())
    # A register is taken now, whatever day the other pages look back from.
    asked = replace(selection(chosen), as_of=None, start=None, end=None, counting_only=False)
    day, moment = asked.today(now), asked.moment(now)
    monday = iso_week_start(day)
    week = registers(connection, scope, replace(asked, start=monday, end=monday + timedelta(days=6)))
    before = replace(asked, end=day - timedelta(days=1))
    not_taken = registers(connection, scope, before, missing_at=moment)[::-1]
    missing = {row.session_id for row in not_taken}
    return _Data(
        day=day,
        filters=replace(chosen, with_period=False, with_as_of=False),
        cohorts=names,
        activities=activity_names(connection, scope, current_language()),
        links=Links(scope, chosen, every),
        today=[row for row in week if row.local_date == day],
        not_taken=not_taken,
        week=[row for row in week if row.local_date != day and row.session_id not in missing],
        notices=notice_card(
            notices(connection, scope, asked, day), attendees(connection, scope, asked, day), names, day
        ),
    )


def _headline(data: _Data) -> str:
    if data.waiting:
        return ngettext("%(num)d register to take today", "%(num)d registers to take today", data.waiting)
    if data.not_taken:
        earlier = len(data.not_taken)
        return ngettext("%(num)d earlier register is not taken", "%(num)d earlier registers are not taken", earlier)
    return _("Every register is taken")


def _today(data: _Data) -> RegisterList:
    return RegisterList(
        title=_("Today"),
        note=f"{format_weekday(data.day)} {format_day(data.day)}",
        lines=_lines(data, data.today),
        empty=_("No session today."),
    )


def _not_taken(data: _Data) -> RegisterList:
    rows = _open_to_all(data.not_taken)
    more = len(rows) - MOST
    return RegisterList(
        title=_("Not taken"),
        note=_("Until somebody takes them, or cancels a session that was not held."),
        lines=_lines(data, rows[:MOST]),
        empty=_("Every earlier register is taken."),
        more=ngettext("and %(num)d more", "and %(num)d more", more) if more > 0 else "",
    )


def _week(data: _Data) -> RegisterList:
    return RegisterList(
        title=_("Other days of this week"),
        lines=_lines(data, data.week),
        empty=_("No other session this week."),
    )


def _restricted(data: _Data) -> RegisterList | None:
    rows = [row for row in (*data.today, *data.not_taken, *data.week) if row.restricted]
    if not rows:
        return None
    return RegisterList(
        title=_("Meetings not for everybody's eyes"),
        note=_("Open this list when nobody else sees the screen."),
        lines=tuple(_line(data, row) for row in rows[:MOST]),
    )


def _open_to_all(rows: Iterable[RegisterRow]) -> list[RegisterRow]:
    return [row for row in rows if not row.restricted]


def _lines(data: _Data, rows: Iterable[RegisterRow]) -> tuple[RegisterLine, ...]:
    return tuple(_line(data, row) for row in _open_to_all(rows))


def _line(data: _Data, row: RegisterRow) -> RegisterLine:
    what = " ".join(filter(None, (data.activities.get(row.activity, row.activity), row.participant)))
    stage = row.stage(data.day)
    return RegisterLine(
        when=_when(row, data.day),
        what=_("%(what)s, %(cohort)s", what=what, cohort=data.cohorts[row.cohort]),
        said=stage_text(stage, row.recorded, row.expected),
        stage=stage,
        href=data.links.register(row.session_id),
    )


def _when(row: RegisterRow, today: date) -> str:
    if local_day(row.starts_at) == today:
        return clock_text(row.starts_at, row.ends_at)
    return f"{day_text(row.local_date, today)} {format_clock(row.starts_at.astimezone(HELSINKI))}"
