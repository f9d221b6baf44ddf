"""What charts are drawn with: a few kinds of marks as elements of an SVG."""

from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from dashboard.exports.chart import WITHHELD
from dashboard.exports.palette import CARD, INK, LINE, MUTED, Look, Pattern
from dashboard.exports.text import printable, width

FAMILY = "Inter, Arial, Helvetica, sans-serif"

Attributes = dict[str, float | str]

_TILE = 6
_TILES = {
    Pattern.RISING: [("path", {"d": "M-1 7L7 -1M-4 4L4 -4M2 10L10 2"})],
    Pattern.FALLING: [("path", {"d": "M-1 -1L7 7M-4 2L4 10M2 -4L10 4"})],
    Pattern.LEVEL: [("path", {"d": "M0 3H6"})],
    Pattern.DOTS: [("circle", {"cx": "3", "cy": "3", "r": "1.1"})],
}


@dataclass(slots=True)
class Canvas:
    """Marks in the order in which they are painted; distances in pixels, y grows downwards.

    Attributes:
        marks: the group that everything is put into.
        height: how far down the marks reach; whoever draws says so.
    """

    marks: ET.Element = field(default_factory=lambda: ET.Element("g"))
    height: float = 0
    _patterns: set[str] = field(default_factory=set)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 13,
        fill: str = INK,
        bold: bool = False,
        anchor: str = "start",
    ) -> None:
        """A line of text standing on ``y``."""
        look: Attributes = {"font-size": size, "fill": fill}
        look |= {"font-weight": "600"} if bold else {}
        look |= {} if anchor == "start" else {"text-anchor": anchor}
        self._add("text", x=x, y=y, **look).text = printable(text)

    def lines(self, x: float, middle: float, lines: list[str], *, size: float = 13, anchor: str = "start") -> None:
        """Lines of text, together centred on ``middle``."""
        top = middle - size * 1.25 * (len(lines) - 1) / 2 + size * 0.36
        for number, line in enumerate(lines):
            self.text(x, top + number * size * 1.25, line, size=size, anchor=anchor)

    def value(self, x: float, middle: float, text: str, *, size: float = 13) -> None:
        """What a bar says at its end, on a ground of its own, since it may lie on a line."""
        if text:
            wide = width(text, size, bold=True)
            self._add("rect", x=x - 3, y=middle - size * 0.65, width=wide + 6, height=size * 1.3, fill=CARD)
            self.text(x, middle + size * 0.36, text, size=size, bold=True)

    def rule(self, x1: float, y1: float, x2: float, y2: float, *, stroke: str = LINE, thickness: float = 1) -> None:
        """A straight line."""
        self._add("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, **{"stroke-width": thickness})

    def box(self, x: float, y: float, wide: float, high: float, look: Look, *, radius: float = 3) -> None:
        """An area in the look of its series, with the pattern upon it."""
        radius = min(radius, wide / 2, high / 2)
        place: Attributes = {"x": x, "y": y, "width": wide, "height": high, "rx": radius}
        if look.pattern is Pattern.HOLLOW:
            self._add("rect", **place, fill=CARD, stroke=look.edge, **{"stroke-dasharray": "3 2"})
            return
        edge: Attributes = {} if look.edge == look.fill and look.pattern is Pattern.PLAIN else {"stroke": look.edge}
        self._add("rect", **place, fill=look.fill, **edge)
        if look.pattern is not Pattern.PLAIN:
            self._add("rect", **place, fill=f"url(#{self._pattern(look)})")

    def dot(self, x: float, y: float, look: Look, shape: int) -> None:
        """The marker of a line's point: circle, square, diamond or triangle in turn."""
        paths = ("", "M-4 -4H4V4H-4Z", "M0 -5.2L5.2 0L0 5.2L-5.2 0Z", "M0 -5L5 4H-5Z")
        common: Attributes = {"fill": look.fill, "stroke": CARD, "stroke-width": 1.5}
        if path := paths[shape % len(paths)]:
            self._add("path", d=path, transform=f"translate({_short(x)} {_short(y)})", **common)
        else:
            self._add("circle", cx=x, cy=y, r=4.5, **common)

    def path(self, points: list[tuple[float, float]], look: Look) -> None:
        """A line through points."""
        drawn = "M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in points)
        stroke: Attributes = {"stroke": look.fill, "stroke-width": 2.5, "stroke-linejoin": "round"}
        self._add("path", d=drawn, fill="none", **stroke)

    def pill(self, x: float, y: float, text: str, *, size: float) -> None:
        """A number on a ground of its own, centred, for where a pattern would make it hard to read."""
        wide = width(text, size, bold=True) + 8
        place = {"x": x - wide / 2, "y": y - size * 0.72, "width": wide, "height": size * 1.44, "rx": size * 0.5}
        self._add("rect", **place, fill=CARD)
        self.text(x, y + size * 0.36, text, size=size, bold=True, anchor="middle")

    def gap(self, x: float, y: float, *, anchor: str = "start") -> None:
        """The mark of a value that is withheld; there is no bar or point."""
        self.text(x, y, WITHHELD, size=15, fill=MUTED, bold=True, anchor=anchor)

    def put(self, other: "Canvas", x: float, y: float) -> None:
        """Another canvas at a place on this one."""
        other.marks.set("transform", f"translate({_short(x)} {_short(y)})")
        self.marks.append(other.marks)

    def _pattern(self, look: Look) -> str:
        name = f"{look.pattern}-{look.fill[1:]}"
        if name not in self._patterns:
            self._patterns.add(name)
            size = str(_TILE)
            units = {"patternUnits": "userSpaceOnUse"}
            tile = ET.SubElement(self.marks, "pattern", {"id": name, "width": size, "height": size, **units})
            for tag, attributes in _TILES[look.pattern]:
                ink = {"fill": look.ink} if tag == "circle" else {"stroke": look.ink, "stroke-width": "1.1"}
                ET.SubElement(tile, tag, attributes | ink)
        return name

    def _add(self, tag: str, **attributes: float | str) -> ET.Element:
        return ET.SubElement(self.marks, tag, {name: _short(value) for name, value in attributes.items()})


def _short(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")
