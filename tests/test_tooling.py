"""What has to agree between the files that set the project up."""

import re
import subprocess
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
