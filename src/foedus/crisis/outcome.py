"""What a crisis shows: quantiles by day, days of events, what the soldiers changed; as xarray and as plain figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from foedus.crisis.plan import VERSION, CrisisPlan
from foedus.crisis.tally import Counts, RunTally, size_quantiles
from foedus.ground.terms import RESPONSES

if TYPE_CHECKING:
    import xarray as xr

LEVELS: Final = (0.05, 0.25, 0.5, 0.75, 0.95)
EFFECT: Final = ("either-way", "only-with", "only-without", "neither")


@dataclass(frozen=True, slots=True, eq=False)
class CrisisOutcome:
    """A crisis counted out, over R runs and T days.

    asked: what it hangs on, by name. quantiles float32 (levels, series, T); events (events, T + 1): runs in which each
    came about on a day, the last for never within the days; kinds, members, effect, sooner: as in `RunTally`.
    """

    asked: Mapping[str, str | int | float]
    runs: int
    series: tuple[str, ...]
    quantiles: NDArray[np.float32]
    told: tuple[str, ...]
    events: Counts
    kinds: Counts
    members: tuple[str, ...]
    joined: Counts
    effect: Counts
    sooner: Counts
    why: str = ""

    @classmethod
    def of(cls, plan: CrisisPlan, tally: RunTally) -> CrisisOutcome:
        """What has been counted, summed up."""
        from foedus.crisis.chunk import ALWAYS, EVENTS, SERIES

        return cls(
            plan.as_asked, tally.runs, SERIES[plan.ground], size_quantiles(tally.sizes, LEVELS),
            (*ALWAYS, *EVENTS[plan.ground]), tally.events, tally.kinds, plan.situation.present, tally.members,
            tally.effect, tally.sooner, plan.why,
        )  # fmt: skip

    @property
    def days(self) -> int:
        """The days that are followed, the day of the call the first."""
        return int(self.events.shape[1]) - 1

    @property
    def come(self) -> int:
        """The runs in which soldiers come."""
        return int(self.kinds[RESPONSES.index("troops")])

    def by_day(self, event: str) -> NDArray[np.float64]:
        """The share of all runs in which an event has come about by each day, shape (T,)."""
        counts = self.events[self.told.index(event)]
        return np.asarray(np.cumsum(counts[:-1]) / self.runs)

    def event_day(self, event: str, level: float) -> int | None:
        """The day by which an event has come about in a share `level` of all runs; None where it never has."""
        reached = np.flatnonzero(self.by_day(event) >= level)
        return int(reached[0]) if len(reached) else None

    def fan(self, series: str) -> NDArray[np.float32]:
        """The quantiles of a series by day, shape (levels, T)."""
        return self.quantiles[:, self.series.index(series)]

    def sooner_by(self, least: int) -> int:
        """The runs in which the end comes about at least so many days sooner with the soldiers than without."""
        return int(self.sooner[self.days + least :].sum())

    def as_dict(self) -> dict[str, Any]:
        """Figures for machines."""
        return {
            "illustration": True,
            "asked": dict(self.asked),
            "runs": self.runs,
            "days": self.days,
            "no_ground": self.why or None,
            "response": {kind: int(n) / self.runs for kind, n in zip(RESPONSES, self.kinds, strict=True)},
            "runs_with_soldiers": self.come,
            "senders": {
                state: int(n) / self.come if self.come else None
                for state, n in zip(self.members, self.joined, strict=True)
            },
            "events": {
                event: {
                    "share": float(self.by_day(event)[-1]),
                    "day": {str(level): self.event_day(event, level) for level in LEVELS},
                    "by_day": [round(x, 6) for x in self.by_day(event).tolist()],
                }
                for event in self.told
            },
            "soldiers_change": self._change(),
            "quantiles": {
                name: {str(q): [float(f"{x:.4g}") for x in self.fan(name)[i]] for i, q in enumerate(LEVELS)}
                for name in self.series
            },
        }

    def _change(self) -> dict[str, Any] | None:
        """What the soldiers changed, of the runs in which they come; None where no ground is known."""
        if len(self.told) == 3:
            return None
        return {
            **{name: int(n) for name, n in zip(EFFECT, self.effect, strict=True)},
            "sooner": self.sooner_by(1),
            "later": int(self.sooner[: self.days].sum()),
            "a_week_sooner": self.sooner_by(7),
        }

    def variables(self) -> dict[str, tuple[tuple[str, ...], NDArray[Any]]]:
        """Every array by name with its axes; those named as an axis are its labels."""
        days = np.arange(self.days + 1, dtype=np.int32)
        return {
            "quantile": (("quantile",), np.array(LEVELS)),
            "series": (("series",), np.array(self.series)),
            "day": (("day",), days[:-1]),
            "event": (("event",), np.array(self.told)),
            "day_or_never": (("day_or_never",), days),
            "answer": (("answer",), np.array(RESPONSES)),
            "member": (("member",), np.array(self.members, dtype=str)),
            "change": (("change",), np.array(EFFECT)),
            "days_sooner": (("days_sooner",), np.arange(-self.days, self.days + 1, dtype=np.int32)),
            "quantiles": (("quantile", "series", "day"), self.quantiles),
            "event_day": (("event", "day_or_never"), self.events),
            "answers": (("answer",), self.kinds),
            "sends": (("member",), self.joined),
            "effect": (("change",), self.effect),
            "sooner": (("days_sooner",), self.sooner),
        }

    def attributes(self) -> dict[str, str]:
        """What goes with the arrays: what was asked, and what the whole is."""
        asked = {f"asked_{name}": str(value) for name, value in self.asked.items()}
        return {"title": f"A crisis unfolding, an illustration ({VERSION})", "no_ground": self.why, **asked}

    def dataset(self) -> xr.Dataset:
        """The same as an xarray dataset, as it is read from disk; needs the extra `ensembles`."""
        from foedus.ground.extras import need

        need("ensembles")
        import xarray as xr

        found = xr.Dataset(self.variables(), attrs=self.attributes())
        return found.set_coords([name for name in self.variables() if name in found.dims])

    @classmethod
    def of_variables(
        cls, arrays: Mapping[str, NDArray[Any]], why: str, asked: Mapping[str, str | int | float]
    ) -> CrisisOutcome:
        """The outcome that such arrays hold."""

        def names(axis: str) -> tuple[str, ...]:
            return tuple(arrays[axis].tolist()) if axis in arrays else ()

        return cls(
            asked, int(arrays["answers"].sum()), names("series"), arrays["quantiles"], names("event"),
            arrays["event_day"], arrays["answers"], names("member"), arrays.get("sends", np.zeros(0, np.int32)),
            arrays["effect"], arrays["sooner"], why,
        )  # fmt: skip
