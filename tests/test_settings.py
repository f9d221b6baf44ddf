"""The settings: each documented, each refused in one sentence where it cannot be used."""

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dashboard.config import SettingsError, load_settings, settings_help

ROOT = Path(__file__).parent.parent
NOWHERE = Path("none")


def test_the_readme_has_a_table_of_every_setting() -> None:
    """Where this fails, the table to put into the README stands in the message."""
    table = re.search(r"<!-- settings -->\n(.*?)<!-- end of settings -->", (ROOT / "README.md").read_text(), re.DOTALL)
    assert table is not None
    wanted = ["| setting | default | what it does |", "| --- | --- | --- |"]
    wanted += [
        f"| `{name}` | {f'`{default}`' if default else ''} | {help} |" for name, default, help in settings_help()
    ]
    assert table[1].splitlines() == wanted


def test_no_code_reads_the_environment_by_itself() -> None:
    """Else a setting would be one that nothing documents."""
    allowed = {ROOT / "dashboard" / "config.py"}
    for package in ("dashboard", "db", "pages", "callbacks"):
        for path in (ROOT / package).rglob("*.py"):
            if path not in allowed:
                assert not re.search(r"\benviron(\[|\.get)|\bgetenv\(", path.read_text()), path


def test_the_defaults_serve_this_machine_alone(tmp_path: Path) -> None:
    settings = load_settings({"DATA_DIR": str(tmp_path)}, NOWHERE)
    assert (settings.host, settings.port, settings.threads) == ("127.0.0.1", 8050, 8)
    assert settings.database_url == f"sqlite:///{tmp_path / 'rinnalla.sqlite'}"
    assert settings.embedded
    assert not settings.cookie_secure
    assert (settings.session_idle, settings.session_absolute) == (30 * 60, 8 * 3600)
    assert settings.timezone == ZoneInfo("Europe/Helsinki")
    assert settings.default_language == "fi"


def test_the_environment_wins_over_the_file_and_empty_means_unset(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("PORT=9000\nTHREADS=3\nHOST=10.0.0.1\n")
    settings = load_settings({"PORT": "9001", "HOST": ""}, file)
    assert (settings.port, settings.threads, settings.host) == (9001, 3, "10.0.0.1")


@pytest.mark.parametrize(
    ("given", "understood", "embedded"),
    [
        ("postgres://a:b@db/rinnalla", "postgresql+psycopg://a:b@db/rinnalla", False),
        ("postgresql://a:b@db/rinnalla", "postgresql+psycopg://a:b@db/rinnalla", False),
        ("postgresql+psycopg://db/x", "postgresql+psycopg://db/x", False),
        ("sqlite:////srv/x.sqlite", "sqlite:////srv/x.sqlite", True),
    ],
)
def test_database_addresses_as_people_write_them(given: str, understood: str, embedded: bool) -> None:
    settings = load_settings({"DATABASE_URL": given}, NOWHERE)
    assert (settings.database_url, settings.embedded) == (understood, embedded)


@pytest.mark.parametrize(
    ("host", "choice", "secure"),
    [
        ("127.0.0.1", "auto", False),
        ("localhost", "auto", False),
        ("::1", "auto", False),
        ("0.0.0.0", "auto", True),
        ("0.0.0.0", "no", False),
        ("127.0.0.1", "yes", True),
    ],
)
def test_cookies_need_https_unless_for_this_machine(host: str, choice: str, secure: bool) -> None:
    assert load_settings({"HOST": host, "COOKIE_SECURE": choice}, NOWHERE).cookie_secure is secure


def test_an_address_from_the_command_line_counts_as_the_setting() -> None:
    settings = load_settings({"HOST": "127.0.0.1"}, NOWHERE, host="0.0.0.0")
    assert (settings.host, settings.cookie_secure) == ("0.0.0.0", True)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://db/x"),
        ("DATABASE_URL", "rinnalla"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("PORT", "http"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("PORT", "٣"),
        ("THREADS", "0"),
        ("COOKIE_SECURE", "perhaps"),
        ("TRUSTED_PROXIES", "all"),
        ("SESSION_IDLE_MINUTES", "0"),
        ("SESSION_HOURS", "1.5"),
        ("DEFAULT_LANGUAGE", "de"),
        ("TIMEZONE", "Helsinki"),
        ("TIMEZONE", "../../etc/passwd"),
        ("LOG_LEVEL", "loud"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        load_settings({name: value}, NOWHERE)
