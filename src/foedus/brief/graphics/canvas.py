"""A small drawing surface: SVG whose colours are the page's own, with a title and a description for readers who listen.

The page's colours are CSS properties, so one drawing serves light, dark and print. Every figure is drawn at two widths;
the page shows the one that fits, so text is never scaled down.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import blake2b
from html import escape

from foedus.brief.graphics.lettering import lines_of, width_of

WIDE, NARROW = 720, 340
#: Distance of lines, in sizes of the letters.
LINE = 1.16


@dataclass
class Canvas:
    """Collects SVG elements; lengths are CSS pixels at the width drawn for, from `top` to `height`."""

    width: float
    height: float
    top: float = 0.0
    parts: list[str] = field(default_factory=list)
    defs: list[str] = field(default_factory=list)

    def rect(self, x: float, y: float, w: float, h: float, fill: str, **style: str) -> None:
        """A filled rectangle."""
        self._add("rect", style, x=x, y=y, width=max(w, 0), height=max(h, 0), fill=fill)

    def line(self, x1: float, y1: float, x2: float, y2: float, stroke: str, width: float = 1, **style: str) -> None:
        """A straight line."""
        self._add("line", style, x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, stroke_width=width)

    def circle(self, x: float, y: float, r: float, fill: str, **style: str) -> None:
        """A disc."""
        self._add("circle", style, cx=x, cy=y, r=r, fill=fill)

    def path(self, d: str, fill: str = "none", **style: str) -> None:
        """A path."""
        self._add("path", style, d=d, fill=fill)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 13,
        anchor: str = "start",
        fill: str = "var(--ink)",
        full: str = "",
        **style: str,
    ) -> None:
        """Words at a baseline; `full` is what they stand for where they are shortened."""
        attributes = _attributes({"x": x, "y": y, "font_size": size, "text_anchor": anchor, "fill": fill, **style})
        told = f"<title>{escape(full)}</title>" if full else ""
        self.parts.append(f"<text {attributes}>{told}{escape(words)}</text>")

    def _add(self, tag: str, style: dict[str, str], **attributes: float | str) -> None:
        self.parts.append(f"<{tag} {_attributes({**attributes, **style})}/>")

    def label(
        self, x: float, y: float, words: str, size: float, room: float, anchor: str = "end", *, bold: bool = False
    ) -> None:
        """Words around the height `y`, broken into lines of at most `room`.

        A word that is longer than the room is shortened, and the whole of it kept for those who point or listen.
        """
        lines = lines_of(words, size, room, bold=bold)
        step = size * LINE
        for index, line in enumerate(lines):
            base = y + size * 0.36 + step * (index - (len(lines) - 1) / 2)
            fits = width_of(line, size, bold=bold) <= room
            weight = "700" if bold else "400"
            self.text(x, base, line if fits else shortened(line, size, room, bold=bold), size, anchor,
                      full="" if fits else words, font_weight=weight)  # fmt: skip

    def inner(self, drawing: Canvas, x: float, y: float) -> None:
        """Put another drawing into this one; what leaves its frame is cut off."""
        box = _attributes({"x": x, "y": y, "width": drawing.width, "height": drawing.height})
        view = f'viewBox="0 0 {_n(drawing.width)} {_n(drawing.height)}"'
        self.parts.append(f"<svg {box} {view}>{''.join(drawing.parts)}</svg>")
        self.defs += [d for d in drawing.defs if d not in self.defs]

    def svg(self, title: str, alt: str) -> str:
        """The drawing as one SVG element; ids come from its content, so two figures never share one."""
        body = "".join(self.parts)
        tag = blake2b((title + body).encode(), digest_size=4).hexdigest()
        defs = "".join(self.defs)
        for name in re.findall(r' id="([^"]+)"', defs):
            body = body.replace(f"url(#{name})", f"url(#{tag}-{name})")
        defs = defs.replace(' id="', f' id="{tag}-')
        view = f'viewBox="0 {_n(self.top)} {_n(self.width)} {_n(self.height - self.top)}"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {view} role="img" aria-labelledby="{tag}-t {tag}-d">'
            f'<title id="{tag}-t">{escape(title)}</title><desc id="{tag}-d">{escape(alt)}</desc>'
            f"<defs>{defs}</defs>{body}</svg>"
        )


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def _attributes(values: dict[str, float | str]) -> str:
    return " ".join(
        f'{key.replace("_", "-")}="{_n(value) if isinstance(value, (int, float)) else escape(value)}"'
        for key, value in values.items()
    )


def hatch(canvas: Canvas, name: str, colour: str, gap: float = 5) -> str:
    """Define a hatching and return its fill; it prints in grey and needs no colour to be told apart."""
    pattern = (
        f'<pattern id="{name}" width="{_n(gap)}" height="{_n(gap)}" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="{_n(gap)}" stroke="{colour}" '
        'stroke-width="1.6"/>'
        "</pattern>"
    )
    if pattern not in canvas.defs:
        canvas.defs.append(pattern)
    return f"url(#{name})"


def keys(canvas: Canvas, entries: tuple[tuple[str, str], ...], y: float) -> list[tuple[str, float, float]]:
    """Print the words of a key, wrapped to the width; returns (kind, x, y) of each mark's box, 14 pixels wide."""
    x, places = 0.0, []
    for kind, words in entries:
        wide = 20 + width_of(words, 11) + 14
        if x and x + wide - 14 > canvas.width:
            x, y = 0.0, y + 18
        places.append((kind, x, y))
        canvas.text(x + 19, y + 10, words, 11, fill="var(--muted)")
        x += wide
    return places


def shortened(words: str, size: float, room: float, *, bold: bool = False) -> str:
    """Words cut to a room, with an ellipsis where they are cut.

    >>> shortened("Donaudampfschifffahrtsgesellschaft", 12, 80)
    'Donaudamp…'
    """
    while words and width_of(words + "…", size, bold=bold) > room:
        words = words[:-1]
    return words.rstrip() + "…"


def heights(labels: list[str], size: float, room: float, least: float) -> list[float]:
    """The height of each row of a chart: `least`, and more where its label takes several lines."""
    return [max(least, size * LINE * len(lines_of(label, size, room, bold=True)) + 6) for label in labels]
