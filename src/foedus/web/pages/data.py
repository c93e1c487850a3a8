"""Data sets: the public ones that Foedus reads, and one of them with its tables, columns, terms and quirks."""

from __future__ import annotations

from foedus.datasets.catalogue import DataSet, catalogue
from foedus.web.json_api.datasets import SET, set_of
from foedus.web.page import page
from foedus.web.route import Body, Inquiry, Route
from foedus.web.words import told


def data(asked: Inquiry) -> Body:
    """Every set by topic, with its version, years and terms."""
    topics: dict[str, list[DataSet]] = {}
    for found in catalogue().values():
        topics.setdefault(found.topic, []).append(found)
    named = [(told("data", f"topic.{topic}", asked.lang), sets) for topic, sets in topics.items()]
    return page(asked, "data", title=told("data", "title", asked.lang), topics=named, total=len(catalogue()))


def data_set(asked: Inquiry) -> Body:
    """One set: how to cite it, on which terms, where it is published, and its columns with units."""
    found = set_of(asked)
    return page(asked, "data_set", area="data", title=found.title, found=found)


ROUTES = (
    Route("data", "/{lang}/data", data, place=70),
    Route("data-set", "/{lang}/data/{set}", data_set, (SET,)),
)
