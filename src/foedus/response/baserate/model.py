"""The first model: base rates, a council, records of sending, recorded delays. The baseline of every other one."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from foedus.ground.label import Label
from foedus.ground.terms import ACTS, RESPONSES
from foedus.response.arrival import pace as delays
from foedus.response.arrival.learnt import delay_assumptions
from foedus.response.assumptions import Assumptions
from foedus.response.baserate.assumptions import assumptions
from foedus.response.baserate.contributions import Senders, chance_to_send, senders, sizes
from foedus.response.baserate.council import objections, readiness
from foedus.response.baserate.positions import weights
from foedus.response.baserate.rate import base_rate, kinds
from foedus.response.draws import Runs
from foedus.response.forecast import Basis, ByKind, ByMember, Forecast
from foedus.response.procedures import Objections, adopted
from foedus.response.situation import Situation
from foedus.world import figures


@dataclass(frozen=True, slots=True)
class BaseRates:
    """Base rates from recorded cases and published studies; the judgements are in `assumptions.toml`."""

    version: str
    note: Label
    table: Assumptions | None = None

    @property
    def assumptions(self) -> Assumptions:
        """The judgements and published figures that the model draws."""
        return self.table or assumptions() | delay_assumptions()

    def assuming(self, table: Assumptions) -> BaseRates:
        """The same model on another table."""
        return replace(self, table=table)

    def forecast(self, situation: Situation, *, contingents: bool = True) -> Forecast:
        """The chance of an act, spread over kinds; who objects, who sends how many; how soon."""
        s = situation
        rate = base_rate(s.features, s.cases, s.draws, self.assumptions)
        sent = senders(s.cases, s.world)
        act, q = _council(s, rate.p, sent, self.assumptions)
        if not contingents:
            unknown = np.full_like(q, np.nan)
            basis = Basis(levels=rate.levels, dates={})
            return Forecast(
                members=s.present, act=act, kinds=_by_kind(s, act, self.assumptions), passes=1 - q, sends=unknown,
                personnel=unknown, total=None, first_arrival=None, full_strength=None, basis=basis,
            )  # fmt: skip
        pace = delays.pace(s, self.assumptions)
        sends, personnel = _contingents(s, sent, self.assumptions)
        return Forecast(
            members=s.present,
            act=act,
            kinds=_by_kind(s, act, self.assumptions),
            passes=1 - q,
            sends=sends,
            personnel=personnel,
            total=None,
            first_arrival=pace.first_arrival if pace else None,
            full_strength=pace.full_strength if pace else None,
            stay=pace.stay if pace else None,
            basis=Basis(levels=rate.levels, dates=pace.dates if pace else {}),
        )


def _council(s: Situation, rate: Runs, sent: Senders, table: Assumptions) -> tuple[Runs, Objections]:
    """The chance of an act under the procedure asked for, calibrated under the treaty's own with all present."""
    w = weights(s.stands, s.cases, s.draws, table)
    seat = s.allies.index(s.leader) if s.leader in s.allies else None
    h = readiness(rate, s.own, w, seat) if s.allies else np.zeros(s.draws.runs)
    q = objections(h, w[:, [i for i, ally in enumerate(s.allies) if ally in s.present]])
    act = adopted(s.ruling.procedure or s.own, q, s.present.index(s.leader) if s.leader in s.present else None)
    if s.leader in s.question.without:
        alone = sent.without_leader
        # How often soldiers came although the leader sent none: what the record knows of acting alone.
        act = act * s.draws.beta("act/without-leader", 0.5 + alone.sent, 0.5 + alone.eligible - alone.sent)
    return act, q


def _by_kind(s: Situation, act: Runs, table: Assumptions) -> ByKind:
    shares = kinds(s.features, s.question.asked, s.cases, s.draws, table)
    return np.stack([(act if k in ACTS else 1 - act) * shares[k] for k in RESPONSES], axis=1)


def _contingents(s: Situation, sent: Senders, table: Assumptions) -> tuple[ByMember, ByMember]:
    """Who sends, given that the alliance does, and how many: both of shape (R, M).

    Distance counts against the mean of all allies, so that taking one away moves no other.
    """
    known = [m.distance_km for m in s.stands if m.distance_km is not None]
    mean_km = sum(known) / len(known) if known else 0.0
    forces = figures("personnel", s.present, s.world.as_of).values
    sends = np.empty((s.draws.runs, len(s.present)))
    personnel = np.full((s.draws.runs, len(s.present)), np.nan)
    for i, member in enumerate(m for m in s.stands if m.state in s.present):
        sends[:, i] = chance_to_send(member, member.state == s.leader, sent, s.draws, mean_km, table)
        force = forces.get(member.state)
        if force is not None:
            personnel[:, i] = sizes(member.state, force, sent, s.draws, table)
    return sends, personnel


MODEL = BaseRates(
    version="base-rates-1",
    note=Label(
        en="A transparent first model: base rates from recorded cases and published studies. It is the baseline a "
        "fitted model is to replace.",
        de="Ein durchsichtiges erstes Modell: Grundquoten aus erfassten Fällen und veröffentlichten Studien. Es ist "
        "die Messlatte, die ein angepasstes Modell ersetzen soll.",
    ),
)
