"""A small drawing surface: SVG whose colours are the page's own, with a title and a description for readers who listen.

The page's colours are CSS properties, so one drawing serves light, dark and print. Every figure is drawn at two widths;
the page shows the one that fits, so text is never scaled down.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import blake2b
from html import escape

WIDE, NARROW = 720, 340


@dataclass(frozen=True, slots=True)
class Figure:
    """A finished figure: the same picture at two widths, with its words."""

    title: str
    subtitle: str
    source: str
    alt: str
    svg_wide: str
    svg_narrow: str


@dataclass
class Canvas:
    """Collects SVG elements; lengths are CSS pixels at the width drawn for."""

    width: float
    height: float
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
        **style: str,
    ) -> None:
        """Words at a baseline."""
        attributes = _attributes({"x": x, "y": y, "font_size": size, "text_anchor": anchor, "fill": fill, **style})
        self.parts.append(f"<text {attributes}>{escape(words)}</text>")

    def _add(self, tag: str, style: dict[str, str], **attributes: float | str) -> None:
        self.parts.append(f"<{tag} {_attributes({**attributes, **style})}/>")

    def nest(self, drawing: str, x: float, y: float, width: float, height: float) -> None:
        """Put a finished drawing, as `svg` gives it, into this one; what leaves its frame is cut off."""
        box = _attributes({"x": x, "y": y, "width": width, "height": height})
        self.parts.append(drawing.replace("<svg ", f"<svg {box} ", 1))

    def svg(self, title: str, alt: str) -> str:
        """The drawing as one SVG element; ids come from its content, so two figures never share one."""
        body = "".join(self.parts)
        tag = blake2b((title + body).encode(), digest_size=4).hexdigest()
        defs = "".join(self.defs)
        # Only this drawing's own patterns: one nested inside it has its tag already.
        for name in re.findall(r' id="([^"]+)"', defs):
            body = body.replace(f"url(#{name})", f"url(#{tag}-{name})")
        defs = defs.replace(' id="', f' id="{tag}-')
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(self.width)} {_n(self.height)}" role="img" '
            f'aria-labelledby="{tag}-t {tag}-d"><title id="{tag}-t">{escape(title)}</title>'
            f'<desc id="{tag}-d">{escape(alt)}</desc><defs>{defs}</defs>{body}</svg>'
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


def width_of(words: str, size: float = 13) -> float:
    """About how wide words are in a sans-serif face; a little generous."""
    narrow = sum(c in "iljtfI.,:;!|'()[] " for c in words)
    return (len(words) - narrow) * size * 0.58 + narrow * size * 0.33


def clipped(words: str, size: float, limit: float) -> str:
    """Words cut to a width, with an ellipsis where they are cut."""
    if width_of(words, size) <= limit:
        return words
    while words and width_of(words + "…", size) > limit:
        words = words[:-1]
    return words.rstrip() + "…"
