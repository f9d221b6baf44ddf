"""``run``: serve the dashboard."""

import argparse
import errno
import logging
import secrets
import socket
import sys
from datetime import UTC, datetime

from flask import Flask
from gunicorn.app.base import BaseApplication
from sqlalchemy import Engine

from dashboard.config import Settings
from dashboard.security.passwords import Passwords
from dashboard.security.sessions import digest
from db.commands.invites import FIRST, first_link
from db.demo import DemoRefusedError, demo_sign_ins, has_programme, load
from db.engine import make_engine, migrate, reading, writing
from db.queries.invites import somebody_can_sign_in

NAME = "run"
HELP = "Serve the dashboard; brings the database up to date first."

_REASONS = {
    errno.EADDRINUSE: "something else listens there already; choose another port with --port or PORT",
    errno.EACCES: "this user may not; a port above 1023 is free to use",
    errno.EADDRNOTAVAIL: "this machine has no such address",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--demo", action="store_true", help="load the demo programme where there is no programme")
    parser.add_argument("--host", help="address to listen on; default: HOST")
    parser.add_argument("--port", type=_port, help="port to listen on, 0 for any free one; default: PORT")


def execute(arguments: argparse.Namespace, settings: Settings) -> int:
    """Serve until told to end; an address that cannot be had ends in a sentence and exit code 1."""
    host = settings.host
    port = settings.port if arguments.port is None else arguments.port
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        listener = listen(host, port)
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, error.strerror or "there is no such address")
        print(f"rinnalla: cannot listen on {host}, port {port}: {reason}.", file=sys.stderr)
        return 1
    with listener:
        engine = make_engine(settings.database_url)
        migrate(engine)
        if arguments.demo and settings.embedded and not has_programme(engine):
            _load_demo(engine)
        server = _server(settings, engine)
        print(greeting(engine, _address(host, listener), first_token(engine, settings)), flush=True)
        # The worker is forked from here, and a connection must not be used by two processes.
        engine.dispose()
        _Gunicorn(server, listener, settings).run()
    return 0


def _load_demo(engine: Engine) -> None:
    try:
        load(engine)
    except DemoRefusedError as error:
        print(f"rinnalla: {error}", file=sys.stderr)


def listen(host: str, port: int) -> socket.socket:
    """A socket that browsers can reach already, while the program is still getting ready.

    Raises:
        OSError: the address cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener


def first_token(engine: Engine, settings: Settings) -> str:
    """Where nobody can sign in yet, the secret of a link to a coordinator's account, made with it; else nothing."""
    with reading(engine) as connection:
        if somebody_can_sign_in(connection):
            return ""
    token = secrets.token_urlsafe(32)
    nobodys = Passwords().hash(secrets.token_urlsafe(32))
    with writing(engine) as connection:
        made = first_link(connection, nobodys, settings.default_language, digest(token), datetime.now(UTC))
    return token if made else ""


def greeting(engine: Engine, address: str, token: str = "") -> str:
    """Where the dashboard is, and how to sign in to it: with the demo's people, or by a first link."""
    lines = ["", f"  Rinnalla is at {address}", ""]
    sign_ins = demo_sign_ins(engine)
    if sign_ins:
        lines += ["  Made-up people to look around with; their passwords are public, so enter no real person here:"]
        lines += [f"    {one.username:<8} {one.password:<22} {one.role}" for one in sign_ins]
    elif token:
        lines += [
            f"  Nobody can sign in yet. This link sets the password of the first account, {FIRST}:",
            f"    {address}invite/{token}",
            "  It works once, for three days; started again before that, the program gives another one.",
            "  Or, with a name of your own: python -m dashboard user add NAME --role coordinator",
        ]
    return "\n".join([*lines, "", "  Ctrl-C ends it."])


def _server(settings: Settings, engine: Engine) -> Flask:
    # Dash takes a second to import, which no other command needs to wait for.
    from dashboard.app import create_app

    server: Flask = create_app(settings, engine).server
    return server


def _address(host: str, listener: socket.socket) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/"


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: a number from 0 to 65535")
    return int(text)


class _Gunicorn(BaseApplication):  # type: ignore[misc]
    """One process with several threads; more processes are for a production server, see ``dashboard.wsgi``."""

    def __init__(self, server: Flask, listener: socket.socket, settings: Settings) -> None:
        self._server = server
        self._options = {
            "bind": f"fd://{listener.detach()}",  # from here on it is for Gunicorn to close
            "worker_class": "gthread",
            "workers": 1,
            "threads": settings.threads,
            "keepalive": 30,
            "graceful_timeout": 5,
            "loglevel": "warning",
            "control_socket_disable": True,
            # Whose X-Forwarded headers are believed is for TRUSTED_PROXIES alone to say.
            "forwarded_allow_ips": "",
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._server
