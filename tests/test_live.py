"""The number that an open page asks for every few seconds."""

from datetime import date

from tests.support.cast import Office


def stamp(browser: object) -> int:
    answer = browser.fetch("/changes")
    assert answer.status_code == 200
    return int(answer.json["stamp"])


def test_it_grows_when_a_colleague_records_something(office: Office) -> None:
    kaisa = office.sign_in("kaisa")
    before = stamp(kaisa)
    assert stamp(kaisa) == before
    office.world.session("kevat", date(2021, 10, 5))
    assert stamp(kaisa) > before


def test_a_coach_is_not_told_of_other_cohorts(office: Office) -> None:
    mikko = office.sign_in("mikko")
    before = stamp(mikko)
    office.world.session("kevat", date(2021, 10, 5))
    assert stamp(mikko) == before
    office.world.session("syksy", date(2021, 10, 5))
    assert stamp(mikko) > before


def test_an_auditor_has_nothing_to_look_at_again(office: Office) -> None:
    assert stamp(office.sign_in("aune")) == 0


def test_nobody_is_told_anything(office: Office) -> None:
    assert office.browser().fetch("/changes").status_code == 401


def test_what_a_page_asks_for_by_itself_does_not_keep_a_sign_in_alive(office: Office) -> None:
    kaisa = office.sign_in("kaisa")
    for _minute in range(31):
        office.clock.pass_time(minutes=1)
        last = kaisa.fetch("/changes", X_Unattended="1").status_code
    assert last == 401


def test_what_a_person_asks_for_does(office: Office) -> None:
    kaisa = office.sign_in("kaisa")
    for _minute in range(31):
        office.clock.pass_time(minutes=1)
        last = kaisa.fetch("/changes").status_code
    assert last == 200
