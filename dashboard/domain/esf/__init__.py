"""The indicators of the European Social Fund: both sets, by gender, with denominators and unknowns.

One subject a file: ``records`` is what is counted from, ``results`` how people stood on leaving and six months later,
``indicators`` what each indicator asks, ``counting`` the exact worksheet, ``persons`` who stands behind each count,
``forms`` the start and exit forms.

To add an indicator: a line in ``indicators``, its name in ``dashboard.esf_words``, and a person in the tests whom it
counts and one whom it does not.
"""

from dashboard.domain.esf.counting import (
    GENDERS,
    NOT_KNOWN,
    Cell,
    IndicatorCount,
    Request,
    Standing,
    Worksheet,
    worksheet,
)
from dashboard.domain.esf.forms import DUE_AFTER, FormCounts, FormItem, FormKind, FormStanding
from dashboard.domain.esf.indicators import INDICATORS, Indicator, Timing
from dashboard.domain.esf.persons import IndicatorPersons, by_cohort, by_gender, indicator_counts
from dashboard.domain.esf.records import Background, Event, EventKind, Heard, IndicatorSet, Record, Stay

__all__ = [
    "DUE_AFTER",
    "GENDERS",
    "INDICATORS",
    "NOT_KNOWN",
    "Background",
    "Cell",
    "Event",
    "EventKind",
    "FormCounts",
    "FormItem",
    "FormKind",
    "FormStanding",
    "Heard",
    "Indicator",
    "IndicatorCount",
    "IndicatorPersons",
    "IndicatorSet",
    "Record",
    "Request",
    "Standing",
    "Stay",
    "Timing",
    "Worksheet",
    "by_cohort",
    "by_gender",
    "indicator_counts",
    "worksheet",
]
