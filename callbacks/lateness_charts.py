"""The lateness page's timetable, activities, and what was told of late arrivals."""

from collections.abc import Mapping, Sequence
from datetime import time
from typing import TypeVar

from callbacks.lateness_data import Data
from callbacks.lateness_words import late_text, notice_name, rate_cells, rate_columns, told_text
from dashboard.domain.lateness import Lateness, Slot, add
from dashboard.domain.lateness import timetable as slots_of
from dashboard.figures import lateness_rates as figures
from dashboard.figures.lateness_rows import NOTICE_HEIGHT, NoticeRow, notice_rows
from dashboard.i18n import format_clock, format_weekday
from dashboard.i18n import gettext as _
from dashboard.views import Chart, Column, Kind, Table

Key = TypeVar("Key")

MOST_STARTS = 8
"""More different starts than this are shown by the full hour."""


def timetable(data: Data) -> Chart:
    """Share late by weekday and start."""
    slots = {slot: counts for slot, counts in slots_of(data.starts, most=MOST_STARTS).items() if counts.attended}
    height, min_width = figures.timetable_size(slots)
    return Chart(
        key="lateness-by-start",
        title=_timetable_title(slots),
        note=_("Late of those who came, by weekday and start. Fewer than six: the counts alone."),
        summary=" ".join(
            _("%(when)s: %(late)s.", when=_slot_name(slot), late=late_text(counts)) for slot, counts in slots.items()
        ),
        table=Table(
            columns=(Column(_("Weekday")), Column(_("Starts at")), *rate_columns()),
            rows=tuple(
                (format_weekday(day, long=True), format_clock(clock), *rate_cells(counts))
                for (day, clock), counts in slots.items()
            ),
        ),
        figure=figures.timetable(slots),
        height=height,
        min_width=min_width,
    )


def _slot_name(slot: tuple[int, time]) -> str:
    day, clock = slot
    return _("%(weekday)s at %(clock)s", weekday=format_weekday(day), clock=format_clock(clock))


def _timetable_title(slots: Mapping[Slot, Lateness]) -> str:
    most = _ends(slots)[1]
    if most is None:
        return _("Lateness by weekday and start")
    return _("Most often late: %(when)s, %(late)s", when=_slot_name(most), late=late_text(slots[most]))


def _ends(groups: Mapping[Key, Lateness]) -> tuple[Key | None, Key | None]:
    """The group that is late least often and the one that is most often, where there is one such and no other."""
    rates = {key: counts.lateness for key, counts in groups.items() if counts.enough and counts.lateness is not None}
    if len(rates) < 2:
        return None, None
    least, most = ([key for key, rate in rates.items() if rate == end(rates.values())] for end in (min, max))
    return (least[0] if len(least) == 1 else None, most[0] if len(most) == 1 else None)


def by_activity(data: Data) -> Chart:
    """Share late of each activity."""
    groups: dict[str, list[Lateness]] = {}
    for group in data.by_activity:
        groups.setdefault(str(group.key), []).append(group.counts)
    whole = {code: add(counts) for code, counts in groups.items()}
    order = [code for code in data.activities if code in whole and whole[code].attended]
    named = [(data.activities[code], whole[code]) for code in order]
    links = [data.links.activity(code) for code in order]
    return Chart(
        key="lateness-by-activity",
        title=_activity_title(named),
        note=_("Late of those who came. Fewer than six: the counts alone."),
        summary=" ".join(_("%(name)s: %(late)s late.", name=name, late=late_text(counts)) for name, counts in named),
        table=Table(
            columns=(Column(_("Activity")), *rate_columns()),
            rows=tuple((name, *rate_cells(counts)) for name, counts in named),
            links=tuple(links),
        ),
        figure=figures.by_activity(named, interval=data.single, links=links),
        height=figures.activities_height(len(named)),
    )


def _activity_title(named: Sequence[tuple[str, Lateness]]) -> str:
    least, most = _ends(dict(enumerate(counts for _name, counts in named)))
    if least is not None and most is not None:
        names = {"least": named[least][0], "most": named[most][0]}
        return _("Most often on time: %(least)s. Most often late: %(most)s", **names)
    return _("Most often late: %(most)s", most=named[most][0]) if most is not None else _("Lateness by activity")


def notice(data: Data, counts: Lateness) -> Chart:
    """What was told of late arrivals, week by week: telling beforehand is worth seeing."""
    weeks = data.together()
    rows = [
        NoticeRow(
            notice_name(kind).capitalize(),
            _("%(num)d of %(late)d", num=_of_kind(counts, kind), late=counts.late),
            {week: _of_kind(week_counts, kind) for week, week_counts in weeks.items()},
        )
        for kind in _KINDS
    ]
    names = {cohort.code: cohort.name for cohort in data.cohorts}
    return Chart(
        key="lateness-and-notice",
        title=told_text(counts) if counts.late else _("Nobody was late"),
        note=_("Late marks by programme week. Being told beforehand is good news too."),
        summary=" ".join(f"{row.name}: {row.said}." for row in rows),
        table=Table(
            columns=(
                Column(_("Cohort")),
                Column(_("Programme week"), Kind.NUMBER),
                *(Column(notice_name(kind).capitalize(), Kind.NUMBER) for kind in _KINDS),
                Column(_("Late"), Kind.NUMBER),
            ),
            rows=tuple(
                (
                    names[group.cohort],
                    group.key,
                    *(_of_kind(group.counts, kind) for kind in _KINDS),
                    group.counts.late,
                )
                for group in data.weeks
                if group.counts.late
            ),
        ),
        figure=notice_rows(rows, length=data.length) if counts.late else None,
        empty=_("Everyone who came was on time."),
        height=NOTICE_HEIGHT if counts.late else 160,
        min_width=300,
    )


_KINDS = ("before", "after", "none", "unknown")


def _of_kind(counts: Lateness, kind: str) -> int:
    return {
        "before": counts.told_before,
        "after": counts.told_after,
        "none": counts.not_told,
        "unknown": counts.notice_unknown,
    }[kind]
