"""The charts of the modules page that show no single person: the plan week by week, and each module in every cohort."""

from callbacks.filters import query_string
from callbacks.modules_data import ModulesData
from callbacks.modules_words import plan_text, sentence, week_counts_text
from dashboard.domain.modules import ModuleCounts, reached, still_planned, total
from dashboard.figures.module_bars import Panel, by_module, by_module_height
from dashboard.figures.modules import counts_text, plan
from dashboard.i18n import format_list, ngettext
from dashboard.i18n import gettext as _
from dashboard.views import Chart, Column, Kind, Table

MOST_PANELS = 6
"""More cohorts than this are added up instead of standing beside each other."""

_PANEL_WIDTH, _NAMES_WIDTH = 220, 150


def plan_by_week(data: ModulesData) -> Chart:
    """Done against planned by programme week, all chosen cohorts together."""
    weeks, to_come = reached(data.steps), still_planned(data.steps)
    one_week = bool(to_come)
    return Chart(
        key="modules-by-week",
        title=_plan_title(weeks, one_week),
        note=_plan_note(one_week, len(to_come) > 1),
        summary=" ".join(week_counts_text(week, counts) for week, counts in weeks.items()),
        table=Table(
            columns=(
                Column(_("Programme week"), Kind.NUMBER),
                Column(_("Completed"), Kind.NUMBER),
                Column(_("Planned"), Kind.NUMBER),
                Column(_("Completed less planned"), Kind.NUMBER),
            ),
            rows=(
                *((week, each.completed, each.planned, each.against_plan) for week, each in weeks.items()),
                *((week, None, planned, None) for week, planned in to_come.items() if week not in weeks),
            ),
        ),
        figure=plan(weeks, to_come, length=max(cohort.weeks for cohort in data.cohorts)) if weeks else None,
        empty=_("The plan begins with the first week of a cohort."),
        height=320,
    )


def _plan_note(one_week: bool, dotted: bool) -> str:
    if not one_week:
        return _("Each cohort counts up to its own week, so that the last one shows where all of them are now.")
    if dotted:
        return _("Modules completed and planned by the end of each week; dotted: the plan to come.")
    return _("Modules completed and planned by the end of each week.")


def _plan_title(weeks: dict[int, ModuleCounts], one_week: bool) -> str:
    if not weeks:
        return _("The plan has not begun")
    week = max(weeks)
    gap = plan_text(weeks[week])
    return _("Week %(week)d: %(gap)s", week=week, gap=gap) if one_week else sentence(gap)


def by_cohort(data: ModulesData) -> Chart:
    """Each module in every cohort; in all of them together where they are too many to stand beside each other."""
    modules = data.modules
    panels = _panels(data)
    return Chart(
        key="modules-by-cohort",
        title=_by_cohort_title(data),
        note=_("How many have completed each module, of those to whom it is assigned; exempt apart, at the end."),
        summary=" ".join(
            _("%(cohort)s: %(counts)s.", cohort=panel.name, counts=_in_words(data, panel)) for panel in panels
        ),
        table=Table(
            columns=(
                Column(_("Cohort")),
                Column(_("Module")),
                Column(_("Completed"), Kind.NUMBER),
                Column(_("In progress"), Kind.NUMBER),
                Column(_("Not started"), Kind.NUMBER),
                Column(_("Assigned"), Kind.NUMBER),
                Column(_("Exempt"), Kind.NUMBER),
                Column(_("Completion"), Kind.SHARE),
                Column(_("at least (95 %)"), Kind.SHARE),
                Column(_("at most (95 %)"), Kind.SHARE),
            ),
            rows=tuple(
                (panel.name, module.name, *_cells(counts))
                for panel in panels
                for module, counts in zip(modules, panel.counts, strict=True)
                if counts
            ),
            links=tuple(panel.href for panel in panels for counts in panel.counts if counts),
        ),
        figure=by_module([module.name for module in modules], panels),
        height=by_module_height(len(modules)),
        min_width=_NAMES_WIDTH + len(panels) * _PANEL_WIDTH if len(panels) > 1 else 0,
    )


def _panels(data: ModulesData) -> list[Panel]:
    codes = [module.code for module in data.modules]
    there = [cohort for cohort in data.cohorts if any((cohort.code, code) in data.counts for code in codes)]
    if len(there) > MOST_PANELS:
        summed = [total(data.counts.get((cohort.code, code), ModuleCounts()) for cohort in there) for code in codes]
        return [Panel(_("%(num)d cohorts together", num=len(there)), summed)]
    return [
        Panel(
            name=cohort.name,
            counts=[data.counts.get((cohort.code, code)) for code in codes],
            href="" if data.single else f"/modules{query_string(data.filters, cohorts=cohort.code)}",
        )
        for cohort in there
    ]


def _cells(counts: ModuleCounts) -> tuple[float | None, ...]:
    low, high = counts.completion_interval or (None, None)
    return (
        counts.completed,
        counts.in_progress,
        counts.not_started,
        counts.assigned,
        counts.exempt,
        counts.completion if counts.enough else None,
        low,
        high,
    )


def _in_words(data: ModulesData, panel: Panel) -> str:
    return format_list(
        [
            f"{module.name} {counts_text(counts)}"
            for module, counts in zip(data.modules, panel.counts, strict=True)
            if counts
        ]
    )


def _by_cohort_title(data: ModulesData) -> str:
    """The module that is open most often, of those planned by now; no finding where two are open as often."""
    shares = []
    for module in data.modules:
        counts = total(each for (_cohort, code), each in data.counts.items() if code == module.code)
        if counts.planned:
            shares.append((counts.open / counts.planned, module.name, counts))
    if shares and not any(share for share, _name, _counts in shares):
        return _("Every module planned by now is done")
    most = max((share for share, _name, _counts in shares), default=0.0)
    found = [(name, counts) for share, name, counts in shares if share == most]
    if len(found) != 1 or len(shares) < 2:
        return _("Each module by cohort")
    [(name, counts)] = found
    return ngettext(
        "Open most often: %(module)s, for %(open)d of %(num)d",
        "Open most often: %(module)s, for %(open)d of %(num)d",
        counts.planned,
        module=name,
        open=counts.open,
    )
