"""What coordinators change about accounts: there is always one who can sign in."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from dashboard.domain.access import ForbiddenError, Role, Scope
from dashboard.security.current import current_scope
from db.commands import account_changes
from db.commands.accounts import AccountError, NewAccount, add_account, deactivate
from db.commands.errors import RefusedError, StaleError
from db.commands.invites import invite
from db.engine import reading, writing
from db.queries.accounts import AccountPlan, AccountState, account_plans
from db.schema import AccountCohort
from tests.support.cast import Office


@pytest.fixture
def kaisa(office: Office) -> Scope:
    return Scope(office.ids["kaisa"], Role.COORDINATOR)


def written(office: Office, command: Any, *values: Any) -> Any:
    with writing(office.engine) as connection:
        return command(connection, *values)


def account(office: Office, scope: Scope, username: str) -> AccountPlan:
    with reading(office.engine) as connection:
        [found] = [one for one in account_plans(connection, scope, office.clock()) if one.username == username]
    return found


class TestChanging:
    def test_a_coach_gets_another_cohort(self, office: Office, kaisa: Scope) -> None:
        mikko, cohorts = office.ids["mikko"], sorted(office.world.cohorts.values())
        change = (account_changes.change_account, kaisa, mikko)
        written(office, *change, 1, "Mikko N", Role.COACH, cohorts)
        found = account(office, kaisa, "mikko")
        assert (found.display_name, found.cohort_ids, found.version) == ("Mikko N", frozenset(cohorts), 2)
        assert office.audit("change")[0].detail["old"] == {"role": "coach", "cohorts": [office.world.cohorts["syksy"]]}
        with pytest.raises(StaleError):
            written(office, *change, 1, "Mikko", Role.COACH, [])
        with pytest.raises(RefusedError, match="cohorts-of-coach"):
            written(office, *change, 2, "Mikko", Role.REPORTER, cohorts)
        with pytest.raises(ForbiddenError):
            written(office, *change, 2, "Mikko", Role.COACH, [99])

    def test_another_role_holds_from_the_next_request_on(self, office: Office, kaisa: Scope) -> None:
        mikko = office.sign_in("mikko")
        written(office, account_changes.change_account, kaisa, office.ids["mikko"], 1, "Mikko", Role.AUDITOR, [])
        with mikko.request("/"):
            scope = current_scope()
        assert scope == Scope(office.ids["mikko"], Role.AUDITOR)
        assert office.count(AccountCohort) == 0

    def test_deactivated_and_back(self, office: Office, kaisa: Scope) -> None:
        mikko = office.sign_in("mikko")
        written(office, account_changes.deactivate_account, kaisa, office.ids["mikko"], 1, office.clock())
        assert mikko.page("/").status_code == 303
        assert account(office, kaisa, "mikko").state is AccountState.DEACTIVATED
        written(office, account_changes.reactivate_account, kaisa, office.ids["mikko"], 2)
        assert mikko.page("/").status_code == 303  # what has ended has ended
        assert office.sign_in("mikko")
        assert [row.action for row in office.audit()][-3:-1] == ["deactivate", "reactivate"]


class TestTheLastCoordinator:
    def test_stays_whoever_asks(self, office: Office, kaisa: Scope) -> None:
        own = office.ids["kaisa"]
        with pytest.raises(RefusedError, match="last-coordinator"):
            written(office, account_changes.deactivate_account, kaisa, own, 1, office.clock())
        with pytest.raises(RefusedError, match="last-coordinator"):
            written(office, account_changes.change_account, kaisa, own, 1, "Kaisa", Role.REPORTER, [])
        with pytest.raises(AccountError, match="only coordinator"):
            written(office, deactivate, None, "kaisa", office.clock())
        assert account(office, kaisa, "kaisa").state is AccountState.ACTIVE

    def test_one_who_has_not_set_a_password_does_not_count(self, office: Office, kaisa: Scope) -> None:
        new = NewAccount("liisa", "x", Role.COORDINATOR)
        written(office, invite, kaisa, new, "hash", office.clock())
        assert account(office, kaisa, "liisa").state is AccountState.INVITED
        with pytest.raises(RefusedError, match="last-coordinator"):
            written(office, account_changes.deactivate_account, kaisa, office.ids["kaisa"], 1, office.clock())

    def test_two_who_let_each_other_go_at_once_do_not_both_succeed(self, office: Office, kaisa: Scope) -> None:
        liisa = written(office, add_account, None, NewAccount("liisa", "x", Role.COORDINATOR))
        pair = ((kaisa, liisa), (Scope(liisa, Role.COORDINATOR), office.ids["kaisa"]))
        together = Barrier(2)

        def let_go(scope: Scope, other: int) -> bool:
            together.wait()
            try:
                written(office, account_changes.deactivate_account, scope, other, 1, office.clock())
            except RefusedError:
                return False
            return True

        with ThreadPoolExecutor(2) as pool:
            gone = list(pool.map(let_go, *zip(*pair, strict=True)))
        assert sorted(gone) == [False, True]

    def test_may_go_once_there_is_another(self, office: Office, kaisa: Scope) -> None:
        written(office, add_account, None, NewAccount("liisa", "x", Role.COORDINATOR))
        written(office, account_changes.deactivate_account, kaisa, office.ids["kaisa"], 1, office.clock())
        with reading(office.engine) as connection:
            states = {one.username: one.state for one in account_plans(connection, kaisa, office.clock())}
        assert states["kaisa"] is AccountState.DEACTIVATED


@pytest.mark.parametrize("username", ["mikko", "raija", "aune"])
def test_nobody_else_changes_or_sees_accounts(small_office: Office, username: str) -> None:
    office, role = small_office, {"mikko": Role.COACH, "raija": Role.REPORTER, "aune": Role.AUDITOR}[username]
    scope, own = Scope(office.ids[username], role), office.ids[username]
    for command, *values in (
        (account_changes.change_account, own, 1, "Oma", Role.COORDINATOR, []),
        (account_changes.deactivate_account, own, 1, office.clock()),
        (account_changes.reactivate_account, own, 1),
    ):
        with pytest.raises(ForbiddenError):
            written(office, command, scope, *values)
    with pytest.raises(ForbiddenError), reading(office.engine) as connection:
        account_plans(connection, scope, office.clock())


def test_when_somebody_last_signed_in(small_office: Office) -> None:
    office, kaisa = small_office, Scope(small_office.ids["kaisa"], Role.COORDINATOR)
    assert account(office, kaisa, "mikko").last_sign_in is None
    office.sign_in("mikko")
    assert account(office, kaisa, "mikko").last_sign_in == office.clock()
