"""The small parts: the emblem's construction, the palette, text that fits."""

import re
from math import dist
from pathlib import Path

import pytest

from dashboard.config import LANGUAGES
from dashboard.exports import palette
from dashboard.exports.emblem import Funding, emblem_svg, funding_words
from dashboard.exports.palette import LOOKS, upon
from dashboard.exports.text import plain, printable, width, wrap

TOKENS = (Path(__file__).parents[2] / "assets" / "10-tokens.css").read_text()


def token(name: str) -> str:
    """The light value of a colour."""
    found = re.search(rf"--{name}: (?:light-dark\((#\w{{6}}),|var\(--([\w-]+)\))", TOKENS)
    assert found, name
    return found[1] or token(found[2])


class TestPalette:
    @pytest.mark.parametrize("name", ["INK", "MUTED", "ACCENT", "LINE", "PAGE", "CARD", "SOFT"])
    def test_grounds_and_inks_are_those_of_the_pages(self, name: str) -> None:
        assert getattr(palette, name) == token(name.lower())

    @pytest.mark.parametrize("name", [name for name in LOOKS if name != "unrecorded"])
    def test_looks_are_those_of_the_pages(self, name: str) -> None:
        look = LOOKS[name]
        edge = token(f"{name}-ink") if name in {"series-3", "series-5"} else None
        assert look.fill == token(name)
        assert look.edge == (edge or (token(f"{name}-edge") if f"--{name}-edge" in TOKENS else look.fill))

    @pytest.mark.parametrize("look", LOOKS.values(), ids=list(LOOKS))
    def test_numbers_on_a_fill_can_be_read(self, look: palette.Look) -> None:
        assert palette.contrast(upon(look.fill), look.fill) >= 3


class TestEmblem:
    def test_twelve_stars_stand_on_a_circle_of_a_third_of_the_height(self) -> None:
        stars = re.findall(r'points="([^"]+)"', emblem_svg())
        assert len(stars) == 12
        for star in stars:
            corners = [tuple(map(float, corner.split(","))) for corner in star.split(" ")]
            assert len(corners) == 10
            outer = corners[::2]
            centre = (sum(x for x, _y in outer) / 5, sum(y for _x, y in outer) / 5)
            assert dist(centre, (135, 90)) == pytest.approx(60, abs=0.01)
            assert all(dist(corner, centre) == pytest.approx(10, abs=0.01) for corner in outer)
            assert min(outer, key=lambda corner: corner[1])[0] == pytest.approx(centre[0], abs=0.01)

    def test_its_proportions_and_colours_are_the_official_ones(self) -> None:
        assert 'viewBox="0 0 270 180"' in emblem_svg()
        assert set(re.findall(r"#\w{6}", emblem_svg())) == {"#003399", "#ffcc00"}

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("funding", Funding)
    def test_words_stand_beside_it_in_every_language(self, funding: Funding, language: str) -> None:
        assert funding_words(funding, language)

    def test_the_words_are_those_of_the_regulation(self) -> None:
        words = [funding_words(Funding.ESF_PLUS, language)[0] for language in ("fi", "sv", "en")]
        assert words == [
            "Euroopan unionin osarahoittama",
            "Medfinansieras av Europeiska unionen",
            "Co-funded by the European Union",
        ]
        assert "Vipuvoimaa EU:lta" in funding_words(Funding.ESF, "fi")[-1]


class TestText:
    def test_text_for_a_file_is_one_line_without_what_files_cannot_hold(self) -> None:
        assert plain("a\x00b\x0b\r\n c\ud800 ") == "a b c"
        assert plain("64\u00a0%") == "64\u00a0%"

    def test_what_our_fonts_cannot_draw_is_a_square(self) -> None:
        assert printable("Hyvää šž € ≥ Ελ 🙂 漢") == "Hyvää šž € ≥ Ελ □ □"

    def test_lines_are_no_wider_than_there_is_room(self) -> None:
        text = "the quick brown fox jumps over the lazy dog " * 3
        lines = wrap(text, 12, 100)
        assert all(width(line, 12) <= 100 for line in lines)
        assert " ".join(lines) == text.strip()

    def test_what_does_not_fit_ends_in_dots(self) -> None:
        lines = wrap("the quick brown fox jumps over the lazy dog", 12, 100, lines=2)
        assert len(lines) == 2
        assert lines[-1].endswith("…")
        assert width(lines[-1], 12) <= 100

    def test_bold_text_is_wider(self) -> None:
        assert width("text", 10, bold=True) > width("text", 10) > 10
