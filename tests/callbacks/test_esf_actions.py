"""What people write down for the funder, and what they are told; exact figures come after the password, logged."""

from base64 import b64decode
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import insert, text

from callbacks import ledger
from dashboard.domain.access import Role, Scope
from dashboard.domain.calendar import HELSINKI
from dashboard.domain.esf import FormKind
from dashboard.domain.selection import Selection
from db.engine import reading, writing
from db.queries.esf import own_events
from db.queries.esf_forms import form_items
from db.queries.esf_records import own_record
from db.schema import AccountCohort, EsfBackground
from tests.support.cast import PASSWORD, Browser, Office, open_office
from tests.support.funded import funded

KAISA = Scope(1, Role.COORDINATOR)
SHEET = {"programme": "ikut", "set": "ESF+", "query": "", "password": PASSWORD}
"""What the form of the exact figures sends."""


@pytest.fixture
def house(migrated_sqlite_url: str, tmp_path: Path) -> Iterator[Office]:
    """The office with the four people of the story, whose cohorts are "kevät" and "vuosi"."""
    house = open_office(migrated_sqlite_url, tmp_path)
    house.clock.now = datetime(2026, 12, 1, 12, tzinfo=HELSINKI)
    funded(house.world, autumn="vuosi", kaisa=house.ids["kaisa"])
    with writing(house.engine) as connection:
        own = {"account_id": house.ids["mikko"], "cohort_id": house.world.cohorts["vuosi"]}
        connection.execute(insert(AccountCohort).values(own))
    yield house
    house.engine.dispose()


def do(browser: Browser, action: str, **fields: Any) -> tuple[int, dict[str, Any]]:
    answer = browser.do(action, {name: str(value) for name, value in fields.items()})
    return answer.status_code, answer.get_json()


def item(house: Office, person: str, kind: FormKind, cohort: str = "kevät") -> Any:
    with reading(house.engine) as connection:
        items = form_items(connection, KAISA, Selection(cohorts=(cohort,), as_of=date(2026, 12, 1)))
    return next(one for one in items if (one.participant, one.kind) == (person, kind))


def fields_of(stands: Any, **values: Any) -> dict[str, Any]:
    return {"enrolment": stands.enrolment_id, "kind": stands.kind, "seen": stands.seen, **values}


class TestForms:
    def test_one_is_signed(self, house: Office) -> None:
        kaisa = house.sign_in("kaisa")
        stands = item(house, "B", FormKind.START)
        code, said = do(kaisa, "esf/form", **fields_of(stands, signed_on="2026-11-30", owner=house.ids["kaisa"]))
        assert (code, said["message"]) == (200, "Written down: the start form.")
        assert item(house, "B", FormKind.START).signed_on == date(2026, 11, 30)

    def test_what_cannot_be_is_said_beside_its_field(self, house: Office) -> None:
        kaisa = house.sign_in("kaisa")
        start, exit_form = item(house, "B", FormKind.START), item(house, "B", FormKind.EXIT)
        tried: list[tuple[dict[str, Any], str]] = [
            (fields_of(start, signed_on="2026-12-02"), "signed_on"),
            (fields_of(start, signed_on="eilen"), "signed_on"),
            (fields_of(start, due_on="2026-03-01"), "due_on"),
            (fields_of(start, reason="muutti"), "reason"),
            (fields_of(start, owner=house.ids["mikko"]), "owner"),
            (fields_of(start) | {"kind": "middle"}, "kind"),
            (fields_of(exit_form, signed_on="2026-03-01"), "signed_on"),
            (fields_of(exit_form, signed_on="2026-06-01", reason="muutti"), "reason"),
            (fields_of(exit_form, reason="x" * 301), "reason"),
        ]
        for fields, wrong in tried:
            code, said = do(kaisa, "esf/form", **fields)
            assert (code, list(said["fields"])) == (422, [wrong]), fields
        assert house.audit("record") == []

    def test_a_colleague_was_quicker(self, house: Office) -> None:
        kaisa, stands = house.sign_in("kaisa"), item(house, "C", FormKind.EXIT)
        do(kaisa, "esf/form", **fields_of(stands, reason="muutti"))
        code, said = do(kaisa, "esf/form", **fields_of(stands, signed_on="2026-11-30"))
        assert code == 409
        assert said["theirs"] == ["It cannot be had: muutti. Nobody asks for it yet"]
        again = fields_of(stands, signed_on="2026-11-30") | said["seen"]
        assert do(kaisa, "esf/form", **again)[0] == 200

    def test_nobody_writes_beyond_their_own(self, house: Office) -> None:
        foreign = fields_of(item(house, "B", FormKind.START), signed_on="2026-11-30")
        for username in ("mikko", "raija", "aune"):
            assert do(house.sign_in(username), "esf/form", **foreign)[0] == 404
        own = fields_of(item(house, "D", FormKind.START, "vuosi"), owner=house.ids["mikko"])
        assert do(house.sign_in("mikko"), "esf/form", **own)[0] == 200
        assert len(house.audit("record")) == 1


class TestRecords:
    def test_a_background_is_written_down_and_may_be_refused(self, house: Office) -> None:
        mikko, person = house.sign_in("mikko"), house.world.people["D"]
        with reading(house.engine) as connection:
            before = own_record(connection, KAISA, person)
        assert before is not None
        seen = before.background.seen
        said = {"gender": "female", "disability": "refused", "rural": "no"}
        assert do(mikko, "esf_person/background", participant=person, seen=seen, **said)[0] == 200
        with reading(house.engine) as connection:
            row = connection.execute(
                EsfBackground.__table__.select().where(EsfBackground.participant_id == person)
            ).one()
        assert (row.gender, row.age_band, row.disability, row.rural, row.minority) == (
            "female",
            None,
            "refused",
            "no",
            None,
        )
        code, told = do(mikko, "esf_person/background", participant=person, seen=seen, gender="male")
        assert (code, told["theirs"]) == (
            409,
            ["woman, Disability: would rather not say, and Lives in a rural area: no"],
        )
        assert do(mikko, "esf_person/background", participant=person, seen=seen, gender="x")[0] == 422
        assert do(mikko, "esf_person/background", participant=house.world.people["A"], seen="", gender="male")[0] == 404

    def test_an_event_is_written_down_and_taken_away(self, house: Office) -> None:
        mikko, enrolment = house.sign_in("mikko"), house.world.enrolments["vuosi", "D"]
        event = {"enrolment": enrolment, "kind": "employed", "happened_on": "2026-11-30"}
        assert do(mikko, "esf_person/event", **event)[0] == 200
        assert do(mikko, "esf_person/event", **event)[1]["fields"] == {
            "happened_on": "This is written down already, on the same day."
        }
        early = do(mikko, "esf_person/event", **event | {"happened_on": "2026-08-30"})[1]["fields"]
        assert early == {"happened_on": "Not before 31 Aug 2026, please: that is when they entered."}
        assert do(mikko, "esf_person/event", **event | {"happened_on": ""})[0] == 422
        with reading(house.engine) as connection:
            (written,) = own_events(connection, KAISA, house.world.people["D"])
        wrong = {"event": written.id, "version": written.version + 1}
        assert do(mikko, "esf_person/remove_event", **wrong)[0] == 409
        assert do(mikko, "esf_person/remove_event", event=written.id, version=written.version)[0] == 200
        foreign = house.world.enrolments["kevät", "A"]
        assert do(mikko, "esf_person/event", **event | {"enrolment": foreign})[0] == 404


class TestExactFigures:
    def test_are_shown_by_gender_after_the_password(self, house: Office) -> None:
        code, said = do(house.sign_in("kaisa"), "esf/worksheet", **SHEET)
        assert code == 200
        sheet = said["data"]["sheet"]
        rows = {row["code"]: row for group in sheet["groups"] for row in group["rows"]}
        assert sheet["columns"][2:] == ["women", "men", "other", "gender not known", "all"]
        assert [cell["count"] for cell in rows["EECR04"]["cells"]] == [
            "1\xa0/\xa01",
            "0\xa0/\xa01",
            "",
            "",
            "1\xa0/\xa02",
        ]
        assert rows["EECR04"]["cells"][4]["note"] == "1 not known"
        assert rows["EECO13"]["none"] == "not known from what is held"
        assert ["Project code", "S21958"] in sheet["facts"]
        (row,) = house.audit("eura")
        assert (row.account_id, row.detail) == (
            house.ids["kaisa"],
            {"set": "ESF+", "cohorts": [], "as_of": "2026-12-01", "format": "screen"},
        )

    def test_are_of_the_filters_of_the_page(self, house: Office) -> None:
        query = "?cohorts=vuosi&from=2026-08-01&as_of=2026-11-01"
        _code, said = do(house.sign_in("kaisa"), "esf/worksheet", **SHEET | {"query": query, "set": "ESF"})
        sheet = said["data"]["sheet"]
        total = next(row for group in sheet["groups"] for row in group["rows"] if row["code"] == "TOTAL")
        # D alone entered in the period: C entered first in March.
        assert [cell["count"] for cell in total["cells"]] == ["", "", "", "1\xa0/\xa01", "1\xa0/\xa01"]
        assert house.audit("eura")[0].detail == {
            "set": "ESF",
            "cohorts": ["vuosi"],
            "from": "2026-08-01",
            "as_of": "2026-11-01",
            "format": "screen",
        }

    @pytest.mark.parametrize("ending", ["csv", "xlsx"])
    def test_are_handed_out_as_a_file_with_a_discreet_name(self, house: Office, ending: str) -> None:
        _code, said = do(house.sign_in("kaisa"), "esf/worksheet", **SHEET | {"format": ending})
        file = said["data"]["file"]
        assert file["name"] == f"indicators-2026-12-01.{ending}"
        content = b64decode(file["content"])
        if ending == "csv":
            assert b"EECR04,In employment on leaving" in content
        else:
            codes = [row[0] for row in load_workbook(BytesIO(content)).worksheets[0].iter_rows(values_only=True)]
            assert "EECR04" in codes
        assert [row.detail["format"] for row in house.audit("eura")] == [ending]

    def test_a_file_has_its_line_in_the_ledger_whose_figures_the_coordinator_alone_sees(self, house: Office) -> None:
        kaisa = house.sign_in("kaisa")
        do(kaisa, "esf/worksheet", **SHEET)
        _code, said = do(kaisa, "esf/worksheet", **SHEET | {"format": "csv"})
        seen_by = {
            role: ledger.load(house.engine, Scope(1, role), {}, house.clock()).releases
            for role in (Role.COORDINATOR, Role.REPORTER, Role.AUDITOR)
        }
        for [card] in seen_by.values():
            assert card.title.startswith("For EURA")
            assert [name for name, _digest in card.files] == [said["data"]["file"]["name"]]
        [(_heading, columns, rows)] = seen_by[Role.COORDINATOR][0].tables
        assert columns[-1] == "all"
        assert {row[0]: row[-1] for row in rows}["EECR04"] == "1"
        assert [seen_by[role][0].tables for role in (Role.REPORTER, Role.AUDITOR)] == [(), ()]

    def test_a_wrong_password_gets_nothing_and_slows_down_like_the_sign_in(self, house: Office) -> None:
        kaisa = house.sign_in("kaisa")
        wrong = SHEET | {"password": "väärä"}
        for _attempt in range(4):
            code, said = do(kaisa, "esf/worksheet", **wrong)
            assert (code, said["fields"]) == (422, {"password": "This is not your password. Check it and try again."})
        code, said = do(kaisa, "esf/worksheet", **SHEET)
        assert (code, said["fields"]) == (422, {"password": "Please wait 15 seconds, then try again."})
        assert house.browser().sign_in("kaisa").status_code == 429, "it is the same delay"
        assert house.audit("eura") == []
        assert len(house.audit("password-refused")) == 4
        house.clock.pass_time(seconds=16)
        assert do(kaisa, "esf/worksheet", **SHEET)[0] == 200
        assert do(kaisa, "esf/worksheet", **SHEET | {"password": ""})[0] == 422

    @pytest.mark.parametrize("username", ["mikko", "raija", "aune"])
    def test_are_for_nobody_else_whatever_the_password(self, house: Office, username: str) -> None:
        browser = house.sign_in(username)
        forbidden, unknown = do(browser, "esf/worksheet", **SHEET), do(browser, "esf/nothing", **SHEET)
        assert forbidden == unknown
        assert forbidden[0] == 404
        assert house.audit("eura") == []
        assert house.audit("password-refused") == []

    def test_without_the_row_in_the_log_there_are_none(self, house: Office) -> None:
        kaisa = house.sign_in("kaisa")
        with writing(house.engine) as connection:
            connection.execute(text("ALTER TABLE audit RENAME TO audit_away"))
        answer = kaisa.do("esf/worksheet", SHEET)
        assert answer.status_code >= 500
        assert "EECR" not in answer.text

    def test_of_nobody_are_none(self, house: Office) -> None:
        kaisa = house.sign_in("kaisa")
        for nobody in ({"query": "?as_of=2020-01-01"}, {"programme": "toinen"}):
            code, said = do(kaisa, "esf/worksheet", **SHEET | nobody)
            assert (code, said["fields"]) == (422, {})
        assert do(kaisa, "esf/worksheet", **SHEET | {"set": "ERDF"})[0] == 422
        assert house.audit("eura") == []
