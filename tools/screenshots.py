"""Take the README's pictures anew, of the running thing: the demo programme, served by the program's own command.

    make screenshots

Needs Chromium. Look at the pictures before committing them.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.browser import find_chromium

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screenshots"

SHOTS = {
    # file: address, width, colour scheme, the whole page or one screen of it
    "overview.png": ("/", 1440, "light", True),
    "support.png": ("/support", 1440, "light", False),
    "attendance.png": ("/attendance?cohorts={running}", 1440, "light", True),
    "lateness-dark.png": ("/lateness?cohorts={running}", 1440, "dark", True),
    "follow-up.png": ("/follow-up", 1440, "light", True),
    "report.png": ("/report", 1440, "light", False),
    "phone.png": ("/", 390, "light", False),
}


def main() -> None:
    """Serve the demo, sign in as its coordinator, and write each picture."""
    with tempfile.TemporaryDirectory() as data_dir:
        environment = {**os.environ, "DATA_DIR": data_dir, "DATABASE_URL": "", "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, "-m", "dashboard", "run", "--demo", "--port", "0"]
        with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as server:
            if server.stdout is None:
                raise RuntimeError("the program says nothing")
            found = next(filter(None, (re.search(r"http://[\d.]+:\d+", line) for line in server.stdout)))
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
                for name, (path, width, scheme, whole) in SHOTS.items():
                    _take(browser, found[0], name, path, width, scheme, whole)
                browser.close()
            server.terminate()


def _take(browser: Browser, address: str, name: str, path: str, width: int, scheme: str, whole: bool) -> None:
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": 844 if width < 768 else 900},
        color_scheme="dark" if scheme == "dark" else "light",
        device_scale_factor=1,
    )
    page = context.new_page()
    page.goto("/sign-in")
    page.fill("#username", "kaisa")
    page.fill("#password", "rinnalla-demo-kaisa")
    page.click("form.signin button[type=submit]")
    _drawn(page)
    page.goto(path.format(running=_running(page)))
    _drawn(page)
    page.screenshot(path=FOLDER / name, full_page=whole)
    context.close()


def _running(page: Page) -> str:
    """The code of the cohort that runs: the third of the demo's four."""
    return str(page.locator("[data-param=cohorts] input").nth(2).get_attribute("value"))


def _drawn(page: Page) -> None:
    page.wait_for_selector(".headline")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(600)


if __name__ == "__main__":
    main()
