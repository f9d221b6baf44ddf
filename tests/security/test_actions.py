"""Every action of every page, tried by everyone with everything: nobody writes beyond their role and cohorts.

New actions are found by themselves. The forger sends any field that an action asks for, and where one is refused tries
the next value, until the form fits or nothing is left to try.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from dashboard.actions import MeanwhileError, UnfitError, actions_of
from dashboard.domain.access import ForbiddenError, Role, Scope
from db.engine import reading
from db.schema import Audit, ChangeStamp, Cohort
from tests.support.cast import Office

TRIED = ("2", "1", "2021-10-08", "text", "phone", "R3", "yes", "present", "09:00", "2021-10-12", "kevat", "")
"""Values that a field may want: ids of the other cohort first, then of one's own, days, words."""

MOST_TRIES = 60


class Forged(Mapping[str, str | list[str]]):
    """The fields of a form that nobody has seen: whatever is asked for is there."""

    def __init__(self) -> None:
        self.tried: dict[str, int] = {}

    def __getitem__(self, name: str) -> str:
        return TRIED[self.tried.setdefault(name, 0)]

    def get(self, name: str, _default: Any = None) -> str:
        return self[name]

    def __contains__(self, _name: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(self.tried)

    def __len__(self) -> int:
        return len(self.tried)

    def try_next(self, names: set[str]) -> bool:
        """Another value for each of these; false when one of them has none left."""
        for name in names or set(self.tried):
            self.tried[name] = self.tried.get(name, 0) + 1
        return all(position < len(TRIED) for position in self.tried.values())


def forge(engine: Engine, action: Any, scope: Scope, office: Office) -> str:
    """Try an action until it fits, and say what came of it."""
    forged = Forged()
    for _attempt in range(MOST_TRIES):
        try:
            action(engine, scope, forged, office.clock())
        except UnfitError as unfit:
            if not forged.try_next(set(unfit.fields)):
                return "unfit"
        except MeanwhileError:
            return "meanwhile"
        except ForbiddenError:
            return "forbidden"
        else:
            return "done"
    return "unfit"


def stamps(engine: Engine) -> tuple[dict[str, int], int]:
    """How often each cohort has been written, and how many lines the log has."""
    with reading(engine) as connection:
        query = select(Cohort.code, ChangeStamp.stamp).join(ChangeStamp, ChangeStamp.cohort_id == Cohort.id)
        return {row.code: row.stamp for row in connection.execute(query)}, connection.scalar(
            select(func.count(Audit.id))
        )


def scopes(office: Office) -> dict[str, Scope]:
    """The cast, as the server knows them."""
    own = frozenset({office.world.cohorts["syksy"]})
    return {
        "mikko": Scope(office.ids["mikko"], Role.COACH, own),
        "raija": Scope(office.ids["raija"], Role.REPORTER),
        "aune": Scope(office.ids["aune"], Role.AUDITOR),
    }


def every_action(office: Office) -> list[Any]:
    """All of them, page by page."""
    return [action for of_page in actions_of(office.app.server).values() for action in of_page.values()]


def test_the_forger_gets_through_where_they_may(small_office: Office) -> None:
    """Otherwise the tests below would show nothing: what a coordinator may do to the other cohort is done."""
    scope = Scope(small_office.ids["kaisa"], Role.COORDINATOR)
    before, _lines = stamps(small_office.engine)
    with small_office.sign_in("kaisa").request("/"):
        came = [forge(small_office.engine, action, scope, small_office) for action in every_action(small_office)]
    after, _lines = stamps(small_office.engine)
    assert came.count("done") >= 10
    assert after["kevat"] > before["kevat"]


@pytest.mark.parametrize("username", ["mikko", "raija", "aune"])
def test_nobody_writes_beyond_their_own(small_office: Office, username: str) -> None:
    engine, scope = small_office.engine, scopes(small_office)[username]
    before, _lines = stamps(engine)
    with small_office.sign_in(username).request("/"):
        for action in every_action(small_office):
            forge(engine, action, scope, small_office)
    after, _lines = stamps(engine)
    if username == "mikko":
        assert after["kevat"] == before["kevat"]
    else:
        assert after == before


def test_whatever_is_sent_no_action_breaks(small_office: Office, caplog: pytest.LogCaptureFixture) -> None:
    kaisa = small_office.sign_in("kaisa")
    for page, of_page in actions_of(small_office.app.server).items():
        for name in of_page:
            for fields in ({}, {"id": "9" * 30}, {"day": "\0"}, {"text": "x" * 100_000, "cohort": "\0"}):
                answer = kaisa.do(f"{page}/{name}", fields)
                assert answer.status_code in {200, 400, 404, 409, 422}, (page, name, fields, answer.text[:200])
    assert "unexpected" not in caplog.text
