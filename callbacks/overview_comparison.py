"""Cohorts side by side by programme week, in whichever rate the reader compares them by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from callbacks.links import Links
from dashboard.domain.measures import Counts, Rate, Share, share_of
from dashboard.figures.overview import LABELLED, Series, comparison
from dashboard.i18n import format_list, format_percent
from dashboard.i18n import gettext as _
from dashboard.views import Chart, Column, Kind, Option, Table
from db.queries.cohorts import CohortRow

Shares = dict[int, Share]


@dataclass(frozen=True, slots=True)
class _Words:
    """How a rate is called, and what it counts."""

    name: str
    title: str
    note: str
    numerator: str
    denominator: str


def measure_options() -> list[Option]:
    """The rates to choose from, attendance first."""
    return [Option(rate.value, _words(rate).name) for rate in Rate]


def comparison_chart(
    cohorts: Sequence[CohortRow],
    weeks: Mapping[str, Mapping[int, Counts]],
    front: CohortRow | None,
    rate: Rate,
    links: Links,
) -> Chart:
    """The chart of all cohorts that have begun.

    Args:
        cohorts: in the order of their start.
        weeks: counts by cohort code and programme week.
        front: the cohort that the page speaks of first.
        rate: what they are compared by.
        links: where a point leads.
    """
    words = _words(rate)
    begun = [cohort for cohort in cohorts if weeks[cohort.code]]
    shares = {
        cohort.code: {week: share_of(counts, rate) for week, counts in sorted(weeks[cohort.code].items())}
        for cohort in begun
    }
    leads = {cohort.code: {week: links.week(cohort, week) for week in shares[cohort.code]} for cohort in begun}
    series = [Series(cohort.name, shares[cohort.code], cohort is front, leads[cohort.code]) for cohort in begun]
    drawable = any(share.enough for of_cohort in shares.values() for share in of_cohort.values())
    return Chart(
        key=f"{rate}-by-week",
        title=_title(words, begun, shares, front),
        note=_note(words, len(begun)),
        summary=" ".join(f"{cohort.name}: {weeks_in_words(words.name, shares[cohort.code])}" for cohort in begun),
        table=_table(words, begun, shares, leads),
        figure=comparison(series, length=max(cohort.weeks for cohort in begun)) if drawable else None,
        empty=_("There are too few sessions to compare yet."),
        height=420,
        min_width=480,
    )


def _note(words: _Words, begun: int) -> str:
    return words.note if begun <= LABELLED else words.note + " " + _("Faint: earlier cohorts.")


def attendance_in_words(weeks: Mapping[int, Counts]) -> str:
    """A cohort's attendance week by week, for those who hear it."""
    shares = {week: share_of(counts, Rate.ATTENDANCE) for week, counts in weeks.items()}
    return weeks_in_words(_words(Rate.ATTENDANCE).name, shares)


def weeks_in_words(name: str, shares: Mapping[int, Share]) -> str:
    """A rate week by week, those with too few marks left out; nothing where that is all of them."""
    known = [
        _("week %(week)d %(share)s", week=week, share=format_percent(shares[week].rate))
        for week in sorted(shares)
        if shares[week].enough
    ]
    return _("%(measure)s by week: %(weeks)s.", measure=name, weeks=format_list(known)) if known else ""


def _title(words: _Words, begun: Sequence[CohortRow], shares: Mapping[str, Shares], front: CohortRow | None) -> str:
    """The same week of each cohort side by side: the latest of the cohort in front."""
    week = max(shares[front.code], default=0) if front else 0
    said = [
        f"{cohort.name} {format_percent(shares[cohort.code][week].rate)}"
        for cohort in begun
        if week in shares[cohort.code] and shares[cohort.code][week].enough
    ]
    if len(said) < 2 or len(said) > 4:
        return words.title
    return _("Week %(week)d: %(shares)s", week=week, shares=format_list(said))


def _table(
    words: _Words,
    begun: Sequence[CohortRow],
    shares: Mapping[str, Shares],
    leads: Mapping[str, Mapping[int, str]],
) -> Table:
    return Table(
        columns=(
            Column(_("Cohort")),
            Column(_("Programme week"), Kind.NUMBER),
            Column(words.numerator, Kind.NUMBER),
            Column(words.denominator, Kind.NUMBER),
            Column(words.name, Kind.SHARE),
        ),
        rows=tuple(
            (cohort.name, week, share.numerator, share.denominator, share.rate if share.enough else None)
            for cohort in begun
            for week, share in shares[cohort.code].items()
        ),
        links=tuple(leads[cohort.code][week] for cohort in begun for week in shares[cohort.code]),
        link_column=1,
    )


def _words(rate: Rate) -> _Words:
    return {
        Rate.ATTENDANCE: _Words(
            _("Attendance"),
            _("Attendance by programme week"),
            _("Present or late of all countable marks; excused absences are left out. A gap: fewer than six marks."),
            _("Present or late"),
            _("Countable"),
        ),
        Rate.COMMITMENT: _Words(
            _("Commitment"),
            _("Commitment by programme week"),
            _("There, or absent and told before, of all countable marks. A gap: fewer than six marks."),
            _("There or told before"),
            _("Countable"),
        ),
        Rate.LATENESS: _Words(
            _("Lateness"),
            _("Lateness by programme week"),
            _("Late of those who came. A gap: fewer than six marks."),
            _("Late"),
            _("Present or late"),
        ),
        Rate.NOTICE: _Words(
            _("Told beforehand"),
            _("Absences told beforehand by programme week"),
            _("Told before of absences whose notice is known, excused ones left out. A gap: fewer than six absences."),
            _("Absent, told before"),
            _("Absent, notice known"),
        ),
        Rate.COMPLETENESS: _Words(
            _("Registers taken"),
            _("Registers taken by programme week"),
            _("Recorded of all expected marks. A gap: fewer than six marks."),
            _("Recorded"),
            _("Expected"),
        ),
    }[rate]
