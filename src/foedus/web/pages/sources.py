"""Sources: all of the record, page by page, and one of them with every fact that it carries."""

from __future__ import annotations

from typing import get_args

from foedus.brief.words.messages import Lang, language
from foedus.charter.carried import Fact, carried_here
from foedus.ground.numbers import sort_key
from foedus.ground.terms import Read, SourceKind
from foedus.record.entries import Source
from foedus.record.load import Record, load
from foedus.web.json_api.sources import SOURCE, source_of
from foedus.web.page import page
from foedus.web.route import Body, Inquiry, Parameter, Route
from foedus.web.words import told
from foedus.world import World, today

#: Sources on a page of the list.
ON_A_PAGE = 100
Q = Parameter("q", "text", "Only sources with these words in title, publisher or author.", default="")
KIND = Parameter("kind", "choice", "Only sources of this kind.", choices=get_args(SourceKind))
READ = Parameter("read", "choice", "Only sources of which so much was read.", choices=get_args(Read))
SORT = Parameter("sort", "choice", "The order.", default="title", choices=("title", "publisher", "facts", "date"))
NUMBER = Parameter("page", "number", "The page of the list.", default=1, least=1, greatest=1000)


def sources(asked: Inquiry) -> Body:
    """A page of the sources that the filters let through, with how many facts each carries."""
    facts = carried_here()
    words = asked["q"].casefold().split()
    found = [
        (key, s) for key, s in load().sources.items()
        if asked["kind"] in (None, s.kind) and asked["read"] in (None, s.read) and all(w in _said(s) for w in words)
    ]  # fmt: skip
    order = {
        "title": lambda item: sort_key(item[1].title),
        "publisher": lambda item: (sort_key(item[1].publisher), sort_key(item[1].title)),
        "facts": lambda item: (-len(facts[item[0]]), sort_key(item[1].title)),
        "date": lambda item: (item[1].date is None, item[1].date.first if item[1].date else None),
    }[asked["sort"]]
    found.sort(key=order)
    last = max(-(-len(found) // ON_A_PAGE), 1)
    number = min(asked["page"], last)
    return page(
        asked, "sources", title=told("sources", "title", asked.lang), found=len(found), total=len(load().sources),
        shown=[(key, s, len(facts[key])) for key, s in found[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]],
        number=number, last=last, kinds=KIND.choices, reads=READ.choices, orders=SORT.choices,
    )  # fmt: skip


def source(asked: Inquiry) -> Body:
    """The source, where to find it, how much of it was read, and every fact by what it is about."""
    found, record, lang = source_of(asked), load(), language(asked.lang)
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in found.facts:
        groups.setdefault((fact.part, fact.owner), []).append(fact)
    return page(
        asked, "source", area="sources", title=found.source.title, key=found.id, source=found.source,
        facts=len(found.facts),
        groups=[(part, owner, _name(record, part, owner, lang), facts) for (part, owner), facts in groups.items()],
    )  # fmt: skip


def _said(source: Source) -> str:
    return f"{source.title} {source.publisher} {source.author}".casefold()


def _name(record: Record, part: str, owner: str, lang: Lang) -> str:
    """What the owner of a fact is called."""
    if part in ("alliances", "rules"):
        return World.at(today()).title(record.alliances[owner]).short.text(lang)
    entry = getattr(record, part)[owner]
    return next(x for n in ("title", "name", "text") if (x := getattr(entry, n, None))).text(lang)  # type: ignore[no-any-return]


ROUTES = (
    Route("sources", "/{lang}/sources", sources, (Q, KIND, READ, SORT, NUMBER), place=80),
    Route("source", "/{lang}/sources/{source}", source, (SOURCE,)),
)
