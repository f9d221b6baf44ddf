"""Background work as its owner sees it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JobView:
    """One job.

    Attributes:
        key: by which the browser asks about it.
        state: one of ``db.schema.jobs.JOB_STATES``.
        open: whether it is still to be waited for.
        text: how far it is, or how it ended, in a sentence.
        done, total: how much of the present step is done; 0 of 0 where that is not known.
        file_href: where the file that came of it can be fetched, once; empty where there is none.
    """

    key: str
    state: str
    open: bool
    text: str
    done: int = 0
    total: int = 0
    file_href: str = ""
