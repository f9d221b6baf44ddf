"""Service needs found and met: by category, by cohort, week by week."""

from collections.abc import Mapping, Sequence

from callbacks.needs_data import SIDE_BY_SIDE, Data
from dashboard.domain.access import FEWEST
from dashboard.domain.measures import FEW
from dashboard.domain.needs import Category, NeedCounts, add, cumulative
from dashboard.figures.needs import Weeks, found_and_met
from dashboard.figures.panels import Bar, Panel, panels, panels_size
from dashboard.figures.style import rate_text
from dashboard.i18n import format_list
from dashboard.i18n import gettext as _
from dashboard.names import category_name
from dashboard.views import Chart, Column, Kind, Table
from db.queries.cohorts import CohortRow

Row = tuple[str, NeedCounts]


def by_category_chart(data: Data) -> Chart:
    """Found and met of each category, of the chosen cohorts together."""
    shown = data.sees_needs
    counts = {category: data.need(category) for category in data.categories} if shown else {}
    named = [(category_name(category), found) for category, found in counts.items()]
    height, _width = panels_size(len(named), 1)
    whose = data.cohorts[0].name if data.single else _("All chosen cohorts")
    panel = Panel(whose, _found_and_met(data.total), [_bar(found) for _name, found in named])
    return Chart(
        key="needs-by-category",
        title=_category_title(counts),
        note=_("Filled: met. Outlined: found and not met yet. A person may need several things."),
        summary=_in_words(named),
        table=_table(_("Category"), named),
        figure=panels([name for name, _found in named], [panel]) if named else None,
        empty=_("No needs are written down yet.") if shown or not data.persons[None] else _withheld(),
        height=max(height, 200),
        min_width=360,
    )


def by_cohort_chart(data: Data) -> Chart:
    """The same for each cohort side by side, in the order of their start."""
    in_need = {code for code, _category in data.needs}
    categories = data.categories
    named = [
        (cohort.name, [(category_name(category), data.need(category, cohort=cohort.code)) for category in categories])
        for cohort in data.cohorts
        if cohort.code in in_need and data.comparable
    ]
    height, width = panels_size(len(categories), len(named))
    return Chart(
        key="needs-by-cohort",
        title=_cohort_title([(name, add(counts for _name, counts in rows)) for name, rows in named]),
        note=_("Filled: met. Outlined: found and not met yet. Cohorts in the order of their start."),
        summary=" ".join(f"{name}: {_in_words(rows)}" for name, rows in named),
        table=_by_cohort_table(named),
        figure=panels([category_name(category) for category in categories], [_panel(*one) for one in named])
        if named
        else None,
        empty=_("Choose up to %(num)d cohorts above to see them side by side.", num=SIDE_BY_SIDE)
        if in_need
        else _("No needs are written down yet."),
        height=max(height, 200),
        min_width=width,
    )


def _panel(name: str, rows: Sequence[Row]) -> Panel:
    return Panel(name, _found_and_met(add(counts for _name, counts in rows)), [_bar(counts) for _name, counts in rows])


def _bar(counts: NeedCounts) -> Bar:
    text = rate_text(counts.needs_met, counts.met, counts.identified) if counts.identified else ""
    return Bar(filled=counts.met, hollow=counts.not_met, text=text)


def _found_and_met(counts: NeedCounts) -> str:
    return _("found %(found)d, met %(met)d", found=counts.identified, met=counts.met)


def _category_title(counts: Mapping[Category, NeedCounts]) -> str:
    most = max((found.identified for found in counts.values()), default=0)
    names = [category_name(category) for category, found in counts.items() if found.identified == most]
    if not names or len(names) > 3 or len(counts) == 1:
        return _("Needs found and met by category")
    return _("Most often found: %(categories)s (%(num)d)", categories=format_list(names), num=most)


def _cohort_title(named: Sequence[Row]) -> str:
    if not 2 <= len(named) <= 4:
        return _("Needs found and met by cohort")
    said = [f"{name} {rate_text(counts.needs_met, counts.met, counts.identified)}" for name, counts in named]
    return _("Met of those found: %(shares)s", shares=format_list(said))


def _in_words(named: Sequence[Row]) -> str:
    return " ".join(
        _("%(name)s: found %(found)d, met %(met)d.", name=name, found=counts.identified, met=counts.met)
        for name, counts in named
        if counts.identified
    )


def _table(label: str, named: Sequence[Row]) -> Table:
    return Table(columns=(Column(label), *_columns()), rows=tuple((name, *_cells(counts)) for name, counts in named))


def _by_cohort_table(named: Sequence[tuple[str, Sequence[Row]]]) -> Table:
    return Table(
        columns=(Column(_("Cohort")), Column(_("Category")), *_columns()),
        rows=tuple((cohort, name, *_cells(counts)) for cohort, rows in named for name, counts in rows),
    )


def _columns() -> tuple[Column, ...]:
    return Column(_("Found"), Kind.NUMBER), Column(_("Met"), Kind.NUMBER), Column(_("Share met"), Kind.SHARE)


def _cells(counts: NeedCounts) -> tuple[int, int, float | None]:
    return counts.identified, counts.met, counts.needs_met if counts.identified >= FEW else None


def _withheld() -> str:
    return _(
        "Needs are shown once at least %(num)d persons stand behind them, so that nobody can be recognised. "
        "Choose more cohorts above.",
        num=FEWEST,
    )


def by_week_chart(data: Data) -> Chart:
    """Found and met so far by programme week; of each cohort where they can stand side by side."""
    shown = [
        cohort
        for cohort in data.cohorts
        if cohort.code in data.weeks and data.scope.sees_lives(data.persons.get(cohort.code, 0))
    ]
    sums = [
        (cohort, cumulative(data.weeks[cohort.code], data.week(cohort)))
        for cohort in shown
        if len(shown) <= SIDE_BY_SIDE
    ]
    length = max((cohort.weeks for cohort, _own in sums), default=0)
    return Chart(
        key="needs-by-week",
        title=_week_title(sums),
        note=_("Dashed: found so far. Area: met so far. What came after the last week is in the last."),
        summary=" ".join(
            _(
                "%(cohort)s by week %(week)d: found %(found)d, met %(met)d.",
                cohort=cohort.name,
                week=len(own),
                found=own[-1].identified,
                met=own[-1].met,
            )
            for cohort, own in sums
            if own
        ),
        table=Table(
            columns=(
                Column(_("Cohort")),
                Column(_("Programme week"), Kind.NUMBER),
                Column(_("Found so far"), Kind.NUMBER),
                Column(_("Met so far"), Kind.NUMBER),
            ),
            rows=tuple(
                (cohort.name, week, counts.identified, counts.met)
                for cohort, own in sums
                for week, counts in enumerate(own, start=1)
            ),
        ),
        figure=found_and_met([Weeks(cohort.name, own) for cohort, own in sums], length=length) if sums else None,
        empty=_week_empty(bool(shown), withheld=bool(data.persons[None])),
        # As high as the chart beside it.
        height=max(panels_size(len(data.categories), 1)[0], 280),
        min_width=60 + 190 * len(sums) if sums else 0,
    )


def _week_empty(any_cohort: bool, *, withheld: bool) -> str:
    if any_cohort:
        return _("Choose up to %(num)d cohorts above to see them side by side.", num=SIDE_BY_SIDE)
    return _withheld() if withheld else _("No needs are written down yet.")


def _week_title(sums: Sequence[tuple[CohortRow, list[NeedCounts]]]) -> str:
    """The same week of each cohort: the last that all of them have come to."""
    week = min((len(own) for _cohort, own in sums), default=0)
    if not week or len(sums) > 4:
        return _("Needs found and met, week by week")
    found = [(cohort.name, own[week - 1]) for cohort, own in sums]
    if len(found) == 1:
        counts = found[0][1]
        return _("By week %(week)d: found %(found)d, met %(met)d", week=week, found=counts.identified, met=counts.met)
    said = [f"{name} {counts.identified}" for name, counts in found]
    return _("Found by week %(week)d: %(counts)s", week=week, counts=format_list(said))
