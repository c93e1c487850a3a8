"""The vocabulary of queries that a claim may ask, apart from those that wrap others (see `said`)."""

from __future__ import annotations

from foedus.claims.capability import ForceStrength, LeaderShare, RatioBelow, SamePlace
from foedus.claims.deployed import Answered, CaseStrength, Deployed, FirstWithTroops, ThreatWas
from foedus.claims.followed import Cost, Ended, SoldiersCame
from foedus.claims.happened import (
    ControlChanged,
    EventsSay,
    Intervened,
    Losses,
    Requested,
    SendersFrom,
    SentBy,
    Stationed,
    Within,
)
from foedus.claims.in_vain import InVain
from foedus.claims.membership import (
    BordersMembers,
    CommonYears,
    CompositionDiffers,
    Founded,
    MemberCount,
    MembersAre,
    SignedBefore,
)
from foedus.claims.relic import Relic

Query = (
    MemberCount
    | MembersAre
    | SignedBefore
    | Founded
    | CompositionDiffers
    | CommonYears
    | BordersMembers
    | ForceStrength
    | LeaderShare
    | SamePlace
    | RatioBelow
    | SentBy
    | Intervened
    | Requested
    | InVain
    | Within
    | EventsSay
    | Stationed
    | Losses
    | ControlChanged
    | SendersFrom
    | Answered
    | CaseStrength
    | Deployed
    | FirstWithTroops
    | ThreatWas
    | Relic
    | SoldiersCame
    | Ended
    | Cost
)
