"""A finished figure: to be shown on a page at two widths, or taken along as SVG, PNG and CSV."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foedus.brief.graphics.canvas import NARROW, Canvas
from foedus.brief.graphics.lettering import lines_of
from foedus.brief.graphics.palette import FACES, painted
from foedus.ground.csv_text import csv_of

if TYPE_CHECKING:
    import polars as pl

Cell = str | float | int | None
#: Room around a picture that stands alone, in pixels.
MARGIN = 20


@dataclass(frozen=True, slots=True)
class FigureData:
    """The data of a figure: what it shows, before it was rounded or put into words."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """The same picture at two widths, with its words and its data."""

    title: str
    subtitle: str
    source: str
    alt: str
    svg_wide: str
    svg_narrow: str
    name: str = ""
    table: FigureData = FigureData()

    def told(self, name: str, columns: tuple[str, ...], rows: list[tuple[Cell, ...]]) -> Figure:
        """The figure with its name and its data."""
        return replace(self, name=name, table=FigureData(columns, tuple(rows)))

    def __repr__(self) -> str:
        return f"Figure({self.name!r}, {self.title!r}, {len(self.table.rows)} rows)"

    def _repr_svg_(self) -> str:
        return self.svg

    @property
    def data(self) -> list[dict[str, Cell]]:
        """The data as a list of rows."""
        return [dict(zip(self.table.columns, row, strict=True)) for row in self.table.rows]

    def frame(self) -> pl.DataFrame:
        """The data as a Polars frame."""
        import polars as pl

        return pl.DataFrame(self.table.rows, schema=list(self.table.columns), orient="row", infer_schema_length=None)

    def to_csv(self) -> str:
        """The data as CSV; what is unknown is an empty cell."""
        return csv_of(self.table.columns, self.table.rows)

    @property
    def svg(self) -> str:
        """The picture alone, as an SVG file: with title, measure and source, in light colours."""
        return _alone(self, self.svg_wide)

    @property
    def svg_phone(self) -> str:
        """The same for a narrow column."""
        return _alone(self, self.svg_narrow)

    def png(self, scale: float = 2.0) -> bytes:
        """The picture alone, as a PNG file of `scale` pixels for each pixel of the SVG."""
        from foedus.brief.graphics.raster import png

        return png(self.svg, scale)


def _alone(figure: Figure, drawing: str) -> str:
    """A drawing with its words around it, readable without the page."""
    start = drawing.index('viewBox="') + 9
    width, height = (float(x) for x in drawing[start : drawing.index('"', start)].split()[2:])
    canvas = Canvas(width + 2 * MARGIN, MARGIN)
    size = 15.0 if width <= NARROW else 17.0
    _paragraph(canvas, figure.title, size, width, bold=True)
    _paragraph(canvas, figure.subtitle, size - 3.5, width, fill="var(--muted)")
    canvas.height += 8
    place = f'<svg x="{MARGIN}" y="{canvas.height:g}" width="{width:g}" height="{height:g}" '
    canvas.parts.append(drawing.replace("<svg ", place, 1).replace('role="img"', 'role="presentation"', 1))
    canvas.height += height + 8
    _paragraph(canvas, figure.source, 11, width, fill="var(--muted)")
    canvas.height += MARGIN - 4
    paper = f'<rect width="{canvas.width:g}" height="{canvas.height:g}" fill="var(--paper)"/>'
    canvas.parts.insert(0, paper)
    whole = canvas.svg(figure.title, figure.alt)
    sized = f'<svg width="{canvas.width:g}" height="{canvas.height:g}" font-family=\'{FACES}\' '
    return painted(whole.replace("<svg ", sized, 1))


def _paragraph(
    canvas: Canvas, words: str, size: float, width: float, fill: str = "var(--ink)", *, bold: bool = False
) -> None:
    for line in lines_of(words, size, width, bold=bold) if words else ():
        canvas.height += size * 1.3
        weight = "700" if bold else "400"
        canvas.text(MARGIN, canvas.height - size * 0.25, line, size, fill=fill, font_weight=weight)
