"""The digest on the command line: on one sheet, in a language, or a sentence about what is wrong."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest

from dashboard.__main__ import main
from dashboard.domain.calendar import iso_week_start
from db.demo import load
from db.engine import make_engine, migrate
from tests.support.world import new_world


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('digest') / 'demo.sqlite3'}"
    engine = make_engine(url)
    migrate(engine)
    load(engine)
    engine.dispose()
    return url


@pytest.fixture
def database(demo: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", demo)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))


def last_week() -> str:
    year, week, _day = (iso_week_start(datetime.now(UTC).date()) - timedelta(days=3)).isocalendar()
    return f"{year}-W{week:02}"


@pytest.mark.usefixtures("database")
class TestTheDemo:
    def test_a_week_fits_on_a_sheet_of_a_typewriter(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["digest", "--week", last_week(), "--lang", "en"]) == 0
        sheet = capsys.readouterr().out.splitlines()
        assert len(sheet) <= 70
        assert max(map(len, sheet)) <= 105
        headings = [line for line in sheet if line.isupper() and not re.search(r"\d", line)]
        assert headings == [
            "NEW PROMPTS",
            "CONTINUING",
            "NO LONGER SO",
            "DECIDED THIS WEEK",
            "DECISIONS DUE WITHIN A WEEK",
            "FOLLOW-UPS",
            "REGISTERS NOT TAKEN",
        ]

    def test_a_page_that_stands_alone(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["digest", "--format", "html"]) == 0
        page = capsys.readouterr().out
        assert page.startswith('<!doctype html>\n<html lang="fi">')
        assert "://" not in page, "nothing comes from elsewhere"
        assert "Läsnäolo" in unescape(page)

    @pytest.mark.parametrize(
        ("options", "problem"),
        [
            (["--week", "x"], "'x' is not a week like 2026-W45 that has begun."),
            (["--week", "2199-W01"], "'2199-W01' is not a week like 2026-W45 that has begun."),
            (["--cohort", "muu"], "no cohort muu. There are:"),
        ],
    )
    def test_what_makes_no_sense_ends_in_a_sentence(
        self, capsys: pytest.CaptureFixture[str], options: list[str], problem: str
    ) -> None:
        assert main(["digest", *options]) == 1
        said = capsys.readouterr()
        assert problem in said.err
        assert said.out == ""


def test_what_somebody_typed_is_text(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world = new_world(sqlite_url)
    today = datetime.now(UTC).date()
    world.cohort("nyt", today - timedelta(days=20), name="<b>Nyt</b>")
    world.enrol("nyt", "A", date(2020, 1, 1))
    now = datetime.now(UTC)
    world.decision("nyt", "A", "R3", "decided", now, "<script>alert(1)</script>", due_on=today)
    world.engine.dispose()
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    assert main(["digest", "--format", "html", "--lang", "en"]) == 0
    page = capsys.readouterr().out
    assert "<script" not in page
    assert "<b>" not in page
    assert "&lt;script&gt;alert(1)" in page
