"""Being on time as each person's progress: how many of the latest five times, week by week."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from callbacks.lateness_data import Data
from dashboard.domain.lateness import LAST, Arrival, Progress, progress
from dashboard.domain.measures import FEW
from dashboard.figures.lateness_rows import PersonRow, on_time_rows, people_height
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.views import Chart, Column, Kind, Table

Person = tuple[str, str]
"""Cohort code and participant code."""


def people(data: Data) -> Chart:
    """A row a person, in the order of their codes; too many people are said in words instead."""
    if data.enrolments is None or data.arrivals is None:
        return _chart({}, (), _("There are too many people for one picture: choose one cohort above."))
    by_person: dict[Person, list[Arrival]] = defaultdict(list)
    for arrival in data.arrivals:
        by_person[arrival.cohort, arrival.participant].append(arrival)
    records = {
        person: progress(by_person[person])
        for person in ((row.cohort, row.participant) for row in data.enrolments)
        if by_person[person]
    }
    table = _table(data, records, by_person)
    return _chart(records, table, _("Nobody has come yet."), data)


def _chart(
    records: Mapping[Person, Progress], table: tuple[tuple[object, ...], ...], empty: str, data: Data | None = None
) -> Chart:
    rows = _rows(data, records) if data else []
    known = [record for record in records.values() if record.known]
    return Chart(
        key="on-time-by-person",
        title=_title(known),
        note=" ".join([_("Of the last five times there, week by week; the upper line is all five."), *_better(known)]),
        summary=" ".join(_in_words(person, record) for (_cohort, person), record in records.items()),
        table=Table(
            columns=(
                Column(_("Cohort")),
                Column(_("Participant")),
                Column(_("On time, last five"), Kind.NUMBER),
                Column(_("of"), Kind.NUMBER),
                Column(_("On time, the five before"), Kind.NUMBER),
                Column(_("On time, all"), Kind.NUMBER),
                Column(_("Present or late"), Kind.NUMBER),
                Column(_("Share on time"), Kind.SHARE),
            ),
            rows=table,
            links=tuple(data.links.participant(*person) for person in records) if data else (),
            link_column=1,
        ),
        figure=on_time_rows(rows, length=data.length) if data and rows else None,
        empty=empty,
        height=people_height(rows) if rows else 160,
        min_width=520 if rows else 0,
    )


def _rows(data: Data, records: Mapping[Person, Progress]) -> list[PersonRow]:
    """The people of each cohort, below its name where there are several."""
    rows = []
    for cohort in data.cohorts:
        own = {person: record for (code, person), record in records.items() if code == cohort.code}
        if own and len(data.beside) > 1:
            rows.append(PersonRow(cohort.name, heading=True))
        rows += [
            PersonRow(person, _lately(record), record.weeks, link=data.links.participant(cohort.code, person))
            for person, record in own.items()
        ]
    return rows


def _lately(record: Progress) -> str:
    if record.known:
        return _("on time %(num)d of the last %(last)d", num=record.on_time, last=LAST)
    return _("on time %(num)d of %(of)d so far", num=record.on_time, of=record.of)


def _in_words(person: str, record: Progress) -> str:
    said = f"{person}: {_lately(record)}"
    if record.before is None:
        return f"{said}."
    return _("%(said)s, %(before)d of the five before.", said=said, before=record.before)


def _title(known: Sequence[Progress]) -> str:
    if not known:
        return _("On time lately, person by person")
    return ngettext(
        "%(mostly)d of %(num)d person was on time at least four of the last five times",
        "%(mostly)d of %(num)d people were on time at least four of the last five times",
        len(known),
        mostly=sum(record.mostly_on_time for record in known),
    )


def _better(known: Sequence[Progress]) -> list[str]:
    """What has got better, where anything has."""
    better = sum(record.better for record in known)
    if not better:
        return []
    return [
        ngettext(
            "%(num)d is on time more often than in the five times before.",
            "%(num)d are on time more often than in the five times before.",
            better,
        )
    ]


def _table(
    data: Data, records: Mapping[Person, Progress], by_person: Mapping[Person, Sequence[Arrival]]
) -> tuple[tuple[object, ...], ...]:
    names = {cohort.code: cohort.name for cohort in data.cohorts}
    rows = []
    for (cohort, person), record in records.items():
        came = by_person[cohort, person]
        on_time = sum(not arrival.late for arrival in came)
        share = on_time / len(came) if len(came) >= FEW else None
        rows.append((names[cohort], person, record.on_time, record.of, record.before, on_time, len(came), share))
    return tuple(rows)
