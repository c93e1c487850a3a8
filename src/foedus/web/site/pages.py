"""A page of the plan as bytes, with the maps that it shows as files of their own, which other pages may share."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from html import escape
from typing import TYPE_CHECKING

from foedus.brief.graphics.palette import FACES, css
from foedus.brief.page.render import both_widths
from foedus.ground.calendar import Date, parse_day
from foedus.ground.days import day
from foedus.ground.numbers import listing
from foedus.record.load import load
from foedus.record.version import DATE
from foedus.web.address import address
from foedus.web.asked import resolved
from foedus.web.page import DRAWN
from foedus.web.registry import routes
from foedus.web.route import Body
from foedus.web.site.files_of import page_file
from foedus.web.site.plan import Leaf, Plan
from foedus.web.site.search import box
from foedus.web.site.turning import Turn
from foedus.web.words import told

if TYPE_CHECKING:
    from foedus.brief.graphics import Figure


@dataclass(frozen=True, slots=True)
class Made:
    """A page's bytes, and its maps by file."""

    content: bytes
    maps: dict[str, bytes]


def made(leaf: Leaf, plan: Plan) -> Made:
    """The page of a leaf."""
    maps: dict[str, bytes] = {}

    def drawn(figure: Figure) -> str:
        return _shared(figure, maps) if figure.name == "map" else both_widths(figure)

    token = DRAWN.set(drawn)
    try:
        body = routes()[leaf.asked.route].answer(leaf.asked)
    finally:
        DRAWN.reset(token)
    if not isinstance(body, Body):
        raise RuntimeError(f"the page {leaf.file} leads elsewhere")
    text = body.content.decode("utf-8")
    if leaf.turns:
        text = _with_turns(text, leaf)
    lang = leaf.asked.lang
    return Made(page_file(text, leaf.file, lambda there: _file(there, plan, lang), box(lang)).encode("utf-8"), maps)


def _file(there: str, plan: Plan, lang: str) -> str | None:
    """The file of an address; a question in words leads to the page that it means."""
    if "/find?q=" in there:
        from urllib.parse import unquote_plus

        hits = resolved(unquote_plus(there.partition("?q=")[2]), lang).hits
        return plan.file_of(hits[0].address) if len(hits) == 1 else None
    return plan.file_of(there)


def _shared(figure: Figure, maps: dict[str, bytes]) -> str:
    """A map at both widths as pictures; each is a file named for its content."""
    told_ = []
    for name, drawing in (("wide", figure.svg_wide), ("narrow", figure.svg_narrow)):
        content = _picture(drawing).encode("utf-8")
        file = f"maps/{blake2b(content, digest_size=12).hexdigest()}.svg"
        maps[file] = content
        width, height = _size(drawing)
        told_.append(
            f'<div class="{name}"><img src="/{file}" width="{width}" height="{height}" loading="lazy" '
            f'alt="{escape(figure.alt)}"></div>'
        )
    return "\n".join(told_)


def _picture(drawing: str) -> str:
    """A drawing as a file of its own, with the colours of the page, dark ones where the reader prefers them."""
    width, height = _size(drawing)
    sized = f'<svg width="{width}" height="{height}" font-family=\'{FACES}\' '
    start = drawing.replace("<svg ", sized, 1)
    at = start.index(">") + 1
    return f"{start[:at]}<style>{css()}</style>{start[at:]}"


def _size(drawing: str) -> tuple[int, int]:
    start = drawing.index('viewBox="') + 9
    width, height = drawing[start : drawing.index('"', start)].split()[2:]
    return round(float(width)), round(float(height))


def _with_turns(text: str, leaf: Leaf) -> str:
    """The page of an alliance with its turning points: those beside the day above, all of them below."""
    lang, here = leaf.asked.lang, leaf.asked["on"].isoformat()
    days = [turn.day.isoformat() for turn in leaf.turns]
    stops = [*days, *([] if DATE in days else [DATE])]
    before, after = [d for d in stops if d < here], [d for d in stops if d > here]
    steps = [("earlier", before[-1], "prev")] if before else []
    steps += [("later", after[0], "next")] if after else []
    links = " · ".join(
        f'<a rel="{rel}" href="{escape(_address(leaf, there))}">{_said(lang, key, day=_day(there, lang))}</a>'
        for key, there, rel in steps
    )
    nav = f'<nav class="around" aria-label="{_said(lang, "around")}">{links}</nav>\n' if links else ""
    items = [_item(leaf, turn, here) for turn in leaf.turns]
    if DATE not in days:
        latest = told("site", "latest", lang, day=_day(DATE, lang))
        items.append(f"<li>{_linked(leaf, DATE, latest, here)}</li>")
    whole = (
        f'<section class="turns" aria-labelledby="h-turns">\n<h2 id="h-turns">{_said(lang, "turns")}</h2>\n'
        f"<ol>\n{chr(10).join(items)}\n</ol>\n</section>\n"
    )
    at = text.index(">", text.index("<main")) + 1
    end = text.rindex("</main>")
    return f"{text[:at]}\n{nav}{text[at:end]}{whole}{text[end:]}"


def _item(leaf: Leaf, turn: Turn, here: str) -> str:
    lang = leaf.asked.lang
    said = [
        _said(lang, key, states=listing(list(states), lang))
        for key, states in (("joined", turn.joined), ("left", turn.left))
        if states
    ]
    for name in turn.calls:
        there, title = address("case", lang, case=name), load().invocations[name].title.text(lang)
        said.append(f'{_said(lang, "called")}<a href="{escape(there)}">{escape(title)}</a>')
    return f"<li>{_linked(leaf, turn.day.isoformat(), _day(turn.day.isoformat(), lang), here)}: {'; '.join(said)}</li>"


def _linked(leaf: Leaf, there: str, words: str, here: str) -> str:
    if there == here:
        return f'<strong aria-current="page">{escape(words)}</strong>'
    return f'<a href="{escape(_address(leaf, there))}">{escape(words)}</a>'


def _address(leaf: Leaf, there: str) -> str:
    return address("alliance", leaf.asked.lang, alliance=leaf.alliance, on=parse_day(there))


def _said(lang: str, key: str, **values: str) -> str:
    return escape(told("site", key, lang, **values))


def _day(text: str, lang: str) -> str:
    return day(Date(text), lang)
