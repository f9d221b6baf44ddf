"""Who told beforehand that they will be absent, as a card, and the form by which it is noted."""

from collections.abc import Mapping, Sequence
from datetime import date

from callbacks.mark_words import reason_text
from callbacks.register_words import days_text, short_reason
from dashboard.domain.register_taking import REASONS
from dashboard.i18n import gettext as _
from dashboard.names import capital
from dashboard.views import NoticeCard, NoticeForm, NoticeLine, Option
from db.queries.notices import Attendee, NoticeRow


def notice_card(
    rows: Sequence[NoticeRow], people: Sequence[Attendee], cohorts: Mapping[str, str], today: date
) -> NoticeCard:
    """The notices that hold.

    Args:
        rows: the notices.
        people: of whom one can be noted.
        cohorts: names by code.
        today: the local day.
    """
    return NoticeCard(
        title=_("Told beforehand"),
        note=_("The register of those days suggests the absence; one tap confirms it."),
        lines=tuple(
            NoticeLine(
                notice_id=row.notice.id,
                who=_("%(participant)s, %(cohort)s", participant=row.participant, cohort=cohorts[row.cohort]),
                said=days_text(row.notice, today),
            )
            for row in rows
        ),
        empty=_("Nobody has told of an absence to come."),
        form=notice_form(people, cohorts, today),
    )


def notice_form(people: Sequence[Attendee], cohorts: Mapping[str, str], today: date) -> NoticeForm | None:
    """What a notice can be about; null where nobody takes part. The cohort is said where there are several."""
    several = len({one.cohort for one in people}) > 1
    options = tuple(
        Option(
            str(one.enrolment_id),
            _("%(participant)s, %(cohort)s", participant=one.participant, cohort=cohorts[one.cohort])
            if several
            else one.participant,
        )
        for one in people
    )
    return NoticeForm(options, reasons(), today) if options else None


def reasons() -> tuple[Option, ...]:
    """The coarse reasons of an absence that somebody may know."""
    return tuple(Option(reason, capital(reason_text(reason))) for reason in REASONS if reason != "unknown")


def short_reasons() -> tuple[Option, ...]:
    """The same in a word, for buttons on a phone."""
    return tuple(Option(reason, short_reason(reason)) for reason in REASONS if reason != "unknown")
