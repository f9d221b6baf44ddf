"""Stored and read values as sentences say them, in words that an import would read again."""

from db.imports.problems import N_, Phrase, Value
from db.imports.vocabulary import NOTICES, REASONS, STATUSES, Mark


def mark_words(mark: Mark) -> Value:
    """``late 10 min, notice none``."""
    status = STATUSES.term(mark.status)
    words: list[Value] = [status]
    if mark.minutes_late is not None:
        words = [Phrase(N_("%(status)s %(minutes)s min"), {"status": status, "minutes": mark.minutes_late})]
    if mark.left_early_minutes is not None:
        words.append(Phrase(N_("left %(minutes)s min early"), {"minutes": mark.left_early_minutes}))
    if mark.notice:
        words.append(Phrase(N_("notice %(notice)s"), {"notice": NOTICES.term(mark.notice)}))
    if mark.excused:
        words.append(Phrase(N_("excused")))
    if mark.reason:
        words.append(Phrase(N_("reason %(reason)s"), {"reason": REASONS.term(mark.reason)}))
    return tuple(words)
