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
    HISTOGRAM_HEIGHT,
    Dots,
    class_name,
    dots_height,
    minute_dots,
    minute_histogram,
)
from dashboard.i18n import format_clock, ngettext
from dashboard.i18n import gettext as _
from dashboard.views import Chart, Column, Kind, Table
from db.queries.cohorts import CohortRow

MOST_DOTS = 60
"""More late marks than this in one cohort are shown in classes."""


def minutes(data: Data, counts: Lateness) -> Chart:
    """The distribution: dots for those who may see single marks while there are few, else a histogram."""
    cohorts = data.beside
    known = [data.whole(cohort).minutes_known for cohort in cohorts]
    dots = data.arrivals is not None and bool(cohorts) and max(known) <= MOST_DOTS
    return _dots(data, counts, cohorts) if dots else _histogram(counts)


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


def _dots(data: Data, counts: Lateness, cohorts: Sequence[CohortRow]) -> Chart:
    late: dict[str, list[Arrival]] = defaultdict(list)
    for arrival in data.arrivals or ():
        if arrival.minutes_late is not None:
            late[arrival.cohort].append(arrival)
    whole = {cohort.code: data.whole(cohort) for cohort in cohorts}
    shown = [cohort for cohort in cohorts if whole[cohort.code].late]
    rows = [
        Dots(
            name=cohort.name,
            said=_briefly(whole[cohort.code]),
            quartiles=whole[cohort.code].quartiles if whole[cohort.code].minutes_known >= FEW else None,
            dots=[(arrival.minutes_late or 0, _dot_text(data, arrival)) for arrival in late[cohort.code]],
            links=[data.links.session(arrival.session_id) for arrival in late[cohort.code]],
        )
        for cohort in shown
    ]
    return _chart(
        counts,
        note=_("A dot is one late mark with known minutes; bar: the middle half, line: the median."),
        summary=" ".join(
            f"{row.name}: {minutes_text(whole[cohort.code])}" for cohort, row in zip(shown, rows, strict=True)
        ),
        table=Table(
            columns=(Column(_("Cohort")), Column(_("Minutes late")), Column(_("Late marks"), Kind.NUMBER)),
            rows=tuple(
                (cohort.name, length, marks) for cohort in shown for length, marks in _lengths(whole[cohort.code])
            ),
        ),
        figure=minute_dots(rows) if counts.minutes_known else None,
        height=dots_height(rows),
    )


def _histogram(counts: Lateness) -> Chart:
    unknown = ((_("unknown"), counts.minutes_unknown),) if counts.minutes_unknown else ()
    return _chart(
        counts,
        note=_("Late marks in classes of five minutes; shaded: the middle half, line: the median."),
        summary=minutes_text(counts),
        table=Table(
            columns=(Column(_("Minutes late")), Column(_("Late marks"), Kind.NUMBER)),
            rows=(*((class_name(last), marks) for last, marks in classes(counts.minutes).items()), *unknown),
        ),
        figure=minute_histogram(counts) if counts.minutes_known else None,
        height=HISTOGRAM_HEIGHT,
    )


def _chart(
    counts: Lateness, *, note: str, summary: str, table: Table, figure: dict[str, object] | None, height: int
) -> Chart:
    enough = counts.minutes_known >= FEW and counts.quartiles
    known = _("Minutes are known for %(known)d of %(late)d", known=counts.minutes_known, late=counts.late)
    missing = _("The minutes were not noted: they can be written beside a late mark in the register.")
    unknown = _unknown(counts)
    return Chart(
        key="minutes-late",
        title=_("Half of the late came at most %(median)s min late", median=minute_text(enough[1]))
        if enough
        else known,
        note=f"{note} {unknown[:1].upper()}{unknown[1:]}." if counts.minutes_unknown else note,
        summary=summary,
        table=table,
        figure=figure,
        empty=missing if counts.late else _("Everyone who came was on time."),
        height=height if figure else 160,
    )


def _lengths(counts: Lateness) -> list[tuple[str, int]]:
    """Minutes with how many late marks, those without a number last."""
    known = [(str(length), marks) for length, marks in counts.minutes]
    return [*known, (_("unknown"), counts.minutes_unknown)] if counts.minutes_unknown else known


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
