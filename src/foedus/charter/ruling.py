"""A ruling: what the charter says about a matter, with a trace a jurist can follow step by step."""

from __future__ import annotations

from foedus.charter import wording
from foedus.charter.conditions import CHECKS, Bench, Check
from foedus.charter.matter import Matter, find
from foedus.charter.rules import amended, beside_on, decision_on, rules_of
from foedus.charter.trace import BASES, Step, Trace
from foedus.ground.days import day
from foedus.ground.errors import QueryError
from foedus.ground.label import Label
from foedus.ground.logic import Truth, all_of, any_of
from foedus.ground.strict import Strict
from foedus.ground.terms import Basis, Procedure
from foedus.record.alliance import Alliance
from foedus.record.law import ALLOWING, Article, DecisionRule, Kind, Reading
from foedus.world import World


class Holding(Strict, kw_only=True, frozen=True):
    """What one article says: met, not met or unknown, and the duty it carries or what it allows.

    `cited` is how a sentence cites it ("Article 7 of the Charter"), `reason` the step on which it turns if not met.
    """

    article: str
    reading: str
    kind: Kind
    value: bool | None
    title: Label
    duty: Label
    cited: Label
    reason: Label | None = None


class Ruling(Strict, kw_only=True, frozen=True):
    """`owed`: whether a duty to help has arisen; `consultation`: whether one to consult has; `allowed`: whether the
    organ may send help without a duty (None also where no instrument speaks of it).

    `rests_on` says on whose word, the firmest first: of each fact that decides it only the firmest counts; `basis`
    says the same in a sentence, whether the organ applied the article without finding all its conditions met, and
    where nobody's word settles it.
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
    allowed: bool | None = None


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
        silent = _unwritten(alliance)
        return Ruling(
            owed=silent, consultation=None, articles=(), holdings=(), organ=None, procedure=None,
            procedure_text=None, amendments=(), trace=(), reason=wording.sentence("no-rules", silent, {}),
        )  # fmt: skip
    for name in amend:
        rules = amended(rules, name)
    bench = Bench(world, alliance, rules, matter)
    trace = Trace([], matter)
    holdings = [h for a in rules.articles if (h := _hold(bench, a, trace)) is not None]
    decision = decision_on(rules, world.as_of.on)
    for number, rule_of in enumerate((*((decision,) if decision else ()), *beside_on(rules, world.as_of.on))):
        _procedure(trace, rule_of, "procedure-beside" if number or decision is None else "procedure")
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
        basis=_basis(bench, rests_on, owed, deciding),
        allowed=any_of(h.value for h in holdings if h.kind in ALLOWING) if _speaks(holdings) else None,
    )


def _speaks(holdings: list[Holding]) -> bool:
    return any(h.kind in ALLOWING for h in holdings)


def _procedure(trace: Trace, decision: DecisionRule, key: str) -> None:
    words = {"organ": decision.organ, "text": decision.text}
    trace.steps.append(
        Step(
            n=len(trace.steps) + 1, article="", reading="", test="procedure", value=True,
            text=wording.sentence(key, True, words), sources=decision.sources,
        )
    )  # fmt: skip


def _unwritten(alliance: Alliance) -> Truth:
    """What is owed where no rules are written: nothing in a partnership, which has no duty; else it is unknown."""
    return False if alliance.kind == "partnership" else None


def owed(world: World, alliance: Alliance, matter: Matter) -> Truth:
    """Whether help is owed, as `rule` finds it under the treaty as it stands, without the sentences that say why."""
    rules = rules_of(alliance.id)
    if rules is None:
        return _unwritten(alliance)
    bench = Bench(world, alliance, rules, matter)
    mute = Trace([], matter, told=False)
    holdings = [h for article in rules.articles if (h := _hold(bench, article, mute)) is not None]
    return any_of(h.value for h in holdings if h.kind == "defence")


def _in_force(article: Article, bench: Bench) -> Reading | None:
    day = bench.matter.on
    for reading in reversed(article.readings):
        if reading.holds(day) is True and bench.world.as_of.knows(reading.signed):
            return reading
    return None


def _unsure(article: Article, bench: Bench) -> list[Reading]:
    """The readings of which the dates do not say whether they were in force on the day, the latest first."""
    day = bench.matter.on
    return [
        reading
        for reading in reversed(article.readings)
        if reading.holds(day) is None and bench.world.as_of.knows(reading.signed)
    ]


def _pending(article: Article, bench: Bench) -> Reading | None:
    day = bench.matter.on
    for reading in article.readings:
        signed, bound = reading.signed.reached_by(day), reading.begun(day)
        if signed is True and bound is False and bench.world.as_of.knows(reading.signed):
            return reading
    return None


def _hold(bench: Bench, article: Article, trace: Trace) -> Holding | None:
    reading, pending = _in_force(article, bench), _pending(article, bench)
    first = len(trace.steps)

    def say(of: Reading, test: str, value: Truth, key: str, **words: Label) -> None:
        told = (("article", article.cited), *_days(of), *words.items())
        trace.add(article.id, of.id, test, Check(value, key, told, (), of.sources))

    def holding(of: Reading, value: Truth) -> Holding:
        return Holding(
            article=article.id, reading=of.id, kind=article.kind, value=value, title=article.title, duty=of.duty,
            cited=article.cited, reason=_turning(trace.steps[first:], value),
        )  # fmt: skip

    if reading is None:
        for unsure in _unsure(article, bench):
            say(unsure, "reading", None, "reading-unsure-by" if unsure.in_force_by else "reading-unsure")
            return holding(unsure, None)
        if pending is not None:
            say(pending, "reading", False, "reading-none")
            return holding(pending, False)
        return None
    say(reading, "reading", True, "reading-by" if reading.in_force_by else "reading", text=reading.text)
    if pending is not None:
        say(pending, "reading", None, "reading-pending")
    values: list[Truth] = []
    for condition in reading.conditions:
        check = CHECKS[condition.test](bench, condition)
        values.append(check.value)
        trace.add(article.id, reading.id, condition.test, check)
    value = all_of(values)
    found = holding(reading, value)
    say(reading, "holding", value, f"holding-{article.kind}", duty=reading.duty)
    return found


def _turning(steps: list[Step], value: Truth) -> Label | None:
    """The step on which an article turns that is not met: the first of its truth, the reading itself last."""
    tests = [s for s in steps if s.test != "reading" and s.value is value] or [s for s in steps if s.value is value]
    return tests[0].text if tests and value is not True else None


def _deciding(holdings: list[Holding], steps: list[Step], owed: Truth, reason: Label) -> list[Step]:
    """The steps that carry the ruling: all those of an article that is met, else the one on which it turns."""
    if owed is True:
        met = {h.article for h in holdings if h.kind == "defence" and h.value is True}
        return [s for s in steps if s.article in met]
    return [s for s in steps if s.text == reason]


def _basis(bench: Bench, rests_on: tuple[Basis, ...], owed: Truth, deciding: list[Step]) -> Label:
    if not rests_on:
        contested = any(step.grounds for step in deciding)
        key = "basis-text" if owed is not None else "basis-contested" if contested else "basis-silent"
        return wording.sentence(key, owed, {})
    named = bench.listed([wording.sentence(f"basis-{b}", None, {}) for b in rests_on])
    text = wording.sentence("basis", owed, {"bases": named})
    applied = find(bench.matter, "applied-by-organ", bench.world.as_of).value is True
    if applied and owed is True and rests_on != ("organ",):
        more = wording.sentence("basis-applied", True, {})
        text = Label(en=f"{text.en} {more.en}", de=f"{text.de} {more.de}")
    return text


def _days(reading: Reading) -> tuple[tuple[str, Label], ...]:
    by = reading.in_force_by or reading.in_force
    return (
        ("day", Label(en=day(reading.in_force, "en"), de=day(reading.in_force, "de"))),
        ("by", Label(en=day(by, "en"), de=day(by, "de"))),
    )


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
