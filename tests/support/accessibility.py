"""What axe-core finds wrong in a page, in words."""

from pathlib import Path

from playwright.sync_api import Page

_AXE = Path(__file__).parent.parent / "browser" / "vendor" / "axe.min.js"

# WCAG 2.2 AA is the promise; axe's best practices (landmarks, order of headings) are kept as well.
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

_RUN = "(tags) => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"


def accessibility_problems(page: Page) -> list[str]:
    """One line for each element of the page, as it is now, that breaks a rule: rule, what it asks, element."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_AXE.read_text())  # through the debugger: the page's content security policy stays as it is
    page.evaluate("() => scrollTo(0, 0)")  # what lies half below the bar on top would count as too small to press
    result = page.evaluate(_RUN, _TAGS)
    return [
        f"{violation['id']}: {violation['help']}: {' '.join(map(str, node['target']))}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
