"""How follow-ups stand by cohort, and what came of people: aggregates that every role with figures may see."""

from collections.abc import Mapping

from callbacks.follow_up_data import Data
from dashboard.domain.access import FEWEST
from dashboard.domain.follow_up import FollowUpCounts, Outcome, Outcomes, Point
from dashboard.domain.measures import FEW
from dashboard.figures.follow_up import EARLY, SIGNS, standing_name, statuses
from dashboard.figures.panels import Bar, Panel, panels, panels_size
from dashboard.figures.style import rate_text
from dashboard.i18n import format_list, ngettext
from dashboard.i18n import gettext as _
from dashboard.names import outcome_name, point_name
from dashboard.views import Chart, Column, Kind, Table

MOST_COHORTS = 30
"""More rows than this are no picture any more; the table has them all."""


def statuses_chart(data: Data) -> Chart:
    """A bar a cohort, cohorts in the order of time."""
    every = [(cohort, data.counts[cohort.code]) for cohort in data.cohorts if data.counts[cohort.code].planned]
    drawn = every[-MOST_COHORTS:]
    note = _("Reached: done, of all that have come due. Overdue: the due day has come, and it is still open.")
    if len(drawn) < len(every):
        note += " " + _("Drawn are the latest %(num)d cohorts; the table has all.", num=MOST_COHORTS)
    links = [data.links.follow_up(cohort.code) for cohort, _counts in drawn]
    return Chart(
        key="follow-ups-by-cohort",
        title=_statuses_title(data.total),
        note=note,
        summary=" ".join(_in_words(cohort.name, counts) for cohort, counts in drawn),
        table=_statuses_table([(cohort.name, counts) for cohort, counts in every]),
        figure=statuses([(cohort.name, counts) for cohort, counts in drawn], links=links) if drawn else None,
        empty=_("No follow-up is planned yet. Plan a 28-day and a six-month status for everyone who leaves."),
        height=max(44 * len(drawn) + 70, 220),
        min_width=420,
    )


def _statuses_title(counts: FollowUpCounts) -> str:
    if not counts.planned:
        return _("Follow-ups by cohort")
    if not counts.due:
        return ngettext(
            "%(num)d follow-up is planned, none has come due",
            "%(num)d follow-ups are planned, none has come due",
            counts.planned,
        )
    return ngettext(
        "%(done)d of %(num)d follow-up that has come due is done",
        "%(done)d of %(num)d follow-ups that have come due are done",
        counts.due,
        done=counts.done,
    )


def _in_words(name: str, counts: FollowUpCounts) -> str:
    said = [
        _("%(count)d %(standing)s", count=getattr(counts, standing), standing=standing_name(standing))
        for standing in SIGNS
        if getattr(counts, standing)
    ]
    return f"{name}: {format_list(said)}."


def _statuses_table(named: list[tuple[str, FollowUpCounts]]) -> Table:
    order = [standing for standing in SIGNS if standing != EARLY]
    return Table(
        columns=(
            Column(_("Cohort")),
            Column(_("Due"), Kind.NUMBER),
            *(Column(standing_name(standing).capitalize(), Kind.NUMBER) for standing in order),
            Column(standing_name(EARLY).capitalize(), Kind.NUMBER),
            Column(_("Reached"), Kind.SHARE),
        ),
        rows=tuple(
            (
                name,
                counts.due,
                *(getattr(counts, standing) for standing in order),
                counts.early,
                counts.reached if counts.due >= FEW else None,
            )
            for name, counts in named
        ),
    )


def outcomes_chart(data: Data) -> Chart:
    """What came of people at three points side by side, of the chosen cohorts together.

    Someone who sees aggregates only sees a point where at least three persons stand behind it.
    """
    shown = {point: found for point, found in data.outcomes.items() if data.scope.sees_lives(found.asked)}
    known = {point: found for point, found in shown.items() if found.asked}
    height, width = panels_size(len(Outcome), len(Point))
    return Chart(
        key="outcomes",
        title=_outcomes_title(known),
        note=_(
            "Persons of the chosen cohorts, each counted once. Unknown: not reached, declined, not asked yet or not "
            "told; it never means without work."
        ),
        summary=" ".join(_point_in_words(point, found) for point, found in known.items()),
        table=_outcomes_table(known),
        figure=panels(
            [outcome_name(outcome) for outcome in Outcome],
            [_panel(point, found, point in shown) for point, found in data.outcomes.items()],
        )
        if known
        else None,
        empty=_(
            "What came of people is shown once at least %(num)d persons stand behind it, so that nobody can be "
            "recognised. Choose more cohorts above.",
            num=FEWEST,
        ),
        height=height,
        min_width=width,
    )


def _panel(point: Point, found: Outcomes, shown: bool) -> Panel:
    if not shown:
        withheld = _("not shown: fewer than %(num)d people", num=FEWEST) if found.asked else _("nobody yet")
        return Panel(point_name(point), withheld, [Bar() for _outcome in Outcome])
    note = ngettext("of %(num)d person", "of %(num)d people", found.asked) if found.asked else _("nobody yet")
    return Panel(point_name(point), note, [_bar(outcome, found) for outcome in Outcome])


def _bar(outcome: Outcome, found: Outcomes) -> Bar:
    count = found.count(outcome)
    text = rate_text(count / found.asked, count, found.asked) if count else ("0" if found.asked else "")
    return Bar(hollow=count, text=text) if outcome is Outcome.UNKNOWN else Bar(filled=count, text=text)


def _outcomes_title(known: Mapping[Point, Outcomes]) -> str:
    """How many were in work or education at each point, of all that should be known of."""
    said = []
    for point, found in known.items():
        counts = {"count": found.count(Outcome.EMPLOYED, Outcome.EDUCATION), "asked": found.asked}
        said.append(
            {
                Point.EXIT: _("%(count)d of %(asked)d at the exit", **counts),
                Point.FIRST: _("%(count)d of %(asked)d after 28 days", **counts),
                Point.SECOND: _("%(count)d of %(asked)d after six months", **counts),
            }[point]
        )
    return _("In work or education: %(shares)s", shares=format_list(said)) if said else _("What came of people")


def _point_in_words(point: Point, found: Outcomes) -> str:
    said = [
        _("%(count)d %(outcome)s", count=found.count(outcome), outcome=outcome_name(outcome))
        for outcome in Outcome
        if found.count(outcome)
    ]
    return _(
        "%(point)s, of %(asked)d: %(outcomes)s.", point=point_name(point), asked=found.asked, outcomes=format_list(said)
    )


def _outcomes_table(known: Mapping[Point, Outcomes]) -> Table:
    return Table(
        columns=(Column(_("Outcome")), *(Column(point_name(point), Kind.NUMBER) for point in known)),
        rows=(
            *((outcome_name(outcome), *(found.count(outcome) for found in known.values())) for outcome in Outcome),
            (_("all"), *(found.asked for found in known.values())),
        ),
    )
