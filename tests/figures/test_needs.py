"""How needs and ratings are drawn."""

from dashboard.domain.needs import NeedCounts, Ratings
from dashboard.figures.needs import Weeks, found_and_met
from dashboard.figures.ratings import Answers, answers_text, ratings_grid, ratings_size
from dashboard.i18n import using_language


class TestFoundAndMet:
    def test_a_panel_a_cohort_up_to_its_own_week(self) -> None:
        spring = Weeks("Spring", [NeedCounts(2, 0), NeedCounts(3, 1), NeedCounts(3, 2)])
        autumn = Weeks("Autumn", [NeedCounts(1, 0)])
        figure = found_and_met([spring, autumn], length=10)
        assert [(trace["xaxis"], trace["x"], trace["y"]) for trace in figure["data"]] == [
            ("x", [1, 2, 3], [0, 1, 2]),
            ("x", [1, 2, 3], [2, 3, 3]),
            ("x2", [1], [0]),
            ("x2", [1], [1]),
        ]
        assert figure["layout"]["xaxis"]["tickvals"] == [1, 5, 10]
        texts = [annotation["text"] for annotation in figure["layout"]["annotations"]]
        assert texts == [
            "<b>Spring</b>",
            "<b>found 3</b>",
            "<b>met 2</b>",
            "<b>Autumn</b>",
            "<b>found 1</b>",
            "<b>met 0</b>",
        ]

    def test_labels_at_one_height_are_moved_apart(self) -> None:
        figure = found_and_met([Weeks("Spring", [NeedCounts(4, 4)])], length=10)
        _title, found, met = figure["layout"]["annotations"]
        assert found["y"] > met["y"] + 0.5

    def test_a_cohort_before_its_first_week_has_no_labels(self) -> None:
        figure = found_and_met([Weeks("Autumn", [])], length=10)
        assert [annotation["text"] for annotation in figure["layout"]["annotations"]] == ["<b>Autumn</b>"]


class TestRatings:
    def test_six_answers_have_ground_and_a_mean(self) -> None:
        figure = ratings_grid(["safety"], [Answers("Spring", [Ratings({3: 1, 5: 5})])])
        counts, beside = figure["data"]
        assert (counts["x"], counts["text"]) == ([2, 4], ["1", "5"])
        assert beside["text"] == ["mean 4.7, n 6"]
        fills = [shape["fillcolor"] for shape in figure["layout"]["shapes"]]
        assert fills == ["--accent/0.04", "--accent/0.04", "--accent/0.16", "--accent/0.04", "--accent/0.54"]

    def test_five_answers_are_counts_alone(self) -> None:
        figure = ratings_grid(["safety"], [Answers("Spring", [Ratings({5: 5})])])
        assert figure["data"][1]["text"] == ["n 5"]
        assert not any("fillcolor" in shape for shape in figure["layout"]["shapes"])

    def test_a_theme_that_nobody_answered_is_empty(self) -> None:
        figure = ratings_grid(["group", "safety"], [Answers("Spring", [Ratings(), Ratings({5: 1})])])
        assert {shape["y0"] for shape in figure["layout"]["shapes"]} == {1 - 0.44}
        assert figure["data"][1]["y"] == [1]

    def test_cohorts_stand_side_by_side(self) -> None:
        answers = [Answers(name, [Ratings({1: 1})]) for name in ("Spring", "Autumn")]
        figure = ratings_grid(["group"], answers)
        first, second = figure["data"][0]["x"]
        assert second - first > 5
        assert figure["layout"]["width"] == ratings_size(1, 2)[1]

    def test_the_mean_has_the_readers_decimal_sign(self) -> None:
        with using_language("fi"):
            assert "3,5" in answers_text(Ratings({3: 3, 4: 3}))
