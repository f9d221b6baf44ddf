"""The ground that slides stand on: the library's empty presentation, wide, in our colours and type, and nobody's name.

Titles, slide numbers and the line at the foot are placeholders of the layouts, so that whoever goes on with the slides
can change them in one place.
"""

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Length

from dashboard.exports.palette import ACCENT, CARD, INK, LOOKS, MUTED, PAGE, SERIES
from dashboard.exports.words import PRODUCT

WIDE, HIGH, MARGIN = 13.333, 7.5, 0.6
"""Inches."""

COVER, FINDING, TEXT = range(3)
"""The layouts, in their order."""

_KEPT = {0: "Cover", 5: "Finding", 1: "Text"}
_THEME = Path(__file__).resolve().parent.parent / "resources" / "theme.xml"
_APPLICATION = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    f"<Application>{PRODUCT}</Application></Properties>"
)
_PLACES = {
    PP_PLACEHOLDER.TITLE: (MARGIN, 0.42, WIDE - 2 * MARGIN, 0.92),
    PP_PLACEHOLDER.CENTER_TITLE: (MARGIN, 2.35, WIDE - 2 * MARGIN, 1.35),
    PP_PLACEHOLDER.SUBTITLE: (MARGIN, 4.08, WIDE - 2 * MARGIN, 2.2),
    PP_PLACEHOLDER.OBJECT: (MARGIN, 1.5, 9.4, 5.1),
    PP_PLACEHOLDER.BODY: (MARGIN, 1.5, 9.4, 5.1),
    PP_PLACEHOLDER.FOOTER: (MARGIN, 6.98, 10.5, 0.3),
    PP_PLACEHOLDER.SLIDE_NUMBER: (WIDE - MARGIN - 1.2, 6.98, 1.2, 0.3),
}


def new_presentation(title: str, language: str, made_on: date) -> Any:
    """An empty presentation with our three layouts."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDE), Inches(HIGH)
    _drop_layouts(deck)
    _dress(deck)
    _cover_ground(deck.slide_layouts[COVER])
    _forget(deck)
    about = deck.core_properties
    about.title, about.language, about.author = title, language, PRODUCT
    about.last_modified_by = about.comments = about.keywords = about.subject = ""
    about.created = about.modified = datetime.combine(made_on, time(), UTC).replace(tzinfo=None)
    return deck


def rectangle(place: tuple[float, float, float, float]) -> tuple[Length, Length, Length, Length]:
    """Left, top, width and height in the library's unit, from inches."""
    left, top, width, height = place
    return Inches(left), Inches(top), Inches(width), Inches(height)


def _drop_layouts(deck: Any) -> None:
    layouts = list(deck.slide_layouts)
    for number, layout in enumerate(layouts):
        if number not in _KEPT:
            deck.slide_layouts.remove(layout)
    for number, name in _KEPT.items():
        layouts[number].name = name
    order = deck.slide_master.element.find(qn("p:sldLayoutIdLst"))
    text, finding = order[1], order[2]
    order.replace(text, finding)
    order.append(text)


def _dress(deck: Any) -> None:
    master = deck.slide_master
    colours = {"ink": INK, "muted": MUTED, "card": CARD, "page": PAGE, "accent": ACCENT}
    colours |= {name: LOOKS[name].fill for name in SERIES}
    theme = _THEME.read_text(encoding="utf-8")
    for name, colour in colours.items():
        theme = theme.replace(f"{{{name}}}", colour[1:].upper())
    master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob = theme.encode()
    master.element.replace(master.element.find(qn("p:txStyles")), parse_xml(_text_styles()))
    for holder in (master, *deck.slide_layouts):
        for placeholder in list(holder.placeholders):
            kind = placeholder.placeholder_format.type
            if kind in _PLACES:
                placeholder.left, placeholder.top, placeholder.width, placeholder.height = rectangle(_PLACES[kind])
                _own_look(placeholder, kind)
            else:
                placeholder.element.getparent().remove(placeholder.element)


def _cover_ground(layout: Any) -> None:
    """A quiet ground below the emblem, which stands on white, and a short line above the title."""
    for number, (colour, place) in enumerate(
        (("bg2", (0, 1.75, WIDE, HIGH - 1.75)), ("accent1", (MARGIN, 3.84, 0.6, 0.045)))
    ):
        left, top, width, height = rectangle(place)
        shape = parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{90 + number}" name="Ground {number + 1}"/><p:cNvSpPr/>'
            f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/>'
            f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
        )
        layout.shapes._spTree.insert(2 + number, shape)


def _own_look(placeholder: Any, kind: PP_PLACEHOLDER) -> None:
    """Replace what the library's layouts say of size and place within a placeholder."""
    body = placeholder.element.txBody
    anchor = {PP_PLACEHOLDER.CENTER_TITLE: "b", PP_PLACEHOLDER.TITLE: "t"}.get(kind, "t")
    properties = parse_xml(f'<a:bodyPr {nsdecls("a")} lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"/>')
    body.replace(body.find(qn("a:bodyPr")), properties)
    sizes = {PP_PLACEHOLDER.CENTER_TITLE: 36, PP_PLACEHOLDER.SUBTITLE: 16}
    small = kind in {PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}
    align = "r" if kind is PP_PLACEHOLDER.SLIDE_NUMBER else "l"
    colour = '<a:solidFill><a:schemeClr val="tx2"/></a:solidFill>' if small else ""
    size = f' sz="{sizes.get(kind, 10) * 100}"' if small or kind in sizes else ""
    bullet = "" if small or kind not in sizes else "<a:buNone/>"
    style = parse_xml(
        f'<a:lstStyle {nsdecls("a")}><a:lvl1pPr marL="0" indent="0" algn="{align}">{bullet}'
        f"<a:defRPr{size}>{colour}</a:defRPr></a:lvl1pPr></a:lstStyle>"
    )
    body.replace(body.find(qn("a:lstStyle")), style)


def _text_styles() -> str:
    font = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
    ink = '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
    spacing = '<a:lnSpc><a:spcPct val="{line}000"/></a:lnSpc><a:spcBef><a:spcPts val="{before}00"/></a:spcBef>'
    plain = f'<a:lvl1pPr marL="0" algn="l"><a:defRPr sz="1800" kern="1200">{ink}{font}</a:defRPr></a:lvl1pPr>'
    return (
        f"<p:txStyles {nsdecls('p', 'a')}>"
        f'<p:titleStyle><a:lvl1pPr algn="l">{spacing.format(line=95, before=0)}<a:buNone/>'
        f'<a:defRPr sz="2600" b="1" kern="1200">{ink}{font}</a:defRPr></a:lvl1pPr></p:titleStyle>'
        f'<p:bodyStyle><a:lvl1pPr marL="0" indent="0" algn="l">{spacing.format(line=110, before=9)}<a:buNone/>'
        f'<a:defRPr sz="1600" kern="1200">{ink}{font}</a:defRPr></a:lvl1pPr></p:bodyStyle>'
        f"<p:otherStyle>{plain}</p:otherStyle></p:txStyles>"
    )


def _forget(deck: Any) -> None:
    """Take out what the library's file says of the machine and the person it was made by."""
    package = deck.part.package
    package.part_related_by(RELATIONSHIP_TYPE.EXTENDED_PROPERTIES).blob = _APPLICATION.encode()
    for part, kind in ((package, RELATIONSHIP_TYPE.THUMBNAIL), (deck.part, RELATIONSHIP_TYPE.PRINTER_SETTINGS)):
        for name in [name for name, relation in part._rels.items() if relation.reltype == kind]:
            part._rels.pop(name)
