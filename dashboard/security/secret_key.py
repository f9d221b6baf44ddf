"""The key that signs cookies, where the settings name none."""

import os
import secrets
from pathlib import Path

from dashboard.config import Settings

_NAME = "secret_key"


def secret_key(settings: Settings) -> str:
    """The key of the settings, or the one of the data folder, made there at the first need and readable by us alone."""
    if settings.secret_key:
        return settings.secret_key
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = settings.data_dir / _NAME
    if not path.exists():
        _make(path)
    return path.read_text().strip()


def _make(path: Path) -> None:
    # Written in full beside it and then linked: of two processes that begin together, the second takes the first's.
    draft = path.with_name(f"{_NAME}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(48) + "\n")
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return
    finally:
        draft.unlink()
