"""What the ``measures`` command can print, one measure a file.

To add one: a module with a ``REPORT``, a line in ``REPORTS``, a row in the README, and a test with right answers.
"""

from dashboard.cli.reports import attendance, followup, lateness, modules, needs
from dashboard.cli.reports.report import Report

REPORTS: dict[str, Report] = {
    "attendance": attendance.REPORT,
    "lateness": lateness.REPORT,
    "modules": modules.REPORT,
    "followup": followup.REPORT,
    "needs": needs.REPORT,
}
