"""The page of a what-if: the first answer, the changed one, the difference in the same runs, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.brief.figures.of_shifts import shifts, signed
from foedus.brief.page.blocks import Block, Bullets, Grid, KeyFigure, Page, Section, Text
from foedus.brief.text.subject import OWED, subject
from foedus.brief.words import names
from foedus.brief.words.messages import say, term
from foedus.charter.rules import amendments_of
from foedus.ground.calendar import Date
from foedus.ground.days import day
from foedus.ground.numbers import chance_range, listing, percent, points, sort_key
from foedus.response.summary import Chance

if TYPE_CHECKING:
    from foedus.response import Answer
    from foedus.response.run_by_run import RunByRun, Shift
    from foedus.world import World

#: A difference that would be told as 0 points is told as none.
LEAST = 0.005


def t(key: str, lang: str, **values: object) -> str:
    """A message of the page of a what-if."""
    return say("brief", f"what-if.{key}", lang, **values)


def page(found: RunByRun, answer: Answer, world: World, lang: str) -> Page:
    """The page; `answer` is the first one, for its subject and its days. `found` against itself: nothing is changed."""
    on, known = (day(Date(answer.as_of[k]), lang) for k in ("on", "known"))
    troops, changed = found.response["troops"], _changes(found, answer, world, lang)
    case = subject(answer, world, lang)
    told = {"first": _chance(troops.first, lang), "changed": _chance(troops.changed, lang), **_by(troops, lang)}
    title = (
        t("title", lang, changes=changed, direction=t(_direction(troops), lang)) if changed else t("title-same", lang)
    )
    return Page(
        lang=lang,
        title=names.upper_first(title),
        kicker=t("kicker", lang, case=case, known=known),
        standfirst=Text(t("standfirst" if changed else "standfirst-same", lang, **told)),
        figures=tuple(
            KeyFigure(percent(getattr(troops, share), lang, 0), t(word, lang))
            for share, word in (("down", "falls"), ("up", "rises"), ("same", "stays"))
        ) if changed else (),
        sections=(_difference(found, world, lang), _why(found, answer, world, lang)) if changed else (),
        as_of=say("brief", "as-of", lang, on=on, known=known),
        cite=say(
            "brief", "cite", lang, version=answer.record.software, record=answer.record.version,
            title=f"{case} ({changed})" if changed else case, on=on, known=known, seed=found.seed,
        ),
    )  # fmt: skip


def _changes(found: RunByRun, answer: Answer, world: World, lang: str) -> str:
    """What the second question has that the first has not; empty where they are the same."""
    first, side = found.first, found.changed
    parts = []
    if gone := [s for s in side.without if s not in first.without]:
        told = listing([names.state(world, s, lang, "acc") for s in gone], lang)
        parts.append(say("brief", "invoke.changed-without", lang, states=told))
    titles = amendments_of(answer.invocation.alliance)
    rules = [name for name in side.amend if name not in first.amend]
    parts += [say("brief", "invoke.changed-rule", lang, title=titles[name].title.text(lang)) for name in rules]
    if side.threat != first.threat:
        parts.append(t("threat", lang, threat=term("because-of", side.threat, lang)))
    return "; ".join(parts)


def _direction(shift: Shift) -> str:
    return "neither" if abs(shift.mean) < LEAST else "up" if shift.mean > 0 else "down"


def _chance(chance: Chance, lang: str) -> str:
    return chance_range(chance.p, chance.low, chance.high, lang)


def _by(shift: Shift, lang: str) -> dict[str, str]:
    return {"by": signed(shift.mean, lang), "low": signed(shift.low, lang), "high": signed(shift.high, lang)}


def _row(label: str, shift: Shift, lang: str) -> tuple[str, ...]:
    by = _by(shift, lang)
    same = max(abs(shift.low), abs(shift.high)) < LEAST
    told = t("none", lang) if same else t("by", lang, mean=by["by"], low=by["low"], high=by["high"])
    return label, _chance(shift.first, lang), _chance(shift.changed, lang), told


def _difference(found: RunByRun, world: World, lang: str) -> Section:
    header = tuple(t(f"col-{k}", lang) for k in ("what", "first", "changed", "by"))
    rows = [_row(t("acts", lang), found.act, lang)]
    rows += [_row(term("response", kind, lang), shift, lang) for kind, shift in found.response.items()]
    blocks: list[Block] = [
        Text(t("difference-text", lang)), shifts(found, lang), Grid(t("table", lang), header, tuple(rows)),
    ]  # fmt: skip
    if found.members or found.gone:
        named = [(world.name(state, lang), shift) for state, shift in found.members.items()]
        lines = [_row(name, shift, lang) for name, shift in named]
        lines += [(world.name(state, lang), "–", "–", t("gone", lang)) for state in found.gone]
        lines.sort(key=lambda line: sort_key(line[0]))
        blocks.append(Grid(t("members", lang), (t("col-member", lang), *header[1:]), tuple(lines)))
    return Section("difference", t("difference", lang), tuple(blocks))


def _why(found: RunByRun, answer: Answer, world: World, lang: str) -> Section:
    """What differs between the two situations; the model turns only these into a difference."""
    first, side = found.first, found.changed
    owed = {key: term("truth", OWED[value], lang) for key, value in (("first", first.owed), ("changed", side.owed))}
    if first.owed is side.owed:
        items = [t("why-owed-same", lang, owed=owed["first"])]
    else:
        items = [t("why-owed", lang, reason=side.reason.text(lang), **owed)]
    if first.procedure != side.procedure:
        told = {k: term("procedure", s.procedure, lang) if s.procedure else t("open", lang)
                for k, s in (("first", first), ("changed", side))}  # fmt: skip
        items.append(t("why-procedure", lang, **told))
    if found.gone:
        gone = listing([names.state(world, s, lang) for s in found.gone], lang)
        items.append(names.upper_first(t("why-gone", lang, list=gone)))
    if first.threat != side.threat:
        items.append(t("why-threat", lang, **{k: term("threat", s.threat, lang) for k, s in
                                              (("first", first), ("changed", side))}))  # fmt: skip
    for pull in found.pulls:
        told = {key: points(value, lang) for key, value in (("first", pull.first), ("changed", pull.changed))}
        items.append(names.upper_first(t("why-pull", lang, text=pull.text.text(lang), **told)))
    return Section("why", t("why", lang), (Bullets(tuple(Text(item) for item in items)),))
