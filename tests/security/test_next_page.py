"""Where the sign-in may send someone."""

import pytest

from dashboard.security.next_page import safe_next
from tests.support.cast import Office

ELSEWHERE = [
    "//evil.example",
    "////evil.example",
    "///evil.example/a",
    "\\evil.example",
    "/\\evil.example",
    "/\\/evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https://evil.example/",
    "HTTPS://evil.example/",
    "javascript:alert(1)",
    "evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/a\r\nSet-Cookie: a=b",
    "",
    None,
]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_another_host_becomes_the_first_page(target: str | None) -> None:
    assert safe_next(target) == "/"


@pytest.mark.parametrize("target", ["/_dash-layout", "/sign-in?next=/", "/sign-out"])
def test_what_is_no_page_becomes_the_first_page(target: str) -> None:
    assert safe_next(target) == "/"


@pytest.mark.parametrize(
    "target", ["/", "/attendance", "/attendance?cohort=syksy&as_of=2021-11-12#chart", "/a?b=https://host/c", "/ä"]
)
def test_a_page_stays(target: str) -> None:
    assert safe_next(target) == target


@pytest.mark.parametrize("target", [target for target in ELSEWHERE if target])
def test_the_sign_in_itself_keeps_to_this_host(small_office: Office, target: str) -> None:
    browser = small_office.browser()
    form = browser.client.get("/sign-in", query_string={"next": target})
    assert 'name="next" value="/"' in form.text
    assert browser.sign_in("kaisa", wanted=target).location == "/"


@pytest.mark.parametrize("target", [target for target in ELSEWHERE if target])
def test_and_so_does_the_choice_of_language(small_office: Office, target: str) -> None:
    assert small_office.browser().post("/language/sv", {"next": target}).location == "/"
