"""What people say of the coaching: ratings by theme, and comments without whose they are."""

from collections.abc import Sequence

from callbacks.needs_data import SIDE_BY_SIDE, Data
from dashboard.domain.access import FEWEST
from dashboard.domain.needs import RATINGS, Theme
from dashboard.figures.ratings import Answers, answers_text, ratings_grid, ratings_size
from dashboard.i18n import format_number, ngettext, pgettext
from dashboard.i18n import gettext as _
from dashboard.names import capital, theme_name
from dashboard.views import Chart, Column, Kind, Line, LineList, Table

MOST = 12
"""More comments than this are not listed."""

LONGEST = 300
"""Characters of one comment."""

_WORTH_SAYING = 0.1


def ratings_chart(data: Data) -> Chart:
    """How many gave which rating, by theme, of each cohort where they can stand side by side."""
    themes = data.themes
    answers = _answers(data, themes)
    height, width = ratings_size(len(themes), len(answers))
    note = _(
        "Ratings from 1 to 5, 5 the best; each figure is a number of answers. Fewer than six: counts alone, no mean."
    )
    if not data.comparable:
        note += " " + _("Choose up to %(num)d cohorts above to see them side by side.", num=SIDE_BY_SIDE)
    return Chart(
        key="feedback-by-theme",
        title=_title(themes, answers),
        note=note,
        summary=" ".join(_in_words(one, themes) for one in answers),
        table=Table(
            columns=(
                Column(_("Cohort")),
                Column(pgettext("what feedback is about", "Theme")),
                *(Column(str(rating), Kind.NUMBER) for rating in RATINGS),
                Column(_("Answers"), Kind.NUMBER),
                Column(_("Mean"), Kind.NUMBER),
            ),
            rows=tuple(
                (
                    one.name,
                    theme_name(theme),
                    *(ratings.of(rating) for rating in RATINGS),
                    ratings.answers,
                    ratings.mean,
                )
                for one in answers
                for theme, ratings in zip(themes, one.ratings, strict=True)
                if ratings.answers
            ),
        ),
        figure=ratings_grid([theme_name(theme) for theme in themes], answers) if themes else None,
        empty=_("No feedback has been given yet."),
        height=height if themes else 160,
        min_width=width if themes else 0,
    )


def _answers(data: Data, themes: Sequence[Theme]) -> list[Answers]:
    """Each cohort that answered, or all together where there are too many."""
    if not data.comparable:
        return [Answers(_("All chosen cohorts"), [data.rating(theme) for theme in themes])]
    answered = {code for code, _theme in data.ratings}
    return [
        Answers(cohort.name, [data.rating(theme, cohort=cohort.code) for theme in themes])
        for cohort in data.cohorts
        if cohort.code in answered
    ]


def _title(themes: Sequence[Theme], answers: Sequence[Answers]) -> str:
    """The theme in which the first and the last cohort with enough answers differ most."""
    gaps = []
    for number, theme in enumerate(themes):
        means = [(one.name, mean) for one in answers if (mean := one.ratings[number].mean) is not None]
        gap = abs(means[-1][1] - means[0][1]) if len(means) >= 2 else 0
        if gap >= _WORTH_SAYING:
            gaps.append((gap, theme, means[0], means[-1]))
    if not gaps:
        total = sum(ratings.answers for one in answers for ratings in one.ratings)
        return ngettext("%(num)d answer on the coaching", "%(num)d answers on the coaching", total)
    _gap, theme, first, last = max(gaps, key=lambda gap: gap[0])
    return _(
        "%(theme)s: mean %(first)s in %(first_cohort)s, %(last)s in %(last_cohort)s",
        theme=capital(theme_name(theme)),
        first=format_number(first[1], 1),
        first_cohort=first[0],
        last=format_number(last[1], 1),
        last_cohort=last[0],
    )


def _in_words(answers: Answers, themes: Sequence[Theme]) -> str:
    said = "; ".join(
        f"{theme_name(theme)} {answers_text(ratings)}"
        for theme, ratings in zip(themes, answers.ratings, strict=True)
        if ratings.answers
    )
    return f"{answers.name}: {said}."


def comments_list(data: Data) -> LineList:
    """What was written, once there are three comments, without person, cohort or day, in the order of themes."""
    enough = len(data.comments) >= FEWEST
    more = len(data.comments) - MOST
    return LineList(
        key="comments",
        title=ngettext("%(num)d comment in their own words", "%(num)d comments in their own words", len(data.comments))
        if enough
        else _("In their own words"),
        note=_("Without who wrote it, when, or in which cohort."),
        lines=tuple(Line(capital(theme_name(theme)), _short(text)) for theme, text in data.comments[:MOST])
        if enough
        else (),
        empty=_(
            "Comments are shown once there are at least %(num)d, so that nobody can be recognised by being the only "
            "one.",
            num=FEWEST,
        ),
        more=ngettext("and %(num)d more", "and %(num)d more", more) if enough and more > 0 else "",
    )


def _short(text: str) -> str:
    return f"{text[:LONGEST].rstrip()}…" if len(text) > LONGEST else text
