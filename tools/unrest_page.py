"""Run the published runs of unrest and attrition and write their tables into docs/reference/unrest.md.

python tools/unrest_page.py            run everything (a minute) and write the tables between the page's marks
python tools/unrest_page.py attrition  one part alone: rebellion, readings, communal, attrition or wars

The part `wars` reads the file of interstate wars of the Correlates of War in the folder FOEDUS_DATA.
"""

from __future__ import annotations

import csv
import os
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from foedus.attrition import LINEAR, SQUARE, course, fitted
from foedus.attrition.tails import at, interval, log_log_slope, tail, worse_by_chance
from foedus.ground.write import write_whole
from foedus.unrest import PUBLISHED, PUBLISHED_COMMUNAL, RuleReading
from foedus.unrest import communal_run as communal
from foedus.unrest.outbursts import outbursts
from foedus.unrest.rules import UnrestSetting
from foedus.unrest.run import simulate

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "unrest.md"
SEED = 1
CALM = PUBLISHED["punctuated-equilibrium"]
READINGS = {"as printed": "exact", "whole numbers": "floor", "rounded": "round"}
WARS = "cow-war/Inter-StateWarData_v4.0.csv"


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [list(header), ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def mean(values: Sequence[float], digits: int = 1) -> str:
    """A mean with its standard error."""
    return f"{np.mean(values):,.{digits}f} (s.e. {np.std(values, ddof=1) / np.sqrt(len(values)):,.{digits}f})"


def bursts(setting: UnrestSetting, days: int, runs: int) -> tuple[list[float], list[float], list[float], float]:
    """Numbers of outbursts a run, waits and sizes, and the most actives after day 50."""
    courses = [simulate(setting, days, SEED, run).active for run in range(runs)]
    found = [outbursts(active) for active in courses]
    waits, sizes = (np.concatenate([getattr(f, name) for f in found]).tolist() for name in ("waits", "sizes"))
    return [float(len(f.sizes)) for f in found], waits, sizes, float(max(active[50:].max() for active in courses))


def rebellion() -> str:
    """Runs of model I beside what was published."""
    _, waits, sizes, _ = bursts(CALM, 2000, 60)
    active = np.concatenate([simulate(CALM, 2000, SEED, run).active for run in range(20)])
    apart = (np.mean(sizes) - 708) / np.hypot(np.std(sizes) / np.sqrt(len(sizes)), 230 / np.sqrt(100))
    deceived = simulate(PUBLISHED["deception"], 200, SEED).active[100:]
    sudden, slow = (
        [float(simulate(PUBLISHED[name], 82, SEED, run).active[77:].max()) for run in range(100)]
        for name in ("sudden-loss", "salami")
    )
    tipped = [simulate(PUBLISHED["cop-reductions"], 1500, SEED, run).active for run in range(40)]
    days = [float((a > 50).argmax()) for a in tipped if a.max() > 50]
    densities = (0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08)
    means = [
        float(np.mean([simulate(CALM.with_densities(0.7, d), 800, SEED, run).active[100:].mean() for run in range(10)]))
        for d in densities
    ]
    return table(
        ("run", "here", "published", "agrees?"),
        [
            ("R15 punctuated equilibrium: rebels on a day", f"median {np.median(active):.0f}, most {active.max()}",
             "quiet for long, then outbursts of above 50 (Figs. 3-7)", "yes"),
            ("R15 rebel-days of an outburst", mean(sizes, 0), "708, s.d. 230 (taken to rest on 100 outbursts)",
             f"{'yes' if abs(apart) < 3 else 'no'}: {apart:.1f} s.e. of both apart"),
            ("R15 days between outbursts", mean(waits), "60, s.d. 55", "no: a third of it"),
            ("R15 deception: rebels, days 100 to 200", mean(deceived.tolist()), "rebels where no cop is in view (Figs. 1-2)", "yes"),
            ("R15 most rebels in the 5 days after legitimacy falls from .9 to .7 at once", mean(sudden), "an explosion (Fig. 10)",
             "yes, beside the next row"),
            ("R15 the same in steps of a hundredth", mean(slow), "no spike (Fig. 9)", "yes; on the way to .2 not always (tests)"),
            ("R15 cops go one by one: runs with more than 50 rebels at once",
             f"{len(days)} of {len(tipped)}, first on day {np.median(days):.0f} (median)", "calm for long, then very many at once (Fig. 11)", "yes"),
            ("R17 rebels, mean, at cop densities .02 to .08", ", ".join(f"{m:.1f}" for m in means), "no tipping point (Thron and Jackson)",
             f"yes: the largest step is {max(-np.diff(means)) / (means[0] - means[-1]):.0%} of the fall"),
        ],
    )  # fmt: skip


def readings() -> str:
    """R18: outbursts hang on how the ratio in the chance of arrest is read."""
    rows = []
    for words, ratio in READINGS.items():
        counts, waits, sizes, most = bursts(replace(CALM, reading=RuleReading(ratio=ratio)), 2000, 10)
        rows.append(
            (words, mean(counts), mean(waits) if waits else "-", mean(sizes, 0) if sizes else "-", f"{most:.0f}")
        )
    other = RuleReading(ratio="round", moves_first=False, jailed_leave=False)
    counts, waits, sizes, most = bursts(replace(CALM, reading=other), 2000, 10)
    rows.append(
        ("rounded, acting before moving, jailed stay", mean(counts), mean(waits), mean(sizes, 0), f"{most:.0f}")
    )
    return table(
        ("ratio of cops to rebels", "outbursts in 2,000 days", "days between", "rebel-days", "most rebels"), rows
    )


def communal_runs() -> str:
    """Runs of model II beside what was published."""

    def until_extinct(setting: UnrestSetting, run: int, most: int) -> communal.Communal:
        made = communal.begin_communal(setting, SEED, run)
        while made.day < most and made.extinct is None:
            communal.go_on_communal(made, 100)
        return made

    calm = [until_extinct(PUBLISHED_COMMUNAL["coexistence"], run, 300) for run in range(10)]
    killed = [until_extinct(PUBLISHED_COMMUNAL["cleansing"], run, 3000) for run in range(30)]
    rows = [
        ("high legitimacy of the other group, no cops", f"{sum(int(m.counts[:, communal.KILLED].sum()) for m in calm)} killed in 10 runs of 300 days",
         "peaceful coexistence (Fig. 12)"),
        ("lower legitimacy, no cops", f"one group killed off in {sum(m.extinct is not None for m in killed)} of 30 runs; "
         f"the first survives in {sum(int(m.counts[-1, 0] > 0) for m in killed)}", "always, the victor random, 30 runs (p. 7249)"),
    ]  # fmt: skip
    for density in (0.0, 0.02, 0.04, 0.06):
        setting = PUBLISHED_COMMUNAL["cleansing"].with_densities(0.7, density)
        made = [until_extinct(setting, run, 4000) for run in range(20)]
        days = [float(m.extinct or 4000) for m in made]
        late = sum(m.extinct is None for m in made)
        rows.append(
            (f"the same with {100 * density:.0f} cops per 100 sites", f"killed off after {np.mean(days):,.0f} days (s.d. {np.std(days, ddof=1):,.0f})"
             + (f", {late} of 20 runs not by day 4,000, counted so" if late else ""), "later, and its day less certain (Figs. 15-17)")
        )  # fmt: skip
    return table(("model II", "here", "published"), rows)


def iwo_jima(start: float, days: int, left: float) -> tuple[float, float]:
    """Coefficients a (losses to each defender) and b (to each attacker) that end the battle so."""
    landed = np.zeros((days, 2))
    landed[[0, 2, 5], 0] = 54_000, 6_000, 13_000
    seen = np.full((days + 1, 2), np.nan)
    seen[days] = left, 0
    found = fitted(SQUARE, (0, start), landed, seen)
    return found.a, found.b


def attrition() -> str:
    """R26: Engel's battle, by his coefficients, and by what can be said of its end."""
    landed = np.zeros((36, 2))
    landed[[0, 2, 5], 0] = 54_000, 6_000, 13_000
    rows = []
    for start in (21_500, 21_000):
        end = course(SQUARE, (0, start), 0.0544, 0.0106, landed, to_the_end=False)[36]
        rows.append(
            (
                f"A = .0544, B = .0106 as published, {start:,} defenders",
                f"after 36 days {end[0]:,.0f} and {end[1]:,.0f} left",
            )
        )
    for start in (21_500, 21_000):
        for days in (36, 35):
            for left in (51_300, 52_300):
                a, b = iwo_jima(start, days, left)
                rows.append(
                    (
                        f"fitted to the end: {start:,} defenders gone after {days} days, {left:,} attackers left",
                        f"A = {a:.4f}, B = {b:.4f}",
                    )
                )
    line = fitted(LINEAR, (0, 21_500), landed, np.vstack([np.full((36, 2), np.nan), [[51_300, 500]]]))
    rows.append(
        ("the linear law, to 51,300 and 500 left after 36 days", f"A = {line.a:.2e}, B = {line.b:.2e} for each pair")
    )
    return table(("Iwo Jima, 1945", "result"), rows)


def wars() -> str:
    """R19 and R20, from the file of interstate wars."""
    deaths: dict[int, int] = defaultdict(int)
    first: dict[int, int] = {}
    with (Path(os.environ["FOEDUS_DATA"]) / WARS).open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            war = int(row["WarNum"])
            deaths[war] += max(int(row["BatDeath"]), 0)
            first[war] = min(first.get(war, 9999), int(row["StartYear1"]))
    sizes, begins = np.array([deaths[war] for war in first]), np.array(list(first.values()))
    published, found = at(sizes, 7061), tail(sizes)
    low, high = interval(sizes, 1000)
    counts = np.bincount(begins - 1823)
    slope, fit = log_log_slope(sizes[(begins >= 1820) & (begins <= 1997)])
    return table(
        ("quantity", "here", "published"),
        [
            ("R20 exponent of battle deaths from 7,061 on", f"{published.alpha:.2f} (s.e. {published.se:.2f}), {published.count} wars",
             "1.53 ± .07 (Clauset 2018)"),
            ("R20 where the tail begins, both ends of each step looked at", f"{found.least:,.0f}: {found.alpha:.2f}, 95 % interval {low:.2f} to {high:.2f}", "7,061"),
            ("R20 worse fits by chance, were it a power law", f"{worse_by_chance(sizes, found, 1000):.2f}", "not ruled out"),
            ("R20 onsets a year: variance over mean", f"{counts.var(ddof=1) / counts.mean():.2f} (1 for a Poisson process, s.e. {np.sqrt(2 / (len(counts) - 1)):.2f})",
             "a Poisson process"),
            ("R19 slope of the cumulative distribution, 1820 to 1997", f"{slope:.3f}, R² {fit:.3f}", "-.41, R² .985 (Cederman 2003)"),
        ],
    )  # fmt: skip


PARTS: dict[str, Callable[[], str]] = {
    "rebellion": rebellion, "readings": readings, "communal": communal_runs, "attrition": attrition, "wars": wars,
}  # fmt: skip


def main() -> None:
    """Put the tables into the page."""
    page = PAGE.read_text("utf-8")
    for name in sys.argv[1:] or PARTS:
        marks = re.compile(rf"(<!-- {name} -->\n).*?(\n<!-- end -->)", re.DOTALL)
        made = PARTS[name]()
        page = marks.sub(lambda found, made=made: found[1] + made + found[2], page)  # type: ignore[misc]
        print(f"{name}\n{made}")
    write_whole(PAGE, page)


if __name__ == "__main__":
    main()
