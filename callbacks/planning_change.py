"""What applying a cohort's timetable would do to its sessions: counted, and named one by one."""

from collections.abc import Sequence

from callbacks.planning_cohort_data import CohortData
from callbacks.words import day_text
from dashboard.domain.timetable import Content
from dashboard.domain.timetable_change import Change, Stay, Why
from dashboard.i18n import format_day, format_list, ngettext
from dashboard.i18n import gettext as _
from dashboard.views.forms import Control, Field, Form, Panel, Row

MOST_CHANGES = 60
"""More changes than this are counted instead of listed."""


def change_panel(data: CohortData) -> Panel | None:
    """What applying the timetable would do; null for who cannot, and where there is none."""
    change = data.change
    if not data.can_plan or not (data.slots or change.remove or change.stay):
        return None
    rows = _rows(data, change)
    more = len(rows) - MOST_CHANGES
    since = _("From %(day)s on.", day=format_day(data.since))
    kept = _("Sessions with marks stay as they are, always.")
    return Panel(
        title=change_text(change),
        note=f"{since} {kept}",
        rows=tuple(rows[:MOST_CHANGES]),
        more=ngettext("and %(num)d more", "and %(num)d more", more) if more > 0 else "",
        forms=(*([_apply_form(data)] if not change.empty else []), _since_form(data)),
    )


def change_text(change: Change) -> str:
    """What would be done, in a sentence."""
    said = [
        ngettext("adds %(num)d session", "adds %(num)d sessions", len(change.add)) if change.add else "",
        ngettext("moves %(num)d", "moves %(num)d", len(change.move)) if change.move else "",
        ngettext("takes away %(num)d", "takes away %(num)d", len(change.remove)) if change.remove else "",
        ngettext("takes up %(num)d that is there", "takes up %(num)d that are there", len(change.adopt))
        if change.adopt
        else "",
        stay_text(change.stay),
    ]
    if change.empty:
        left = stay_text(change.stay)
        as_planned = _("The sessions are as the timetable says")
        return _("%(said)s; it %(left)s", said=as_planned, left=left) if left else as_planned
    return _("Applying the timetable %(changes)s", changes=format_list([one for one in said if one]))


def stay_text(stays: Sequence[Stay]) -> str:
    """What stays although the timetable says otherwise: first of all what has marks."""
    marks = sum(one.why is Why.MARKS for one in stays)
    others = len(stays) - marks
    said = [
        ngettext("leaves %(num)d with marks", "leaves %(num)d with marks", marks) if marks else "",
        ngettext("leaves %(num)d that was settled otherwise", "leaves %(num)d that were settled otherwise", others)
        if others
        else "",
    ]
    return format_list([one for one in said if one]) if marks or others else ""


def _rows(data: CohortData, change: Change) -> list[Row]:
    rows = [(_stay_row(data, one), one.existing.content) for one in change.stay]
    rows += [(_row(data, one.content, _("taken away"), f"remove-{one.id}"), one.content) for one in change.remove]
    rows += [
        (
            _row(
                data,
                one.existing.content,
                _("becomes %(what)s", what=_whole(data, one.content)),
                f"move-{one.existing.id}",
            ),
            one.existing.content,
        )
        for one in change.move
    ]
    rows += [(_row(data, one.content, _("added"), f"add-{one.slot_id}-{one.week}"), one.content) for one in change.add]
    return [row for row, content in sorted(rows, key=lambda one: (one[1].starts_at, one[0].key))]


def _stay_row(data: CohortData, stay: Stay) -> Row:
    marks = stay.existing.marks
    why = {
        Why.MARKS: ngettext("stays: it has %(num)d mark", "stays: it has %(num)d marks", marks),
        Why.CANCELLED: _("stays cancelled"),
        Why.BY_HAND: _("stays: somebody moved it"),
        Why.PASSED: _("stays: its new day has passed"),
        Why.TAKEN: _("stays: another session is in its new place"),
    }[stay.why]
    return _row(data, stay.existing.content, why, f"stay-{stay.existing.id}", badge=_("stays"))


def _row(data: CohortData, content: Content, said: str, key: str, badge: str = "") -> Row:
    return Row(
        key=key,
        label=day_text(content.local_date, data.today),
        text=f"{data.times(content.starts_at, content.ends_at)} "
        f"{data.what(content.activity_id, content.module_id)}: {said}",
        badge=badge,
    )


def _whole(data: CohortData, content: Content) -> str:
    """Another day, time and content, in a line."""
    day, times = day_text(content.local_date, data.today), data.times(content.starts_at, content.ends_at)
    return f"{day} {times} {data.what(content.activity_id, content.module_id)}"


def _apply_form(data: CohortData) -> Form:
    seen: dict[str, str | int] = {
        "cohort": data.cohort.id,
        "since": data.since.isoformat(),
        "seen": data.change.fingerprint,
    }
    return Form("apply", "planning_cohort/apply", _("Apply the timetable"), hidden=seen, about=data.cohort.name)


def _since_form(data: CohortData) -> Form:
    earliest, latest = data.cohort.starts_on, data.cohort.ends_on
    return Form(
        slot="since",
        action="planning_cohort/since",
        submit=_("Show"),
        hidden={"cohort": data.cohort.id},
        opens=_("From another day on"),
        fields=(
            Field(
                Control.DAY,
                "since",
                _("Change sessions from this day on"),
                data.since,
                required=True,
                low=earliest,
                high=latest,
            ),
        ),
    )
