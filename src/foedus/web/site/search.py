"""The search index: what a reader may look for, with the words by which it is found, as JSON and as a script.

A page that was opened from a folder may load a script, but no other file; so the same list stands in both forms.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path

from foedus.brief.words.messages import Lang
from foedus.claims.check import read_claims
from foedus.ground.days import day
from foedus.record.load import load
from foedus.record.tables import states
from foedus.web.site.plan import Leaf, Plan
from foedus.web.words import told

SCRIPT = Path(__file__).parent / "static" / "search.js"
#: A row: label, kind, file below the folder of the language, more words.
Row = tuple[str, str, str, str]


def rows(plan: Plan, lang: Lang) -> list[Row]:
    """What can be found in a language: pages, checked texts, alliances, cases, in the order of the plan."""
    return [row for leaf in plan.leaves if leaf.asked.lang == lang and (row := _row(leaf, lang))]


def _row(leaf: Leaf, lang: Lang) -> Row | None:
    """The row of a page; an alliance has one, that of its last day."""
    file, record = leaf.file.removeprefix(f"{lang}/"), load()
    match leaf.asked.route:
        case "alliance" if file.count("/") == 1:
            entry = record.alliances[leaf.alliance]
            names = [t for n in entry.names for t in (n.short.en, n.short.de, n.name.en, n.name.de)]
            title, words = entry.names[-1], " ".join(dict.fromkeys((entry.id, *entry.aliases, *names)))
            return f"{title.short.text(lang)}: {title.name.text(lang)}", _kind("alliance", lang), file, words
        case "case":
            case = record.invocations[leaf.asked["case"]]
            asker = [t for span in states().get(case.by, ()) for t in (span.name_en, span.name_de)]
            words = " ".join(dict.fromkeys((case.id, *case.aliases, case.title.en, case.title.de, *asker)))
            return f"{case.title.text(lang)} ({day(case.date, lang)})", _kind("case", lang), file, words
        case "claim-set":
            text = read_claims(leaf.asked["set"])
            return text.title.text(lang), _kind("text", lang), file, f"{text.id} {text.author}"
        case "claims" | "datasets" | "method":
            return told(leaf.asked.route, "nav", lang), _kind("page", lang), file, leaf.asked.route
    return None


def _kind(name: str, lang: Lang) -> str:
    return told("site", f"kind-{name}", lang)


def search_files(plan: Plan) -> Iterator[tuple[str, str]]:
    """The files of the search: the list of each language in both forms, and the script that reads it."""
    for lang in plan.langs:
        listed = json.dumps(rows(plan, lang), ensure_ascii=False, separators=(",", ":"))
        # Inside a script nothing may look like its end.
        yield f"{lang}/search-index.json", listed
        yield f"{lang}/search-index.js", "window.foedusIndex=" + listed.replace("<", "\\u003c") + ";\n"
    yield script_name(), SCRIPT.read_text("utf-8")


@cache
def script_name() -> str:
    """The file of the script, with a hash in its name."""
    return f"static/search.{sha256(SCRIPT.read_bytes()).hexdigest()[:12]}.js"


def box(lang: str) -> str:
    """The search box, which only its script shows."""
    said = {key: escape(told("site", key, lang)) for key in ("search", "none", "found")}
    return (
        f'<div class="box" role="search" data-search data-none="{said["none"]}" data-found="{said["found"]}" hidden>'
        f'<label for="q">{said["search"]}</label><div><input id="q" type="search" maxlength="200" autocomplete="off" '
        'spellcheck="false"></div><p role="status" class="kind"></p><ul class="hits"></ul></div>\n'
        f'<script defer src="/{lang}/search-index.js"></script>\n<script defer src="/{script_name()}"></script>'
    )
