"""What came of a trial: every model's scores with their intervals, and its gains over the baselines, kept in a file.

A file is written whole, and bears a digest of all it depends on: version, code, published files. A run that finds a
file with its digest does not make it again; so a run that was stopped goes on where it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np

from foedus.datasets import store
from foedus.datasets.catalogue import get_table
from foedus.datasets.kept import home as kept_home
from foedus.evidence.curve import Bin, curve
from foedus.evidence.frames.wars import later_wars
from foedus.evidence.historic import SUITES, Design, Sources
from foedus.evidence.scores import (
    SCORES,
    Interval,
    auc,
    brier,
    counts,
    difference,
    gain,
    interval,
    log_loss,
    scored,
)
from foedus.evidence.trial import Progress, Tried, crossed, mean_of, prequential
from foedus.ground.errors import DatasetError, QueryError, did_you_mean
from foedus.ground.gate import typed_json
from foedus.ground.strict import Strict
from foedus.ground.version import __version__
from foedus.ground.write import write_whole

#: The files of this room, beside its frames, that a figure goes through.
CODE = ("boosting", "curve", "fit", "held", "historic", "models", "scores", "trial")
#: How many wars are told of which the mean was farthest from what happened.
MISSED = 6
#: Whom a model is held against: the rate of other wars, that of the very rows scored, and the table of rates.
RATE, CONSTANT, TABLE = "rate", "constant", "obligation-era"


class Line(Strict, kw_only=True, frozen=True):
    """A model's scores by name and its gains: of log loss over both rates, of both losses and AUC over the table."""

    model: str
    scores: dict[str, Interval]
    log_over_rate: Interval
    log_over_constant: Interval
    log_over_table: Interval
    brier_over_table: Interval
    auc_over_table: Interval


class Missed(Strict, kw_only=True, frozen=True):
    """A war in which more or fewer came than the mean of the models expected."""

    group: str
    name: str
    expected: float
    came: int


class Held(Strict, kw_only=True, frozen=True):
    """A frame tried in a design: rows, groups and acts, acts `expected` by model, a line for each model.

    `missed` are the wars farthest from the mean of the models, `curve` is that mean's calibration.
    """

    frame: str
    design: Design
    rows: int
    groups: int
    came: int
    groups_came: int
    compared: int
    version: str
    digest: str
    expected: dict[str, float]
    lines: tuple[Line, ...]
    missed: tuple[Missed, ...] = ()
    curve: tuple[Bin, ...] = ()


def chosen(names: tuple[str, ...]) -> tuple[str, ...]:
    """Frames by name or by the beginning of their names, all without any. Raises `QueryError` for an unknown one."""
    found: list[str] = []
    for name in names or ("e",):
        its = [frame for frame in SUITES if frame == name or (name in ("e", "e1", "e2") and frame.startswith(name))]
        if not its:
            raise QueryError(
                f"there is no frame {name!r}",
                why=f"the historic frames are {', '.join(SUITES)}",
                hint=did_you_mean(name, ("e1", "e2", *SUITES), "e1 and e2 name all of one kind"),
            )
        found += its
    return tuple(dict.fromkeys(found))


def home() -> Path:
    """Where results are kept: beside the published files that they are made of."""
    return kept_home() / "evidence"


def kept(frame: str, design: Design, folder: Path) -> Held | None:
    """The result of an earlier run, whatever it was made of; None where none can be read."""
    try:
        found: Held = typed_json((folder / f"{frame}.{design}.json").read_bytes(), Held)
        return found
    except (OSError, msgspec.DecodeError):
        return None


def held(frame: str, design: Design, sources: Sources, folder: Path, progress: Progress | None = None) -> Held:
    """Try a frame, or take the result of an earlier run that was made of the same."""
    suite = SUITES[frame]
    if gone := store.missing(suite.tables):
        raise gone
    digest = _digest(suite.tables)
    if (old := kept(frame, design, folder)) is not None and old.digest == digest:
        return old
    rows, more = suite.rows(sources), sources.more if suite.disputes else None
    if design == "folds":
        tried = crossed(rows, suite.learners, suite.signs, suite.borrowed, more, progress)
    else:
        asked = suite.asked(sources) if suite.asked else None
        tried = prequential(rows, suite.learners, suite.signs, suite.borrowed, more, progress, asked)
    names = {war.id: f"{war.name} {war.day.year}" for war in sources.wars}
    names |= {war.id: war.name for war in later_wars()} if suite.asked else {}
    found = _told(frame, design, mean_of(tried, "mean", suite.mean), suite.compared, digest, names)
    try:
        write_whole(folder / f"{frame}.{design}.json", msgspec.json.format(msgspec.json.encode(found)))
    except OSError as error:
        raise DatasetError(
            f"the result cannot be written: {error.strerror or error}", hint="name another folder: --folder",
            where=str(folder),
        ) from None  # fmt: skip
    return found


def _missed(tried: Tried, names: dict[str, str]) -> tuple[Missed, ...]:
    """The wars farthest from what the mean expected, the farthest first."""
    found = []
    for group in sorted(set(tried.rows.group)):
        its = tried.rows.group == group
        expected, came = float(tried.forecasts["mean"][its].sum()), int(tried.rows.outcome[its].sum())
        found.append(Missed(group=str(group), name=names.get(group, str(group)), expected=expected, came=came))
    return tuple(sorted(found, key=lambda m: (-abs(m.came - m.expected), m.group))[:MISSED])


def _told(
    frame: str, design: Design, tried: Tried, compared: int, digest: str, names: dict[str, str] | None = None
) -> Held:
    rows, groups = tried.rows, list(tried.rows.group)
    peers = {
        CONSTANT: np.full(len(rows), rows.outcome.mean()), RATE: tried.forecasts[RATE], TABLE: tried.forecasts[TABLE],
    }  # fmt: skip
    lines = []
    for model, forecast in tried.forecasts.items():
        own = scored(rows.outcome, forecast, groups, peers=dict(peers))
        drawn = counts(own)
        lines.append(
            Line(
                model=model,
                scores={name: interval(score, own, drawn) for name, score in SCORES.items()},
                log_over_rate=gain(log_loss, own, RATE, drawn),
                log_over_constant=gain(log_loss, own, CONSTANT, drawn),
                log_over_table=gain(log_loss, own, TABLE, drawn),
                brier_over_table=gain(brier, own, TABLE, drawn),
                auc_over_table=difference(auc, own, TABLE, drawn),
            )
        )
    return Held(
        frame=frame,
        design=design,
        rows=len(rows),
        groups=len(set(groups)),
        came=int(rows.outcome.sum()),
        groups_came=len({g for g, y in zip(groups, rows.outcome, strict=True) if y}),
        compared=compared,
        version=__version__,
        digest=digest,
        expected={name: float(p.sum()) for name, p in tried.forecasts.items()},
        lines=tuple(lines),
        missed=_missed(tried, names or {}),
        curve=curve(scored(rows.outcome, tried.forecasts["mean"], groups)),
    )


def _digest(tables: tuple[str, ...]) -> str:
    """Of the version, the code that the figures go through, and every published file that the tables are read from."""
    made, room = hashlib.sha256(__version__.encode()), Path(__file__).parent
    for path in (*sorted((room / "frames").glob("*.py")), *(room / f"{name}.py" for name in CODE)):
        made.update(path.read_bytes())
    for name in sorted(tables):
        made.update(store.file_of(get_table(name)).read_bytes())
    return made.hexdigest()


#: Told before each trial: its frame and design; gives what is told of its steps.
Announce = Callable[[str, Design], Progress | None]


def run_suites(names: tuple[str, ...], folder: Path, announce: Announce | None = None) -> list[Held]:
    """Every frame of these in each of its designs."""
    sources = Sources()
    return [
        held(frame, design, sources, folder, announce(frame, design) if announce else None)
        for frame in names
        for design in SUITES[frame].designs
    ]
