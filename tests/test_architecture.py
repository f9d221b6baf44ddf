"""Who may import whom, and that importing does nothing: read from the source, so that it cannot be forgotten."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("dashboard", "db", "pages", "callbacks")
LONGEST_FILE = {"dashboard": 300, "db": 300, "pages": 300, "callbacks": 300, "tests": 400}

SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
OURS = set(PACKAGES) | {"tests", "tools", "benchmarks"}

# By the beginning of a module's name, the most exact first: what it may import of ours, and of other people's. A rule
# with no list of other people's allows any that its ``never`` does not name.
RULES: list[tuple[str, dict[str, set[str]]]] = [
    ("dashboard.domain", {"ours": {"dashboard.domain"}, "others": {"numpy", "pandas", "scipy"}}),
    (
        "dashboard.figures",
        {"ours": {"dashboard.figures", "dashboard.domain", "dashboard.i18n", "dashboard.views"}, "others": {"plotly"}},
    ),
    (
        "dashboard.exports",
        {
            "ours": {
                f"dashboard.{name}" for name in ("exports", "domain", "esf_words", "figures", "i18n", "config", "views")
            },
            "never": {"dash", "flask", "plotly", "sqlalchemy"},
        },
    ),
    (
        "dashboard.views",
        {"ours": {"dashboard.views", "dashboard.domain"}, "others": set()},
    ),
    (
        "dashboard.components",
        {
            "ours": {
                f"dashboard.{name}" for name in ("components", "views", "ids", "head_ids", "i18n", "domain", "figures")
            },
            "never": {"sqlalchemy", "flask"},
        },
    ),
    ("dashboard.i18n", {"ours": {"dashboard.config"}, "others": {"babel"}}),
    ("dashboard.ids", {"ours": {"dashboard.head_ids"}, "others": set()}),
    ("dashboard.head_ids", {"ours": set(), "others": set()}),
    ("dashboard.config", {"ours": set(), "others": {"dotenv"}}),
    (
        "dashboard.cli",
        {"ours": {"dashboard", "db"}, "never": {"dash", "plotly"}},
    ),
    (
        "db",
        {"ours": {"db", "dashboard.domain", "dashboard.config"}, "never": {"dash", "flask", "plotly", "babel"}},
    ),
    (
        "pages",
        {
            "ours": {"pages", *(f"dashboard.{name}" for name in ("components", "views", "ids", "i18n", "domain"))},
            "others": {"dash", "dash_bootstrap_components"},
        },
    ),
    ("callbacks", {"ours": {"callbacks", "dashboard", "db"}, "never": {"pages"}}),
    ("dashboard", {"ours": {"dashboard", "db", "pages", "callbacks"}}),
]

# Builds everything, so that nothing else needs to know how.
COMPOSITION = {"dashboard.app", "dashboard.site"}
MAY_COMPOSE = {"dashboard.app", "dashboard.wsgi", "dashboard.cli.run"}

# What a module must not do when it is imported.
DOING = {"create_engine", "make_engine", "create_app", "Flask", "Dash", "load_settings", "open", "connect", "getenv"}


def _module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, whether at its top or inside of a function."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports say where from"
            yield str(node.module)
            # ``from dashboard import shell`` is an import of dashboard.shell.
            if node.module in PACKAGES:
                yield from (
                    f"{node.module}.{alias.name}" for alias in node.names if _is_module(node.module, alias.name)
                )


def _is_module(package: str, name: str) -> bool:
    return (ROOT / package / f"{name}.py").exists() or (ROOT / package / name).is_dir()


def _within(module: str, packages: set[str]) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def _rule(module: str) -> dict[str, set[str]]:
    return next(rule for name, rule in RULES if _within(module, {name}))


def _broken(path: Path) -> list[str]:
    rule = _rule(_module(path))
    return [imported for imported in _imports(path) if not _allowed(imported, rule)]


def _allowed(imported: str, rule: dict[str, set[str]]) -> bool:
    top = imported.partition(".")[0]
    if _within(imported, rule.get("never", set())):
        return False
    if top in OURS:
        # A bare package, as in ``from dashboard import shell``, is judged by what is taken from it.
        return _within(imported, rule["ours"]) or imported in PACKAGES
    return top in sys.stdlib_module_names or "others" not in rule or top in rule["others"]


def test_each_module_imports_what_it_may() -> None:
    assert {_module(path): broken for path in SOURCES if (broken := _broken(path))} == {}


def test_only_what_starts_the_application_imports_all_of_it() -> None:
    users = {_module(path) for path in SOURCES if any(_within(name, COMPOSITION) for name in _imports(path))}
    assert users == MAY_COMPOSE


def test_no_file_grows_beyond_a_subject() -> None:
    # A migration is history, not code to read.
    every = [path for path in (*SOURCES, *(ROOT / "tests").rglob("*.py")) if "versions" not in path.parts]
    lines = {path.relative_to(ROOT): path.read_text().count("\n") for path in every}
    assert {str(path): count for path, count in lines.items() if count > LONGEST_FILE[path.parts[0]]} == {}


def test_nothing_happens_at_import_time() -> None:
    # Alembic runs its environment as a script: that is what it is for.
    every = [path for path in SOURCES if path.name != "env.py"]
    doing = {_module(path): DOING & set(_calls_at_import(ast.parse(path.read_text()))) for path in every}
    assert {module: found for module, found in doing.items() if found} == {}


def _calls_at_import(tree: ast.Module) -> Iterator[str]:
    """The names of the functions that a module calls when it is imported."""
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and ast.unparse(node.test) == "__name__ == '__main__'":
            continue
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func).rpartition(".")[2]
        waiting.extend(ast.iter_child_nodes(node))


def test_importing_the_application_makes_no_file_and_reads_no_setting(tmp_path: Path) -> None:
    code = "import dashboard.app, dashboard.wsgi, dashboard.__main__"
    environment = {"PYTHONPATH": str(ROOT), "DATA_DIR": str(tmp_path / "var"), "PORT": "nonsense", "THREADS": "-1"}
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, check=True)
    assert list(tmp_path.iterdir()) == []


class TestTheRulesThemselves:
    """A rule that nothing can break says nothing."""

    @pytest.mark.parametrize(
        ("module", "line"),
        [
            ("dashboard/domain/x.py", "from db.engine import reading"),
            ("dashboard/domain/x.py", "import sqlalchemy"),
            ("dashboard/domain/x.py", "from dashboard import i18n"),
            ("dashboard/figures/x.py", "def late():\n    from db.queries.measures import measures"),
            ("dashboard/figures/x.py", "import dash"),
            ("dashboard/exports/x.py", "from db.queries.measures import measures"),
            ("dashboard/exports/x.py", "from dashboard.components import parts"),
            ("dashboard/components/x.py", "import flask.globals"),
            ("db/x.py", "import dash"),
            ("db/x.py", "from dashboard.i18n import gettext"),
            ("db/x.py", "from dashboard import security"),
            ("pages/x.py", "from callbacks.overview import load"),
            ("pages/x.py", "from db import engine"),
            ("pages/x.py", "from dashboard.security.current import current_scope"),
            ("callbacks/x.py", "import pages.overview"),
            ("dashboard/cli/x.py", "import dash"),
        ],
    )
    def test_notice(self, monkeypatch: pytest.MonkeyPatch, module: str, line: str) -> None:
        path = ROOT / module
        monkeypatch.setattr(Path, "read_text", lambda _path: line)
        assert len(_broken(path)) == 1

    @pytest.mark.parametrize(
        ("line", "found"),
        [
            ("engine = make_engine(url)", True),
            ("class A:\n    engine = db.create_engine(url)", True),
            ("if DEBUG:\n    app = Dash()", True),
            ("def f(engine=make_engine(url)): pass", False),
            ("def f():\n    return make_engine(url)", False),
            ("if __name__ == '__main__':\n    create_app()", False),
        ],
    )
    def test_notice_what_happens_at_import(self, line: str, found: bool) -> None:
        assert any(name in DOING for name in _calls_at_import(ast.parse(line))) == found
