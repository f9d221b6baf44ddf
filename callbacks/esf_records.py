"""Where everybody's record is, and what it lacks, without saying what is in it."""

from callbacks.esf_data import Data
from dashboard.domain.esf.records import Question
from dashboard.i18n import format_list, ngettext
from dashboard.i18n import gettext as _
from dashboard.views.esf import PersonLink, RecordGroup, RecordList
from db.queries.esf import Completeness


def record_list(data: Data) -> RecordList:
    """Everybody who has entered, by the cohort that they entered first of those chosen."""
    lacking = sum(bool(_lacks(one)) for one in data.people)
    groups = []
    for cohort in data.cohorts:
        own = [one for one in data.people if one.cohort == cohort.code]
        links = tuple(
            PersonLink(one.participant, data.links.record(one.cohort, one.participant), _lacks(one)) for one in own
        )
        if links:
            groups.append(RecordGroup(cohort.name, links))
    everyone = len(data.people)
    title = ngettext(
        "%(lacking)d of %(num)d record lacks something",
        "%(lacking)d of %(num)d records lack something",
        everyone,
        lacking=lacking,
    )
    return RecordList(
        title=title if lacking else _("Every record is complete"),
        note=_(
            "Background at entry and what happened since, in bands, each optional. Outlined: something was not asked "
            "yet; what somebody would rather not say is an answer. Who opens a record is written into the log."
        ),
        groups=tuple(groups),
    )


def _lacks(one: Completeness) -> str:
    """What is not known of somebody, in words; empty where everything was asked."""
    said = [_basic(column) for column in one.missing]
    if one.unasked:
        said.append(
            ngettext("%(num)d question of %(of)d", "%(num)d questions of %(of)d", one.unasked, of=len(Question))
        )
    return format_list(said)


def _basic(column: str) -> str:
    return {
        "gender": _("gender"),
        "age_band": _("age"),
        "labour_status": _("employment"),
        "education_band": _("education"),
    }[column]
