"""Files brought in through the page: looked at, kept, taken back; by a coordinator and nobody else."""

from datetime import date

import pytest
from sqlalchemy import text

from callbacks.imports import load
from dashboard.domain.access import Role, Scope
from dashboard.i18n import using_language
from dashboard.jobs import Jobs
from db.commands.jobs import KEEP_FOR
from db.engine import writing
from db.schema import ImportBatch, ImportMapping, Job, Mark
from tests.callbacks.import_wizard import Wizard, drop, known, said
from tests.db.imports.office import file, long, people, wide
from tests.support.cast import Office

NEW = "2021-08-30"
ONLY_WHEN_ASKED = "What is stored changes only when that is asked for."


def test_a_register_comes_in_and_is_taken_back(office: Office) -> None:
    kaisa, before = Wizard.of(office), office.count(Mark)

    view = kaisa.drop(people("SYKSY-1", "B"), wide("30.8.2021;31.8.2021", "SYKSY-1;L;M15", "B;PI;H"))
    assert view.headline == "3 things to solve before anything is imported"
    assert said(view) == [
        "people.csv · row 3: The participant B is not known.",
        "register.csv: The file does not say whose register it is: name the cohort.",
        "register.csv · row 3, column Osallistuja: The participant B is not known.",
    ]
    assert view.look is not None
    assert (view.look.keep, view.look.counts) == (None, ())
    assert office.count(Mark) == before, "looking keeps nothing"

    view = kaisa.look_again(create="yes", cohort_1="syksy")
    assert view.look is not None
    assert said(view) == []
    assert view.headline == "Ready: adds 1 participant, 1 enrolment, 1 session, 3 marks"
    counts = {line.kind: (line.added, line.changed, line.unchanged) for line in view.look.counts}
    assert counts["Marks"] == (3, 0, 1)
    assert next(line.examples for line in view.look.counts if line.kind == "Marks")[0].endswith(
        "late 15 min, notice unknown"
    )

    view = kaisa.press("keep")
    assert view.headline == "Imported: 1 participant, 1 enrolment, 1 session, 3 marks"
    assert office.count(Mark) == before + 3
    assert view.receipt is not None
    assert view.receipt.facts[0] == "Files: people.csv and register.csv"
    (row,) = office.audit("import")
    assert row.account_id == office.ids["kaisa"]
    assert office.count(ImportBatch) == 1

    batch = view.receipt.forms[0].hidden["batch"]
    view = kaisa.press("undo", batch=str(batch))
    assert view.headline.startswith("This import was taken back")
    assert office.count(Mark) == before
    assert [past.badge for past in kaisa.view(x="").past] == ["taken back"]


def test_a_mark_that_differs_changes_only_when_that_is_said(small_office: Office) -> None:
    kaisa = Wizard.of(small_office)
    view = kaisa.drop(long(f"syksy,SYKSY-1,{NEW},9:00,12:00,ryhmä,,late,10,none,,"))
    assert said(view) == [
        f"marks.csv · row 2, column status: Stored is present, here it is late 10 min, notice none. {ONLY_WHEN_ASKED}"
    ]
    with using_language("fi"):
        assert "läsnä" in said(kaisa.view())[0]
        assert "myöhässä 10 min" in said(kaisa.view())[0]
    view = kaisa.look_again(update="yes")
    assert view.headline == "Ready: adds nothing, changes 1 mark"
    assert known(view) == ["Changed from present to late 10 min, notice none."]


def test_what_somebody_wrote_meanwhile_is_looked_at_again(small_office: Office) -> None:
    kaisa = Wizard.of(small_office)
    kaisa.drop(wide("30.8.2021;31.8.2021", "SYKSY-1;L;L"))
    kaisa.look_again(cohort_0="syksy")
    with writing(small_office.engine) as connection:
        connection.execute(
            text(
                "INSERT INTO session (cohort_id, activity_id, local_date, starts_at, ends_at) SELECT cohort_id, "
                "activity_id, '2021-08-31', '2021-08-31 06:00:00', '2021-08-31 09:00:00' FROM session WHERE id = 1"
            )
        )
    view = kaisa.press("keep")
    assert view.lead.startswith("The data has changed since you looked at this.")
    assert view.headline == "Ready: adds 1 mark"
    assert small_office.count(ImportBatch) == 0


def test_what_is_said_of_columns_is_remembered(small_office: Office) -> None:
    kaisa = Wizard.of(small_office)

    def unusual(day: str) -> object:
        rows = f"{day},SYKSY-1,syksy,oli paikalla"
        return file("Milloin,Kuka,Porukka,Tilanne", rows.replace("oli paikalla", "läsnä"), name=f"{day}.csv")

    view = kaisa.drop(unusual("2021-09-06"))  # type: ignore[arg-type]
    assert said(view)[0].startswith("2021-09-06.csv: By its headings this is none of")
    fields = {"column_0_0": "date", "column_0_1": "participant", "column_0_2": "cohort", "column_0_3": "status"}
    view = kaisa.look_again(**fields)
    assert view.headline == "Ready: adds 1 session, 1 mark"
    assert small_office.count(ImportMapping) == 0, "remembered when it is kept"
    kaisa.press("keep")
    view = kaisa.drop(unusual("2021-09-07"))  # type: ignore[arg-type]
    assert view.headline == "Ready: adds 1 session, 1 mark"
    assert view.look is not None
    assert view.look.sheets[0].note == "Read as the last file with these headings was."


def test_encoding_delimiter_and_sheets_left_out_are_said(small_office: Office) -> None:
    kaisa = Wizard.of(small_office)
    odd = file("osallistuja|x;kohortti", "Å1|x;syksy", name="odd.csv", encoding="cp1252")
    view = kaisa.drop(odd)
    assert view.look is not None
    assert {field.name: field.value for field in view.look.sheets[0].fields}["encoding-0"] == "windows-1252"
    view = kaisa.look_again(delimiter_0="comma")
    assert view.look is not None
    assert {field.name: field.value for field in view.look.sheets[0].fields}["delimiter-0"] == "comma"
    view = kaisa.look_again(kind_0="-")
    assert (view.headline, said(view)) == ("Everything in these files is stored already", [])
    assert view.look is not None
    assert view.look.keep is None


def test_one_finds_it_again_until_it_is_thrown_away_or_too_old(small_office: Office) -> None:
    kaisa = Wizard.of(small_office)
    kaisa.drop(people("SYKSY-1"))
    start = kaisa.view(x="")
    assert start.waiting is not None
    assert (start.waiting.label, start.waiting.href) == ("people.csv", f"/import?job={kaisa.job}")
    small_office.clock.now += KEEP_FOR
    kaisa.browser = small_office.sign_in("kaisa")
    assert kaisa.view(x="").waiting is None
    assert "not used within an hour" in kaisa.view().job.text  # type: ignore[union-attr]
    assert kaisa.do("keep", {"job": kaisa.job}).status_code == 404
    kaisa.drop(people("SYKSY-1"))
    kaisa.press("discard")
    assert kaisa.view(x="").waiting is None
    with small_office.engine.connect() as connection:
        contents = connection.execute(text("SELECT content FROM job")).scalars().all()
    assert contents == [None, None], "no file is kept longer than it is needed"


def test_it_is_for_coordinators(small_office: Office) -> None:
    kaisa = Wizard.of(small_office)
    kaisa.drop(people("SYKSY-1"))
    for username, role in (("mikko", Role.COACH), ("raija", Role.REPORTER), ("aune", Role.AUDITOR)):
        other = small_office.sign_in(username)
        assert drop(other, people("Z")).status_code == 404
        for action in ("check", "keep", "discard", "undo", "export"):
            fields = {"job": kaisa.job, "batch": "1", "format": "csv", "password": "x"}
            assert other.do(f"imports/{action}", fields).status_code == 404
        for path in ("/imports/templates/marks.csv", f"/imports/{kaisa.job}/problems.csv"):
            assert other.fetch(path).status_code == 404
        view = load(small_office.engine, Scope(small_office.ids[username], role), {"job": kaisa.job})
        assert view.headline == "Files are brought in by coordinators"
        assert (view.look, view.past, view.upload) == (None, (), False)
    other_coordinator = Scope(small_office.ids["mikko"], Role.COORDINATOR)
    view = load(small_office.engine, other_coordinator, {"job": kaisa.job})
    assert (view.look, view.lead) == (None, "That import is no longer here. Drop the files once more.")


def test_nothing_is_kept_while_something_is_to_be_solved(small_office: Office) -> None:
    kaisa = Wizard.of(small_office)
    kaisa.drop(file("participant,cohort", "=1+1,syksy", name="=cmd.csv"))
    answer = kaisa.do("keep", {"job": kaisa.job})
    assert (answer.status_code, answer.json["message"]) == (422, "There is still something to solve first.")  # type: ignore[index]
    answer = kaisa.do("check", {"job": kaisa.job, "cohort-0": "a\u202eb"})
    assert answer.status_code == 422
    for job in ("", "nothing", "x" * 500):
        assert kaisa.do("keep", {"job": job}).status_code in {404, 422}
    answer = kaisa.browser.fetch(f"/imports/{kaisa.job}/problems.csv")
    lines = answer.data.decode("utf-8-sig").splitlines()
    assert lines[0] == "What;File;Sheet;Rows;Column;Sentence"
    assert lines[1].startswith("problem;'=cmd.csv;;2;;The participant =1+1 is not known."), "no spreadsheet runs it"


def test_a_template_speaks_the_readers_language(small_office: Office) -> None:
    kaisa = small_office.sign_in("kaisa")
    answer = kaisa.fetch("/imports/templates/participants.csv")
    assert answer.headers["Content-Disposition"] == "attachment; filename=rinnalla-participants.csv"
    assert answer.data.decode("utf-8-sig").splitlines()[0] == "code;cohort;enrolled_on;exited_on"
    kaisa.post("/language/sv", {"next": "/"})
    answer = kaisa.fetch("/imports/templates/participants.csv")
    assert answer.data.decode("utf-8-sig").splitlines()[0] == "kod;kohort;började;slutade"
    for path in ("nothing.csv", "marks.exe", "marks.XLSX"):
        assert kaisa.fetch(f"/imports/templates/{path}").status_code == 404


def test_while_files_are_looked_at_the_page_says_so(small_office: Office) -> None:
    kaisa = Wizard.of(small_office)
    rows = (f"syksy,SYKSY-1,2021-09-{day:02},{hour}:00,,,,present,,,," for day in range(1, 31) for hour in range(24))
    answer = drop(
        kaisa.browser, long(*rows, *(f"syksy,P{number},{NEW},9:00,,,,present,,,," for number in range(9_000)))
    )
    kaisa.job = answer.json["go"].partition("=")[2]  # type: ignore[index]
    view = kaisa.view()
    assert (view.headline, view.job_name) == ("Looking at marks.csv", "Looking at marks.csv")
    assert view.job is not None
    assert view.job.open
    assert kaisa.view(x="").headline == "Looking at marks.csv", "one comes back to it"
    kaisa.jobs.stop(kaisa.scope, kaisa.job)
    assert kaisa.jobs.wait(kaisa.job, 10)
    view = kaisa.view()
    assert view.headline == "marks.csv: nothing was imported"
    assert small_office.count(Job) == 1


def test_a_file_may_be_dropped_only_so_often(small_office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    kaisa = Wizard.of(small_office)
    jobs: Jobs = kaisa.jobs
    monkeypatch.setattr("db.commands.jobs.MOST_OPEN", 0)
    answer = drop(kaisa.browser, people("A", enrolled_on=date.min.isoformat()))
    assert (answer.status_code, answer.json["message"][:22]) == (422, "Other files of yours a")  # type: ignore[index]
    jobs.close()
