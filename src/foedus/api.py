"""The Python API: the same questions as the command line, with Python values.

Packages that cost time to load (the response model, claims, briefs, Polars) are imported where they are used.
Days are ISO text, `datetime.date`, a moment of pandas or numpy; every function takes `known` beside `on`. Answers show
themselves in a line, in a notebook as a table; `.frame()` gives a Polars table (the extra `tables`), `.plot()` a
picture where there is one. Whatever cannot be asked raises `foedus.ground.errors.FoedusError`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.ground.errors import FoedusError
from foedus.ground.extras import need
from foedus.ground.given import a_day, a_whole_number, some_names
from foedus.ground.numbers import by_name
from foedus.measures.profile import Profile, profile
from foedus.measures.side_by_side import Comparison
from foedus.measures.side_by_side import compare as _compare
from foedus.record.alliance import Alliance
from foedus.record.load import load
from foedus.results import Years
from foedus.world import World, today

if TYPE_CHECKING:
    import polars as pl

    from foedus.claims.check import Verdicts
    from foedus.measures.network import Exposure
    from foedus.measures.reliability.both import Kept
    from foedus.measures.strength.burden import Burden
    from foedus.measures.voting import VotingPower
    from foedus.outcomes.ask import Outcomes
    from foedus.response import Answer

Day = str | dt.date
#: One name or several.
Names = str | Iterable[str]


def world(on: Day | None = None, known: Day | None = None) -> World:
    """The world on a day (today), as known by a day (today)."""
    return World.at(today() if on is None else a_day(on), _known(known))


def _known(known: Day | None) -> dt.date | None:
    return None if known is None else a_day(known, "known")


def alliance(name: str) -> Alliance:
    """The whole record of an alliance, over all time."""
    return World.at(today()).alliance(name)


def alliances(state: str = "", on: Day | None = None, known: Day | None = None) -> pl.DataFrame:
    """The alliances founded by a day, or a state's own: id, name, kind, founded, dissolved, members, calls."""
    need("tables")
    import polars as pl

    from foedus.world import listing

    found = listing(world(on, known), state)
    return pl.DataFrame(
        {
            "id": [a.id for a in found],
            "name": [a.name.en for a in found],
            "kind": [a.kind for a in found],
            "founded": [a.founded.text for a in found],
            "dissolved": [a.dissolved.text if a.dissolved else None for a in found],
            "members": [list(a.members) for a in found],
            "calls": [a.calls for a in found],
        },
        schema_overrides={"dissolved": pl.String, "members": pl.List(pl.String)},
    )


def show(name: str, on: Day | None = None, known: Day | None = None) -> Profile:
    """An alliance's profile on a day: members, treaties, forces, missions, threats, measures."""
    return profile(world(on, known), name)


def compare(*names: str, on: Day | None = None, known: Day | None = None, without: Names = ()) -> Comparison:
    """Alliances side by side on a day."""
    return _compare(world(on, known), names, some_names(without))


def vulnerability(
    name: str,
    on: Day | None = None,
    known: Day | None = None,
    without: Names = (),
    attackers: Names | None = None,
    gamma: float = 1.0,
    concept: str = "military-expenditure",
    most: float | None = None,
) -> Exposure:
    """Which members are vulnerable to whom, and from which gamma on, with and without the states in `without`."""
    from foedus.measures.network import expose

    here = world(on, known)
    against = None if attackers is None else some_names(attackers)
    return expose(here, here.alliance(name), some_names(without), against, gamma, concept, most)


def power(
    name: str,
    on: Day | None = None,
    known: Day | None = None,
    organ: str | None = None,
    without: Names = (),
    parties: Names = (),
    procedure: str = "",
) -> VotingPower:
    """How much each member's vote decides under the procedure in force on the day, or under another one."""
    from foedus.ground.errors import did_you_mean
    from foedus.ground.terms import PROCEDURES
    from foedus.measures.voting import voting_power

    tried = next((p for p in PROCEDURES if p == procedure), None)
    if procedure and tried is None:
        hint = did_you_mean(procedure, PROCEDURES, ", ".join(PROCEDURES))
        raise FoedusError(f"there is no procedure {procedure!r}", hint=hint)
    here = world(on, known)
    return voting_power(here, here.alliance(name), organ, some_names(without), some_names(parties), tried)


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


def years(
    name: str,
    first: int,
    last: int | None = None,
    known: Day | None = None,
    resource: str = "military-expenditure",
    series: str = "",
) -> Years:
    """An alliance in each year (to the last full one): leader's share, what is left, concentration, divergence."""
    from foedus.measures.over_time.one_alliance import over_years

    here = world(None, known)
    begin = a_whole_number(first, "first")
    end = here.as_of.on.year - 1 if last is None else a_whole_number(last, "last")
    return Years(over_years(here, here.alliance(name), begin, end, resource, series))


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
    request: str = "",
    asked: str = "",
    without: Names = (),
    amend: Names = (),
    runs: int = 20_000,
    seed: int = 0,
    history: bool = False,
    model: str = "",
    assumptions: str | Path | None = None,
) -> Answer:
    """Who comes? A recorded case by name, or a question of one's own by alliance, state, day and threat.

    `asked` is what is asked for ("troops", "materiel", "consultation", "none" ...), `request` how ("formal",
    "informal", "disputed", "faction", "none"); `model` is "fitted" (the default) or "baserate". A recorded case brings
    its own words: what would contradict them is refused, and `known` may be as early as the day before it.
    `assumptions` is a file with a table of one's own, in place of what the model takes for granted.

    >>> import foedus as fd
    >>> found = fd.invoke("kazakhstan-2022", runs=2000)
    >>> found.ruling.owed, found.as_of["known"], sorted(found.contributions)
    (True, '2022-01-05', ['ARM', 'BLR', 'KGZ', 'RUS', 'TJK'])
    >>> own = fd.invoke(alliance="NATO", by="EST", on="2021-06-01", threat="external-attack", adversary="RUS", runs=500)
    >>> own.ruling.owed
    True
    >>> own.frame().columns[:4]
    ['state', 'p', 'low', 'high']
    """
    from foedus.response.answer import answer
    from foedus.response.assumptions import own_assumptions
    from foedus.response.model import DEFAULT, model_named
    from foedus.response.question import recorded_question, resolve

    speaks = model_named(model or DEFAULT)
    own = own_assumptions(Path(assumptions), speaks.assumptions, speaks.version) if assumptions else None
    then, draws, start = _known(known), a_whole_number(runs, "runs"), a_whole_number(seed, "seed")
    gone, changes = some_names(without), some_names(amend)
    if case:
        given = {"alliance": alliance, "by": by, "on": on, "adversary": adversary, "place": place,
                 "request": request, "asked": asked}  # fmt: skip
        if ignored := [name for name, value in given.items() if value]:
            raise FoedusError(
                f"a recorded case has its own {', '.join(ignored)}",
                why=f"{case} was named, and {', '.join(ignored)} would be ignored",
                hint="leave them out, or leave out the case and ask a question of your own",
            )
        question = recorded_question(
            case,
            known=then,
            threat=threat or None,
            without=gone,
            amend=changes,
            runs=draws,
            seed=start,
        )
    else:
        if on is None or not (alliance and by and threat):
            raise FoedusError("a question needs alliance, by, on and threat", hint="or name a recorded case")
        question = resolve(
            alliance=alliance, by=by, on=a_day(on), known=then, threat=threat, adversary=adversary, place=place,
            request=request, asked=asked, without=gone, amend=changes, runs=draws, seed=start,
        )  # fmt: skip
    return answer(question, history=history, model=speaks, own=own)


def outcomes(threat: str, on: Day | None = None, known: Day | None = None) -> Outcomes:
    """What followed in comparable cases before a day, where soldiers came and where not, and counts in published sets.

    `threat` is one of the record's ("internal-unrest", "coup", "civil-war", "cross-border-raid", "external-attack",
    "terrorism", "other"). Shares come with their counts, 90 % intervals, unknown and running cases, and without the
    state with most cases; effect and cost stand apart. Raises `QueryError` for a threat that is none.

    >>> import foedus as fd
    >>> found = fd.outcomes("internal-unrest", on="2022-01-05", known="2022-01-05")
    >>> found
    <internal-unrest before 2022-01-05, known 2022-01-05: 21 cases, soldiers came in 10, came not in 4>
    """
    from foedus.outcomes.ask import threat_named, what_followed

    return what_followed(world(on, known), threat_named(threat))


def brief(name: str, on: Day | None = None, known: Day | None = None, lang: str = "en") -> str:
    """The self-contained HTML brief of an alliance on a day, in "en" or "de"."""
    from foedus.brief import alliance_brief

    return alliance_brief(world(on, known), name, lang).html


def claims(name: str, known: Day | None = None) -> Verdicts:
    """Check a set of claims (the name of a shipped one, or a file) against the record."""
    from foedus.claims.check import check

    return check(name, _known(known) or today())


def members(name: str, on: Day | None = None, known: Day | None = None, lang: str = "en") -> pl.DataFrame:
    """The members on a day as a table in the alphabet of the language: state, name, status, since, signed."""
    need("tables")
    import polars as pl

    from foedus.brief.words.messages import language

    tongue = language(lang)
    rows = by_name(show(name, on, known).members, lambda member: member.name.text(tongue))
    return pl.DataFrame(
        {
            "state": [r.state for r in rows],
            "name": [r.name.text(tongue) for r in rows],
            "status": [r.status for r in rows],
            "since": [r.since for r in rows],
            "signed": [r.signed for r in rows],
        }
    )


def cases(name: str = "") -> pl.DataFrame:
    """The recorded invocations, all or those of one alliance: id, alliance, by, date, threat, asked, response."""
    need("tables")
    import polars as pl

    wanted = alliance(name).id if name else ""
    chosen = [c for c in load().invocations.values() if wanted in ("", c.alliance)]
    found = sorted(chosen, key=lambda c: (c.date.first, c.id))
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


def amendments(name: str) -> pl.DataFrame:
    """The changes of a treaty that `invoke(..., amend=...)` can try: id and title."""
    need("tables")
    import polars as pl

    from foedus.charter.rules import amendments_of

    found = list(amendments_of(alliance(name).id).values())
    return pl.DataFrame({"id": [a.id for a in found], "title": [a.title.en for a in found]})


def dataset(name: str, raw: bool = False) -> pl.DataFrame:
    """A table of a public data set that you have added: tidy, or with `raw` as it stands in the published file.

    `name` is "set.table", or the set's name where it has one table; `foedus data list` names them. Raises
    `DatasetError`, saying how to get the file, if it is not here.
    """
    from foedus.datasets import store

    return store.raw_frame(name) if raw else store.frame(name)
