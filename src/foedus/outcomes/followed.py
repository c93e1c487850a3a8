"""What followed one call, as known by a day: who governed, the violence, the dead, the leaving.

Every answer is "yes", "no", "unknown" (the record does not say) or "running" (the day lies ahead of what is known). A
horizon counts from the call. That nothing had happened yet could be seen on the day itself, whenever the source was
written: who lost office in 2012 held it in 2005.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final, Literal

from foedus.ground.calendar import AsOf, Date
from foedus.ground.label import Label
from foedus.ground.strict import Strict
from foedus.ground.terms import DRIVEN_OUT, Leaving, Phase
from foedus.record.aftermath import Aftermath
from foedus.record.deployment import Deployment

Said = Literal["yes", "no", "unknown", "running"]
Horizon = Literal["month", "year", "five-years"]
#: Days from the call to each horizon.
HORIZONS: Final[dict[Horizon, int]] = {"month": 30, "year": 365, "five-years": 1826}


class Dead(Strict, kw_only=True, frozen=True):
    """A count of the dead: up to `date`, before or after the soldiers' arrival or both, according to somebody."""

    phase: Phase
    date: str
    low: float | None
    best: float | None
    high: float | None
    according_to: Label | None
    text: Label | None
    sources: tuple[str, ...]


class Office(Strict, kw_only=True, frozen=True):
    """Who governed when help was asked for, whether still at each horizon, and how and when the office was lost.

    `held`: in office at the horizon. `kept`: not driven out by then (voted out, or dead, is not driven out).
    """

    person: Label | None
    held: dict[Horizon, Said]
    kept: dict[Horizon, Said]
    left: str | None
    how: Leaving | None
    back: str | None
    text: Label | None


class Leave(Strict, kw_only=True, frozen=True):
    """The first day by which the soldiers were said to be gone, the day it was said, when they left, and whether so."""

    said: str
    told_on: str
    left: str | None
    kept: Said
    text: Label | None


class Followed(Strict, kw_only=True, frozen=True):
    """All that is known to have followed a call."""

    office: Office | None
    violence_over: dict[Horizon, Said]
    violence_ended: str | None
    violence_text: Label | None
    dead: tuple[Dead, ...]
    leave: Leave | None
    territory_kept: Said
    sources: tuple[str, ...]


def followed(day: Date, findings: Iterable[Aftermath], plans: Sequence[Deployment], as_of: AsOf) -> Followed:
    """What followed a call of that day, from the findings about it and the deployments that answered it."""
    told = list(findings)
    seen = [f for f in told if as_of.knows(f.known)]
    ended = next((f for f in seen if f.what == "violence-ended"), None)
    lost = [f for f in seen if f.what in ("territory-lost", "territory-kept")]
    return Followed(
        office=_office(day, told, as_of),
        violence_over=_over(day, told, as_of),
        violence_ended=ended.date.text if ended else None,
        violence_text=ended.text if ended else None,
        dead=tuple(_dead(f) for f in seen if f.what == "deaths"),
        leave=_leave(seen, plans, as_of),
        territory_kept="unknown" if not lost else "no" if any(f.what == "territory-lost" for f in lost) else "yes",
        sources=tuple(dict.fromkeys(key for f in seen for key in f.sources)),
    )


def _dead(f: Aftermath) -> Dead:
    return Dead(
        phase=f.phase or "all", date=f.date.text, low=f.low, best=f.best, high=f.high, according_to=f.according_to,
        text=f.text, sources=f.sources,
    )  # fmt: skip


def _reach(day: Date, days: int) -> tuple[dt.date, dt.date]:
    """The first and last day that a horizon may be."""
    return day.first + dt.timedelta(days), day.last + dt.timedelta(days)


def _when(day: Date, events: Sequence[Date], so_far: dt.date | None, horizon: int, as_of: AsOf) -> Said:
    """Whether one of the events had come about by the horizon; `so_far`: the last day on which surely none had."""
    early, late = _reach(day, horizon)
    if late > as_of.known:
        return "running"
    if any(event.last <= early for event in events):
        return "yes"
    if events:
        return "no" if all(event.first > late for event in events) else "unknown"
    return "no" if so_far is not None and so_far >= late else "unknown"


def _seen_so_far(findings: Sequence[Aftermath], as_of: AsOf) -> dt.date | None:
    """The last day by `known` on which things were still as they had been: bounded by findings of any day."""
    return min(as_of.known, max(f.date.first for f in findings)) if findings else None


def _over(day: Date, told: Sequence[Aftermath], as_of: AsOf) -> dict[Horizon, Said]:
    """Whether the violence was over at each horizon; an end that is not yet known was not there on its eve."""
    ends = [f for f in told if f.what == "violence-ended"]
    known = [f.date for f in ends if as_of.knows(f.known)]
    lasted = [f for f in told if f.what == "violence-going-on"] or [f for f in ends if not as_of.knows(f.known)]
    so_far = _seen_so_far(lasted, as_of)
    return {name: _when(day, known, so_far, days, as_of) for name, days in HORIZONS.items()}


def _office(day: Date, told: Sequence[Aftermath], as_of: AsOf) -> Office | None:
    about = [f for f in told if f.what in ("in-office", "out-of-office", "back-in-office")]
    if not about:
        return None
    out = next((f for f in about if f.what == "out-of-office"), None)
    gone = out if out is not None and as_of.knows(out.known) else None
    back = next((f for f in about if f.what == "back-in-office" and as_of.knows(f.known)), None)
    so_far = _seen_so_far([f for f in about if f.what != "back-in-office"], as_of)
    left = [gone.date] if gone else []
    away = {name: _when(day, left, so_far, days, as_of) for name, days in HORIZONS.items()}
    held: dict[Horizon, Said] = {name: _not(said) for name, said in away.items()}
    kept: dict[Horizon, Said] = dict(held)
    if gone is not None and gone.how not in DRIVEN_OUT:
        kept = {name: said if said == "running" else "yes" for name, said in held.items()}
    if back is not None:
        returned = {name: _when(day, [back.date], None, days, as_of) for name, days in HORIZONS.items()}
        held = {name: "yes" if returned[name] == "yes" else said for name, said in held.items()}
    return Office(
        person=about[0].person, held=held, kept=kept, left=gone.date.text if gone else None,
        how=gone.how if gone else None, back=back.date.text if back else None, text=gone.text if gone else None,
    )  # fmt: skip


def _not(said: Said) -> Said:
    turned: dict[Said, Said] = {"yes": "no", "no": "yes"}
    return turned.get(said, said)


def _leave(seen: Sequence[Aftermath], plans: Sequence[Deployment], as_of: AsOf) -> Leave | None:
    """The promise that was made first, against the day on which the last soldiers left."""
    promises = sorted((f for f in seen if f.what == "said-to-leave"), key=lambda f: f.known.first)
    if not promises:
        return None
    promise, date = promises[0], promises[0].date
    ends = [p.ended for p in plans if p.ended is not None and as_of.knows(p.ended_known or p.ended)]
    gone = [day for day in ends if as_of.knows(day)]
    there = [f.date.first for f in seen if f.what == "troops-there"]
    kept: Said = "unknown"
    if any(day > date.last for day in there) or any(day.first > date.last for day in ends):
        kept = "no"
    elif gone and all(day.last <= date.last for day in gone):
        kept = "yes"
    elif as_of.known <= date.last:
        kept = "running"
    return Leave(
        said=date.text, told_on=promise.known.text, left=max(gone, key=lambda d: d.first).text if gone else None,
        kept=kept, text=promise.text,
    )  # fmt: skip
