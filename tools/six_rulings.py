"""The page of the rulings a jurist tries first: each asked of the engine, with what it turns and rests on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from foedus.brief.words.law import allowed_told
from foedus.charter import Ruling, hypothetical, recorded, rule
from foedus.charter.trace import Step
from foedus.record.load import load
from foedus.world import World

#: What could be known: the day of the record, so that the page is the same whenever it is made.
KNOWN = dt.date(2026, 11, 23)
OWED = {True: "Help is owed.", False: "Help is not owed.", None: "Whether help is owed is open."}
CONSULT = {
    True: "Consultation is owed.",
    False: "Consultation is not owed.",
    None: "Whether consultation is owed is open.",
}


@dataclass(frozen=True)
class Tried:
    """A ruling to be tried: a recorded case, or a question of one's own; `article` where one instrument is asked about."""

    title: str
    case: str = ""
    question: dict[str, str] = field(default_factory=dict)
    article: str = ""

    @property
    def command(self) -> str:
        """How to ask it on the command line."""
        if self.case:
            return f"foedus invoke {self.case}"
        return "foedus invoke " + " ".join(f"--{k} {v}" for k, v in self.question.items())

    def ruling(self) -> Ruling:
        """What the engine says."""
        record = load()
        if self.case:
            invocation = record.invocations[self.case]
            alliance, matter = record.alliances[invocation.alliance], recorded(invocation)
        else:
            asked = dict(self.question)
            alliance = record.alliances[asked.pop("alliance")]
            day = dt.date.fromisoformat(asked.pop("on"))
            matter = hypothetical(on=day, **asked)  # type: ignore[arg-type]
        return rule(World.at(matter.on, KNOWN, record), alliance, matter)


TRIED = (
    Tried("The Soviet Union against China, 1969, under the Warsaw Treaty", case="WP-1969-SUN"),
    Tried(
        "American troops in Germany, 1953, under the North Atlantic Treaty",
        question={
            "by": "USA", "alliance": "NATO", "on": "1953-06-17", "threat": "external-attack", "adversary": "SUN",
            "place": "DEU",
        },
    ),
    Tried("A Turkish aircraft over the Mediterranean, 2012, under the North Atlantic Treaty", case="NATO-2012-06-TUR"),
    Tried("Denmark over Greenland, January 2026, as it was, under the North Atlantic Treaty", case="NATO-2026-DNK"),
    Tried(
        "Denmark over Greenland, 2026, had the United States attacked",
        question={
            "by": "DNK", "alliance": "NATO", "on": "2026-01-10", "threat": "external-attack", "adversary": "USA",
            "place": "greenland",
        },
    ),
    Tried("Armenia, 2020, to the CSTO", case="CSTO-2020-ARM-NKR"),
    Tried("Armenia, 2020, to Russia under the treaty of 1997", case="RUS-ARM-2020-ARM"),
    Tried(
        "Kazakhstan, 2022, under the agreement on peacekeeping of 2007",
        case="CSTO-2022-KAZ",
        article="csto-peacekeeping:3",
    ),
)  # fmt: skip


def page() -> str:
    """The whole page."""
    lines = [
        "# Six rulings",
        "",
        "Made by `python tools/build_reference.py`: what the engine says of the six matters that a jurist tries first: Greenland's as it was and as it was",
        "feared, Armenia's to both whom it could ask. Known is "
        f"what could be known on {KNOWN.isoformat()}. A ruling applies the text in force to what is recorded of the matter; it is no judgment. Each line of a",
        "trace is printed by the command under the heading, with `--json` or `--html`.",
    ]
    for tried in TRIED:
        lines += ["", *_told(tried)]
    return "\n".join(lines) + "\n"


def _told(tried: Tried) -> list[str]:
    found = tried.ruling()
    lines = [f"## {tried.title}", "", f"`{tried.command}`", "", f"**{OWED[found.owed]}** {CONSULT[found.consultation]}"]
    if tried.article:
        steps = [s for s in found.trace if s.article == tried.article]
        lines += ["", *(f"- {s.text.en}" for s in steps), *_grounds(steps)]
    turning = [s for s in found.trace if s.text == found.reason][:1]
    carrying = [s for s in found.trace if found.owed and s.article == turning[0].article and s.test != "holding"]
    lines += ["", f"It turns on: {found.reason.en}", *_grounds(turning)]
    if carrying[1:]:
        lines += ["", *(f"- {s.text.en}" for s in carrying[1:]), *_grounds(carrying)]
    lines += ["", found.basis.en if found.basis else ""]
    for line in allowed_told(found, "en"):
        lines += ["", line]
    read = [s for s in found.trace if s.article == turning[0].article and s.test == "reading"]
    return [*lines, "", f"Sources: {_cited([*read, *turning, *carrying])}."]


def _cited(steps: list[Step]) -> str:
    """The sources of the steps, as links that a reader can open."""
    sources = load().sources
    keys = dict.fromkeys(s for step in steps for s in step.sources)
    return "; ".join(f"[{sources[key].title}]({sources[key].url}) ({sources[key].publisher})" for key in keys)


def _grounds(steps: list[Step]) -> list[str]:
    """Who says what of the facts in these steps, each once."""
    grounds = dict.fromkeys(g for step in steps for g in step.grounds)
    told = [
        f"- {g.according_to.en} ({g.authority}, {g.known}; {'for' if g.value else 'against'}): {g.text.en}"
        for g in grounds
    ]
    return ["", *told] if told else []
