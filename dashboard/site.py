"""The list of pages.

A page is added by a line in ``PAGES``: what it shows is loaded by ``callbacks``, drawn by ``pages``, what people do on
it are its actions, and ``dashboard.app`` joins them, so that the first answer of a page already holds its charts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import dash
from dash.development.base_component import Component
from sqlalchemy import Engine

from callbacks import (
    account_actions,
    accounts,
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
from dashboard.domain.access import WITH_PERSONS, Role
from dashboard.head_ids import HeadIds
from dashboard.ids import Registers, RegisterSheet, Review
from pages import accounts as accounts_page
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


def _page(name: str, path: str, loads: ModuleType, draws: ModuleType, **more: Any) -> PageSpec:
    """A page from its modules in ``callbacks`` and ``pages``, which are called alike; its ids begin with its name."""
    parts = getattr(draws, "parts", None)
    usual = {
        "follow": getattr(loads, "follow", None),
        "parts": parts,
        "query": HeadIds.of(name.replace("_", "-")).query if parts else "",
    }
    return PageSpec(name=name, path=path, load=loads.load, layout=draws.layout, title=draws.title, **{**usual, **more})


PAGES: tuple[PageSpec, ...] = (
    _page("overview", "/", overview, overview_page),
    _page(
        "register",
        "/register",
        register,
        register_page,
        roles=WITH_PERSONS,
        actions={
            "mark": register_actions.mark,
            "cancel": register_actions.cancel,
            "restore": register_actions.restore,
            "notice": register_actions.notice,
            "withdraw": register_actions.withdraw,
        },
        query=Registers.HEAD.query,
    ),
    _page(
        "register_session",
        "/register/session",
        register_session,
        register_session_page,
        in_navigation=False,
        query=RegisterSheet.HEAD.query,
    ),
    _page("attendance", "/attendance", attendance, attendance_page),
    _page("lateness", "/lateness", lateness, lateness_page),
    _page("modules", "/modules", modules, modules_page, actions=entering_actions.ON_MODULES),
    _page("follow_up", "/follow-up", follow_up, follow_up_page, actions=entering_actions.ON_FOLLOW_UP),
    _page("support", "/support", support, support_page, roles=WITH_PERSONS, actions=support_actions.ACTIONS),
    _page(
        "support_settings",
        "/support/settings",
        support_settings,
        support_settings_page,
        in_navigation=False,
        actions=support_settings.ACTIONS,
    ),
    _page(
        "review", "/review", review, review_page, drawn=Review.DRAWN, roles=WITH_PERSONS, actions=review_actions.ACTIONS
    ),
    _page("review_minutes", "/review/minutes", review_minutes, review_minutes_page, in_navigation=False),
    _page("digest", "/digest", digest, digest_page, more=True, roles=WITH_PERSONS),
    _page("needs", "/needs", needs, needs_page, actions=entering_actions.ON_NEEDS),
    _page("esf", "/esf", esf, esf_page, more=True, roles=EVERYBODY - {Role.AUDITOR}, actions=esf.ACTIONS),
    _page("report", "/report", report, report_page, more=True, roles=REPORTERS, actions={"make": report_actions.make}),
    _page(
        "report_texts",
        "/report/texts",
        report_texts,
        report_texts_page,
        in_navigation=False,
        actions={"write": report_actions.write},
    ),
    _page(
        "ledger",
        "/ledger",
        ledger,
        ledger_page,
        more=True,
        roles=REPORTERS | {Role.AUDITOR},
        actions={"withdraw": ledger.withdraw},
    ),
    _page("protect", "/protect", protect, protect_page, more=True, roles=REPORTERS, register=protect.register),
    _page(
        "planning",
        "/planning",
        planning,
        planning_page,
        more=True,
        roles=WITH_PERSONS,
        actions=planning_actions.ACTIONS,
    ),
    _page(
        "planning_cohort",
        "/planning/cohort",
        planning_cohort,
        planning_cohort_page,
        in_navigation=False,
        actions={
            **planning_cohort_actions.ACTIONS,
            **planning_session_actions.ACTIONS,
            **planning_people_actions.ACTIONS,
        },
    ),
    _page(
        "accounts",
        "/people",
        accounts,
        accounts_page,
        more=True,
        roles=COORDINATORS,
        actions=account_actions.ACTIONS,
    ),
    _page("esf_person", "/esf/person", esf_person, esf_person_page, in_navigation=False, actions=esf_person.ACTIONS),
    _page(
        "participant",
        "/participant",
        participant,
        participant_page,
        in_navigation=False,
        actions=entering_actions.ON_PARTICIPANT,
    ),
    _page("session", "/session", session, session_page, in_navigation=False),
    _page(
        "imports",
        "/import",
        imports,
        imports_page,
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
