"""The page on which a programme sets its support rules, as one value."""

from dataclasses import dataclass

from dashboard.views.base import LineList, Page


@dataclass(frozen=True, slots=True)
class ParameterField:
    """One parameter as it is asked for: whole numbers, shares in percent; ``hint`` says its default and bounds."""

    name: str
    label: str
    value: int
    low: int
    high: int
    hint: str


@dataclass(frozen=True, slots=True)
class RuleForm:
    """What changing a rule needs; ``differs`` is whether it can be set back to its default."""

    programme: int
    rule: str
    version: int
    fields: tuple[ParameterField, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class RuleCard:
    """One rule in plain words.

    Attributes:
        slot: id of the card.
        text: when it speaks, as it is set.
        default: when it would speak by default; empty where that is the same.
        changed: who set it last, and when.
        form: null where the reader may not change it.
    """

    slot: str
    title: str
    text: str
    default: str = ""
    changed: str = ""
    form: RuleForm | None = None


@dataclass(frozen=True, slots=True)
class SupportSettingsView(Page):
    """The rules of one programme; ``programmes`` leads to those of others, where there are several."""

    rules: tuple[RuleCard, ...] = ()
    programmes: LineList | None = None
