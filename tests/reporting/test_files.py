"""A report of a small programme from the database to its files, and what the ledger keeps of it."""

import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zipfile import ZipFile

import pytest

from dashboard.domain.access import ForbiddenError, Role, Scope
from dashboard.domain.disclosure import Profile
from dashboard.domain.disclosure.ledger import Trouble
from dashboard.domain.report import Group, Measure
from dashboard.exports.export import Format
from dashboard.reporting.draft import Draft, read_draft
from dashboard.reporting.files import NothingToTellError, make_files
from dashboard.reporting.request import ReportRequest
from db.engine import reading
from db.queries.releases import ledger, release_rows
from tests.support.world import World, new_world

NOW = datetime(2022, 6, 30, 9, tzinfo=UTC)
FIRST, SECOND, THIRD = "eka", "toka", "kolmas"
SIZES = {FIRST: (4, 3), SECOND: (6, 5), THIRD: (6, 6)}
"""How many were in each cohort, and how many of them completed the one module."""


@pytest.fixture
def world(migrated_sqlite_url: str) -> Iterator[World]:
    """Three cohorts one after the other, as disclosure control has them in its examples."""
    world = new_world(migrated_sqlite_url)
    world.module("cv", 1)
    for number, (cohort, (size, done)) in enumerate(SIZES.items()):
        start = date(2021, 8, 30) + timedelta(weeks=11 * number)
        world.cohort(cohort, start, name=cohort.capitalize())
        for person in range(size):
            code = f"{cohort}-{person}"
            world.enrol(cohort, code, start)
            if person < done:
                world.progress(cohort, code, "cv", start)
    yield world
    world.engine.dispose()


RAIJA = Scope(None, Role.REPORTER)


def request(*groups: tuple[str, ...], **changed: object) -> ReportRequest:
    asked = {
        "programme": "ikut",
        "groups": tuple(Group(cohorts) for cohorts in groups),
        "profile": Profile.FUNDER,
        "language": "fi",
        "as_of": date(2022, 6, 30),
        "measures": (Measure.COMPLETION,),
    }
    return ReportRequest(**(asked | changed))  # type: ignore[arg-type]


def draft(world: World, asked: ReportRequest) -> Draft:
    with reading(world.engine) as connection:
        return read_draft(connection, RAIJA, asked, NOW)


def test_a_request_survives_the_ledger() -> None:
    asked = request((FIRST, SECOND), (THIRD,), start=date(2021, 1, 1), title="Raportti")
    assert ReportRequest.from_dict(json.loads(json.dumps(asked.as_dict()))) == asked


def test_cohort_by_cohort_everything_of_persons_is_withheld(world: World) -> None:
    [completion] = draft(world, request((FIRST,), (SECOND,), (THIRD,))).candidates
    safe = completion.part.safe
    assert [row[2] for row in safe.cells] == [4, 6, 6, 16]
    assert [row[:2] for row in safe.cells[:3]] == [(None, None)] * 3


def test_all_together_it_can_be_told(world: World) -> None:
    [completion] = draft(world, request((FIRST, SECOND, THIRD), measures=(Measure.ATTENDANCE,))).candidates
    assert completion.part.safe.cells == ((None,), (None,), (None,), (None,), (16,))
    assert not completion.goes_out
    with_two = draft(world, request((FIRST, SECOND), measures=(Measure.COMPLETION,)))
    assert not with_two.candidates[0].goes_out, "eight of ten: two did not"


def test_files_leave_with_their_line_in_the_ledger(world: World) -> None:
    everybody = request((FIRST, SECOND, THIRD), measures=(Measure.STAYING, Measure.GENDER))
    made = make_files(world.engine, RAIJA, everybody, [Format.CSV, Format.PDF], "ELY", NOW)
    with reading(world.engine) as connection:
        [row] = release_rows(connection, RAIJA)
        known = ledger(connection, RAIJA, "ikut")
    assert row.id == made.release == known.latest
    assert set(row.files) == set(made.files)
    assert row.content["sections"][0]["table"]["cells"] == [[4], [6], [6], [16]]
    assert {entry.measure for entry in known.entries} <= {"staying", "gender"}
    [archive] = [content for name, content in made.files.items() if name.endswith(".zip")]
    with ZipFile(io.BytesIO(archive)) as tables:
        assert any("16" in tables.read(name).decode("utf-8-sig") for name in tables.namelist())


def test_what_would_single_out_the_third_cohort_is_held_back(world: World) -> None:
    world.module("oikeudet", 2)
    for person in range(3):
        world.progress(SECOND, f"{SECOND}-{person}", "oikeudet", date(2022, 3, 1))
        world.progress(FIRST, f"{FIRST}-{person}", "oikeudet", date(2022, 3, 1))
    make_files(world.engine, RAIJA, request((FIRST, SECOND)), [Format.CSV], "ELY", NOW)
    [completion] = draft(world, request((FIRST, SECOND, THIRD))).candidates
    assert Trouble.DETERMINED in {conflict.trouble for conflict in completion.conflicts}
    assert not completion.goes_out


def test_the_same_report_again_tells_nothing_new(world: World) -> None:
    everybody = request((FIRST, SECOND, THIRD), measures=(Measure.GENDER, Measure.LABOUR))
    make_files(world.engine, RAIJA, everybody, [Format.CSV], "ELY", NOW)
    assert all(not one.conflicts for one in draft(world, everybody).candidates)


def test_nobody_there_is_nothing_to_tell(world: World) -> None:
    world.cohort("tuleva", date(2023, 1, 2))
    with pytest.raises(NothingToTellError):
        make_files(world.engine, RAIJA, request(("tuleva",)), [Format.CSV], "ELY", NOW)


@pytest.mark.parametrize("role", [Role.COACH, Role.AUDITOR])
def test_who_makes_no_reports_gets_none(world: World, role: Role) -> None:
    with pytest.raises(ForbiddenError):
        make_files(world.engine, Scope(1, role), request((FIRST,)), [Format.CSV], "ELY", NOW)


def test_a_cohort_that_is_not_there_is_refused(world: World) -> None:
    with pytest.raises(ForbiddenError):
        draft(world, request(("muu",)))
