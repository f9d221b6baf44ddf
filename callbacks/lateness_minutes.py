"""How many minutes late: every mark where they are few, classes and quartiles where they are many."""

from collections import defaultdict
from collections.abc import Sequence

from callbacks.lateness_data import Data
from callbacks.lateness_words import minute_text, notice_name
from callbacks.words import day_text
from dashboard.domain.calendar import HELSINKI
from dashboard.domain.lateness import Arrival, Lateness, classes
from dashboard.domain.measures import FEW
from dashboard.figures.lateness_minutes import (
    MinuteRow,
    bars_height,
    class_name,
    dots_height,
    minute_bars,
    minute_dots,
)
from dashboard.i18n import format_clock, ngettext
from dashboard.i18n import gettext as _
from dashboard.views import Chart, Column, Kind, Table

MOST_DOTS = 60
"""More late marks than this in one cohort are shown in classes."""


def minutes(data: Data, counts: Lateness) -> Chart:
    """The distribution, a row a cohort: dots for those who may see single marks while there are few, else bars."""
    names = {cohort.code: cohort.name for cohort in data.beside}
    whole = {cohort.code: data.whole(cohort) for cohort in data.beside}
    late = {code: of_cohort for code, of_cohort in whole.items() if of_cohort.late}
    dots = data.arrivals is not None and all(one.minutes_known <= MOST_DOTS for one in late.values())
    marks = _marks(data) if dots else {}
    rows = [
        MinuteRow(names[code], _briefly(of_cohort), of_cohort, marks.get(code, ())) for code, of_cohort in late.items()
    ]
    if not whole:
        rows = [MinuteRow(_("All cohorts together"), _briefly(counts), counts)]
    return _chart(counts, rows, dots=dots)


def minutes_text(counts: Lateness) -> str:
    """Median and quartiles in a sentence, with how many minutes are unknown; few of them have no quartiles."""
    if counts.minutes_known >= FEW and counts.quartiles:
        low, median, high = map(minute_text, counts.quartiles)
        said = _("Median %(median)s min, the middle half %(low)s–%(high)s min", median=median, low=low, high=high)
    else:
        said = _("Minutes known for %(known)d of %(late)d", known=counts.minutes_known, late=counts.late)
    return f"{said}; {_unknown(counts)}." if counts.minutes_unknown else f"{said}."


def _briefly(counts: Lateness) -> str:
    """The same beside a cohort's name, where there is little room."""
    said = []
    if counts.minutes_known >= FEW and counts.quartiles:
        low, median, high = map(minute_text, counts.quartiles)
        said.append(_("median %(median)s min (%(low)s–%(high)s)", median=median, low=low, high=high))
    if counts.minutes_unknown:
        said.append(_("unknown: %(unknown)d", unknown=counts.minutes_unknown))
    return "; ".join(said)


def _unknown(counts: Lateness) -> str:
    return ngettext(
        "minutes unknown for %(unknown)d of %(num)d late mark",
        "minutes unknown for %(unknown)d of %(num)d late marks",
        counts.late,
        unknown=counts.minutes_unknown,
    )


def _chart(counts: Lateness, rows: Sequence[MinuteRow], *, dots: bool) -> Chart:
    known = bool(counts.minutes_known)
    missing = _("The minutes were not noted: they can be written beside a late mark in the register.")
    height = dots_height(rows) if dots else bars_height(rows)
    return Chart(
        key="minutes-late",
        title=_title(counts),
        note=_note(counts, dots=dots),
        summary=" ".join(f"{row.name}: {minutes_text(row.counts)}" for row in rows),
        table=Table(
            columns=(Column(_("Cohort")), Column(_("Minutes late")), Column(_("Late marks"), Kind.NUMBER)),
            rows=tuple((row.name, length, marks) for row in rows for length, marks in _lengths(row.counts, dots=dots)),
        ),
        figure=(minute_dots(rows) if dots else minute_bars(rows)) if known else None,
        empty=missing if counts.late else _("Everyone who came was on time."),
        height=height if known else 160,
        min_width=340 if known else 0,
    )


def _title(counts: Lateness) -> str:
    if not counts.late:
        return _("Nobody was late")
    if counts.minutes_known >= FEW and counts.quartiles:
        return _("Half of the late came at most %(median)s min late", median=minute_text(counts.quartiles[1]))
    return _("Minutes are known for %(known)d of %(late)d", known=counts.minutes_known, late=counts.late)


def _note(counts: Lateness, *, dots: bool) -> str:
    note = (
        _("A dot is one late mark with known minutes; bar: the middle half, line: the median.")
        if dots
        else _("Late marks in classes of five minutes; below them the middle half and the median.")
    )
    unknown = _unknown(counts)
    return f"{note} {unknown[:1].upper()}{unknown[1:]}." if counts.minutes_unknown else note


def _lengths(counts: Lateness, *, dots: bool) -> list[tuple[str, int]]:
    """Minutes as they are drawn, with how many late marks; those without a number last."""
    if dots:
        known = [(str(length), marks) for length, marks in counts.minutes]
    else:
        known = [(class_name(last), marks) for last, marks in classes(counts.minutes).items() if marks]
    return [*known, (_("unknown"), counts.minutes_unknown)] if counts.minutes_unknown else known


def _marks(data: Data) -> dict[str, list[tuple[int, str, str]]]:
    """The late marks with known minutes of each cohort: minutes, what a dot says, and where it leads."""
    marks: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for arrival in data.arrivals or ():
        if arrival.minutes_late is not None:
            link = data.links.session(arrival.session_id)
            marks[arrival.cohort].append((arrival.minutes_late, _dot_text(data, arrival), link))
    return marks


def _dot_text(data: Data, arrival: Arrival) -> str:
    """What a dot says when pointed at."""
    return _(
        "%(participant)s, %(day)s at %(clock)s, %(activity)s: %(minutes)d min, %(notice)s",
        participant=arrival.participant,
        day=day_text(arrival.local_date),
        clock=format_clock(arrival.starts_at.astimezone(HELSINKI)),
        activity=data.activities.get(arrival.activity, arrival.activity),
        minutes=arrival.minutes_late,
        notice=notice_name(arrival.notice),
    )
