"""The historic frames and the models tried on each: E1, allies in wars, and E2, obligations put to the test by one.

A suite is a frame, the designs in which it is tried, its learners in the order in which they are told (baselines
first), and the models whose mean is the last. How many models were compared is the number of the learners and that
mean; others that were tried and dropped stand in docs/reference/evidence.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from foedus.evidence import models
from foedus.evidence.frames import ally_in_war, background, obligations
from foedus.evidence.frames.ally_in_war import ally_rows, past
from foedus.evidence.frames.background import Background
from foedus.evidence.frames.obligations import obligation_rows
from foedus.evidence.frames.pacts import MEMBERS, Pacts, pacts
from foedus.evidence.frames.rows import Rows
from foedus.evidence.frames.wars import ARMED, CODES, DISPUTES, WARS, War, later_wars
from foedus.evidence.frames.wars import disputes as all_disputes
from foedus.evidence.frames.wars import wars as all_wars
from foedus.evidence.models import Learner
from foedus.evidence.trial import More, sparser

Design = Literal["folds", "prequential"]

#: Published tables that the frames of allies are made of, and those of obligations beside them.
TABLES = (
    MEMBERS, WARS, DISPUTES, background.STRENGTH, background.RIVALS, background.CAPITALS,
    background.NEIGHBOURS, background.MAJORS,
)  # fmt: skip
LATER, TESTS = (ARMED, CODES), (obligations.BF, obligations.LA)

#: The few features of E1: those that a survey of models found to carry it, and what the ally has done before.
FEW = (
    "rival", "near-adversary", "near-trigger", "distance", "pact-of-two", "size", "ally-major", "fighting", "together",
    "record-wars", "record-disputes",
)  # fmt: skip
#: The few of E2.
CORE = (
    "adversary-member", "rivals", "fought", "size", "conditional", "wartime", "record-wars", "record-disputes",
)  # fmt: skip
#: Prior width of a coefficient of E2, whose rows are few and features telling.
CORE_WIDTH = 0.5


class Sources:
    """What the frames are made of, each read once."""

    @cached_property
    def wars(self) -> tuple[War, ...]:
        return all_wars()

    @cached_property
    def disputes(self) -> tuple[War, ...]:
        return all_disputes(self.wars)

    @cached_property
    def pacts(self) -> Pacts:
        return pacts()

    @cached_property
    def background(self) -> Background:
        return Background(self.disputes)

    @cached_property
    def records(self) -> tuple[ally_in_war.Past, ally_in_war.Past]:
        return past(self.wars, self.pacts, self.background), past(self.disputes, self.pacts, self.background)

    def allies(self, name: str, among: tuple[War, ...], first_only: bool = False) -> Rows:
        return ally_rows(name, among, self.pacts, self.background, *self.records, first_only)

    @cached_property
    def entries(self) -> Rows:
        """E1 with every later entry as a new call."""
        return self.allies("e1-entries", self.wars)

    @cached_property
    def more(self) -> More:
        """Allies in disputes with force, to learn from."""
        return sparser(self.allies("disputes", self.disputes, first_only=True))

    def obligations(self, coding: str, hindsight: bool = False) -> Rows:
        return obligation_rows(coding, self.wars, self.pacts, self.background, *self.records, hindsight)


@dataclass(frozen=True, slots=True)
class Suite:
    """A frame by name: how it is made and tried. `asked` are rows to forecast from the frame, where they are others."""

    rows: Callable[[Sources], Rows]
    learners: dict[str, Learner]
    mean: tuple[str, ...]
    signs: dict[str, int]
    borrowed: float
    tables: tuple[str, ...]
    disputes: bool = False
    designs: tuple[Design, ...] = ("folds", "prequential")
    asked: Callable[[Sources], Rows] | None = None

    @property
    def compared(self) -> int:
        """Models compared on the same rows."""
        return len(self.learners) + 1


def _baselines(*strength: str) -> dict[str, Learner]:
    return {
        "rate": models.rate,
        "obligation": models.by_obligation,
        "obligation-era": models.by_obligation_and_era,
        "strength-distance": models.strength_and_distance(*strength),
        "boosting": models.boosting,
    }


def _allies(rows: Callable[[Sources], Rows], later: bool = False) -> Suite:
    learners = _baselines("ally-strength", "trigger-strength", "adversary-strength", "distance") | {
        "signed-all": models.signed(),
        "signed": models.signed(FEW),
        "war": models.with_groups(FEW),
        "transfer": models.transfer(("defence", *FEW)),
        "carried": models.carried(("defence", *FEW)),
    }
    return Suite(
        rows=rows, learners=learners, mean=("war", "transfer", "carried"), signs=ally_in_war.SIGNS, borrowed=50,
        tables=TABLES + (LATER if later else ()), disputes=True,
        designs=("prequential",) if later else ("folds", "prequential"),
        asked=(lambda s: s.allies("e1-later", later_wars())) if later else None,
    )  # fmt: skip


def _obligations(coding: str, only: Callable[[Rows], Rows] = lambda rows: rows, hindsight: bool = False) -> Suite:
    learners = _baselines("strength", "distance") | {
        "signed-all": models.signed((), CORE_WIDTH),
        "signed": models.signed(CORE, CORE_WIDTH),
        "duties": models.signed((*CORE, "defence", "offence", "neutrality", "consultation", "peace"), CORE_WIDTH),
        "war": models.with_groups(CORE, CORE_WIDTH),
    }
    return Suite(
        rows=lambda s: only(s.obligations(coding, hindsight)), learners=learners, mean=("signed", "duties", "war"),
        signs=obligations.SIGNS, borrowed=5, tables=TABLES + TESTS,
    )  # fmt: skip


def _duty(rows: Rows) -> Rows:
    """Treaties with a duty to fight: defence or offence."""
    return rows.only(np.array([cell.split(" ")[0] in ("defense", "offense") for cell in rows.cell]))


def _open(rows: Rows) -> Rows:
    """Tests whose outcome does not follow from the coding: no pure promise of peace, no war between members."""
    return rows.only((rows.column("only-peace") == 0) & (rows.column("adversary-member") == 0))


#: Every historic frame, in the order of the report.
SUITES: dict[str, Suite] = {
    "e1-entries": _allies(lambda s: s.entries),
    "e1-first": _allies(lambda s: s.allies("e1-first", s.wars, first_only=True)),
    "e1-later": _allies(lambda s: s.entries, later=True),
    "e2-bf": _obligations("bf"),
    "e2-bf-duty": _obligations("bf", _duty),
    "e2-bf-open": _obligations("bf", _open),
    "e2-llm": _obligations("llm"),
    "e2-la": _obligations("la"),
    "e2-la-duty": _obligations("la", _duty),
    "e2-la-open": _obligations("la", _open),
    "e2-bf-hindsight": _obligations("bf", hindsight=True),
    "e2-la-hindsight": _obligations("la", hindsight=True),
}
