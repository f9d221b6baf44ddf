"""What somebody asks a report for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from dashboard.domain.disclosure import Profile
from dashboard.domain.report import Group, Measure
from dashboard.domain.selection import Selection

PROFILES = (Profile.FUNDER, Profile.PUBLIC)
"""For whom a report can be made: what stays in the house is made from the pages, and exact figures by themselves."""


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """One report.

    Attributes:
        programme: its code.
        groups: the cohorts to be told of, those of a group as one.
        profile: for whom.
        language: of the report, whatever the language of the screen.
        start, end: the period, both days inclusive; null is open.
        as_of: the day as of which things are counted.
        measures: what people are divided by.
        title: in the language of the report; empty: the usual one.
    """

    programme: str
    groups: tuple[Group, ...]
    profile: Profile
    language: str
    as_of: date
    start: date | None = None
    end: date | None = None
    measures: tuple[Measure, ...] = tuple(Measure)
    title: str = ""

    @property
    def cohorts(self) -> tuple[str, ...]:
        """The codes of all cohorts that are told of."""
        return tuple(cohort for group in self.groups for cohort in group.cohorts)

    @property
    def selection(self) -> Selection:
        """The question that the report asks."""
        return Selection(
            cohorts=self.cohorts, start=self.start, end=self.end, as_of=self.as_of, programme=self.programme
        )

    def as_dict(self) -> dict[str, Any]:
        """The same for the ledger and for background work, as JSON has it."""
        return {
            "programme": self.programme,
            "groups": [list(group.cohorts) for group in self.groups],
            "profile": self.profile.value,
            "language": self.language,
            "as_of": self.as_of.isoformat(),
            "start": self.start.isoformat() if self.start else None,
            "end": self.end.isoformat() if self.end else None,
            "measures": [measure.value for measure in self.measures],
            "title": self.title,
        }

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> Self:
        """What :meth:`as_dict` kept."""
        return cls(
            programme=kept["programme"],
            groups=tuple(Group(tuple(cohorts)) for cohorts in kept["groups"]),
            profile=Profile(kept["profile"]),
            language=kept["language"],
            as_of=date.fromisoformat(kept["as_of"]),
            start=date.fromisoformat(kept["start"]) if kept["start"] else None,
            end=date.fromisoformat(kept["end"]) if kept["end"] else None,
            measures=tuple(Measure(measure) for measure in kept["measures"]),
            title=kept["title"],
        )
