"""The Python API: the same questions as the command line, with Python values.

Packages that cost time to load (the response model, claims, briefs, Polars) are imported where they are used.
Days are ISO text or `datetime.date`; every function takes `known` beside `on`. Tables come back as Polars frames
(the extra `tables`). Whatever cannot be asked raises `foedus.ground.errors.FoedusError`.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from foedus.ground.calendar import parse_day
from foedus.ground.errors import FoedusError
from foedus.ground.extras import need
from foedus.measures.profile import Profile, profile
from foedus.measures.side_by_side import Comparison
from foedus.measures.side_by_side import compare as _compare
from foedus.record.alliance import Alliance
from foedus.record.load import load
from foedus.world import World, today

if TYPE_CHECKING:
    import polars as pl

    from foedus.claims import Verdicts
    from foedus.measures.network import Exposure
    from foedus.measures.over_time.one_alliance import AllianceYear
    from foedus.measures.reliability.both import Kept
    from foedus.measures.strength.burden import Burden
    from foedus.measures.voting import VotingPower
    from foedus.response import Answer

Day = str | dt.date


def _day(value: Day, name: str = "on") -> dt.date:
    return parse_day(value, name) if isinstance(value, str) else value


def world(on: Day | None = None, known: Day | None = None) -> World:
    """The world on a day (today), as known by a day (today)."""
    return World.at(_day(on) if on else today(), _day(known, "known") if known else None)


def alliance(name: str) -> Alliance:
    """The whole record of an alliance, over all time."""
    return World.at(today()).alliance(name)


def show(name: str, on: Day | None = None, known: Day | None = None) -> Profile:
    """An alliance's profile on a day: members, treaties, forces, missions, threats, measures."""
    return profile(world(on, known), name)


def compare(*names: str, on: Day | None = None, known: Day | None = None, without: tuple[str, ...] = ()) -> Comparison:
    """Alliances side by side on a day."""
    return _compare(world(on, known), names, without)


def vulnerability(
    name: str,
    on: Day | None = None,
    known: Day | None = None,
    without: tuple[str, ...] = (),
    attackers: tuple[str, ...] | None = None,
    gamma: float = 1.0,
    concept: str = "military-expenditure",
    most: float | None = None,
) -> Exposure:
    """Which members are vulnerable to whom, and from which gamma on, with and without the states in `without`."""
    from foedus.measures.network import expose

    here = world(on, known)
    return expose(here, here.alliance(name), without, attackers, gamma, concept, most)


def voting_power(
    name: str,
    on: Day | None = None,
    known: Day | None = None,
    organ: str | None = None,
    without: tuple[str, ...] = (),
    parties: tuple[str, ...] = (),
    procedure: str = "",
) -> VotingPower:
    """How much each member's vote decides under the procedure in force on the day, or under another one."""
    from foedus.ground.errors import did_you_mean
    from foedus.ground.terms import PROCEDURES
    from foedus.measures.voting import voting_power as power

    tried = next((p for p in PROCEDURES if p == procedure), None)
    if procedure and tried is None:
        hint = did_you_mean(procedure, PROCEDURES, ", ".join(PROCEDURES))
        raise FoedusError(f"there is no procedure {procedure!r}", hint=hint)
    here = world(on, known)
    return power(here, here.alliance(name), organ, without, parties, tried)


def burden(name: str, on: Day | None = None, known: Day | None = None) -> Burden:
    """Whether the larger members bear more: rank correlation of product and share spent on defence, with interval."""
    from foedus.measures.strength.burden import burden as measure

    here = world(on, known)
    return measure(here, here.alliance(name))


def reliability(name: str, on: Day | None = None, known: Day | None = None, coding: str = "llm") -> Kept:
    """Calls that were helped, by the record, and commitments in war that were honoured, by a published coding."""
    from foedus.measures.reliability.both import kept

    here = world(on, known)
    return kept(here, here.alliance(name), coding)


def over_years(
    name: str,
    first: int,
    last: int | None = None,
    known: Day | None = None,
    resource: str = "military-expenditure",
    series: str = "",
) -> tuple[AllianceYear, ...]:
    """An alliance in each year (to the last full one): leader's share, what is left, concentration, divergence."""
    from foedus.measures.over_time.one_alliance import over_years as measure

    here = world(None, known)
    return measure(here, here.alliance(name), first, last or here.as_of.on.year - 1, resource, series)


def invoke(
    case: str = "",
    *,
    alliance: str = "",
    by: str = "",
    on: Day | None = None,
    known: Day | None = None,
    threat: str = "",
    adversary: str = "",
    place: str = "",
    without: tuple[str, ...] = (),
    amend: tuple[str, ...] = (),
    runs: int = 20_000,
    seed: int = 0,
    history: bool = False,
) -> Answer:
    """Who comes? A recorded case by name, or a question of one's own by alliance, state, day and threat."""
    from foedus.response import answer, recorded_question, resolve

    then = _day(known, "known") if known else None
    if case:
        question = recorded_question(
            case,
            known=then,
            threat=threat or None,
            without=without,
            amend=amend,
            runs=runs,
            seed=seed,
        )
    else:
        if not (alliance and by and on and threat):
            raise FoedusError("a question needs alliance, by, on and threat", hint="or name a recorded case")
        question = resolve(
            alliance=alliance, by=by, on=_day(on), known=then, threat=threat, adversary=adversary, place=place,
            without=without, amend=amend, runs=runs, seed=seed,
        )  # fmt: skip
    return answer(question, history=history)


def brief(name: str, on: Day | None = None, known: Day | None = None, lang: str = "en") -> str:
    """The self-contained HTML brief of an alliance on a day, in "en" or "de"."""
    from foedus.brief import alliance_brief

    return alliance_brief(world(on, known), name, lang).html


def claims(name: str, known: Day | None = None) -> Verdicts:
    """Check a set of claims (the name of a shipped one, or a file) against the record."""
    from foedus.claims import check

    return check(name, _day(known, "known") if known else today())


def members(name: str, on: Day | None = None, known: Day | None = None) -> pl.DataFrame:
    """The members on a day as a table: state, name, status, since, signed."""
    need("tables")
    import polars as pl

    rows = show(name, on, known).members
    return pl.DataFrame(
        {
            "state": [r.state for r in rows],
            "name": [r.name.en for r in rows],
            "status": [r.status for r in rows],
            "since": [r.since for r in rows],
            "signed": [r.signed for r in rows],
        }
    )


def cases() -> pl.DataFrame:
    """All recorded invocations: id, alliance, by, date, threat, asked, response."""
    need("tables")
    import polars as pl

    found = sorted(load().invocations.values(), key=lambda c: (c.date.first, c.id))
    return pl.DataFrame(
        {
            "id": [c.id for c in found],
            "alliance": [c.alliance for c in found],
            "by": [c.by for c in found],
            "date": [c.date.text for c in found],
            "threat": [c.threat for c in found],
            "asked": [c.asked for c in found],
            "response": [c.response.kind for c in found],
        }
    )


def dataset(name: str, raw: bool = False) -> pl.DataFrame:
    """A table of a public data set that you have added: tidy, or with `raw` as it stands in the published file.

    `name` is "set.table", or the set's name where it has one table; `foedus data list` names them. Raises
    `DatasetError`, saying how to get the file, if it is not here.
    """
    from foedus.datasets import store

    return store.raw_frame(name) if raw else store.frame(name)
