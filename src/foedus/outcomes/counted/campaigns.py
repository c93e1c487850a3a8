"""Campaigns and protests against a government, and coup attempts: how often they succeeded, or came again.

NAVCO 1.3 (Chenoweth and Shay 2020): running campaigns carry a failure in the file, so that counting them lowers the
shares of the last decade from 47 to 34 and from 25 to 8 per cent; they are counted apart. Mass Mobilization (Clark and
Regan): protests in which protesters were violent, and whether another protest followed within thirty days in the state.
Powell and Thyne 2011: coup attempts. In all three the soldiers, where there were any, were the state's own.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import numpy as np

from foedus.outcomes.counted.without import mean_of, resampled, without_largest
from foedus.outcomes.figures import CountedFigure
from foedus.outcomes.shares import share_of

if TYPE_CHECKING:
    import polars as pl

#: Days within which another protest counts as following.
AGAIN_DAYS: Final = 30
#: Decades of coup attempts, as the published counts have them.
DECADES: Final = ((1950, 1989), (1990, 1999), (2000, 2009), (2010, 2020))
#: What a state did that killed or maimed.
DEADLY: Final = ("shootings", "killings")


def campaign_figures(frame: pl.DataFrame, since: int = 0) -> list[CountedFigure]:
    """O22, O23: success of ended campaigns, non-violent and violent; of those that ended from `since` on."""
    made = []
    for way in ("nonviolent", "violent"):
        its = frame.filter((frame["nonviol"] if way == "nonviolent" else frame["viol"]) & (frame["last_year"] >= since))
        ended = its.filter(~its["ongoing"])
        for outcome, column in (("campaign-won", "success"), ("campaign-won-in-part", "limited")):
            yes = ended[column].to_numpy().astype(float)
            names = [str(place) for place in ended["location"]]
            largest, rest = without_largest(mean_of(yes, names), sorted(set(names)))
            told = share_of(int(yes.sum()), ended.height)
            made.append(
                CountedFigure(
                    id=f"campaigns-{f'{since}-' if since else ''}{way}-{outcome}", set="navco",
                    threats=("internal-unrest",), measure="campaigns-recent" if since else "campaigns",
                    outcome=outcome, group=f"campaign-{way}", kind="share", value=told.share or 0.0, yes=told.yes,
                    of=told.of, low=told.low, high=told.high, running=its.height - ended.height,
                    horizon="ended-by-2019",
                    largest=largest, without=rest,
                )
            )  # fmt: skip
    return made


def with_running(frame: pl.DataFrame, since: int) -> dict[str, tuple[int, int]]:
    """The trap of O23: successes and campaigns that ended or ran from `since` on, with running ones as failures."""
    found = {}
    for way, column in (("nonviolent", "nonviol"), ("violent", "viol")):
        its = frame.filter(frame[column] & (frame["last_year"] >= since))
        found[way] = (int(its["success"].sum()), its.height)
    return found


def protest_figures(frame: pl.DataFrame) -> list[CountedFigure]:
    """Violent protests after which another followed within thirty days, where the state shot and where it did not."""
    dated = []
    for row in frame.filter(frame["protest"]).iter_rows(named=True):
        try:
            start = dt.date(row["startyear"], row["startmonth"], row["startday"])
            end = dt.date(row["endyear"], row["endmonth"], row["endday"])
        except (TypeError, ValueError):
            continue  # a day that the set does not know
        shot = any(row[f"stateresponse{n}"] in DEADLY for n in range(1, 8))
        answered = any(row[f"stateresponse{n}"] for n in range(1, 8))
        dated.append((row["country"], start, end, bool(row["protesterviolence"]), shot, answered))
    last = max(start for _, start, *_ in dated)
    starts: dict[str, list[dt.date]] = {}
    for country, start, *_ in dated:
        starts.setdefault(country, []).append(start)
    made = []
    for group, wanted in (("state-shot", True), ("state-did-not-shoot", False)):
        its = [(c, e) for c, _, e, violent, shot, answered in dated if violent and answered and shot is wanted]
        whole = [(c, e) for c, e in its if e + dt.timedelta(AGAIN_DAYS) <= last]
        yes = np.array([any(0 < (s - e).days <= AGAIN_DAYS for s in starts[c]) for c, e in whole], dtype=float)
        names = [c for c, _ in whole]
        figure = mean_of(yes, names)
        cases = sorted(set(names))
        largest, rest = without_largest(figure, cases)
        low, high = resampled(figure, len(cases))
        made.append(
            CountedFigure(
                id=f"protest-again-{group}", set="mass-mobilization", threats=("internal-unrest",),
                measure="protest-again", outcome="protest-again", group=group, kind="share", value=float(yes.mean()),
                yes=int(yes.sum()), of=len(whole), low=low, high=high, running=len(its) - len(whole),
                horizon="thirty-days", largest=largest, without=rest,
            )
        )  # fmt: skip
    return made


def coup_figures(frame: pl.DataFrame) -> list[CountedFigure]:
    """O42: coup attempts that succeeded, in all and by decade."""
    made = []
    for first, last in ((1950, 2020), *DECADES):
        its = frame.filter(frame["year"].is_between(first, last))
        yes = (its["coup"] == 2).to_numpy().astype(float)
        names = [str(country) for country in its["country"]]
        largest, rest = without_largest(mean_of(yes, names), sorted(set(names)))
        told = share_of(int(yes.sum()), its.height)
        made.append(
            CountedFigure(
                id=f"coups-{first}-{last}", set="powell-thyne", threats=("coup",), measure="coups",
                outcome="coup-succeeded", group=f"attempts-{first}-{last}", kind="share", value=told.share or 0.0,
                yes=told.yes, of=told.of, low=told.low, high=told.high, running=0, horizon="seven-days",
                largest=largest, without=rest,
            )
        )  # fmt: skip
    return made
