"""The one entry: which files, how they are called, how far it is, and that it stops."""

import io
import re
from zipfile import ZipFile

import pytest

from dashboard.exports.errors import CancelledError
from dashboard.exports.export import Format, export
from dashboard.exports.report import Section
from dashboard.i18n import current_language, using_language
from tests.exports.examples import half_year, secrets, team_week
from tests.exports.opened import members

ALL = list(Format)


class TestFiles:
    def test_one_file_a_format(self) -> None:
        assert list(export(half_year(), ALL)) == [
            "report-2026-11-24.pptx",
            "report-2026-11-24.xlsx",
            "report-2026-11-24.pdf",
            "report-2026-11-24-png.zip",
            "report-2026-11-24-svg.zip",
            "report-2026-11-24-csv.zip",
        ]

    def test_a_single_chart_needs_no_zip(self) -> None:
        files = export(team_week(), [Format.PNG, Format.SVG, Format.CSV])
        assert list(files) == ["report-2026-11-24.png", "report-2026-11-24.svg", "report-2026-11-24.csv"]

    def test_names_say_nothing_of_what_it_is_about(self) -> None:
        report = half_year(title="Victims of trafficking", programme="Help for victims")
        for name, content in export(report, ALL).items():
            assert not re.search(r"(?i)victim|trafficking", name)
            if name.endswith("zip"):
                inside = [member for member, _content in members(content) if member]
                assert not [member for member in inside if re.search(r"(?i)victim|trafficking", member)]

    def test_what_has_nothing_to_hold_is_no_file(self) -> None:
        report = half_year(sections=(Section("In short", ("It went well.",)),))
        assert [name[-4:] for name in export(report, ALL)] == ["pptx", "xlsx", ".pdf"]

    def test_a_format_is_made_once_however_often_it_is_asked_for(self) -> None:
        assert len(export(team_week(), [Format.CSV, Format.CSV])) == 1

    def test_the_same_report_gives_the_same_bytes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """On another day too: files are dated by the report."""
        before = export(half_year(), ALL)
        monkeypatch.setattr("time.time", lambda: 2e9)
        monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
        assert export(half_year(), ALL) == before

    @pytest.mark.parametrize("kind", [Format.PNG])
    def test_pictures_are_sharp(self, kind: Format) -> None:
        [content] = export(team_week(), [kind]).values()
        assert content.startswith(b"\x89PNG")
        width = int.from_bytes(content[16:20])
        assert width == 1440


class TestLanguage:
    @pytest.mark.parametrize("language", ["fi", "sv", "en"])
    def test_a_report_speaks_its_own_language_whatever_the_screen_does(self, language: str) -> None:
        with using_language("sv"):
            [content] = export(secrets(language), [Format.CSV]).values()
            assert current_language() == "sv"
        text = b"\n".join(part for _name, part in members(content)).decode(errors="replace")
        assert ("north,30011" if language == "en" else "north;30011") in text


class TestProgress:
    def test_each_part_of_each_file_is_told(self) -> None:
        told: list[tuple[int, int]] = []
        export(half_year(), [Format.PPTX, Format.PNG], lambda done, total: told.append((done, total)))
        # Six sections, five charts, and each file as a whole.
        assert told == [(done, 13) for done in range(1, 14)]

    @pytest.mark.parametrize("kind", ALL)
    def test_the_last_step_is_the_last(self, kind: Format) -> None:
        told: list[tuple[int, int]] = []
        export(half_year(), [kind], lambda done, total: told.append((done, total)))
        assert told[-1][0] == told[-1][1] == len(told)

    def test_it_stops_when_nobody_waits(self) -> None:
        told: list[int] = []
        with pytest.raises(CancelledError):
            export(half_year(), ALL, lambda done, _total: told.append(done), lambda: len(told) == 3)
        assert told == [1, 2, 3]


def test_a_zip_tells_no_time_and_no_system() -> None:
    [content] = export(half_year(), [Format.PNG]).values()
    with ZipFile(io.BytesIO(content)) as archive:
        assert {(entry.date_time, entry.create_system) for entry in archive.infolist()} == {((1980, 1, 1, 0, 0, 0), 0)}
