"""What is withheld is nowhere in any file: no cell, no chart, no workbook within, no note, no name, no metadata."""

import re

import pytest

from dashboard.exports.export import Format
from tests.exports.conftest import Files
from tests.exports.examples import secret_table
from tests.exports.opened import members


def withheld() -> list[int]:
    protected = secret_table()
    return [protected.table.cells[row][column] for row, column in protected.safe.withheld]


def published() -> list[int]:
    return [int(cell) for row in secret_table().safe.cells for cell in row if cell is not None]


def written(number: int) -> list[bytes]:
    """A number as it could stand in a file: plain, and with whatever parts thousands."""
    thousands = [f"{number:,}".replace(",", sign) for sign in (",", ".", " ", "\u00a0", "\u202f", "'")]
    return [text.encode(encoding) for text in {str(number), *thousands} for encoding in ("utf-8", "utf-16-le")]


def shares(number: int) -> list[bytes]:
    """It as a part of any whole that is published, as a fraction and in percent with decimals."""
    parts = [number / whole for whole in published()]
    return [text.encode() for part in parts for text in (f"{part:.6f}"[:-1], f"{part * 100:.4f}"[:-1])]


def test_the_example_withholds_something_that_could_be_found() -> None:
    assert withheld() == [8039, 9041, 12043, 16007]
    assert not set(withheld()) & set(published())


# Pixels hold no text; they are painted from the drawing that the SVG is.
@pytest.mark.parametrize("kind", [kind for kind in Format if kind is not Format.PNG])
def test_a_published_number_is_found_in_every_file(kind: Format, secrets: Files) -> None:
    """Else the search below would find nothing because it cannot read the file."""
    everything = b"\n".join(content for _name, content in members(secrets[kind]))
    assert any(form in everything for form in written(21013))


@pytest.mark.parametrize("kind", list(Format))
def test_a_withheld_number_is_found_in_none(kind: Format, secrets: Files) -> None:
    forms = [form for number in withheld() for form in (*written(number), *shares(number))]
    for name, content in members(secrets[kind]):
        for form in (form for form in forms if form in content):
            assert not re.search(rb"(?<!\d)" + re.escape(form), content), f"{form!r} in {name}"


def test_a_planted_number_would_be_found(secrets: Files) -> None:
    """The search looks within a zip within a zip, and into the streams of a PDF."""
    embedded = [name for name, content in members(secrets[Format.PPTX]) if b"21013" in content and "embeddings" in name]
    assert embedded
    assert any(name.endswith("/stream") for name, _content in members(secrets[Format.PDF]))
