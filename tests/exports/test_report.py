"""What a report takes, and that nothing unsafe gets past it."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from dashboard.domain.disclosure import InternalTable, Profile
from dashboard.exports.chart import ChartKind, ChartSpec
from dashboard.exports.errors import ChartError, ExportError, UnsafeTableError
from dashboard.exports.report import Report, Section
from tests.exports.examples import completion, half_year, team_week

HOUSE = InternalTable(title="Who came", rows=("a",), columns=("came",), cells=((1,),))


def report_with(table: Any, profile: Profile) -> Report:
    return half_year(profile=profile, sections=(Section("What we found", (), table),))


class TestTables:
    def test_a_report_takes_tables_made_for_its_readers(self) -> None:
        assert report_with(completion(), Profile.FUNDER).tables
        assert report_with(completion(Profile.PUBLIC), Profile.PUBLIC).tables
        assert report_with(HOUSE, Profile.INTERNAL).internal

    @pytest.mark.parametrize("profile", [Profile.FUNDER, Profile.PUBLIC, Profile.EURA])
    def test_a_table_of_the_house_does_not_leave_it(self, profile: Profile) -> None:
        with pytest.raises(UnsafeTableError, match="disclosure control alone"):
            report_with(HOUSE, profile)

    @pytest.mark.parametrize("profile", [Profile.PUBLIC, Profile.EURA])
    def test_a_table_for_the_funder_goes_to_nobody_else(self, profile: Profile) -> None:
        with pytest.raises(UnsafeTableError, match="made for funder"):
            report_with(completion(), profile)

    def test_what_only_looks_like_a_safe_table_is_none(self) -> None:
        safe = completion()
        double = SimpleNamespace(**safe.as_dict())
        with pytest.raises(UnsafeTableError):
            report_with(double, Profile.FUNDER)
        with pytest.raises(UnsafeTableError):
            report_with(safe.as_dict(), Profile.FUNDER)

    def test_an_internal_report_takes_no_table_without_the_watermark(self) -> None:
        with pytest.raises(UnsafeTableError, match="internal tables alone"):
            report_with(completion(), Profile.INTERNAL)

    def test_the_two_do_not_mix(self) -> None:
        sections = (*half_year().sections, *team_week().sections)
        for profile in (Profile.FUNDER, Profile.INTERNAL):
            with pytest.raises(UnsafeTableError):
                half_year(profile=profile, sections=sections)

    def test_a_changed_report_is_checked_again(self) -> None:
        with pytest.raises(UnsafeTableError):
            replace(half_year(), profile=Profile.PUBLIC)

    def test_every_refusal_is_an_export_error(self) -> None:
        assert issubclass(UnsafeTableError, ExportError)
        assert issubclass(ChartError, ExportError)


class TestReport:
    def test_a_chart_needs_a_table(self) -> None:
        with pytest.raises(ChartError, match="from a table"):
            Section("What we found", chart=ChartSpec(ChartKind.BARS, (0,)))

    def test_a_report_is_in_a_language_that_we_speak(self) -> None:
        with pytest.raises(ValueError, match="no such language"):
            half_year("de")

    def test_a_report_says_something(self) -> None:
        with pytest.raises(ValueError, match="at least one section"):
            half_year(sections=())
