"""What commands refuse, in words beside the field that it is about; and what a colleague wrote in between.

with in_words({"ends-before-start": "ends_on"}):
    with writing(engine) as connection:
        planning.change_cohort(connection, scope, cohort, version, values)
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from dashboard.actions import MeanwhileError, UnfitError
from dashboard.domain.codes import Doubt
from dashboard.i18n import format_day, format_list, ngettext
from dashboard.i18n import gettext as _
from db.commands.errors import RefusedError, StaleError

_FIELDS = {
    "ends-before-start": "ends_at",
    "code-taken": "code",
    "marks-outside": "ends_on",
    "restricted-counts": "traits",
    "weeks-backwards": "to_week",
    "weeks-outside": "to_week",
    "individual": "who",
    "not-individual": "activity",
    "slot-there": "starts_at",
    "outside-cohort": "day",
    "outside-enrolment": "day",
    "break-there": "first_day",
    "no-such-time": "starts_at",
    "session-there": "starts_at",
    "until-early": "until",
    "has-marks": "",
    "weekly": "",
    "nothing-that-day": "day",
    "code-tells": "codes",
    "code-twice": "codes",
    "code-alike": "codes",
    "enrolled": "codes",
    "marks-before": "day",
    "marks-after": "day",
    "exit-before": "day",
    "before-entry": "day",
    "ahead": "day",
    "no-day": "day",
    "before-found": "day",
    "no-outcome": "outcome",
    "outcome-open": "outcome",
    "settled": "",
    "follow-up-there": "due_on",
    "nothing-chosen": "chosen",
    "nobody": "chosen",
    "nothing-said": "",
    "username-unusable": "username",
    "username-taken": "username",
    "cohorts-of-coach": "cohorts",
    "last-coordinator": "",
    "deactivated": "",
}
"""Beside which field a refusal is said, unless a form has it elsewhere; empty: above the button."""


@contextmanager
def in_words(
    where: Mapping[str, str] | None = None,
    theirs: Callable[[Mapping[str, Any]], tuple[str, ...]] = lambda _current: (),
    seen: Callable[[int], str] = str,
    field: str = "version",
) -> Iterator[None]:
    """Turn what a command refuses into what a form shows.

    Args:
        where: the field for a code, where it is another than usual.
        theirs: from what stands there now to lines that say so.
        seen: from a version to what the form's hidden field says of it.
        field: name of that field.

    Raises:
        UnfitError: the command refused.
        MeanwhileError: a colleague was quicker.
    """
    try:
        yield
    except RefusedError as refused:
        raise unfit(refused, where) from refused
    except StaleError as stale:
        raise MeanwhileError(
            _("A colleague changed this while you did. Nothing of yours is saved yet; it is still here."),
            theirs=theirs(stale.current),
            seen={field: seen(stale.current["version"])},
            again=_("Save mine all the same"),
        ) from stale


def unfit(refused: RefusedError, where: Mapping[str, str] | None = None) -> UnfitError:
    """A refusal as a form shows it."""
    field = (where or {}).get(refused.code, _FIELDS[refused.code])
    sentence = _sentence(refused)
    if not field:
        return UnfitError(sentence)
    return UnfitError(_("Not saved yet. What you typed is still here."), {field: sentence})


def _sentence(refused: RefusedError) -> str:
    values: dict[str, Any] = {
        name: format_day(value) if isinstance(value, date) else value for name, value in refused.values.items()
    }
    plain: dict[str, Callable[[], str]] = {
        "ends-before-start": lambda: _("After the beginning, please."),
        "code-taken": lambda: _("The code %(which)s is taken already.", **values),
        "marks-outside": lambda: _(
            "There are marks from %(first)s to %(last)s: the cohort's time has to hold them.", **values
        ),
        "restricted-counts": lambda: _("A restricted activity never counts for attendance."),
        "weeks-backwards": lambda: _("Not before the first week, please."),
        "weeks-outside": lambda: _("The cohort has %(weeks)d weeks.", **values),
        "individual": lambda: _("This activity is for one person at a time."),
        "not-individual": lambda: _("This activity is for the whole cohort."),
        "slot-there": lambda: _("There is one of this activity at this time already."),
        "outside-cohort": lambda: _("The cohort meets from %(first)s to %(last)s: a day between, please.", **values),
        "outside-enrolment": lambda: _("They take part from %(first)s to %(last)s: a day between, please.", **values),
        "break-there": lambda: _("This break is there already."),
        "no-such-time": lambda: _("On %(day)s there is no such time: the clocks go forward.", **values),
        "session-there": lambda: _("On %(day)s there is one of this activity at this time already.", **values),
        "until-early": lambda: _("Not before the first day, please."),
        "has-marks": lambda: ngettext(
            "Its register has %(num)d mark, so it stays where it is.",
            "Its register has %(num)d marks, so it stays where it is.",
            values["num"],
        ),
        "weekly": lambda: _("The timetable would bring it back: cancel it instead."),
        "nothing-that-day": lambda: _("Nothing is planned on that day."),
        "username-unusable": lambda: _("Up to 64 letters, digits and the signs . _ @ + - please, without blanks."),
        "username-taken": lambda: _("Somebody has this name already."),
        "cohorts-of-coach": lambda: _("Only a coach has cohorts of their own."),
        "last-coordinator": lambda: _("Nobody else can coordinate: invite another coordinator first."),
        "deactivated": lambda: _("This account is deactivated: let them in again first."),
        "code-tells": lambda: _telling(Doubt(values["what"]), values["which"]),
        "code-twice": lambda: _("%(which)s stands there twice.", **values),
        "code-alike": lambda: _("%(which)s could be mixed up with %(other)s, who is here already.", **values),
        "enrolled": lambda: _("%(which)s is in this cohort already.", **values),
        "marks-before": lambda: _("There are marks from %(day)s on: not after that, please.", **values),
        "marks-after": lambda: _("There are marks until %(day)s: not before that, please.", **values),
        "exit-before": lambda: _("They left on %(day)s: not after that, please.", **values),
        "before-entry": lambda: _("Not before %(day)s, please.", **values),
        "ahead": lambda: _("Not after %(day)s, please.", **values),
        "no-day": lambda: _("Please say on which day."),
        "before-found": lambda: _("It was found on %(day)s: not before that, please.", **values),
        "no-outcome": lambda: _("Please say what came of them; “unknown” is an answer too."),
        "outcome-open": lambda: _("What came of them is known only where they were reached."),
        "settled": lambda: _("It is settled already: open it again first."),
        "follow-up-there": lambda: _("There is one of this kind on that day already."),
        "nothing-chosen": lambda: _("Please choose at least one."),
        "nobody": lambda: _("Please choose at least one person."),
        "nothing-said": lambda: _("There is nothing on this sheet yet: a rating or a few words, please."),
    }
    return plain[refused.code]()


def _telling(what: Doubt, which: str) -> str:
    return {
        Doubt.IDENTITY: _("%(which)s looks like a personal identity code, which must not be here.", which=which),
        Doubt.CONTACT: _("%(which)s looks like a telephone number or an address, which must not be here.", which=which),
        Doubt.NAME: _("%(which)s looks like a name.", which=which),
    }[what]


def looks_like_names(refused: RefusedError) -> MeanwhileError:
    """Codes that look like names are pointed out, and taken if somebody says that they are none."""
    codes = format_list(refused.values["which"])
    return MeanwhileError(
        _("%(codes)s: is this a name? Nobody's name belongs here, nor a part of it.", codes=codes),
        seen={"sure": "yes"},
        again=_("It is no name: enrol"),
    )
