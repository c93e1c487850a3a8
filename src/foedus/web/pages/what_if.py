"""What if: members taken out, rules, procedure or threat changed, and the difference under the same draws."""

from __future__ import annotations

from foedus.brief.text import run_by_run as text
from foedus.brief.words.messages import language
from foedus.record.load import load
from foedus.response.answer import answer
from foedus.web.choices import amendments, drawn, fellow_members
from foedus.web.json_api.what_if import CHANGED, difference_of, first_of, model_of
from foedus.web.page import brief_body, page
from foedus.web.pages.ask import NEEDED
from foedus.web.route import Body, Inquiry, Route
from foedus.web.words import told
from foedus.world import World

#: How the one question's parameters come back in the form, without those that it changes.
KEPT = ("case", "alliance", "by", "on", "known", "threat", "adversary", "place", "request", "asked", "model", "runs",
        "seed")  # fmt: skip


def what_if(asked: Inquiry) -> Body:
    """The form of changes with the difference beside it; a choice of recorded cases while there is no question."""
    lang = language(asked.lang)
    if not asked["case"] and not all(asked[name] for name in NEEDED):
        recorded = sorted(load().invocations.values(), key=lambda c: (c.date.first, c.id), reverse=True)
        return page(asked, "what_if", title=told("what-if", "title", lang), area="what-if", made=None, cases=recorded)
    first = first_of(asked)
    world = World.at(first.on, first.known)
    made = text.page(difference_of(asked), answer(first, model=model_of(asked)), world, lang)
    procedures, rules = amendments(first.alliance)
    return page(
        asked, "what_if", area="what-if", title=made.title, made=made, body=brief_body(made), first=first, kept=KEPT,
        members=fellow_members(world, first.alliance, lang, first.by), procedures=procedures, rules=rules,
        threats=drawn(CHANGED, "instead").choices,
    )  # fmt: skip


ROUTES = (Route("what-if", "/{lang}/what-if", what_if, CHANGED, heavy=True),)
