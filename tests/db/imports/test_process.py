"""An import in a process of its own: stopped at any moment, killed, or left alone, all of it is kept or nothing."""

import json
import os
import signal
import subprocess
from collections.abc import Callable
from typing import Any

import pytest

from db.imports import process
from db.imports.choices import NO_CHOICE, Choice, look, remembered, to_remember
from db.imports.process import COMMAND, StoppedError, Task, WorkerError, run_import
from db.imports.reading.sandbox import ROOT
from db.imports.reading.uploads import Upload
from db.imports.wire import decode, encode, grouped
from tests.db.imports.office import TODAY, Office, long, people

ROWS = [f"syksy,P{person},2021-09-{day:02d},{hour}:00,,,,present,,,," for day in range(1, 31) for hour in range(20)
        for person in range(2)]  # fmt: skip
MANY = long(*ROWS)


def task(office: Office, **said: Any) -> Task:
    said = {"create": True, "update": False, "choices": (), "seen": None, "programme": None, **said}
    url = office.engine.url.render_as_string(hide_password=False)
    return Task(url, None, TODAY, "Europe/Helsinki", **said)


def never() -> bool:
    return False


def ignore(_step: str, _done: int, _total: int) -> None:
    return None


def run(office: Office, *uploads: Upload, progress: Any = ignore, stop: Callable[[], bool] = never, **said: Any) -> Any:
    return run_import(task(office, **said), uploads, progress, stop)


def test_it_is_checked_then_kept_as_it_was_seen(both_offices: Office) -> None:
    office = both_offices
    before = office.everything()
    looked = run(office, MANY)
    assert (looked["ok"], looked["kept"], looked["added"]["marks"]) == (True, False, len(ROWS))
    assert office.everything() == before
    assert not run(office, MANY, seen="something else")["kept"]
    assert office.everything() == before
    heard: list[str] = []
    kept = run(office, MANY, seen=looked["fingerprint"], progress=lambda step, *_: heard.append(step))
    assert (kept["kept"], office.count("mark")) == (True, len(ROWS))
    assert list(dict.fromkeys(heard)) == ["reading", "checking", "writing"]


class GoneError(Exception):
    """What a job raises where it was asked to stop."""


def test_stopped_at_any_moment_nothing_is_kept(office: Office) -> None:
    office.bring(people("A"))
    seen, before = run(office, MANY)["fingerprint"], office.everything()
    for moment in ("reading", "checking", "writing"):

        def stop_there(step: str, _done: int, _total: int, moment: str = moment) -> None:
            if step == moment:
                raise GoneError

        with pytest.raises(GoneError):
            run(office, MANY, seen=seen, progress=stop_there)
        assert office.everything() == before, moment
    assert office.rows("PRAGMA integrity_check") == [("ok",)]


def test_asked_to_stop_it_stops_between_two_signs(office: Office) -> None:
    before = office.everything()
    with pytest.raises(StoppedError):
        run(office, MANY, stop=lambda: True)
    assert office.everything() == before


def test_whoever_is_left_alone_gives_up(office: Office) -> None:
    """The server is gone when the worker asks whether to commit."""
    seen, before = run(office, people("A"))["fingerprint"], office.everything()
    told = task(office, seen=seen).line([people("A")]) + people("A").content
    answer = subprocess.run(COMMAND, cwd=ROOT, input=told, capture_output=True, check=False)
    assert answer.returncode == 1
    assert [json.loads(line)[0] for line in answer.stdout.splitlines()][-1] == "commit"
    assert office.everything() == before


def test_a_worker_that_dies_is_an_answer(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def kill(_step: str, _done: int, _total: int) -> None:
        (worker,) = [child for child in _children() if b"db.imports.worker" in _command(child)]
        os.kill(worker, signal.SIGKILL)

    with pytest.raises(WorkerError) as died:
        run(office, MANY, progress=kill)
    assert died.value.reason == "too-costly", "the system ends so what takes too much memory"
    monkeypatch.setattr(process, "COMMAND", ["false"])
    with pytest.raises(WorkerError, match="unexpected"):
        run(office, people("A"))


def _children() -> list[int]:
    with open(f"/proc/{os.getpid()}/task/{os.getpid()}/children", "rb") as listed:  # noqa: PTH123
        return [int(child) for child in listed.read().split()]


def _command(process_id: int) -> bytes:
    with open(f"/proc/{process_id}/cmdline", "rb") as command:  # noqa: PTH123
        return command.read()


def test_a_database_that_is_away_is_an_answer(office: Office) -> None:
    away = task(office)
    away = Task("postgresql+psycopg://nobody@127.0.0.1:1/none", *[getattr(away, name) for name in away.__slots__[1:]])
    with pytest.raises(WorkerError, match="database"):
        run_import(away, [people("A")], ignore, never)


def test_findings_come_through_and_are_said_once(office: Office) -> None:
    rows = [f"syksy,A,2021-09-{day:02d},9:00,,,,here,,,," for day in (1, 2, 3, 7)]
    found = office.check(long(*rows)).findings.problems
    groups = grouped(found)
    assert groups["count"] == len(found) == 5
    words = [group for group in groups["groups"] if group["code"] == "word_unknown"]
    assert [(group["rows"], group["column"]) for group in words] == [([[2, 5]], "status")]
    for finding in found:
        value = tuple(finding.parameters.values())
        assert decode(json.loads(json.dumps(encode(value)))) == value
    with pytest.raises(ValueError, match="not a value"):
        decode({"phrase": 5})


def test_what_is_remembered_is_known_by_the_look_of_the_headings() -> None:
    register, next_one = ("Kuka", "30.8.2021", "31.8.2021"), ("kuka ", "6.9.2021", "7.9.2021", "8.9.2021")
    choice = Choice(kind="wide register", columns={0: "participant"}, cohort="syksy", delimiter=",")
    memory = {look(register): to_remember(choice, register)}
    assert look(register) == look(next_one)
    again = remembered(memory, look(next_one), next_one)
    assert (again.kind, again.delimiter, again.columns) == ("wide register", ",", {0: "participant"})
    assert again.cohort is None, "the next register is another cohort's"
    assert remembered(memory, look(("Kuka", "Missä")), ("Kuka", "Missä")) is NO_CHOICE
    assert "Kuka" not in look(register)
