"""The browser assets kept in the repository are those that the documents name, and reach for no other host."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from tools.vendor import CHECKSUMS, PACKAGES, ROOT, Package

ASSETS = ROOT / "assets"
_PACKAGES = [pytest.param(package, id=package.name) for package in PACKAGES]


@pytest.mark.parametrize("line", (ROOT / CHECKSUMS).read_text().splitlines())
def test_files_are_as_they_were_fetched(line: str) -> None:
    checksum, path = line.split()
    assert hashlib.sha256((ROOT / path).read_bytes()).hexdigest() == checksum


def test_checksums_cover_every_file() -> None:
    listed = {line.split()[1] for line in (ROOT / CHECKSUMS).read_text().splitlines()}
    assert listed == {path for package in PACKAGES for path in package.files.values()}


@pytest.mark.parametrize("package", _PACKAGES)
def test_the_document_names_the_version_that_is_fetched(package: Package) -> None:
    row = f"| {package.name} | {package.version} |"
    assert row in (ROOT / "docs/vendored.md").read_text()


@pytest.mark.parametrize("package", _PACKAGES)
def test_the_licence_text_is_kept(package: Package) -> None:
    text = (ROOT / package.licence_file).read_text().lower()
    assert "copyright" in text
    assert "license" in text


@pytest.mark.parametrize("sheet", sorted(ASSETS.rglob("*.css")), ids=lambda path: str(path.relative_to(ASSETS)))
def test_style_sheets_load_nothing_from_elsewhere(sheet: Path) -> None:
    text = sheet.read_text()
    loaded = re.findall(r"""url\(\s*["']?([^)"'\s]+)""", text) + re.findall(r"""@import\s+["']([^"']+)""", text)
    elsewhere = [address for address in loaded if re.match(r"(https?:)?//", address)]
    assert elsewhere == []


def test_style_sheets_name_files_that_are_there() -> None:
    text = (ASSETS / "01-fonts.css").read_text()
    paths = re.findall(r'url\("([^"]+)"\)', text)
    assert len(paths) == 2
    assert all((ASSETS / path).is_file() for path in paths)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_plotly_locales_have_the_shape_that_plotly_takes(language: str) -> None:
    locale = json.loads((ROOT / f"dashboard/figures/plotly_locales/{language}.json").read_text())
    assert set(locale) == {"dictionary", "format"}
    assert len(locale["format"]["months"]) == 12
    assert len(locale["format"]["shortDays"]) == 7


def test_the_chart_bundle_is_loaded_before_any_other_script() -> None:
    scripts = sorted(path.name for path in ASSETS.glob("*.js"))
    assert scripts[0] == "00-plotly-cartesian.min.js"
