"""A page that holds one figure, to stand in a frame on a page of somebody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.brief.page.blocks import Page
from foedus.brief.page.render import both_widths, rendered, style
from foedus.brief.words.messages import say
from foedus.ground.version import __version__
from foedus.record.version import VERSION

if TYPE_CHECKING:
    from foedus.brief.graphics import Figure


def embed(page: Page, figure: Figure, address: str = "", sheet: str = "") -> str:
    """The figure with its words, its source line, and from which answer and version it is; no script.

    `address` is where the whole page can be read (none: no link), `sheet` that of the style, which else stands inside.
    """
    version = "Foedus " + say("brief", "cite-version", page.lang, software=__version__, record=VERSION)
    return rendered(
        "embed.html.j2", page, figure=figure, drawn=both_widths, style=style(), sheet=sheet, address=address,
        version=version,
    )  # fmt: skip
