"""The people that tests tell stories about, and the application that they use.

Kaisa coordinates. Mikko coaches the cohort "syksy" and nothing else. Raija reports to the funder. Aune audits. Each of
them can sign in; the outsider, whom nobody knows, cannot. Two cohorts run: "syksy" with the participant SYKSY-1, and
"kevat" with KEVAT-1, who is none of Mikko's business.

    def test_a_story(office: Office) -> None:
        kaisa = office.sign_in("kaisa")
        assert kaisa.page("/").status_code == 200
"""

import json
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import Engine, func, select
from werkzeug.test import Client, TestResponse

from dashboard.config import Settings, load_settings
from dashboard.domain.access import Role
from dashboard.security.passwords import Passwords
from db.commands.accounts import NewAccount, add_account
from db.engine import make_engine, reading, writing
from db.schema import Audit
from tests.support.world import World

if TYPE_CHECKING:
    from dashboard.document import Dashboard

MORNING = datetime(2021, 10, 6, 6, 0, tzinfo=UTC)
"""When the stories begin: a Wednesday at nine in Helsinki, in the sixth week of "syksy"."""

PASSWORD = "ei kovin hyvä salasana"
BROWSER = "Mozilla/5.0 (the office's own)"
QUICK_PASSWORDS = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
"""Argon2id at its cheapest: for tests only."""

ROLES = {"kaisa": Role.COORDINATOR, "mikko": Role.COACH, "raija": Role.REPORTER, "aune": Role.AUDITOR}
NAMES = {"kaisa": "Kaisa Laine", "mikko": "Mikko Niemi", "raija": "Raija Koski", "aune": "Aune Salo"}


class Clock:
    """A clock that tests move by hand."""

    def __init__(self, now: datetime = MORNING) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_time(self, **duration: float) -> None:
        """Let time go by: ``pass_time(minutes=31)``."""
        self.now += timedelta(**duration)


class Browser:
    """One browser at one address: it keeps cookies, and says of each request where it comes from, as browsers do."""

    def __init__(self, server: Flask, agent: str = BROWSER, address: str = "192.0.2.1") -> None:
        self.client = Client(server)
        self._server = server
        self._common = {"HTTP_USER_AGENT": agent, "REMOTE_ADDR": address}

    def page(self, path: str, **headers: str) -> TestResponse:
        """Go to an address, as by a link or the address bar."""
        return self._open("GET", path, {"Accept": "text/html", "Sec-Fetch-Mode": "navigate", **headers})

    def fetch(self, path: str, **headers: str) -> TestResponse:
        """Let a script of a page ask for something."""
        return self._open("GET", path, {"Accept": "*/*", "Sec-Fetch-Mode": "cors", **headers})

    def post(self, path: str, fields: dict[str, str], token: str | None = None, **headers: str) -> TestResponse:
        """Send a plain form; with the token of the sign-in page, or of whoever is signed in, unless given another."""
        fields = {"csrf_token": self.token() if token is None else token, **fields}
        sent = {"Accept": "text/html", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Site": "same-origin", **headers}
        return self._open("POST", path, sent, data=fields)

    def callback(self, body: Any, **options: Any) -> TestResponse:
        """Send a callback as Dash's renderer does; options replace ``data``, ``headers`` and so on."""
        headers = {"Sec-Fetch-Site": "same-origin", "X-CSRFToken": self.cookie("_csrf_token") or ""}
        headers |= options.pop("headers", {})
        options = {"data": json.dumps(body), "content_type": "application/json", **options}
        return self._open("POST", "/_dash-update-component", headers, **options)

    def do(self, action: str, fields: Any, **headers: str) -> TestResponse:
        """Send a form of a page as our script does: ``do("support/decide", {"text": "..."})``."""
        sent = {"Accept": "application/json", "Sec-Fetch-Site": "same-origin", "X-CSRFToken": self.token(), **headers}
        return self._open("POST", f"/do/{action}", sent, data=json.dumps(fields), content_type="application/json")

    def sign_in(self, username: str, password: str = PASSWORD, wanted: str = "/") -> TestResponse:
        """Fill in the sign-in page."""
        return self.post("/sign-in", {"username": username, "password": password, "next": wanted})

    def request(self, path: str) -> AbstractContextManager[Any]:
        """The inside of the server while it answers this browser: a block in which ``current_scope`` knows it."""
        kept = {"Cookie": f"rinnalla={self.cookie('rinnalla')}"}
        return self._server.test_request_context(path, headers=kept, environ_overrides=self._common)

    def token(self) -> str:
        """The form token that a page of this browser holds now."""
        signed_in = self.cookie("_csrf_token")
        if signed_in:
            return signed_in
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.page("/sign-in").text)
        return found[1] if found else ""

    def cookie(self, name: str) -> str | None:
        """The value of a cookie that this browser keeps."""
        kept = self.client.get_cookie(name)
        return kept.value if kept else None

    def copy(self, agent: str = BROWSER, address: str = "192.0.2.1") -> "Browser":
        """Another browser, with the cookies of this one as they are now: a thief's."""
        thief = Browser(self._server, agent, address)
        for name in ("rinnalla", "_csrf_token"):
            value = self.cookie(name)
            if value:
                thief.client.set_cookie(name, value)
        return thief

    def _open(self, method: str, path: str, headers: dict[str, str], **options: Any) -> TestResponse:
        named = {"Accept-Language": "en"} | {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.open(
            path, method=method, headers=named, environ_overrides=self._common, buffered=True, **options
        )


@dataclass
class Office:
    """The application on a database with the cast in it."""

    engine: Engine
    settings: Settings
    world: World
    clock: Clock = field(default_factory=Clock)
    ids: dict[str, int] = field(default_factory=dict)
    _app: "Dashboard | None" = None

    @property
    def app(self) -> "Dashboard":
        """The application with its own pages; made when first asked for."""
        if self._app is None:
            self._app = self.application()
        return self._app

    def application(
        self, settings: Settings | None = None, engine: Engine | None = None, **options: Any
    ) -> "Dashboard":
        """Another application, on the same database unless told otherwise; options are those of ``create_app``."""
        # Dash takes a second to import, and most tests of a worker do without.
        from dashboard.app import create_app

        options = {"passwords": QUICK_PASSWORDS, **options}
        return create_app(settings or self.settings, engine or self.engine, self.clock, **options)

    def browser(self, app: "Dashboard | None" = None, **options: str) -> Browser:
        """A browser that nobody has signed in with."""
        return Browser((app or self.app).server, **options)

    def sign_in(self, username: str, app: "Dashboard | None" = None, **options: str) -> Browser:
        """A browser of one of the cast, signed in and on the first page."""
        browser = self.browser(app, **options)
        answer = browser.sign_in(username)
        assert answer.status_code == 303, answer.text
        browser.page("/")
        return browser

    def audit(self, action: str | None = None) -> list[Any]:
        """The rows of the audit, of one action or all, in their order."""
        query = select(Audit.__table__).order_by(Audit.id)
        with reading(self.engine) as connection:
            return list(connection.execute(query if action is None else query.where(Audit.action == action)))

    def count(self, table: Any) -> int:
        """How many rows a table has."""
        with reading(self.engine) as connection:
            return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def open_office(url: str, data_dir: Path) -> Office:
    """Put the cast and their two cohorts into a migrated database."""
    settings = load_settings({"DATABASE_URL": url, "DATA_DIR": str(data_dir), "SECRET_KEY": "for tests"}, Path("none"))
    engine = make_engine(url)
    world = World(engine)
    for code, first_day in (("syksy", date(2021, 8, 30)), ("kevat", date(2021, 9, 6))):
        world.cohort(code, first_day)
        world.enrol(code, f"{code.upper()}-1", first_day)
        world.mark(world.session(code, first_day), f"{code.upper()}-1")
    office = Office(engine, settings, world)
    with writing(engine) as connection:
        for username, role in ROLES.items():
            account = NewAccount(
                username=username,
                password_hash=QUICK_PASSWORDS.hash(PASSWORD),
                role=role,
                display_name=NAMES[username],
                language="en",
                cohorts=["syksy"] if role is Role.COACH else [],
            )
            office.ids[username] = add_account(connection, None, account)
    return office


@pytest.fixture
def office(migrated_url: str, tmp_path: Path) -> Iterator[Office]:
    """The application and its cast, on SQLite and on PostgreSQL."""
    office = open_office(migrated_url, tmp_path)
    yield office
    office.engine.dispose()


@pytest.fixture
def small_office(migrated_sqlite_url: str, tmp_path: Path) -> Iterator[Office]:
    """The same on SQLite alone, for what does not depend on the database."""
    office = open_office(migrated_sqlite_url, tmp_path)
    yield office
    office.engine.dispose()
