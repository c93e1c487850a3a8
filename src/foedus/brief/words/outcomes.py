"""The figures of published sets about outcomes, in sentences: each says whose they are and what they do not say."""

from __future__ import annotations

from foedus.brief.words.messages import say
from foedus.ground.numbers import listing, number, percent, points
from foedus.outcomes.ask import Outcomes
from foedus.outcomes.figures import CountedFigure


def _t(key: str, lang: str, **values: object) -> str:
    return say("outcomes", key, lang, **values)


def points_range(low: float, high: float, lang: str) -> tuple[str, str]:
    """The ends of a difference in points, each with its sign; nought has none."""
    ends = [
        points(v, lang) if round(v * 100) else f"0\u00a0{'Punkte' if lang == 'de' else 'points'}" for v in (low, high)
    ]
    return ends[0], ends[1]


def counted_told(found: Outcomes, lang: str, most: int | None = None) -> list[str]:
    """The sentences that fit the threat, of the sets that had been published; the first `most`, and what came later."""
    at = {figure.id: figure for figure in found.published}
    tellers = (_campaigns, _protests, _coups, _matched, _raw, _ceasefires, _killing, _stay, _speed)
    told = [text for tell in tellers if (text := tell(at, lang))][:most]
    if found.not_yet_published:
        told.append(_t("later", lang, sets=listing([s.title.text(lang) for s in found.not_yet_published], lang)))
    return told


def _share(figure: CountedFigure, lang: str) -> str:
    return percent(figure.value, lang, 0)


def _campaigns(at: dict[str, CountedFigure], lang: str) -> str:
    peaceful, violent = (at.get(f"campaigns-{way}-campaign-won") for way in ("nonviolent", "violent"))
    if peaceful is None or violent is None:
        return ""
    return _t(
        "campaigns", lang, nonviolent=_share(peaceful, lang), nonviolent_yes=peaceful.yes, nonviolent_of=peaceful.of,
        violent=_share(violent, lang), violent_yes=violent.yes, violent_of=violent.of,
        running=(peaceful.running or 0) + (violent.running or 0),
    )  # fmt: skip


def _protests(at: dict[str, CountedFigure], lang: str) -> str:
    shot, other = (at.get(f"protest-again-{group}") for group in ("state-shot", "state-did-not-shoot"))
    if shot is None or other is None:
        return ""
    return _t("protest-again", lang, shot=_of(shot, lang), **{"not": _of(other, lang)})


def _of(figure: CountedFigure, lang: str) -> str:
    told = _t("of", lang, yes=number(figure.yes or 0, lang), of=number(figure.of, lang))
    return f"{told} ({_share(figure, lang)})"


def _coups(at: dict[str, CountedFigure], lang: str) -> str:
    every, late = at.get("coups-1950-2020"), at.get("coups-2010-2020")
    if every is None or late is None:
        return ""
    return _t("coups", lang, yes=every.yes, of=every.of, share=_share(every, lang), late_yes=late.yes, late_of=late.of)


def _raw(at: dict[str, CountedFigure], lang: str) -> str:
    helped, none = at.get("civil-war-raw-government-rebels-won"), at.get("civil-war-raw-none-rebels-won")
    if helped is None or none is None:
        return ""
    return _t(
        "civil-war-raw", lang, helped_yes=helped.yes, helped_of=helped.of, none_yes=none.yes, none_of=none.of,
        running=(helped.running or 0) + (none.running or 0),
    )  # fmt: skip


def _matched(at: dict[str, CountedFigure], lang: str) -> str:
    values: dict[str, object] = {}
    for name, outcome in (("won", "government-won"), ("lost", "rebels-won"), ("still", "still-fighting")):
        helped = at.get(f"civil-war-matched-helped-{outcome}")
        other = at.get(f"civil-war-matched-matched-unhelped-{outcome}")
        gap = at.get(f"civil-war-matched-difference-{outcome}")
        if helped is None or other is None or gap is None or gap.low is None or gap.high is None:
            return ""
        low, high = points_range(gap.low, gap.high, lang)
        values |= {
            name: _share(helped, lang), f"{name}_other": _share(other, lang), "helped_of": helped.of,
            "other_of": other.of,
            f"{name}_gap": _t("gap", lang, gap=points_range(gap.value, 0, lang)[0], low=low, high=high),
        }  # fmt: skip
    return _t("civil-war-matched", lang, **values)


def _ceasefires(at: dict[str, CountedFigure], lang: str) -> str:
    there, none = (at.get(f"ceasefires-{group}-held") for group in ("peacekeepers", "no-peacekeepers"))
    if there is None or none is None:
        return ""
    return _t("ceasefires", lang, with_yes=there.yes, with_of=there.of, none_yes=none.yes, none_of=none.of)


def _killing(at: dict[str, CountedFigure], lang: str) -> str:
    there, none = at.get("killing-un-troops"), at.get("killing-no-un-troops")
    if there is None or none is None or there.without is None:
        return ""
    return _t(
        "killing", lang, none=number(none.value, lang), largest=_place(there.largest, lang),
        rest=number(there.without, lang), **{"with": number(there.value, lang)},
    )  # fmt: skip


def _place(largest: str, lang: str) -> str:
    """The place and year that a figure leaves out; place names of the set stay as they are but for these."""
    return largest.replace("Rwanda", "Ruanda") if lang == "de" else largest


def _speed(at: dict[str, CountedFigure], lang: str) -> str:
    half, most = (at.get(f"speed-from-nothing-{to}") for to in ("to-half", "to-nine-tenths"))
    if half is None or most is None:
        return ""
    return _t("un-speed", lang, half=number(half.value, lang), most=number(most.value, lang), of=half.of)


def _stay(at: dict[str, CountedFigure], lang: str) -> str:
    median, within, age = (at.get(f"stay-{key}") for key in ("ended-median", "within-a-year", "running-median"))
    if median is None or within is None or age is None:
        return ""
    return _t(
        "un-stay", lang, median=number(median.value, lang, 1), of=median.of, within=within.yes, running=age.of,
        age=number(age.value, lang),
    )  # fmt: skip
