"""What a browser may send as the parameters of a page."""

from typing import Any

import pytest
from werkzeug.exceptions import BadRequest

from dashboard.page_callback import LONGEST, checked


def test_parameters_as_a_url_has_them_go_through() -> None:
    params = {f"name{number}": "x" for number in range(LONGEST)}
    assert checked(params) == params
    assert checked({}) == {}


@pytest.mark.parametrize(
    "sent",
    [
        None,
        "cohorts=kevat",
        ["cohorts"],
        {"cohorts": 5},
        {"cohorts": None},
        {"cohorts": ["kevat"]},
        {f"name{number}": "x" for number in range(LONGEST + 1)},
    ],
)
def test_whatever_a_url_cannot_hold_is_refused(sent: Any) -> None:
    with pytest.raises(BadRequest):
        checked(sent)
