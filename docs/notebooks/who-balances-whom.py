# ---
# jupyter:
#   jupytext:
#     formats: py:percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Who balances whom?
#
# Do states join against the strongest, or join it? Two old answers:
#
# - **Balancing**: states ally against the strongest, lest it rule them (Waltz 1979). As a power grows, others should
#   move away from it.
# - **Bandwagoning**: states join the strongest, for safety or for gain (Schweller 1994). As a power grows, others
#   should move towards it.
#
# Walt (1987) adds that states react to threat, of which power is only one part. Levy and Thompson (2010) add that power
# at sea is balanced less than power on land. This notebook puts the plain question to three powers, the United States,
# Russia (until 1991 the Soviet Union) and China, and seventeen other states, from 1950 to 2018. It uses two kinds of
# distance: alliance obligations, and positions in the United Nations General Assembly.
#
# The answer, in short, stands at the end of section 5. It is a negative one, and the way to it is the lesson.

# %%
from itertools import groupby

import altair as alt
import numpy as np
import polars as pl
from page import BLUE, GREY, INK, MUTED, OCHRE, RED, WIDTH, interval, number, percent, picture, table, told

from foedus.measures import similarity
from foedus.measures.strength.rank_correlation import rank_correlation

FIRST, LAST = 1950, 2018
POWERS = {2: "United States", 365: "Russia", 710: "China"}
COLOUR = alt.Color("power:N", scale=alt.Scale(domain=list(POWERS.values()), range=[BLUE, RED, OCHRE]), legend=None)
SIGNED = "datum.value == 0 ? '0' : format(datum.value, abs(datum.value) < 1 ? '+.1f' : '+.0f')"

# %% [markdown]
# ## 1. The excerpt
#
# Four small tables lie in `data/`, cut from published files by `tools/cut_excerpts.py`. Their README names sources and
# terms. Two rules keep the sample clean. A state counts from the year in which it belongs to the state system
# (Correlates of War), so the seats of Soviet Ukraine and Belarus in the United Nations do not count. West Germany
# until 1990 and Germany after it are one state.

# %%
GERMANY, WEST_GERMANY, UNITED = 255, 260, 1990


def one_germany(table: pl.DataFrame, *codes: str) -> pl.DataFrame:
    """The table with West Germany up to 1990 and Germany from 1991 on under one code."""
    for code in codes:
        early = pl.col("year") <= UNITED
        stray = ((pl.col(code) == GERMANY) & early) | ((pl.col(code) == WEST_GERMANY) & ~early)
        table = table.filter(~stray).with_columns(pl.col(code).replace(WEST_GERMANY, GERMANY))
    return table


def by_year(spells: pl.DataFrame) -> pl.DataFrame:
    """Spells of years as one row a year."""
    return spells.with_columns(year=pl.int_ranges("first", pl.col("last") + 1)).explode("year").drop("first", "last")


states = pl.read_csv("data/states.csv")
name = dict(states.select("ccode", "name").rows())
spells = states.select(
    "ccode", pl.max_horizontal("first", pl.lit(FIRST)).alias("first"), pl.col("last").fill_null(LAST)
)
system = one_germany(by_year(spells), "ccode").sort("year", "ccode")
cinc = one_germany(pl.read_csv("data/capability.csv"), "ccode")
points = one_germany(pl.read_csv("data/ideal-points.csv"), "ccode").join(system, on=["ccode", "year"])
ties = one_germany(by_year(pl.read_csv("data/obligations.csv")), "ccode1", "ccode2")
for code in ("ccode1", "ccode2"):
    ties = ties.join(system.rename({"ccode": code}), on=[code, "year"])

rows = [
    (
        name[c],
        f"{system.filter(pl.col('ccode') == c)['year'].min()}",
        *(len(t.filter(pl.col("ccode") == c)) for t in (cinc, points)),
    )
    for c in sorted(system["ccode"].unique(), key=lambda c: name[c])
]
table(("state", "counts from", "years with CINC", "years with an ideal point"), rows)

# %% [markdown]
# With the full published files, one line puts the same figures of *all* states beside each other, one row for each
# pair of states and year (`atop_defense`, `cinc1`, `cinc2`, `ideal_point1`, `ideal_point_distance` and others):
#
# ```python
# fd.panel.dyad_years(1950, 2018).add("atop", "nmc-6", "ideal-points").frame()
# ```
#
# (`foedus data list` names the files; `foedus data add FILE` adds yours. Foedus ships no publisher's files.)
#
# ## 2. Who is strongest
#
# The Composite Index of National Capability (CINC) is the mean of a state's six shares of the world's military
# expenditure, soldiers, steel, energy, people and city dwellers. Version 6.0 ends in 2016: 2017 and 2018 are unknown.

# %%
share = {c: dict(cinc.filter(pl.col("ccode") == c).select("year", "cinc").rows()) for c in system["ccode"].unique()}
COVERED = range(FIRST, 2017)
strongest = {y: max((c for c in share if y in share[c]), key=lambda c: share[c][y]) for y in COVERED}
spans = [(c, years[0], years[-1]) for c, run in groupby(COVERED, key=strongest.get) if (years := list(run))]
table(
    ("strongest of the twenty by CINC", "from", "to", "share of the world, first year", "last year"),
    [(name[c], f"{a}", f"{b}", percent(share[c][a], 1), percent(share[c][b], 1)) for c, a, b in spans],
)

# %% tags=["fold"]
x = alt.X(
    "year:Q",
    title=None,
    axis=alt.Axis(format="d", grid=False, values=list(range(1950, 2021, 10))),
    scale=alt.Scale(domain=[1950, 2019]),
)
lines = pl.DataFrame([{"power": POWERS[c], "year": y, "percent": 100 * share[c][y]} for c in POWERS for y in COVERED])
marks = pl.DataFrame(
    [
        {"power": "United States", "year": 1955, "percent": 29.0},
        {"power": "Russia", "year": 1976, "percent": 18.9},
        {"power": "China", "year": 2010, "percent": 24.6},
    ]
)
chart = alt.Chart(lines).mark_line(strokeWidth=2.5).encode(
    x=x, y=alt.Y("percent:Q", title="% of the world", axis=alt.Axis(tickCount=6)), color=COLOUR
) + alt.Chart(marks).mark_text(align="left", fontSize=12, fontWeight="bold").encode(
    x=x, y="percent:Q", text="power:N", color=COLOUR
)
a, b = COVERED[0], COVERED[-1]
picture(
    chart.properties(width=WIDTH, height=230),
    file="capability",
    title="Counted in people, steel and soldiers, the strongest changed " + f"{len(spans) - 1} times",
    measure=["Composite Index of National Capability, % of the world, 1950 to 2016"],
    source=[
        "Source: Correlates of War, National Material Capabilities 6.0 (Singer, Bremer and Stuckey 1972), excerpt."
    ],
    text=". ".join(
        f"{POWERS[c]}: {100 * share[c][a]:.0f} per cent of the world in {a}, {100 * share[c][b]:.0f} in {b}"
        for c in POWERS
    )
    + ".",
)

# %% [markdown]
# CINC counts mass, not technology, wealth per head or nuclear weapons; an index of those may give another order. So the
# tests below take each power by itself, and not only the strongest of the year.
#
# ## 3. Who is tied to whom
#
# The Alliance Treaty Obligations and Provisions project (ATOP) codes what each state owes each other: defence,
# offence, neutrality, nonaggression, consultation. Here a tie is a promise of active military help, defence or
# offence, in either direction. A weaker reading, any obligation at all, fails on this sample, as section 4 shows.

# %%
support = ties.filter((pl.col("atop_defense") == 1) | (pl.col("atop_offense") == 1))
pairs = {(a, b, y) for a, b, y in support.select("ccode1", "ccode2", "year").rows()}
alive = {y: set(system.filter(pl.col("year") == y)["ccode"]) for y in range(FIRST, LAST + 1)}


def allies(power: int, year: int) -> set[int]:
    """The states that owe the power active help in a year, or are owed it."""
    return {c for c in alive[year] if (power, c, year) in pairs or (c, power, year) in pairs}


def tied(power: int, year: int) -> float:
    """The share of the capabilities of the other states of the excerpt that is tied to the power, in 0..1."""
    others = alive[year] - {power}
    return sum(share[c][year] for c in others & allies(power, year)) / sum(share[c][year] for c in others)


table(
    ("year", *(f"tied to {'the ' if c == 2 else ''}{n} by promises of help" for c, n in POWERS.items())),
    [
        (
            f"{y}",
            *(
                ", ".join(sorted(name[c] if c != GERMANY or y > UNITED else "West Germany" for c in allies(p, y)))
                or "none"
                for p in POWERS
            ),
        )
        for y in (1950, 1960, 1970, 1980, 1990, 2000, 2010, 2018)
    ],
)

# %% tags=["fold"]
held = {c: [tied(c, y) for y in COVERED] for c in POWERS}
lines = pl.DataFrame(
    [{"power": POWERS[c], "year": y, "percent": 100 * v} for c in POWERS for y, v in zip(COVERED, held[c], strict=True)]
)
marks = pl.DataFrame(
    [
        {"power": "United States", "year": 1993, "percent": 29.5},
        {"power": "Russia", "year": 1993, "percent": 5.0},
        {"power": "China", "year": 1966, "percent": 36.5},
    ]
)
chart = alt.Chart(lines).mark_line(strokeWidth=2.5, interpolate="step-after").encode(
    x=x, y=alt.Y("percent:Q", title="% of the other states' capabilities", axis=alt.Axis(tickCount=5)), color=COLOUR
) + alt.Chart(marks).mark_text(align="left", fontSize=12, fontWeight="bold").encode(
    x=x, y="percent:Q", text="power:N", color=COLOUR
)
picture(
    chart.properties(width=WIDTH, height=230),
    file="tied",
    title="Ties break in steps: treaties end or states fall apart",
    measure=[
        "CINC of the states tied to a power by promises of active help,",
        "% of the CINC of all other states of the excerpt, 1950 to 2016",
    ],
    source=[
        "Source: ATOP 5.1 (Leeds, Ritter, Mitchell and Long 2002) and National Material Capabilities 6.0; excerpt of twenty states."
    ],
    text=". ".join(
        f"{POWERS[c]}: {100 * held[c][0]:.0f} per cent in 1950, {100 * held[c][-1]:.0f} in 2016, at most {100 * max(held[c]):.0f}"
        for c in POWERS
    )
    + ".",
)

# %% [markdown]
# Few events make these lines. Britain's and France's wartime treaties with the Soviet Union ended in 1955, the treaty
# between China and the Soviet Union in 1980, the Warsaw Pact in 1991. ATOP codes the Charter of the Commonwealth of
# Independent States (1993) as a promise of defence: so Azerbaijan stays tied to Russia, and Georgia until 2009, after
# both left the treaty of Tashkent in 1999. Other readers of the Charter would not count it. States outside the
# excerpt, such as North Korea, China's ally, are not seen.
#
# ## 4. Whose alliances are alike
#
# A portfolio is a state's ties with all states. Signorino and Ritter's S compares two portfolios: 1 if they are equal,
# -1 if they differ as far as possible. Häge (2011) shows that S counts a tie which *neither* has as likeness, and so is
# inflated where ties are rare. Kappa and pi take off what would be alike by chance.


# %%
def scores(coding: str) -> pl.DataFrame:
    """S, kappa and pi of all pairs and years under a coding of obligations."""
    found = similarity.coding(coding)
    level = found.code(*(ties[f"atop_{duty}"] for duty in ("defense", "offense", "neutral", "nonagg", "consul")))
    packed = similarity.portfolios_of_dyads(
        ties["ccode1"], ties["ccode2"], ties["year"], level,
        members=(system["ccode"], system["year"]), covered=(1815, LAST), levels=found.levels,
    )  # fmt: skip
    battery = similarity.score_battery(packed)
    return pl.DataFrame(packed.dyads()).with_columns(
        s=pl.Series(battery.s), kappa=pl.Series(battery.kappa), pi=pl.Series(battery.pi)
    )


active, loose = scores("active-support"), scores("binary")


def score(frame: pl.DataFrame, a: int, b: int, measure: str) -> float:
    """A measure of a pair in the last year."""
    return frame.filter((pl.col("ccode1") == a) & (pl.col("ccode2") == b) & (pl.col("year") == LAST))[measure].item()


examples = [(370, 365), (705, 365), (372, 365), (369, 365), (373, 365), (372, 710), (640, 2), (705, 2), (750, 710)]
table(
    (f"pair, {LAST}", "S, active help", "kappa", "pi", "S, any obligation", "pi, any obligation"),
    [
        (
            f"{name[a]} and {name[b]}",
            *(number(score(active, a, b, m), "+.2f") for m in ("s", "kappa", "pi")),
            *(number(score(loose, a, b, m), "+.2f") for m in ("s", "pi")),
        )
        for a, b in examples
    ],
)

# %%
told(
    f"Two traps show. Georgia and China have no promise of help with anyone in the excerpt; S gives them {number(score(active, 372, 710, 's'), '+.2f')}, "
    f"pi {number(score(active, 372, 710, 'pi'), '+.2f')}. And if any obligation counts, the portfolios of Kazakhstan and the United States in {LAST} "
    f"are alike to {number(score(loose, 705, 2, 's'), '+.2f')}, because nonaggression clauses of wide European treaties tie nearly everyone to everyone. "
    f"Counting promises of help alone, the same pair has S {number(score(active, 705, 2, 's'), '+.2f')} and pi {number(score(active, 705, 2, 'pi'), '+.2f')}. "
    "The rest of the notebook counts promises of help and reads pi.",
)

# %% tags=["fold"]
chosen = [369, 372, 373, 371, 370, 705, 640, 290, 630]
drawn = active.filter(
    pl.col("ccode1").is_in(chosen) & pl.col("ccode2").is_in(list(POWERS)) & (pl.col("year") >= 1985)
).select(
    "year",
    "pi",
    state=pl.col("ccode1").replace_strict(name),
    power=pl.col("ccode2").replace_strict(POWERS),
    label=pl.lit(""),
)
# The lines are named once, in Turkey's panel.
words = [("United States", 2001, 0.5), ("China", 2001, 0.02), ("Russia", 2001, -0.75)]
named = pl.DataFrame([{"year": at, "pi": v, "state": "Turkey", "power": w, "label": w} for w, at, v in words])
x = alt.X(
    "year:Q",
    title=None,
    axis=alt.Axis(format="d", grid=False, values=[1990, 2000, 2010]),
    scale=alt.Scale(domain=[1985, 2018]),
)
y = alt.Y("pi:Q", title="pi", scale=alt.Scale(domain=[-1, 1]), axis=alt.Axis(values=[-1, 0, 1], labelExpr=SIGNED))
base = alt.Chart(pl.concat([drawn, named])).encode(x=x, y=y, color=COLOUR)
panel = (
    base.transform_filter("datum.label == ''").mark_line(strokeWidth=2, interpolate="step-after")
    + base.transform_filter("datum.label != ''").mark_text(fontSize=11, fontWeight="bold").encode(text="label:N")
).properties(width=WIDTH / 3 - 34, height=84)
panel = panel.facet(facet=alt.Facet("state:N", title=None, sort=[name[c] for c in chosen]), columns=3, spacing=14)
picture(
    panel,
    file="similarity",
    title="Whose alliances are like whose: clear camps, few movements",
    measure=[
        "Chance-corrected likeness (pi) of a state's promises of active help with those of three powers,",
        "-1 opposite, 0 as by chance, 1 equal; 1985 to 2018",
    ],
    source=["Source: ATOP 5.1 (Leeds and co-authors 2002), excerpt of twenty states; pi after Häge (2011)."],
    text="Nine small panels. Armenia, Belarus and Kazakhstan have Russia's portfolio from the early 1990s on, Azerbaijan nearly, Georgia until 2009. Turkey is "
    "close to the United States throughout; Poland moves from Russia's portfolio to that of the United States. Ukraine and Iran are a little below chance with all three.",
)

# %% [markdown]
# Votes in the General Assembly tell more, since they move every year. An ideal point is a position estimated from all
# votes of a year (Bailey, Strezhnev and Voeten 2017); the estimates are made comparable across years. Bands hold 90 %
# of the posterior.

# %% tags=["fold"]
voters = [369, 372, 373, 371, 370, 705]
seen = points.filter(pl.col("year") >= 1991)
stack = [
    seen.filter(pl.col("ccode") == c).with_columns(state=pl.lit(name[c]), who=pl.lit("own"), label=pl.lit(""))
    for c in voters
]
stack += [
    seen.filter(pl.col("ccode") == p).with_columns(state=pl.lit(name[c]), who=pl.lit(POWERS[p]), label=pl.lit(""))
    for c in voters
    for p in (2, 365)
]
words = [("United States", 2004, 2.05), ("Russia", 2007, -0.75), ("own", 2010, 1.45)]
named = pl.DataFrame(
    [
        {"year": at, "ideal_point": v, "state": "Ukraine", "who": w, "label": "Ukraine" if w == "own" else w}
        for w, at, v in words
    ]
)
stack = pl.concat([*stack, named], how="diagonal").select(
    "state", "who", "year", "ideal_point", "low90", "high90", "label"
)
x = alt.X(
    "year:Q",
    title=None,
    axis=alt.Axis(format="d", grid=False, values=[1995, 2005, 2015]),
    scale=alt.Scale(domain=[1991, 2018]),
)
y = alt.Y("ideal_point:Q", title="ideal point", axis=alt.Axis(tickCount=4))
who = alt.Color(
    "who:N", scale=alt.Scale(domain=["United States", "Russia", "own"], range=[BLUE, RED, INK]), legend=None
)
base = alt.Chart(stack)
layers = (
    base.transform_filter("datum.who == 'own' && datum.label == ''")
    .mark_area(opacity=0.22, color=MUTED)
    .encode(x=x, y=alt.Y("low90:Q"), y2="high90:Q")
    + base.transform_filter("datum.label == ''").mark_line(strokeWidth=2).encode(x=x, y=y, color=who)
    + base.transform_filter("datum.label != ''")
    .mark_text(fontSize=11, fontWeight="bold")
    .encode(x=x, y=y, color=who, text="label:N")
).properties(width=WIDTH / 3 - 34, height=110)
gap = {
    c: dict(points.filter(pl.col("ccode") == c).select("year", "ideal_point").rows()) for c in points["ccode"].unique()
}
moved = {c: (gap[c][1996] - gap[365][1996], gap[c][LAST] - gap[365][LAST]) for c in voters}
away = [name[c] for c, (a, b) in moved.items() if b - a > 1]
picture(
    layers.facet(facet=alt.Facet("state:N", title=None, sort=[name[c] for c in voters]), columns=3, spacing=14),
    file="ideal-points",
    title=f"For {' and '.join(away)}, the distance from Russia in UN votes has grown",
    measure=["Ideal point from votes in the UN General Assembly (higher: nearer to the United States), 1991 to 2018;",
             "black: the state itself, with its 90 % interval"],
    source=["Source: Bailey, Strezhnev and Voeten (2017), release of July 2025, model on all votes; excerpt."],
    text="Six panels with the ideal points of the United States (top), Russia and one state each. From 1996 to 2018 each state's ideal point less Russia's changed: "
    + "; ".join(f"{name[c]} from {a:+.1f} to {b:+.1f}" for c, (a, b) in moved.items()) + ".",
)  # fmt: skip

# %% [markdown]
# ## 5. The test
#
# For each power, two series of distance are set against its share of CINC:
#
# - **Ties**: the share of the other states' capabilities that is tied to it. Balancing expects it to fall as the power
#   grows (rho below 0), bandwagoning expects it to rise.
# - **Votes**: a state's distance from the power in ideal points. Balancing expects it to grow with the power (rho above
#   0), bandwagoning expects it to shrink.
#
# rho is Spearman's rank correlation with a 95 % interval (Bonett and Wright 2000). First the years as they are:

# %%
YEARS = np.arange(FIRST, 2017)


def series(values: dict[int, float]) -> np.ndarray:
    """A state's figures as an array over the years; NaN where unknown."""
    return np.array([np.nan if values.get(int(y)) is None else values[int(y)] for y in YEARS])


power_share = {p: series(share[p]) for p in POWERS}
tied_share = {p: np.array(held[p]) for p in POWERS}
position = {c: series(values) for c, values in gap.items()}


def rho(a: np.ndarray, b: np.ndarray, lag: int = 0, last: int = 2016) -> tuple[float, float, float, int]:
    """rho, its interval and n: of the years as they are (lag 0), or of changes over `lag` years up to `last`, end to end."""
    if lag:
        at = np.arange(last - FIRST, -1, -lag)[::-1]
        a, b = np.diff(a[at]), np.diff(b[at])
    found = rank_correlation(a, b)
    return *(float(v[0]) for v in (found.spearman, found.spearman_low, found.spearman_high)), int(found.n[0])


levels = {p: rho(power_share[p], tied_share[p]) for p in POWERS}
table(
    ("ties, years as they are", "n", "rho", "95 % interval as if years were independent"),
    [(POWERS[p], v[3], number(v[0], "+.2f"), interval(v[1], v[2])) for p, v in levels.items()],
)

# %% [markdown]
# This looks like a result: bandwagoning with Russia and the United States, balancing against China. It is not one.
# Years are not independent: both series drift, and any two drifting series correlate. Russia lost its allies in this
# sample in 1955 and 1980, and its share of capabilities around 1990: two separate falls make one high correlation.
# China lost its one ally in 1980 and grew later. So the honest unit is the change, over steps that do not overlap.
# Four lengths of step are shown, since the choice is ours:

# %%
LAGS = (1, 3, 5, 10)
changes = {(p, lag): rho(power_share[p], tied_share[p], lag) for p in POWERS for lag in LAGS}
table(
    ("ties, changes over", *(f"{POWERS[p]}: rho (95 % interval), n" for p in POWERS)),
    [
        (
            f"{lag} year{'s' if lag > 1 else ''}",
            *(f"{number(v[0], '+.2f')} ({interval(v[1], v[2])}), {v[3]}" for p in POWERS for v in [changes[p, lag]]),
        )
        for lag in LAGS
    ],
)

# %%
outside = [(POWERS[p], lag) for (p, lag), v in changes.items() if v[1] > 0 or v[2] < 0]
told(
    f"{len(outside)} of {len(changes)} intervals leave{'s' if len(outside) == 1 else ''} out zero"
    + (
        f" ({'; '.join(f'{n}, steps of {lag} year' + ('s' if lag > 1 else '') for n, lag in outside)})"
        if outside
        else ""
    )
    + f". Among {len(changes)} tests, chance alone would give {0.05 * len(changes):.1f} on average."
)

# %% [markdown]
# Part of any change in *ties* is arithmetic: when an ally shrinks, the tied share shrinks, with no treaty changed.
# Votes are free of that. For each state with at least eight steps of five years, its distance from each power:

# %%
STEP, ENOUGH = 5, 8
others = sorted(position, key=lambda c: name[c])
votes = {
    (p, c): (rho(power_share[p], abs(position[c] - position[p])), rho(power_share[p], abs(position[c] - position[p]), STEP))
    for p in POWERS for c in others if c != p
}  # fmt: skip
tested = {key: both for key, both in votes.items() if both[1][3] >= ENOUGH}
untested = sorted({name[c] for (p, c), both in votes.items() if both[1][3] < ENOUGH} - {name[c] for _, c in tested})
told(
    f"States with too few steps to be tested with any power, so that nothing is known about them here: {', '.join(untested)}."
)

# %% tags=["fold"]
forest = pl.DataFrame(
    [
        {
            "power": POWERS[p],
            "state": name[c],
            "rho": both[1][0],
            "low": both[1][1],
            "high": both[1][2],
            "level": both[0][0],
        }
        for (p, c), both in tested.items()
    ]
)
panels = []
for p, title in POWERS.items():
    part = forest.filter(pl.col("power") == title)
    y = alt.Y(
        "state:N",
        title=None,
        axis=alt.Axis(domain=False, ticks=False, labelColor=INK, labelFontSize=12, labelLimit=130),
    )
    domain = alt.Scale(domain=[-1, 1])
    axis = alt.Axis(values=[-1, -0.5, 0, 0.5, 1], labelExpr=SIGNED)
    panels.append(
        (
            alt.Chart().mark_rule(color=INK).encode(x=alt.datum(0, scale=domain))
            + alt.Chart(part)
            .mark_rule(strokeWidth=5, opacity=0.35)
            .encode(
                x=alt.X("low:Q", title="rho" if p == 710 else None, scale=domain, axis=axis),
                x2="high:Q",
                y=y,
                color=COLOUR,
            )
            + alt.Chart(part).mark_point(filled=True, size=55, opacity=1).encode(x="rho:Q", y=y, color=COLOUR)
            + alt.Chart(part)
            .mark_point(shape="diamond", filled=False, size=45, color=GREY, strokeWidth=1.6, opacity=1)
            .encode(x="level:Q", y=y)
        ).properties(
            width=WIDTH - 110,
            height=alt.Step(17),
            title=alt.Title(f"Distance from {'the ' if p == 2 else ''}{title}", anchor="start", fontSize=12),
        )
    )
clear = [(POWERS[p], name[c], both[1]) for (p, c), both in tested.items() if both[1][1] > 0 or both[1][2] < 0]
drifting = [key for key, both in tested.items() if both[0][1] > 0 or both[0][2] < 0]
picture(
    alt.vconcat(*panels, spacing=14),
    file="test",
    title=f"{len(drifting)} of {len(tested)} correlations of years look certain, {len(clear) or 'none'} of changes",
    measure=["Rank correlation of a state's distance in UN votes from a power with that power's share of CINC, 1950 to 2016.",
             "Dot and bar: changes over five years, with 95 % interval. Grey diamond: years as they are (misleading)"],
    source=["Source: Bailey, Strezhnev and Voeten (2017), July 2025; National Material Capabilities 6.0; excerpt of twenty states."],
    text=f"Three panels, one a power, with one line a state. Correlations of yearly levels are spread from {min(b[0][0] for b in tested.values()):+.2f} to "
    f"{max(b[0][0] for b in tested.values()):+.2f}; {len(drifting)} of {len(tested)} have an interval that leaves out zero. Of the correlations of "
    f"five-year changes, {len(clear) or 'none'} has.",
)  # fmt: skip

# %% [markdown]
# The last step ends in 2016; it could end in any of the four years before. Five starting points, one question:

# %%
phases = {}
for end in range(2012, 2017):
    found = {key: rho(power_share[key[0]], abs(position[key[1]] - position[key[0]]), STEP, end) for key in votes}
    phases[end] = [v for v in found.values() if v[3] >= ENOUGH]
table(
    (
        "last step ends in",
        "tests",
        "median rho",
        "above 0",
        "interval above 0 (balancing)",
        "interval below 0 (bandwagoning)",
        "expected by chance",
    ),
    [
        (
            f"{end}",
            len(v),
            number(float(np.median([r[0] for r in v])), "+.2f"),
            percent(np.mean([r[0] > 0 for r in v])),
            sum(r[1] > 0 for r in v),
            sum(r[2] < 0 for r in v),
            number(0.05 * len(v), ".1f"),
        )
        for end, v in phases.items()
    ],
)

# %%
whole = [r for v in phases.values() for r in v]
beyond = sum(r[1] > 0 or r[2] < 0 for r in whole)
up = sum(tested[key][0][1] > 0 for key in drifting)
width = np.median([r[2] - r[1] for r in whole if r[1] == r[1]])
told(
    f"**Answer.** In this excerpt, neither balancing nor bandwagoning shows. Taken as they are, the years of votes give {len(drifting)} of "
    f"{len(tested)} correlations that look certain, {up} for balancing and {len(drifting) - up} for bandwagoning. Taken as changes, {beyond} of "
    f"{len(whole)} intervals leave out zero, where chance would give about {0.05 * len(whole):.0f} if they were independent. They are not: "
    f"the same powers and years stand in all of them. The typical interval is {width:.1f} wide on a scale of 2, so a true correlation of "
    "moderate size, of either sign, could hide in it. That is absence of evidence, not evidence of absence.",
)

# %% [markdown]
# ## What this cannot tell
#
# - **The excerpt is chosen, not drawn.** Twenty states around the CSTO and NATO say nothing about the rest of the
#   world. For the states whose choices are most argued about (Ukraine, Georgia, Armenia, Azerbaijan and the others
#   that began in 1991), there are too few years for any test.
# - **Association is no cause.** A state may leave a power because of a war, a change of government, or a third state.
#   Power and alliance may both follow from something else. Threat (Walt 1987) is not measured here.
# - **The measures are narrow.** S is inflated when ties are rare (Häge 2011); pi is better, but alliances move in rare
#   steps. Votes concern what is put to the vote. CINC counts mass. Portfolios here hold twenty states, not all.
# - **The years end.** ATOP ends in 2018, CINC 6.0 in 2016. What followed, from the war in Ukraine to Finland's and
#   Sweden's accession, is unknown here, not absent.
#
# Sources: data as named in `data/README.md`. Waltz (1979), Theory of International Politics. Walt (1987), The Origins
# of Alliances. Schweller (1994), International Security 19(1). Levy and Thompson (2010), International Security 35(1).
# Signorino and Ritter (1999), International Studies Quarterly 43(1). Häge (2011), Political Analysis 19(3). Bailey,
# Strezhnev and Voeten (2017), Journal of Conflict Resolution 61(2). Bonett and Wright (2000), Psychometrika 65.
