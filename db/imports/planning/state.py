"""What the steps of planning share, and how they say that something differs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from db.imports import messages
from db.imports.planning.plan import Change, Options, Plan
from db.imports.planning.world import Module, World
from db.imports.problems import Findings, Spot, Value


@dataclass(slots=True)
class State:
    """One import being planned."""

    options: Options
    world: World
    plan: Plan

    @property
    def findings(self) -> Findings:
        return self.plan.findings

    def differ(self, change: Change, spots: Mapping[str, Spot], shown: tuple[Value, Value] | None = None) -> None:
        """A stored row that the files say otherwise: a change if changes were asked for, else a problem.

        Args:
            spots: where each changed column was read.
            shown: how to say the old and new values at once, instead of column by column.
        """
        if self.options.update:
            self.plan.changes.append(change)
            say, message = self.findings.notice, messages.CHANGED
        else:
            say, message = self.findings.problem, messages.DIFFERS
        if shown is not None:
            spot = next(iter(spots.values()))
            say(spot, message, old=shown[0], new=shown[1])
            return
        for column, new in change.new.items():
            say(spots[column], message, old=self.describe(change.old[column]), new=self.describe(new))

    def twice(self, spot: Spot, first: Spot, old: object, new: object) -> None:
        """The files themselves say one thing in two ways."""
        place = first.place()
        file = place.file if place.sheet is None else f"{place.file} ({place.sheet})"
        self.findings.problem(
            spot,
            messages.TWICE_DIFFERENT,
            file=file or "",
            row=first.row or 0,
            old=self.describe(old),
            new=self.describe(new),
        )

    def describe(self, value: object) -> Value:
        """A stored or read value as a sentence shows it; moments are local times."""
        match value:
            case None:
                return "–"
            case datetime():
                return local_clock(value, self.world.programme.timezone)
            case date() | int() | tuple():
                return value
            case Module():
                return value.code
        return str(value)


def local_clock(moment: datetime, timezone: ZoneInfo) -> str:
    """A moment as the clock on the wall shows it."""
    return moment.astimezone(timezone).strftime("%H:%M")
