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
# # The CSTO and NATO over thirty years
#
# Two alliances promise help against attack. One was founded in 1949 around the United States. The other was founded in
# Tashkent in 1992 around Russia; since 2002 its organization is called Collective Security Treaty Organization (CSTO).
# This notebook asks five plain questions of both:
#
# 1. Who belongs, and since when?
# 2. What is left of their military expenditure without the leading state?
# 3. Do their members see the same threats?
# 4. Do the larger members bear the larger burden?
# 5. When a member called, did help come?
#
# Everything here comes with Foedus: no other file is needed. Each figure names its series and year. What is not known
# is shown as unknown, never as zero. Numbers in the text are computed by the cell above them.

# %%
from itertools import pairwise
from statistics import median

import altair as alt
import numpy as np
import polars as pl
from IPython.display import display
from page import BLUE, GREY, INK, RED, UNKNOWN, WIDTH, interval, number, percent, picture, table, told

import foedus as fd
from foedus.ground.beta import beta_quantile
from foedus.measures.network import expose
from foedus.measures.over_time.one_alliance import over_years
from foedus.measures.reliability.published import JEFFREYS, Prior
from foedus.measures.reliability.recorded import helped
from foedus.measures.strength.burden import burden_by_year
from foedus.record import tables

KNOWN = "2026-11-23"  # nothing that became known later is used
TODAY = fd.world(KNOWN, KNOWN)
NAMES = ("CSTO", "NATO")
COLOUR = alt.Color("alliance:N", scale=alt.Scale(domain=list(NAMES), range=[RED, BLUE]), legend=None)

# %% [markdown]
# A *world* is the record as of two days: the day asked about, and the day by which something could be known. `KNOWN` is
# fixed here, so that this page changes only when the record or a measure does.
#
# ## 1. Who belongs
#
# Members are counted on 1 July of each year, by the day on which the treaty bound them. Signing and being bound are two
# dates: the Collective Security Treaty was signed on 15 May 1992 and entered into force on 20 April 1994.


# %%
def members(name: str, day: str, status: str = "member") -> list[str]:
    """The states of an alliance on a day that had this status."""
    world = fd.world(day, KNOWN)
    return [m.state for m in world.members(world.alliance(name), status)]


YEARS = range(1992, 2027)
roster = {name: {year: members(name, f"{year}-07-01") for year in YEARS} for name in NAMES}
signatories = {year: members("CSTO", f"{year}-07-01", "signatory") for year in YEARS}
state = TODAY.name


def changes(name: str) -> list[tuple[str, str, str, str]]:
    """The years in which an alliance gained or lost members, with who."""
    found = []
    for before, year in pairwise(YEARS):
        joined, left = (
            sorted(set(roster[name][a]) - set(roster[name][b])) for a, b in ((year, before), (before, year))
        )
        if joined or left:
            words = [", ".join(map(state, group)) or "-" for group in (joined, left)]
            found.append((f"{year}", *words, str(len(roster[name][year]))))
    return found


display(told(f"On 1 July 1992 the treaty of Tashkent had {len(signatories[1992])} signatories "
             f"({', '.join(map(state, signatories[1992]))}) and bound {len(roster['CSTO'][1992]) or 'none of them'}. NATO had "
             f"{len(roster['NATO'][1992])} members. Changes seen on 1 July of later years:"))  # fmt: skip
display(table(("CSTO", "joined", "left", "members then"), changes("CSTO")))
display(table(("NATO", "joined", "left", "members then"), changes("NATO")))

# %% tags=["fold"]
count = pl.DataFrame([{"alliance": n, "year": y, "members": len(roster[n][y]) or None} for n in NAMES for y in YEARS])
waiting = [{"alliance": "CSTO", "year": y, "members": len(s)} for y, s in signatories.items() if s]
ends = count.filter(pl.col("year") == YEARS[-1])
x = alt.X(
    "year:Q",
    title=None,
    axis=alt.Axis(format="d", grid=False, values=list(range(1995, 2026, 5))),
    scale=alt.Scale(domain=[1992, 2029]),
)
lines = (
    alt.Chart(count)
    .mark_line(interpolate="step-after", strokeWidth=2.5)
    .encode(x=x, y=alt.Y("members:Q", title="members", axis=alt.Axis(tickCount=5)), color=COLOUR)
)
labels = (
    alt.Chart(ends)
    .mark_text(align="left", dx=5, fontSize=12, fontWeight="bold")
    .encode(x="year:Q", y="members:Q", text=alt.Text("label:N"), color=COLOUR)
    .transform_calculate(label="datum.alliance + ' ' + datum.members")
)
signed = (
    alt.Chart(pl.DataFrame(waiting)).mark_point(size=40, strokeWidth=2).encode(x="year:Q", y="members:Q", color=COLOUR)
)
first, last = ({n: len(roster[n][y]) for n in NAMES} for y in (YEARS[0], YEARS[-1]))
picture(
    (lines + signed + labels).properties(width=WIDTH, height=210),
    file="members",
    title=f"NATO has grown from {first['NATO']} to {last['NATO']} members, the CSTO has {last['CSTO']}",
    measure=["Full members on 1 July, number of states, 1992 to 2026; hollow: signatories not yet bound"],
    source=[f"Source: Foedus record, as known on {KNOWN}. Associates and observers are not counted."],
    text=f"Step lines. NATO rises from {first['NATO']} members in 1992 to {last['NATO']} in 2026. The CSTO has "
    f"{waiting[0]['members']} signatories and no bound member in 1992, at most {max(len(m) for m in roster['CSTO'].values())} members, "
    f"and {last['CSTO']} in 2026.",
)

# %% [markdown]
# Membership is not the same as taking part. The record keeps both apart:

# %%
special = [
    (n, m.name.en, m.participation[0].en) for n in NAMES for m in fd.show(n, KNOWN, KNOWN).members if m.participation
]
table(("alliance", "member", "part taken"), special)

# %% [markdown]
# ## 2. What is left without the leader
#
# The figures are military expenditure in current US$. One series speaks for a whole line, and each year for itself,
# for the members on 1 July (for 1992 and 1993: the signatories of the treaty of Tashkent). Where a member has no
# figure, what is left is a lower bound, marked "at least". Where the leader has none, or half of the members, no share
# is given: that is the rule of `foedus.measures.strength.shares`. A second series is set beside the first, since their
# difference says something about how well such figures are known.


# %%
LEADER = {n: TODAY.leader(TODAY.alliance(n)).state for n in NAMES}
SERIES = {"milex-wdi": "World Bank, from SIPRI", "milex-nmc": "Correlates of War, NMC 7.0"}
PERIOD = range(1992, 2022)
COUNTED = {"CSTO": ("member", "signatory"), "NATO": ("member",)}
found = {
    (n, row.year, key): row
    for n in NAMES
    for key in SERIES
    for row in over_years(TODAY, TODAY.alliance(n), 1992, 2021, "military-expenditure", key, COUNTED[n])
}


def left_over(name: str, year: int, key: str) -> str:
    """What is left without the leader, in a cell."""
    row = found[name, year, key]
    ratio, missing = row.without_leader_ratio, row.missing
    return UNKNOWN if ratio is None else ("at least " if missing else "") + percent(ratio, 1)


def second(name: str, year: int) -> str:
    """The largest of the others and its share of what is left."""
    other = found[name, year, "milex-wdi"]
    return f"{state(other.next_state)} {percent(other.next_share)}" if other.next_state else UNKNOWN


table(
    ("year", "CSTO without Russia, World Bank", "NMC", "largest of the rest", "no World Bank figure",
     "NATO without the USA, World Bank", "NMC", "largest of the rest"),
    [
        (
            f"{y}", *(left_over("CSTO", y, k) for k in SERIES), second("CSTO", y),
            ", ".join(map(state, found["CSTO", y, "milex-wdi"].missing)) or "-", *(left_over("NATO", y, k) for k in SERIES), second("NATO", y),
        )
        for y in PERIOD
    ],
)  # fmt: skip

# %% tags=["fold"]
left = pl.DataFrame(
    [
        {"alliance": n, "year": y, "series": key, "left": None if (r := found[n, y, key].without_leader_ratio) is None else 100 * r,
         "bound": bool(found[n, y, key].missing)}
        for n, y, key in found
    ],
    infer_schema_length=None,
)  # fmt: skip
known = left.filter(pl.col("left").is_not_null())
gaps = left.filter(pl.col("left").is_null() & (pl.col("series") == "milex-wdi")).with_columns(left=pl.lit(0.0))
wdi = known.filter(pl.col("series") == "milex-wdi")
top = (
    wdi.group_by("alliance", maintain_order=True)
    .agg(pl.all().last())
    .with_columns(
        label=pl.when(pl.col("alliance") == "CSTO")
        .then(pl.lit("CSTO without Russia"))
        .otherwise(pl.lit("NATO without the United States"))
    )
)
ranges = {
    (n, k): known.filter((pl.col("alliance") == n) & (pl.col("series") == k))["left"] for n in NAMES for k in SERIES
}
x = alt.X(
    "year:Q",
    title=None,
    axis=alt.Axis(format="d", grid=False, values=list(range(1995, 2021, 5))),
    scale=alt.Scale(domain=[1991.5, 2021.5]),
)
y = alt.Y("left:Q", title="% of the alliance's expenditure", scale=alt.Scale(domainMin=0), axis=alt.Axis(tickCount=5))
# A line runs only between years that follow each other.
base = alt.Chart(left).encode(x=x, y=y, color=COLOUR)
chart = (
    base.transform_filter("datum.series == 'milex-nmc'").mark_line(
        strokeWidth=1.5, strokeDash=[3, 3], invalid="break-paths-show-path-domains"
    )
    + base.transform_filter("datum.series == 'milex-wdi'").mark_line(
        strokeWidth=2.5, invalid="break-paths-show-path-domains"
    )
    + alt.Chart(wdi.filter(~pl.col("bound"))).mark_point(filled=True, size=30, opacity=1).encode(x=x, y=y, color=COLOUR)
    + alt.Chart(wdi.filter("bound"))
    .mark_point(filled=True, fill="#fcfbf8", size=40, opacity=1, strokeWidth=1.8)
    .encode(x=x, y=y, stroke=COLOUR)
    + alt.Chart(gaps).mark_text(text="?", fontSize=15, fontWeight="bold", color=GREY, dy=-8).encode(x=x, y=y)
    + alt.Chart(top)
    .mark_text(align="right", dy=-20, fontSize=12, fontWeight="bold")
    .encode(x=x, y=y, text="label:N", color=COLOUR)
)
unknown_years = {n: [y for y in PERIOD if found[n, y, "milex-wdi"].without_leader_ratio is None] for n in NAMES}
complete = {
    n: [
        100 * found[n, y, "milex-wdi"].without_leader_ratio
        for y in range(2012, 2022)
        if not found[n, y, "milex-wdi"].missing
    ]
    for n in NAMES
}
span = {n: f"{min(c):.0f} to {max(c):.0f} %" for n, c in complete.items()}
picture(
    chart.properties(width=WIDTH, height=280),
    file="without-leader",
    title=f"Without its leader, the CSTO keeps {span['CSTO']} of its expenditure, NATO {span['NATO']}",
    measure=["Military expenditure of all members but the leader, % of the total in current US$, 1992 to 2021.",
             "Solid: World Bank; dashed: National Material Capabilities. Hollow: lower bound, a member has no figure."],
    source=["Source: Foedus series milex-wdi (World Bank, from SIPRI, release of March 2024) and milex-nmc (Correlates of War,",
            "version 7.0); members on 1 July, signatories of the treaty of Tashkent in 1992 and 1993. ?: unknown.",
            "Ranges in the title: the years 2012 to 2021 in which all members have a figure."],
    text=f"Lines, 1992 to 2021. NATO without the United States lies between {ranges['NATO', 'milex-wdi'].min():.0f} and "
    f"{ranges['NATO', 'milex-wdi'].max():.0f} per cent of its total. The CSTO without Russia lies between {ranges['CSTO', 'milex-wdi'].min():.0f} and "
    f"{ranges['CSTO', 'milex-wdi'].max():.0f} per cent, lower bounds included; unknown in the first series for {', '.join(map(str, unknown_years['CSTO'])) or 'no year'}.",
)  # fmt: skip

# %%
ratio = {}
for name, code in LEADER.items():
    nmc, wb = (tables.series(key).values[code] for key in ("milex-nmc", "milex-wdi"))
    ratio[name] = {y: nmc[y] / wb[y] for y in PERIOD if y in nmc and y in wb}
low, high = ({n: pick(r, key=r.get) for n, r in ratio.items()} for pick in (min, max))
effective = {n: [found[n, y, "milex-wdi"].effective_number for y in PERIOD if y not in unknown_years[n]] for n in NAMES}
bounds = [y for y in PERIOD if found["CSTO", y, "milex-wdi"].missing and y not in unknown_years["CSTO"]]
told(
    f"For the CSTO, the World Bank's figures give no share in {len(unknown_years['CSTO'])} of {len(PERIOD)} years "
    f"({', '.join(map(str, unknown_years['CSTO'])) or '-'}) and a lower bound in {len(bounds)} ({', '.join(map(str, bounds)) or '-'}).",
    "How far apart are two publishers? For Russia the second series gives "
    f"{ratio['CSTO'][low['CSTO']]:.2f} ({low['CSTO']}) to {ratio['CSTO'][high['CSTO']]:.2f} times ({high['CSTO']}) the first, with a median of "
    f"{median(ratio['CSTO'].values()):.2f}; for the United States {ratio['NATO'][low['NATO']]:.2f} ({low['NATO']}) to "
    f"{ratio['NATO'][high['NATO']]:.2f} times ({high['NATO']}), with a median of {median(ratio['NATO'].values()):.2f}. Neither publisher gives an interval. "
    "A ratio far from 1 in one year, such as the highest for Russia, says that at least one of the two is wrong about that year.",
    f"Counted by expenditure, the CSTO weighs as much as {min(effective['CSTO']):.2f} to {max(effective['CSTO']):.2f} members of equal size, NATO as "
    f"much as {min(effective['NATO']):.2f} to {max(effective['NATO']):.2f} (effective number of members: 1 / sum of squared shares, Laakso and Taagepera 1979).",
)

# %% [markdown]
# `fd.compare` sets both side by side on a day, here two days after Kazakhstan's call of 5 January 2022. It takes the
# last full year for which most members have a figure; each line is from one series and one year for all states.

# %%
both = fd.compare(*NAMES, on="2022-01-07", known=KNOWN)
table(
    ("resource", "Russia's share", "United States' share", "CSTO : NATO", "Russia : United States", "series, year", "no figure"),
    [
        (
            key, *(percent(both.measures[n].without_leader[key].leader_share) for n in NAMES),
            number(r.value), number(both.ratios[0].leaders[key].value), f"{r.series} {r.year}", ", ".join(map(state, r.missing)) or "-",
        )
        for key, r in both.ratios[0].alliances.items()
    ],
)  # fmt: skip

# %% [markdown]
# At market exchange rates, money sets the two much further apart than persons do. Neither counts nuclear weapons,
# training or stocks.
#
# A share of money says little about who could stand alone. Jackson and Nei (2015) ask it of a network: a state is
# *vulnerable* if a group of allied states is stronger than that state and those of its allies who stay out of the
# group, taken times gamma, the defenders' advantage. `expose` asks this before and after the leader is gone. It is
# arithmetic on paper: distance, will, terrain and nuclear weapons do not occur in it, and it is no forecast of
# anyone's intentions. Counted here are groups of which a state borders the member by land, with gamma = 1 (no
# advantage).

# %%
day = fd.world("2022-01-07", KNOWN)
exposed = {n: expose(day, day.alliance(n), without=(LEADER[n],)) for n in NAMES}
near = {n: [t for t in e.threats if t.borders and not t.left] for n, e in exposed.items()}
verdicts = {n: [(t.member, t.before.vulnerable, t.after.vulnerable) for t in rows] for n, rows in near.items()}
display(
    table(
        ("alliance, without", "pairs of member and group", "vulnerable before and after", "newly vulnerable", "unknown after", "series, year"),
        [
            (
                f"{n}, {state(LEADER[n])}", len(v), sum(b is True and a is True for _, b, a in v),
                sum(b is False and a is True for _, b, a in v), sum(a is None for _, _, a in v),
                f"{exposed[n].series} {exposed[n].year}",
            )
            for n, v in verdicts.items()
        ],
    )
)  # fmt: skip
newly = [t for rows in near.values() for t in rows if t.before.vulnerable is False and t.after.vulnerable is True]
table(
    ("newly vulnerable", "to the group of", "gamma below which, before", "after"),
    [
        (state(t.member), t.alliance or ", ".join(map(state, t.group)), number(t.before.high), number(t.after.low))
        for t in newly
    ],
)

# %%
blank = {
    n: sorted({state(c) for t in rows if t.after.vulnerable is None for c in t.group if c in exposed[n].missing})
    for n, rows in near.items()
}
told(
    "A critical gamma far below 1 before and above 1 after means that, on paper, the leader decides. Pairs are unknown where a "
    "state of the group has no figure: "
    + "; ".join(f"{', '.join(names)} ({n})" for n, names in blank.items())
    + ". Only the alliances of the Foedus "
    f"record that stood on the day ({', '.join(exposed['CSTO'].alliances)}) count as ties.",
)

# %% [markdown]
# ## 3. Whose threats
#
# The record holds what each member's own documents name as threats, or what struck it. Divergence between two members
# is 0 if they name the same sources and 1 if they share none; the alliance's is the mean over pairs. Members for which
# no document was read have an unknown set, not an empty one: their pairs do not count.

# %%
rows = []
for day in ("2010-01-01", "2022-01-07", "2025-01-01"):
    for name in NAMES:
        found = fd.show(name, day, KNOWN).measures.divergence
        unread = sum(named is None for named in found.sources.values())
        # With most members unread, the mean would be one about two or three states.
        few = unread * 2 > len(found.sources)
        rows.append(
            (
                f"{name}, {day}",
                UNKNOWN if few else number(found.mean),
                f"{len(found.sources) - unread} of {len(found.sources)}",
                ", ".join(found.shared_by_all) or "none",
            )
        )
table(("alliance, day", "mean divergence, 0 to 1", "members with a known set", "named by all of these"), rows)

# %% [markdown]
# These sets are curated from documents, not counted from a data set. They have no interval; a document more can change
# them. Before 2010 most are unknown, and so is the trend.
#
# ## 4. Burden sharing
#
# Olson and Zeckhauser (1966) expect the larger members of an alliance to spend a larger share of their income, since
# the small can rely on them. The test is a rank correlation (Spearman's rho) of GDP with military expenditure as per
# cent of GDP among the members, year by year: above 0 the larger bear more, below 0 the smaller. The intervals are of
# 95 %, by Fisher's z with the variance of Bonett and Wright (2000). With six members an interval spans most of the
# scale.

# %%
burdens = [b for n in NAMES for b in burden_by_year(TODAY, TODAY.alliance(n), 1992, 2022)]
shown = (1994, 2000, 2006, 2012, 2018, 2022)
table(
    ("alliance, year", "members with both figures", "without a figure", "rho", "95 % interval", "p, two-sided"),
    [
        (f"{b.alliance} {b.year}", b.members, ", ".join(map(state, b.missing)) or "-", number(b.spearman.value, "+.2f"),
         interval(b.spearman.low, b.spearman.high), number(b.p_two_sided))
        for b in burdens if b.year in shown
    ],
)  # fmt: skip

# %% tags=["fold"]
curve = pl.DataFrame(
    [
        {
            "alliance": b.alliance,
            "year": 1992 + i % 31,
            "rho": b.spearman.value,
            "low": b.spearman.low,
            "high": b.spearman.high,
        }
        for i, b in enumerate(burdens)
    ],
    infer_schema_length=None,
)
none = curve.filter(pl.col("rho").is_null()).with_columns(rho=pl.lit(-0.9))
x = alt.X(
    "year:Q",
    title=None,
    axis=alt.Axis(format="d", grid=False, values=list(range(1995, 2021, 5))),
    scale=alt.Scale(domain=[1991.5, 2022.5]),
)
y = alt.Y(
    "rho:Q",
    title="Spearman's rho",
    scale=alt.Scale(domain=[-1, 1]),
    axis=alt.Axis(values=[-1, 0, 1], labelExpr="datum.value == 0 ? '0' : format(datum.value, '+.0f')"),
)
panels = []
for name in NAMES:
    own, gap = (f.filter(pl.col("alliance") == name) for f in (curve.filter(pl.col("rho").is_not_null()), none))
    panels.append(
        (
            alt.Chart(own)
            .mark_rule(strokeWidth=5, opacity=0.28)
            .encode(x=x, y=alt.Y("low:Q"), y2="high:Q", color=COLOUR)
            + alt.Chart(own).mark_point(filled=True, size=34, opacity=1).encode(x=x, y=y, color=COLOUR)
            + alt.Chart(gap).mark_text(text="?", fontSize=15, fontWeight="bold", color=GREY).encode(x=x, y=y)
            + alt.Chart().mark_rule(color=INK, strokeWidth=1).encode(y=alt.datum(0))
        ).properties(
            width=WIDTH,
            height=150,
            title=alt.Title(name, anchor="start", fontSize=12, color=RED if name == "CSTO" else BLUE),
        )
    )
estimated = [b for b in burdens if b.spearman.low is not None]
clear = [b for b in estimated if b.exploitation is not None]
verdict = (
    "In no year does the interval leave out zero"
    if not clear
    else f"In {len(clear)} of {len(estimated)} years the interval leaves out zero"
)
picture(
    alt.vconcat(*panels, spacing=14),
    file="burden",
    title=verdict + ("" if clear else ": size says little about effort"),
    measure=["Rank correlation of GDP with military expenditure in % of GDP among the members, with 95 % intervals,",
             "1992 to 2022. ?: no figure, or treaty not yet in force"],
    source=["Source: Foedus series gdp-wdi and milex-share-gdp-wdi (World Bank; expenditure from SIPRI); members on 1 July."],
    text="Two panels of yearly rank correlations with intervals, from minus 1 to plus 1. CSTO: intervals span most of the scale in every year. "
    f"NATO: values between {min(b.spearman.value for b in estimated if b.alliance == 'NATO'):+.2f} and "
    f"{max(b.spearman.value for b in estimated if b.alliance == 'NATO'):+.2f}. {verdict}.",
)  # fmt: skip

# %%
told(
    f"{verdict}, of {len(estimated)} alliance-years with an estimate. That is a negative result: these figures neither show "
    "that the large bear more nor rule it out. The years are not independent of each other, so many years with the same "
    "sign are not many confirmations. A correlation would be no proof of free riding either: threat, geography and "
    "conscription differ between members too (Sandler and Murdoch 2000)."
)

# %% [markdown]
# ## 5. Calls and what came of them
#
# The record holds calls of members to their alliance as cases. Counted here are those in which the government in office
# asked for soldiers, arms or observers, an affair once. "Helped" means that some of these were decided and arrived at
# least in part. It does not say whether help was owed. Requests that are contested or were made against the government
# in office, and help that was announced and of which no source says whether it came, are left out. The chance of help is
# a Beta posterior after Jeffreys' prior (half a case on either side), so that few cases give a wide interval.

# %%
calls = fd.cases()
answers = {name: helped(TODAY, TODAY.alliance(name)) for name in NAMES}
for found in answers.values():
    ids = [*found.helped, *found.not_helped]
    chosen = calls.filter(pl.col("id").is_in(ids)).sort("date", "id")
    display(table((found.alliance, "day", "called by", "threat", "asked for", "what came"),
                  chosen.select("id", "date", "by", "threat", "asked", "response").rows()))  # fmt: skip

# %%
kinds = list(answers["CSTO"].by_kind)
display(
    table(
        ("what came", *NAMES),
        [(k, *(answers[n].by_kind[k] for n in NAMES)) for k in kinds if any(answers[n].by_kind[k] for n in NAMES)],
    )
)
table(
    ("chance that a call is helped", "calls", "helped", "mean", "50 % interval", "95 % interval"),
    [
        (
            n,
            a.calls,
            len(a.helped),
            f"about {10 * a.mean:.0f} in 10",
            f"{percent(a.low50)} to {percent(a.high50)}",
            f"{percent(a.low95)} to {percent(a.high95)}",
        )
        for n, a in answers.items()
    ],
)

# %% tags=["fold"]
bars = pl.DataFrame(
    [{"alliance": n, "mean": 100 * a.mean, "low95": 100 * a.low95, "low50": 100 * a.low50, "high50": 100 * a.high50, "high95": 100 * a.high95,
      "label": f"{n}: {len(a.helped)} of {a.calls} calls"} for n, a in answers.items()]
)  # fmt: skip
y = alt.Y(
    "label:N",
    title=None,
    sort=None,
    axis=alt.Axis(labelFontSize=12, labelColor=INK, domain=False, ticks=False, labelLimit=220),
)
base = alt.Chart(bars).encode(y=y, color=COLOUR)
scale = alt.Scale(domain=[0, 100])
chart = (
    base.mark_rule(strokeWidth=3, opacity=0.45).encode(
        x=alt.X("low95:Q", title="% of calls", scale=scale, axis=alt.Axis(values=[0, 25, 50, 75, 100])), x2="high95:Q"
    )
    + base.mark_rule(strokeWidth=10, opacity=0.45).encode(x="low50:Q", x2="high50:Q")
    + base.mark_point(filled=True, size=90, opacity=1).encode(x="mean:Q")
)
picture(
    chart.properties(width=WIDTH - 130, height=90),
    file="calls",
    title="Help for those who called: few cases, wide intervals",
    measure=["Chance that a call for soldiers, arms or observers is helped, % of calls;",
             "dot: posterior mean, thick: 50 % interval, thin: 95 % interval"],
    source=[f"Source: Foedus record of invocations, as known on {KNOWN}; Beta posterior, Jeffreys prior."],
    text=". ".join(f"{n}: {len(a.helped)} of {a.calls} calls helped, mean {100 * a.mean:.0f} per cent, 95 per cent interval "
                   f"{100 * a.low95:.0f} to {100 * a.high95:.0f}" for n, a in answers.items()) + ".",
)  # fmt: skip

# %% [markdown]
# How sure is the difference between the two? The posteriors are set against each other, quantile by quantile.

# %%
steps = (np.arange(400) + 0.5) / 400


def apart(prior: Prior) -> np.ndarray:
    """NATO's chance less the CSTO's, in points, over all pairs of quantiles of the two posteriors, in order."""
    chance = {}
    for name, answer in answers.items():
        a, b = prior.a + len(answer.helped), prior.b + len(answer.not_helped)
        chance[name] = np.array([float(beta_quantile(p, a, b)) for p in steps])
    return np.sort(100 * (chance["NATO"][:, None] - chance["CSTO"][None, :]).ravel())


jeffreys, uniform = apart(JEFFREYS), apart(Prior(a=1, b=1, why="uniform"))
low, middle, high = (float(np.quantile(jeffreys, q)) for q in (0.025, 0.5, 0.975))
aside = {n: len(a.other_calls) for n, a in answers.items()}
home = calls.filter(pl.col("threat").is_in(["civil-war", "internal-unrest"]))["id"].to_list()
inside = {n: len({*a.helped, *a.not_helped} & set(home)) for n, a in answers.items()}
told(
    f"NATO's chance less the CSTO's: median {number(middle, '+.0f')} points, 95 % interval {interval(low, high, '+.0f')} points. "
    f"If the calls were alike and independent, NATO's chance would be the higher one in {100 * float(np.mean(jeffreys > 0)):.0f} of 100 draws "
    f"({100 * float(np.mean(uniform > 0)):.0f} with a uniform prior, so the prior still matters).",
    f"They are not. Of the calls to the CSTO, {inside['CSTO']} of {answers['CSTO'].calls} were about a civil war or unrest at home; of those to NATO, "
    f"{inside['NATO']} of {answers['NATO'].calls}. An ally that expects a refusal does not call (Smith 1995), so calls are a selected lot. "
    f"{aside['CSTO']} calls to the CSTO and {aside['NATO']} to NATO asked for consultation, for words or for nothing, or repeat an affair; they are not counted. "
    "The record is curated, not a full list.",
)

# %% [markdown]
# ## What this cannot tell
#
# - **Whether help will come next time.** Past calls are few and unlike each other. `fd.invoke` answers a single case,
#   with its own interval and reasons.
# - **What the leader would do alone.** Shares say what is left on paper, not whether the rest could act without its
#   transport, intelligence or command.
# - **What later releases will say.** Figures are those of one release; Russia's expenditure is revised every year, and
#   market exchange rates misstate what money buys.
#
# Sources: Foedus record and series, each with its origin in `src/foedus/record/data/series.toml`. Olson and
# Zeckhauser (1966), Review of Economics and Statistics 48(3). Sandler and Murdoch (2000), Fiscal Studies 21(3).
# Bonett and Wright (2000), Psychometrika 65. Jackson and Nei (2015), PNAS 112(50). Laakso and Taagepera (1979),
# Comparative Political Studies 12(1). Smith (1995), International Studies Quarterly 39(4).
