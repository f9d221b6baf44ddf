"""What needs and ratings mean once they are counted."""

from dashboard.domain.needs import NeedCounts, Ratings, add, add_ratings, cumulative, figures


def test_needs_met_is_met_of_found() -> None:
    counts = add([NeedCounts(4, 3), NeedCounts(4, 1)])
    assert (counts, counts.not_met, counts.needs_met) == (NeedCounts(8, 4), 4, 0.5)
    assert counts.needs_met_interval is not None
    assert NeedCounts(5, 5).needs_met_interval is None
    assert NeedCounts().needs_met is None
    assert figures(NeedCounts(2, 1)) == {"identified": 2, "met": 1, "needs_met": 0.5}


def test_what_came_before_the_first_week_is_there_from_the_first_on() -> None:
    weeks = {0: NeedCounts(identified=1), 2: NeedCounts(identified=2, met=1)}
    assert cumulative(weeks, 3) == [NeedCounts(1, 0), NeedCounts(3, 1), NeedCounts(3, 1)]
    assert cumulative({}, 2) == [NeedCounts(), NeedCounts()]
    assert cumulative(weeks, 0) == []


def test_a_mean_needs_six_answers() -> None:
    assert Ratings({1: 1, 5: 4}).mean is None
    assert Ratings({1: 1, 5: 5}).mean == 26 / 6
    assert Ratings().mean is None


def test_answers_are_added_rating_by_rating() -> None:
    both = add_ratings([Ratings({1: 1, 5: 2}), Ratings({5: 3})])
    assert (both.of(1), both.of(3), both.of(5), both.answers) == (1, 0, 5, 6)
