"""The week on one sheet: what stands on it, for whom, and how much fits."""

from datetime import date, datetime, timedelta

from sqlalchemy import Engine

from callbacks.digest import load
from dashboard.domain.access import Role, Scope
from dashboard.domain.calendar import HELSINKI
from dashboard.views.digest import DigestView
from pages.digest import layout, parts
from tests.callbacks.conftest import NOW
from tests.support.world import World

THIS, LAST = "2026-W43", "2026-W42"
SLASH = "\N{NO-BREAK SPACE}/\N{NO-BREAK SPACE}"


def sheet(
    engine: Engine, scope: Scope | None, week: object = THIS, now: datetime = NOW, **params: object
) -> DigestView:
    return load(engine, scope, {"week": week, **params}, now)


def lines(view: DigestView, title: str) -> list[tuple[str, str, str]]:
    [section] = [section for section in view.sections if section.title == title]
    return [(line.label, line.text, line.badge) for line in section.lines]


class TestWhatStandsOnIt:
    def test_the_week_and_its_figures_beside_the_week_before(self, engine: Engine, kaisa: Scope) -> None:
        view = sheet(engine, kaisa)
        assert view.headline == "Wk 43, 19 Oct–25 Oct 2026"
        assert view.lead.startswith("The week is still going on. People with a new prompt: 2;")
        assert view.captions == ("", "Wk 43", "Wk 42", "Since it began")
        [autumn] = view.cohorts
        assert autumn.rows[0].this == f"36%, 4{SLASH}11"
        assert (autumn.rows[0].last, autumn.rows[0].so_far) == (f"82%, 9{SLASH}11", f"71%, 24{SLASH}34")

    def test_who_has_a_new_prompt_with_everything_that_is_said_of_them(self, engine: Engine, kaisa: Scope) -> None:
        [c, b] = lines(sheet(engine, kaisa), "New prompts")
        assert (c[0], c[2]) == ("C", "nobody has looked")
        assert c[1].startswith("No contact for 8 days: follow the safety plan. 3 absences in a row without notice")
        assert b[0] == "B"

    def test_an_earlier_week_is_told_as_it_was(self, engine: Engine, kaisa: Scope) -> None:
        view = sheet(engine, kaisa, LAST)
        assert view.headline == "Wk 42, 12 Oct–18 Oct 2026"
        assert lines(view, "New prompts") == []
        assert next(section.empty for section in view.sections) == "Nothing new is said of anybody."

    def test_what_has_passed(self, world: World, kaisa: Scope) -> None:
        own = [session for session, cohort in world.sessions.items() if cohort == "syksy"]
        for session in own[12:16]:  # those of the fourth week
            world.mark(session, "B")
        after = datetime(2026, 11, 8, 12, tzinfo=HELSINKI)
        passed = {code: text for code, text, _badge in lines(sheet(world.engine, kaisa, "44", after), "No longer so")}
        assert "Absences without notice" in passed["B"]

    def test_decisions_made_in_it_and_those_due(self, world: World, kaisa: Scope) -> None:
        owner = {"owner_id": kaisa.account_id}
        friday, early = datetime(2026, 10, 23, 13, tzinfo=HELSINKI), datetime(2026, 10, 9, 13, tzinfo=HELSINKI)
        world.decision("syksy", "B", "R4", "decided", friday, "Soitetaan.", due_on=date(2026, 10, 28), **owner)
        old = world.decision("syksy", "C", "R8", "decided", early, "Sovitaan.", due_on=date(2026, 10, 12), **owner)
        far = date(2026, 11, 20)
        world.decision("syksy", "A", "R8", "decided", early, "Ehkä.", due_on=far, **owner)
        view = sheet(world.engine, kaisa)
        assert lines(view, "Decided this week") == [("B", "Soitetaan.", "Kaisa, by 28 Oct")]
        assert lines(view, "Decisions due within a week") == [
            ("C", "Sovitaan.", "Kaisa, by 12 Oct"),
            ("B", "Soitetaan.", "Kaisa, by 28 Oct"),
        ]
        world.decision("syksy", "C", "R8", "done", friday, decision_id=old)
        assert len(lines(sheet(world.engine, kaisa), "Decisions due within a week")) == 1

    def test_follow_ups_and_registers(self, world: World, kaisa: Scope) -> None:
        world.follow_up("kevät", "Z", "28_days", date(2026, 10, 20))
        world.follow_up("kevät", "A", "other", date(2026, 10, 30))
        world.follow_up("kevät", "A", "other", date(2026, 10, 31))
        view = sheet(world.engine, kaisa)
        assert lines(view, "Follow-ups") == [
            ("Z", "28-day status: overdue, due 20 Oct", ""),
            ("A", "Agreed contact: due 30 Oct", ""),
        ]
        assert lines(view, "Registers not taken") == [("Thu 22 Oct", "arki, Autumn: 1 of 3 marks missing", "")]

    def test_what_does_not_fit_on_a_sheet_is_counted(self, world: World, kaisa: Scope) -> None:
        for number in range(11):
            world.follow_up("kevät", "Z", "other", date(2026, 10, 1) + timedelta(days=number))
        [section] = [one for one in sheet(world.engine, kaisa).sections if one.title == "Follow-ups"]
        assert (len(section.lines), section.more) == (8, "and 3 more")


class TestWhoReadsIt:
    def test_a_coach_reads_about_their_own_people(self, world: World, mikko: Scope) -> None:
        world.follow_up("kevät", "Z", "other", date(2026, 10, 20))
        view = sheet(world.engine, mikko)
        assert lines(view, "New prompts") == []
        assert [line[0] for line in lines(view, "Follow-ups")] == ["Z"]
        assert "Autumn" not in repr(view)

    def test_who_sees_no_persons_finds_nothing(self, engine: Engine, kaisa: Scope) -> None:
        for role in (Role.REPORTER, Role.AUDITOR):
            view = sheet(engine, Scope(9, role))
            assert (view.headline, view.sections, view.week) == ("There is nothing here.", (), "")
            assert layout(view)
        assert tuple(parts(sheet(engine, None))) == tuple(parts(sheet(engine, kaisa)))

    def test_one_cohort(self, engine: Engine, kaisa: Scope) -> None:
        view = sheet(engine, kaisa, cohorts="kevät")
        assert lines(view, "New prompts") == []
        assert view.previous == "/digest?cohorts=kev%C3%A4t&week=2026-W42"


class TestWhichWeek:
    def test_without_one_it_is_this(self, engine: Engine, kaisa: Scope) -> None:
        view = load(engine, kaisa, {}, NOW)
        assert (view.week, view.previous, view.next) == (THIS, "/digest?week=2026-W42", "")
        assert sheet(engine, kaisa, "42").next == "/digest?week=2026-W43"

    def test_what_is_none_or_has_not_begun_is_this_and_says_so(self, engine: Engine, kaisa: Scope) -> None:
        said = ("There is no such week to tell of, so this is the week that is going on.",)
        for week in ("x", "2026-W44", "2026-W60", ["42", "43"], "1999-W01"):
            view = sheet(engine, kaisa, week)
            assert (view.week, view.filters.notices) == (THIS, said)
