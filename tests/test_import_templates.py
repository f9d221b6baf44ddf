"""Templates bring nothing in as they are, and everything in once somebody has filled them in; in each language."""

import csv
import io
from datetime import date

import pytest
from openpyxl import load_workbook

from dashboard.import_templates import KINDS, template
from db.imports.reading.uploads import Upload
from db.imports.vocabulary import EXAMPLES
from tests.db.imports.conftest import office  # noqa: F401 - a fixture
from tests.db.imports.office import TODAY, Office, codes, people

LANGUAGES = ("fi", "sv", "en")
RECOGNISED = {
    "register": "wide register",
    "marks": "marks",
    "participants": "participants",
    "modules": "modules",
    "progress": "progress",
    "followups": "follow-ups",
}


WRITTEN_OVER = {
    "modules": ("OIK",),
    "register": ("K7P2",),
    "marks": ("syksy", "K7P2"),
    "participants": ("K7P3", "syksy"),
    "progress": ("K7P2", "OIK"),
    "followups": ("K7P2",),
}
"""What somebody writes over the example in each row, one cell after the other."""


def filled_in(kind: str, content: bytes) -> bytes:
    """The CSV template as somebody sends it back who has written over the example."""
    made = io.StringIO()
    writer = csv.writer(made, delimiter=";")
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"):
        written = iter(WRITTEN_OVER[kind])
        writer.writerow([next(written) if cell in EXAMPLES else cell for cell in row])
    return made.getvalue().encode()


EVERY = [(kind, "csv", language) for kind in KINDS for language in LANGUAGES]
EVERY += [("register", "xlsx", "fi"), ("followups", "xlsx", "sv")]


@pytest.mark.parametrize(("kind", "form", "language"), EVERY)
def test_a_template_as_it_is_brings_nothing_in(office: Office, kind: str, form: str, language: str) -> None:  # noqa: F811
    made = template(kind, form, language, TODAY)
    assert made.name == f"rinnalla-{kind}.{form}"
    plan = office.check(Upload(made.name, made.content), create=True, cohort="syksy")
    assert [sheet.kind for sheet in plan.sheets] == [RECOGNISED[kind]]
    assert codes(plan.findings.problems) == {"headings_only"}
    assert codes(plan.findings.notices) == {"example_left_out"}
    assert plan.sheets[0].ignored == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_filled_in_it_comes_in(office: Office, language: str) -> None:  # noqa: F811
    office.bring(people("K7P2", enrolled_on="2026-11-30"), cohort="syksy")
    for kind in WRITTEN_OVER:
        content = filled_in(kind, template(kind, "csv", language, TODAY).content)
        plan = office.check(Upload(f"{kind}.csv", content), create=True, update=True, cohort="syksy")
        assert [problem.text() for problem in plan.findings.problems] == [], kind
        assert any(plan.added().values()), kind


def test_words_are_offered_where_only_some_are_read() -> None:
    book = load_workbook(io.BytesIO(template("marks", "xlsx", "fi", date(2026, 11, 24)).content))
    offered = {str(check.sqref): check.formula1 for check in book.active.data_validations.dataValidation}
    assert offered["H2:H2001"] == '"läsnä,myöhässä,poissa"'
    assert {where[0] for where in offered} == {"H", "J", "K", "L"}


def test_the_example_is_the_one_that_the_import_leaves_out() -> None:
    assert {"esimerkki", "exempel", "example"} == EXAMPLES
