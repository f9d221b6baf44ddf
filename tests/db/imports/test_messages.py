"""Every message can be translated, is said somewhere, and says what its code promises."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file

from db.imports import messages
from db.imports.problems import Finding, Message, Place, column_letters, show

IMPORTS = Path(messages.__file__).parent
MESSAGES = {name: value for name, value in vars(messages).items() if isinstance(value, Message)}


def test_every_message_is_found_for_translation() -> None:
    found = {message for _, message, *_ in extract_from_file("python", IMPORTS / "messages.py", DEFAULT_KEYWORDS)}
    assert found == {message.template for message in MESSAGES.values()}


def test_every_message_is_said_somewhere() -> None:
    sources = [*IMPORTS.rglob("*.py"), IMPORTS.parent / "commands" / "imports.py"]
    code = "".join(path.read_text(encoding="utf-8") for path in sources)
    assert [name for name in MESSAGES if f"messages.{name}" not in code] == []


def test_codes_name_one_message_each_or_one_with_more_detail() -> None:
    for name, message in MESSAGES.items():
        assert name.lower().startswith(message.code) or message.code.startswith(name.lower())


@pytest.mark.parametrize("message", MESSAGES.values(), ids=MESSAGES.keys())
def test_templates_are_sentences_with_named_values(message: Message) -> None:
    names = re.findall(r"%\((\w+)\)s", message.template)
    text = Finding(message, Place(), dict.fromkeys(names, "value")).text()
    assert text.endswith((".", "?", "value"))
    assert "%" not in text


def test_a_translation_is_of_the_template() -> None:
    finding = Finding(messages.DATE_UNREAL, Place("a.csv", None, 2), {"value": "31.2.2021"})
    assert finding.text(lambda template: {"There is no day %(value)s.": "Päivää %(value)s ei ole."}[template]) == (
        "Päivää 31.2.2021 ei ole."
    )


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place(), ""),
        (Place("a.csv"), "a.csv"),
        (Place("a.csv", None, 12, "status", "H12"), "a.csv: row 12, column status"),
        (Place("a.csv", None, 12, None, "H12"), "a.csv: row 12, column H12"),
        (Place("a.xlsx", "Taul1", None, "30.8."), "a.xlsx, sheet Taul1: column 30.8."),
    ],
)
def test_a_place_in_words(place: Place, text: str) -> None:
    assert place.text() == text


def test_columns_have_the_letters_of_a_spreadsheet() -> None:
    assert [column_letters(column) for column in (0, 25, 26, 701, 702, 16383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]


def test_values_are_shown_cut_and_harmless() -> None:
    assert show("a" * 100) == "a" * 79 + "…"
    assert show("a\x1b[2J\n") == "a<U+001B>[2J<U+000A>"
