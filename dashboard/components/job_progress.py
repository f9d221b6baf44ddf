"""Background work on a page: how far it is, a way to stop it, and the file that came of it.

``assets/48-jobs.js`` keeps it up to date, and reads the page again when the work has ended.
"""

from dash import html
from dash.development.base_component import Component

from dashboard.i18n import gettext as _
from dashboard.views.jobs import JobView


def job_progress(slot: str, job: JobView, name: str) -> Component:
    """The state of one job.

    Args:
        slot: its id.
        name: what is being done, which names the bar for the ear.
    """
    stop, file = {"data-job-stop": job.key}, {"data-job-file": "", "download": ""}
    followed = {"data-job": job.key} if job.open else {}
    return html.Div(
        [
            *([_bar(job, name)] if job.open else []),
            html.P(job.text, className="job-text"),
            html.Div(
                [
                    *([_stop(stop)] if job.open else []),
                    *([html.A(_("Download"), href=job.file_href, className="button", **file)] if job.file_href else []),
                ],
                className="form-buttons",
            ),
        ],
        id=slot,
        className="job",
        key=f"{job.key}-{job.open}-{job.state}",
        **followed,
    )


def _stop(attributes: dict[str, str]) -> Component:
    return html.Button(_("Stop"), type="button", className="button quiet", disable_n_clicks=True, **attributes)


def _bar(job: JobView, name: str) -> Component:
    known = {"value": str(job.done), "max": str(job.total)} if job.total else {}
    labelled = {"aria-label": name, "data-job-bar": ""}
    return html.Progress(className="job-bar", **known, **labelled)
