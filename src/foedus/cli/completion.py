"""What a shell offers after TAB: alliances, cases, states, amendments, claim sets, data sets, sources of panels."""

from __future__ import annotations

Offered = list[tuple[str, str]]


def _starting(incomplete: str, offered: Offered) -> Offered:
    """Those that begin so, in any case."""
    return [(name, told) for name, told in offered if name.casefold().startswith(incomplete.casefold())]


def alliances(incomplete: str) -> Offered:
    """Ids of alliances with their names."""
    from foedus.record.load import load

    return _starting(incomplete, [(key, a.names[-1].name.en) for key, a in load().alliances.items()])


def cases(incomplete: str) -> Offered:
    """Names of recorded cases with their titles."""
    from foedus.record.load import load

    found = load().invocations.values()
    return _starting(incomplete, [(name, c.title.en) for c in found for name in (*c.aliases, c.id)])


def states(incomplete: str) -> Offered:
    """Ids of states with their names."""
    from foedus.record.tables import states as all_states

    return _starting(incomplete, [(key, spans[-1].name_en) for key, spans in all_states().items()])


def threats(incomplete: str) -> Offered:
    """Kinds of threat."""
    from foedus.brief.words.messages import term
    from foedus.ground.terms import THREATS

    return _starting(incomplete, [(name, term("threat", name, "en")) for name in THREATS])


def requests(incomplete: str) -> Offered:
    """How it is asked."""
    from foedus.response.question import REQUESTS

    return _starting(incomplete, [(name, "") for name in REQUESTS])


def asked(incomplete: str) -> Offered:
    """What can be asked for."""
    from foedus.brief.words.messages import term
    from foedus.response.question import RESPONSES_ASKED

    return _starting(incomplete, [(name, term("response", name, "en")) for name in RESPONSES_ASKED])


def models(incomplete: str) -> Offered:
    """The models that can be asked."""
    from foedus.response.model import MODELS

    return _starting(incomplete, [(name, "") for name in MODELS])


def amendments(incomplete: str) -> Offered:
    """Names of amendments of any treaty."""
    from foedus.charter.rules import amendments_of
    from foedus.record.load import load

    found = [a for key in load().alliances for a in amendments_of(key).values()]
    return _starting(incomplete, [(a.id, a.title.en) for a in found])


def export_formats(incomplete: str) -> Offered:
    """Forms in which the record is exported."""
    from foedus.record.interchange.files import FORMS

    return _starting(incomplete, [(name, "") for name in FORMS])


def citable(incomplete: str) -> Offered:
    """What can be cited, by id."""
    from foedus.record.cite.items import chosen
    from foedus.record.load import load

    return _starting(incomplete, [(item.id, item.title) for item in chosen(load(), ())])


def citations(incomplete: str) -> Offered:
    """Forms for bibliographies."""
    return _starting(incomplete, [(name, "") for name in ("bibtex", "biblatex", "csl-json")])


def claim_sets(incomplete: str) -> Offered:
    """Claim sets that ship."""
    from foedus.claims import claim_sets as shipped

    return _starting(incomplete, [(name, "") for name in shipped()])


def sets(incomplete: str) -> Offered:
    """Data sets with their titles."""
    from foedus.datasets.catalogue import catalogue

    return _starting(incomplete, [(name, owner.title) for name, owner in catalogue().items()])


def sets_and_tables(incomplete: str) -> Offered:
    """Data sets and tables."""
    from foedus.datasets.catalogue import tables

    return sets(incomplete) + _starting(incomplete, [(name, table.text) for name, table in tables().items()])


def topics(incomplete: str) -> Offered:
    """Topics of the catalogue."""
    from foedus.datasets.catalogue import catalogue

    return _starting(incomplete, [(name, "") for name in sorted({s.topic for s in catalogue().values()})])


def sources(incomplete: str) -> Offered:
    """Sources of panels after the last comma."""
    from foedus.panel import sources as known

    before, comma, last = incomplete.rpartition(",")
    return [(f"{before}{comma}{name}", told) for name, told in _starting(last, list(known().items()))]


def verdicts(incomplete: str) -> Offered:
    """What can have come of a question in the log."""
    return _starting(incomplete, [("happened", ""), ("not", ""), ("void", "")])


def frames(incomplete: str) -> Offered:
    """Frames of the historic evidence with their titles."""
    from foedus.evidence.report import words

    kinds = [("e1", ""), ("e2", "")]
    return _starting(incomplete, kinds + [(name, title.en) for name, title in words("frames").items()])
