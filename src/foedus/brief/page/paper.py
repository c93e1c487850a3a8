"""A brief on paper: A4 pages as PDF/A with tags, made without a network, the same bytes for the same input.

WeasyPrint sets the page (the extra `pdf`); it calls Pango, which is a library of the system and no Python package.
"""

from __future__ import annotations

import io
import logging
import os
import re
import warnings
from base64 import b64encode
from contextlib import redirect_stdout
from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING, Any

from foedus.brief.graphics.palette import FACES, PAPER, painted, root
from foedus.brief.page.blocks import Page
from foedus.brief.page.footnotes import Footnotes
from foedus.brief.page.render import FOLDER, body, rendered
from foedus.ground.errors import QueryError
from foedus.ground.extras import MissingExtraError, need
from foedus.record.version import DATE

if TYPE_CHECKING:
    from foedus.brief.graphics import Figure

#: What a PDF that is to be kept and read aloud is held to: embedded faces, no outside reference, a tagged structure.
VARIANT = "pdf/a-3a"
#: The packages with the libraries that WeasyPrint calls, by Debian's and Ubuntu's names.
LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
#: Words of a drawing with a white halo.
HALOED = re.compile(r'<text((?: [a-z-]+="[^"]*")*? paint-order="stroke"(?: [a-z-]+="[^"]*")*)>(.*?)</text>', re.DOTALL)


def pdf(page: Page, notes: Footnotes) -> bytes:
    """The page on A4 sheets. `MissingExtraError` where WeasyPrint, or the system's Pango below it, is not there."""
    weasyprint = engine()
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    # Nothing is opened but what the page itself holds: no address, and no file of this machine.
    inside = URLFetcher(allowed_protocols=("data",), fail_on_errors=True)
    sheets = weasyprint.HTML(string=paper_html(page, notes), url_fetcher=inside)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # of a file with the colours of screens, left open
            made = sheets.write_pdf(pdf_variant=VARIANT, pdf_identifier=page.title.encode("utf-8"))
    except FatalURLFetchingError as error:  # no `Exception`, so that nobody passes over it
        raise RuntimeError(f"a page on paper asks for what is not in it: {error}") from error
    return bytes(made)


def engine() -> Any:
    """WeasyPrint, loaded."""
    need("pdf")
    try:
        # Where a library is missing WeasyPrint prints a notice of its own; what is to be done is said below.
        with redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            import weasyprint
    except OSError as error:
        raise MissingExtraError(
            "this needs Pango, a library of the system that is not installed here",
            why=str(error).split(".  Additionally")[0],
            hint=f"on Debian and Ubuntu: apt-get install {LIBRARIES}; elsewhere see docs/how-to/install.md",
        ) from None
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    return weasyprint


def paper_html(page: Page, notes: Footnotes) -> str:
    """What is printed: the page with the style of paper, its figures as pictures of their own."""
    style = root(PAPER) + "\n" + "".join((FOLDER / name).read_text("utf-8") for name in ("style.css", "paper.css"))
    return rendered(
        "paper.html.j2", page, body=body(page, notes, _picture), style=style, made=created(page).isoformat()
    )


def created(page: Page) -> datetime:
    """When a file of the page was made, as it says: SOURCE_DATE_EPOCH, else the day of the knowledge that is in it.

    That is the later of the day by which things had to be known and the day of the record, and never the day of the
    printing, so that the same question gives the same file.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given:
        try:
            return datetime.fromtimestamp(int(given), UTC)
        except (ValueError, OverflowError, OSError):
            raise QueryError(f"SOURCE_DATE_EPOCH cannot be {given!r}", why="seconds since 1970 are asked for") from None
    return datetime.fromisoformat(max(page.known, DATE)).replace(tzinfo=UTC)


def _picture(figure: Figure) -> str:
    """A figure as a picture that stands inside the page, with its alternative text; vectors stay vectors."""
    drawing = HALOED.sub(_halo_below, painted(figure.svg_wide, PAPER)).replace(
        "<svg ", f"<svg font-family='{FACES}' ", 1
    )
    inside = b64encode(drawing.encode()).decode("ascii")
    return f'<img src="data:image/svg+xml;base64,{inside}" alt="{escape(figure.alt or figure.title)}">'


def _halo_below(found: re.Match[str]) -> str:
    """Words with the white around them drawn first, as words of their own: WeasyPrint knows no `paint-order`."""
    attributes, words = found[1].replace(' paint-order="stroke"', ""), found[2]
    bare = re.sub(r' stroke(-[a-z]+)?="[^"]*"', "", attributes)
    return f"<text{attributes}>{words}</text><text{bare}>{words}</text>"
