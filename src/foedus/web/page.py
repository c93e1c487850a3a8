"""A page from its template: the shared frame, words by key, addresses by route, briefs from their own blocks."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.brief.graphics.raster import can_render
from foedus.brief.page.footnotes import Footnotes
from foedus.brief.page.render import body, both_widths
from foedus.brief.words.messages import LANGS, term
from foedus.ground.calendar import Date
from foedus.ground.days import day
from foedus.ground.numbers import money, multiple, number, percent
from foedus.ground.version import __version__
from foedus.record.load import load
from foedus.record.version import DATE, VERSION
from foedus.web.address import address, write
from foedus.web.registry import forms, navigation
from foedus.web.route import Body, Inquiry
from foedus.web.static import static
from foedus.web.words import messages, told

if TYPE_CHECKING:
    from jinja2 import Environment

    from foedus.brief.graphics import Figure
    from foedus.brief.page.blocks import Page

#: The resources that are told in US dollars.
MONEY = frozenset({"expenditure", "gdp"})
FOLDER = Path(__file__).parent / "templates"
#: How a figure stands in a page: its drawing inside it, or (in a site of files) a picture that several pages share.
DRAWN: ContextVar[Callable[[Figure], str]] = ContextVar("drawn", default=both_widths)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    made.globals |= {"static": static, "forms": forms, "has_png": can_render()}
    return made


def page(asked: Inquiry, template: str, *, title: str, area: str = "", **values: Any) -> Body:
    """The page of what was asked, from `templates/TEMPLATE.html.j2` and the words of `area` (named as the template).

    A template speaks with `word(key)` (its own words), `common(key)` (those of all pages), `label(vocabulary, value)`,
    `date(text)`, `count(n)`, `share(p)`, `times(ratio)`, `figure(concept, total)`, `link(route, **values)` and
    `static(file)`, and has `lang`, `asked` and what is given.
    """
    switch = {lang: write(asked, lang=lang) for lang in LANGS}
    text = markup(template, asked.lang, area or template, title=title, asked=asked, switch=switch, **values)
    return Body(text.encode("utf-8", "replace"))


def markup(template: str, lang: str, area: str, *, title: str, **values: Any) -> str:
    """The HTML of a template, for an address that could be read or not."""
    given = {"asked": None, "switch": {other: address("home", other) for other in LANGS}, **values}
    return _environment().get_template(f"{template}.html.j2").render(
        lang=lang,
        title=title,
        word=partial(_said, area, lang),
        common=partial(_said, "base", lang),
        label=lambda vocabulary, value: term(vocabulary, value, lang),
        date=lambda value: day(value if isinstance(value, Date) else Date(str(value)), lang),
        count=lambda value, digits=0: number(value, lang, digits),
        share=lambda value: percent(value, lang),
        times=lambda value: multiple(value, lang).removesuffix(" of"),
        figure=lambda concept, value: money(value, lang) if concept in MONEY else number(round(value, -3), lang),
        link=lambda name, **words: address(name, words.pop("lang", lang), **words),
        navigation=[(route, _nav_word(route.name, lang)) for route in navigation()],
        stamp={"version": __version__, "record": VERSION, "date": day(Date(DATE), lang)},
        **given,
    )  # fmt: skip


def brief_body(made: Page) -> str:
    """A brief's page as HTML, rendered from the same blocks as the brief; safe to be put in a template as it is."""
    return body(made, Footnotes(load(), made.lang), DRAWN.get())


def _said(area: str, lang: str, key: str, **values: object) -> str:
    return told(area, key, lang, **values)


def _nav_word(name: str, lang: str) -> str:
    """What the navigation calls a page: the `nav` of the page's own words."""
    return messages(name)["nav"][lang]
