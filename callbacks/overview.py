"""The overview: a card a cohort, cohorts side by side by programme week, and what waits to be done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Engine

from callbacks.filters import query_string, read_filters, selection
from callbacks.links import Links
from callbacks.modules_words import plan_text
from callbacks.overview_cohorts import left_out, shown_cohorts
from callbacks.overview_comparison import attendance_in_words, comparison_chart, measure_options
from callbacks.overview_today import Waiting, prompt_badge, support_prompts, today_list
from callbacks.words import attendance_text, cohort_when, is_running, lateness_text
from dashboard.domain.access import Scope
from dashboard.domain.follow_up import FollowUpCounts
from dashboard.domain.measures import Counts, Rate, share_of, total
from dashboard.domain.modules import ModuleCounts
from dashboard.domain.register import HeldSession
from dashboard.domain.selection import Selection
from dashboard.domain.support import all_prompts
from dashboard.domain.support.rules import PersonPrompt
from dashboard.domain.trends import weeks_falling
from dashboard.figures.overview import sparkline
from dashboard.i18n import current_language, format_list, format_percent, ngettext
from dashboard.i18n import gettext as _
from dashboard.views import NO_FILTERS, CohortCard, Fact, Filters, Option, OverviewView
from db.engine import reading
from db.queries.activities import activity_names
from db.queries.cohorts import CohortRow, cohorts
from db.queries.follow_up import follow_ups
from db.queries.measures import By, measures
from db.queries.modules import modules
from db.queries.register import sessions_standing_out
from db.queries.support import support_facts
from db.queries.support_settings import parameters

Weeks = Mapping[int, Counts]


@dataclass(frozen=True, slots=True)
class _Data:
    """What the page read: every figure by cohort code."""

    today: date
    filters: Filters
    cohorts: Sequence[CohortRow]
    weeks: Mapping[str, Weeks]
    modules: Mapping[str, ModuleCounts]
    follow_ups: Mapping[str, FollowUpCounts]
    not_taken: Sequence[HeldSession]
    prompts: Sequence[PersonPrompt]
    activities: Mapping[str, str]
    links: Links

    def total(self, cohort: CohortRow) -> Counts:
        return total(self.weeks[cohort.code].values())


def load(
    engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None = None
) -> OverviewView:
    """The overview as the asker may see it; empty without one, and without figures for an auditor."""
    if scope is None:
        return OverviewView(headline="")
    if not scope.sees_measures:
        return OverviewView(headline=_("Your role reads the log, not the figures"), filters=NO_FILTERS)
    data = _read(engine, scope, params, now)
    if not data.filters.cohorts:
        return OverviewView(
            headline=_("No cohorts yet"),
            lead=_("As soon as a cohort is planned or its registers are imported, it appears here."),
        )
    front = _front(data)
    headline, lead = _headline(data, front)
    shown = shown_cohorts(data.cohorts, data.filters, front, data.today)
    return OverviewView(
        headline=headline,
        lead=f"{lead} {left_out(shown, data.cohorts)}".strip(),
        filters=data.filters,
        cards=tuple(_card(data, cohort) for cohort in shown),
        comparison=comparison_chart(shown, data.weeks, front, _rate(data.filters), data.links),
        today=today_list(
            Waiting(shown, data.follow_ups, data.not_taken if scope.sees_persons else (), data.prompts),
            data.today,
            data.activities,
            data.links,
        ),
    )


def _read(engine: Engine, scope: Scope, params: Mapping[str, object], now: datetime | None) -> _Data:
    with reading(engine) as connection:
        every = cohorts(connection, scope)
        options = [Option(cohort.code, cohort.name) for cohort in every]
        filters = read_filters(params, options, (), measures=measure_options())
        asked = selection(filters)
        weeks: dict[str, dict[int, Counts]] = {cohort.code: {} for cohort in every}
        for group in measures(connection, scope, asked, By.WEEK, now):
            weeks[group.cohort][int(group.key or 0)] = group.counts
        sessions = sessions_standing_out(connection, scope, asked, now)
        return _Data(
            today=asked.today(now),
            filters=filters,
            cohorts=[cohort for cohort in every if not asked.cohorts or cohort.code in asked.cohorts],
            weeks=weeks,
            modules={group.cohort: group.counts for group in modules(connection, scope, asked, now=now)},
            # What is overdue must not drop out of sight with a period.
            follow_ups={
                group.cohort: group.counts
                for group in follow_ups(connection, scope, asked.without_period(), By.COHORT, now)
            },
            not_taken=[session for session in sessions if session.not_taken],
            prompts=_prompts(connection, scope, asked, now),
            activities=activity_names(connection, scope, current_language()),
            links=Links(scope, filters, every),
        )


def _prompts(connection: Connection, scope: Scope, asked: Selection, now: datetime | None) -> Sequence[PersonPrompt]:
    """Whom a rule speaks of: for those who work with the person."""
    if not scope.sees_persons:
        return ()
    facts = support_facts(connection, scope, asked, now)
    return support_prompts(all_prompts(facts, parameters(connection, scope, asked), asked.today(now)))


def _rate(filters: Filters) -> Rate:
    return Rate(filters.chosen_measure) if filters.chosen_measure else Rate.ATTENDANCE


def _front(data: _Data) -> CohortRow | None:
    """The cohort that the page speaks of first: the latest that is running, else the latest that has begun."""
    begun = [cohort for cohort in data.cohorts if data.total(cohort).expected]
    running = [cohort for cohort in begun if is_running(cohort, data.today)]
    return next(reversed(running or begun), None)


def _headline(data: _Data, front: CohortRow | None) -> tuple[str, str]:
    if front is None:
        nearest = next((cohort for cohort in data.cohorts if cohort.starts_on > data.today), None)
        lead = f"{nearest.name}: {cohort_when(nearest, data.today)}." if nearest else ""
        return _("No sessions have been held yet"), lead
    counts = data.total(front)
    if not is_running(front, data.today):
        return _("No cohort is running just now"), _(
            "The latest, %(cohort)s, %(when)s. Attendance was %(attendance)s.",
            cohort=front.name,
            when=cohort_when(front, data.today),
            attendance=attendance_text(counts),
        )
    falling = weeks_falling(data.weeks[front.code])
    if falling >= 2:
        headline = ngettext(
            "In %(cohort)s, attendance has fallen for %(num)d week",
            "In %(cohort)s, attendance has fallen for %(num)d weeks",
            falling,
            cohort=front.name,
        )
    else:
        headline = _(
            "In %(cohort)s, attendance is %(attendance)s", cohort=front.name, attendance=attendance_text(counts)
        )
    return headline, _lead(data, front)


def _lead(data: _Data, front: CohortRow) -> str:
    """The latest week, and what earlier cohorts had in the same one."""
    weeks = data.weeks[front.code]
    week = max(weeks)
    said = [_("%(attendance)s in week %(week)d.", attendance=attendance_text(weeks[week]), week=week)]
    earlier = [
        format_percent(data.weeks[cohort.code][week].attendance)
        for cohort in data.cohorts
        if cohort.starts_on < front.starts_on
        and week in data.weeks[cohort.code]
        and data.weeks[cohort.code][week].enough
    ]
    if earlier and len(earlier) <= 4:
        said.append(
            ngettext(
                "An earlier cohort had %(shares)s in the same week.",
                "Earlier cohorts had %(shares)s in the same week.",
                len(earlier),
                shares=format_list(earlier),
            )
        )
    return " ".join(said)


def _card(data: _Data, cohort: CohortRow) -> CohortCard:
    counts = data.total(cohort)
    days = (cohort.ends_on - cohort.starts_on).days + 1
    progress = min(max((data.today - cohort.starts_on).days + 1, 0) / days, 1.0)
    weeks = data.weeks[cohort.code]
    few = _("too few sessions yet") if counts.countable else ""
    return CohortCard(
        code=cohort.code,
        name=cohort.name,
        when=cohort_when(cohort, data.today),
        progress=progress,
        progress_label=_("%(share)s of the coaching is over", share=format_percent(progress)),
        figure=format_percent(counts.attendance) if counts.enough else "",
        counts=f"{counts.attended} / {counts.countable}" if counts.enough else few,
        sparkline=sparkline(
            {week: share_of(counts, Rate.ATTENDANCE) for week, counts in weeks.items()}, length=cohort.weeks
        ),
        sparkline_summary=attendance_in_words(weeks),
        badge=prompt_badge(data.prompts, cohort.code),
        facts=_facts(data, cohort, counts),
        href=f"/attendance{query_string(data.filters, cohorts=cohort.code)}",
    )


def _facts(data: _Data, cohort: CohortRow, counts: Counts) -> tuple[Fact, ...]:
    follow = data.follow_ups.get(cohort.code, FollowUpCounts())
    missing = sum(session.cohort == cohort.code for session in data.not_taken)
    return (
        Fact(
            _("Late"), lateness_text(counts), href=data.links.page("lateness", cohort.code) if counts.attended else ""
        ),
        _module_fact(data.modules.get(cohort.code, ModuleCounts()), data.links.page("modules", cohort.code)),
        _follow_up_fact(follow, data.links.follow_up(cohort.code)),
        Fact(
            _("Registers not taken"),
            str(missing) if counts.expected else "–",
            href=data.links.not_taken(cohort.code) if missing else "",
        ),
    )


def _module_fact(counts: ModuleCounts, href: str) -> Fact:
    """Completed beside planned, and the difference in words: the measure *modules against plan*."""
    if not counts.planned:
        return Fact(_("Modules"), "–", _("against the plan"))
    return Fact(_("Modules"), f"{counts.completed} / {counts.planned}", plan_text(counts), href)


def _follow_up_fact(counts: FollowUpCounts, href: str) -> Fact:
    """Done of those that have come due, and how many are overdue; it leads to them where there are any."""
    overdue = ngettext("%(num)d overdue", "%(num)d overdue", counts.overdue) if counts.overdue else ""
    if not counts.due:
        return Fact(_("Follow-ups done"), "–")
    return Fact(_("Follow-ups done"), f"{counts.done} / {counts.due}", overdue, href)
