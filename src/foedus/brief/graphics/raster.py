"""SVG as PNG; the renderer (resvg, with typefaces of its own, in vl-convert) is an extra."""

from __future__ import annotations

from importlib.util import find_spec

from foedus.ground.errors import QueryError


def can_render() -> bool:
    """Whether the renderer is installed."""
    return find_spec("vl_convert") is not None


def png(svg: str, scale: float) -> bytes:
    """The picture in pixels; a `QueryError` says how to add the renderer where it is missing."""
    try:
        import vl_convert
    except ImportError:
        raise QueryError(
            "a PNG picture needs a renderer that is not installed",
            why="the package vl-convert-python is missing; SVG and CSV need nothing",
            hint="install foedus[png] into this Python, or take the SVG",
        ) from None
    drawn: bytes = vl_convert.svg_to_png(svg, scale=scale)
    return drawn
