"""The registers of a Finnish office and of the Open University come in through the page as they are."""

from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import text

from db.imports.reading.uploads import Upload
from tests.callbacks.import_wizard import Wizard, said
from tests.support.cast import Office

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
FINNISH, OPEN_UNIVERSITY = DATA / "finnish-register", DATA / "open-university"

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the sample registers are not beside this repository")


@pytest.fixture
def kaisa(small_office: Office) -> Wizard:
    return Wizard.of(small_office)


def files(folder: Path) -> list[Upload]:
    return [Upload(path.name, path.read_bytes()) for path in sorted(folder.glob("*.csv"))]


def marks(wizard: Wizard) -> Counter[str]:
    query = (
        "SELECT k.status FROM mark k JOIN enrolment e ON e.id = k.enrolment_id JOIN cohort c ON c.id = e.cohort_id "
        "WHERE c.code NOT IN ('syksy', 'kevat')"
    )
    with wizard.office.engine.connect() as connection:
        return Counter(connection.execute(text(query)).scalars())


def test_everything_of_the_finnish_office_at_once(kaisa: Wizard) -> None:
    """Four registers in three encodings, whose cohorts their names speak of, with lists and progress."""
    view = kaisa.drop(*files(FINNISH))
    assert any("name the cohort. Is it 2022-kevät-2?" in line for line in said(view))
    view = kaisa.look_again(create="yes")
    assert said(view) == []
    view = kaisa.press("keep")
    assert view.receipt is not None
    counts = {line.kind: line.added for line in view.receipt.counts}
    assert (counts["Participants"], counts["Sessions"], counts["Marks"]) == (22, 158, 822)
    assert marks(kaisa).total() == 822
    kaisa.press("undo", batch=str(view.receipt.forms[0].hidden["batch"]))
    assert marks(kaisa).total() == 0


def test_the_open_university(kaisa: Wizard) -> None:
    view = kaisa.drop(*files(OPEN_UNIVERSITY))
    view = kaisa.look_again(create="yes")
    assert said(view) == []
    kaisa.press("keep")
    lines = (OPEN_UNIVERSITY / "marks.csv").read_text().splitlines()[1:]
    assert marks(kaisa) == Counter(line.split(",")[7] for line in lines)
