"""The page of named cases in Markdown, German and English: each forecast with its reasons, beside what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.evidence.report import words
from foedus.ground.calendar import Date
from foedus.ground.days import day
from foedus.ground.numbers import percent

if TYPE_CHECKING:
    from foedus.evidence.named import NamedAnswers, NamedForecast
    from foedus.response.reasons import Reason


def named_markdown(found: NamedAnswers, lang: str = "en") -> str:
    """The whole page."""
    parts = [f"# {_said('title', lang)}", _said("how", lang), f"## {_said('told', lang)}", _overview(found, lang)]
    for title, forecasts in found.told:
        parts.append(f"### {title.text(lang)}")
        parts += [_one(f, lang) for f in forecasts] or [_said("missing", lang)]
    parts += [f"## {_said('asked', lang)}", _said("asked-how", lang)]
    parts += [f"### {f.title.text(lang)}\n\n{_one(f, lang, titled=False)}" for f in found.asked]
    if found.missing:
        parts.append(_said("all-missing", lang, cases=", ".join(found.missing)))
    return "\n\n".join(parts) + "\n"


def _said(key: str, lang: str, **values: object) -> str:
    return words("named")[key].text(lang).format(**values)


def _overview(found: NamedAnswers, lang: str) -> str:
    lines = [
        [_said(k, lang) for k in ("case", "chance", "usual", "answer", "came")],
        ["---", "--:", "--:", "---", "---"],
    ]
    for _, forecasts in found.told:
        for f in forecasts:
            response = words("responses")[f.response].text(lang) if f.response else "–"
            came = _said("yes" if f.soldiers_came else "no", lang)
            title = f"{f.alliance.text(lang)}: {f.title.text(lang)}"
            lines.append([title, _chance(f, lang), percent(f.usual, lang, 0), response, came])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _chance(f: NamedForecast, lang: str) -> str:
    return _said(
        "range", lang, p=percent(f.troops.p, lang, 0), low=percent(f.troops.low, lang, 0),
        high=percent(f.troops.high, lang, 0),
    )  # fmt: skip


def _one(f: NamedForecast, lang: str, *, titled: bool = True) -> str:
    lines = [f"**{f.alliance.text(lang)}: {f.title.text(lang)}**"] if titled else []
    lines.append(
        _said(
            "forecast",
            lang,
            known=day(Date(f.known), lang),
            request=words("requests")[f.request].text(lang),
            asked=words("wanted")[f.asked].text(lang),
            chance=_chance(f, lang),
            usual=percent(f.usual, lang, 0),
            calls=f.calls,
            came=f.came,
            owed=words("owed")[str(f.owed)].text(lang),
        )
    )
    for side in ("for", "against"):
        pulls = [r for r in f.reasons if r.side == side]
        if pulls:
            lines.append(f"{_said(side, lang)} {'; '.join(_reason(r, lang) for r in pulls)}.")
    if not f.reasons:
        lines.append(_said("nothing", lang))
    if f.beyond:
        lines.append(_said("beyond", lang, things="; ".join(b.text(lang) for b in f.beyond)))
    if f.happened is not None and f.response is not None:
        response = words("responses")[f.response].text(lang)
        lines.append(_said("happened", lang, response=response, text=f.happened.text(lang).rstrip(".")))
    return "\n\n".join(lines)


def _reason(reason: Reason, lang: str) -> str:
    points = round(100 * (reason.points or 0.0))
    text = reason.text.text(lang) if reason.text else reason.key
    return f"{text} ({f'{points:+d}'.replace('-', '−')})"
