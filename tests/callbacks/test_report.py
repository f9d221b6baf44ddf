"""The funder report page: what it shows to whom, what it withholds and why, and how files are made."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from callbacks import ledger, report, report_texts
from dashboard.domain.access import Role, Scope
from dashboard.i18n import using_language
from dashboard.views.report import ReportView
from db.commands.releases import write_text
from db.engine import writing
from tests.support.cast import PASSWORD, Browser, Office
from tests.support.world import World, new_world

NOW = datetime(2022, 6, 30, 9, tzinfo=UTC)
RAIJA = Scope(None, Role.REPORTER)
SIZES = {"eka": (4, 3), "toka": (6, 5), "kolmas": (6, 6)}


def people(world: World) -> None:
    """Three cohorts, one after the other, most of whom completed the one module."""
    world.module("cv", 1)
    for number, (cohort, (size, done)) in enumerate(SIZES.items()):
        start = date(2021, 8, 30) + timedelta(weeks=11 * number)
        world.cohort(cohort, start, name=cohort.capitalize())
        for person in range(size):
            world.enrol(cohort, f"{cohort}-{person}", start)
            if person < done:
                world.progress(cohort, f"{cohort}-{person}", "cv", start)


@pytest.fixture
def world(migrated_sqlite_url: str) -> Iterator[World]:
    world = new_world(migrated_sqlite_url)
    people(world)
    yield world
    world.engine.dispose()


def shown(world: World, scope: Scope | None = RAIJA, **params: object) -> ReportView:
    with using_language("en"):
        return report.load(world.engine, scope, {"as_of": "2022-06-30", **params}, NOW)


class TestWhatGoesOut:
    def test_everybody_knows_how_many_took_part(self, world: World) -> None:
        first = shown(world).previews[0]
        assert (first.heading, first.rows) == (
            "Participants",
            (("Eka", "4"), ("Toka", "6"), ("Kolmas", "6"), ("all", "16")),
        )
        assert first.picture.startswith("data:image/svg+xml;base64,")

    def test_a_row_for_each_cohort_withholds_and_says_what_could_be_told(self, world: World) -> None:
        view = shown(world, rows="each", tables="completion")
        [held] = [preview for preview in view.previews if preview.state]
        assert held.heading == "Modules completed"
        assert any("fewer than 3 persons" in reason for reason in held.why)
        assert "cannot be told yet" in view.headline

    def test_a_wish_leads_to_a_report_that_grants_it(self, world: World) -> None:
        for person in range(3):
            world.module("oikeudet", 2)
            world.progress("eka", f"eka-{person}", "oikeudet", date(2022, 3, 1))
            world.progress("toka", f"toka-{person}", "oikeudet", date(2022, 3, 1))
        for person in range(4):
            world.progress("kolmas", f"kolmas-{person}", "oikeudet", date(2022, 3, 1))
        by_cohort = shown(world, rows="each", tables="completion").previews[-1]
        assert by_cohort.rows[-1] == ("all", "10", "6", "16")
        assert by_cohort.wishes == (("All 3 cohorts together", "/report?as_of=2022-06-30&tables=completion"),)
        together = shown(world, tables="completion")
        assert "10 of 16 completed all modules" in [one.heading for one in together.previews]

    def test_the_language_of_the_report_is_apart_from_that_of_the_screen(self, world: World) -> None:
        view = shown(world, language="fi")
        assert view.language == "fi"
        assert ("Language", "Suomi") in [(fact.label, fact.value) for fact in view.facts]

    def test_nobody_yet_is_said_in_words(self, world: World) -> None:
        view = shown(world, to="2000-01-01")
        assert (view.headline, view.make) == ("Nobody has taken part in this period yet", None)

    def test_the_plan_tells_when_something_can_be_told(self, world: World) -> None:
        plan = shown(world).plan
        assert plan is not None
        assert [line.text for line in plan.lines] == ["Eka and Toka: 10 persons", "Eka, Toka, and Kolmas: 16 persons"]

    @pytest.mark.parametrize(
        "params",
        [
            {"profile": "internal", "rows": "x~y", "tables": "names,,", "language": "xx"},
            {"profile": ["a", "b"], "rows": "eka~muu", "tables": "\0"},
            {"rows": "eka~toka,eka~kolmas"},
        ],
    )
    def test_what_an_address_gets_wrong_is_left_out(self, world: World, params: dict[str, object]) -> None:
        view = shown(world, **params)
        assert view.make is not None
        asked = json.loads(view.make.request)
        assert (asked["profile"], asked["groups"]) == ("funder", [["eka", "toka", "kolmas"]])


@pytest.mark.parametrize("role", [Role.COACH, Role.AUDITOR])
def test_who_makes_no_reports_is_told_so(world: World, role: Role) -> None:
    view = shown(world, Scope(1, role, frozenset({1}) if role is Role.COACH else None))
    assert (view.previews, view.make, view.facts) == ((), None, ())
    assert shown(world, None).headline == ""


class TestTexts:
    def test_a_paragraph_goes_out_above_the_tables(self, world: World) -> None:
        with writing(world.engine) as connection:
            write_text(connection, RAIJA, "ikut", "summary", "en", "Three cohorts.\n\nAll stayed.", 0, NOW)
        first = shown(world).previews[0]
        assert (first.heading, first.texts) == ("In short", ("Three cohorts.", "All stayed."))
        assert shown(world, language="sv").previews[0].texts == ()

    def test_the_page_of_words_has_a_form_for_each(self, world: World) -> None:
        with using_language("en"):
            view = report_texts.load(world.engine, RAIJA, {"language": "sv"}, NOW)
        assert [form.version for form in view.forms] == [0, 0, 0, 0]
        assert [chosen for _name, _href, chosen in view.languages] == [False, True, False]


@pytest.fixture
def raija(small_office: Office) -> Browser:
    people(small_office.world)
    small_office.clock.now = NOW
    return small_office.sign_in("raija")


class TestMaking:
    def fields(self, **changed: Any) -> dict[str, Any]:
        asked = {
            "programme": "ikut",
            "groups": [["eka", "toka", "kolmas"]],
            "profile": "funder",
            "language": "fi",
            "as_of": "2022-06-30",
            "start": None,
            "end": None,
            "measures": ["staying"],
            "title": "",
        }
        form = {"recipient": "ELY", "formats": ["csv", "pdf"], "password": PASSWORD}
        return {**form, "request": json.dumps(asked | changed.pop("asked", {})), **changed}

    def test_files_are_made_fetched_once_and_remembered(self, small_office: Office, raija: Browser) -> None:
        answer = raija.do("report/make", self.fields())
        assert answer.status_code == 200, answer.text
        from dashboard.jobs import jobs

        with raija.request("/"):
            view = report.load(small_office.engine, Scope(small_office.ids["raija"], Role.REPORTER), {}, NOW)
            assert view.job is not None
            assert jobs().wait(view.job.key, 30)
        file = raija.fetch(f"/jobs/{view.job.key}/file")
        assert (file.status_code, file.data[:2]) == (200, b"PK")
        assert raija.fetch(f"/jobs/{view.job.key}/file").status_code == 404
        with using_language("en"):
            kept = ledger.load(small_office.engine, Scope(1, Role.AUDITOR), {}, NOW)
        assert [card.title.split(",")[0] for card in kept.releases] == ["For ELY"]
        assert not kept.releases[0].may_withdraw

    @pytest.mark.parametrize(
        ("changed", "code"),
        [
            ({"password": "wrong"}, 422),
            ({"recipient": ""}, 422),
            ({"formats": "doc"}, 422),
            ({"request": "{}"}, 404),
            ({"request": "not JSON"}, 404),
            ({"asked": {"profile": "internal"}}, 404),
            ({"asked": {"profile": "eura"}}, 404),
            ({"asked": {"groups": []}}, 404),
        ],
    )
    def test_what_no_form_of_ours_sends_makes_nothing(
        self, small_office: Office, raija: Browser, changed: dict[str, Any], code: int
    ) -> None:
        assert raija.do("report/make", self.fields(**changed)).status_code == code
        assert small_office.audit("release") == []

    def test_a_coach_makes_none(self, small_office: Office, raija: Browser) -> None:
        assert small_office.sign_in("mikko").do("report/make", self.fields()).status_code == 404

    def test_two_write_the_same_paragraph_and_both_are_seen(self, raija: Browser) -> None:
        words = {"programme": "ikut", "section": "summary", "language": "fi", "version": "0"}
        assert raija.do("report_texts/write", {**words, "text": "Toinen."}).status_code == 200
        answer = raija.do("report_texts/write", {**words, "text": "Minun."})
        assert answer.status_code == 409
        assert answer.json is not None
        assert (answer.json["theirs"], answer.json["seen"]) == (["Toinen."], {"version": "1"})
