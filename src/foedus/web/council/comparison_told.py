"""The comparison at the end of a room in words: rows of a table, the decision, the same votes under other rules."""

from __future__ import annotations

from typing import Any, Final

from foedus.brief.words import names
from foedus.brief.words.messages import term
from foedus.brief.words.soldiers import soldiers_told
from foedus.ground.numbers import by_name, chance_range, listing, number
from foedus.response.situation import Situation
from foedus.response.summary import Chance
from foedus.web.council.comparison import Beside, Contingent, MemberCompared, RoomCompared
from foedus.web.council.deciding import Tally
from foedus.web.words import told

#: How the members are told by their side: what stands together under each word.
SIDES: Final[tuple[tuple[str, tuple[Beside, ...]], ...]] = (
    ("same", ("same",)), ("more", ("more",)), ("fewer", ("fewer",)), ("open", ("not-more", "not-fewer", "unknown")),
)  # fmt: skip


def comparison_told(found: RoomCompared, here: Situation, lang: str) -> dict[str, Any]:
    """What the template of the result is given."""
    world = here.world

    def listed(states: tuple[str, ...]) -> str:
        return listing([names.state(world, s, lang) for s in states], lang)

    tally = found.tally
    same = "same" if found.same_decision else "other"
    history = "acted" if found.acted else "words"
    members = by_name(list(found.members), lambda m: world.name(m.state, lang))
    return {
        "adopted": tally.adopted,
        "headline": _said(f"decided.{'yes' if tally.adopted else 'no'}", lang),
        "compared": _said(f"compared.{same}-{history}", lang),
        "votes": [(kind, listed(states)) for kind, states in _votes(tally) if states],
        "rows": [_row(m, world.name(m.state, lang), lang) for m in members],
        "positions": [
            (world.name(m.state, lang), m.stance, m.stance_text, _stance_sources(here, m.state))
            for m in members if m.stance_text is not None
        ],
        "others": [(term("procedure", t.procedure, lang), t.adopted) for t in found.others],
        "whole": found.whole.adopted,
        "empty": sum(not m.seated for m in members),
        "pledged": number(found.pledged, lang),
        "strength": _span(found.strength_low, found.strength_high, lang),
        "forecast_acts": _chance(found.forecast_acts, lang),
        "forecast_troops": _chance(found.forecast_troops, lang),
        "forecast_soldiers": soldiers_told(found.forecast_soldiers, lang),
        "sides": [
            (kind, listed(tuple(m.state for m in members if m.beside_history in kinds)))
            for kind, kinds in SIDES
            if any(m.beside_history in kinds for m in members)
        ],
        "found": found,
    }  # fmt: skip


def sent_told(sent: Contingent, lang: str) -> str:
    """What history sent of one member.

    >>> sent_told(Contingent(sent=True, high=3000), "de"), sent_told(Contingent(sent=None), "en")
    ('bis zu 3.000', 'not on record')
    """
    if sent.sent is None:
        return _said("sent.unknown", lang)
    if not sent.sent:
        return _said("sent.none", lang)
    return _span(sent.low, sent.high, lang) or _said("sent.some", lang)


def _span(low: float | None, high: float | None, lang: str) -> str:
    if low is None and high is None:
        return ""
    if low is None or high is None:
        key = "sent.up-to" if low is None else "sent.least"
        return _said(key, lang, count=number(high if low is None else low, lang))  # type: ignore[arg-type]
    return number(low, lang) if low == high else f"{number(low, lang)} – {number(high, lang)}"


def _votes(tally: Tally) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (
        ("yes", tally.yes), ("no", tally.no), ("abstain", tally.abstain), ("silent", tally.silent),
        ("excluded", tally.excluded),
    )  # fmt: skip


def _row(member: MemberCompared, name: str, lang: str) -> dict[str, str]:
    nobody = _said("nobody", lang)
    return {
        "name": name,
        "vote": _vote(member, lang),
        "pledge": "–" if member.pledge is None else number(member.pledge, lang) if member.pledge else nobody,
        "sent": sent_told(member.sent, lang),
        "expected": _expected(member, lang),
        "difference": _said(f"beside.{member.beside_history}", lang),
        "forecast": "" if member.beside_forecast == "unasked" else _said(f"against.{member.beside_forecast}", lang),
    }


def _vote(member: MemberCompared, lang: str) -> str:
    if member.role in ("asks", "calls"):
        return _said("moved", lang)
    if not member.seated:
        return _said("empty-seat", lang)
    return _said(f"vote.{member.vote or 'silent'}", lang)


def _expected(member: MemberCompared, lang: str) -> str:
    if member.p_sends is None:
        return "–"
    chance, soldiers = _chance(member.p_sends, lang), soldiers_told(member.soldiers, lang)
    return _said("expected", lang, chance=chance, soldiers=soldiers) if soldiers else chance


def _chance(chance: Chance, lang: str) -> str:
    return chance_range(chance.p, chance.low, chance.high, lang)


def _stance_sources(here: Situation, state: str) -> tuple[str, ...]:
    case = here.world.record.invocations[here.question.case]
    return next((p.sources for p in case.positions if p.state == state), ())


def _said(key: str, lang: str, **values: object) -> str:
    return told("council", key, lang, **values)
