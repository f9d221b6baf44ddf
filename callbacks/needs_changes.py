"""What changed from cohort to cohort: hours, needs and feedback beside each other, in words that claim no cause."""

from collections.abc import Callable, Sequence

from callbacks.needs_data import SIDE_BY_SIDE, Data
from dashboard.domain.needs import EVERYDAY_LIFE, FELT, Category, NeedCounts, Ratings, Theme
from dashboard.figures.panels import Bar, Panel, panels, panels_size
from dashboard.figures.ratings import answers_text
from dashboard.i18n import LANGUAGE_NAMES, format_number, format_percent, using_language
from dashboard.i18n import gettext as _
from dashboard.names import capital, category_name, theme_name
from dashboard.views import Chart, Column, Kind, Line, LineList, Table
from db.queries.cohorts import CohortRow


def hours_chart(data: Data) -> Chart:
    """How the hours offered were shared between activities, cohorts side by side in the order of their start."""
    every = _held(data)
    held = every if len(every) <= SIDE_BY_SIDE else []
    activities = _activities(data)
    height, width = panels_size(len(activities), len(held))
    return Chart(
        key="hours-by-activity",
        title=_hours_title(data, held, activities),
        note=_("Share of the hours offered, added up over everyone who was expected. Activities that count."),
        summary=" ".join(f"{cohort.name}: {_shares_in_words(data, cohort, activities)}." for cohort in held),
        table=Table(
            columns=(
                Column(_("Cohort")),
                Column(_("Activity")),
                Column(_("Hours offered"), Kind.NUMBER),
                Column(_("Share of the hours"), Kind.SHARE),
            ),
            rows=tuple(
                (
                    cohort.name,
                    data.activities[activity],
                    data.hours[cohort.code].get(activity, 0.0),
                    data.share_of_hours(cohort.code, activity),
                )
                for cohort in held
                for activity in activities
            ),
        ),
        figure=panels(
            [data.activities[activity] for activity in activities],
            [_hours_panel(data, cohort, activities) for cohort in held],
        )
        if held
        else None,
        empty=_("Choose up to %(num)d cohorts above to see them side by side.", num=SIDE_BY_SIDE)
        if every
        else _("No sessions have been held yet."),
        height=max(height, 160),
        min_width=width if held else 0,
    )


def _held(data: Data) -> list[CohortRow]:
    return [cohort for cohort in data.cohorts if cohort.code in data.hours]


def _activities(data: Data) -> list[str]:
    codes = {activity for own in data.hours.values() for activity in own}
    return [code for code in data.activities if code in codes]


def _hours_panel(data: Data, cohort: CohortRow, activities: Sequence[str]) -> Panel:
    own = data.hours[cohort.code]
    bars = []
    for activity in activities:
        share = data.share_of_hours(cohort.code, activity) or 0.0
        hours = _hours(own.get(activity, 0.0))
        bars.append(Bar(filled=share, text=f"{format_percent(share)}, {hours}" if share else ""))
    return Panel(cohort.name, _hours(sum(own.values())), bars)


def _hours(hours: float) -> str:
    return _("%(num)s h", num=format_number(hours))


def _shares_in_words(data: Data, cohort: CohortRow, activities: Sequence[str]) -> str:
    return "; ".join(
        f"{data.activities[activity]} {format_percent(data.share_of_hours(cohort.code, activity))}"
        for activity in activities
    )


def _hours_title(data: Data, held: Sequence[CohortRow], activities: Sequence[str]) -> str:
    if len(held) < 2 or not activities:
        return _("Hours offered by activity")
    activity = _in_front(data, held, activities)
    return _(
        "%(activity)s: %(first)s of the hours in %(first_cohort)s, %(last)s in %(last_cohort)s",
        activity=data.activities[activity],
        first=format_percent(data.share_of_hours(held[0].code, activity)),
        first_cohort=held[0].name,
        last=format_percent(data.share_of_hours(held[-1].code, activity)),
        last_cohort=held[-1].name,
    )


def _in_front(data: Data, held: Sequence[CohortRow], activities: Sequence[str]) -> str:
    """The activity to speak of: everyday management, by its name in any language; else the one that changed most."""
    named = set()
    for language in LANGUAGE_NAMES:
        with using_language(language):
            named.add(category_name(Category.EVERYDAY_MANAGEMENT).casefold())

    def change(activity: str) -> tuple[bool, float]:
        first, last = (data.share_of_hours(cohort.code, activity) or 0.0 for cohort in (held[0], held[-1]))
        asked_about = {activity.casefold(), data.activities[activity].casefold()} & named
        return bool(asked_about), abs(last - first)

    return max(activities, key=change)


def changes_list(data: Data) -> LineList | None:
    """Cohort by cohort in words: hours, needs of everyday life, and what people felt; null for fewer than two."""
    if len(data.cohorts) < 2 or not data.comparable:
        return None
    lines = [*_hours_lines(data), *(_needs_lines(data) if data.scope.sees_persons else ()), *_feedback_lines(data)]
    return LineList(
        key="changes",
        title=_("What changed from cohort to cohort"),
        note=_(
            "Everyday management and well-being beside everything else, in the order of the cohorts. The figures say "
            "what was different, not why: the cohorts differ in more than this."
        ),
        lines=tuple(lines),
        empty=_("There is nothing to compare yet."),
    )


def _hours_lines(data: Data) -> list[Line]:
    held, activities = _held(data), _activities(data)
    if len(held) < 2:
        return []
    activity = _in_front(data, held, activities)
    said = [f"{cohort.name} {format_percent(data.share_of_hours(cohort.code, activity))}" for cohort in held]
    return [_line(_("Hours"), data.activities[activity], said)]


def _needs_lines(data: Data) -> list[Line]:
    others = [category for category in Category if category not in EVERYDAY_LIFE]

    def line(name: str, *categories: Category) -> Line | None:
        return _compared(data, _("Needs"), name, lambda code: _need_text(data.need(*categories, cohort=code)))

    lines = [*(line(category_name(category), category) for category in EVERYDAY_LIFE), line(_("all others"), *others)]
    return [one for one in lines if one]


def _feedback_lines(data: Data) -> list[Line]:
    others = [theme for theme in Theme if theme not in FELT]

    def line(name: str, *themes: Theme) -> Line | None:
        return _compared(data, _("Feedback"), name, lambda code: _rating_text(data.rating(*themes, cohort=code)))

    lines = [*(line(theme_name(theme), theme) for theme in FELT), line(_("all others"), *others)]
    return [one for one in lines if one]


def _compared(data: Data, label: str, name: str, say: Callable[[str], str]) -> Line | None:
    """One line with what each cohort has; null where none has anything."""
    said = [f"{cohort.name} {text}" for cohort in data.cohorts if (text := say(cohort.code))]
    return _line(label, name, said) if said else None


def _line(label: str, name: str, said: Sequence[str]) -> Line:
    return Line(label=label, text=f"{capital(name)}: {'; '.join(said)}")


def _need_text(counts: NeedCounts) -> str:
    if not counts.identified:
        return ""
    return _("found %(found)d, met %(met)d", found=counts.identified, met=counts.met)


def _rating_text(ratings: Ratings) -> str:
    return answers_text(ratings) if ratings.answers else ""
