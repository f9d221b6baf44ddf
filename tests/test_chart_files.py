"""Charts of the monitoring pages as files, through the whole application: who gets one, of whom, and what is logged."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import text
from werkzeug.test import TestResponse

from db.engine import writing
from tests.support.cast import Browser, Office
from tests.support.world import worked_example

WEEKLY = "/charts/weekly-status.xlsx?page=/attendance"


def cells(answer: TestResponse) -> list[object]:
    """All that is written in a workbook."""
    book = load_workbook(BytesIO(answer.data))
    return [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]


def take(office: Office, username: str, path: str = WEEKLY) -> TestResponse:
    browser: Browser = office.sign_in(username)
    return browser.fetch(path)


@pytest.fixture
def busy(small_office: Office) -> Office:
    """The office, with a cohort that has marks."""
    worked_example(small_office.world)
    return small_office


class TestWho:
    @pytest.mark.parametrize("ending", ["pptx", "pdf", "xlsx"])
    def test_the_coordinator_takes_it_with_the_mark_on_it(self, busy: Office, ending: str) -> None:
        answer = take(busy, "kaisa", f"/charts/weekly-status.{ending}?page=/attendance&cohorts=esimerkki")
        assert answer.status_code == 200
        assert f"-2021-10-06.{ending}" in answer.headers["Content-Disposition"]
        if ending == "xlsx":
            said = cells(answer)
            assert said[0] == "INTERNAL"
            assert "Attendance: esimerkki" in said
            assert 13 in said, "five marks are expected of each of two people, three of the third"

    def test_a_coach_gets_no_number_of_another_cohort(self, busy: Office) -> None:
        """Asked for what is none of his business, he gets what the page would show him."""
        own = take(busy, "mikko")
        foreign = take(busy, "mikko", f"{WEEKLY}&cohorts=esimerkki")
        assert (own.status_code, own.data) == (foreign.status_code, foreign.data)
        assert cells(own) != cells(take(busy, "kaisa"))
        assert 13 not in cells(own), "what is expected of the other cohort in its first week"

    @pytest.mark.parametrize("username", ["raija", "aune"])
    def test_who_sees_no_persons_gets_no_exact_numbers(self, busy: Office, username: str) -> None:
        answer = take(busy, username)
        missing = take(busy, username, "/charts/nothing.xlsx?page=/attendance")
        assert (answer.status_code, answer.text) == (404, missing.text)
        assert busy.audit("export") == []

    @pytest.mark.parametrize(
        "path",
        [
            "/charts/weekly-status.exe?page=/attendance",
            "/charts/register.xlsx?page=/attendance",
            "/charts/weekly-status.xlsx?page=/nowhere",
            "/charts/weekly-status.xlsx",
            "/charts/weekly-status.xlsx?page=/lateness",
        ],
    )
    def test_what_is_no_chart_of_a_page_is_not_there(self, busy: Office, path: str) -> None:
        assert take(busy, "kaisa", path).status_code == 404
        assert busy.audit("export") == []


class TestLog:
    def test_each_file_is_a_row(self, busy: Office) -> None:
        take(busy, "kaisa")
        [row] = busy.audit("export")
        assert (row.account_id, row.subject) == (busy.ids["kaisa"], "chart")
        assert row.detail == {"chart": "weekly-status", "format": "xlsx"}

    def test_without_the_row_there_is_no_file(self, busy: Office, caplog: pytest.LogCaptureFixture) -> None:
        kaisa = busy.sign_in("kaisa")
        with writing(busy.engine) as connection:
            connection.execute(
                text("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no room'); END")
            )
        answer = kaisa.fetch(WEEKLY)
        assert answer.status_code == 500
        assert b"PK" not in answer.data
        caplog.clear()


def test_only_those_who_may_are_offered_the_files(busy: Office) -> None:
    offered = {name: "weekly-status" in busy.sign_in(name).fetch("/_dash-layout").text for name in busy.ids}
    assert offered == {"kaisa": True, "mikko": True, "raija": False, "aune": False}
