"""How far background work is, and how it ended, in words."""

from collections.abc import Mapping
from typing import Any

from dashboard.i18n import format_number, lazy_gettext
from dashboard.i18n import gettext as _
from dashboard.views.jobs import JobView
from db.queries.jobs import JobRow

_STEPS = {
    "starting": lazy_gettext("Starting"),
    "reading": lazy_gettext("Reading"),
    "checking": lazy_gettext("Checking"),
    "writing": lazy_gettext("Writing"),
    "drawing": lazy_gettext("Drawing"),
}
_FAILURES = {
    "gone": lazy_gettext(
        "The program was restarted while this was being done. Nothing of it was kept; start it again."
    ),
    "database": lazy_gettext(
        "The database could not be reached, or has no room left. Nothing of it was kept; what was stored is safe."
    ),
}
_ENDS = {
    "waiting": lazy_gettext("Waiting for its turn."),
    "running": lazy_gettext("Working."),
    "done": lazy_gettext("Done."),
    "cancelled": lazy_gettext("Stopped. Nothing of it was kept."),
    "fetched": lazy_gettext("The file was downloaded, and is no longer kept here."),
    "expired": lazy_gettext("This was not used within an hour and is no longer kept here. Start it again."),
}


def job_view(job: JobRow, failures: Mapping[str, Any] | None = None) -> JobView:
    """One job; ``failures`` are words for reasons of a page's own, by their slug."""
    return JobView(
        key=job.key,
        state=job.state,
        open=job.open,
        text=_text(job, failures or {}),
        done=job.done,
        total=job.total,
        file_href=f"/jobs/{job.key}/file" if job.has_file else "",
    )


def _text(job: JobRow, failures: Mapping[str, Any]) -> str:
    if job.state == "failed":
        return _failure(str(job.result.get("failed")), failures)
    if job.state == "running" and job.step in _STEPS:
        return _progress(str(_STEPS[job.step]), job.done, job.total)
    if job.has_file:
        return _("Ready. The file can be downloaded once, within an hour.")
    return str(_ENDS[job.state])


def _failure(code: str, failures: Mapping[str, Any]) -> str:
    known = {**_FAILURES, **failures}
    unexpected = _("Something went wrong on our side. Nothing of it was kept; try again.")
    return str(known[code]) if code in known else unexpected


def _progress(step: str, done: int, total: int) -> str:
    if total:
        return _("%(step)s: %(done)s of %(total)s", step=step, done=format_number(done), total=format_number(total))
    return _("%(step)s: %(done)s", step=step, done=format_number(done)) if done else _("%(step)s …", step=step)
