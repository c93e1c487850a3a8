"""A ruling: what the charter says about a matter, with a trace a jurist can follow step by step."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.charter import wording
from foedus.charter.conditions import CHECKS, Bench, Check
from foedus.charter.matter import Matter
from foedus.charter.rules import Article, Kind, Reading, amended, decision_on, rules_of
from foedus.ground.calendar import holds
from foedus.ground.days import day
from foedus.ground.errors import QueryError
from foedus.ground.label import Label
from foedus.ground.logic import Truth, all_of, any_of
from foedus.ground.strict import Strict
from foedus.ground.terms import Procedure
from foedus.record.alliance import Alliance
from foedus.world import World


class Ground(Strict, kw_only=True, frozen=True):
    """A fact that a step rests on: who says so, and what."""

    value: bool
    authority: str
    according_to: Label
    text: Label
    known: str
    sources: tuple[str, ...]


class Step(Strict, kw_only=True, frozen=True):
    """One step of the trace: article, reading, what was tested, its truth, the sentence, its grounds."""

    n: int
    article: str
    reading: str
    test: str
    value: bool | None
    text: Label
    grounds: tuple[Ground, ...] = ()
    sources: tuple[str, ...] = ()


class Holding(Strict, kw_only=True, frozen=True):
    """What one article says: met, not met or unknown, and the duty it carries."""

    article: str
    reading: str
    kind: Kind
    value: bool | None
    title: Label
    duty: Label


class Ruling(Strict, kw_only=True, frozen=True):
    """`owed`: whether a duty to help has arisen; `consultation`: whether one to consult has."""

    owed: bool | None
    consultation: bool | None
    articles: tuple[str, ...]
    holdings: tuple[Holding, ...]
    organ: Label | None
    procedure: Procedure | None
    procedure_text: Label | None
    amendments: tuple[str, ...]
    trace: tuple[Step, ...]
    reason: Label


#: The tests that rest on what happened; of a hypothetical matter they rest on what the question assumes.
ASSUMABLE = ("fact", "territory", "area", "requested", "attacker-outside", "not-aggressor")


@dataclass
class _Trace:
    steps: list[Step]
    matter: Matter
    told: bool = True

    def add(self, article: str, reading: str, test: str, check: Check) -> None:
        if not self.told:
            return
        grounds = tuple(
            Ground(
                value=c.value, authority=c.authority, according_to=c.according_to, text=c.text,
                known=c.known.text, sources=c.sources,
            )
            for finding in check.findings
            for c in finding.grounds
        )  # fmt: skip
        text = wording.sentence(check.key, check.value, dict(check.words))
        if self.matter.assumed and test in ASSUMABLE and not grounds:
            text = wording.sentence("assumed", check.value, {"text": text})
        self.steps.append(
            Step(
                n=len(self.steps) + 1, article=article, reading=reading, test=test, value=check.value, text=text,
                grounds=grounds, sources=tuple(dict.fromkeys(check.sources)),
            )
        )  # fmt: skip


def rule(world: World, alliance: Alliance, matter: Matter, amend: tuple[str, ...] = ()) -> Ruling:
    """Apply the treaty's readings in force on the day to the matter, under named amendments.

    A treaty without a rules file gives unknown throughout, and says so.
    """
    rules = rules_of(alliance.id)
    if rules is None and amend:
        raise QueryError(
            f"{amend[0]!r} cannot be tried on {alliance.id}",
            why="its rules have not been written down yet",
            hint="write a rules file (docs/reference/rules-format.md), or leave out --amend",
        )
    if rules is None:
        silent = wording.sentence("no-rules", None, {})
        return Ruling(
            owed=None, consultation=None, articles=(), holdings=(), organ=None, procedure=None,
            procedure_text=None, amendments=(), trace=(), reason=silent,
        )  # fmt: skip
    for name in amend:
        rules = amended(rules, name)
    bench = Bench(world, alliance, rules, matter)
    trace = _Trace([], matter)
    holdings = [h for a in rules.articles if (h := _hold(bench, a, trace)) is not None]
    decision = decision_on(rules, world.as_of.on)
    if decision is not None:
        words = {"organ": decision.organ, "text": decision.text}
        trace.steps.append(
            Step(
                n=len(trace.steps) + 1, article="", reading="", test="procedure", value=True,
                text=wording.sentence("procedure", True, words), sources=decision.sources,
            )
        )  # fmt: skip
    owed = any_of(h.value for h in holdings if h.kind == "defence")
    return Ruling(
        owed=owed,
        consultation=any_of(h.value for h in holdings if h.kind == "consultation"),
        articles=tuple(h.article for h in holdings if h.value is True),
        holdings=tuple(holdings),
        organ=decision.organ if decision else None,
        procedure=decision.procedure if decision else None,
        procedure_text=decision.text if decision else None,
        amendments=amend,
        trace=tuple(trace.steps),
        reason=_reason(holdings, trace.steps, owed),
    )


def owed(world: World, alliance: Alliance, matter: Matter) -> Truth:
    """Whether help is owed, as `rule` finds it under the treaty as it stands, without the sentences that say why."""
    rules = rules_of(alliance.id)
    if rules is None:
        return None
    bench = Bench(world, alliance, rules, matter)
    mute = _Trace([], matter, told=False)
    holdings = [h for article in rules.articles if (h := _hold(bench, article, mute)) is not None]
    return any_of(h.value for h in holdings if h.kind == "defence")


def _in_force(article: Article, bench: Bench) -> Reading | None:
    day = bench.matter.on
    for reading in reversed(article.readings):
        if holds(reading.in_force, reading.until, day) is True and bench.world.as_of.knows(reading.signed):
            return reading
    return None


def _unsure(article: Article, bench: Bench) -> list[Reading]:
    """The readings of which the dates do not say whether they were in force on the day, the latest first."""
    day = bench.matter.on
    return [
        reading
        for reading in reversed(article.readings)
        if holds(reading.in_force, reading.until, day) is None and bench.world.as_of.knows(reading.signed)
    ]


def _pending(article: Article, bench: Bench) -> Reading | None:
    day = bench.matter.on
    for reading in article.readings:
        signed, bound = reading.signed.reached_by(day), reading.in_force.reached_by(day)
        if signed is True and bound is False and bench.world.as_of.knows(reading.signed):
            return reading
    return None


def _hold(bench: Bench, article: Article, trace: _Trace) -> Holding | None:
    reading, pending = _in_force(article, bench), _pending(article, bench)
    number = Label(en=article.id, de=article.id)
    if reading is None:
        for unsure in _unsure(article, bench):
            words = (("article", number), ("day", _date(unsure)))
            trace.add(article.id, unsure.id, "reading", Check(None, "reading-unsure", words, (), unsure.sources))
            return Holding(
                article=article.id, reading=unsure.id, kind=article.kind, value=None,
                title=article.title, duty=unsure.duty,
            )  # fmt: skip
        if pending is not None:
            check = Check(
                False,
                "reading-none",
                (("article", number), ("day", _date(pending))),
                (),
                pending.sources,
            )
            trace.add(article.id, pending.id, "reading", check)
            return Holding(
                article=article.id, reading=pending.id, kind=article.kind, value=False,
                title=article.title, duty=pending.duty,
            )  # fmt: skip
        return None
    told = (("article", number), ("day", _date(reading)), ("text", reading.text))
    trace.add(article.id, reading.id, "reading", Check(True, "reading", told, (), reading.sources))
    if pending is not None:
        words = (("article", number), ("day", _date(pending)))
        trace.add(
            article.id,
            pending.id,
            "reading",
            Check(None, "reading-pending", words, (), pending.sources),
        )
    values: list[Truth] = []
    for condition in reading.conditions:
        check = CHECKS[condition.test](bench, condition)
        values.append(check.value)
        trace.add(article.id, reading.id, condition.test, check)
    value = all_of(values)
    duty = (("article", number), ("duty", reading.duty))
    trace.add(
        article.id,
        reading.id,
        "holding",
        Check(value, f"holding-{article.kind}", duty, (), reading.sources),
    )
    return Holding(
        article=article.id, reading=reading.id, kind=article.kind, value=value,
        title=article.title, duty=reading.duty,
    )  # fmt: skip


def _date(reading: Reading) -> Label:
    return Label(en=day(reading.in_force, "en"), de=day(reading.in_force, "de"))


def _reason(holdings: list[Holding], steps: list[Step], owed: Truth) -> Label:
    """The step on which the duty to help turns: the first false one, else the first unknown one."""
    defence = {h.article for h in holdings if h.kind == "defence"}
    inner = [s for s in steps if s.article in defence and s.test not in ("holding", "procedure")]
    tests = [s for s in inner if s.test != "reading"] or inner
    if owed is True:
        met = next(h.article for h in holdings if h.kind == "defence" and h.value is True)
        step = next(s for s in inner if s.article == met and s.test == "reading" and s.value is True)
        return step.text
    turning = [s for s in tests if s.value is (False if owed is False else None)] or tests
    return turning[0].text if turning else wording.sentence("no-article", owed, {})
