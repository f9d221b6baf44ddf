"""The page of the weekly review before it begins: what it will be about, in counts alone, and the minutes so far."""

from itertools import groupby
from urllib.parse import urlencode

from callbacks.review_data import ReviewData
from callbacks.review_words import section_count, section_name
from callbacks.words import day_text
from dashboard.i18n import format_day, ngettext
from dashboard.i18n import gettext as _
from dashboard.views import NO_FILTERS, Fact, Line, LineList, Option
from dashboard.views.review import ReviewView, StartView

MOST_EARLIER = 12


def before_view(data: ReviewData) -> ReviewView:
    """The page; no code is on it, so that it may stand on a wall."""
    closed = _closed_today(data)
    return ReviewView(
        headline=_("Today's review is closed") if closed else _waiting(len(data.items)),
        lead=closed or _since(data),
        filters=NO_FILTERS,
        start=StartView(
            programme=data.programme.code,
            title=data.programme.name,
            note=_("Everybody who opens this page during the review takes part in it, each on their own screen."),
            counts=() if closed else _counts(data),
            closed=bool(closed),
            programmes=_others(data),
            earlier=_earlier(data),
        ),
    )


def _waiting(number: int) -> str:
    if not number:
        return _("Nothing waits for the weekly review")
    return ngettext(
        "%(num)d thing to go through in the weekly review",
        "%(num)d things to go through in the weekly review",
        number,
    )


def _counts(data: ReviewData) -> tuple[Fact, ...]:
    return tuple(
        Fact(section_name(section), section_count(section, len(list(items))))
        for section, items in groupby(data.items, key=lambda item: item.section)
    )


def _since(data: ReviewData) -> str:
    if not data.closed:
        return _("No review has been held yet; what is new is new since %(day)s.", day=format_day(data.since))
    return _("The last review was on %(day)s; what is new is new since then.", day=format_day(data.since))


def _closed_today(data: ReviewData) -> str:
    if not data.closed or data.closed[0].held_on < data.today:
        return ""
    return _("The next one can begin tomorrow. What is left over comes first then.")


def _others(data: ReviewData) -> tuple[Option, ...]:
    return tuple(
        Option(f"/review?{urlencode({'programme': one.code})}", one.name)
        for one in data.programmes
        if one.code != data.programme.code
    )


def _earlier(data: ReviewData) -> LineList:
    lines = tuple(
        Line(
            day_text(review.held_on, data.today),
            _("closed by %(name)s", name=review.closed_by) if review.closed_by else _("closed"),
            href=minutes_href(review.programme, review.held_on.isoformat()),
        )
        for review in data.closed[:MOST_EARLIER]
    )
    return LineList(
        key="earlier-reviews",
        title=_("Minutes of earlier reviews"),
        note=_("As they were closed; they never change."),
        lines=lines,
        empty=_("The minutes of each review appear here when it is closed."),
    )


def minutes_href(programme: str, held_on: str) -> str:
    """Where the minutes of a review are."""
    return f"/review/minutes?{urlencode({'held': held_on, 'programme': programme})}"
