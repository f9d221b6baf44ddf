"""Settings of the program, frozen, from the environment or a ``.env`` file.

Each setting is declared once, with its help text; the README's table of settings is held against this list by a
test. Code asks for a :class:`Settings`, never for an environment variable.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from zoneinfo import ZoneInfo

from dotenv import dotenv_values

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("fi", "sv", "en")


class SettingsError(ValueError):
    """A setting has a value the program cannot use; the message names it and says what is expected."""


def _setting(default: str, help: str) -> str:
    """Declare one setting: its default as text, as it would stand in ``.env``, and what it does."""
    return field(default=default, metadata={"help": help})


@dataclass(frozen=True, slots=True)
class RawSettings:
    """The settings as text, exactly as they may be written in the environment; one field each."""

    DATABASE_URL: str = _setting(
        "", "Database address, for example postgresql://user:secret@host/rinnalla; empty: SQLite in DATA_DIR"
    )
    DATA_DIR: str = _setting("var", "Folder for the embedded database and the generated secret key")
    HOST: str = _setting("127.0.0.1", "Address to listen on; 0.0.0.0 behind a proxy or in a container")
    PORT: str = _setting("8050", "Port to listen on")
    THREADS: str = _setting("8", "Requests served at the same time by one process")
    SECRET_KEY: str = _setting("", "Key that signs cookies; empty: made once and kept in DATA_DIR")
    COOKIE_SECURE: str = _setting(
        "auto", "Send cookies over HTTPS only: yes, no, or auto (yes unless HOST is this machine)"
    )
    TRUSTED_PROXIES: str = _setting("0", "Number of reverse proxies in front whose X-Forwarded headers are believed")
    SESSION_IDLE_MINUTES: str = _setting("30", "Minutes without a request after which one has to sign in again")
    SESSION_HOURS: str = _setting("8", "Hours after which one has to sign in again in any case")
    DEFAULT_LANGUAGE: str = _setting("fi", "Language before sign-in and of new accounts: fi, sv or en")
    TIMEZONE: str = _setting(
        "Europe/Helsinki",
        "Time zone in which registers are read into a new programme; pages and as-of days are in Helsinki's",
    )
    LOG_LEVEL: str = _setting("INFO", "DEBUG, INFO, WARNING or ERROR; no log line names a person")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings, checked and typed: what :func:`create_app` and the commands take.

    ``database_url`` is a SQLAlchemy address; ``session_idle`` and ``session_absolute`` are seconds.
    """

    database_url: str
    data_dir: Path
    host: str
    port: int
    threads: int
    secret_key: str
    cookie_secure: bool
    trusted_proxies: int
    session_idle: int
    session_absolute: int
    default_language: str
    timezone: ZoneInfo
    log_level: str

    @property
    def embedded(self) -> bool:
        """Whether the database is a file of this program's own rather than a shared server."""
        return self.database_url.startswith("sqlite")


def settings_help() -> list[tuple[str, str, str]]:
    """Name, default and help of every setting, in the order of the README's table."""
    return [(item.name, str(item.default), item.metadata["help"]) for item in fields(RawSettings)]


def load_settings(
    environment: Mapping[str, str] | None = None, env_file: Path | None = None, *, host: str | None = None
) -> Settings:
    """Read the settings: the environment first, then ``.env``, then the defaults.

    Args:
        environment: null is that of the process.
        env_file: null is the one beside the README.
        host: what the command line says instead of ``HOST``, on which other settings depend.

    Raises:
        SettingsError: a value cannot be used.
    """
    environment = os.environ if environment is None else environment
    from_file = dotenv_values(env_file or ROOT / ".env")
    raw = {name: environment.get(name) or from_file.get(name) or default for name, default, _ in settings_help()}
    raw["HOST"] = host or raw["HOST"]
    data_dir = _resolve(raw["DATA_DIR"])
    return Settings(
        database_url=_database_url(raw["DATABASE_URL"], data_dir),
        data_dir=data_dir,
        host=raw["HOST"],
        port=_number(raw, "PORT", 0, 65535),
        threads=_number(raw, "THREADS", 1, 256),
        secret_key=raw["SECRET_KEY"],
        cookie_secure=_cookie_secure(raw["COOKIE_SECURE"], raw["HOST"]),
        trusted_proxies=_number(raw, "TRUSTED_PROXIES", 0, 10),
        session_idle=_number(raw, "SESSION_IDLE_MINUTES", 1, 24 * 60) * 60,
        session_absolute=_number(raw, "SESSION_HOURS", 1, 24) * 3600,
        default_language=_choice(raw, "DEFAULT_LANGUAGE", LANGUAGES),
        timezone=_timezone(raw["TIMEZONE"]),
        log_level=_choice(raw, "LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR")),
    )


def _resolve(folder: str) -> Path:
    path = Path(folder).expanduser()
    return path if path.is_absolute() else ROOT / path


def _database_url(url: str, data_dir: Path) -> str:
    if not url:
        return f"sqlite:///{data_dir / 'rinnalla.sqlite'}"
    scheme, separator, rest = url.partition("://")
    if separator and scheme in {"postgres", "postgresql"}:
        return f"postgresql+psycopg://{rest}"
    if scheme == "sqlite" and rest.strip("/") in {"", ":memory:"}:
        raise SettingsError("DATABASE_URL must name a file, as sqlite:////srv/rinnalla.sqlite does")
    if separator and scheme in {"sqlite", "postgresql+psycopg"}:
        return url
    raise SettingsError("DATABASE_URL must begin with sqlite:// or postgresql://")


def _number(raw: Mapping[str, str], name: str, low: int, high: int) -> int:
    if not raw[name].isascii() or not raw[name].isdigit() or not low <= int(raw[name]) <= high:
        raise SettingsError(f"{name} must be a whole number from {low} to {high}, not {raw[name]!r}")
    return int(raw[name])


def _choice(raw: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    if raw[name] not in choices:
        raise SettingsError(f"{name} must be one of {', '.join(choices)}, not {raw[name]!r}")
    return raw[name]


def _cookie_secure(value: str, host: str) -> bool:
    choices = {"yes": True, "no": False, "auto": host not in {"127.0.0.1", "localhost", "::1"}}
    if value not in choices:
        raise SettingsError(f"COOKIE_SECURE must be yes, no or auto, not {value!r}")
    return choices[value]


def _timezone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError) as error:
        raise SettingsError(f"TIMEZONE must be a name like Europe/Helsinki, not {name!r}") from error
