"""A crisis on disk: a folder that says what it holds, what has been counted so far, and at the end `crisis.nc`.

Every file is written whole. A folder of another question, seed or version is refused; one that was left half-way goes
on where it stopped, and ends with the same bytes as one that never stopped.
"""

from __future__ import annotations

import errno
import io
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile

import msgspec
import numpy as np
from numpy.typing import NDArray

from foedus.crisis.netcdf import netcdf_bytes, read_netcdf
from foedus.crisis.outcome import CrisisOutcome
from foedus.crisis.plan import CrisisPlan
from foedus.crisis.tally import ARRAYS, RunTally
from foedus.ground.errors import QueryError
from foedus.ground.extras import need
from foedus.ground.gate import typed_json
from foedus.ground.write import write_whole

#: What the folder holds, by file.
ASKED, SO_FAR, DONE, PATHS = "asked.json", "so-far.npz", "crisis.nc", "paths"
#: Bytes that the sums take at most, beside whole paths.
SPARE = 32_000_000
#: Runs in one file of whole paths, and kept as done together: a property of the folder, so that its files do not hang
#: on chunks.
STRETCH = 20_000


@contextmanager
def kindly(path: Path) -> Iterator[None]:
    """Turn what the system says of a file into an error in a person's words."""
    try:
        yield
    except OSError as error:
        hint = "free some room, or name another folder; what is there is kept, and goes on where it stopped"
        raise QueryError(
            f"{path} cannot be written", why=error.strerror or str(error),
            hint=hint if error.errno == errno.ENOSPC else "name another folder",
        ) from None  # fmt: skip


class CrisisFolder:
    """The folder of one crisis."""

    def __init__(self, path: Path, plan: CrisisPlan, *, paths: bool = False, stretch: int = STRETCH) -> None:
        """Open a new or an own folder; raises `QueryError` for one that holds anything else."""
        need("ensembles")
        self.path, self._plan, self.paths, self.stretch = path, plan, paths, stretch
        asked = {k: str(v) for k, v in plan.as_asked.items()} | {"paths": "yes" if paths else "no"}
        with kindly(path):
            path.mkdir(parents=True, exist_ok=True)
            found = path / ASKED
            if found.is_file():
                _same(path, found, asked)
            elif any(path.iterdir()):
                raise QueryError(
                    f"{path} holds other files", why="a crisis is kept in a folder of its own",
                    hint="name a new or an empty folder",
                )  # fmt: skip
            self._room(path)
            if not found.is_file():
                write_whole(found, msgspec.json.format(msgspec.json.encode(asked), indent=2) + b"\n")
            if paths:
                (path / PATHS).mkdir(exist_ok=True)

    def _room(self, path: Path) -> None:
        there = sum(file.stat().st_size for file in path.rglob("*.nc"))
        whole = bytes_of_paths(self._plan) if self.paths else 0
        needed, free = max(whole + SPARE - there, 0), shutil.disk_usage(path).free
        if needed > free:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    def finished(self) -> CrisisOutcome | None:
        """The outcome where all runs have been counted before."""
        file = self.path / DONE
        if not file.is_file():
            return None
        try:
            arrays, attributes = read_netcdf(file)
            return CrisisOutcome.of_variables(arrays, attributes["no_ground"], self._plan.as_asked)
        except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
            raise _damaged(file) from error

    def counted(self, tally: RunTally) -> tuple[RunTally, NDArray[np.bool_]]:
        """What has been counted so far, and which stretches of runs it holds; `tally` is an empty one."""
        done = np.zeros(-(-self._plan.runs // self.stretch), np.bool_)
        file = self.path / SO_FAR
        if not file.is_file():
            return tally, done
        try:
            # From memory: a file that is no archive would be left open.
            with np.load(io.BytesIO(file.read_bytes()), allow_pickle=False) as kept:
                found = RunTally(int(kept["runs"]), *(kept[name] for name in ARRAYS))
                if any(getattr(found, n).shape != getattr(tally, n).shape for n in ARRAYS):
                    raise ValueError(SO_FAR)
                return found, kept["done"] | done
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
            raise _damaged(file) from error

    def keep(self, tally: RunTally, done: NDArray[np.bool_]) -> None:
        """Keep what has been counted so far."""
        out = io.BytesIO()
        arrays = {name: getattr(tally, name) for name in ARRAYS}
        np.savez(out, runs=np.int64(tally.runs), done=done, **arrays)
        with kindly(self.path):
            write_whole(self.path / SO_FAR, out.getvalue())

    def keep_paths(self, stretch: int, series: tuple[str, ...], kept: NDArray[np.float32]) -> None:
        """Keep the whole paths of a stretch of runs, float32 (S, R, days)."""
        first = stretch * self.stretch
        runs = np.arange(first, first + kept.shape[1], dtype=np.int32)
        held = {name: (("run", "day"), kept[i]) for i, name in enumerate(series)}
        with kindly(self.path):
            file = self.path / PATHS / f"{stretch:05}.nc"
            write_whole(file, netcdf_bytes({"run": (("run",), runs), **held}, {}))

    def finish(self, outcome: CrisisOutcome) -> None:
        """Write what all runs show, and drop what was kept on the way."""
        with kindly(self.path):
            write_whole(self.path / DONE, netcdf_bytes(outcome.variables(), outcome.attributes()))
            (self.path / SO_FAR).unlink(missing_ok=True)


def bytes_of_paths(plan: CrisisPlan) -> int:
    """How much whole paths take on disk, in bytes: single precision by series, run and day."""
    return plan.runs * plan.days * 4 * (1 if plan.ground == "none" else 4)


def _same(path: Path, file: Path, asked: dict[str, str]) -> None:
    """Refuse a folder that was begun for anything else."""
    try:
        there = typed_json(file.read_bytes(), dict[str, str])
    except msgspec.DecodeError as error:
        raise _damaged(file) from error
    for name in asked | there:
        was, now = there.get(name, ""), asked.get(name, "")
        if was != now:
            raise QueryError(
                f"{path} holds another crisis", why=f"its {name} is {was or '-'}, not {now or '-'}",
                hint="name another folder, or ask as it was asked",
            )  # fmt: skip


def _damaged(file: Path) -> QueryError:
    return QueryError(
        f"{file} is damaged", why="it is not what a crisis writes", hint="remove the folder and begin again"
    )
