"""Lateness by programme week: one cohort, cohorts below each other aligned by week, or all of them together."""

from collections.abc import Mapping, Sequence

from callbacks.lateness_data import Data
from callbacks.lateness_words import interval_text, late_text, rate_cells, rate_columns
from dashboard.domain.comparison import Side, standing_out
from dashboard.domain.lateness import Lateness, add
from dashboard.figures.lateness import Panel, panels_height, weekly_panels
from dashboard.i18n import format_list, format_percent
from dashboard.i18n import gettext as _
from dashboard.views import Chart, Column, Kind, Table
from db.queries.cohorts import CohortRow

Weeks = Mapping[int, Lateness]


def weekly(data: Data) -> Chart:
    """A panel a cohort; one for all of them where they are too many to stand beside each other."""
    beside = data.beside
    if len(beside) > 1:
        return _compared(data, beside)
    note = _("Late of those who came. Band: interval (95 %). Below: counts; fewer than six are no rate.")
    if beside:
        weeks = data.of_cohort(beside[0])
        panel = Panel(beside[0].name, _whole(weeks), weeks, links=_links(data, beside[0], weeks))
    else:
        weeks = data.together()
        panel = Panel(_("All cohorts together"), _whole(weeks), weeks)
        note = " ".join([note, _("Choose up to six cohorts to see them beside each other.")])
    return _chart(data, [panel], title=_title(weeks), note=note)


def _title(weeks: Weeks) -> str:
    """The latest week beside those before it."""
    latest = _latest(weeks)
    before = add(counts for week, counts in weeks.items() if week < latest)
    late = late_text(weeks[latest])
    if not before.attended:
        return _("Week %(week)d: %(late)s late", week=latest, late=late)
    return _(
        "Week %(week)d: %(late)s late; in the weeks before %(before)s",
        week=latest,
        late=late,
        before=late_text(before),
    )


def _whole(weeks: Weeks) -> str:
    counts = add(weeks.values())
    interval = interval_text(counts)
    return f"{late_text(counts)} ({interval})" if interval else late_text(counts)


def _compared(data: Data, beside: Sequence[CohortRow]) -> Chart:
    """Cohorts below each other, and whether they differ by more than chance would bring."""
    names = {cohort.code: cohort.name for cohort in beside}
    cohorts = {cohort.code: data.of_cohort(cohort) for cohort in beside}
    week = _latest(data.of_cohort(data.front)) if data.front else 1
    first = min(min(weeks) for weeks in cohorts.values())
    until = {code: add(counts for w, counts in weeks.items() if w <= week) for code, weeks in cohorts.items()}
    in_week = {code: weeks[week] for code, weeks in cohorts.items() if week in weeks}
    apart = {w: _apart({code: weeks[w] for code, weeks in cohorts.items() if w in weeks}) for w in data.together()}
    said = [_verdict(_("Week %(week)d", week=week), in_week, names)]
    if first < week:
        said.append(_verdict(_("Weeks %(first)d–%(last)d", first=first, last=week), until, names))
    panels = [
        Panel(
            cohort.name,
            _until(until[cohort.code], first, week),
            cohorts[cohort.code],
            differs=[w for w in cohorts[cohort.code] if cohort.code in apart[w]],
            links=_links(data, cohort, cohorts[cohort.code]),
        )
        for cohort in beside
    ]
    shares = [f"{names[code]} {format_percent(counts.lateness)}" for code, counts in in_week.items() if counts.enough]
    return _chart(
        data,
        panels,
        title=_("Late in week %(week)d: %(shares)s", week=week, shares=format_list(shares))
        if len(shares) > 1
        else _("Share late by programme week"),
        note=" ".join(
            [*said, _("Band: interval (95 %). Filled dot: a week in which a cohort differs by more than chance.")]
        ),
    )


def _until(counts: Lateness, first: int, last: int) -> str:
    """A cohort's weeks up to the one that is compared."""
    if first == last:
        return _("%(late)s in week %(week)d", late=late_text(counts), week=last)
    return _("%(late)s in weeks %(first)d–%(last)d", late=late_text(counts), first=first, last=last)


def _latest(weeks: Weeks) -> int:
    """The latest week with enough marks for a rate, else the latest in which anybody came."""
    came = [week for week, counts in weeks.items() if counts.attended]
    return max((week for week in came if weeks[week].enough), default=max(came, default=1))


def _apart(counts: Mapping[str, Lateness]) -> dict[str, Side]:
    return standing_out({code: (count.late, count.attended) for code, count in counts.items()})


def _verdict(when: str, counts: Mapping[str, Lateness], names: Mapping[str, str]) -> str:
    """Whether chance alone explains what lies between the cohorts; they are named in the order of their start."""
    apart = _apart(counts)
    more = [names[code] for code, side in apart.items() if side is Side.ABOVE]
    less = [names[code] for code, side in apart.items() if side is Side.BELOW]
    said = []
    if more:
        said.append(_("%(names)s late more often than the others, by more than chance", names=format_list(more)))
    # Of two cohorts, one is late more often because the other is late less often.
    if less and len(counts) > 2:
        said.append(_("%(names)s late less often than the others, by more than chance", names=format_list(less)))
    if not said:
        said.append(_("no cohort differs by more than chance"))
    return f"{when}: {'; '.join(said)}."


def _links(data: Data, cohort: CohortRow, weeks: Weeks) -> dict[int, str]:
    return {week: data.links.week(cohort, week) for week in weeks if week > 0}


def _chart(data: Data, panels: Sequence[Panel], *, title: str, note: str) -> Chart:
    lines = [(panel, week, counts) for panel in panels for week, counts in sorted(panel.weeks.items())]
    lines = [(panel, week, counts) for panel, week, counts in lines if counts.attended]
    return Chart(
        key="lateness-by-week",
        title=title,
        note=note,
        summary=" ".join(
            _("%(name)s, week %(week)d: %(late)s.", name=panel.name, week=week, late=late_text(counts))
            for panel, week, counts in lines
        ),
        table=Table(
            columns=(Column(_("Cohort")), Column(_("Programme week"), Kind.NUMBER), *rate_columns()),
            rows=tuple((panel.name, week, *rate_cells(counts)) for panel, week, counts in lines),
            links=tuple(panel.links.get(week, "") for panel, week, _counts in lines),
            link_column=1,
        ),
        figure=weekly_panels(panels, length=data.length),
        height=panels_height(len(panels)),
        min_width=440,
    )
