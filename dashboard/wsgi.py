"""For a production server: ``gunicorn --no-control-socket --threads 8 'dashboard.wsgi:create_server()'``.

The database must be migrated first, which ``python -m dashboard run`` does by itself.
"""

from flask import Flask

from dashboard.app import create_app
from dashboard.config import load_settings


def create_server() -> Flask:
    """The WSGI application, by the settings of the environment."""
    server: Flask = create_app(load_settings()).server
    return server
