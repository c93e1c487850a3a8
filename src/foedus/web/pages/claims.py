"""Claims: what a text said, put to the record statement by statement, with verdict, evidence and sources."""

from __future__ import annotations

from foedus import api
from foedus.brief.page.footnotes import Footnotes, runs
from foedus.brief.words.messages import language
from foedus.claims import claim_sets
from foedus.claims.check import read_claims
from foedus.record.load import load
from foedus.record.tables import origins
from foedus.web.json_api.claims import SET
from foedus.web.page import page
from foedus.web.route import KNOWN, Body, Inquiry, Route
from foedus.web.words import told


def claims(asked: Inquiry) -> Body:
    """The sets that ship: of which text, by whom, of which day, how many statements."""
    found = [read_claims(name) for name in claim_sets()]
    return page(asked, "claims", title=told("claims", "title", asked.lang), sets=found)


def claim_set(asked: Inquiry) -> Body:
    """Every statement of one text with its verdict now and on its own day, the evidence and the sources."""
    lang = language(asked.lang)
    text, found = read_claims(asked["set"]), api.claims(asked["set"], asked["known"])
    notes = Footnotes(load(), lang)
    # (The table of neighbours has a name among the sources and no publisher: it is the record's own.)
    noted = load().sources.keys() | {f"series:{key}" for key in origins()}
    numbered = [
        (
            claim,
            runs(notes.numbers(tuple(s for s in claim.sources if s in noted))),
            [s for s in claim.sources if s not in noted],
        )
        for claim in found.claims
    ]
    return page(
        asked, "claim_set", area="claims", title=found.title.text(lang), text=text, found=found, claims=numbered,
        counts=sorted(found.counts().items(), key=lambda item: (-item[1], item[0])), notes=notes.notes(),
    )  # fmt: skip


ROUTES = (
    Route("claims", "/{lang}/claims", claims, place=60),
    Route("claim-set", "/{lang}/claims/{set}", claim_set, (SET, KNOWN), heavy=True),
)
