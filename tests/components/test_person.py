"""The parts of the pages of one person and one session."""

from dash import html

from dashboard.components import closed_list, fact_card, mark_table, membership_cards
from dashboard.domain.register import Shown
from dashboard.views import Fact, MarkLine, MarkTable
from tests.components.examples import lines, mark_lines, measure, membership
from tests.components.trees import attribute, by_id, every, text


def test_a_measure_has_its_counts_and_its_interval_beside_it() -> None:
    [card] = membership_cards((membership(),))
    assert [text(term) for term in every(card, html.Dt)] == ["Attendance", "Late, of the times there"]
    assert [text(value) for value in every(card, html.Dd)] == [
        "79 % 92 / 11695 % interval 71–86 %",
        "– 0 / 3too few sessions yet",
    ]
    assert [link.href for link in every(card, html.A)] == ["/attendance?cohorts=syksy"]


def test_no_rate_is_a_dash_that_nobody_hears() -> None:
    [card] = membership_cards((membership(measures=(measure(figure=""),)),))
    [dash] = (one for one in every(card, html.Span) if "figure-none" in str(one.className))
    assert attribute(dash, "aria-hidden") == "true"
    assert list(every(card, html.Strong)) == []


class TestMarks:
    def table(self, **changed: object) -> object:
        given = {"title": "2 of 3 came", "note": "", "lines": mark_lines(), **changed}
        return mark_table("session-marks", MarkTable(**given))  # type: ignore[arg-type]

    def test_a_row_a_person_with_a_sign_and_a_word(self) -> None:
        rows = list(every(self.table(), html.Tr))
        assert [text(cell) for cell in every(rows[0], html.Th)] == [
            "Participant",
            "Mark",
            "Minutes",
            "Notice",
            "Reason",
        ]
        assert [text(row) for row in rows[1:]] == [
            "K7P2present",
            "A2J4late20 min latenot told",
            "T4W6excusedtold beforehealth",
        ]
        signs = [one.className for one in every(rows[1:], html.Span) if "status-" in str(one.className)]
        assert signs == ["status status-present", "status status-late", "status status-excused"]

    def test_a_column_in_which_nobody_has_anything_is_left_out(self) -> None:
        drawn = self.table(lines=(MarkLine("K7P2", "", Shown.PRESENT, "present"),))
        assert [text(cell) for cell in every(drawn, html.Th)] == ["Participant", "Mark", "K7P2"]

    def test_a_person_is_a_link_where_the_reader_may_follow(self) -> None:
        assert [link.href for link in every(self.table(), html.A)] == ["/participant?code=K7P2"]

    def test_laid_out_as_lines_it_is_still_a_table(self) -> None:
        [table] = every(self.table(), html.Table)
        assert table.role == "table"
        assert {row.role for row in every(table, html.Tr)} == {"row"}
        assert {cell.role for cell in every(table, (html.Td, html.Th))} == {"cell", "rowheader", "columnheader"}

    def test_nobody_is_said_in_words(self) -> None:
        drawn = self.table(lines=(), empty="Nobody was enrolled.")
        assert list(every(drawn, html.Table)) == []
        assert "Nobody was enrolled." in text(drawn)


class TestClosedList:
    def test_it_is_closed_and_holds_its_lines(self) -> None:
        drawn = closed_list("person-meetings", lines(title="Other meetings"))
        assert getattr(drawn, "open", None) is None
        assert text(drawn.children[0]) == "Other meetings2 things"
        assert len(list(every(drawn.children[1], html.Li))) == 2

    def test_without_lines_what_one_sees_of_it_closed_is_the_same(self) -> None:
        full, empty = closed_list("a", lines()), closed_list("a", lines(lines=(), empty="None.", more=""))
        assert text(full.children[0]) == text(empty.children[0])
        assert text(empty.children[1]) == "None."

    def test_for_others_it_is_hidden_and_empty(self) -> None:
        drawn = closed_list("a", None)
        assert drawn.hidden
        assert text(drawn) == ""


def test_facts_hide_where_there_are_none() -> None:
    assert fact_card("session-facts", ()).hidden
    shown = fact_card("session-facts", (Fact("Came", "3"),))
    assert not shown.hidden
    assert text(by_id(shown, "session-facts-lines")) == "Came3"
