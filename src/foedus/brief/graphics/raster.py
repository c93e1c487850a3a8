"""SVG as PNG; the renderer (resvg, with typefaces of its own, in vl-convert) is an extra."""

from __future__ import annotations

from importlib.util import find_spec

from foedus.ground.extras import need


def can_render() -> bool:
    """Whether the renderer is installed."""
    return find_spec("vl_convert") is not None


def png(svg: str, scale: float) -> bytes:
    """The picture in pixels; a `MissingExtraError` says how to add the renderer where it is missing."""
    need("png")
    import vl_convert

    drawn: bytes = vl_convert.svg_to_png(svg, scale=scale)
    return drawn
