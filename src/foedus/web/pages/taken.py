"""What the page of an alliance or a case shows, to be taken along: whole, a figure, a table, a figure in a frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from foedus.brief.graphics import Figure
from foedus.brief.page.blocks import Page
from foedus.brief.page.footnotes import Footnotes
from foedus.brief.page.render import markdown
from foedus.record.load import load
from foedus.web.address import NotThereError, address
from foedus.web.pages import alliance, case
from foedus.web.route import Body, Inquiry, Parameter, Route
from foedus.web.static import static

#: The pages, by the name of their route: how what they show is made, and the route itself.
PAGES: dict[str, tuple[Callable[[Inquiry], Page], Route]] = {
    "alliance": (alliance.alliance_page, alliance.ROUTES[0]),
    "case": (case.case_page, case.ROUTES[0]),
}
MEDIA = {
    "pdf": "application/pdf", "md": "text/markdown; charset=utf-8", "bib": "application/x-bibtex; charset=utf-8",
    "json": "application/vnd.citationstyles.csl+json", "svg": "image/svg+xml", "png": "image/png",
    "csv": "text/csv; charset=utf-8",
}  # fmt: skip
WHOLE, PARTS = ("pdf", "md", "bib", "json"), ("svg", "png", "csv")


def _whole(name: str, asked: Inquiry) -> Body:
    """The page as a file: on paper, as text, or how it is cited."""
    page, form = PAGES[name][0](asked), asked["form"]
    if form == "pdf":
        from foedus.brief.page.paper import pdf

        content = pdf(page, Footnotes(load(), page.lang))
    elif form == "md":
        content = markdown(page, Footnotes(load(), page.lang)).encode()
    else:
        from foedus.brief.page.cited import cited

        content = cited(page, "bibtex" if form == "bib" else "csl-json", _at(name, asked)).encode()
    return Body(content, MEDIA[form], _named(page, "", form))


def _figure(name: str, asked: Inquiry) -> Body:
    """A figure alone."""
    page, form = PAGES[name][0](asked), asked["form"]
    figure = _one(page, asked)
    content = figure.png() if form == "png" else (figure.svg if form == "svg" else figure.to_csv()).encode()
    return Body(content, MEDIA[form], _named(page, figure.name, form))


def _table(name: str, asked: Inquiry) -> Body:
    """A table as CSV."""
    page = PAGES[name][0](asked)
    grid = page.tables.get(asked["table"])
    if grid is None:
        raise NotThereError(f"there is no table {asked['table']!r} on this page", hint=", ".join(page.tables))
    return Body(grid.to_csv().encode(), MEDIA["csv"], _named(page, asked["table"], "csv"))


def _embedded(name: str, asked: Inquiry) -> Body:
    """A page with a figure alone, which may stand in a frame elsewhere."""
    from foedus.brief.page.embed import embed

    page = PAGES[name][0](asked)
    return Body(embed(page, _one(page, asked), _at(name, asked), static("brief.css")).encode("utf-8", "replace"))


def _one(page: Page, asked: Inquiry) -> Figure:
    figure = page.pictures.get(asked["figure"])
    if figure is None:
        raise NotThereError(f"there is no figure {asked['figure']!r} on this page", hint=", ".join(page.pictures))
    return figure


def _at(name: str, asked: Inquiry) -> str:
    """The address of the page itself."""
    return address(name, asked.lang, **{p.name: asked[p.name] for p in PAGES[name][1].parameters})


def _named(page: Page, part: str, form: str) -> str:
    """The name of a file; ids of the record are letters, digits and hyphens."""
    from foedus.brief.page.cited import key_of

    return "-".join(t for t in (key_of(page), part, page.lang) if t) + f".{form}"


def _routes() -> Iterator[Route]:
    whole = Parameter("form", "choice", "pdf, md (Markdown), bib (BibTeX), json (CSL-JSON)", choices=WHOLE)
    part = Parameter("form", "choice", "svg, png, csv", choices=PARTS)
    figure = Parameter("figure", "text", "A figure of the page, such as map.")
    table = Parameter("table", "text", "A table of the page, such as strength-1.")
    for name, (_, route) in PAGES.items():
        kinds: tuple[tuple[str, str, Callable[[str, Inquiry], Body], tuple[Parameter, ...]], ...] = (
            ("file", "{form}", _whole, (whole,)),
            ("figure", "{figure}/{form}", _figure, (figure, part)),
            ("table", "{table}", _table, (table,)),
            ("embed", "{figure}", _embedded, (figure,)),
        )
        for kind, path, answer, more in kinds:
            yield Route(
                f"{name}-{kind}", f"{route.path}/{kind}/{path}", partial(answer, name), (*route.parameters, *more),
                heavy=True, embeds=kind == "embed",
            )  # fmt: skip


ROUTES = tuple(_routes())
