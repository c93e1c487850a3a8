"""The pictures of a crisis: soldiers by day, the ground by day, what has come about by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.brief.graphics.event_curves import EventCurve, EventCurvesData, event_curves_figure
from foedus.brief.graphics.fans import Fan, FansData, fans_figure
from foedus.brief.graphics.figure import Cell, Figure
from foedus.brief.words.messages import say
from foedus.ground.calendar import Date
from foedus.ground.days import day
from foedus.ground.numbers import number, percent, rounded

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.crisis.outcome import CrisisOutcome

#: The day that titles and descriptions speak of.
SPOKEN = 28
#: From this share of the runs with soldiers on, in which these change when or whether it ends, "many" is said.
MANY = 0.25
LEVELS = ("q05", "q25", "q50", "q75", "q95")


def t(key: str, lang: str, **values: object) -> str:
    """A message of a crisis."""
    return say("crisis", key, lang, **values)


def source(found: CrisisOutcome, lang: str) -> str:
    """What the figures are made of."""
    asked = found.asked
    return t(
        "source", lang, model=asked["model"], crisis=asked["crisis"], record=asked["record"],
        known=day(Date(str(asked["known"])), lang), runs=number(found.runs, lang), seed=asked["seed"],
    )  # fmt: skip


def crisis_figures(found: CrisisOutcome, lang: str) -> tuple[Figure, ...]:
    """All pictures of a crisis: what rests on recorded cases first, then the illustration."""
    figures = [_soldiers(found, lang)]
    if len(found.series) > 1:
        figures.append(_ground(found, lang))
    return (*figures, _curves(found, lang))


def _spoken(found: CrisisOutcome) -> int:
    return min(SPOKEN, found.days - 1)


def ticks(most: float, lang: str, *, share: bool) -> tuple[tuple[float, str], ...]:
    """Zero, the middle and the top of a scale, each a round figure."""
    if share:
        top = min(np.ceil(max(most, 0.01) * 10) / 10, 1.0)
        return tuple((x, percent(x, lang, 0)) for x in (0.0, top / 2, top))
    size = 10.0 ** np.floor(np.log10(max(most, 2)))
    top = float(next(n * size for n in (1, 2, 4, 6, 8, 10) if n * size >= most))
    return tuple((x, number(x, lang)) for x in (0.0, top / 2, top))


def _fan(found: CrisisOutcome, series: str, lang: str, beside: str = "", most: float | None = None) -> Fan:
    values: NDArray[np.float32] = found.fan(series)
    rows = tuple(tuple(float(x) for x in row) for row in values)
    scale = ticks(float(values[-1].max()) if most is None else most, lang, share=series == "active")
    middle = tuple(float(x) for x in found.fan(beside)[2]) if beside else ()
    return Fan(t(f"fan-{series}", lang), rows, scale, series in ("soldiers", "own", "active"), middle)


def _alt(found: CrisisOutcome, series: str, lang: str) -> str:
    on = _spoken(found)
    low, _, middle, _, high = (float(x) for x in found.fan(series)[:, on])

    def told(x: float) -> str:
        return percent(x, lang) if series == "active" else number(rounded(x), lang)

    label = t(f"fan-{series}", lang)
    return t("alt-fan", lang, label=label, day=on, middle=told(middle), low=told(low), high=told(high))


def _legend(lang: str, *kinds: str) -> tuple[tuple[str, str], ...]:
    return tuple((kind, t(kind, lang)) for kind in kinds)


def _rows(found: CrisisOutcome, *series: str) -> list[tuple[Cell, ...]]:
    return [
        (name, day, *(float(f"{x:.5g}") for x in found.fan(name)[:, day]))
        for name in series
        for day in range(found.days)
    ]


def _soldiers(found: CrisisOutcome, lang: str) -> Figure:
    middle = float(found.fan("soldiers")[2, _spoken(found)])
    title = (
        t("soldiers-title", lang, soldiers=number(rounded(middle), lang))
        if middle >= 1
        else t("soldiers-title-none", lang)
    )
    data = FansData(
        title, t("soldiers-subtitle", lang), source(found, lang), _alt(found, "soldiers", lang),
        (_fan(found, "soldiers", lang),), _legend(lang, "most", "half", "middle"), t("axis", lang),
    )  # fmt: skip
    return fans_figure(data).told("crisis-soldiers", ("series", "day", *LEVELS), _rows(found, "soldiers"))


def _ground(found: CrisisOutcome, lang: str) -> Figure:
    ground = str(found.asked["ground"])
    fans: tuple[Fan, ...]
    shown: tuple[str, ...]
    if ground == "unrest":
        changed = found.sooner_by(1) + int(found.effect[1])
        many = found.come > 0 and changed / found.come >= MANY
        title = t("ground-title-unrest-many" if many else "ground-title-unrest", lang)
        fans, shown = (_fan(found, "active", lang, "active-alone"),), ("active", "active-alone")
    else:
        title = t("ground-title-war", lang)
        most = max(float(found.fan(name)[-1].max()) for name in ("own", "foe"))
        fans = (_fan(found, "own", lang, "own-alone", most), _fan(found, "foe", lang, most=most))
        shown = ("own", "foe", "own-alone")
    told = " ".join(_alt(found, name, lang) for name in shown if not name.endswith("-alone"))
    data = FansData(
        title, t(f"ground-subtitle-{ground}", lang), source(found, lang), told, fans,
        _legend(lang, "most", "half", "middle", "beside"), t("axis", lang),
    )  # fmt: skip
    return fans_figure(data).told("crisis-ground", ("series", "day", *LEVELS), _rows(found, *shown))


#: Colour and stroke of an event's line; the others are not drawn.
DRAWN = {
    "first-soldiers": ("leader", False), "full-strength": ("member", False), "restored": ("other", False),
    "restored-alone": ("other", True), "own-breaks": ("ink", False), "own-breaks-alone": ("ink", True),
    "foe-breaks": ("other", False), "foe-breaks-alone": ("other", True),
}  # fmt: skip


def _curves(found: CrisisOutcome, lang: str) -> Figure:
    shown = [event for event in found.told if event in DRAWN]
    shares = {event: tuple(found.by_day(event).tolist()) for event in shown}
    curves = tuple(EventCurve(t(event, lang), shares[event], *DRAWN[event]) for event in shown)
    week = shares["first-soldiers"][min(7, found.days - 1)]
    alt = "; ".join(
        t("alt-curve", lang, label=t(event, lang), share=percent(shares[event][-1], lang), days=found.days)
        for event in shown
    )
    data = EventCurvesData(
        t("curves-title-soldiers", lang, share=percent(week, lang, 0)), t("curves-subtitle", lang),
        source(found, lang), alt, curves, t("axis", lang),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (event, n, round(share, 6)) for event in shown for n, share in enumerate(shares[event])
    ]
    return event_curves_figure(data).told("crisis-events", ("event", "day", "share"), rows)
