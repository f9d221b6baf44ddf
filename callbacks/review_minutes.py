"""The minutes of a weekly review: made when it is closed, as data with codes only, and read again from it.

What was said about people is kept in every language of the program, since nobody can compute it again as it was;
numbers and steps are kept as they are, and written in the reader's language.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine

from callbacks.outcome_words import outcome_text
from callbacks.review_data import ReviewData
from callbacks.review_words import week_captions, week_rows
from callbacks.support_words import since_text, step_line, task_text
from dashboard.config import LANGUAGES
from dashboard.domain.access import Scope
from dashboard.domain.calendar import HELSINKI
from dashboard.domain.measures import Counts
from dashboard.domain.modules import ModuleCounts
from dashboard.domain.review import CohortWeek, Item, ItemState, Person, Registers, Week, kind_of
from dashboard.domain.support.standing import Step, StepKind, Worked
from dashboard.figures.follow_up import standing_name
from dashboard.i18n import current_language, format_clock, format_day, ngettext, using_language
from dashboard.i18n import gettext as _
from dashboard.names import capital, kind_name
from dashboard.prompt_words import sentence
from dashboard.views import NO_FILTERS
from dashboard.views.review import MinutesCohort, MinutesItem, MinutesView
from db.engine import reading
from db.queries.review import minutes, programmes

FORMAT = 1
"""Of the minutes, so that later programs can read earlier ones."""

_COUNTED = ("expected", "recorded", "countable", "attended", "late", "told")


def freeze(data: ReviewData) -> dict[str, Any]:
    """The minutes of the open review as of now, from everything that its whole programme's agenda holds."""
    review = data.review
    assert review is not None
    return {
        "format": FORMAT,
        "programme": data.programme.code,
        "name": data.programme.name,
        "held_on": review.held_on.isoformat(),
        "since": review.since.isoformat(),
        "started_at": review.started_at.isoformat(),
        "started_by": review.started_by,
        "closed_at": data.now.isoformat(),
        "closed_by": data.who_asks,
        "items": [_frozen_item(data, item) for item in data.items],
        "cohorts": [_frozen_week(data, item.subject) for item in data.items if isinstance(item.subject, CohortWeek)],
    }


def _frozen_item(data: ReviewData, item: Item) -> dict[str, Any]:
    said = data.said.get(item.key)
    state = data.state(item)
    steps = list(item.subject.steps_now()) if isinstance(item.subject, Person) else []
    return {
        "key": item.key,
        "kind": kind_of(item).value,
        "section": item.section.value,
        "cohort": item.cohort,
        "name": data.cohorts[item.cohort].name,
        "code": item.who.code if item.who else None,
        "said": _in_every_language(data, item),
        "state": (state if state is ItemState.DONE else ItemState.CARRIED).value,
        "note": said.note if said else "",
        "steps": [_frozen_step(step) for step in steps],
    }


def _in_every_language(data: ReviewData, item: Item) -> dict[str, list[str]]:
    found = {}
    for language in LANGUAGES:
        with using_language(language):
            found[language] = list(_sentences(data, item))
    return found


def _sentences(data: ReviewData, item: Item) -> Iterator[str]:
    """Why an item was on the agenda, a sentence each."""
    subject = item.subject
    if isinstance(subject, Registers):
        number = len(subject.sessions)
        yield ngettext("%(num)d register is not taken", "%(num)d registers are not taken", number)
    if not isinstance(subject, Person):
        return
    for talk in subject.waiting:
        yield f"{sentence(talk.prompt)} {capital(since_text(talk.prompt, data.today))}."
    for check in subject.checks:
        yield f"{task_text(check.before)} {outcome_text(check.outcome, check.task.decision.rule)}".strip()
    for chase in subject.chases:
        item_ = chase.item
        yield _(
            "%(kind)s, %(standing)s, due %(day)s",
            kind=capital(kind_name(item_.kind)),
            standing=standing_name(item_.standing),
            day=format_day(item_.due_on),
        )


def _frozen_step(step: Step) -> dict[str, Any]:
    return {
        "rule": step.rule,
        "about": step.about,
        "kind": step.kind.value,
        "at": step.decided_at.isoformat(),
        "text": step.text,
        "owner": step.owner,
        "due_on": step.due_on.isoformat() if step.due_on else None,
        "until": step.snoozed_until.isoformat() if step.snoozed_until else None,
        "worked": step.worked.value if step.worked else None,
        "by": step.author,
    }


def _frozen_week(data: ReviewData, week: CohortWeek) -> dict[str, Any]:
    return {
        "cohort": week.cohort,
        "name": data.cohorts[week.cohort].name,
        "this": _frozen_counts(week.this.counts),
        "last": _frozen_counts(week.last.counts),
        "so_far": _frozen_counts(week.so_far),
        "modules": _frozen_modules(week.this.modules),
        "modules_last": _frozen_modules(week.last.modules),
    }


def _frozen_counts(counts: Counts) -> dict[str, int]:
    return {name: getattr(counts, name) for name in _COUNTED}


def _frozen_modules(counts: ModuleCounts) -> dict[str, int]:
    return {field.name: getattr(counts, field.name) for field in fields(counts)}


def load(engine: Engine, scope: Scope | None, params: Mapping[str, object], now: datetime | None = None) -> MinutesView:
    """The minutes of the review of a day, ``held=2026-11-20``, of a programme; what is not there looks the same as
    what is not for the reader.
    """
    if scope is None:
        return MinutesView(headline="", filters=NO_FILTERS)
    held_on = _day(params.get("held"))
    if not scope.sees_persons or held_on is None:
        return _no_minutes()
    with reading(engine) as connection:
        every = programmes(connection, scope)
        asked = params.get("programme")
        programme = next((one for one in every if one.code == asked), None) if asked else next(iter(every), None)
        found = minutes(connection, scope, programme.code, held_on) if programme else None
    return _view(found) if found else _no_minutes()


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _no_minutes() -> MinutesView:
    return MinutesView(
        headline=_("There are no such minutes"),
        lead=_("The address may have a slip in it, or no review that your account takes part in was closed then."),
        filters=NO_FILTERS,
    )


def _view(found: Mapping[str, Any]) -> MinutesView:
    items = [(one, _item(one)) for one in found["items"]]
    dealt = tuple(item for one, item in items if _is_shown(one) and not item.carried)
    carried = tuple(item for one, item in items if _is_shown(one) and item.carried)
    decided = sum(step["kind"] == StepKind.DECIDED for one in found["items"] for step in one["steps"])
    return MinutesView(
        headline=_("Weekly review, %(day)s", day=format_day(date.fromisoformat(found["held_on"]))),
        lead=_lead(found, decided, len(carried)),
        filters=NO_FILTERS,
        dealt=dealt,
        carried=carried,
        captions=week_captions(),
        cohorts=tuple(MinutesCohort(one["name"], week_rows(_week(one))) for one in found["cohorts"]),
        facts=_facts(found),
    )


def _is_shown(one: Mapping[str, Any]) -> bool:
    """A cohort's week has a table of its own; it is an item only where something was written about it."""
    return one["kind"] != "cohort" or bool(one["note"])


def _lead(found: Mapping[str, Any], decided: int, carried: int) -> str:
    said = [found["name"] + "."]
    said.append(ngettext("%(num)d decision.", "%(num)d decisions.", decided))
    said.append(ngettext("%(num)d is carried over.", "%(num)d are carried over.", carried) if carried else "")
    said.append(_("Compared with %(day)s.", day=format_day(date.fromisoformat(found["since"]))))
    return " ".join(part for part in said if part)


def _facts(found: Mapping[str, Any]) -> tuple[str, ...]:
    began, closed = (datetime.fromisoformat(found[name]).astimezone(HELSINKI) for name in ("started_at", "closed_at"))
    return (
        _when(_("Begun %(day)s at %(clock)s"), began, found["started_by"]),
        _when(_("Closed %(day)s at %(clock)s"), closed, found["closed_by"]),
        _("People stand here by their codes only."),
    )


def _when(words: str, moment: datetime, name: str | None) -> str:
    said = words % {"day": format_day(moment.date()), "clock": format_clock(moment)}
    return f"{said}, {name}." if name else f"{said}."


def _item(one: Mapping[str, Any]) -> MinutesItem:
    steps = _told([_step(step) for step in one["steps"]])
    # A note that became a decision is said once.
    note = "" if any(step.text == one["note"] for step in steps) else one["note"]
    return MinutesItem(
        label=one["code"] or one["name"],
        where=one["name"] if one["code"] else "",
        said=tuple(one["said"].get(current_language(), ())),
        # What one answer says of several prompts is said once.
        steps=tuple(dict.fromkeys(step_line(step) for step in steps)),
        note=note,
        carried=one["state"] == ItemState.CARRIED,
    )


def _told(steps: Sequence[Step]) -> list[Step]:
    """The steps that are worth telling: who decides has seen it, too."""
    decided = {step.author for step in steps if step.kind is not StepKind.ACKNOWLEDGED}
    return [step for step in steps if step.kind is not StepKind.ACKNOWLEDGED or step.author not in decided]


def _step(step: Mapping[str, Any]) -> Step:
    return Step(
        id=0,
        enrolment_id=0,
        rule=step["rule"],
        about=step["about"],
        kind=StepKind(step["kind"]),
        decided_at=datetime.fromisoformat(step["at"]),
        text=step["text"],
        owner=step["owner"],
        due_on=_day(step["due_on"]),
        snoozed_until=_day(step["until"]),
        worked=Worked(step["worked"]) if step["worked"] else None,
        author=step["by"],
    )


def _week(one: Mapping[str, Any]) -> CohortWeek:
    return CohortWeek(
        cohort_id=0,
        cohort=one["cohort"],
        this=Week(Counts(**one["this"]), ModuleCounts(**one["modules"])),
        last=Week(Counts(**one["last"]), ModuleCounts(**one["modules_last"])),
        so_far=Counts(**one["so_far"]),
    )
