"""Fetch the browser assets and fonts that the repository carries, so that a machine without Node can run the project.

Needs npm. Writes the files named below, their licences in `docs/licences/`, and their checksums in
`docs/vendored.sha256`, which a test holds against the files. `docs/vendored.md` says how to update one.
"""

import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LICENCES = Path("docs/licences")
CHECKSUMS = Path("docs/vendored.sha256")


@dataclass(frozen=True)
class Package:
    """An npm package at one version, and where its files go: paths in the package to paths in the project."""

    name: str
    version: str
    files: Mapping[str, str]
    licence: str = "LICENSE"

    @property
    def licence_file(self) -> Path:
        """Where the licence text of the package is kept, relative to the project."""
        return LICENCES / f"{self.name.removeprefix('@').replace('/', '-')}.txt"


# Dash loads the style sheets and scripts of assets/ in the order of their names.
PACKAGES = (
    Package(
        "plotly.js-cartesian-dist-min",
        "4.1.1",
        {"plotly-cartesian.min.js": "assets/00-plotly-cartesian.min.js"},
    ),
    Package(
        "plotly.js-locales",
        "3.7.0",
        {
            "fi.js": "dashboard/figures/plotly_locales/fi.json",
            "sv.js": "dashboard/figures/plotly_locales/sv.json",
        },
    ),
    Package("bootstrap", "5.3.9", {"dist/css/bootstrap.min.css": "assets/00-bootstrap.min.css"}),
    Package(
        "@fontsource-variable/inter",
        "5.3.0",
        {
            "files/inter-latin-wght-normal.woff2": "assets/fonts/inter-latin.woff2",
            "files/inter-latin-ext-wght-normal.woff2": "assets/fonts/inter-latin-ext.woff2",
        },
    ),
    Package(
        "@expo-google-fonts/inter",
        "0.4.2",
        {
            "400Regular/Inter_400Regular.ttf": "dashboard/exports/resources/fonts/inter-400.ttf",
            "600SemiBold/Inter_600SemiBold.ttf": "dashboard/exports/resources/fonts/inter-600.ttf",
        },
        licence="LICENSE_FONT",
    ),
    Package(
        "@expo-google-fonts/ubuntu",
        "0.4.1",
        {"500Medium/Ubuntu_500Medium.ttf": "dashboard/exports/resources/fonts/ubuntu-500.ttf"},
        licence="LICENSE_FONT",
    ),
    Package("axe-core", "4.14.1", {"axe.min.js": "tests/browser/vendor/axe.min.js"}),
)


def main() -> None:
    """Fetch every package and write its files, licence and checksums."""
    written: list[Path] = []
    for package in PACKAGES:
        with tempfile.TemporaryDirectory() as directory:
            contents = _fetch(package, Path(directory))
            for source, target in package.files.items():
                written.append(_write(Path(target), _convert(contents / source, Path(target))))
            _write(package.licence_file, (contents / package.licence).read_bytes())
    lines = [f"{hashlib.sha256((ROOT / path).read_bytes()).hexdigest()}  {path}\n" for path in sorted(written)]
    _write(CHECKSUMS, "".join(lines).encode())


def _fetch(package: Package, directory: Path) -> Path:
    """Download and unpack `package`; npm compares what comes with the registry's checksum."""
    command = ["npm", "pack", "--silent", f"{package.name}@{package.version}"]
    answer = subprocess.run(command, cwd=directory, check=True, capture_output=True, text=True)
    with tarfile.open(directory / answer.stdout.strip()) as archive:
        archive.extractall(directory, filter="data")
    return directory / "package"


def _write(path: Path, content: bytes) -> Path:
    target = ROOT / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return path


def _convert(source: Path, target: Path) -> bytes:
    converters: dict[tuple[str, str], Callable[[Path], bytes]] = {
        (".js", ".json"): _plotly_locale,
        (".css", ".css"): _without_source_map,
    }
    return converters.get((source.suffix, target.suffix), Path.read_bytes)(source)


def _plotly_locale(module: Path) -> bytes:
    """The value of `config.locales[language]` for Plotly, out of a module that exports it under a name."""
    script = f"process.stdout.write(JSON.stringify(require({json.dumps(str(module))})))"
    answer = subprocess.run(["node", "-e", script], check=True, capture_output=True, text=True)
    locale = json.loads(answer.stdout)
    kept = {key: locale[key] for key in ("dictionary", "format")}
    return (json.dumps(kept, ensure_ascii=False, indent=2) + "\n").encode()


def _without_source_map(sheet: Path) -> bytes:
    """A style sheet without the address of its source map, which is not carried along."""
    return re.sub(rb"\n?/\*# sourceMappingURL=.*?\*/", b"", sheet.read_bytes())


if __name__ == "__main__":
    main()
