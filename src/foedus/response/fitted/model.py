"""The fitted model: a class of calls, what in the case moves it, a council that leans together, contingents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from msgspec.structs import replace as changed

from foedus.ground.label import Label
from foedus.ground.terms import ACTS, RESPONSES
from foedus.response.arrival import pace as delays
from foedus.response.arrival.learnt import delay_assumptions
from foedus.response.assumptions import Assumptions, drawn_from, read_assumptions
from foedus.response.draws import Draws, Runs
from foedus.response.fitted.call import TERMS, Call, asked_as, call_of
from foedus.response.fitted.council import Council, anyone_else, given_any, logistic, stretched
from foedus.response.fitted.members import forces_of, sending, size_row
from foedus.response.fitted.posterior import CELLS, ROWS, design
from foedus.response.fitted.sizes import contingents
from foedus.response.fitted.vintages import DRAWS, Vintage, vintage_of
from foedus.response.forecast import Basis, ByKind, Forecast, Level, Pull, Soldiers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.response.situation import Situation

FILE = Path(__file__).parent / "assumptions.toml"
IS_ACT: Final = np.array([k in ACTS for k in RESPONSES])
#: No chance is printed as certain: the table has not seen enough for that.
EDGE: Final = 1e-4


@dataclass(frozen=True, slots=True)
class Fitted:
    """Calls for help since 1945, fitted by vintage; what is judged is in `assumptions.toml`."""

    version: str
    note: Label
    table: Assumptions | None = None

    @property
    def assumptions(self) -> Assumptions:
        """What the model takes for granted."""
        return self.table or read_assumptions(FILE) | delay_assumptions()

    def assuming(self, table: Assumptions) -> Fitted:
        """The same model on another table."""
        return replace(self, table=table)

    def forecast(self, situation: Situation, *, contingents: bool = True) -> Forecast:
        """The chance of soldiers and of every other answer; who lets it pass; who sends how many, and how soon."""
        s, call = situation, call_of(situation)
        learnt, draws = vintage_of(s.question.known), Draws(s.question.seed, DRAWS)
        shock = drawn_from(self.assumptions, "common-shock", draws)
        forces = forces_of(s)
        sends = np.clip(logistic(learnt.members @ sending(s, forces).T), EDGE, 1 - EDGE)
        usual = self._kinds(s, np.clip(logistic(learnt.calls @ design([call], learnt.usual)[0]), EDGE, 1 - EDGE), draws)
        passes, kinds = self._decided(s, usual, sends, shock, draws)
        there = [s.allies.index(state) for state in s.present]
        sent = given_any(sends[:, there], shock)
        basis = Basis(
            levels=_levels(learnt, call), dates={}, usual=_usual(learnt, call), pulls=_pulls(learnt, call),
            beyond=_beyond(learnt, call),
        )  # fmt: skip
        act = kinds[:, IS_ACT].sum(axis=1).clip(0, 1)
        if not contingents:
            nothing = np.full((s.draws.runs, len(s.present)), np.nan)
            return Forecast(
                members=s.present, act=act, kinds=kinds, passes=passes, sends=np.full_like(sent, np.nan),
                personnel=nothing, total=None, first_arrival=None, full_strength=None, basis=basis,
            )  # fmt: skip
        personnel, total, joined = _soldiers(s, learnt, forces, sends[:, there], shock)
        pace = delays.pace(s, self.assumptions)
        return Forecast(
            members=s.present, act=act, kinds=kinds, passes=passes, sends=sent, personnel=personnel, total=total,
            first_arrival=pace.first_arrival if pace else None, full_strength=pace.full_strength if pace else None,
            stay=pace.stay if pace else None, basis=changed(basis, dates=pace.dates if pace else {}), joined=joined,
        )  # fmt: skip

    def _kinds(self, s: Situation, troops: Runs, draws: Draws) -> ByKind:
        """The chance of each answer: soldiers, and what is left by what came of calls that asked for as much."""
        start, other = self.assumptions["kind-prior"].value, drawn_from(self.assumptions, "other-class", draws)
        wanted = asked_as(s.question.asked, s.matter.request)
        short = [k for k in RESPONSES if k != "troops"]
        alpha = np.full((len(short), draws.runs), start)
        for case in (p.case for p in s.cases):
            if case.response.kind != "troops":
                near = asked_as(case.asked, case.request) == wanted
                alpha[short.index(case.response.kind)] += 1.0 if near else other
        gammas = np.stack([draws.gamma("kind", k, a) for k, a in zip(short, alpha, strict=True)])
        shares = dict(zip(short, gammas / np.maximum(gammas.sum(axis=0), 1e-300), strict=True))
        return np.stack([troops if k == "troops" else (1 - troops) * shares[k] for k in RESPONSES], axis=1)

    def _decided(
        self, s: Situation, usual: ByKind, sends: NDArray[np.float64], shock: Runs, draws: Draws
    ) -> tuple[NDArray[np.float64], ByKind]:
        """Each present member's chance to let an act pass (D, M), and the kinds under the procedure that is asked for.

        `usual` is what the treaty's own procedure gives with all members; acts and words keep their proportions.
        """
        seated = [i for i, ally in enumerate(s.allies) if ally not in s.matter.adversaries]
        names = [s.allies[i] for i in seated]
        act = usual[:, IS_ACT].sum(axis=1)
        council = Council(self._leans(s, draws)[seated], shock, names.index(s.leader) if s.leader in names else None)
        if not s.present:
            return np.empty((len(act), 0)), _scaled(usual, act, np.zeros_like(act))
        own, procedure = s.own, s.ruling.procedure or s.own
        level = council.level(act, own)
        left = council.only([names.index(state) for state in s.present])
        same = procedure == own and len(left.leans) == len(seated)
        away = np.array([a in s.question.without for a in s.allies], dtype=bool)
        decided = (act if same else left.chance(procedure, level)) * anyone_else(sends, away, shock)
        return left.passes(level), _scaled(usual, act, decided)

    def _leans(self, s: Situation, draws: Draws) -> NDArray[np.float64]:
        """How much readier than the others each ally is (M,): a threat in common, its past stands."""
        shared, past = (float(drawn_from(self.assumptions, k, draws).mean()) for k in ("shared-threat", "past-stands"))
        return np.array(
            [shared * bool(m.shared) + past * np.log2((1 + m.supported) / (1 + m.objected)) for m in s.stands]
        )


def _scaled(kinds: ByKind, act: Runs, decided: Runs) -> ByKind:
    """The kinds with another chance of an act: acts and words keep their proportions among themselves."""
    factors = np.where(IS_ACT, (decided / act)[:, None], ((1 - decided) / np.maximum(1 - act, 1e-300))[:, None])
    return kinds * factors


def _soldiers(
    s: Situation, learnt: Vintage, forces: dict[str, float], sends: NDArray[np.float64], shock: Runs
) -> tuple[Soldiers, Runs | None, NDArray[np.bool_] | None]:
    """What each member sends if it sends any (R, M), what all send together (R,), and who does, given that any do."""
    year = s.question.on.year
    known = np.array([forces.get(state, np.nan) for state in s.present])
    own = learnt.sizes.own.get(s.alliance.id, 0.0)
    rows = np.array([size_row(s.world, state, s.matter.by, forces.get(state, 1.0), year, own) for state in s.present])
    if not len(rows):
        return np.empty((s.draws.runs, 0)), None, None
    each = contingents(learnt.sizes, rows, known, s.present, s.draws)
    if np.isnan(known).all():
        return each.T, None, None
    turn = np.arange(s.draws.runs) % DRAWS
    common = (shock[turn] * s.draws.normal("sends/common")).astype(np.float32)
    odds = (np.log(sends / (1 - sends)) * stretched(shock)[:, None]).astype(np.float32)
    total = np.zeros(s.draws.runs, dtype=np.float32)
    joined = np.zeros((s.draws.runs, len(s.present)), dtype=np.bool_)
    for i, state in enumerate(s.present):
        if np.isfinite(known[i]):
            chance = odds[turn, i] + common
            np.divide(1, 1 + np.exp(-chance, out=chance), out=chance)
            joined[:, i] = s.draws.stream("sends", state).random(s.draws.runs, dtype=np.float32) < chance
            total += each[i] * joined[:, i]
    # Soldiers come, by the question's own premise: where no draw sent any, the likeliest member did.
    likeliest = int(np.nanargmax(np.where(np.isfinite(known), sends.mean(axis=0), np.nan)))
    joined[:, likeliest] |= ~joined.any(axis=1)
    return each.T, np.where(total > 0, total, each[likeliest]).astype(float), joined


def _levels(learnt: Vintage, call: Call) -> tuple[Level, ...]:
    """How many calls of the class had been seen, and how many of them were answered with soldiers."""
    row, cell = (call.asked,), (call.asked, call.threatened)
    return (
        Level(level="asked", cases=int(learnt.counts[row].sum()), acted=int(learnt.came[row].sum())),
        Level(level="threat", cases=int(learnt.counts[cell]), acted=int(learnt.came[cell])),
    )


def _usual(learnt: Vintage, call: Call) -> float:
    """The chance of a call of the class with every term at its mean over calls for soldiers against such a threat."""
    usual = Call(call.asked, call.threatened, False, learnt.usual[call.threatened])
    return float(logistic(learnt.calls @ design([usual], learnt.usual)[0]).mean())


def _pulls(learnt: Vintage, call: Call) -> tuple[Pull, ...]:
    """What each term does: the chance as it is, less the chance with that term at its mean; the largest first."""
    odds = learnt.calls @ design([call], learnt.usual)[0]
    whole = logistic(odds).mean()
    found = []
    for i, term in enumerate(TERMS):
        moved = (
            term.sign
            * learnt.calls[:, ROWS + CELLS + 1 + i]
            * (_known(call, learnt, i) - learnt.usual[call.threatened, i])
        )
        effect = float(whole - logistic(odds - moved).mean())
        told = term.much if effect * term.sign > 0 else term.little
        found.append(Pull(key=term.key, text=told, points=effect))
    if call.contested:
        points = float(whole - logistic(odds + learnt.calls[:, ROWS + CELLS]).mean())
        text = Label(
            en="who may ask in the state's name is contested", de="wer für den Staat bitten darf, ist umstritten"
        )
        found.append(Pull(key="contested", text=text, points=points))
    return tuple(sorted(found, key=lambda pull: -abs(pull.points)))


def _known(call: Call, learnt: Vintage, term: int) -> float:
    """A term of the call; what is unknown is as usual."""
    value = float(call.terms[term])
    return float(learnt.usual[call.threatened, term]) if np.isnan(value) else value


def _beyond(learnt: Vintage, call: Call) -> tuple[Label, ...]:
    """What in the question the model has never seen."""
    found = []
    if not learnt.counts[call.asked, call.threatened]:
        found.append(Label(en="no recorded call of this class (what is asked, against what)",
                           de="kein erfasster Fall dieser Art (was erbeten wird, wogegen)"))  # fmt: skip
    for i, term in enumerate(TERMS):
        if not learnt.low[i] - 0.1 <= _known(call, learnt, i) <= learnt.high[i] + 0.1:
            found.append(term.much)
    return tuple(found)


MODEL = Fitted(
    version="calls-3",
    note=Label(
        en="Fitted to recorded calls for help by what was known on the day: the rate of calls of this class, moved by "
        "what is particular to this one.",
        de="Angepasst an erfasste Hilferufe nach dem Wissen des Tages: die Quote von Fällen dieser Art, verschoben "
        "durch das, was diesen Fall ausmacht.",
    ),
)
