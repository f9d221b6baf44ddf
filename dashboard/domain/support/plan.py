"""R8: modules behind the plan."""

from dataclasses import dataclass
from datetime import date

from dashboard.domain.calendar import programme_week
from dashboard.domain.support.facts import Facts, PlannedModule
from dashboard.domain.support.parameters import Parameters
from dashboard.domain.support.prompt import Prompt, Rule, since_day


@dataclass(frozen=True, slots=True)
class _Plan:
    """How far one person is on a day."""

    week: int
    planned: tuple[PlannedModule, ...]
    completed: int
    planned_done: int

    def behind(self, parameters: Parameters) -> bool:
        return (
            self.week >= parameters.plan_from_week
            and len(self.planned) >= parameters.plan_least
            and len(self.planned) - self.completed >= parameters.plan_behind
            and self.completed <= parameters.plan_share * len(self.planned)
        )


def behind_plan(facts: Facts, parameters: Parameters, today: date) -> Prompt | None:
    """R8: two or more modules fewer done than planned by the programme week.

    As in the measures, a module done ahead makes up for one that is open. Who joined late is not asked for modules
    whose planned week was over by then: nobody could have done them in time. The evidence is the planned modules.
    """
    plan = _plan(facts, today)
    if not plan.behind(parameters):
        return None
    return Prompt(
        Rule.BEHIND_PLAN,
        since_day(facts, today, lambda day: _plan(facts, day).behind(parameters)),
        {"done": plan.planned_done, "num": len(plan.planned)},
        plan.planned,
    )


def _plan(facts: Facts, day: date) -> _Plan:
    week = programme_week(day, facts.starts_on, facts.weeks) or 0
    entered = programme_week(facts.first_day, facts.starts_on, facts.weeks) or 1
    planned = [module for module in facts.modules if module.planned_week and entered <= module.planned_week <= week]
    done = {module.code for module in facts.modules if module.completed_on and module.completed_on <= day}
    return _Plan(week, tuple(planned), len(done), sum(module.code in done for module in planned))
