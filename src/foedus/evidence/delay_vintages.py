"""Fit the delays of deployments again for every vintage, and write the figures that ship."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from foedus.ground.calendar import AsOf
from foedus.ground.write import write_whole
from foedus.response.arrival.learnt import Learnt, learn
from foedus.response.arrival.spells import STAGES, Stage, spells
from foedus.response.arrival.vintages import DELAY_FILE, AllStages, pack_delays

if TYPE_CHECKING:
    from foedus.record.load import Record


def delays_learnt_by(day: dt.date, record: Record) -> dict[Stage, Learnt]:
    """What the deployments that began before the day teach of every stage, as known on it."""
    return {stage: learn(spells(record, stage, AsOf(day, day)), stage) for stage in STAGES}


def build_delays(record: Record, wanted: Sequence[dt.date]) -> Iterator[tuple[dt.date, AllStages]]:
    """The vintages of these days in order of time."""
    for day in wanted:
        yield day, delays_learnt_by(day, record)


def write_delays(found: Sequence[tuple[dt.date, AllStages]], file: Path = DELAY_FILE) -> None:
    """Write the vintages whole; the same vintages give the same bytes."""
    memory = io.BytesIO()
    np.savez_compressed(memory, **pack_delays(found))  # type: ignore[arg-type]
    write_whole(file, memory.getvalue())
