"""The parts of a report as they will go out, the form that makes the files, and the ledger's cards."""

from dash import html
from dash.development.base_component import Component

from dashboard.components import forms, parts
from dashboard.components.facts import fact_list
from dashboard.components.job_progress import job_progress
from dashboard.components.parts import Parts
from dashboard.i18n import gettext as _
from dashboard.views import Fact, JobView
from dashboard.views.report import MakeForm, Preview, ReleaseCard

Rows = tuple[tuple[str, ...], ...]


def preview_parts(slot: str, previews: tuple[Preview, ...], language: str) -> Parts:
    """What changes where the parts of the report stand."""
    return {(slot, "children"): [_preview(slot, preview, language) for preview in previews]}


def _preview(slot: str, preview: Preview, language: str) -> Component:
    """One part; what will go out is in the language of the report, and says so to those who hear it."""
    title = html.H2(preview.heading, className="panel-title", id=f"{slot}-{preview.key}")
    content: list[Component] = [title]
    if preview.state:
        content.append(html.P(preview.state, className="report-state"))
    content += [html.P(text) for text in preview.texts]
    figure: list[Component] = []
    if preview.picture:
        figure.append(html.Img(src=preview.picture, alt=preview.picture_text, className="report-picture"))
    if preview.rows:
        figure.append(report_table(preview.columns, preview.rows, preview.heading))
    if figure:
        content.append(html.Div(figure, className="report-figure"))
    if preview.counted:
        content.append(html.P(preview.counted, className="panel-note"))
    spoken = {} if preview.state else {"lang": language}
    card: list[Component] = [html.Div(content, **spoken)]
    if preview.why:
        card.append(_why(preview))
    named = {"aria-labelledby": f"{slot}-{preview.key}"}
    held = " held" if preview.state else ""
    return html.Section(card, className=f"panel report-part{held}", key=preview.key, **named)


def _why(preview: Preview) -> Component:
    about = html.Span(f": {preview.heading}", className="visually-hidden")
    reasons: list[Component] = [html.Li(reason) for reason in preview.why]
    listed: list[Component] = [html.Ul(reasons, className="reasons")]
    if preview.wishes:
        links = [html.A(text, href=href, className="button quiet") for text, href in preview.wishes]
        listed.append(html.Div([html.Span(_("What can be told instead:")), *links], className="wishes"))
    if preview.state:
        return html.Div(listed, className="why")
    return html.Details(
        [html.Summary([_("Why something is withheld"), about], disable_n_clicks=True), *listed],
        className="why",
        disable_n_clicks=True,
    )


def report_table(columns: tuple[str, ...], rows: Rows, caption: str) -> Component:
    """A table as it is written in the files."""
    head = html.Tr([html.Th(name, scope="col", className="is-number" if at else "") for at, name in enumerate(columns)])
    body = [
        html.Tr([html.Th(row[0], scope="row"), *(html.Td(cell, className="is-number") for cell in row[1:])])
        for row in rows
    ]
    scrolls = {"role": "region", "aria-label": caption}
    return html.Div(
        html.Table([html.Caption(caption), html.Thead(head), html.Tbody(body)], className="data-table"),
        className="report-table",
        tabIndex="0",
        **scrolls,
    )


def fact_parts(slot: str, facts: tuple[Fact, ...]) -> Parts:
    """What changes among the facts of the report."""
    return {(slot, "children"): [fact_list(facts)] if facts else []}


def make_form(slot: str, make: MakeForm | None) -> Component:
    """The form that makes the files; what it is about changes with the filters, what was typed stays."""
    now = make_parts(slot, make)
    formats = make.formats if make else ()
    fields = [
        forms.text_field(
            slot, "recipient", _("For whom"), required=True, most=100, hint=_("As the ledger will name them.")
        ),
        forms.tick_field(slot, "formats", _("Files"), formats, value=["pptx", "pdf"]),
        forms.text_field(slot, "password", _("Your password once more"), required=True, most=1000, kind="password"),
    ]
    hidden = {"request": now[f"{slot}-request", "value"]}
    form = forms.form(slot, "report/make", fields, submit=_("Make the files"), hidden=hidden)
    return html.Div(form, **parts.of(now, f"{slot}-box"))


def make_parts(slot: str, make: MakeForm | None) -> Parts:
    """What changes within it."""
    return {
        (f"{slot}-box", "hidden"): make is None,
        (f"{slot}-request", "value"): make.request if make else "",
    }


def job_parts(slot: str, job: JobView | None) -> Parts:
    """What changes where the files are on their way."""
    return {(slot, "children"): [job_progress(f"{slot}-job", job, _("The files of the report"))] if job else []}


def release_cards(slot: str, releases: tuple[ReleaseCard, ...]) -> list[Component]:
    """The cards of the ledger."""
    return [_release(slot, release) for release in releases]


def _release(slot: str, release: ReleaseCard) -> Component:
    name = f"{slot}-{release.id}"
    files = [html.Li([html.Span(file), html.Code(digest)]) for file, digest in release.files]
    about = html.Span(f": {release.title}", className="visually-hidden")
    tables = [
        html.Section([html.H3(heading), report_table(columns, rows, heading)])
        for heading, columns, rows in release.tables
    ]
    named = {"aria-labelledby": name}
    return html.Section(
        [
            html.H2(release.title, className="panel-title", id=name),
            html.P(release.note, className="panel-note"),
            *([html.P(release.withdrawn, className="report-state")] if release.withdrawn else []),
            fact_list(release.facts),
            html.Ul(files, className="release-files"),
            html.Details(
                [html.Summary([_("What it said"), about], disable_n_clicks=True), *tables],
                className="why",
                disable_n_clicks=True,
            ),
            *([_withdraw(name, release)] if release.may_withdraw else []),
        ],
        className="panel release",
        key=str(release.id),
        **named,
    )


def _withdraw(name: str, release: ReleaseCard) -> Component:
    fields = [forms.text_field(f"{name}-withdraw", "why", _("Why"), required=True, most=300)]
    form = forms.form(
        f"{name}-withdraw", "ledger/withdraw", fields, submit=_("Mark as withdrawn"), hidden={"release": release.id}
    )
    return forms.disclosure(_("Withdraw"), [form], about=release.title)
