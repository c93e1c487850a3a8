"""Fit the model of calls again for every vintage, and write the figures that ship with it."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from foedus.evidence.calls import Contingents, Row, contingents, frame_of
from foedus.ground.strict import Strict
from foedus.ground.terms import SINCE
from foedus.ground.write import write_whole
from foedus.response.draws import Draws
from foedus.response.fitted.call import ASKED, TERMS, THREATENED
from foedus.response.fitted.members import SENDING
from foedus.response.fitted.posterior import Fit, design, fit, fit_call
from foedus.response.fitted.sizes import fit_sizes
from foedus.response.fitted.vintages import DRAWS, FILE, Vintage, pack

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from foedus.record.load import Record

#: The first vintage: nothing of this frame was known by then.
FIRST: Final = dt.date(SINCE, 1, 1)
SEED: Final = 0
#: How many calls of all kinds the means of one kind of threat are pulled by (a convention).
PULLED: Final = 3.0
#: Widths of the priors of what moves a member to send (log odds), in the order of `SENDING`; the constant's centre.
SEND_CENTRE: Final = np.array([-1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0])
SEND_WIDTH: Final = np.array([1.5, 1.0, 0.5, 0.5, 1.0, 1.5, 1.0])


def days(last: dt.date) -> list[dt.date]:
    """The first day of every year since 1945, and the day of the record itself."""
    return sorted({*(dt.date(year, 1, 1) for year in range(SINCE, last.year + 1)), last})


class Mixing(Strict, kw_only=True, frozen=True):
    """How the chains of a vintage mixed, for calls and for senders: split R-hat, effective draws, share accepted."""

    day: dt.date
    calls: tuple[float, float, float]
    members: tuple[float, float, float]


def least_mixed(found: list[Mixing]) -> list[tuple[str, float, float, float]]:
    """Of each part the largest R-hat, the fewest effective draws and the least share accepted of all vintages."""
    told = []
    for part in ("calls", "members"):
        r_hat, ess, accepted = zip(*(getattr(m, part) for m in found), strict=True)
        told.append((part, max(r_hat), min(ess), min(accepted)))
    return told


def vintage(
    day: dt.date, frame: list[Row], sizes: Contingents, leave: Callable[[Row], bool] = lambda row: False
) -> Vintage:
    """What could be learnt by `day` from the calls that are not left out."""
    return learnt_by(day, frame, sizes, leave)[0]


def learnt_by(
    day: dt.date, frame: list[Row], sizes: Contingents, leave: Callable[[Row], bool] = lambda row: False
) -> tuple[Vintage, Mixing]:
    """The same, with how the chains mixed."""
    seen = [r for r in frame if r.learnt <= day and not leave(r)]
    common = usual_of(seen)
    x = design([r.call for r in seen], common)
    found = fit_call(x, np.array([float(r.came) for r in seen]), Draws(SEED, 1))
    terms = np.array([np.where(np.isnan(r.call.terms), common[r.call.threatened], r.call.terms) for r in seen])
    terms = terms.reshape(-1, len(TERMS))
    counts, came = (np.zeros((len(ASKED), len(THREATENED)), dtype=np.int64) for _ in range(2))
    for r in seen:
        counts[r.call.asked, r.call.threatened] += 1
        came[r.call.asked, r.call.threatened] += r.came
    known = np.array([k <= day for k in sizes.known], dtype=bool)
    nothing = np.zeros(len(TERMS))
    senders = fit_members(seen)
    made = Vintage(
        day=day,
        calls=thinned(found),
        members=thinned(senders),
        sizes=replace(fit_sizes(sizes.x[known], sizes.y[known], sizes.mission[known]), own=sizes.levels_by(day)),
        usual=common,
        low=terms.min(axis=0) if len(terms) else nothing,
        high=terms.max(axis=0) if len(terms) else nothing,
        counts=counts,
        came=came,
    )
    calls, members = ((fit.r_hat, fit.ess, fit.accepted) for fit in (found, senders))
    return made, Mixing(day=day, calls=calls, members=members)


def usual_of(seen: list[Row]) -> NDArray[np.float64]:
    """The means of the terms over calls for soldiers by kind of threat (K, T), each over those of which it is known.

    Each kind is pulled towards all kinds as by `PULLED` calls; 0 before any call.
    """
    asked = [r.call for r in seen if ASKED[r.call.asked] == "troops"]
    terms = np.array([call.terms for call in asked]).reshape(-1, len(TERMS))
    threatened = np.array([call.threatened for call in asked], dtype=int)
    known = ~np.isnan(terms)
    values = np.where(known, terms, 0.0)
    whole = values.sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    kinds = [threatened == kind for kind in range(len(THREATENED))]
    means: NDArray[np.float64] = np.array(
        [(values[k].sum(axis=0) + PULLED * whole) / (known[k].sum(axis=0) + PULLED) for k in kinds]
    )
    return means


def fit_members(seen: list[Row]) -> Fit:
    """Who sends, given that the alliance does: fitted to answers whose list of contributors is complete."""
    whole = [(r.sending, r.sent) for r in seen if r.sent is not None and r.sent.any()]
    x = np.concatenate([sending for sending, _ in whole]) if whole else np.empty((0, len(SENDING)))
    y = np.concatenate([sent for _, sent in whole]).astype(float) if whole else np.empty(0)
    signed = np.arange(len(SENDING)) > 0
    sizes = np.array([len(sent) for _, sent in whole], dtype=np.int64)
    return fit(x, y, np.ones(len(y)), Draws(SEED, 1), SEND_CENTRE, SEND_WIDTH, signed, "members", sizes)


def thinned(found: Fit) -> NDArray[np.float64]:
    """As many draws as ship, evenly taken."""
    chosen: NDArray[np.float64] = found.draws[np.linspace(0, len(found.draws) - 1, DRAWS).astype(int)]
    return chosen


def build(record: Record, wanted: list[dt.date]) -> Iterator[tuple[Vintage, Mixing]]:
    """The vintages of these days in order of time, and how each mixed."""
    frame, sizes = frame_of(record).rows, contingents(record)
    for day in wanted:
        yield learnt_by(day, frame, sizes)


def write(found: list[Vintage], file: Path = FILE) -> None:
    """Write the vintages whole; the same vintages give the same bytes."""
    memory = io.BytesIO()
    np.savez_compressed(memory, **pack(found))  # type: ignore[arg-type]
    write_whole(file, memory.getvalue())
