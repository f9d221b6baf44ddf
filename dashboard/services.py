"""What one running application works with: held by its Flask server, so that two in one process never mix."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from flask import Flask, current_app
from sqlalchemy import Engine

from dashboard.config import Settings
from dashboard.security.passwords import Passwords

_EXTENSION = "rinnalla"


@dataclass(frozen=True, slots=True)
class Services:
    """The settings, the database, the time, and the way passwords are hashed."""

    settings: Settings
    engine: Engine
    clock: Callable[[], datetime]
    passwords: Passwords = field(repr=False)

    def attach(self, server: Flask) -> None:
        """Make these the services of a server."""
        server.extensions[_EXTENSION] = self


def services() -> Services:
    """The services of the application that answers the current request."""
    attached: Services = current_app.extensions[_EXTENSION]
    return attached
