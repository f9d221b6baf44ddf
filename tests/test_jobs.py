"""Work in the background: done, stopped, failed, found dead; seen by its owner alone, its file fetched once."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from callbacks.job_words import job_view
from dashboard.domain.access import ForbiddenError, Role, Scope
from dashboard.i18n import current_language, using_language
from dashboard.jobs import FailedError, Jobs, Outcome, Progress, Stop
from db.commands.errors import RefusedError
from db.commands.jobs import MOST_OPEN, add_job, expire_jobs, fetch_file
from db.engine import reading, writing, writing_if_free
from db.queries.jobs import SILENT_FOR, latest_job
from db.schema import Job
from tests.support.cast import Office

WAIT = 10


def scope(office: Office, username: str, role: Role = Role.COORDINATOR) -> Scope:
    return Scope(office.ids[username], role)


@pytest.fixture
def kaisa(office: Office) -> Scope:
    return scope(office, "kaisa")


@pytest.fixture
def jobs(office: Office) -> Iterator[Jobs]:
    jobs = Jobs(office.engine, office.clock, pulse=0.02)
    yield jobs
    jobs.close()


def until(condition: Callable[[], object]) -> None:
    ends = time.monotonic() + WAIT
    while not condition():
        assert time.monotonic() < ends, "it never came to that"
        time.sleep(0.01)


def stored(office: Office, key: str) -> Any:
    with reading(office.engine) as connection:
        return connection.execute(select(Job.__table__).where(Job.key == key)).one()


def report(progress: Progress, _stop: Stop) -> Outcome:
    progress("writing", 1, 2)
    return Outcome({"pages": 3}, "report.pdf", b"%PDF")


def for_ever(progress: Progress, _stop: Stop) -> Outcome:
    while True:
        progress("checking", 7, 10)
        time.sleep(0.005)


def test_a_report_is_made_and_fetched_once(office: Office, jobs: Jobs, kaisa: Scope) -> None:
    key = jobs.start("export", kaisa, {"what": "report"}, report)
    assert jobs.wait(key, WAIT)
    row = jobs.status(kaisa, key)
    assert (row.state, row.result, row.request, row.has_file) == ("done", {"pages": 3}, {"what": "report"}, True)
    with writing(office.engine) as connection:
        assert fetch_file(connection, kaisa, key, office.clock()) == ("report.pdf", b"%PDF")
    with writing(office.engine) as connection, pytest.raises(ForbiddenError):
        fetch_file(connection, kaisa, key, office.clock())
    assert stored(office, key).content is None
    assert jobs.status(kaisa, key).state == "fetched"
    (audited,) = office.audit("fetch")
    assert (audited.account_id, audited.detail) == (kaisa.account_id, {"kind": "export", "bytes": 4})


def test_every_process_sees_how_far_it_is_and_can_stop_it(office: Office, jobs: Jobs, kaisa: Scope) -> None:
    key = jobs.start("export", kaisa, {}, for_ever)
    elsewhere = Jobs(office.engine, office.clock)
    until(lambda: elsewhere.status(kaisa, key).total == 10)
    row = elsewhere.status(kaisa, key)
    assert (row.state, row.step, row.done) == ("running", "checking", 7)
    elsewhere.stop(kaisa, key)
    assert jobs.wait(key, WAIT)
    assert jobs.status(kaisa, key).state == "cancelled"


def test_its_owner_stops_it_without_waiting_for_the_database(
    small_office: Office,
) -> None:
    office, kaisa = small_office, scope(small_office, "kaisa")
    jobs = Jobs(office.engine, office.clock, pulse=0.02)
    key = jobs.start("export", kaisa, {}, for_ever)
    until(lambda: jobs.status(kaisa, key).step)
    with writing(office.engine):
        began = time.monotonic()
        jobs.stop(kaisa, key)
        assert jobs.status(kaisa, key).state == "running"
        assert time.monotonic() - began < 1
    assert jobs.wait(key, WAIT)
    assert jobs.status(kaisa, key).state == "cancelled"
    jobs.close()


def test_what_is_asked_to_stop_before_it_began_never_begins(office: Office, jobs: Jobs, kaisa: Scope) -> None:
    began = threading.Event()

    def never(_progress: Progress, _stop: Stop) -> Outcome:
        began.set()
        return Outcome()

    busy = [jobs.start("export", kaisa, {}, for_ever) for _ in range(2)]
    until(lambda: all(jobs.status(kaisa, key).state == "running" for key in busy))
    third = jobs.start("export", kaisa, {}, never)
    assert jobs.status(kaisa, third).state == "waiting"
    with pytest.raises(RefusedError, match="too-many-jobs"):
        jobs.start("export", kaisa, {}, never)
    jobs.stop(kaisa, third)
    assert jobs.wait(third, WAIT)
    assert (jobs.status(kaisa, third).state, began.is_set()) == ("cancelled", False)
    assert MOST_OPEN == 3


def broken(_progress: Progress, _stop: Stop) -> Outcome:
    raise KeyError("SYKSY-1")


def refused(_progress: Progress, _stop: Stop) -> Outcome:
    raise FailedError("nothing-to-report", cohort="syksy")


def full(_progress: Progress, _stop: Stop) -> Outcome:
    raise OperationalError("INSERT", {}, Exception("database or disk is full"))


@pytest.mark.parametrize(
    ("work", "result", "said"),
    [
        (broken, {"failed": "unexpected"}, "Something went wrong on our side"),
        (refused, {"failed": "nothing-to-report", "cohort": "syksy"}, "No such month."),
        (full, {"failed": "database"}, "has no room left"),
    ],
)
def test_a_failure_is_said_and_nobody_is_named_in_the_log(
    office: Office, jobs: Jobs, kaisa: Scope, caplog: pytest.LogCaptureFixture, work: Any, result: Any, said: str
) -> None:
    key = jobs.start("export", kaisa, {}, work)
    assert jobs.wait(key, WAIT)
    row = jobs.status(kaisa, key)
    assert (row.state, row.result) == ("failed", result)
    assert said in job_view(row, {"nothing-to-report": "No such month."}).text
    assert "SYKSY-1" not in caplog.text


def test_it_speaks_the_language_of_who_asked(jobs: Jobs, kaisa: Scope) -> None:
    def speak(_progress: Progress, _stop: Stop) -> Outcome:
        return Outcome({"language": current_language()})

    with using_language("sv"):
        key = jobs.start("export", kaisa, {}, speak)
    assert jobs.wait(key, WAIT)
    assert jobs.status(kaisa, key).result == {"language": "sv"}


def test_a_job_whose_process_died_is_found_dead(office: Office, kaisa: Scope) -> None:
    with writing(office.engine) as connection:
        key = add_job(connection, kaisa, "import", {}, office.clock(), b"marks")
    survivor = Jobs(office.engine, office.clock)
    assert survivor.status(kaisa, key).open
    office.clock.now += SILENT_FOR + timedelta(seconds=1)
    row = survivor.status(kaisa, key)
    assert (row.state, row.result) == ("failed", {"failed": "gone"})
    assert "restarted" in job_view(row).text
    with writing(office.engine) as connection:
        expire_jobs(connection, office.clock())
    assert (stored(office, key).state, stored(office, key).content) == ("failed", None)


def test_what_nobody_fetches_is_thrown_away_when_the_next_one_starts(office: Office, jobs: Jobs, kaisa: Scope) -> None:
    key = jobs.start("export", kaisa, {}, report)
    assert jobs.wait(key, WAIT)
    office.clock.pass_time(minutes=61)
    assert jobs.status(kaisa, key).state == "expired"
    with writing(office.engine) as connection, pytest.raises(ForbiddenError):
        fetch_file(connection, kaisa, key, office.clock())
    assert stored(office, key).content == b"%PDF"
    assert jobs.wait(jobs.start("export", kaisa, {}, report), WAIT)
    assert stored(office, key).content is None
    office.clock.pass_time(days=8)
    with writing(office.engine) as connection:
        expire_jobs(connection, office.clock())
    assert office.count(Job) == 0


def test_the_latest_is_there_to_come_back_to(office: Office, jobs: Jobs, kaisa: Scope) -> None:
    with reading(office.engine) as connection:
        assert latest_job(connection, kaisa, "export", office.clock()) is None
    keys = [jobs.start("export", kaisa, {}, report) for _ in range(2)]
    with reading(office.engine) as connection:
        latest = latest_job(connection, kaisa, "export", office.clock())
        assert latest_job(connection, scope(office, "mikko"), "export", office.clock()) is None
    assert latest is not None
    assert latest.key == keys[1]


def test_a_sign_of_life_does_not_wait_for_a_writer(small_office: Office) -> None:
    with writing(small_office.engine):
        began = time.monotonic()
        with pytest.raises(OperationalError), writing_if_free(small_office.engine):
            pytest.fail("two write at once")
        assert time.monotonic() - began < 1
    with writing_if_free(small_office.engine) as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar_one() == 1


@pytest.mark.parametrize(
    ("kind", "role", "may"),
    [
        ("import", Role.COORDINATOR, True),
        ("import", Role.COACH, False),
        ("import", Role.REPORTER, False),
        ("import", Role.AUDITOR, False),
        ("export", Role.COACH, True),
        ("export", Role.REPORTER, True),
        ("export", Role.AUDITOR, False),
    ],
)
def test_who_may_start_what(small_office: Office, kind: str, role: Role, may: bool) -> None:
    with writing(small_office.engine) as connection:
        if may:
            assert add_job(connection, scope(small_office, "raija", role), kind, {}, small_office.clock())
        else:
            with pytest.raises(ForbiddenError):
                add_job(connection, scope(small_office, "raija", role), kind, {}, small_office.clock())


class TestInTheBrowser:
    def test_the_owner_follows_it_and_takes_its_file_once(self, office: Office, kaisa: Scope) -> None:
        browser = office.sign_in("kaisa")
        jobs: Jobs = office.app.server.extensions["rinnalla.jobs"]
        key = jobs.start("export", kaisa, {}, report)
        assert jobs.wait(key, WAIT)
        status = browser.fetch(f"/jobs/{key}")
        assert status.json == {
            "state": "done",
            "open": False,
            "text": "Ready. The file can be downloaded once, within an hour.",
            "done": 0,
            "total": 0,
            "file": f"/jobs/{key}/file",
        }
        assert browser.client.head(f"/jobs/{key}/file").status_code != 200
        taken = browser.page(f"/jobs/{key}/file")
        assert (taken.status_code, taken.data) == (200, b"%PDF")
        assert taken.headers["Cache-Control"] == "no-store"
        assert taken.headers["Content-Disposition"] == "attachment; filename=report.pdf"
        assert browser.page(f"/jobs/{key}/file").status_code == 404

    def test_for_everyone_else_it_does_not_exist(self, small_office: Office) -> None:
        jobs: Jobs = small_office.app.server.extensions["rinnalla.jobs"]
        key = jobs.start("export", scope(small_office, "kaisa"), {}, report)
        assert jobs.wait(key, WAIT)
        for username in ("mikko", "raija", "aune"):
            other = small_office.sign_in(username)
            for path in (f"/jobs/{key}", f"/jobs/{key}/file"):
                assert other.fetch(path).text == other.fetch(path.replace(key, "nothing")).text
                assert other.fetch(path).status_code == 404
            token = {"X-CSRFToken": other.token(), "Sec-Fetch-Site": "same-origin"}
            assert other.client.post(f"/jobs/{key}/stop", headers=token | {"User-Agent": "x"}).status_code != 200
        assert stored(small_office, key).content == b"%PDF"

    def test_it_is_stopped_by_its_owner(self, small_office: Office) -> None:
        kaisa = small_office.sign_in("kaisa")
        jobs: Jobs = small_office.app.server.extensions["rinnalla.jobs"]
        key = jobs.start("export", scope(small_office, "kaisa"), {}, for_ever)
        until(lambda: kaisa.fetch(f"/jobs/{key}").json["total"] == 10)  # type: ignore[index]
        assert kaisa.fetch(f"/jobs/{key}").json["text"] == "Checking: 7 of 10"  # type: ignore[index]
        assert kaisa.post(f"/jobs/{key}/stop", {}).status_code == 200
        assert jobs.wait(key, WAIT)
        assert kaisa.fetch(f"/jobs/{key}").json["text"] == "Stopped. Nothing of it was kept."  # type: ignore[index]
