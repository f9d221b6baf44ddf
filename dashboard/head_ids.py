"""Ids of what stands around every page, and of the head that every page has; ``dashboard.ids`` has each page's own."""

from dataclasses import dataclass


class Shell:
    """What stands around every page."""

    MAIN = "main"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class HeadIds:
    """The head of a page: filter bar, headline, lead.

    ``query`` is the store that the browser fills with the URL's parameters, a dict of texts, when a filter changes:
    the one input of a page's callback.
    """

    query: str
    headline: str
    lead: str
    cohorts: str
    start: str
    end: str
    as_of: str
    activity: str
    measure: str
    clear: str
    notices: str

    @classmethod
    def of(cls, page: str) -> "HeadIds":
        """The ids of a page's head, each after the page's own name."""
        return cls(*(f"{page}-{name.replace('_', '-')}" for name in cls.__dataclass_fields__))

    def own(self, param: str) -> str:
        """The control of a filter that this page alone has, by its name in the URL."""
        return f"{self.query}-{param}"

    @staticmethod
    def label(control: str) -> str:
        """What the chip of a control says."""
        return f"{control}-label"
