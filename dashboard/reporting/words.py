"""What the tables of a report say in words, in the language in force: that of the report."""

from collections.abc import Mapping

from dashboard.domain.disclosure import SafeTable
from dashboard.domain.needs import Category
from dashboard.domain.report import Group, Measure, PersonTable
from dashboard.i18n import format_list, format_number, ngettext
from dashboard.i18n import gettext as _
from dashboard.names import capital, category_name


def measure_name(measure: Measure) -> str:
    """What people are divided by."""
    return {
        Measure.GENDER: _("Gender"),
        Measure.AGE: _("Age at entry"),
        Measure.LABOUR: _("Labour market status at entry"),
        Measure.EDUCATION: _("Education at entry"),
        Measure.STAYING: _("Staying in the coaching"),
        Measure.ATTENDANCE: _("Attendance"),
        Measure.COMPLETION: _("Modules completed"),
        Measure.OUTCOME_28_DAYS: _("Situation 28 days after"),
        Measure.OUTCOME_6_MONTHS: _("Situation six months after"),
        Measure.NEEDS: _("Services needed"),
    }[measure]


def column_name(slug: str) -> str:
    """A category of people."""
    return {
        "female": _("women"),
        "male": _("men"),
        "other": _("other"),
        "not_known": _("not known"),
        "under_30": _("under 30"),
        "30_54": _("30–54"),
        "55_and_over": _("55 or over"),
        "unemployed": _("unemployed"),
        "inactive": _("outside the labour market"),
        "employed": _("employed"),
        "isced_0_2": _("basic education or less"),
        "isced_3_4": _("upper secondary"),
        "isced_5_8": _("higher education"),
        "stayed": _("stayed to the end"),
        "left_early": _("left earlier"),
        "under_way": _("still taking part"),
        "high": _("at least 80 %"),
        "middle": _("50–79 %"),
        "low": _("under 50 %"),
        "too_few": _("too few sessions yet"),
        "all_done": _("all modules done"),
        "not_all_done": _("not all yet"),
        "work_or_study": _("working or studying"),
        "neither": _("neither"),
        "needed": _("needed"),
        "not_needed": _("not needed"),
    }[slug]


def group_name(group: Group, cohorts: Mapping[str, str]) -> str:
    """Cohorts told of as one; ``cohorts`` are the names by code of all that the report tells of."""
    if len(cohorts) > 1 and set(group.cohorts) == set(cohorts):
        return _("all %(num)d cohorts", num=len(cohorts))
    return format_list([cohorts[code] for code in group.cohorts])


def needs_title() -> str:
    """The title above all services that are needed."""
    return measure_name(Measure.NEEDS)


def service_heading() -> str:
    """What the rows of that table are."""
    return _("Service")


def table_title(table: PersonTable) -> str:
    """The plain title of a table, where its finding may not be told; of a service that is needed, its name."""
    if table.about:
        return capital(category_name(Category(table.about)))
    return measure_name(table.measure)


def finding(table: PersonTable, safe: SafeTable) -> str:
    """The title of a table: what it found of everybody, as far as that is published; else the plain title."""
    last_row = safe.total_rows[0] if safe.total_rows else 0
    if safe.total_columns:
        counted, of = safe.cells[last_row][0], safe.cells[last_row][safe.total_columns[0]]
    else:
        counted, of = safe.cells[0][0], safe.cells[last_row][0]
    if of is None or counted is None:
        return table_title(table)
    number, whole = format_number(counted), format_number(of)
    sentence = _finding(table, int(counted), number, whole)
    return sentence or table_title(table)


def _finding(table: PersonTable, num: int, number: str, whole: str) -> str:
    """A sentence on the first column, for the measures of which it is the good news."""
    values = {"number": number, "whole": whole}
    match table.measure:
        case Measure.STAYING:
            return ngettext(
                "%(number)s of %(whole)s participant stayed to the end",
                "%(number)s of %(whole)s participants stayed to the end",
                num,
                **values,
            )
        case Measure.ATTENDANCE:
            return ngettext(
                "%(number)s of %(whole)s attended at least 80 %% of their sessions",
                "%(number)s of %(whole)s attended at least 80 %% of their sessions",
                num,
                **values,
            )
        case Measure.COMPLETION:
            return ngettext(
                "%(number)s of %(whole)s completed all modules",
                "%(number)s of %(whole)s completed all modules",
                num,
                **values,
            )
        case Measure.OUTCOME_28_DAYS:
            return ngettext(
                "%(number)s of %(whole)s was working or studying 28 days after",
                "%(number)s of %(whole)s were working or studying 28 days after",
                num,
                **values,
            )
        case Measure.OUTCOME_6_MONTHS:
            return ngettext(
                "%(number)s of %(whole)s was working or studying six months after",
                "%(number)s of %(whole)s were working or studying six months after",
                num,
                **values,
            )
    return ""


def counted(measure: Measure) -> str:
    """What a table counts, in a line."""
    if measure is Measure.ATTENDANCE:
        return _("Persons by their share of the sessions of the period that count; excused absences are left out.")
    if measure is Measure.COMPLETION:
        return _("Persons who completed every module that was meant for them by the day.")
    if measure is Measure.NEEDS:
        return _("Persons who turned out to need a service. Somebody may need several.")
    if measure in {Measure.OUTCOME_28_DAYS, Measure.OUTCOME_6_MONTHS}:
        return _("Persons. Not known is a category of its own, and includes those whose time has not come.")
    return _("Persons, each in the cohort that they entered first.")


def persons() -> str:
    """What is counted, where the categories are the rows."""
    return _("participants")


def everybody() -> str:
    """The margin of a table."""
    return _("all")
