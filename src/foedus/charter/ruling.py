"""A ruling: what the charter says about a matter, with a trace a jurist can follow step by step."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.charter import wording
from foedus.charter.conditions import CHECKS, Bench, Check
from foedus.charter.matter import Matter, find
from foedus.charter.rules import Article, Kind, Reading, amended, decision_on, rules_of
from foedus.ground.calendar import holds
from foedus.ground.days import day
from foedus.ground.errors import QueryError
from foedus.ground.label import Label
from foedus.ground.logic import Truth, all_of, any_of
from foedus.ground.strict import Strict
from foedus.ground.terms import Basis, Procedure
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
    rests_on: Basis | None = None


class Holding(Strict, kw_only=True, frozen=True):
    """What one article says: met, not met or unknown, and the duty it carries."""

    article: str
    reading: str
    kind: Kind
    value: bool | None
    title: Label
    duty: Label


class Ruling(Strict, kw_only=True, frozen=True):
    """`owed`: whether a duty to help has arisen; `consultation`: whether one to consult has.

    `rests_on` says on whose word, the firmest first: of each fact that decides it only the firmest counts; `basis`
    says the same in a sentence, and whether the organ applied the article without finding all its conditions met.
    """

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
    rests_on: tuple[Basis, ...] = ()
    basis: Label | None = None


BASES: tuple[Basis, ...] = ("organ", "party", "report", "assumption")
#: The tests that rest on what happened; of a hypothetical matter they rest on what the question assumes.
ASSUMABLE = (
    "adversary", "fact", "territory", "area", "requested", "attacker-outside", "not-aggressor", "unprovoked",
)  # fmt: skip


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
        assumed = self.matter.assumed and test in ASSUMABLE and not grounds
        if assumed:
            text = wording.sentence("assumed", check.value, {"text": text})
        self.steps.append(
            Step(
                n=len(self.steps) + 1, article=article, reading=reading, test=test, value=check.value, text=text,
                grounds=grounds, sources=tuple(dict.fromkeys(check.sources)),
                rests_on=_rests_on(check.value, grounds, assumed),
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
    reason = _reason(holdings, trace.steps, owed)
    deciding = _deciding(holdings, trace.steps, owed, reason)
    rests_on = tuple(b for b in BASES if any(s.rests_on == b for s in deciding))
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
        reason=reason,
        rests_on=rests_on,
        basis=_basis(bench, rests_on, owed),
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


def _rests_on(value: Truth, grounds: tuple[Ground, ...], assumed: bool) -> Basis | None:
    """The firmest authority that says what the step found; None where nobody needs to say it, or it is open."""
    if assumed:
        return "assumption"
    saying = {g.authority for g in grounds if g.value is value}
    return next((b for b in BASES if b in saying), None)


def _deciding(holdings: list[Holding], steps: list[Step], owed: Truth, reason: Label) -> list[Step]:
    """The steps that carry the ruling: all those of an article that is met, else the one on which it turns."""
    if owed is True:
        met = {h.article for h in holdings if h.kind == "defence" and h.value is True}
        return [s for s in steps if s.article in met]
    return [s for s in steps if s.text == reason]


def _basis(bench: Bench, rests_on: tuple[Basis, ...], owed: Truth) -> Label | None:
    if not rests_on:
        return None
    named = bench.listed([wording.sentence(f"basis-{b}", None, {}) for b in rests_on])
    text = wording.sentence("basis", owed, {"bases": named})
    applied = find(bench.matter, "applied-by-organ", bench.world.as_of).value is True
    if applied and owed is True and rests_on != ("organ",):
        more = wording.sentence("basis-applied", True, {})
        text = Label(en=f"{text.en} {more.en}", de=f"{text.de} {more.de}")
    return text


def _date(reading: Reading) -> Label:
    return Label(en=day(reading.in_force, "en"), de=day(reading.in_force, "de"))


def _reason(holdings: list[Holding], steps: list[Step], owed: Truth) -> Label:
    """The step on which the duty to help turns, in an article for the state: the first false, else unknown one."""
    defence = {h.article for h in holdings if h.kind == "defence"}
    for_others = {s.article for s in steps if s.test == "ally" and s.value is False}
    defence = defence - for_others or defence
    inner = [s for s in steps if s.article in defence and s.test not in ("holding", "procedure")]
    tests = [s for s in inner if s.test != "reading"] or inner
    if owed is True:
        met = next(h.article for h in holdings if h.kind == "defence" and h.value is True)
        step = next(s for s in inner if s.article == met and s.test == "reading" and s.value is True)
        return step.text
    turning = [s for s in tests if s.value is (False if owed is False else None)] or tests
    return turning[0].text if turning else wording.sentence("no-article", owed, {})
