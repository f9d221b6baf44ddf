"""The week on one sheet, for the meeting's paper lovers: the same for the page and for the command line. Codes only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from callbacks.decision_words import owner_text
from callbacks.links import Links
from callbacks.lists import not_taken_lines
from callbacks.review_words import week_rows
from callbacks.support_words import prompt_name, stage_text
from dashboard.domain.access import Scope
from dashboard.domain.calendar import HELSINKI
from dashboard.domain.follow_up import FollowUpItem, Standing
from dashboard.domain.iso_week import last_day
from dashboard.domain.register import HeldSession
from dashboard.domain.review import CohortWeek
from dashboard.domain.selection import Selection
from dashboard.domain.support import Rule, State
from dashboard.domain.support.rules import PersonPrompt
from dashboard.domain.support.standing import Step, StepKind, standing, tasks
from dashboard.figures.follow_up import standing_name
from dashboard.i18n import current_language, format_iso_week, format_moment, format_period, format_short_day, ngettext
from dashboard.i18n import gettext as _
from dashboard.names import capital, kind_name
from dashboard.prompt_words import sentence
from dashboard.views import NO_FILTERS, Line
from dashboard.views.digest import DigestSection
from dashboard.views.review import MinutesCohort
from db.queries.activities import activity_names
from db.queries.cohorts import CohortRow, cohorts
from db.queries.decisions import Steps, decisions
from db.queries.follow_up import follow_up_items
from db.queries.register import sessions_standing_out
from db.queries.review_agenda import Changed, changed_prompts, cohort_weeks

WEEK = timedelta(days=7)
MOST = 8
"""Lines of a section; more do not fit on one sheet of paper."""

_TASKS = frozenset({Rule.FOLLOW_UP, Rule.REGISTER})
"""Follow-ups and registers have sections of their own."""


@dataclass(frozen=True, slots=True)
class Digest:
    """What is known of one week.

    Attributes:
        monday: its first day; ``today`` the day that it is told as of: its last one, or today while it goes on.
        changed: what the rules say at its end, compared with the end of the week before.
        steps: everything that was done about prompts by its end.
        follow_ups: those open and due within a week after it.
        missing: its registers that are not taken.
    """

    scope: Scope
    monday: date
    today: date
    cohorts: Mapping[str, CohortRow]
    weeks: Sequence[CohortWeek]
    changed: Changed
    steps: Steps
    follow_ups: Sequence[FollowUpItem]
    missing: Sequence[HeldSession]
    activities: Mapping[str, str]

    @property
    def sunday(self) -> date:
        """The last day of the week."""
        return last_day(self.monday)


def read_digest(connection: Connection, scope: Scope, codes: Sequence[str], monday: date, now: datetime) -> Digest:
    """Read one week of some cohorts; of none: all that the asker works with.

    Raises:
        ForbiddenError: the asker sees aggregates only.
    """
    sunday = last_day(monday)
    over = sunday < Selection().today(now)
    asked = Selection(cohorts=tuple(codes), as_of=sunday if over else None)
    days = Selection(cohorts=tuple(codes), start=monday, end=sunday, as_of=asked.as_of, counting_only=True)
    every = cohorts(connection, scope, asked)
    return Digest(
        scope=scope,
        monday=monday,
        today=asked.today(now),
        cohorts={cohort.code: cohort for cohort in every},
        weeks=cohort_weeks(connection, scope, every, monday, now),
        changed=changed_prompts(connection, scope, asked, monday - timedelta(days=1), now),
        steps=decisions(connection, scope, asked, now),
        follow_ups=follow_up_items(connection, scope, asked, now, open_until=asked.today(now) + WEEK),
        missing=[one for one in sessions_standing_out(connection, scope, days, now) if one.not_taken],
        activities=activity_names(connection, scope, current_language()),
    )


def title(digest: Digest) -> str:
    """The week and its days."""
    week = format_iso_week(digest.monday.isocalendar().week)
    return _("%(week)s, %(days)s", week=capital(week), days=format_period(digest.monday, digest.sunday))


def lead(digest: Digest) -> str:
    """What changed, in counts."""
    said = _(
        "People with a new prompt: %(new)d; with continuing ones alone: %(continuing)d; of whom something is no longer "
        "said: %(resolved)d.",
        **{state.value: len(_people(digest, state)) for state in State},
    )
    if digest.today < digest.sunday:
        return _("The week is still going on. %(said)s", said=said)
    return said


def captions(digest: Digest) -> tuple[str, ...]:
    """The headings above a cohort's week."""
    weeks = (digest.monday, digest.monday - WEEK)
    return "", *(capital(format_iso_week(day.isocalendar().week)) for day in weeks), _("Since it began")


def cohort_tables(digest: Digest) -> tuple[MinutesCohort, ...]:
    """Each cohort's week beside the one before it."""
    return tuple(MinutesCohort(digest.cohorts[week.cohort].name, week_rows(week)) for week in digest.weeks)


def sections(digest: Digest) -> tuple[DigestSection, ...]:
    """Prompts that are new, continuing and no longer so; decisions; follow-ups; registers."""
    made, due = _decided(digest), _due(digest)
    return (
        _section(_("New prompts"), _prompt_lines(digest, State.NEW), _("Nothing new is said of anybody.")),
        _section(_("Continuing"), _prompt_lines(digest, State.CONTINUING), _("Nothing goes on from before.")),
        _section(_("No longer so"), _resolved_lines(digest), _("Nothing has passed.")),
        _section(_("Decided this week"), made, _("Nothing was decided.")),
        _section(_("Decisions due within a week"), due, _("No decision is due.")),
        _section(_("Follow-ups"), _follow_up_lines(digest), _("No follow-up is due within a week.")),
        _section(_("Registers not taken"), _register_lines(digest), _("Every register is taken.")),
    )


def made_at(now: datetime) -> str:
    """When the sheet was made, and what it is not."""
    moment = format_moment(now.astimezone(HELSINKI))
    return _("Made %(moment)s. Codes only; not to be left lying about.", moment=moment)


def _section(title: str, lines: Sequence[Line], empty: str) -> DigestSection:
    more = len(lines) - MOST
    return DigestSection(
        title=title,
        lines=tuple(lines[:MOST]),
        empty=empty,
        more=ngettext("and %(num)d more", "and %(num)d more", more) if more > 0 else "",
    )


def _people(digest: Digest, wanted: State) -> dict[tuple[str, str], list[PersonPrompt]]:
    """The prompts of a state by person, in their order; whoever has a new one is told of there, with all of theirs."""
    spoken = [(one, state) for one, state in digest.changed.prompts if one[1].rule not in _TASKS]
    new = {_who(one) for one, state in spoken if state is State.NEW}
    found: dict[tuple[str, str], list[PersonPrompt]] = {}
    for one, state in spoken:
        told = State.NEW if state is State.CONTINUING and _who(one) in new else state
        if told is wanted:
            found.setdefault(_who(one), []).append(one)
    return found


def _who(one: PersonPrompt) -> tuple[str, str]:
    return one[0].cohort, one[0].code


def _prompt_lines(digest: Digest, state: State) -> list[Line]:
    lines = []
    for (_cohort, code), prompts in _people(digest, state).items():
        said = " ".join(sentence(prompt) for _facts, prompt in prompts)
        lines.append(Line(code, said, _done_about(digest, prompts)))
    return lines


def _done_about(digest: Digest, prompts: Iterable[PersonPrompt]) -> str:
    """What somebody has done about the first of a person's prompts that anybody did something about."""
    for facts, prompt in prompts:
        said = stage_text(standing(prompt, digest.steps.get(facts.enrolment_id, ()), digest.today))
        if said:
            return said
    return _("nobody has looked")


def _resolved_lines(digest: Digest) -> list[Line]:
    return [
        Line(code, capital("; ".join(prompt_name(prompt.rule, prompt.about) for _facts, prompt in prompts)))
        for (_cohort, code), prompts in _people(digest, State.RESOLVED).items()
    ]


def _decided(digest: Digest) -> list[Line]:
    made = [step for steps in digest.steps.values() for step in steps if step.kind is StepKind.DECIDED]
    return [
        _decision_line(step)
        for step in sorted(made, key=lambda step: (step.decided_at, step.id))
        if digest.monday <= step.decided_on <= digest.sunday
    ]


def _due(digest: Digest) -> list[Line]:
    """Decisions of earlier weeks that are due and not done, by their day."""
    every = [task for steps in digest.steps.values() for task in tasks(steps, digest.today)]
    waiting = [
        task.decision
        for task in every
        if task.open and task.decision.due_on is not None and task.decision.due_on <= digest.today + WEEK
    ]
    return [_decision_line(step) for step in sorted(waiting, key=lambda step: (step.due_on or date.max, step.id))]


def _decision_line(step: Step) -> Line:
    return Line(step.participant, step.text or "", owner_text(step))


def _follow_up_lines(digest: Digest) -> list[Line]:
    return [_follow_up_line(item) for item in digest.follow_ups]


def _follow_up_line(item: FollowUpItem) -> Line:
    day = format_short_day(item.due_on)
    due = _("due %(day)s", day=day)
    said = f"{standing_name(item.standing)}, {due}" if item.standing is Standing.OVERDUE else due
    return Line(item.participant, f"{capital(kind_name(item.kind))}: {said}", item.owner or "")


def _register_lines(digest: Digest) -> list[Line]:
    names = {code: cohort.name for code, cohort in digest.cohorts.items()}
    links = Links(digest.scope, NO_FILTERS, tuple(digest.cohorts.values()))
    lines = not_taken_lines(digest.missing, names, digest.activities, links, digest.today)
    return [replace(line, href="", badge="") for line in lines]
