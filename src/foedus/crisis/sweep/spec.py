"""What a sweep is asked: a file of TOML, checked at one gate, and its factors.

    case = "kazakhstan-2022"
    method = "sobol"            # or "morris"
    samples = 64                # base samples (sobol), trajectories (morris)
    answers = ["troops", "first-week", "restored"]
    assumptions = "all"         # of the model, of delays and of the case's own ground; or a list of names
    [framings]
    threat = ["internal-unrest", "civil-war"]
    without = ["", "RUS"]
    [procedures]
    procedure = ["", "each-for-itself"]

In a list of framings or procedures the first entry is the question as it stands; "" leaves it so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

from foedus.crisis.plan import ASSUMED, GROUNDS, check_crisis_runs, crisis_assumptions
from foedus.ground.errors import QueryError, RecordError, did_you_mean
from foedus.ground.strict import Strict
from foedus.ground.terms import PROCEDURES, THREATS
from foedus.ground.toml import convert, read_toml
from foedus.record.load import load
from foedus.response.arrival.learnt import delay_assumptions
from foedus.response.assumptions import Assumptions
from foedus.response.model import model_named
from foedus.response.question import find_case

Method = Literal["sobol", "morris"]
#: The answers that a sweep can follow. `restored` and `first-week` are shares of runs, `soldiers` a middle number.
ANSWERS: Final = ("troops", "first-week", "soldiers", "restored")
#: A sweep is refused from so many points on: days of work on two cores.
MOST_POINTS: Final = 2_000_000
#: What may vary beside assumptions, by the part of the file that names it.
FRAMINGS: Final = ("threat", "without", "amend")


class SweepSpec(Strict, kw_only=True, frozen=True):
    """The file of a sweep."""

    case: str
    method: Method = "sobol"
    samples: int = 64
    answers: tuple[str, ...] = ("troops",)
    assumptions: str | tuple[str, ...] = "all"
    framings: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    procedures: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    seed: int = 0
    runs: int = 2000
    days: int = 60


@dataclass(frozen=True, slots=True)
class SweepFactor:
    """One thing that varies: an assumption over its range, or a framing or procedure over its `levels`.

    The place 0..1 on a range is in proportion where `low` > 0, even where it is 0; `value` is the centre.
    """

    name: str
    kind: Literal["assumption", "framing", "procedure"]
    low: float = 0.0
    high: float = 0.0
    value: float = 0.0
    levels: tuple[str, ...] = ()

    def at(self, place: float) -> float | str:
        """The value, or the level, at a place 0..1."""
        if self.levels:
            return self.levels[min(int(place * len(self.levels)), len(self.levels) - 1)]
        if self.low > 0:
            return float(self.low * (self.high / self.low) ** place)
        return float(self.low + (self.high - self.low) * place)

    @property
    def ends(self) -> tuple[float | str, ...]:
        """What a bar of the tornado chart goes through: both ends of a range, or every level but the first."""
        return self.levels[1:] if self.levels else (self.low, self.high)


def known_assumptions() -> Assumptions:
    """Every assumption that can be varied, by name: of the model, of delays, of the illustration."""
    return {**model_named().assumptions, **crisis_assumptions()}


def delay_names() -> frozenset[str]:
    """The assumptions that are centres and widths of priors: their centre is moved, their width kept."""
    return frozenset(delay_assumptions())


def read_spec(file: Path) -> SweepSpec:
    """The sweep of a file; raises `QueryError` for what cannot be read or does not fit."""
    try:
        data = read_toml(file)
        spec: SweepSpec = convert(data, SweepSpec, file)
    except RecordError as error:
        raise QueryError(
            error.what, where=error.where, why=error.why, hint="see docs/how-to/crises-and-sweeps.md"
        ) from None
    except OSError as error:
        raise QueryError("the file cannot be read", where=str(file), why=error.strerror or str(error)) from None
    _check(spec, file)
    return spec


def _check(spec: SweepSpec, file: Path) -> None:
    check_crisis_runs(spec.runs, spec.days)
    _one_of(spec.answers, ANSWERS, "the sweep knows no answer", file)
    _one_of(spec.framings, FRAMINGS, "the sweep knows no framing", file)
    _one_of(spec.procedures, ("procedure",), "the sweep knows no part of a procedure", file)
    _one_of(filter(None, spec.framings.get("threat", ())), THREATS, "there is no threat", file)
    _one_of(filter(None, spec.procedures.get("procedure", ())), PROCEDURES, "there is no procedure", file)
    if not spec.answers:
        raise QueryError("the sweep follows no answer", where=str(file), hint=", ".join(ANSWERS))
    if spec.samples < 2 or (spec.method == "sobol" and spec.samples & (spec.samples - 1)):
        raise QueryError(
            f"samples = {spec.samples} cannot be drawn", where=str(file),
            why="Sobol's points come in powers of two, Morris' trajectories from two on", hint="use 64",
        )  # fmt: skip
    found = factors(spec, file)
    if len(found) < 2:
        raise QueryError("the sweep varies fewer than two things", where=str(file), hint='write assumptions = "all"')
    if spec.samples * (len(found) + 2) > MOST_POINTS:
        raise QueryError(
            f"samples = {spec.samples} are too many", where=str(file),
            why=f"with {len(found)} factors more than {MOST_POINTS} points", hint="use 64",
        )  # fmt: skip


def _one_of(given: Any, known: Any, what: str, file: Path) -> None:
    for name in given:
        if name not in known:
            hint = did_you_mean(name, known, ", ".join(known))
            raise QueryError(f"{what} {name!r}", where=str(file), hint=hint)


def factors(spec: SweepSpec, file: Path | None = None) -> tuple[SweepFactor, ...]:
    """What varies, in the order of the columns of the points; raises `QueryError` for an unknown assumption."""
    known = known_assumptions()
    named = tuple(n for n in known if n not in _elsewhere(spec)) if spec.assumptions == "all" else spec.assumptions
    named = (named,) if isinstance(named, str) else named
    _one_of(named, known, "there is no assumption", file or Path())
    for name in named:
        if known[name].low == known[name].high and spec.assumptions != "all":
            raise QueryError(
                f"the assumption {name!r} does not vary", where=str(file or ""), why="its range is a single figure",
                hint="leave it out",
            )  # fmt: skip
    found = [
        SweepFactor(name, "assumption", entry.low, entry.high, entry.value)
        for name, entry in ((name, known[name]) for name in dict.fromkeys(named))
        if entry.low < entry.high
    ]
    found += [SweepFactor(n, "framing", levels=_levels(spec.framings, n, file)) for n in spec.framings]
    found += [SweepFactor(n, "procedure", levels=_levels(spec.procedures, n, file)) for n in spec.procedures]
    return tuple(found)


def _elsewhere(spec: SweepSpec) -> tuple[str, ...]:
    """The assumptions of the ground on which the case is not played."""
    ground = GROUNDS.get(find_case(load(), spec.case).threat, "none")
    return tuple(name for other, names in ASSUMED.items() if other != ground for name in names)


def _levels(part: Mapping[str, tuple[str, ...]], name: str, file: Path | None) -> tuple[str, ...]:
    if len(set(part[name])) < 2:
        raise QueryError(
            f"{name} has fewer than two entries", where=str(file or ""),
            hint='the first is the question as it stands, "" for what the case has',
        )  # fmt: skip
    return tuple(dict.fromkeys(part[name]))
