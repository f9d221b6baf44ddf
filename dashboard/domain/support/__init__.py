"""Support prompts: what was seen of one person, over which sessions, and what a colleague could do next.

No score, no risk class, no demographic input. A prompt is computed from the data for any as-of date and never stored;
what people decide about it is. One subject a file: ``facts`` is what the rules read, ``parameters`` what a programme
may set, ``prompt`` what a rule says, and each other file holds the rules about one thing; ``rules`` applies them all.

To add a rule: a sign in ``prompt.Rule``, a pure function ``(facts, parameters, today) -> Prompt | None``, a line in
``rules``, a sentence in ``dashboard.prompt_words``, and tests with right answers, among them what must not cause it.
"""

from dashboard.domain.support.facts import Facts, FollowUpTask, Mark, PlannedModule
from dashboard.domain.support.parameters import Parameters
from dashboard.domain.support.prompt import Prompt, Rule
from dashboard.domain.support.rules import State, all_prompts, compare, prompts_for

__all__ = [
    "Facts",
    "FollowUpTask",
    "Mark",
    "Parameters",
    "PlannedModule",
    "Prompt",
    "Rule",
    "State",
    "all_prompts",
    "compare",
    "prompts_for",
]
