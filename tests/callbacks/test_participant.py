"""The page of one person as each role sees it, and what is written down about who saw it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from callbacks.participant import follow, load
from dashboard.domain.access import Role, Scope
from dashboard.domain.calendar import HELSINKI
from dashboard.views import ParticipantView
from db.engine import writing
from db.schema import Cohort, Enrolment, Participant, Programme
from tests.callbacks.conftest import AUTUMN, NOW, SPRING
from tests.callbacks.persons import drawn, person, reads
from tests.support.world import World

NOBODY = "There is no such participant"


class TestWhoSeesWhom:
    def test_a_coordinator_sees_everyone_in_every_cohort(self, engine: Engine, kaisa: Scope) -> None:
        view = person(engine, kaisa)
        assert view.headline == "A in Autumn, week 3 of 10"
        assert view.lead == "Also in Spring."
        assert [card.name for card in view.memberships] == ["Spring", "Autumn"]

    def test_a_coach_sees_what_was_in_their_own_cohort(self, engine: Engine, mikko: Scope) -> None:
        view = person(engine, mikko)
        assert view.headline == "A in Spring, ended 22 Mar 2026"
        assert view.lead == ""
        assert "syksy" not in repr(view)
        assert "Autumn" not in repr(view)

    def test_whoever_is_not_theirs_looks_like_nobody(self, engine: Engine, mikko: Scope) -> None:
        foreign, missing = person(engine, mikko, "B"), person(engine, mikko, "Q9Q9")
        assert foreign == missing
        assert foreign.headline == NOBODY
        assert reads(engine) == []

    def test_it_looks_the_same_with_any_filter(self, engine: Engine, mikko: Scope) -> None:
        filters = {"cohorts": "syksy", "as_of": "2026-10-09", "activity": "suomi", "programme": "ikut"}
        assert person(engine, mikko, "B", **filters) == person(engine, mikko, "Q9Q9", **filters)

    @pytest.mark.parametrize("role", [Role.REPORTER, Role.AUDITOR])
    def test_who_sees_no_persons_sees_nobody_and_nothing_is_written(self, engine: Engine, role: Role) -> None:
        scope = Scope(7, role)
        assert person(engine, scope) == person(engine, scope, "Q9Q9")
        assert person(engine, scope).headline == NOBODY
        assert reads(engine) == []

    def test_nobody_sees_nothing(self, engine: Engine) -> None:
        assert person(engine, None) == ParticipantView(headline="")

    @pytest.mark.parametrize("code", ["", "  ", ["A", "B"], "A\0", "\ud800", "x" * 5000, "a", "A%"])
    def test_what_is_no_code_is_nobody(self, engine: Engine, kaisa: Scope, code: object) -> None:
        assert person(engine, kaisa, code).headline == NOBODY

    def test_no_page_without_a_code(self, engine: Engine, kaisa: Scope) -> None:
        assert load(engine, kaisa, {}, NOW).headline == NOBODY


class TestAudit:
    def test_each_load_is_written_down_with_codes_only(self, engine: Engine, world: World, kaisa: Scope) -> None:
        person(engine, kaisa)
        person(engine, kaisa, "B")
        person(engine, kaisa)
        assert [(row.account_id, row.subject, row.subject_id, row.detail) for row in reads(engine)] == [
            (kaisa.account_id, "participant", world.people[code], {"participant": code, "page": "participant"})
            for code in ("A", "B", "A")
        ]

    def test_a_change_of_filters_on_the_open_page_is_the_same_read(self, engine: Engine, kaisa: Scope) -> None:
        opened = person(engine, kaisa)
        followed = person(engine, kaisa, how=follow, to="2026-10-11")
        assert followed.headline == opened.headline
        assert len(reads(engine)) == 1

    def test_a_callback_about_somebody_who_was_not_opened_is_a_read(self, engine: Engine, kaisa: Scope) -> None:
        person(engine, kaisa)
        person(engine, kaisa, "B", how=follow)
        assert [row.detail["participant"] for row in reads(engine)] == ["A", "B"]

    def test_a_coach_leaves_a_row_as_well(self, engine: Engine, mikko: Scope) -> None:
        person(engine, mikko)
        [row] = reads(engine)
        assert row.account_id == mikko.account_id

    @pytest.mark.parametrize("how", [load, follow])
    def test_without_the_row_there_is_no_data(
        self, engine: Engine, kaisa: Scope, how: Callable[..., ParticipantView]
    ) -> None:
        with writing(engine) as connection:
            connection.execute(
                text("CREATE TRIGGER no_audit BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'the log is full'); END")
            )
        with pytest.raises(DBAPIError, match="the log is full"):
            person(engine, kaisa, how=how)

    def test_without_the_table_there_is_no_data(self, engine: Engine, kaisa: Scope) -> None:
        with writing(engine) as connection:
            connection.execute(text("DROP TABLE audit"))
        with pytest.raises(DBAPIError, match="audit"):
            person(engine, kaisa)


class TestMeasures:
    def test_rates_have_their_counts_and_their_interval(self, engine: Engine, kaisa: Scope) -> None:
        [autumn] = person(engine, kaisa, "B").memberships
        assert [(one.figure, one.counts, one.note) for one in autumn.measures] == [
            ("58%", "7 / 12", "95 % interval 32–81%"),
            ("67%", "8 / 12", "95 % interval 39–86%"),
            ("14%", "1 / 7", "95 % interval 3–51%"),
        ]

    def test_a_person_counts_in_each_cohort(self, engine: Engine, kaisa: Scope) -> None:
        spring, autumn = person(engine, kaisa).memberships
        assert [card.measures[0].counts for card in (spring, autumn)] == ["12 / 12", "12 / 12"]
        assert (spring.when, autumn.when) == ("2 Mar–22 Mar 2026", "week 3 of 10; 5 Oct–13 Dec 2026")
        assert spring.href == "/attendance?cohorts=kev%C3%A4t"

    def test_fewer_than_six_are_counts_alone(self, engine: Engine, kaisa: Scope) -> None:
        [autumn] = person(engine, kaisa, "C", to="2026-10-08").memberships
        attendance, _commitment, late = autumn.measures
        assert (attendance.figure, attendance.counts, attendance.note) == ("", "3 / 4", "too few sessions yet")
        assert (late.figure, late.counts) == ("", "0 / 3")

    def test_before_the_first_session_there_are_none(self, world: World, kaisa: Scope) -> None:
        world.enrol("talvi", "N", date(2026, 11, 2))
        view = person(world.engine, kaisa, "N")
        assert view.headline == "N in Winter, begins 2 Nov 2026"
        assert [(one.figure, one.counts, one.note) for one in view.memberships[0].measures] == [
            ("", "", "no sessions yet")
        ] * 3
        assert view.timeline is not None
        assert view.timeline.title == "No sessions yet"

    def test_what_differs_from_the_cohorts_time_is_said(self, world: World, kaisa: Scope) -> None:
        world.enrol("syksy", "LATE", AUTUMN + timedelta(days=7), date(2026, 10, 20))
        world.enrol("kevät", "LONG", SPRING, date(2026, 5, 1))
        late, long = person(world.engine, kaisa, "LATE"), person(world.engine, kaisa, "LONG")
        assert late.headline == "LATE in Autumn, left 20 Oct 2026"
        assert late.memberships[0].when == "left 20 Oct 2026; 5 Oct–13 Dec 2026; joined 12 Oct 2026"
        assert long.memberships[0].when == "2 Mar–22 Mar 2026; supported until 1 May 2026"


class TestTimeline:
    def test_its_squares_are_the_register(self, engine: Engine, kaisa: Scope) -> None:
        figure = drawn(person(engine, kaisa, "B").timeline)
        squares = {trace["name"]: len(trace["x"]) for trace in figure["data"] if "text" in trace}
        assert squares == {
            "present": 6,
            "late": 1,
            "absent, told before": 1,
            "absent, not told before": 4,
            "not yet held": 4,
        }
        hints = [hint for trace in figure["data"] for hint in trace.get("text", [])]
        assert "Wed 14 Oct at 9:00, IT: late, 20 min" in hints

    def test_a_square_and_its_row_lead_to_the_session(self, engine: Engine, kaisa: Scope) -> None:
        chart = person(engine, kaisa, "B", cohorts="syksy").timeline
        assert chart is not None
        links = {link for trace in drawn(chart)["data"] for link in trace.get("customdata", ())}
        assert links == set(chart.table.links)
        assert len(links) == 16
        assert all(link.startswith("/session?cohorts=syksy&id=") for link in links)

    def test_its_table_holds_everything_by_day(self, world: World, kaisa: Scope) -> None:
        world.module("OIK", 2)
        world.progress("syksy", "B", "OIK", date(2026, 10, 15))
        world.contact("syksy", "B", date(2026, 10, 16), "message", reached=False)
        world.need("syksy", "B", "housing", date(2026, 10, 9), date(2026, 10, 21))
        chart = person(world.engine, kaisa, "B", to="2026-10-23", **{"from": "2026-10-09"}).timeline
        assert chart is not None
        assert [row for row in chart.table.rows if row[1] != "session"] == [
            (date(2026, 10, 9), "need", "housing", "found"),
            (date(2026, 10, 15), "module", "OIK", "completed"),
            (date(2026, 10, 16), "contact", "message", "not reached"),
            (date(2026, 10, 21), "need", "housing", "met"),
        ]
        assert len(chart.table.rows) == 12
        assert chart.summary == (
            "Sessions: 2 present, 1 late, 1 absent, told before, and 4 absent, not told before. "
            "1 of 1 modules completed, 1 of 1 needs met, 1 contacts, 0 follow-ups."
        )

    def test_follow_ups_are_filled_when_done_hollow_while_open_and_faint_ahead(
        self, world: World, kaisa: Scope
    ) -> None:
        world.follow_up("kevät", "Z", "28_days", date(2026, 4, 19), "done", done_on=date(2026, 4, 20))
        world.follow_up("kevät", "Z", "6_months", date(2026, 9, 21))
        world.follow_up("kevät", "Z", "other", date(2026, 12, 1))
        figure = drawn(person(world.engine, kaisa, "Z").timeline)
        marks = {
            trace["text"][0]: trace["marker"]["color"] for trace in figure["data"] if trace.get("name") == "Follow-ups"
        }
        assert marks == {
            "28-day status, done 20 Apr 2026": "--accent",
            "six-month status, overdue, due 21 Sep 2026": "--card",
            "agreed contact, still to come, due 1 Dec 2026": "--upcoming",
        }

    def test_its_title_says_when_they_were_there_and_reached(self, world: World, kaisa: Scope) -> None:
        view = person(world.engine, kaisa, "B")
        assert view.timeline is not None
        assert view.timeline.title == "Last there on Wed 14 Oct"
        world.contact("syksy", "B", date(2026, 10, 19))
        world.contact("syksy", "B", date(2026, 10, 22), reached=False)
        view = person(world.engine, kaisa, "B")
        assert view.timeline is not None
        assert view.timeline.title == "Last there on Wed 14 Oct, last reached otherwise on Mon 19 Oct"

    def test_another_years_day_has_its_year(self, engine: Engine, kaisa: Scope) -> None:
        view = person(engine, kaisa, "Z", now=datetime(2027, 1, 8, tzinfo=HELSINKI))
        assert view.timeline is not None
        assert view.timeline.title == "Last there on Thu 19 Mar 2026"

    def test_as_of_an_earlier_day_what_came_later_is_still_to_come(self, engine: Engine, kaisa: Scope) -> None:
        view = person(engine, kaisa, "B", as_of="2026-10-14")
        squares = {trace["name"]: len(trace["x"]) for trace in drawn(view.timeline)["data"] if "text" in trace}
        assert squares == {"present": 6, "late": 1, "not yet held": 9}

    def test_an_activity_narrows_it_and_says_so(self, engine: Engine, kaisa: Scope) -> None:
        view = person(engine, kaisa, "B", activity="suomi")
        assert view.lead == "Sessions of one activity: Finnish."
        assert view.timeline is not None
        assert {row[2] for row in view.timeline.table.rows} == {"Finnish"}
        assert view.memberships[0].measures[0].counts == "2 / 3"

    def test_a_period_in_which_nothing_happened_says_so(self, engine: Engine, kaisa: Scope) -> None:
        view = person(engine, kaisa, "B", to="2020-01-01")
        assert view.timeline is not None
        assert view.timeline.figure is None
        assert view.timeline.empty == "Nothing has happened yet in the time that is chosen."
        assert view.lead == "Measures and timeline: until 1 Jan 2020."

    def test_the_band_of_each_cohort_is_named_where_there_are_several(self, engine: Engine, kaisa: Scope) -> None:
        words = [note["text"] for note in drawn(person(engine, kaisa).timeline)["layout"]["annotations"]]
        assert words == ["Spring", "Autumn", "today"]
        alone = [note["text"] for note in drawn(person(engine, kaisa, "B").timeline)["layout"]["annotations"]]
        assert alone == ["", "today"]


class TestSeveralProgrammes:
    @pytest.fixture
    def namesake(self, world: World) -> int:
        """Another person with the code A, in another programme."""
        other = world.add(Programme, code="toinen", name="Toinen", weeks=8)
        cohort = world.add(
            Cohort, programme_id=other, code="muu", name="Other", starts_on=AUTUMN, ends_on=date(2026, 11, 29), weeks=8
        )
        person_id = world.add(Participant, programme_id=other, code="A")
        world.add(Enrolment, cohort_id=cohort, participant_id=person_id, enrolled_on=AUTUMN)
        return person_id

    @pytest.mark.usefixtures("namesake")
    def test_the_reader_is_asked_which_one_and_has_read_of_none(self, engine: Engine, kaisa: Scope) -> None:
        view = person(engine, kaisa, as_of="2026-10-20")
        assert view.headline == "Which A?"
        assert view.timeline is None
        assert view.choice is not None
        assert [(line.label, line.text, line.href) for line in view.choice.lines] == [
            ("ikut", "Spring and Autumn", "/participant?as_of=2026-10-20&code=A&programme=ikut"),
            ("toinen", "Other", "/participant?as_of=2026-10-20&code=A&programme=toinen"),
        ]
        assert reads(engine) == []

    def test_the_address_may_say(self, engine: Engine, kaisa: Scope, namesake: int) -> None:
        assert person(engine, kaisa, programme="toinen").headline == "A in Other, week 3 of 8"
        assert [row.subject_id for row in reads(engine)] == [namesake]
        assert person(engine, kaisa, programme="ei ole").headline == NOBODY

    @pytest.mark.usefixtures("namesake")
    def test_a_coach_of_one_is_not_asked(self, engine: Engine, mikko: Scope) -> None:
        assert person(engine, mikko).headline == "A in Spring, ended 22 Mar 2026"


def test_filters_that_say_nothing_of_one_person_go_along_unseen(engine: Engine, kaisa: Scope) -> None:
    filters = person(engine, kaisa, "B", cohorts="kevät").filters
    assert filters.chosen_cohorts == ("kevät",)
    assert not filters.with_cohorts
    assert filters.with_period
    assert filters.with_as_of
    assert filters.with_activity


def test_a_code_with_tags_is_drawn_as_text(world: World, kaisa: Scope) -> None:
    world.activity("tags", name_en="<a href='https://example.org'>X</a>")
    world.mark(world.session("syksy", AUTUMN + timedelta(days=4), "tags"), "B")
    hints = [
        hint for trace in drawn(person(world.engine, kaisa, "B").timeline)["data"] for hint in trace.get("text", [])
    ]
    assert any("&lt;a href" in hint for hint in hints)
    assert not any("<a" in hint for hint in hints)
