"""What surrounds every page: the way around it, language, theme, account, and the line that says what happened.

It is laid out once a load; ``assets/44-navigation.js`` marks the current page and keeps the filters in the links.
"""

import dash
from dash import dcc, html
from dash.development.base_component import Component

from dashboard import VERSION
from dashboard.domain.access import WITH_PERSONS
from dashboard.exports.monitoring import SHAPES
from dashboard.head_ids import Shell
from dashboard.i18n import LANGUAGE_NAMES, current_language
from dashboard.i18n import gettext as _
from dashboard.names import role_name
from dashboard.security.csrf import csrf_token
from dashboard.security.current import CurrentAccount, current_account


def layout() -> Component:
    """The whole of what the browser shows, in the reader's language."""
    account = current_account()
    return html.Div(
        [
            html.A(_("To the content"), href=f"#{Shell.MAIN}", className="skip-link"),
            _top(account),
            html.Main(dash.page_container, id=Shell.MAIN, tabIndex="-1"),
            html.Footer(f"Rinnalla {VERSION}", className="page-foot"),
            _status_line(account),
        ]
    )


def _top(account: CurrentAccount | None) -> Component:
    menus = [_languages(), _themes(account.theme), _account(account)] if account else [_languages()]
    return html.Header(
        [
            html.A("Rinnalla", href="/", className="brand"),
            _pages(account),
            html.Div(menus, className="menus"),
        ],
        className="topbar",
    )


def _pages(account: CurrentAccount | None) -> Component:
    """What is needed every day in a row, the rest in a menu; each account gets what its role has to do with."""
    pages = [
        page
        for page in dash.page_registry.values()
        if "nav" in page and account is not None and account.role in page["roles"]
    ]
    daily = [_page_link(page["path"], page["nav"]()) for page in pages if not page["more"]]
    rest = [_page_link(page["path"], page["nav"]()) for page in pages if page["more"]]
    named = {"aria-label": _("Pages")}
    return html.Nav([html.Ul(daily), *([_more(rest)] if rest else [])], className="pages", **named)


def _more(links: list[Component]) -> Component:
    popover = {"data-popover": ""}
    return html.Details(
        [html.Summary(_("More"), disable_n_clicks=True), html.Div(html.Ul(links), className="popover-panel")],
        className="menu more-pages",
        disable_n_clicks=True,
        **popover,
    )


def _page_link(path: str, name: str) -> Component:
    page = {"data-page": path}
    return html.Li(html.A(name, href=path, **page))


def _languages() -> Component:
    chosen = current_language()
    buttons = [
        _choice(name, f"/language/{code}", {"aria-current": "true"} if code == chosen else {}, lang=code)
        for code, name in LANGUAGE_NAMES.items()
    ]
    return _menu(chosen.upper(), _("Language"), [_form(buttons)])


def _themes(chosen: str) -> Component:
    names = {"auto": _("As the device"), "light": _("Light"), "dark": _("Dark")}
    buttons = [
        _choice(name, f"/theme/{theme}", {"data-theme": theme, "aria-pressed": "true" if theme == chosen else "false"})
        for theme, name in names.items()
    ]
    return _menu(html.Span(className="theme-sign"), _("Theme"), [_form(buttons)])


def _account(account: CurrentAccount) -> Component:
    who = html.Div(
        [
            html.P(account.display_name, className="account-name"),
            html.P(role_name(account.role), className="panel-note"),
        ],
        className="account",
    )
    password = html.A(_("Change the password"), href="/people?do=own-password", className="menu-button")
    sign_out = _form([_choice(_("Sign out"), "/sign-out", {})])
    return _menu(html.Span(account.initials, className="initials"), _("Account"), [who, password, sign_out])


def _menu(sign: Component | str, name: str, content: list[Component]) -> Component:
    popover, hidden = {"data-popover": ""}, {"aria-hidden": "true"}
    summary = html.Summary(
        [html.Span(sign, **hidden), html.Span(name, className="visually-hidden")], disable_n_clicks=True
    )
    panel = html.Div(content, className="popover-panel")
    return html.Details([summary, panel], className="menu", disable_n_clicks=True, **popover)


def _form(buttons: list[Component]) -> Component:
    """A form that leads back to the page it stands on."""
    returns = {"data-returns": ""}
    hidden = [
        dcc.Input(type="hidden", name="csrf_token", value=csrf_token()),
        dcc.Input(type="hidden", name="next", value="/"),
    ]
    return html.Form([*hidden, *buttons], method="post", disable_n_clicks=True, **returns)


def _choice(name: str, action: str, attributes: dict[str, str], lang: str | None = None) -> Component:
    said = attributes if lang is None else {**attributes, "lang": lang}
    return html.Button(name, type="submit", formAction=action, className="menu-button", disable_n_clicks=True, **said)


def _status_line(account: CurrentAccount | None) -> Component:
    """Where scripts say what they did, with the words they need, and what they may offer to this account."""
    words = {
        "data-copied": _("The link is copied."),
        "data-saved": _("Saved as {name}."),
        "data-failed": _("That did not work. Nothing has changed; please try again."),
        "data-away": _(
            "Not saved yet: the connection is away. What you typed is still here; send it again in a moment."
        ),
        "data-unsent": _("Marks of a register are not sent yet. Sign out and lose them?"),
        "data-leave": _("There is something here that is not saved yet. Leave it?"),
        "data-not-defined": _("not defined"),
    }
    if account and account.role in WITH_PERSONS:
        words |= {"data-chart-files": " ".join(SHAPES), "data-internal": _("Exact numbers: for the team alone")}
    return html.Div(id=Shell.STATUS, role="status", className="toast-line", **words)
