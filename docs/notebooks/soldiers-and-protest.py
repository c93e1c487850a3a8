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
# # Soldiers and protest
#
# A government faces unrest and asks its allies for soldiers. Do they come, how soon, and what does a model say happens
# then? Three steps, in this order:
#
# 1. What is on record: calls for help against unrest, what came, and after how many days.
# 2. A model of unrest, known from textbooks: how protest breaks out and dies down on a grid of citizens and police.
# 3. An experiment: the same outbursts with more police who come early, late or never.
#
# The record comes first because it is about states and soldiers. The model is about neither. It is an illustration of
# how a few rules act together, and the page ends with what hangs on its assumptions. Nothing here says whether force
# would be right, or wise. Everything comes with Foedus; numbers in the text are computed by the cell above them.

# %%
from dataclasses import replace

import altair as alt
import numpy as np
import polars as pl
from IPython.display import display
from page import BLUE, GREY, INK, OCHRE, RED, WIDTH, interval, number, percent, picture, table, told

import foedus as fd
from foedus.ground.beta import beta_quantile
from foedus.ground.calendar import AsOf, Date
from foedus.record.load import load
from foedus.response.arrival.spells import spells
from foedus.unrest import PUBLISHED, RuleReading
from foedus.unrest.outbursts import MANY, outbursts
from foedus.unrest.rebellion import ACTIVE, COP
from foedus.unrest.run import begin, go_on, simulate

KNOWN = "2026-11-23"  # nothing that became known later is used
SEED, RUNS, DAYS = 1, 200, 200

# %% [markdown]
# ## 1. What is on record
#
# A call counts here if a government asked for soldiers, or soldiers came, because of protest, riots or a mutiny over
# pay since 1945.

# %%
calls = fd.cases().filter(
    (pl.col("threat") == "internal-unrest") & (pl.col("date") >= "1945")
    & ((pl.col("asked") == "troops") | (pl.col("response") == "troops"))
)  # fmt: skip
days = {
    spell.force: spell
    for spell in spells(load(), "first_arrival", AsOf(Date(KNOWN).first, Date(KNOWN).first))
    if spell.force in set(calls["id"])
}


def waited(case: str) -> str:
    """The days from the request to the first soldiers, in words."""
    if case not in days:
        return "unknown"
    low, high = days[case].low, days[case].high
    if high == float("inf"):
        return f"at least {low:.0f}"
    return f"{low:.0f}" if high - low <= 1 else f"{low:.0f} to {high - 1:.0f}"


display(
    table(
        ("call", "by", "day", "the answer", "days to the first soldiers"),
        [
            (id_, by, date, came, waited(id_) if came == "troops" else "-")
            for id_, _, by, date, _, _, came in calls.rows()
        ],
    )
)
came = (calls["response"] == "troops").sum()
low, high = (beta_quantile(q, came + 0.5, len(calls) - came + 0.5) for q in (0.05, 0.95))
known = [d for d in days.values() if d.high < float("inf")]
told(
    f"The answer was soldiers in {came} of {len(calls)} ({percent(came / len(calls))}; 90 % interval {percent(low)} to {percent(high)}, Jeffreys). "
    f"Where the days are on record ({len(known)}), the first soldiers came within a day in {sum(d.low < 1 for d in known)}, and within a week "
    f'in {sum(d.low < 7 for d in known)}; "at least" stands where they were promised and not there by then. In some cases who asked, and for whom, is contested: '
    "`foedus show` tells both sides. Calls are a selected lot: whoever expects a refusal does not call. The list is curated, not complete, and it does "
    "not say that the soldiers made the unrest end.",
)

# %% [markdown]
# ## 2. A model
#
# Epstein (2002) puts citizens and cops on a grid. Each citizen has a hardship and a risk aversion of its own, and all
# see the same legitimacy of the government. In random order each moves to an empty site in view and acts:
#
# - a citizen rebels if *hardship x (1 - legitimacy)* exceeds *risk aversion x estimated chance of arrest* by more
#   than a threshold; the estimate rises with the cops, and falls with the rebels, whom it sees;
# - a cop arrests one of the rebels whom it sees, for a random term of jail.
#
# A day is a turn of everybody, not a day of a calendar. The setting is that of Epstein's second run: 1,120 citizens and 64
# cops on 40 x 40 sites. The ratio of cops to rebels is cut to whole numbers, of which more in section 4.

# %%
setting = PUBLISHED["punctuated-equilibrium"]
first = simulate(setting, DAYS, SEED)
most = int(first.active[20:].argmax()) + 21  # the first days are a beginning like no other
shown = [most + after for after in (-6, -2, 0, 4)]
again, sites = begin(setting, SEED), []
for day in shown:
    grid = go_on(again, day - again.day).picture()
    for kind, what in ((ACTIVE, "rebel"), (COP, "cop")):
        y, x = np.nonzero(grid == kind)
        sites.append(pl.DataFrame({"x": x, "y": y}).with_columns(who=pl.lit(what), day=pl.lit(f"day {day}")))
places = pl.concat(sites)
grids = (
    alt.Chart(places)
    .mark_square(size=9, opacity=1)
    .encode(
        x=alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.5, 39.5])),
        y=alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-0.5, 39.5])),
        color=alt.Color(
            "who:N",
            title=None,
            scale=alt.Scale(domain=["rebel", "cop"], range=[RED, INK]),
            legend=alt.Legend(orient="bottom"),
        ),
    )
    .properties(width=128, height=128)
    .facet(alt.Facet("day:N", sort=[f"day {day}" for day in shown], title=None), columns=4, spacing=14)
)
course = (
    alt.Chart(pl.DataFrame({"day": np.arange(1, DAYS + 1), "active": first.active}))
    .mark_area(color=RED, opacity=0.85)
    .encode(
        x=alt.X("day:Q", title="day", axis=alt.Axis(grid=False), scale=alt.Scale(domain=[0, DAYS])),
        y=alt.Y("active:Q", title="rebels", axis=alt.Axis(tickCount=4)),
    )
    .properties(width=WIDTH, height=110)
)
found = [outbursts(simulate(setting, DAYS, SEED, run).active) for run in range(RUNS)]
sizes, waits = (np.concatenate([getattr(f, name) for f in found]) for name in ("sizes", "waits"))
picture(
    alt.vconcat(grids, course),
    file="outburst",
    title=f"Quiet most of the time, then {first.active[most - 1]} rebels at once",
    measure=["Rebels and cops on four days around the largest outburst after day 20 of one run, and rebels each day.",
             "Simulated: an illustration of a model, no data of any state."],
    source=["Source: model I of Epstein, Proceedings of the National Academy of Sciences 99 (2002), 7243 to 7250,",
            "run by Foedus."],
    text=f"Four small grids and an area chart. Before day {most} there are few rebels, on it {first.active[most - 1]} of 1,120 citizens, and a few days later "
    f"hardly any; over {DAYS} days such outbursts come back.",
)  # fmt: skip

# %%
told(
    f"Over {RUNS} runs of {DAYS} days there are {sum(len(f.sizes) for f in found) / RUNS:.1f} whole outbursts a run (more than {MANY} rebels), with "
    f"{np.median(waits):.0f} days between them (median) and {np.median(sizes):.0f} rebel-days in one. Nobody plans them: rebels who happen to stand together lower "
    "the risk for those who see them.",
)

# %% [markdown]
# ## 3. When they come
#
# Now more cops come: 54 more, from 4 in 100 sites to the 7.4 in 100 of Epstein's other runs. They come so many days after
# the first outburst of a run began. The draws are keyed by run, agent and day, so that a run with and one without them
# are the same run until they come: what differs after is their doing, in this model.

# %%
EXTRA, BEFORE, AFTER = 118 - 64, 5, 60
LATER = {"never": None, "after 20 days": 20, "after 5 days": 5, "on the next day": 1}
HUES = {"never": GREY, "after 20 days": OCHRE, "after 5 days": BLUE, "on the next day": RED}
beginnings = [int((simulate(setting, DAYS, SEED, run).active[20:] > MANY).argmax()) + 20 for run in range(RUNS)]
kept = [run for run, day in enumerate(beginnings) if day - 20 > BEFORE and day + AFTER < DAYS]
curves, totals, twice = [], {}, {}
for label, later in LATER.items():
    runs = []
    for run in kept:
        day = beginnings[run]
        given = setting if later is None else setting.with_arrivals({day + later: EXTRA})
        runs.append(simulate(given, day + AFTER, SEED, run).active[day - BEFORE :])
    paths = np.array(runs)
    totals[label] = paths[:, BEFORE:].sum(axis=1)
    twice[label] = (paths[:, BEFORE + 20 :] > MANY).any(axis=1).mean()
    for n, value in enumerate(paths.mean(axis=0)):
        curves.append((n - BEFORE, float(value), label))
lines = (
    alt.Chart(pl.DataFrame(curves, schema=["day", "rebels", "more cops"], orient="row"))
    .mark_line(strokeWidth=2)
    .encode(
        x=alt.X("day:Q", title="days since the outburst began", axis=alt.Axis(grid=False)),
        y=alt.Y("rebels:Q", title="rebels, mean of the runs", axis=alt.Axis(tickCount=5)),
        color=alt.Color(
            "more cops:N", sort=list(LATER), title="more cops come",
            scale=alt.Scale(domain=list(LATER), range=list(HUES.values())), legend=alt.Legend(orient="bottom"),
        ),
    )
    .properties(width=WIDTH, height=240)
)  # fmt: skip
picture(
    lines,
    file="when-they-come",
    title="At once they cut an outburst short; later they prevent the next",
    measure=[f"Rebels by days since an outburst began, mean of {len(kept)} runs, by when 54 more cops come.",
             "Simulated: an illustration of a model, no data of any state."],
    source=["Source: model I of Epstein (2002), run by Foedus; the same draws in every line until the cops come."],
    text="Four lines. Three rise to the same peak within a few days and fall; the one with more cops on the next day stays far below. Later the line without more "
    "cops rises again, the others stay low from the day on which cops come.",
)  # fmt: skip

# %%
display(
    table(
        ("more cops come", "rebel-days in 60 days, mean", "less than never, mean", "90 % interval", "runs with an outburst after day 20"),
        [
            (
                label, number(totals[label].mean(), ",.0f"),
                "-" if label == "never" else number((totals["never"] - totals[label]).mean(), ",.0f"),
                "-" if label == "never" else interval(*(
                    (totals["never"] - totals[label]).mean() + z * (totals["never"] - totals[label]).std(ddof=1) / np.sqrt(len(kept))
                    for z in (-1.645, 1.645)
                ), form=",.0f"),
                percent(twice[label]),
            )
            for label in LATER
        ],
    )
)  # fmt: skip
early = {label: sum(value for day, value, name in curves if name == label and 0 <= day < 10) for label in LATER}
told(
    "Compared run by run, so that luck cancels. In the model an outburst ends within days even if nobody comes, since most rebels are in jail by then: "
    f"its first ten days hold {early['never']:,.0f} rebel-days (mean). With more cops on the next day they hold {early['on the next day']:,.0f}, after five days "
    f"{early['after 5 days']:,.0f}. Whoever comes later finds it over, and keeps the next one away as long as they stay.",
)

# %% [markdown]
# ## 4. What it hangs on
#
# Three checks that a class can take further.
#
# **A rounding.** As printed, the estimate of arrest takes the ratio of cops to rebels as it is. With the article's own
# inputs there are then no outbursts at all (Lemos, Lopes and Coelho 2015); they appear when the ratio is cut or rounded
# to whole numbers. Nothing about people is different between the rows.

# %%
rows = []
for ratio, words in (("exact", "as printed"), ("floor", "cut to whole numbers"), ("round", "rounded")):
    runs = [simulate(replace(setting, reading=RuleReading(ratio=ratio)), DAYS, SEED, run).active for run in range(60)]
    rows.append(
        (words, number(float(np.mean([len(outbursts(r).sizes) for r in runs])), ".1f"), str(max(int(r[50:].max()) for r in runs)),
         number(float(np.mean(runs)), ".1f"))
    )  # fmt: skip
table(("ratio of cops to rebels", "outbursts a run", "most rebels, after day 50", "rebels, mean"), rows)

# %% [markdown]
# **How many.** More cops mean fewer rebels, step by step, most of all between four and six per 100 sites; there is no
# single number at which the model tips (Thron and Jackson come to the same in their re-analysis).

# %%
steps = (0.02, 0.03, 0.04, 0.05, 0.06, 0.074)
many = {
    d: [simulate(setting.with_densities(0.7, d), DAYS, SEED, run).active[50:].mean() for run in range(40)]
    for d in steps
}
table(
    ("cops per 100 sites", "rebels, mean", "90 % interval of the mean"),
    [
        (
            f"{100 * d:.1f}", number(float(np.mean(v)), ".1f"),
            interval(*(float(np.mean(v) + z * np.std(v, ddof=1) / np.sqrt(len(v))) for z in (-1.645, 1.645)), form=".1f"),
        )
        for d, v in many.items()
    ],
)  # fmt: skip

# %% [markdown]
# **Legitimacy.** Cops who arrest change nothing about it here. Whether foreign soldiers cost a government legitimacy is
# an open question that the model cannot answer; it only shows how much hangs on it.

# %%
levels = (0.86, 0.82, 0.78, 0.74, 0.7)
tried = {
    level: [
        [
            simulate(replace(setting, legitimacy=level).with_densities(0.7, cops), DAYS, SEED, run).active[50:].mean()
            for run in range(20)
        ]
        for cops in (0.04, 0.074)
    ]
    for level in levels
}  # fmt: skip
table(
    ("legitimacy", "rebels with 4 cops per 100 sites", "with 7.4"),
    [(f"{level:.2f}", *(number(float(np.mean(v)), ".1f") for v in pair)) for level, pair in tried.items()],
)

# %% [markdown]
# ## Questions for a class
#
# 1. In the table of section 1, which calls would you leave out, and why? How does the share move?
# 2. Let the cops leave again: `setting.with_arrivals({30: 54, 60: -54})`. What happens after day 60, and what does the
#    model leave out that would matter most in a real withdrawal?
# 3. In section 4, find a pair of legitimacy and cops without and one with more cops that has as many rebels. What
#    would one have to know of a mission to say on which side it lies?
# 4. Why is it no evidence for a policy that this model, with these numbers, calms down when more cops come?
#
# Sources: J. M. Epstein, "Modeling civil violence: An agent-based computational approach", PNAS 99, suppl. 3 (2002),
# 7243-7250, doi 10.1073/pnas.092080199; C. M. Lemos, R. J. Lopes and H. Coelho (2015), doi
# 10.1109/ICoCS.2015.7483303; the rules, what was read in which way and the published runs:
# [unrest and attrition](../reference/unrest.md).
