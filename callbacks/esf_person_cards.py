"""The cards of one person's record: what they said at entry, what happened since, and what of it counts."""

from callbacks.esf_person_data import PersonData
from dashboard.domain.esf import Background, EventKind
from dashboard.domain.esf.records import AgeBand, Answer, Education, Gender, Labour, Question
from dashboard.domain.esf.results import Result, Status, after_six_months, on_leaving
from dashboard.esf_words import answer_name, band_name, event_name, question_name
from dashboard.i18n import format_day, format_list, ngettext
from dashboard.i18n import gettext as _
from dashboard.names import capital
from dashboard.views import Line, LineList, Option
from dashboard.views.esf import AnswerField, BackgroundCard, BackgroundFields, EventCard, EventFields, EventLine


def background_card(data: PersonData) -> BackgroundCard:
    """What they said of themselves at entry."""
    said = data.record.background
    lacking = [label for label, value in _basics(said) if value is None]
    if lacking:
        title = _("Not known yet: %(what)s", what=format_list(lacking))
    else:
        title = _("Background at entry")
    note = _(
        "In bands, each optional. Nobody has to answer; that a question was asked is kept, and never counts as no."
    )
    return BackgroundCard(
        title=title,
        note=note,
        lines=LineList(key="background", title="", note="", lines=tuple(_lines(said))),
        fields=_fields(data, said) if data.live else None,
    )


def _basics(said: Background) -> list[tuple[str, Gender | AgeBand | Labour | Education | None]]:
    return [
        (_("gender"), said.gender),
        (_("age"), said.age),
        (_("employment"), said.labour),
        (_("education"), said.education),
    ]


def _lines(said: Background) -> list[Line]:
    basics = [Line(capital(label), band_name(value) if value else _("not known")) for label, value in _basics(said)]
    answered = [
        Line(
            question_name(question), answer_name(said.answers[question]) if question in said.answers else _("not asked")
        )
        for question in Question
    ]
    return [*basics, *answered]


def _fields(data: PersonData, said: Background) -> BackgroundFields:
    bands = {"gender": Gender, "age_band": AgeBand, "labour_status": Labour, "education_band": Education}
    return BackgroundFields(
        participant=data.person.id,
        seen=said.seen,
        basics=tuple(
            AnswerField(
                name,
                capital(label),
                tuple(Option(one.value, band_name(one)) for one in band),
                value.value if value else "",
            )
            for (name, band), (label, value) in zip(bands.items(), _basics(said), strict=True)
        ),
        questions=tuple(
            AnswerField(
                question.value,
                question_name(question),
                tuple(Option(answer.value, answer_name(answer)) for answer in Answer),
                said.answers[question].value if question in said.answers else "",
            )
            for question in Question
        ),
    )


def event_card(data: PersonData) -> EventCard:
    """What happened, latest first, and what it comes to."""
    return EventCard(
        title=ngettext("%(num)d event", "%(num)d events", len(data.events)) if data.events else _("No events yet"),
        note=_(
            "What changed in work and education. On leaving, the last one by day 28 counts; six months after, what was "
            "found when somebody asked."
        ),
        lines=tuple(
            EventLine(
                slot=f"esf-event-{event.id}",
                label=format_day(event.happened_on),
                text=event_name(event.kind),
                event=event.id if data.live else None,
                version=event.version,
            )
            for event in data.events
        ),
        results=tuple(_results(data)),
        empty=_("Nothing is written down yet. Follow-ups that are done count as well."),
        fields=_event_fields(data) if data.live and data.enrolments else None,
    )


def _event_fields(data: PersonData) -> EventFields:
    return EventFields(
        enrolments=tuple(Option(str(one.id), data.cohorts[one.cohort].name) for one in data.enrolments),
        kinds=tuple(Option(kind.value, capital(event_name(kind))) for kind in EventKind),
        earliest=min(one.enrolled_on for one in data.enrolments),
        latest=data.today,
    )


def _results(data: PersonData) -> list[str]:
    left_on = data.record.left_on
    if left_on is None:
        return [_("They are still here: results are counted once they have left.")]
    leaving, later = on_leaving(data.record, data.today), after_six_months(data.record, data.today)
    return [
        _("Left on %(day)s.", day=format_day(left_on)),
        _("On leaving: %(result)s.", result=_result(leaving) if leaving else _("28 days are not over yet")),
        _("Six months after: %(result)s.", result=_result(later) if later else _("six months are not over yet")),
    ]


def _result(result: Result) -> str:
    """A result in words: the status, and what stands beside it."""
    said = [_status(result.status)] if result.status else []
    if result.in_education:
        said.append(_("in education or training"))
    if result.qualified:
        said.append(_("with a qualification"))
    if result.improved:
        said.append(_("in a better situation than at entry"))
    return format_list(list(dict.fromkeys(said))) if said else _("not known")


def _status(status: Status) -> str:
    return {
        Status.EMPLOYED: _("in work"),
        Status.JOB_SEARCHING: _("looking for work"),
        Status.INACTIVE: _("outside the labour market"),
        Status.OTHER: _("neither in work nor looking for it"),
    }[status]
