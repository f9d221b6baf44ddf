"""The import page as somebody uses it: drops files, looks at what was found, presses its buttons."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.test import TestResponse

from callbacks.imports import load
from dashboard.domain.access import Role, Scope
from dashboard.jobs import Jobs
from dashboard.views.imports import ImportView
from db.imports.reading.uploads import Upload
from tests.support.cast import Browser, Office

PATIENCE = 60  # seconds


BOUNDARY = "----RinnallaFormBoundary"


def drop(browser: Browser, *files: Upload, **headers: str) -> TestResponse:
    """Send files as the page's script does."""
    # The client's own encoder writes large bodies to the disk, where nothing of this belongs.
    parts = [
        b'--%s\r\nContent-Disposition: form-data; name="files"; filename="%s"\r\n\r\n%s\r\n'
        % (BOUNDARY.encode(), file.name.encode(), file.content)
        for file in files
    ]
    body = b"".join((*parts, b"--%s--\r\n" % BOUNDARY.encode()))
    sent = {"Accept": "application/json", "Sec-Fetch-Site": "same-origin", "X-CSRFToken": browser.token(), **headers}
    content_type = f"multipart/form-data; boundary={BOUNDARY}"
    return browser._open("POST", "/imports/files", sent, data=body, content_type=content_type)


@dataclass
class Wizard:
    """Kaisa before the import page."""

    office: Office
    browser: Browser
    job: str = ""

    @classmethod
    def of(cls, office: Office) -> "Wizard":
        return cls(office, office.sign_in("kaisa"))

    @property
    def jobs(self) -> Jobs:
        jobs: Jobs = self.office.app.server.extensions["rinnalla.jobs"]
        return jobs

    @property
    def scope(self) -> Scope:
        return Scope(self.office.ids["kaisa"], Role.COORDINATOR)

    def drop(self, *files: Upload) -> ImportView:
        """Drop files and wait until they were looked at."""
        answer = drop(self.browser, *files)
        assert answer.status_code == 200, answer.text
        assert answer.json is not None
        return self._arrive(answer.json["go"])

    def press(self, action: str, **fields: Any) -> ImportView:
        """Press a button that must work, and wait for what it begins."""
        answer = self.do(action, {"job": self.job, **fields})
        assert answer.status_code == 200, answer.text
        assert answer.json is not None
        return self._arrive(answer.json["go"])

    def do(self, action: str, fields: Mapping[str, Any]) -> TestResponse:
        return self.browser.do(f"imports/{action}", fields)

    def look_again(self, **changed: Any) -> ImportView:
        """Send the form that says how files are read, as it stands there but for what is changed."""
        view = self.view()
        assert view.look is not None
        fields = [*view.look.said]
        for sheet in view.look.sheets:
            fields += [*sheet.fields, *sheet.columns]
        as_it_is = {
            field.name: list(field.value) if isinstance(field.value, tuple) else field.value for field in fields
        }
        return self.press("check", **{**as_it_is, **{name.replace("_", "-"): value for name, value in changed.items()}})

    def view(self, **params: str) -> ImportView:
        """The page as it is now."""
        return load(self.office.engine, self.scope, params or {"job": self.job}, self.office.clock())

    def _arrive(self, go: str) -> ImportView:
        path, _, query = go.partition("?")
        assert path == "/import"
        name, _, value = query.partition("=")
        if name == "job":
            self.job = value
            assert self.jobs.wait(value, PATIENCE)
        return self.view(**({name: value} if name else {"": ""}))


def said(view: ImportView) -> list[str]:
    """Every problem of a look, with where it is."""
    assert view.look is not None
    if view.look.problems is None:
        return []
    lines = [line for one in view.look.problems.lines for line in (one, *one.alike)]
    return [f"{line.where}: {line.text}" for line in lines]


def known(view: ImportView) -> list[str]:
    """Every notice of a look."""
    assert view.look is not None
    return [line.text for line in view.look.notices.lines] if view.look.notices else []
