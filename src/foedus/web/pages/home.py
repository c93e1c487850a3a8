"""Home: one box for a question, and the alliances of a day."""

from __future__ import annotations

from foedus import api
from foedus.brief.figures.atlas import atlas_of_all
from foedus.brief.graphics.world_map import HEIGHT, WIDTH
from foedus.ground.numbers import by_name
from foedus.web.atlas_key import keys_of
from foedus.web.page import page
from foedus.web.route import CLOCKS, Body, Inquiry, Route
from foedus.web.words import told
from foedus.world import listing


def home(asked: Inquiry) -> Body:
    """The alliances of the day, those that have ended after those that have not."""
    world = api.world(asked["on"], asked["known"])
    found = by_name(listing(world), lambda entry: entry.short.text(asked.lang))
    living = [entry for entry in found if entry.dissolved is None]
    ended = [entry for entry in found if entry.dissolved is not None]
    atlas = atlas_of_all(world, asked.lang)
    return page(
        asked, "home", title=told("home", "title", asked.lang), living=living, ended=ended, day=world.as_of.on,
        atlas=atlas, keys=keys_of(atlas, asked.lang), width=WIDTH, height=HEIGHT,
    )  # fmt: skip


ROUTES = (Route("home", "/{lang}/", home, CLOCKS, place=0),)
