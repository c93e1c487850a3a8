"""A page as something that can be cited: title, version, day, address, for bibliography programs."""

from __future__ import annotations

from foedus.brief.page.blocks import Page
from foedus.brief.page.paper import created
from foedus.brief.words.messages import say
from foedus.ground.calendar import Date
from foedus.ground.errors import QueryError
from foedus.ground.version import __version__
from foedus.record.cite.bibtex import bibtex
from foedus.record.cite.csl import csl_json
from foedus.record.cite.items import Author, Item
from foedus.record.version import VERSION

#: The forms by the ending of a file.
FORMS = {".bib": "bibtex", ".json": "csl-json"}


def item_of_page(page: Page, address: str = "") -> Item:
    """The page as an item; `address` is where it can be read: on the web, or the path on a server, which is a note."""
    web = address.startswith(("https://", "http://"))
    note = "; ".join(part for part in (page.as_of.rstrip("."), "" if web else address) if part)
    version = say("brief", "cite-version", page.lang, software=__version__, record=VERSION)
    title = f"{page.about}: {page.title}" if page.about else page.title
    return Item(
        key_of(page), "answer", title, "Foedus", authors=(Author(say("brief", "authors", page.lang)),),
        date=Date(created(page).date().isoformat()), url=address if web else "", language=page.lang,
        licence="CC BY 4.0", version=version, note=note,
    )  # fmt: skip


def key_of(page: Page) -> str:
    """The key under which a page is cited: what it is about, and its days."""
    days = (page.on, *((page.known,) if page.known != page.on else ()))
    return "-".join(part for part in ("foedus", page.subject, *days) if part).lower()


def cited(page: Page, form: str, address: str = "") -> str:
    """The page's entry in a form of `FORMS`; QueryError for another."""
    item = item_of_page(page, address)
    if form == "bibtex":
        return bibtex([item]) + "\n"
    if form == "csl-json":
        return csl_json([item]) + "\n"
    raise QueryError(f"there is no format {form!r}", hint=f"use one of {', '.join(FORMS.values())}")
