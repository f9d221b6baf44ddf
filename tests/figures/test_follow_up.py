"""How follow-ups are drawn: each standing by a sign of its own, everyone's days since the exit, bars side by side."""

import json

from dashboard.domain.follow_up import FollowUpCounts, Standing
from dashboard.figures.follow_up import SIGNS, standing_name, statuses
from dashboard.figures.panels import Bar, Panel, panels, panels_size
from dashboard.figures.since_exit import Sign, Timeline, timeline


class TestStatuses:
    def test_a_standing_that_never_occurs_is_not_drawn(self) -> None:
        figure = statuses([("Spring", FollowUpCounts(due=2, done=2)), ("Autumn", FollowUpCounts(upcoming=3))])
        assert [(trace["name"], trace["x"]) for trace in figure["data"]] == [
            ("done", [2, 0]),
            ("still to come", [0, 3]),
        ]

    def test_what_is_reached_stands_beside_each_bar(self) -> None:
        counts = FollowUpCounts(due=8, done=6, overdue=2)
        figure = statuses([("Spring", counts), ("Autumn", FollowUpCounts(due=2, done=1, overdue=1))])
        texts = [annotation["text"] for annotation in figure["layout"]["annotations"]]
        assert texts == ["75%, 6\xa0/\xa08", "1\xa0/\xa02"]

    def test_each_standing_has_a_sign_and_a_name_of_its_own(self) -> None:
        assert len(set(SIGNS.values())) == len(SIGNS)
        assert len({standing_name(standing) for standing in SIGNS}) == len(SIGNS)
        assert set(Standing) < set(SIGNS)

    def test_bars_lead_to_the_cohort(self) -> None:
        figure = statuses([("Spring", FollowUpCounts(due=1, done=1))], links=["/follow-up?cohorts=kevät"])
        assert figure["data"][0]["customdata"] == ["/follow-up?cohorts=kevät"]
        assert figure["layout"]["meta"] == {"rows": ["/follow-up?cohorts=kevät"]}


class TestTimeline:
    def test_windows_are_bands_over_all_rows(self) -> None:
        bands = [shape for shape in _timeline()["layout"]["shapes"] if shape["fillcolor"] == "--soft"]
        assert [(band["x0"], band["x1"], band["y0"], band["y1"]) for band in bands] == [
            (20.5, 28.5, -0.5, 1.5),
            (168.5, 197.5, -0.5, 1.5),
        ]

    def test_a_line_ends_today_with_an_arrow_where_today_is_beyond_the_axis(self) -> None:
        spans, *ends = _timeline({0: 40, 1: 400})["data"]
        assert spans["x"] == [0, 40, None, 0, 208, None]
        assert [(end["marker"]["symbol"], end["x"], end["y"]) for end in ends] == [
            ("line-ns", [40], [0]),
            ("triangle-right", [208], [1]),
        ]

    def test_signs_stand_on_their_day(self) -> None:
        signs = [Sign(0, 26, Standing.DONE, "A: done"), Sign(1, 183, Standing.UPCOMING, "B: to come")]
        figure = _timeline(signs=signs)
        drawn = {trace["name"]: (trace["x"], trace["y"], trace["text"]) for trace in figure["data"] if "name" in trace}
        assert drawn == {"done": ([26], [0], ["A: done"]), "still to come": ([183], [1], ["B: to come"])}

    def test_what_is_still_to_come_is_a_dashed_outline_and_never_filled(self) -> None:
        figure = _timeline(signs=[Sign(1, 183, Standing.UPCOMING, "")])
        [outline] = [shape for shape in figure["layout"]["shapes"] if "dash" in shape["line"]]
        assert (outline["xanchor"], outline["yanchor"], outline["xsizemode"]) == (183, 1, "pixel")
        assert next(trace for trace in figure["data"] if "name" in trace)["marker"]["color"] == "--card"

    def test_what_nobody_planned_is_a_question_mark(self) -> None:
        trace = _timeline(signs=[Sign(0, 28, None, "A: no 28-day status was planned")])["data"][-1]
        assert (trace["mode"], trace["text"], trace["x"]) == ("text", ["<b>?</b>"], [28])
        assert trace["hovertext"] == ["A: no 28-day status was planned"]

    def test_the_axis_has_room_for_what_lies_outside_of_it(self) -> None:
        figure = _timeline(signs=[Sign(0, -20, Standing.DONE, ""), Sign(0, 300, Standing.UPCOMING, "")])
        first, last = figure["layout"]["xaxis"]["range"]
        assert first < -20
        assert last > 300


def _timeline(days: dict[int, int] | None = None, signs: list[Sign] | None = None) -> dict:
    return timeline(Timeline(["A", "B"], days or {0: 40, 1: 190}, signs or []))


class TestPanels:
    def test_all_panels_have_one_scale(self) -> None:
        figure = panels(["a", "b"], [Panel("One", "", [Bar(4), Bar(1)]), Panel("Two", "", [Bar(1, 1), Bar()])])
        assert figure["layout"]["xaxis"]["range"] == figure["layout"]["xaxis2"]["range"]
        assert figure["layout"]["xaxis"]["domain"][1] < figure["layout"]["xaxis2"]["domain"][0]
        assert figure["layout"]["xaxis2"]["domain"][1] == 1

    def test_filled_and_outlined_parts_with_the_text_at_the_end(self) -> None:
        filled, hollow, text = panels(["a"], [Panel("One", "of 3", [Bar(1, 2, "1 / 3")])])["data"]
        assert (filled["x"], filled["marker"]["color"]) == ([1], "--accent")
        assert (hollow["x"], hollow["marker"]["color"]) == ([2], "--card")
        assert (text["x"], text["text"]) == ([3], ["\xa01 / 3"])

    def test_a_part_that_no_bar_has_is_not_drawn(self) -> None:
        traces = panels(["a"], [Panel("One", "", [Bar()])])["data"]
        assert [trace["type"] for trace in traces] == ["scatter"]

    def test_names_are_text(self) -> None:
        figure = panels(["<i>a</i>"], [Panel("<b>One</b>", "<u>of 1</u>", [Bar(1)])])
        assert figure["data"][0]["y"] == ["&lt;i&gt;a&lt;/i&gt;"]
        assert figure["layout"]["annotations"][0]["text"] == "<b>&lt;b&gt;One&lt;/b&gt;</b><br>&lt;u&gt;of 1&lt;/u&gt;"

    def test_more_panels_need_more_width(self) -> None:
        assert panels_size(6, 3) > panels_size(6, 2)
        assert panels_size(7, 2)[0] > panels_size(6, 2)[0]


def test_sixty_people_are_a_small_figure() -> None:
    signs = [
        Sign(
            row,
            day,
            Standing.DONE,
            f"K{row:02}, 28-day status due 5 Jun 2026: done 3 Jun 2026, in work",
            "/participant?x",
        )
        for row in range(60)
        for day in (28, 183)
    ]
    figure = timeline(Timeline([f"K{row:02}" for row in range(60)], dict.fromkeys(range(60), 200), signs))
    assert len(json.dumps(figure)) < 40_000
