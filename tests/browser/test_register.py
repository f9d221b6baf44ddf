"""Taking a register in a classroom: by thumb on a phone, by keys on a laptop, by two at once, without a connection."""

import re
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from itertools import count
from threading import Thread

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from werkzeug.serving import WSGIRequestHandler, make_server

from dashboard.domain.access import Role, Scope, command_line_scope
from dashboard.domain.calendar import HELSINKI
from dashboard.domain.register_taking import Entry, Sheet
from db.commands.notices import NewNotice, record_notice
from db.engine import reading, writing
from db.queries.register_history import history
from db.queries.register_taking import sheet
from db.schema import AccountCohort
from tests.support.accessibility import accessibility_problems
from tests.support.browser import Watch
from tests.support.cast import MORNING, PASSWORD, Office, open_office

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
LAPTOP = {"viewport": {"width": 1280, "height": 800}}
TODAY = MORNING.astimezone(HELSINKI).date()
YESTERDAY = TODAY - timedelta(days=1)
PEOPLE = ["O17", "O18", "O19", "O20", "O22", "Å21"]
MOST = len(PEOPLE) + 2
"""So many taps or keys at most are a register of six people."""

PRESENT = Entry("present")
LATE = Entry("late", minutes_late=15, notice="unknown")
UNTOLD = Entry("absent", notice="none")
TOLD = Entry("absent", notice="before")
OFFICIAL = Entry("absent", notice="before", excused=True, reason="official")


class _Silent(WSGIRequestHandler):
    def log_request(self, *_arguments: object) -> None:
        """Say nothing: a page is thirty requests."""


class School:
    """The office with a cohort of six, served; each story has a session of its own, whose register is open."""

    def __init__(self, office: Office, address: str) -> None:
        self.office, self.address = office, address
        self._hours = count(6)
        office.world.cohort("luokka", date(2021, 10, 4), name="Luokka")
        mikko = {"account_id": office.ids["mikko"], "cohort_id": office.world.cohorts["luokka"]}
        office.world.add(AccountCohort, **mikko)
        for code in PEOPLE:
            office.world.enrol("luokka", code, date(2021, 10, 4))

    def session(self, day: date = YESTERDAY) -> int:
        return self.office.world.session("luokka", day, start=time(next(self._hours)), minutes=60)

    def sheet(self, session: int) -> Sheet:
        with reading(self.office.engine) as connection:
            found = sheet(connection, command_line_scope(), session)
        assert found is not None
        return found

    def stored(self, session: int) -> list[Entry | None]:
        """What the register says, in the order of the codes."""
        return [person.stored.entry if person.stored else None for person in self.sheet(session).people]

    def steps(self, session: int) -> int:
        """How many marks have been written, one after the other."""
        with reading(self.office.engine) as connection:
            return len(history(connection, command_line_scope(), self.sheet(session)))


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    folder = tmp_path_factory.mktemp("school")
    office = open_office(f"sqlite:///{folder / 'school.sqlite'}", folder)
    server = make_server("127.0.0.1", 0, office.app.server, threaded=True, request_handler=_Silent)
    Thread(target=server.serve_forever, daemon=True).start()
    yield School(office, f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    server.server_close()
    office.engine.dispose()


Open = Callable[..., Page]


@pytest.fixture
def register(school: School, open_page: Open) -> Open:
    """A function that signs in and opens the register of a session; options are those of ``open_page``."""

    def register(session: int, username: str = "kaisa", **options: object) -> Page:
        page = open_page(base_url=school.address, **options)
        page.goto(f"/sign-in?next=/register/session?id={session}")
        sign_in(page, username)
        return page

    return register


def sign_in(page: Page, username: str = "kaisa") -> None:
    page.fill("#username", username)
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    expect(page.locator(".register-person")).to_have_count(len(PEOPLE))


def way(page: Page, code: str, name: str) -> Locator:
    """The button that marks somebody."""
    return page.get_by_role("toolbar", name=code).locator(f"[data-way={name}]")


def saved(page: Page) -> Locator:
    return page.locator(".register-state")


def test_six_people_by_thumb(school: School, register: Open) -> None:
    session = school.session()
    page = register(session, **PHONE)
    taps = 0

    def tap(target: Locator) -> None:
        nonlocal taps
        box = target.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
        target.tap()
        taps += 1

    for code, name in zip(PEOPLE, ("present", "late", "excused", "untold", "told", "present"), strict=True):
        tap(way(page, code, name))
        if name == "late":
            tap(page.locator("[data-register-do=minutes_late][data-value='15']"))
        if name == "excused":
            tap(page.locator("[data-register-do=reason][data-value=official]"))
    assert taps <= MOST
    expect(saved(page)).to_have_text(re.compile(r"6 of 6 · Saved 9:00"))
    excused = Entry("absent", notice="unknown", excused=True, reason="official")
    assert school.stored(session) == [PRESENT, LATE, excused, UNTOLD, TOLD, PRESENT]
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
    assert accessibility_problems(page) == []
    assert page.evaluate("() => sessionStorage.length") == 0


def test_six_people_by_keys_and_steps_back(school: School, register: Open) -> None:
    session = school.session()
    page = register(session, **LAPTOP, color_scheme="dark")
    expect(way(page, "O17", "present")).to_be_focused()
    keys = [*"lm15lpil"]
    assert len(keys) <= MOST
    for key in keys:
        page.keyboard.press(key)
    expect(saved(page)).to_have_text(re.compile("6 of 6 · Saved"))
    assert school.stored(session) == [PRESENT, LATE, PRESENT, UNTOLD, TOLD, PRESENT]
    assert accessibility_problems(page) == []
    for _step in range(3):
        page.keyboard.press("z")
    page.keyboard.press("ArrowUp")
    expect(way(page, "O22", "present")).to_be_focused()
    for key in ("ArrowUp", "ArrowRight", "ArrowRight", "Enter", "ArrowDown", "h", "4", *["ArrowUp"] * 4, "Delete"):
        page.keyboard.press(key)
    expect(page.locator(".register-said").nth(4)).to_have_text("excused, work or study")
    expect(saved(page)).to_have_text(re.compile("4 of 6 · Saved"))
    excused = Entry("absent", notice="unknown", excused=True, reason="work_or_study")
    assert school.stored(session) == [PRESENT, None, PRESENT, TOLD, excused, None]


def test_all_present_leaves_out_who_has_a_mark_or_told_beforehand(school: School, register: Open) -> None:
    session = school.session(TODAY)
    kaisa = Scope(school.office.ids["kaisa"], Role.COORDINATOR)
    told = school.sheet(session).people[2].enrolment_id
    with writing(school.office.engine) as connection:
        notice = NewNotice(told, TODAY, TODAY, excused=True, reason="official")
        record_notice(connection, kaisa, notice, MORNING, TODAY)
    page = register(session, **PHONE)
    expect(page.locator(".register-said").nth(2)).to_have_text("told on Wed 6 Oct: authority")
    way(page, "O18", "late").tap()
    page.get_by_role("button", name="All present").tap()
    expect(saved(page)).to_have_text(re.compile("5 of 6 · Saved"))
    late = Entry("late", notice="unknown")
    assert school.stored(session) == [PRESENT, late, None, PRESENT, PRESENT, PRESENT]
    way(page, "O19", "excused").tap()
    expect(saved(page)).to_have_text(re.compile("6 of 6 · Saved"))
    assert school.stored(session)[2] == OFFICIAL
    page.get_by_role("button", name="Undo").tap()
    page.get_by_role("button", name="Undo").tap()
    expect(saved(page)).to_have_text(re.compile("1 of 6 · Saved"))
    assert school.stored(session) == [None, late, None, None, None, None]


def test_two_at_once_of_whom_one_is_offline_for_a_while(school: School, register: Open, watch: Watch) -> None:
    watch.expect("ERR_INTERNET_DISCONNECTED|Failed to load")
    session = school.session()
    phone, laptop = register(session, "mikko", **PHONE), register(session, "kaisa", **LAPTOP)
    way(phone, "O17", "present").tap()
    expect(saved(phone)).to_have_text(re.compile("1 of 6 · Saved"))
    phone.context.set_offline(True)
    for code, name in (("O18", "present"), ("O19", "untold"), ("O20", "present")):
        way(phone, code, name).tap()
    expect(saved(phone)).to_have_text("4 of 6 · 3 not sent yet: no connection")
    way(laptop, "O17", "present").click()  # said by both
    way(laptop, "O19", "told").click()  # and this otherwise
    way(laptop, "Å21", "present").click()
    expect(saved(laptop)).to_have_text(re.compile("3 of 6 · Saved"))
    phone.context.set_offline(False)
    choice = phone.get_by_role("group", name="O19: ")
    expect(choice).to_contain_text(
        "Kaisa Laine marked “absent, told before”, you “absent, not told before”. Which one holds?"
    )
    assert accessibility_problems(phone) == []
    choice.get_by_role("button", name="Mine: absent, not told before").tap()
    expect(saved(phone)).to_have_text(re.compile("5 of 6 · Saved"))
    expect(way(phone, "Å21", "present")).to_have_attribute("aria-pressed", "true")
    laptop.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")  # as if ten seconds had passed
    expect(way(laptop, "O19", "untold")).to_have_attribute("aria-pressed", "true")
    expect(laptop.locator(".is-new .register-code")).to_have_text(["O18", "O19", "O20"])
    assert school.stored(session) == [PRESENT, PRESENT, UNTOLD, PRESENT, None, PRESENT]
    assert school.steps(session) == 6  # O19 twice, everybody else once
    assert phone.evaluate("() => sessionStorage.length") == 0


def test_a_lost_answer_is_asked_for_again_and_nothing_is_doubled(school: School, register: Open, watch: Watch) -> None:
    watch.expect("ERR_FAILED|Failed to load")
    session = school.session()
    page = register(session, **LAPTOP)

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/do/register/mark", lose, times=1)
    page.keyboard.press("l")
    expect(page.locator(".register-kept").first).to_have_text("not sent yet")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("p")
    expect(saved(page)).to_have_text(re.compile("1 of 6 · Saved"))
    assert school.stored(session)[0] == UNTOLD
    assert school.steps(session) == 2


def test_signed_out_meanwhile_one_comes_back_and_what_was_marked_is_sent(
    school: School, register: Open, watch: Watch
) -> None:
    watch.expect("401|Failed to load|ERR_INTERNET_DISCONNECTED")
    session = school.session()
    page = register(session, **PHONE)
    page.context.set_offline(True)
    way(page, "O17", "late").tap()
    kept = page.evaluate("() => sessionStorage.getItem('rinnalla.register')")
    assert not any(code in kept for code in PEOPLE)
    page.context.clear_cookies(name="rinnalla")
    page.context.set_offline(False)
    page.wait_for_url("**/sign-in?signed=ended**")
    sign_in(page)
    expect(page).to_have_url(re.compile(rf"/register/session\?id={session}$"))
    expect(saved(page)).to_have_text(re.compile("1 of 6 · Saved"))
    assert school.stored(session)[0] == Entry("late", notice="unknown")


def test_a_session_that_was_not_held_is_cancelled_and_comes_back_with_its_marks(
    school: School, register: Open, watch: Watch
) -> None:
    watch.expect("409")  # asked whether it is meant, since there is a mark
    session = school.session()
    page = register(session, **PHONE)
    way(page, "O17", "present").tap()
    expect(saved(page)).to_have_text(re.compile("1 of 6 · Saved"))
    page.get_by_text("Not held").tap()
    page.get_by_role("button", name="Cancel this session").tap()
    expect(page.get_by_role("alert").filter(has_text="This register has 1 mark.")).to_be_visible()
    page.get_by_role("button", name="Cancel it all the same").tap()
    expect(page.locator(".lead-line")).to_contain_text("This session was cancelled")
    expect(page.locator("#register-sheet")).to_be_hidden()
    page.get_by_role("link", name="All registers").tap()
    row = page.locator(f".register-row[href$='id={session}']")
    expect(row).to_contain_text("cancelled")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
    assert accessibility_problems(page) == []
    row.tap()
    page.get_by_role("button", name="Restore this session").tap()
    expect(way(page, "O17", "present")).to_have_attribute("aria-pressed", "true")
    way(page, "O18", "present").tap()
    expect(saved(page)).to_have_text(re.compile("2 of 6 · Saved"))


def test_a_reload_keeps_what_is_not_sent_and_signing_out_asks(school: School, register: Open, watch: Watch) -> None:
    watch.expect("503|Failed to load")
    session = school.session()
    page = register(session, **LAPTOP)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.route("**/do/register/mark", lambda route: route.fulfill(status=503, json={"message": "away"}))
    page.keyboard.press("m")
    page.keyboard.press("7")
    page.reload()
    expect(page.locator(".register-said").first).to_have_text("late, 7 min late")
    expect(saved(page)).to_have_text("1 of 6 · 1 not sent yet: no connection")
    page.locator(".menu summary").last.click()
    page.locator(".menu button[formaction='/sign-out']").click()
    page.wait_for_url("**/sign-in?signed=out")
    assert "confirm" in asked
    assert page.evaluate("() => sessionStorage.length") == 0
    assert school.stored(session)[0] is None
