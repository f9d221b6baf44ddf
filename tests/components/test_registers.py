"""The cards of the registers, and what a register is drawn from in the browser."""

import json
from dataclasses import replace

from dash import html

from dashboard.components.register_sheet import KEYS, cancel_form, register_sheet, restore_form
from dashboard.components.registers import notice_card, notice_form, register_list
from dashboard.i18n import using_language
from dashboard.views import SheetView
from tests.components import register_examples as examples
from tests.components.trees import attribute, by_id, every, text


def test_a_whole_row_leads_to_its_register() -> None:
    drawn = register_list("today", examples.registers().today)
    assert [(link.href, text(link)) for link in every(drawn, html.A)] == [
        ("/register/session?id=1", "9:00–12:00IT, Syksy2 of 6"),
        ("/register/session?id=2", "13:00–14:00Guidance K7P2, Syksy✓ 1 of 1"),
    ]


def test_without_sessions_a_card_says_so_and_without_a_list_it_is_not_there() -> None:
    assert "No session today." in text(register_list("today", examples.rows()))
    assert register_list("today", None).hidden


def test_a_closed_list_opens_by_its_title() -> None:
    drawn = register_list("meetings", examples.rows(title="Other meetings"), closed=True)
    assert isinstance(drawn, html.Details)
    assert text(next(every(drawn, html.Summary))) == "Other meetings"


def test_a_notice_can_be_withdrawn_by_a_button_that_says_whose_it_is() -> None:
    drawn = notice_card("told", examples.registers().notices)
    [withdraw] = [form for form in every(drawn, html.Form) if attribute(form, "data-do") == "register/withdraw"]
    assert attribute(withdraw, "aria-label") == "Withdraw: K7P2, Tue 24 Nov"


def test_where_there_is_one_person_a_notice_is_about_them() -> None:
    one = by_id(notice_form("told", examples.notice_form("K7P2")), "told-new-enrolment")
    several = by_id(notice_form("told", examples.notice_form("K7P2", "A2J4")), "told-new-enrolment")
    assert (one.value, [option["label"] for option in one.options]) == ("1", ["K7P2"])
    assert (several.value, [option["label"] for option in several.options]) == ("", ["choose", "K7P2", "A2J4"])
    assert notice_form("told", None).hidden


def test_a_register_has_the_letters_of_the_paper_one_in_every_language() -> None:
    for language in ("fi", "sv", "en"):
        with using_language(language):
            words = json.loads(attribute(register_sheet("sheet", examples.sheet()), "data-words"))
        assert [way["key"] for way in words["ways"]] == ["L", "M", "I", "P", "H"] == list(KEYS.values())


def test_a_cancelled_session_has_no_register_and_can_be_restored() -> None:
    for cancelled in (False, True):
        view = replace(examples.sheet(), cancelled=cancelled)
        assert register_sheet("sheet", view).hidden is cancelled
        assert cancel_form("cancel", view).hidden is cancelled
        assert restore_form("restore", view).hidden is not cancelled


def test_where_there_is_no_register_nothing_can_be_done() -> None:
    view = SheetView(headline="There is no such session")
    assert register_sheet("sheet", view).hidden
    assert attribute(register_sheet("sheet", view), "data-register") == ""
    assert cancel_form("cancel", view).hidden
    assert restore_form("restore", view).hidden
