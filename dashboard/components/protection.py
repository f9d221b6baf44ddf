"""The form into which a table is pasted, and the table that comes of it."""

from dash import html
from dash.development.base_component import Component

from dashboard.components import forms
from dashboard.components.report import report_table
from dashboard.domain.disclosure.profile import TERMS, Profile
from dashboard.domain.disclosure.tables import Axis
from dashboard.i18n import gettext as _
from dashboard.ids import Protect as Ids
from dashboard.views import Option
from dashboard.views.protection import ProtectedTable

LONGEST = 20_000
"""Characters of a pasted table; several times what the largest that is read needs."""

MOST_K = 99


def protect_form() -> Component:
    """Everything that is asked for; nothing of it is kept anywhere."""
    return html.Div(
        [
            forms.area_field(
                Ids.FORM,
                "table",
                _("Table"),
                required=True,
                rows=9,
                most=LONGEST,
                hint=_(
                    "Copied from a spreadsheet, or as CSV: headings in the first row and the first column, whole "
                    "numbers of persons elsewhere. Totals are known by their name, and added where they are missing."
                ),
            ),
            forms.radio_field(
                Ids.FORM,
                "profile",
                _("For whom"),
                [
                    Option(Profile.FUNDER, _("the funder: at least %(k)d persons", k=TERMS[Profile.FUNDER].k)),
                    Option(Profile.PUBLIC, _("the public: at least %(k)d, rounded", k=TERMS[Profile.PUBLIC].k)),
                ],
                value=Profile.FUNDER,
            ),
            forms.tick_field(
                Ids.FORM,
                "known",
                _("What everybody knows"),
                [
                    Option(Axis.ROWS, _("the totals of the rows, as the sizes of cohorts are known")),
                    Option(Axis.COLUMNS, _("the totals of the columns")),
                ],
            ),
            forms.select_field(
                Ids.FORM,
                "sensitive",
                _("Answers to a sensitive question"),
                [Option(Axis.COLUMNS, _("the columns")), Option(Axis.ROWS, _("the rows"))],
                nothing=_("none"),
                hint=_("That everybody in a group answered alike is then withheld as well."),
            ),
            forms.number_field(
                Ids.FORM,
                "k",
                _("Persons behind each number, if more"),
                low=TERMS[Profile.FUNDER].k or 1,
                high=MOST_K,
            ),
            html.Div(html.Button(_("Protect the table"), id=Ids.GO, className="button"), className="form-buttons"),
        ],
        className="action-form",
    )


def protected_table(made: ProtectedTable) -> list[Component]:
    """The table that may go out with what belongs to it, or what is wrong with the one that was pasted."""
    title = html.H2(made.finding, className="panel-title")
    if not made.rows:
        return [title, html.Ul([html.Li(sentence) for sentence in made.wrong], className="reasons")]
    notes = [html.P(note, className="panel-note") for note in made.notes]
    why = [html.Li(reason) for reason in made.why]
    reasons = [
        html.Details(
            [html.Summary(_("Why something is withheld"), disable_n_clicks=True), html.Ul(why, className="reasons")],
            className="why",
            disable_n_clicks=True,
        )
    ]
    return [
        title,
        report_table(made.columns, made.rows, _("The table as it may go out")),
        *notes,
        *(reasons if why else []),
    ]
