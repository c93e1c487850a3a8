"""The question: who calls whom, when, against what; checked at one gate before anything is computed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, get_args

from foedus.charter import Matter, hypothetical, recorded
from foedus.ground.errors import QueryError, did_you_mean
from foedus.ground.strict import Strict
from foedus.ground.terms import RESPONSES, THREATS, Request, ResponseKind, Threat
from foedus.record.alliance import Alliance
from foedus.record.case import Invocation
from foedus.record.load import Record, load
from foedus.world import World, today
from foedus.world.state_names import meant, spelled

#: What can be asked for; an ally can be asked for nothing, and then the case arose all the same.
RESPONSES_ASKED = tuple(r for r in RESPONSES if r != "declined")
REQUESTS: tuple[Request, ...] = get_args(Request)
DEFAULT_RUNS = 20_000
MAX_RUNS = 500_000


class Question(Strict, kw_only=True, frozen=True):
    """A resolved question; `case` is the id of a recorded invocation, or empty."""

    alliance: str
    by: str
    on: dt.date
    known: dt.date
    threat: Threat
    adversary: str = ""
    place: str = ""
    request: Request = "formal"
    asked: ResponseKind = "troops"
    without: tuple[str, ...] = ()
    amend: tuple[str, ...] = ()
    case: str = ""
    runs: int = DEFAULT_RUNS
    seed: int = 0


def find_case(record: Record, name: str) -> Invocation:
    """The recorded invocation of this id or alias; an unknown one raises with the nearest names."""
    names = {alias: case for case in record.invocations.values() for alias in (case.id, *case.aliases)}
    folded = {alias.casefold(): case for alias, case in names.items()}
    found = folded.get(name.casefold())
    if found is None:
        raise _no_case(record, name, names)
    return found


def _no_case(record: Record, name: str, names: Iterable[str]) -> QueryError:
    """What to say of a name that is none of a case: it may be that of an alliance or of a state."""
    for alliance in record.alliances.values():
        called = (alliance.id, *alliance.aliases, *(text for n in alliance.names for text in (n.short.en, n.short.de)))
        if name.casefold() in map(str.casefold, called):
            hint = f"ask: foedus show {alliance.id}, foedus cases {alliance.id}"
            return QueryError(f"{name!r} is an alliance and no recorded case", hint=hint)
    state = meant(name, today())
    if state is not None:
        first = next((c for c in record.invocations.values() if c.by == state), None)
        hint = (
            f"ask: foedus invoke {[*first.aliases, first.id][0]}" if first else "foedus cases lists the recorded ones"
        )
        return QueryError(f"{name!r} is a state and no recorded case", hint=hint)
    return QueryError(
        f"there is no recorded invocation {name!r}",
        why=f"the record holds {len(record.invocations)}",
        hint=did_you_mean(name, names, "foedus cases lists them; or ask with --by, --alliance, --on, --threat"),
    )


def check_runs(runs: int) -> None:
    """Raise `QueryError` for too few or too many draws."""
    if not 100 <= runs <= MAX_RUNS:
        raise QueryError(f"--runs {runs} is out of range", hint=f"use 100 to {MAX_RUNS}")


def recorded_question(
    name: str,
    *,
    known: dt.date | None = None,
    threat: str | None = None,
    without: tuple[str, ...] = (),
    amend: tuple[str, ...] = (),
    runs: int = DEFAULT_RUNS,
    seed: int = 0,
    record: Record | None = None,
) -> Question:
    """The question of a recorded case, as known on the day it was invoked unless `known` says otherwise."""
    case = find_case(record or load(), name)
    on = case.date.first
    eve = min(on, case.known.first) - dt.timedelta(days=1)
    if known is not None and known < eve:
        raise QueryError(
            f"{case.id} was not known on {known}",
            why=f"it became known on {case.known}",
            hint=f"use --known {eve} (the day before, by what it would ask) or later",
        )
    return resolve(
        alliance=case.alliance, by=case.by, on=on, known=known or max(on, case.known.last),
        threat=threat or case.threat, without=without, amend=amend, runs=runs, seed=seed, case=case, record=record,
    )  # fmt: skip


def resolve(
    *,
    alliance: str,
    by: str,
    on: dt.date,
    threat: str,
    known: dt.date | None = None,
    adversary: str = "",
    place: str = "",
    without: tuple[str, ...] = (),
    amend: tuple[str, ...] = (),
    request: str = "",
    asked: str = "",
    runs: int = DEFAULT_RUNS,
    seed: int = 0,
    case: Invocation | None = None,
    record: Record | None = None,
) -> Question:
    """Check a question against the record; whatever cannot be asked raises `QueryError`."""
    if on > today():
        raise QueryError(f"--on {on} lies in the future", why="the record ends today", hint="choose a past day")
    world = World.at(on, known or on, record)
    found = world.alliance(alliance)
    member = world.require_member(found, by, "the state that asks")
    if threat not in THREATS:
        raise QueryError(
            f"there is no threat {threat!r}",
            why=f"threats are {', '.join(THREATS)}",
            hint=did_you_mean(threat, THREATS, "use one of these"),
        )
    check_runs(runs)
    if not 0 <= seed < 2**63:
        raise QueryError(f"--seed {seed} is out of range", hint="use a whole number from 0 to 2^63 - 1")
    gone = tuple(dict.fromkeys(_without(world, found, member.state, code) for code in without))
    everyone = {m.state for m in world.members(found, "member", "signatory")} - {member.state}
    if everyone and everyone <= set(gone):
        raise QueryError(
            "nobody is left who could help",
            why=f"--without takes away every member but {member.state}",
            hint="leave at least one ally",
        )
    return Question(
        alliance=found.id,
        by=member.state,
        on=on,
        known=known or on,
        threat=threat,
        adversary=_adversary(world, member.state, adversary),
        place=_place(world, place),
        request=case.request
        if case
        else _one_of(request or ("none" if asked == "none" else "formal"), REQUESTS, "request"),
        asked=case.asked
        if case
        else _one_of(asked or ("none" if request == "none" else "troops"), RESPONSES_ASKED, "asked"),
        without=gone,
        amend=amend,
        case=case.id if case else "",
        runs=runs,
        seed=seed,
    )


def _one_of(value: str, known: tuple[str, ...], what: str) -> Any:
    """The value, if it is one of the closed list; else a `QueryError` that names the list."""
    if value not in known:
        raise QueryError(
            f"--{what} {value!r} is not known",
            why=f"it is one of {', '.join(known)}",
            hint=did_you_mean(value, known, "use one of these"),
        )
    return value


def _without(world: World, alliance: Alliance, by: str, code: str) -> str:
    member = world.require_member(alliance, code, "--without")
    if member.state == by:
        raise QueryError(
            f"--without {code}: the state that asks cannot be taken away",
            hint="name one of its allies",
        )
    return member.state


def _adversary(world: World, by: str, code: str) -> str:
    if not code:
        return ""
    state = world.state(code)
    if state.id == by:
        raise QueryError(
            f"--adversary {state.id} is the state that asks itself on {world.as_of.on}",
            hint="name another state; a fellow member may be named, and leaves open what the treaty owes",
        )
    return state.id


def _place(world: World, place: str) -> str:
    """The place or state where it happens; raises `QueryError` for a name of neither."""
    places = world.record.places
    if not place or place in places:
        return place
    if meant(place, world.as_of.on) is None:
        raise QueryError(
            f"there is no state or place {place!r} in the record",
            why=f"the record holds {len(places)} places, and the states by name or id",
            hint=did_you_mean(place, (*places, *spelled()), "name the state in which it lies, or leave --place out"),
        )
    return world.state(place).id


def matter_of(question: Question, record: Record) -> Matter:
    """The matter that the charter judges: the recorded case, or the question's own assumptions."""
    if question.case:
        case = record.invocations[question.case]
        matter = recorded(case, question.on)
        # Before it was known, its facts are those that its words would claim.
        return replace(matter, assumed=True) if question.known < case.known.first else matter
    return hypothetical(
        question.by,
        question.on,
        question.threat,
        question.adversary,
        question.place,
        question.request,
    )
