"""Cards of cohorts and short lists."""

from urllib.parse import unquote

from dash import html

from dashboard.components import cohort_cards, line_list, status_legend
from dashboard.components.sparkline import HEIGHT, WIDTH, sparkline
from dashboard.domain.register import RECORDED_ORDER
from dashboard.views import Line
from tests.components.examples import card, lines
from tests.components.trees import attribute, every, text


def test_a_cohort_leads_to_its_attendance_by_its_name() -> None:
    (shown,) = cohort_cards((card(),))
    (heading,) = every(shown, html.H2)
    (link,) = every(heading, html.A)
    assert (text(link), link.href) == ("Syksy", "/attendance?cohorts=syksy")


def test_a_card_says_its_rate_with_its_counts() -> None:
    assert "79 % 92 / 116" in text(cohort_cards((card(),)))


def test_too_few_sessions_are_no_rate() -> None:
    (shown,) = cohort_cards((card(figure="", counts="too few sessions yet", sparkline=None),))
    assert "– too few sessions yet" in text(shown)
    assert list(every(shown, html.Strong)) == []


def test_weeks_gone_are_a_picture_with_words() -> None:
    (shown,) = cohort_cards((card(progress=1.4),))
    (bar,) = (one for one in every(shown, html.Div) if one.className == "progress-weeks")
    assert (bar.role, attribute(bar, "aria-label")) == ("img", "60 % of the coaching is over")
    assert bar.children.style == {"width": "100.0%"}


def test_facts_are_terms_with_values_and_may_lead_on() -> None:
    (shown,) = cohort_cards((card(),))
    assert [text(term) for term in every(shown, html.Dt)] == ["Late", "Modules against the plan"]
    assert [text(value) for value in every(shown, html.Dd)] == ["24 %", "11 / 15"]
    assert [link.href for link in every(list(every(shown, html.Dd)), html.A)] == ["/modules"]


class TestSparkline:
    def shape(self, x: list[float], y: list[float | None], **layout: object) -> str:
        shown = sparkline({"data": [{"x": x, "y": y}], "layout": layout}, "words")
        assert (shown.role, attribute(shown, "aria-label")) == ("img", "words")
        return unquote(shown.style["--shape"])

    def test_runs_from_corner_to_corner_of_its_ranges(self) -> None:
        shape = self.shape([1, 2], [0, 1])
        assert f"M5.0 {HEIGHT - 5:.1f}L{WIDTH - 5:.1f} 5.0" in shape

    def test_ends_in_a_dot_where_the_axis_may_go_on(self) -> None:
        shape = self.shape([1, 2], [0, 1], xaxis={"range": [1, 3]}, yaxis={"range": [0, 2]})
        assert f'cx="{WIDTH / 2:.1f}" cy="{HEIGHT / 2:.1f}"' in shape

    def test_has_a_gap_where_nothing_is_known(self) -> None:
        shape = self.shape([1, 2, 3, 4], [1, None, 0, 0])
        assert shape.count("M") == 2

    def test_of_equal_values_is_a_level_line(self) -> None:
        assert f"L{WIDTH - 5:.1f} {HEIGHT / 2:.1f}" in self.shape([1, 2], [0.5, 0.5])

    def test_of_nothing_is_empty(self) -> None:
        assert "circle" not in self.shape([1], [None])


def test_a_line_leads_by_its_badge_and_says_where_to() -> None:
    shown = line_list("today", lines())
    (link,) = every(shown, html.A)
    assert link.href == "/session?id=7"
    assert text(link) == "register: ti 17.11. IT: no marks yet"
    assert text(shown).endswith("and 3 more")


def test_a_line_without_a_badge_leads_by_its_label() -> None:
    (link,) = every(line_list("today", lines(lines=(Line("O17", "Missed 3.", href="/participant?code=O17"),))), html.A)
    assert (text(link), link.href) == ("O17", "/participant?code=O17")


def test_an_empty_list_says_so_and_a_missing_one_is_not_there() -> None:
    assert text(line_list("today", lines(lines=(), empty="Nothing is overdue."))).endswith("Nothing is overdue.")
    assert line_list("today", None).hidden


def test_the_legend_explains_every_sign_by_glyph_and_word() -> None:
    items = list(every(status_legend(), html.Li))
    assert len(items) == len(RECORDED_ORDER) == 6
    assert [item.children[0].className for item in items] == [f"status status-{shown}" for shown in RECORDED_ORDER]
    assert all(len(text(item)) > 3 for item in items)
