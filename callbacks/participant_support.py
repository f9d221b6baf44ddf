"""What rules say of one person now, with what can be done, as the support page shows it."""

from dataclasses import replace

from callbacks.participant_data import PersonData
from callbacks.support_cards import support_card
from dashboard.i18n import gettext as _
from dashboard.views.support import CardList


def support_cards(data: PersonData) -> CardList | None:
    """A card for each cohort in which a rule speaks of the person; null where none does.

    That the person objects to prompts is said nowhere but beside their decisions, to the coordinator.
    """
    person, programme = data.person, data.request.cohorts
    about = {"code": person.code}
    if len({cohort.programme for cohort in programme.values()}) > 1:
        about["programme"] = person.programme
    support = replace(data.support, page="/participant", about=about, opened=data.request.opened)
    own = [
        facts
        for facts in (support.facts[enrolment] for enrolment in support.said)
        if facts.code == person.code and facts.cohort in person.cohorts
    ]
    if not own:
        return None
    return CardList(title=_("What the rules say now"), cards=tuple(support_card(support, facts) for facts in own))
