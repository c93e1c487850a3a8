"""The shape of an answer: what `invoke --json` returns, field by field."""

from __future__ import annotations

from foedus.charter import Ruling
from foedus.ground.label import Label
from foedus.ground.likelihood import Outlook
from foedus.ground.shown import Shown
from foedus.ground.strict import Strict
from foedus.ground.terms import Procedure, Request, ResponseKind, Threat
from foedus.response.assumptions import OwnAssumptions
from foedus.response.forecast import Level
from foedus.response.history import History
from foedus.response.reasons import Reason
from foedus.response.similar import Similar
from foedus.response.standing import Standing
from foedus.response.summary import Chance, Quantiles
from foedus.world import Stamp


class MemberPosition(Strict, kw_only=True, frozen=True):
    """`no_objection`: the chance that the member lets the decision pass; None for one that does not vote."""

    no_objection: Chance
    standing: Standing


class Decision(Strict, kw_only=True, frozen=True):
    """`p_adopted`: the chance that the alliance does more than speak; `procedure` None where none is on record."""

    organ: Label | None
    procedure: Procedure | None
    p_adopted: Chance
    positions: dict[str, MemberPosition]


class MemberContribution(Strict, kw_only=True, frozen=True):
    """`p`: the chance that the member sends soldiers; `p_if_troops`: given that the alliance sends any."""

    p: Chance
    p_if_troops: Chance
    personnel: Quantiles | None
    reason: str | None


class Arrival(Strict, kw_only=True, frozen=True):
    """Days from the request, given that soldiers come; `cases` is the number of recorded dates behind each.

    `stay_days` run from the first soldiers' coming to the last ones' leaving; None for a model that does not say.
    """

    first_arrival_days: Quantiles
    full_strength_days: Quantiles
    stay_days: Quantiles | None = None
    cases: dict[str, int]


class Particular(Strict, kw_only=True, frozen=True):
    """What a usual case of the class would be given, and what in this one the model has never seen."""

    usual: float
    beyond: tuple[Label, ...]


class ModelUsed(Strict, kw_only=True, frozen=True):
    """Which model spoke, on what: past cases by class (`posterior`), draws, seed.

    `particular` is there where the model knows a usual case, `assumptions` where the asker gave a table of their own.
    """

    name: str
    version: str
    posterior: tuple[Level, ...]
    seed: int
    runs: int
    interval: float
    precedents: int
    note: Label
    particular: Particular | None = None
    assumptions: OwnAssumptions | None = None


class Asked(Strict, kw_only=True, frozen=True):
    """The question as it was put; `id`, `title` and `summary` only for a recorded case."""

    id: str | None
    title: Label | None
    summary: Label | None
    alliance: str
    by: str
    victim: str
    date: str
    threat: Threat
    adversaries: tuple[str, ...]
    places: tuple[str, ...]
    request: Request
    asked: ResponseKind
    without: tuple[str, ...]
    amend: tuple[str, ...]


class Answer(Shown, kw_only=True, frozen=True):
    """Everything that `invoke` answers; `soldiers` are those of all members together, given that any come.

    `outlook` says what words may be made of the chance of soldiers, whose range may be too wide for one.

    `history` is there only where it was asked for.
    """

    invocation: Asked
    as_of: dict[str, str]
    ruling: Ruling
    decision: Decision
    response: dict[ResponseKind, Chance]
    outlook: Outlook
    contributions: dict[str, MemberContribution]
    soldiers: Quantiles | None
    deployment: Arrival | None
    history: History | None
    reasons: tuple[Reason, ...]
    similar: tuple[Similar, ...]
    model: ModelUsed
    sources: tuple[str, ...]
    record: Stamp
