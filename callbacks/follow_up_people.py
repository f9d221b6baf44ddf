"""Each person since the exit, and who chases what: for roles that see persons."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from callbacks.follow_up_data import Data
from callbacks.person_rows import Person, person_rows
from dashboard.domain.follow_up import WINDOWS, FollowUpItem, Kind, Leaver, Point, Standing
from dashboard.figures.follow_up import standing_name
from dashboard.figures.since_exit import Sign, Timeline, timeline
from dashboard.figures.style import plain
from dashboard.i18n import format_day, format_list, ngettext
from dashboard.i18n import gettext as _
from dashboard.names import kind_name, outcome_name
from dashboard.views import Chart, Column, Line, LineList, Table
from dashboard.views import Kind as ColumnKind

MOST = 12
"""A list longer than this is cut, and says how many more there are."""

Items = dict[Person, list[FollowUpItem]]


def timeline_chart(data: Data) -> Chart:
    """A row a person who has left; too many people, or none, is said in words instead."""
    people = data.outcomes[Point.EXIT].asked
    of: Items = defaultdict(list)
    for item in data.items:
        of[item.cohort, item.participant].append(item)
    drawn = _timeline(data, of) if data.leavers else None
    return Chart(
        key="since-the-exit",
        title=_title(data, of),
        note=_(
            "Days since the exit; a line ends today. Shaded: when to ask, days 21 to 28 and six months, two weeks "
            "before or after. “?”: it should have been asked for, and nobody planned to."
        ),
        summary=" ".join(_in_words(leaver, of, data.today) for leaver in data.leavers),
        table=_table(data, of),
        figure=timeline(drawn) if drawn else None,
        empty=_("%(num)d people are too many for one picture: choose a cohort above.", num=people)
        if people
        else _("Nobody has left yet."),
        height=drawn.height if drawn else 160,
        min_width=640,
    )


def _title(data: Data, of: Items) -> str:
    """How many statuses are missing past their due day, planned or not."""
    missing: Counter[Kind] = Counter()
    for leaver in data.leavers:
        missing.update(leaver.unplanned(data.today))
        missing.update(item.kind for item in of[leaver.cohort, leaver.participant] if item.standing is Standing.OVERDUE)
    said = []
    if missing[Kind.FIRST]:
        said.append(_("%(num)d after 28 days", num=missing[Kind.FIRST]))
    if missing[Kind.SECOND]:
        said.append(_("%(num)d after six months", num=missing[Kind.SECOND]))
    if said:
        return _("Statuses missing past their due day: %(counts)s", counts=format_list(said))
    return _("No status is missing past its due day") if data.leavers else _("Everyone since the exit")


def _timeline(data: Data, of: Items) -> Timeline:
    persons = [(leaver.cohort, leaver.participant) for leaver in data.leavers]
    labels, rows = person_rows(data.cohorts, persons)
    pages = {row: data.links.participant(*person) for person, row in rows.items()}
    days: dict[int, int] = {}
    signs: list[Sign] = []
    for leaver in data.leavers:
        person = (leaver.cohort, leaver.participant)
        row = rows[person]
        days[row] = (data.today - leaver.exited_on).days
        signs += [
            Sign(row, (_day(item) - leaver.exited_on).days, item.standing, plain(_sign_text(item)), pages[row])
            for item in of[person]
        ]
        signs += [
            Sign(row, WINDOWS[kind].due, None, plain(_unplanned_text(leaver, kind)), pages[row])
            for kind in leaver.unplanned(data.today)
        ]
    return Timeline(labels, days, signs, [pages.get(row, "") for row in range(len(labels))])


def _day(item: FollowUpItem) -> date:
    """Where a follow-up stands: on the day on which it was settled, or is due."""
    return item.settled_on or item.due_on


def _sign_text(item: FollowUpItem) -> str:
    return _(
        "%(participant)s, %(kind)s due %(day)s: %(standing)s",
        participant=item.participant,
        kind=kind_name(item.kind),
        day=format_day(item.due_on),
        standing=_standing_text(item),
    )


def _unplanned_text(leaver: Leaver, kind: Kind) -> str:
    return _("%(participant)s: no %(kind)s was planned", participant=leaver.participant, kind=kind_name(kind))


def _standing_text(item: FollowUpItem) -> str:
    """``done 3.6.2026, in work``; the day only where something happened on it."""
    said = standing_name(item.standing)
    if item.settled_on is not None:
        said = _("%(standing)s %(day)s", standing=said, day=format_day(item.settled_on))
    return f"{said}, {outcome_name(item.outcome)}" if item.outcome else said


def _in_words(leaver: Leaver, of: Items, today: date) -> str:
    said = [f"{kind_name(item.kind)} {standing_name(item.standing)}" for item in of[leaver.cohort, leaver.participant]]
    said += [_("%(kind)s not planned", kind=kind_name(kind)) for kind in leaver.unplanned(today)]
    days = (today - leaver.exited_on).days
    return _(
        "%(participant)s, day %(days)d: %(standings)s.",
        participant=leaver.participant,
        days=days,
        standings=format_list(said) if said else _("nothing is planned"),
    )


def _table(data: Data, of: Items) -> Table:
    names = data.names
    rows = []
    for leaver in data.leavers:
        own = of[leaver.cohort, leaver.participant]
        unplanned = leaver.unplanned(data.today)
        cells = [_kind_text([item for item in own if item.kind is kind], kind in unplanned) for kind in Kind]
        days = (data.today - leaver.exited_on).days
        rows.append((names[leaver.cohort], leaver.participant, leaver.exited_on, days, *cells))
    return Table(
        columns=(
            Column(_("Cohort")),
            Column(_("Participant")),
            Column(_("Left on"), ColumnKind.DATE),
            Column(_("Days since"), ColumnKind.NUMBER),
            *(Column(kind_name(kind).capitalize()) for kind in Kind),
        ),
        rows=tuple(rows),
        links=tuple(data.links.participant(leaver.cohort, leaver.participant) for leaver in data.leavers),
        link_column=1,
    )


def _kind_text(items: Sequence[FollowUpItem], unplanned: bool) -> str | None:
    if unplanned:
        return _("not planned")
    said = [
        _("due %(day)s: %(standing)s", day=format_day(item.due_on), standing=_standing_text(item)) for item in items
    ]
    return "; ".join(said) or None


def waiting_list(data: Data) -> LineList:
    """What is overdue or due within two weeks, and who sees to it; with what nobody planned, by date."""
    lines = [(item.due_on, _waiting_line(data, item)) for item in data.waiting]
    lines += [
        (leaver.exited_on + timedelta(days=WINDOWS[kind].due), _unplanned_line(data, leaver, kind))
        for leaver in data.leavers
        for kind in leaver.unplanned(data.today)
    ]
    waits = data.total.overdue + data.total.soon + len(lines) - len(data.waiting)
    if not data.scope.sees_persons:
        waits = data.total.overdue + data.total.soon
    more = waits - MOST
    title = ngettext("%(num)d follow-up waits for someone", "%(num)d follow-ups wait for someone", waits)
    hint = _("Single follow-ups are shown to those who work with the cohort.")
    done = _("Nothing is overdue, and nothing is due within two weeks.")
    persons = data.scope.sees_persons
    return LineList(
        key="waiting",
        title=title if waits else _("Nobody has to be asked just now"),
        note=_note(data) if persons else _("Overdue, or due within two weeks."),
        lines=tuple(line for _day, line in sorted(lines, key=lambda one: one[0])[:MOST]),
        empty=done if not waits else hint,
        more=ngettext("and %(num)d more", "and %(num)d more", more) if persons and more > 0 else "",
    )


def _note(data: Data) -> str:
    """How many each colleague has; nobody is a colleague to be found."""
    owners = Counter(item.owner for item in data.waiting)
    said = [f"{owner} {count}" for owner, count in sorted(owners.items(), key=lambda one: one[0] or "") if owner]
    if owners[None]:
        said.append(_("nobody yet %(count)d", count=owners[None]))
    first = _("Overdue, or due within two weeks, by date.")
    return f"{first} {format_list(said)}." if said else first


def _waiting_line(data: Data, item: FollowUpItem) -> Line:
    days = (item.due_on - data.today).days
    if days > 0:
        badge = ngettext("in %(num)d day", "in %(num)d days", days)
    else:
        badge = _("overdue") if days else _("due today")
    return Line(
        label=format_day(item.due_on),
        text=_(
            "%(participant)s, %(cohort)s: %(kind)s. %(owner)s",
            participant=item.participant,
            cohort=data.names[item.cohort],
            kind=kind_name(item.kind),
            owner=item.owner or _("Nobody sees to it yet"),
        ),
        badge=badge,
        href=data.links.participant(item.cohort, item.participant),
    )


def _unplanned_line(data: Data, leaver: Leaver, kind: Kind) -> Line:
    return Line(
        label=format_day(leaver.exited_on + timedelta(days=WINDOWS[kind].due)),
        text=_(
            "%(participant)s, %(cohort)s: no %(kind)s was planned",
            participant=leaver.participant,
            cohort=data.names[leaver.cohort],
            kind=kind_name(kind),
        ),
        badge=_("to plan"),
        href=data.links.participant(leaver.cohort, leaver.participant),
    )
