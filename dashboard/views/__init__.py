"""What a page shows, as one value: made by ``callbacks``, drawn by ``pages`` with ``dashboard.components``.

Every text in a view is already in the reader's language; a view holds nothing that its reader may not see. What views
are made of is in ``base``; each page's view has a file of its own.
"""

from dashboard.views.attendance import AttendanceView
from dashboard.views.base import NO_FILTERS, Chart, Choice, Column, Filters, Kind, Line, LineList, Option, Page, Table
from dashboard.views.follow_up import FollowUpView
from dashboard.views.jobs import JobView
from dashboard.views.lateness import LatenessView
from dashboard.views.modules import ModulesView
from dashboard.views.needs import NeedsView
from dashboard.views.overview import CohortCard, Fact, OverviewView
from dashboard.views.participant import Measure, MembershipCard, ParticipantView
from dashboard.views.register import (
    NoticeCard,
    NoticeForm,
    NoticeLine,
    RegisterLine,
    RegisterList,
    RegistersView,
    SheetView,
)
from dashboard.views.session import MarkLine, MarkTable, SessionView

__all__ = [
    "NO_FILTERS",
    "AttendanceView",
    "Chart",
    "Choice",
    "CohortCard",
    "Column",
    "Fact",
    "Filters",
    "FollowUpView",
    "JobView",
    "Kind",
    "LatenessView",
    "Line",
    "LineList",
    "MarkLine",
    "MarkTable",
    "Measure",
    "MembershipCard",
    "ModulesView",
    "NeedsView",
    "NoticeCard",
    "NoticeForm",
    "NoticeLine",
    "Option",
    "OverviewView",
    "Page",
    "ParticipantView",
    "RegisterLine",
    "RegisterList",
    "RegistersView",
    "SessionView",
    "SheetView",
    "Table",
]
