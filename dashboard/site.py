"""The list of pages.

A page is added by a line in ``PAGES``: what it shows is loaded by ``callbacks``, drawn by ``pages``, what people do on
it are its actions, and ``dashboard.app`` joins them, so that the first answer of a page already holds its charts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import dash
from dash.development.base_component import Component
from sqlalchemy import Engine

from callbacks import (
    attendance,
    digest,
    entering_actions,
    esf,
    esf_person,
    follow_up,
    import_actions,
    imports,
    lateness,
    ledger,
    modules,
    needs,
    overview,
    own_data,
    participant,
    planning,
    planning_actions,
    planning_cohort,
    planning_cohort_actions,
    planning_people_actions,
    planning_session_actions,
    protect,
    register,
    register_actions,
    register_session,
    report,
    report_actions,
    report_texts,
    review,
    review_actions,
    review_minutes,
    session,
    support,
    support_actions,
    support_settings,
)
from dashboard.actions import Action
from dashboard.components import Parts
from dashboard.domain.access import Role
from dashboard.ids import (
    Attendance,
    Digest,
    Esf,
    EsfPerson,
    FollowUp,
    Imports,
    Lateness,
    Ledger,
    Modules,
    Needs,
    Overview,
    Participant,
    Planning,
    PlanningCohort,
    Registers,
    RegisterSheet,
    Report,
    ReportTexts,
    Review,
    Session,
    Support,
    SupportSettings,
)
from pages import attendance as attendance_page
from pages import digest as digest_page
from pages import esf as esf_page
from pages import esf_person as esf_person_page
from pages import follow_up as follow_up_page
from pages import imports as imports_page
from pages import lateness as lateness_page
from pages import ledger as ledger_page
from pages import modules as modules_page
from pages import needs as needs_page
from pages import overview as overview_page
from pages import participant as participant_page
from pages import planning as planning_page
from pages import planning_cohort as planning_cohort_page
from pages import protect as protect_page
from pages import register as register_page
from pages import register_session as register_session_page
from pages import report as report_page
from pages import report_texts as report_texts_page
from pages import review as review_page
from pages import review_minutes as review_minutes_page
from pages import session as session_page
from pages import support as support_page
from pages import support_settings as support_settings_page

EVERYBODY = frozenset(Role)
WITH_PEOPLE = frozenset({Role.COORDINATOR, Role.COACH})
COORDINATORS = frozenset({Role.COORDINATOR})
REPORTERS = frozenset({Role.COORDINATOR, Role.REPORTER})


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page: its address, and the functions that make it.

    Attributes:
        name: its module's name in ``pages`` and ``callbacks``.
        load: from engine, Scope (null without a sign-in), the address's parameters and ``now=`` to a view.
        layout: from the view to components.
        title: its name in the navigation and the browser's tab, in the reader's language.
        parts: from the view to the properties that change with a filter; null where the page has no filters.
        query: id of the store by which the browser tells the filters.
        drawn: id of the store with the marks of what is drawn, where only what has changed is to be drawn anew.
        follow: what the callback loads with instead; null: ``load``.
        in_navigation: whether the bar on top leads to it; a page about one thing is reached from that thing.
        more: whether it stands in the bar's menu "More", with what is not needed every day.
        roles: for whom it stands there; what a page shows to whom is decided by its queries.
        register: declares the page's callbacks on an application and its engine; null where it has none.
        actions: what people can do on it, by name; see ``dashboard.actions``.
    """

    name: str
    path: str
    load: Callable[..., Any]
    layout: Callable[[Any], Component]
    title: Callable[[], str]
    parts: Callable[[Any], Parts] | None = None
    query: str = ""
    drawn: str = ""
    follow: Callable[..., Any] | None = None
    in_navigation: bool = True
    more: bool = False
    roles: frozenset[Role] = EVERYBODY
    register: Callable[[dash.Dash, Engine], None] | None = None
    actions: Mapping[str, Action] = field(default_factory=dict)


PAGES: tuple[PageSpec, ...] = (
    PageSpec(
        name="overview",
        path="/",
        load=overview.load,
        layout=overview_page.layout,
        title=overview_page.title,
        parts=overview_page.parts,
        query=Overview.HEAD.query,
    ),
    PageSpec(
        name="register",
        path="/register",
        load=register.load,
        layout=register_page.layout,
        title=register_page.title,
        parts=register_page.parts,
        query=Registers.HEAD.query,
        roles=WITH_PEOPLE,
        actions={
            "mark": register_actions.mark,
            "cancel": register_actions.cancel,
            "restore": register_actions.restore,
            "notice": register_actions.notice,
            "withdraw": register_actions.withdraw,
        },
    ),
    PageSpec(
        name="register_session",
        path="/register/session",
        load=register_session.load,
        layout=register_session_page.layout,
        title=register_session_page.title,
        parts=register_session_page.parts,
        query=RegisterSheet.HEAD.query,
        follow=register_session.follow,
        in_navigation=False,
    ),
    PageSpec(
        name="attendance",
        path="/attendance",
        load=attendance.load,
        layout=attendance_page.layout,
        title=attendance_page.title,
        parts=attendance_page.parts,
        query=Attendance.HEAD.query,
    ),
    PageSpec(
        name="lateness",
        path="/lateness",
        load=lateness.load,
        layout=lateness_page.layout,
        title=lateness_page.title,
        parts=lateness_page.parts,
        query=Lateness.HEAD.query,
    ),
    PageSpec(
        name="modules",
        path="/modules",
        load=modules.load,
        layout=modules_page.layout,
        title=modules_page.title,
        parts=modules_page.parts,
        query=Modules.HEAD.query,
        actions=entering_actions.ON_MODULES,
    ),
    PageSpec(
        name="follow_up",
        path="/follow-up",
        load=follow_up.load,
        layout=follow_up_page.layout,
        title=follow_up_page.title,
        parts=follow_up_page.parts,
        query=FollowUp.HEAD.query,
        actions=entering_actions.ON_FOLLOW_UP,
    ),
    PageSpec(
        name="support",
        path="/support",
        load=support.load,
        layout=support_page.layout,
        title=support_page.title,
        parts=support_page.parts,
        query=Support.HEAD.query,
        follow=support.follow,
        roles=WITH_PEOPLE,
        actions=support_actions.ACTIONS,
    ),
    PageSpec(
        name="support_settings",
        path="/support/settings",
        load=support_settings.load,
        layout=support_settings_page.layout,
        title=support_settings_page.title,
        parts=support_settings_page.parts,
        query=SupportSettings.HEAD.query,
        in_navigation=False,
        actions=support_settings.ACTIONS,
    ),
    PageSpec(
        name="review",
        path="/review",
        load=review.load,
        layout=review_page.layout,
        title=review_page.title,
        parts=review_page.parts,
        query=Review.HEAD.query,
        drawn=Review.DRAWN,
        follow=review.follow,
        roles=WITH_PEOPLE,
        actions=review_actions.ACTIONS,
    ),
    PageSpec(
        name="review_minutes",
        path="/review/minutes",
        load=review_minutes.load,
        layout=review_minutes_page.layout,
        title=review_minutes_page.title,
        in_navigation=False,
    ),
    PageSpec(
        name="digest",
        path="/digest",
        load=digest.load,
        layout=digest_page.layout,
        title=digest_page.title,
        parts=digest_page.parts,
        query=Digest.HEAD.query,
        more=True,
        roles=WITH_PEOPLE,
    ),
    PageSpec(
        name="needs",
        path="/needs",
        load=needs.load,
        layout=needs_page.layout,
        title=needs_page.title,
        parts=needs_page.parts,
        query=Needs.HEAD.query,
        actions=entering_actions.ON_NEEDS,
    ),
    PageSpec(
        name="esf",
        path="/esf",
        load=esf.load,
        layout=esf_page.layout,
        title=esf_page.title,
        parts=esf_page.parts,
        query=Esf.HEAD.query,
        more=True,
        roles=EVERYBODY - {Role.AUDITOR},
        actions=esf.ACTIONS,
    ),
    PageSpec(
        name="report",
        path="/report",
        load=report.load,
        layout=report_page.layout,
        title=report_page.title,
        parts=report_page.parts,
        query=Report.HEAD.query,
        more=True,
        roles=REPORTERS,
        actions={"make": report_actions.make},
    ),
    PageSpec(
        name="report_texts",
        path="/report/texts",
        load=report_texts.load,
        layout=report_texts_page.layout,
        title=report_texts_page.title,
        parts=report_texts_page.parts,
        query=ReportTexts.HEAD.query,
        in_navigation=False,
        actions={"write": report_actions.write},
    ),
    PageSpec(
        name="ledger",
        path="/ledger",
        load=ledger.load,
        layout=ledger_page.layout,
        title=ledger_page.title,
        parts=ledger_page.parts,
        query=Ledger.HEAD.query,
        more=True,
        roles=REPORTERS | {Role.AUDITOR},
        actions={"withdraw": ledger.withdraw},
    ),
    PageSpec(
        name="protect",
        path="/protect",
        load=protect.load,
        layout=protect_page.layout,
        title=protect_page.title,
        more=True,
        roles=REPORTERS,
        register=protect.register,
    ),
    PageSpec(
        name="planning",
        path="/planning",
        load=planning.load,
        layout=planning_page.layout,
        title=planning_page.title,
        parts=planning_page.parts,
        query=Planning.HEAD.query,
        more=True,
        roles=WITH_PEOPLE,
        actions=planning_actions.ACTIONS,
    ),
    PageSpec(
        name="planning_cohort",
        path="/planning/cohort",
        load=planning_cohort.load,
        layout=planning_cohort_page.layout,
        title=planning_cohort_page.title,
        parts=planning_cohort_page.parts,
        query=PlanningCohort.HEAD.query,
        in_navigation=False,
        actions={
            **planning_cohort_actions.ACTIONS,
            **planning_session_actions.ACTIONS,
            **planning_people_actions.ACTIONS,
        },
    ),
    PageSpec(
        name="esf_person",
        path="/esf/person",
        load=esf_person.load,
        layout=esf_person_page.layout,
        title=esf_person_page.title,
        parts=esf_person_page.parts,
        query=EsfPerson.HEAD.query,
        follow=esf_person.follow,
        in_navigation=False,
        actions=esf_person.ACTIONS,
    ),
    PageSpec(
        name="participant",
        path="/participant",
        load=participant.load,
        layout=participant_page.layout,
        title=participant_page.title,
        parts=participant_page.parts,
        query=Participant.HEAD.query,
        follow=participant.follow,
        in_navigation=False,
        actions=entering_actions.ON_PARTICIPANT,
    ),
    PageSpec(
        name="session",
        path="/session",
        load=session.load,
        layout=session_page.layout,
        title=session_page.title,
        parts=session_page.parts,
        query=Session.HEAD.query,
        follow=session.follow,
        in_navigation=False,
    ),
    PageSpec(
        name="imports",
        path="/import",
        load=imports.load,
        layout=imports_page.layout,
        title=imports_page.title,
        parts=imports_page.parts,
        query=Imports.HEAD.query,
        more=True,
        roles=COORDINATORS,
        actions={
            "check": import_actions.check,
            "keep": import_actions.keep,
            "discard": import_actions.discard,
            "undo": import_actions.undo,
            "export": own_data.export,
        },
    ),
)
