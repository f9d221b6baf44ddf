"""Forms that wait, each with what can be written down of it, and how complete they are by cohort."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from callbacks.esf_data import Data
from dashboard.domain.esf import FormCounts, FormItem, FormKind, FormStanding
from dashboard.domain.measures import FEW
from dashboard.esf_words import form_name
from dashboard.figures.esf import FORM_SIGNS, form_standing_name, forms
from dashboard.i18n import format_day, format_list, ngettext
from dashboard.i18n import gettext as _
from dashboard.names import capital
from dashboard.views import Chart, Column, Kind, Option, Table
from dashboard.views.esf import FormFields, FormLine, FormList
from db.queries.team import Member

MOST = 20
"""A list longer than this is cut, and says how many more there are: each form brings its fields along."""
MOST_ROWS = 40
"""More rows than this are no picture any more; the table has them all."""


def waiting_list(data: Data) -> FormList:
    """Forms that somebody has to ask for, those past their day first."""
    waits = len(data.waiting)
    more = waits - MOST
    title = ngettext("%(num)d form waits for a signature", "%(num)d forms wait for a signature", waits)
    return FormList(
        title=title if waits else _("No form waits for a signature"),
        note=_note(data),
        rule=_rules(data.waiting),
        lines=tuple(_waiting_line(data, item) for item in data.waiting[:MOST]),
        empty=_("Whatever can be signed by now is signed, or it is written down why not."),
        more=ngettext("and %(num)d more", "and %(num)d more", more) if more > 0 else "",
    )


def _note(data: Data) -> str:
    """How many each colleague has; nobody is a colleague to be found."""
    owners = Counter(item.owner for item in data.waiting)
    said = [f"{owner} {count}" for owner, count in sorted(owners.items(), key=lambda one: one[0] or "") if owner]
    if owners[None]:
        said.append(_("nobody yet %(count)d", count=owners[None]))
    first = _("Past their day first, then by date.")
    if not data.live:
        first = _("As it stood on the chosen day; choose “now” to write something down.")
    return f"{first} {format_list(said)}." if said else first


def _rules(items: Sequence[FormItem]) -> str:
    """What the funder says of forms that are past their day."""
    past = Counter(item.kind for item in items if item.standing is FormStanding.OVERDUE)
    said = []
    if past[FormKind.START]:
        said.append(
            ngettext(
                "The funder has unsigned records deleted, and %(num)d start form is past its day: have it signed, or "
                "see to it that the record is deleted. Nothing is deleted by itself.",
                "The funder has unsigned records deleted, and %(num)d start forms are past their day: have them "
                "signed, or see to it that the records are deleted. Nothing is deleted by itself.",
                past[FormKind.START],
            )
        )
    if past[FormKind.EXIT]:
        said.append(_("An exit form is always asked for; where it cannot be had, write down why."))
    return " ".join(said)


def _waiting_line(data: Data, item: FormItem) -> FormLine:
    fields = form_fields(item, data.members[data.ids[item.cohort]], data.today) if data.live else None
    return FormLine(
        slot=_slot(item),
        label=item.participant,
        text=capital(_("%(form)s, %(cohort)s: due %(day)s. %(owner)s", **_words(item, data.names[item.cohort]))),
        badge=_badge(item, data.today),
        href=data.links.record(item.cohort, item.participant),
        fields=fields,
    )


def own_line(item: FormItem, cohort: str, members: Sequence[Member] | None, today: date) -> FormLine:
    """One form on the page of its person; without members nothing can be written down.

    Args:
        cohort: the name of the cohort.
        members: who can ask for the form.
    """
    words = _words(item, cohort)
    if item.signed_on is not None:
        text = _("%(cohort)s: signed on %(signed)s", signed=format_day(item.signed_on), **words)
    elif item.reason is not None:
        text = _("%(cohort)s: it cannot be had: %(reason)s", reason=item.reason, **words)
    else:
        text = _("%(cohort)s: due %(day)s. %(owner)s", **words)
    return FormLine(
        slot=_slot(item),
        label=capital(form_name(item.kind)),
        text=text,
        badge=_badge(item, today),
        fields=None if members is None else form_fields(item, members, today),
    )


def _slot(item: FormItem) -> str:
    return f"esf-form-{item.enrolment_id}-{item.kind}"


def _words(item: FormItem, cohort: str) -> dict[str, str]:
    owner = _("%(owner)s asks for it", owner=item.owner) if item.owner else _("Nobody asks for it yet")
    return {"form": form_name(item.kind), "cohort": cohort, "day": format_day(item.due_on), "owner": owner}


def _badge(item: FormItem, today: date) -> str:
    if item.standing is not FormStanding.OPEN:
        return form_standing_name(item.standing)
    days = (item.due_on - today).days
    return ngettext("due in %(num)d day", "due in %(num)d days", days) if days else _("due today")


def form_fields(item: FormItem, members: Sequence[Member], today: date) -> FormFields:
    """What can be written down of a form."""
    return FormFields(
        enrolment=item.enrolment_id,
        kind=item.kind.value,
        seen=item.seen,
        with_reason=item.kind is FormKind.EXIT,
        signed_on=item.signed_on,
        due_on=item.due_on,
        reason=item.reason or "",
        owner=str(item.owner_id or ""),
        owners=tuple(Option(str(member.id), member.name) for member in members),
        latest=today,
    )


def by_cohort_chart(data: Data) -> Chart:
    """A bar for the start forms of each cohort and one for its exit forms, cohorts in the order of time."""
    rows = [
        (
            _("%(cohort)s, %(form)s", cohort=cohort.name, form=form_name(kind)),
            counts,
            data.links.page("esf", cohort.code),
        )
        for cohort in data.cohorts
        if cohort.code in data.counts
        for kind, counts in data.counts[cohort.code].items()
        if counts.expected
    ]
    drawn = rows[-MOST_ROWS:]
    note = _("A start form is due two weeks after the entry, an exit form four weeks after the exit, or as agreed.")
    if len(drawn) < len(rows):
        note += " " + _("Drawn are the latest %(num)d bars; the table has all.", num=MOST_ROWS)
    return Chart(
        key="forms-by-cohort",
        title=_title(data),
        note=note,
        summary=" ".join(_in_words(name, counts) for name, counts, _link in drawn),
        table=_table([(name, counts) for name, counts, _link in rows]),
        figure=forms([(name, counts) for name, counts, _link in drawn], links=[link for _n, _c, link in drawn]),
        height=max(40 * len(drawn) + 70, 150),
        min_width=420,
    )


def _title(data: Data) -> str:
    every = data.total(FormKind.START) + data.total(FormKind.EXIT)
    return ngettext(
        "%(signed)d of %(num)d form is signed",
        "%(signed)d of %(num)d forms are signed",
        every.expected,
        signed=every.signed,
    )


def _in_words(name: str, counts: FormCounts) -> str:
    said = [
        _("%(count)d %(standing)s", count=getattr(counts, standing), standing=form_standing_name(standing))
        for standing in FORM_SIGNS
        if getattr(counts, standing)
    ]
    return f"{name}: {format_list(said)}."


def _table(rows: Sequence[tuple[str, FormCounts]]) -> Table:
    return Table(
        columns=(
            Column(_("Forms")),
            Column(_("In all"), Kind.NUMBER),
            *(Column(capital(form_standing_name(standing)), Kind.NUMBER) for standing in FORM_SIGNS),
            Column(_("Share signed"), Kind.SHARE),
        ),
        rows=tuple(
            (
                name,
                counts.expected,
                *(getattr(counts, standing) for standing in FORM_SIGNS),
                counts.completeness if counts.expected >= FEW else None,
            )
            for name, counts in rows
        ),
    )
