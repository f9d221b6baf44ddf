"""What the tables of the database hold, in words."""

from dashboard.i18n import gettext as _
from dashboard.i18n import lazy_gettext

_TABLES = {
    "account_cohort": lazy_gettext("coaches of cohorts"),
    "activity": lazy_gettext("activities"),
    "advance_notice": lazy_gettext("advance notices"),
    "cohort": lazy_gettext("cohorts"),
    "cohort_break": lazy_gettext("breaks of cohorts"),
    "contact": lazy_gettext("contacts"),
    "enrolment": lazy_gettext("enrolments"),
    "esf_background": lazy_gettext("start forms"),
    "esf_event": lazy_gettext("records for the funder"),
    "esf_form": lazy_gettext("forms for the funder"),
    "feedback": lazy_gettext("feedback"),
    "follow_up": lazy_gettext("follow-ups"),
    "mark": lazy_gettext("marks"),
    "module": lazy_gettext("modules"),
    "module_progress": lazy_gettext("progress with modules"),
    "participant": lazy_gettext("participants"),
    "programme_setting": lazy_gettext("settings of the programme"),
    "prompt_decision": lazy_gettext("decisions on prompts"),
    "release": lazy_gettext("reports that went out"),
    "report_text": lazy_gettext("paragraphs of reports"),
    "review": lazy_gettext("reviews"),
    "review_alias": lazy_gettext("reviews"),
    "review_item": lazy_gettext("reviews"),
    "service_need": lazy_gettext("needs"),
    "session": lazy_gettext("sessions"),
    "timetable_slot": lazy_gettext("timetables"),
    "timetable_session": lazy_gettext("timetables"),
}


def table_name(table: str) -> str:
    """What the rows of a table are; general words for one that has no name here."""
    return str(_TABLES[table]) if table in _TABLES else _("other entries")
