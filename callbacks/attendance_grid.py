"""The register's grid: people in rows, sessions in squares, aligned by programme week."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from callbacks.attendance_words import week_labels
from callbacks.links import Links
from callbacks.person_rows import MOST_PEOPLE, Person, person_rows
from callbacks.words import day_text
from dashboard.domain.calendar import HELSINKI, programme_week
from dashboard.domain.measures import Counts
from dashboard.domain.register import RECORDED_ORDER, Cell, Shown
from dashboard.domain.trends import missed_half_lately
from dashboard.figures.attendance import register_grid, week_columns
from dashboard.figures.grid import Grid, GridCell
from dashboard.figures.style import plain, status_name
from dashboard.i18n import format_clock, format_percent, ngettext, pgettext
from dashboard.i18n import gettext as _
from dashboard.views import Chart, Column, Filters, Kind, Table
from db.queries.cohorts import CohortRow, EnrolmentRow
from db.queries.measures import Group


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a cell stands: its week, and its position among the squares of that week."""

    week: int
    slot: int


Places = dict[tuple[int, str], _Place]
"""Place of each (session id, participant code) of one cohort."""


def grid_chart(
    cohorts: Sequence[CohortRow],
    enrolments: Sequence[EnrolmentRow],
    people: Sequence[Group],
    cells: Sequence[Cell],
    activities: Mapping[str, str],
    links: Links,
) -> Chart:
    """The grid as a chart with its finding; too many people, or none, is said in words instead.

    ``cells`` need not be read for more than ``MOST_PEOPLE`` enrolments: nothing is drawn of them.
    """
    if len(enrolments) > MOST_PEOPLE:
        return _crowd(len(enrolments))
    by_person: dict[Person, list[Cell]] = defaultdict(list)
    for cell in cells:
        by_person[cell.cohort, cell.participant].append(cell)
    persons = [(row.cohort, row.participant) for row in enrolments if (row.cohort, row.participant) in by_person]
    totals = {(group.cohort, str(group.key)): group.counts for group in people}
    places = {cohort.code: _places(cohort, cells) for cohort in cohorts}
    weeks = _weeks(cohorts, places, links.filters)
    figure = _grid(cohorts, persons, by_person, places, weeks, totals, activities, links) if persons else None
    return Chart(
        key="register",
        title=_title(by_person),
        note=_(
            "Each square is one session; point at it to see which. In the table: %(letters)s.", letters=_explained()
        ),
        summary=_summary(persons, totals),
        table=_table(cohorts, persons, by_person, places, weeks, totals, links),
        figure=register_grid(figure) if figure else None,
        empty=_("Nobody is enrolled yet."),
        height=figure.height if figure else 160,
        min_width=figure.width if figure else 0,
    )


def _crowd(people: int) -> Chart:
    return Chart(
        key="register",
        title=_("Each person's sessions"),
        note=_("Each square is one session."),
        summary="",
        table=Table(columns=(), rows=()),
        empty=_("%(num)d people are too many for one picture: choose a cohort above.", num=people),
        height=160,
    )


def _week(cell: Cell, cohort: CohortRow) -> int:
    return programme_week(cell.local_date, cohort.starts_on, cohort.weeks) or 0


def _places(cohort: CohortRow, cells: Sequence[Cell]) -> Places:
    """Place of each (session, participant): group sessions first, in time order, then each person's own meetings."""
    own = sorted(
        (cell for cell in cells if cell.cohort == cohort.code), key=lambda cell: (cell.starts_at, cell.session_id)
    )
    group_slots: dict[int, dict[int, int]] = defaultdict(dict)
    for cell in own:
        if cell.whole_cohort:
            slots = group_slots[_week(cell, cohort)]
            slots.setdefault(cell.session_id, len(slots))
    meetings: dict[tuple[int, str], int] = defaultdict(int)
    places: Places = {}
    for cell in own:
        week = _week(cell, cohort)
        if cell.whole_cohort:
            slot = group_slots[week][cell.session_id]
        else:
            slot = len(group_slots[week]) + meetings[week, cell.participant]
            meetings[week, cell.participant] += 1
        places[cell.session_id, cell.participant] = _Place(week, slot)
    return places


def _weeks(cohorts: Sequence[CohortRow], places: Mapping[str, Places], filters: Filters) -> dict[int, int]:
    """How many squares each programme week needs; all weeks, unless a period was chosen."""
    slots: dict[int, int] = defaultdict(int)
    for cohort in cohorts:
        for place in places[cohort.code].values():
            slots[place.week] = max(slots[place.week], place.slot + 1)
    if filters.start or filters.end:
        shown = range(min(slots, default=1), max(slots, default=0) + 1)
    else:
        shown = range(min([1, *slots]), max([*slots, *(cohort.weeks for cohort in cohorts)]) + 1)
    return {week: slots.get(week, 0) for week in shown}


def _grid(
    cohorts: Sequence[CohortRow],
    persons: Sequence[Person],
    by_person: Mapping[Person, Sequence[Cell]],
    places: Mapping[str, Places],
    weeks: Mapping[int, int],
    totals: Mapping[Person, Counts],
    activities: Mapping[str, str],
    links: Links,
) -> Grid:
    first, columns = week_columns(weeks)
    names, rows = person_rows(cohorts, persons)
    ends = [""] * len(names)
    squares: list[GridCell] = []
    days = {day: day_text(day) for day in _days(by_person)}
    for person, row in rows.items():
        for cell in by_person[person]:
            place = places[person[0]][cell.session_id, cell.participant]
            column = first[place.week] + place.slot
            text, href = _cell_text(cell, days, activities), links.session(cell.session_id)
            squares.append(GridCell(row, column, cell.shown, text, href=href))
        ends[row] = _total(totals.get(person, Counts()))
    labels = [
        (label, first[week] + (max(weeks[week], 1) - 1) / 2)
        for week, label in week_labels(weeks, cohorts, _days(by_person)).items()
    ]
    pages = {row: links.participant(*person) for person, row in rows.items()}
    return Grid(
        cells=squares,
        rows=names,
        totals=ends,
        labels=labels,
        columns=columns,
        links=[pages.get(row, "") for row in range(len(names))],
    )


def _days(by_person: Mapping[Person, Sequence[Cell]]) -> set[date]:
    return {cell.local_date for own in by_person.values() for cell in own}


def _cell_text(cell: Cell, days: Mapping[date, str], activities: Mapping[str, str]) -> str:
    """What a square says when pointed at."""
    status = status_name(cell.shown)
    if cell.minutes_late:
        status = _("%(status)s, %(minutes)d min", status=status, minutes=cell.minutes_late)
    return plain(
        _(
            "%(participant)s, %(day)s at %(clock)s, %(activity)s: %(status)s",
            participant=cell.participant,
            day=days[cell.local_date],
            clock=format_clock(cell.starts_at.astimezone(HELSINKI)),
            activity=activities.get(cell.activity, cell.activity),
            status=status,
        )
    )


def _total(counts: Counts) -> str:
    """The end of a row: counts, and the share once there are enough of them."""
    if not counts.countable:
        return ""
    share = f"   {format_percent(counts.attendance)}" if counts.enough else ""
    return f"<b>{counts.attended} / {counts.countable}</b>{share}"


def _title(by_person: Mapping[Person, Sequence[Cell]]) -> str:
    held = {person: [cell.shown for cell in own] for person, own in by_person.items()}
    missed = sum(missed_half_lately(marks) for marks in held.values())
    if not missed:
        return _("Nobody has missed half of their last eight sessions")
    return ngettext(
        "%(num)d of %(people)d has missed half or more of their last eight sessions",
        "%(num)d of %(people)d have missed half or more of their last eight sessions",
        missed,
        people=len(held),
    )


def _summary(persons: Sequence[Person], totals: Mapping[Person, Counts]) -> str:
    return " ".join(
        _(
            "%(participant)s was there %(attended)d times of %(countable)d.",
            participant=person[1],
            attended=totals[person].attended,
            countable=totals[person].countable,
        )
        for person in persons
        if person in totals
    )


def letter(status: Shown) -> str:
    """One letter a status, as in the paper register."""
    return {
        Shown.PRESENT: pgettext("register letter: present", "P"),
        Shown.LATE: pgettext("register letter: late", "L"),
        Shown.TOLD: pgettext("register letter: absent, told before", "AT"),
        Shown.UNTOLD: pgettext("register letter: absent, not told before", "A"),
        Shown.EXCUSED: pgettext("register letter: excused", "E"),
        Shown.UNRECORDED: "?",
        Shown.UPCOMING: "",
    }[status]


def _letters(cells: Sequence[Cell]) -> str:
    return " ".join(
        f"{letter(cell.shown)}{cell.minutes_late or ''}" for cell in cells if cell.shown is not Shown.UPCOMING
    )


def _table(
    cohorts: Sequence[CohortRow],
    persons: Sequence[Person],
    by_person: Mapping[Person, Sequence[Cell]],
    places: Mapping[str, Places],
    weeks: Mapping[int, int],
    totals: Mapping[Person, Counts],
    links: Links,
) -> Table:
    """The paper register again: a row a person, a column a week, one letter a session."""
    names = {cohort.code: cohort.name for cohort in cohorts}
    rows = []
    for person in persons:
        of_week: dict[int, list[Cell]] = defaultdict(list)
        for cell in by_person[person]:
            of_week[places[person[0]][cell.session_id, cell.participant].week].append(cell)
        counts = totals.get(person, Counts())
        rows.append(
            (
                names[person[0]],
                person[1],
                *(_letters(of_week[week]) for week in sorted(weeks)),
                counts.attended,
                counts.countable,
                counts.attendance if counts.enough else None,
            )
        )
    return Table(
        columns=(
            Column(_("Cohort")),
            Column(_("Participant")),
            *(Column(label) for label in week_labels(weeks, cohorts, _days(by_person)).values()),
            Column(_("Present or late"), Kind.NUMBER),
            Column(_("Countable"), Kind.NUMBER),
            Column(_("Attendance"), Kind.SHARE),
        ),
        rows=tuple(rows),
        links=tuple(links.participant(*person) for person in persons),
        link_column=1,
    )


def _explained() -> str:
    """What the letters of the table mean, in a line."""
    return " · ".join(f"{letter(status)} {status_name(status)}" for status in RECORDED_ORDER)
