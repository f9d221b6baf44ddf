"""The demo programme gives the support prompts that its stories promise, whatever the day on which it is loaded."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine

from dashboard.domain.access import command_line_scope
from dashboard.domain.selection import Selection
from dashboard.domain.support import Rule, all_prompts
from dashboard.domain.support.rules import PersonPrompt
from db import demo
from db.demo.clock import Clock
from db.demo.cohorts import make_cohorts
from db.demo.people import Story, make_people
from db.engine import make_engine, reading
from db.queries.measures import By, measures
from db.queries.support import support_facts
from tests.db.test_demo import DAYS, ORDINARY

# What is certain on any day; a story may have more to it.
PROMISED = {
    Story.STEADY: set(),
    Story.FADING: {"R2", "R7", "R8"},
    Story.SILENT: {"R4"},
    Story.EXCUSED: {"R8", "R9"},
    Story.LATECOMER: {"R6"},
    Story.NO_CONTACT: {"R10", "R4", "R3", "R5", "R7"},
    Story.OUT_OF_REACH: {"T1"},
    Story.FINISHED_LATER: {"T1"},
    Story.NOT_YET_ASKED: {"T1"},
}


@pytest.fixture
def engine(migrated_url: str) -> Iterator[Engine]:
    engine = make_engine(migrated_url)
    yield engine
    engine.dispose()


def found(engine: Engine, day: date) -> list[PersonPrompt]:
    """The prompts of a day, in order."""
    with reading(engine) as connection:
        facts = support_facts(connection, command_line_scope(), Selection(as_of=day))
    return all_prompts(facts, {}, day)


def by_story(engine: Engine, day: date) -> dict[Story, set[str]]:
    """The rules that speak of each story."""
    stories = {person.code: person.story for person in make_people(make_cohorts(Clock.after(day)))}
    rules: dict[Story, set[str]] = {}
    for facts, prompt in found(engine, day):
        rules.setdefault(stories[facts.code], set()).add(prompt.rule.value)
    return rules


@pytest.mark.parametrize("day", DAYS)
def test_stories_give_the_prompts_that_they_promise(engine: Engine, day: date) -> None:
    demo.load(engine, day)
    rules = by_story(engine, day)
    kept = {story: promised & rules.get(story, set()) for story, promised in PROMISED.items()}
    assert kept == PROMISED
    assert set(rules) == {story for story, promised in PROMISED.items() if promised}
    assert {story for story, names in rules.items() if "R10" in names} == {Story.NO_CONTACT}
    assert {story for story, names in rules.items() if "R6" in names} == {Story.LATECOMER}


def test_no_contact_comes_first_and_says_for_how_long(engine: Engine) -> None:
    demo.load(engine, ORDINARY)
    (_, first), *_ = found(engine, ORDINARY)
    assert (first.rule, first.values) == (Rule.NO_CONTACT, {"num": 8})


def test_the_rules_count_what_the_measures_count(engine: Engine) -> None:
    demo.load(engine, ORDINARY)
    selection = Selection(as_of=ORDINARY)
    with reading(engine) as connection:
        people = support_facts(connection, command_line_scope(), selection)
        groups = measures(connection, command_line_scope(), selection, By.PARTICIPANT)
    counts = {group.key: group.counts for group in groups}
    active = [one for one in people if one.open_on(ORDINARY)]
    assert len(active) == 6
    for one in active:
        wanted = counts[one.code]
        attended = sum(mark.attended for mark in one.countable)
        silent = sum(mark.silent for mark in one.countable)
        assert (len(one.marks), len(one.countable)) == (wanted.expected, wanted.countable)
        assert (attended, silent) == (wanted.attended, wanted.unnotified)
