"""What has to agree between the files that set the project up."""

import ast
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from dashboard.config import settings_help
from tests.support.browser import PROGRAMS

ROOT = Path(__file__).parent.parent
REQUIREMENTS = ["requirements.txt", "requirements-dev.txt"]

_REQUIREMENT = re.compile(r"^(?P<name>[\w.-]+)(\[\w+\])?==(?P<version>[\w.]+) +# (?P<reason>.+)$")


def _requirements(file: str) -> list[str]:
    lines = (ROOT / file).read_text().splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-r "))]


def _name(requirement: str) -> str:
    found = _REQUIREMENT.match(requirement)
    assert found
    return found["name"].lower()


@pytest.mark.parametrize("file", REQUIREMENTS)
def test_every_requirement_has_an_exact_version_and_a_reason(file: str) -> None:
    lines = _requirements(file)
    assert lines
    assert [line for line in lines if not _REQUIREMENT.match(line)] == []


@pytest.mark.parametrize("file", REQUIREMENTS)
def test_constraints_agree_with_the_requirements(file: str) -> None:
    pinned = dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "constraints.txt").read_text(), re.MULTILINE))
    for line in _requirements(file):
        found = _REQUIREMENT.match(line)
        assert found
        assert pinned[found["name"].lower()] == found["version"], "run `make lock`"


def _imported(*folders: str) -> set[str]:
    """The first part of every module's name that the code of these folders imports."""
    found: set[str] = set()
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names)


# Imported by no line of ours, and needed all the same.
NOT_IMPORTED = {
    "requirements.txt": {"plotly", "psycopg", "defusedxml", "tzdata"},
    "requirements-dev.txt": {"pytest-xdist", "ruff", "mypy", "uv"},
}
PROGRAM = ("dashboard", "db", "pages", "callbacks")


@pytest.mark.parametrize(
    ("file", "folders", "others"),
    [
        ("requirements.txt", PROGRAM, ()),
        ("requirements-dev.txt", ("tests", "tools", "benchmarks"), ("requirements.txt",)),
    ],
)
def test_what_is_imported_is_required_and_the_other_way_round(
    file: str, folders: tuple[str, ...], others: tuple[str, ...]
) -> None:
    """Else a clean machine lacks something that this one happens to have, or installs what nothing needs."""
    owners = packages_distributions()
    ours = {*PROGRAM, "tests", "tools", "benchmarks"}
    imported = {name for name in _imported(*folders) - ours if name not in owners}
    assert imported == set(), "not installed at all"
    used = {owners[name][0].lower() for name in _imported(*folders) - ours}
    required = {_name(line) for line in _requirements(file)}
    assert used <= required | {_name(line) for other in others for line in _requirements(other)}
    assert required - used == NOT_IMPORTED[file]


def test_set_up_looks_for_the_same_browsers_as_the_tests() -> None:
    script = (ROOT / "tools/browser.sh").read_text()
    assert f"for name in {' '.join(PROGRAMS)}; do" in script


def test_the_example_of_settings_shows_each_with_its_default() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()
    shown = [line for line in lines if re.match(r"# [A-Z_]+=", line)]
    assert shown == [f"# {name}={default}" for name, default, _ in settings_help()]


def test_help_lists_the_targets_that_the_readme_tells_of() -> None:
    shown = subprocess.run(["make", "help"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    targets = re.findall(r"^make (\S+) +\S", shown, re.MULTILINE)
    assert {"setup", "run", "test", "lint", "format", "messages", "clean"} <= set(targets)


@pytest.mark.parametrize("script", sorted((ROOT / "tools").glob("*.sh")), ids=lambda path: path.name)
def test_scripts_are_valid_for_the_plain_shell(script: Path) -> None:
    subprocess.run(["sh", "-n", script], check=True)
