"""Words, numbers and dates in three languages, and that none is missing."""

import ast
import re
import tomllib
from datetime import UTC, date, datetime, time
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from dashboard import i18n
from dashboard.config import LANGUAGES
from dashboard.i18n import gettext, lazy_gettext, ngettext, pgettext, using_language

ROOT = Path(__file__).parent.parent
PACKAGES = ("dashboard", "db", "pages", "callbacks")
KEYWORDS: dict[str, Any] = {**DEFAULT_KEYWORDS, "lazy_gettext": None, "lazy_ngettext": (1, 2)}


class TestLanguage:
    def test_is_english_unless_told_otherwise(self) -> None:
        assert i18n.current_language() == "en"

    def test_holds_within_a_block_and_blocks_may_stand_in_blocks(self) -> None:
        with using_language("fi"):
            with using_language("sv"):
                assert i18n.current_language() == "sv"
            assert i18n.current_language() == "fi"
        assert i18n.current_language() == "en"

    def test_is_put_back_after_an_error(self) -> None:
        with pytest.raises(KeyError), using_language("fi"):
            raise KeyError
        assert i18n.current_language() == "en"

    def test_is_one_of_three(self) -> None:
        with pytest.raises(ValueError, match="no such language: 'de'"):
            i18n.set_language("de")


class TestMessages:
    def test_values_are_filled_in(self) -> None:
        assert gettext("%(a)s of %(b)d", a="x", b=2) == "x of 2"

    def test_without_values_a_percent_sign_is_one(self) -> None:
        assert gettext("100 %") == "100 %"

    def test_numbers_choose_the_form(self) -> None:
        said = [ngettext("%(num)d day of %(of)s", "%(num)d days of %(of)s", num, of="x") for num in (0, 1, 2)]
        assert said == ["0 days of x", "1 day of x", "2 days of x"]

    def test_a_context_is_not_said(self) -> None:
        assert pgettext("a verb", "%(what)s", what="leave") == "leave"

    def test_a_lazy_one_speaks_the_language_of_the_moment(self) -> None:
        week = lazy_gettext("wk %(week)d", week=45)
        with using_language("fi"):
            assert str(week) == "vk 45"
        assert str(week) == "wk 45"


@pytest.mark.parametrize(
    ("function", "arguments", "finnish", "swedish", "english"),
    [
        (i18n.format_number, (12345.678, 1), "12 345,7", "12 345,7", "12,345.7"),
        (i18n.format_number, (12345,), "12 345", "12 345", "12,345"),
        (i18n.format_percent, (0.6412,), "64 %", "64 %", "64%"),
        (i18n.format_percent, (0.6412, 1), "64,1 %", "64,1 %", "64.1%"),
        (i18n.format_percent, (None,), "–", "–", "–"),
        (i18n.format_day, (date(2021, 11, 2),), "2.11.2021", "2.11.2021", "2 Nov 2021"),
        (i18n.format_short_day, (date(2021, 11, 2),), "2.11.", "2.11.", "2 Nov"),
        (
            i18n.format_period,
            (date(2021, 8, 30), date(2021, 11, 12)),
            "30.8.–12.11.2021",
            "30.8.–12.11.2021",
            "30 Aug–12 Nov 2021",
        ),
        (
            i18n.format_period,
            (date(2021, 12, 1), date(2022, 1, 2)),
            "1.12.2021–2.1.2022",
            "1.12.2021–2.1.2022",
            "1 Dec 2021–2 Jan 2022",
        ),
        (i18n.format_clock, (time(9, 5),), "9.05", "9.05", "9:05"),
        (
            i18n.format_moment,
            (datetime(2021, 11, 2, 14, 30, tzinfo=UTC),),
            *("2.11.2021 14.30",) * 2,
            "2 Nov 2021 14:30",
        ),
        (i18n.format_weekday, (0,), "ma", "mån", "Mon"),
        (i18n.format_weekday, (date(2021, 11, 4),), "to", "tors", "Thu"),
        (i18n.format_list, (["a", "b", "c"],), "a, b ja c", "a, b och c", "a, b, and c"),
        (i18n.plotly_separators, (), ", ", ", ", ".,"),
        (i18n.format_iso_week, (45,), "vk 45", "v. 45", "wk 45"),
    ],
)
def test_formats(function: Any, arguments: Any, finnish: str, swedish: str, english: str) -> None:
    said = {}
    for language in LANGUAGES:
        with using_language(language):
            said[language] = function(*arguments).replace("\N{NO-BREAK SPACE}", " ")
    assert said == {"fi": finnish, "sv": swedish, "en": english}


def test_a_percent_sign_never_begins_a_line() -> None:
    with using_language("fi"):
        assert i18n.format_percent(0.64) == "64\N{NO-BREAK SPACE}%"


def test_weekdays_in_full() -> None:
    with using_language("fi"):
        assert i18n.format_weekday(3, long=True) == "torstai"


def _messages() -> Catalog:
    """Every message of the code, by the rules of pyproject.toml: those of ``make messages``."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["babel"]["mappings"]
    mapping = [(mapping["pattern"], mapping["method"]) for mapping in settings]
    catalogue = Catalog()
    for package in PACKAGES:
        for file, _line, message, _comments, context in extract_from_dir(ROOT / package, mapping, keywords=KEYWORDS):
            catalogue.add(message, context=context, locations=[(f"{package}/{file}", 0)])
    return catalogue


def _catalogue(language: str) -> Catalog:
    path = ROOT / "dashboard" / "locales" / language / "LC_MESSAGES" / "messages.po"
    return read_po(BytesIO(path.read_bytes()), locale=language, abort_invalid=True)


def _missing(messages: Catalog, catalogue: Catalog) -> list[Any]:
    return [message.id for message in messages if message.id and catalogue.get(message.id, message.context) is None]


@pytest.fixture(scope="module")
def messages() -> Catalog:
    return _messages()


@pytest.mark.parametrize("language", LANGUAGES)
class TestCatalogues:
    def test_hold_every_message_of_the_code(self, language: str, messages: Catalog) -> None:
        assert _missing(messages, _catalogue(language)) == [], "run `make messages`, then translate"

    def test_hold_no_guesses_and_nothing_left_over(self, language: str, messages: Catalog) -> None:
        catalogue = _catalogue(language)
        assert [message.id for message in catalogue if message.id and message.fuzzy] == []
        assert _missing(catalogue, messages) == [], "run `make messages`"

    def test_fill_in_what_the_message_fills_in(self, language: str) -> None:
        wrong = [message.id for message in _catalogue(language) if message.id and not _agrees(message)]
        assert wrong == []


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_message_is_translated(language: str) -> None:
    assert [message.id for message in _catalogue(language) if not all(_strings(message))] == []


def test_no_message_hides_in_an_f_string() -> None:
    """Extraction sees an f-string as one piece before Python 3.12: what is in it would stay English."""
    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        for part in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(part, ast.JoinedStr)
        for call in ast.walk(part)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS
    ]
    assert hidden == []


def test_what_is_compiled_is_what_is_written() -> None:
    """`make` compiles; a catalogue that was changed and not compiled would be tested in part."""
    for language in LANGUAGES:
        compiled = i18n._translations(language)
        for message in _catalogue(language):
            if message.id and not message.pluralizable and message.string and not message.context:
                assert compiled.gettext(str(message.id)) == message.string, "run `make setup`"


def _strings(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, list | tuple) else (str(message.string),)


def _ids(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, list | tuple) else (str(message.id),)


def _agrees(message: Message) -> bool:
    """Whether every translation fills in the same names by the same types; where there are two forms, either may
    leave the number out, as in "one day".
    """
    ids = _ids(message)
    wanted = _placeholders(ids[-1])
    optional = {name for name in wanted if name.startswith("%(num)")} if len(ids) > 1 else set()
    return all(wanted - optional <= _placeholders(string) <= wanted for string in _strings(message) if string)


def _placeholders(text: str) -> set[str]:
    named = {f"{{{name}}}" for _text, name, _spec, _conversion in Formatter().parse(text) if name}
    return named | set(re.findall(r"%\(\w+\)[sd]", text))
