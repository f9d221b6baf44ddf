"""The lateness page's charts of rates and notice: weeks, timetable, activities, what was told."""

from collections.abc import Mapping, Sequence
from datetime import time

from callbacks.lateness_data import Data
from callbacks.lateness_words import interval_text, late_text, notice_name, rate_cells, rate_columns
from dashboard.domain.comparison import standing_out
from dashboard.domain.lateness import Lateness, Slot, add
from dashboard.domain.lateness import timetable as slots_of
from dashboard.figures import lateness as figures
from dashboard.figures.lateness_rows import NOTICE_HEIGHT, NoticeRow, notice_rows
from dashboard.i18n import format_clock, format_list, format_percent, format_weekday, ngettext
from dashboard.i18n import gettext as _
from dashboard.views import Chart, Column, Kind, Table
from db.queries.cohorts import CohortRow

MOST_STARTS = 8
"""More different starts than this are shown by the full hour."""


def weekly(data: Data) -> Chart:
    """Share late by programme week: a panel a cohort, one for all of them where they are too many."""
    beside = data.beside
    if len(beside) > 1:
        return _compared(data, beside)
    weeks = data.together()
    name = beside[0].name if beside else _("All cohorts together")
    panel = figures.Panel(name, _whole(add(weeks.values())), weeks)
    latest = max(week for week, counts in weeks.items() if counts.attended)
    before = add(counts for week, counts in weeks.items() if week < latest)
    note = _("Late of those who came. Band: 95 % interval. Below: counts; fewer than six are no rate.")
    hint = _("Choose up to six cohorts to see them beside each other.")
    return _weekly_chart(
        data,
        [panel],
        [(name, weeks)],
        title=_("Week %(week)d: %(late)s late", week=latest, late=late_text(weeks[latest]))
        if not before.attended
        else _(
            "Week %(week)d: %(late)s late; in the weeks before %(before)s",
            week=latest,
            late=late_text(weeks[latest]),
            before=late_text(before),
        ),
        note=note if beside else f"{note} {hint}",
    )


def _whole(counts: Lateness) -> str:
    interval = interval_text(counts)
    return f"{late_text(counts)} ({interval})" if interval else late_text(counts)


def _compared(data: Data, beside: Sequence[CohortRow]) -> Chart:
    """Cohorts below each other, aligned by programme week, and whether they differ by more than chance would bring."""
    by_code = {cohort.code: data.of_cohort(cohort) for cohort in beside}
    week = _latest(by_code[data.front.code]) if data.front else 0
    first = min(min(weeks) for weeks in by_code.values())
    until = {code: add(counts for w, counts in weeks.items() if w <= week) for code, weeks in by_code.items()}
    panels = [
        figures.Panel(
            cohort.name,
            _("%(late)s in weeks %(first)d–%(last)d", late=late_text(until[cohort.code]), first=first, last=week),
            by_code[cohort.code],
            differs=[w for w in by_code[cohort.code] if cohort.code in _apart_in(by_code, w)],
        )
        for cohort in beside
    ]
    shares = [
        f"{cohort.name} {format_percent(by_code[cohort.code][week].lateness)}"
        for cohort in beside
        if by_code[cohort.code].get(week, Lateness()).enough
    ]
    return _weekly_chart(
        data,
        panels,
        [(cohort.name, by_code[cohort.code]) for cohort in beside],
        title=_("Late in week %(week)d: %(shares)s", week=week, shares=format_list(shares))
        if len(shares) > 1
        else _("Share late by programme week"),
        note=" ".join(
            [
                _verdict(beside, until, first, week),
                _("Band: 95 % interval. Filled dot: differs from the others in that week by more than chance."),
            ]
        ),
    )


def _latest(weeks: Mapping[int, Lateness]) -> int:
    """The latest week with enough marks for a rate, else the latest."""
    return max((week for week, counts in weeks.items() if counts.enough), default=max(weeks, default=0))


def _apart_in(by_code: Mapping[str, Mapping[int, Lateness]], week: int) -> set[str]:
    weekly = {code: weeks[week] for code, weeks in by_code.items() if week in weeks}
    return standing_out({code: (counts.late, counts.attended) for code, counts in weekly.items()})


def _verdict(beside: Sequence[CohortRow], until: Mapping[str, Lateness], first: int, last: int) -> str:
    """Whether chance alone explains what lies between the cohorts until a week; they are named in time order."""
    apart = standing_out({code: (counts.late, counts.attended) for code, counts in until.items()})
    weeks = {"first": first, "last": last}
    names = [cohort.name for cohort in beside if cohort.code in apart]
    if not names:
        return _(
            "In weeks %(first)d–%(last)d together, the cohorts differ by no more than chance would bring.", **weeks
        )
    if len(names) == len(beside):
        return _("In weeks %(first)d–%(last)d together, the cohorts differ by more than chance would bring.", **weeks)
    return ngettext(
        "In weeks %(first)d–%(last)d together, %(names)s differs from the others by more than chance would bring.",
        "In weeks %(first)d–%(last)d together, %(names)s differ from the others by more than chance would bring.",
        len(names),
        names=format_list(names),
        **weeks,
    )


def _weekly_chart(
    data: Data,
    panels: Sequence[figures.Panel],
    named: Sequence[tuple[str, Mapping[int, Lateness]]],
    *,
    title: str,
    note: str,
) -> Chart:
    return Chart(
        key="lateness-by-week",
        title=title,
        note=note,
        summary=" ".join(
            _("%(name)s: %(weeks)s.", name=name, weeks=format_list([_week_in_words(*week) for week in _came(weeks)]))
            for name, weeks in named
        ),
        table=Table(
            columns=(Column(_("Cohort")), Column(_("Programme week"), Kind.NUMBER), *rate_columns()),
            rows=tuple((name, week, *rate_cells(counts)) for name, weeks in named for week, counts in _came(weeks)),
        ),
        figure=figures.weekly(panels, length=data.length),
        height=figures.panels_height(len(panels)),
        min_width=440,
    )


def _came(weeks: Mapping[int, Lateness]) -> list[tuple[int, Lateness]]:
    return [(week, counts) for week, counts in sorted(weeks.items()) if counts.attended]


def _week_in_words(week: int, counts: Lateness) -> str:
    return _("week %(week)d %(late)s", week=week, late=late_text(counts))


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
    rates = {slot: counts.lateness or 0.0 for slot, counts in slots.items() if counts.enough}
    most = [slot for slot, rate in rates.items() if rate == max(rates.values())]
    if len(rates) < 2 or len(most) > 1 or not rates[most[0]]:
        return _("Lateness by weekday and start")
    return _("Most often late: %(when)s, %(late)s", when=_slot_name(most[0]), late=late_text(slots[most[0]]))


def by_activity(data: Data) -> Chart:
    """Share late of each activity."""
    groups: dict[str, list[Lateness]] = {}
    for group in data.by_activity:
        groups.setdefault(str(group.key), []).append(group.counts)
    whole = {code: add(counts) for code, counts in groups.items()}
    named = [(name, whole[code]) for code, name in data.activities.items() if code in whole and whole[code].attended]
    return Chart(
        key="lateness-by-activity",
        title=_activity_title(named),
        note=_("Late of those who came. Fewer than six: the counts alone."),
        summary=" ".join(_("%(name)s: %(late)s late.", name=name, late=late_text(counts)) for name, counts in named),
        table=Table(
            columns=(Column(_("Activity")), *rate_columns()),
            rows=tuple((name, *rate_cells(counts)) for name, counts in named),
        ),
        figure=figures.by_activity(named, interval=data.single),
        height=max(56 * len(named) + 60, 200),
    )


def _activity_title(named: Sequence[tuple[str, Lateness]]) -> str:
    enough = [(counts.lateness or 0.0, name) for name, counts in named if counts.enough]
    if len(enough) < 2 or min(enough)[0] == max(enough)[0]:
        return _("Lateness by activity")
    return _("Most often on time: %(least)s. Most often late: %(most)s", least=min(enough)[1], most=max(enough)[1])


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
        title=ngettext(
            "%(told)d of %(num)d late arrival was told beforehand",
            "%(told)d of %(num)d late arrivals were told beforehand",
            counts.late,
            told=counts.told_before,
        )
        if counts.late
        else _("Nobody was late"),
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
