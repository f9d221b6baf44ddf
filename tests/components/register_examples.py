"""Views of the registers as ``callbacks`` make them, small and made up."""

from datetime import date

from dashboard.domain.register_taking import Stage
from dashboard.views import (
    NoticeCard,
    NoticeForm,
    NoticeLine,
    Option,
    RegisterLine,
    RegisterList,
    RegistersView,
    SheetView,
)
from tests.components import examples

TODAY = date(2026, 11, 24)


def notice_form(*codes: str) -> NoticeForm:
    """A form about some people."""
    people = tuple(Option(str(number), code) for number, code in enumerate(codes, 1))
    return NoticeForm(people, (Option("health", "Health"),), TODAY)


def rows(*lines: RegisterLine, **changed: str) -> RegisterList:
    """A card with sessions, or what it says without any."""
    return RegisterList(**{"title": "Today", "empty": "No session today.", **changed}, lines=lines)  # type: ignore[arg-type]


def registers() -> RegistersView:
    """A full page of registers."""
    return RegistersView(
        headline="2 registers to take today",
        filters=examples.filters(with_period=False, with_as_of=False),
        today=rows(
            RegisterLine("9:00–12:00", "IT, Syksy", "2 of 6", Stage.BEGUN, "/register/session?id=1"),
            RegisterLine("13:00–14:00", "Guidance K7P2, Syksy", "1 of 1", Stage.TAKEN, "/register/session?id=2"),
        ),
        not_taken=rows(title="Not taken", more="and 3 more"),
        week=rows(RegisterLine("Wed 9:00", "IT, Syksy", "cancelled", Stage.CANCELLED, "/register/session?id=3")),
        restricted=rows(title="Other meetings"),
        notices=NoticeCard(
            "Told beforehand",
            "One tap.",
            (NoticeLine(5, "K7P2", "Tue 24 Nov"),),
            "Nobody.",
            notice_form("K7P2", "A2J4"),
        ),
    )


def sheet() -> SheetView:
    """The register of a session with one person."""
    return SheetView(
        headline="IT, Tue 24 Nov",
        filters=examples.filters(with_cohorts=False, with_period=False, with_as_of=False, with_activity=False),
        state={"session": 1, "stamp": 7, "open": True, "people": []},
        session_id=1,
        version=3,
        reasons=(Option("health", "health"),),
        notices=notice_form("K7P2"),
        history=examples.lines(title="History"),
        back="/register",
        session_href="/session?id=1",
    )
