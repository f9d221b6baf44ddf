"""The filters of the URL: read, checked against what the asker may see, and given back with what was wrong.

A link shows a colleague the same thing, so the URL is the only place where filters live. Values that cannot be used
fall back to "all" or "now", with a notice that says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from dashboard.domain.selection import Selection
from dashboard.i18n import format_list
from dashboard.i18n import gettext as _
from dashboard.views import Filters, Option

_EARLIEST, _LATEST = date(2000, 1, 1), date(2100, 1, 1)
_LONGEST_CODE = 100


@dataclass
class _Reader:
    """Reads one parameter after the other and collects what could not be used."""

    params: Mapping[str, object]
    notices: list[str] = field(default_factory=list)

    def text(self, name: str) -> str:
        """The parameter as text; one given several times counts as not given."""
        value = self.params.get(name, "")
        if not isinstance(value, str):
            self.notices.append(_("The address gave “%(name)s” more than once; it was left out.", name=name))
            return ""
        return value.strip()[:2000]

    def day(self, name: str) -> date | None:
        text = self.text(name)
        if not text:
            return None
        try:
            day = date.fromisoformat(text)
        except ValueError:
            day = None
        if day is None or not _EARLIEST <= day <= _LATEST:
            self.notices.append(_("“%(text)s” is not a date, so it was left out.", text=text[:20]))
            return None
        return day

    def codes(self, name: str, known: Sequence[str], notice: str) -> tuple[str, ...]:
        asked = [code for code in self.text(name).split(",") if code]
        unknown = [code[:40] for code in asked if code not in known]
        if unknown:
            self.notices.append(notice % {"codes": format_list(unknown[:5])})
        return tuple(code for code in dict.fromkeys(asked) if code in known)


def read_filters(
    params: Mapping[str, object],
    cohorts: Sequence[Option],
    activities: Sequence[Option],
    with_activity: bool = False,
    measures: Sequence[Option] = (),
) -> Filters:
    """The filters that a URL asks for, as far as they can be used.

    Args:
        params: query parameters: ``cohorts`` (codes, comma between), ``from``, ``to``, ``as_of`` (ISO dates) and
            ``activity`` and ``measure``; others are ignored.
        cohorts, activities: what the asker may choose from; anything else looks like what does not exist.
        with_activity: whether the page has that filter.
        measures: what the page can compare its cohorts by, the one it begins with first.
    """
    reader = _Reader(params)
    chosen = reader.codes(
        "cohorts", [option.value for option in cohorts], _("There is no cohort %(codes)s here; it was left out.")
    )
    start, end = reader.day("from"), reader.day("to")
    if start and end and end < start:
        reader.notices.append(_("The period ended before it began, so the days were swapped."))
        start, end = end, start
    activity: tuple[str, ...] = ()
    if with_activity:
        known = [option.value for option in activities]
        activity = reader.codes("activity", known, _("There is no activity %(codes)s here; it was left out."))
    known_measures = [option.value for option in measures]
    measure: tuple[str, ...] = ()
    if known_measures:
        measure = reader.codes("measure", known_measures, _("There is no measure %(codes)s here; it was left out."))
    return Filters(
        cohorts=tuple(cohorts),
        chosen_cohorts=chosen,
        start=start,
        end=end,
        as_of=reader.day("as_of"),
        activities=tuple(activities) if with_activity else (),
        chosen_activity=activity[0] if activity else None,
        measures=tuple(measures),
        chosen_measure=measure[0] if measure else None,
        with_activity=with_activity,
        notices=tuple(dict.fromkeys(reader.notices)),
    )


def selection(filters: Filters) -> Selection:
    """The question that the filters ask, of activities that count for attendance: what charts show."""
    return Selection(
        cohorts=filters.chosen_cohorts,
        start=filters.start,
        end=filters.end,
        as_of=filters.as_of,
        activity=filters.chosen_activity,
        counting_only=True,
    )


def query_string(filters: Filters, **changed: str) -> str:
    """The filters as a query string, with some values changed; empty ones are left out."""
    values = {
        "cohorts": ",".join(filters.chosen_cohorts),
        "from": filters.start.isoformat() if filters.start else "",
        "to": filters.end.isoformat() if filters.end else "",
        "as_of": filters.as_of.isoformat() if filters.as_of else "",
        "activity": filters.chosen_activity or "",
    } | changed
    given = {name: value for name, value in values.items() if value}
    return f"?{urlencode(given)}" if given else ""


def code_of(params: Mapping[str, object], name: str) -> str:
    """A parameter as codes are written; whatever a database would not take is none."""
    value = params.get(name, "")
    text = value.strip() if isinstance(value, str) else ""
    return text if text.isprintable() and len(text) <= _LONGEST_CODE else ""
