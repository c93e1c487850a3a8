"""The audit of the record: what the types cannot say. Each finding names the entry and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from foedus.ground.calendar import Date
from foedus.ground.strict import Strict
from foedus.record.aftermath import Aftermath, oddities
from foedus.record.alliance import Alliance
from foedus.record.case import Invocation
from foedus.record.consistency import consistency
from foedus.record.deployment import Deployment, disorder
from foedus.record.entries import Entry, Report, Spanned
from foedus.record.hindsight import hindsight
from foedus.record.identifiers import identifiers, misnamed
from foedus.record.load import DATA, Record, parse
from foedus.record.occasions import DRAWN, read_drawn, read_population
from foedus.record.releases import releases
from foedus.record.tables import Series, State, origins, read_neighbours, read_series, read_states


def entries(value: Any, path: str) -> Iterator[tuple[str, Strict]]:
    """Every struct inside `value`, with the path that leads to it."""
    if isinstance(value, Strict):
        yield path, value
        for name in value.__struct_fields__:
            inner = getattr(value, name)
            if isinstance(inner, (Strict, tuple, dict)):
                yield from entries(inner, f"{path}.{name}")
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            tag = getattr(inner, "id", None) or getattr(inner, "state", None) or index
            yield from entries(inner, f"{path}[{tag}]")
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from entries(inner, f"{path}[{key}]")


def _tables(folder: Path) -> tuple[dict[str, tuple[State, ...]], list[Series]]:
    """Read every long table through its gate, so that damage is found; returns all states and all series."""
    states = read_states(folder)
    read_neighbours(folder)
    releases(folder)
    return states, [read_series(key, folder) for key in origins(folder)]


def audit(folder: Path = DATA, cited_elsewhere: frozenset[str] = frozenset()) -> list[str]:
    """All findings, each one line; empty means clean. A file that cannot be read raises `RecordError`.

    `cited_elsewhere` are sources that other parts lean on, such as the rules of treaties.
    """
    record = parse(folder)
    spans, series = _tables(folder)
    states = set(spans)
    found = list(_sources(record))
    named = identifiers(folder)
    found += misnamed(named, record, states)
    cited: set[str] = {*cited_elsewhere, *(entry.source for entry in named)}
    for part in ("alliances", "invocations", "threats", "conflicts", "statements", "places", "aftermath"):
        for path, entry in entries(getattr(record, part), part):
            found += _entry(path, entry, record, states)
            if isinstance(entry, Entry):
                cited.update(entry.sources)
            if part == "invocations":
                found += hindsight(path, entry, record.sources)
    if (folder / DRAWN).is_file():
        found += _occasions(folder, record, states, cited)
    found += [f"sources[{key}]: cited nowhere; cite it or drop it" for key in record.sources if key not in cited]
    for alliance in record.alliances.values():
        found += _alliance(alliance)
    for invocation in record.invocations.values():
        found += _invocation(invocation, record)
    found += consistency(record, spans, [s for s in series if s.origin.concept == "personnel"])
    return found


def _occasions(folder: Path, record: Record, states: set[str], cited: set[str]) -> Iterator[str]:
    """Findings about the drawn occasions; what they cite is added to `cited`."""
    drawn, silent = read_drawn(folder), Counter[str]()
    many = Counter(o.stratum for o in drawn)
    for cell in read_population(folder):
        silent[cell.stratum] += cell.silent
        if not cell.occasions >= cell.called >= cell.asked:
            yield f"occasions[{cell.alliance}, {cell.stratum}]: more calls than occasions; run tools/draw_occasions.py"
    for one in drawn:
        where = f"occasions[{one.id}]"
        cited.update(one.sources)
        for key in one.sources:
            if key not in record.sources:
                yield f"{where}: source {key!r} is not in sources/; add it there"
        for code in (one.state, *one.adversaries):
            if code not in states:
                yield f"{where}: {code!r} is not in states.csv"
        if one.alliance not in record.alliances:
            yield f"{where}: alliance {one.alliance!r} is not in the record"
        if (one.asked, one.response) != ("unknown", "unknown") and not one.sources:
            yield f"{where}: coded without a source; what nobody looked up is unknown"
        if abs(one.weight - silent[one.stratum] / many[one.stratum]) > 1e-5:
            yield f"{where}: the weight is not that of its stratum; run tools/draw_occasions.py"
    for name in sorted(+silent):
        if name not in many:
            yield f"occasions: nothing is drawn of the stratum {name!r}; run tools/draw_occasions.py"


def same_page(url: str) -> str:
    """An address without what does not make another page of it: scheme, `www.`, capitals of the host, a last slash.

    >>> same_page("https://www.NATO.int/cps/en/") == same_page("http://nato.int/cps/en")
    True
    """
    host, slash, rest = url.partition("://")[2].partition("/")
    path, mark, query = rest.partition("?")
    return f"{host.lower().removeprefix('www.')}{slash}{path}".rstrip("/") + mark + query


def _sources(record: Record) -> Iterator[str]:
    pages: dict[str, str] = {}
    for key, source in record.sources.items():
        if source.url and (first := pages.setdefault(same_page(source.url), key)) != key:
            yield f"sources[{key}]: the page of {first} under another id; keep one of the two"
        if source.read == "no" and not source.note:
            yield f"sources[{key}]: not read; say in `note` why it is cited all the same"
        if source.read != "no" and not source.url:
            yield f"sources[{key}]: read, but has no url a reader can open"
        if source.url and not source.url.startswith(("https://", "http://")):
            yield f"sources[{key}]: url {source.url!r} is not a web address"


def _entry(path: str, entry: Strict, record: Record, states: set[str]) -> Iterator[str]:
    if isinstance(entry, Entry):
        if not entry.sources:
            yield f"{path}: no source; every value needs one"
        for key in entry.sources:
            if key not in record.sources:
                yield f"{path}: source {key!r} is not in sources/; add it there"
    if isinstance(entry, Spanned):
        if entry.until is not None and entry.until.last <= entry.since.first:
            yield f"{path}: ends ({entry.until}) before it begins ({entry.since})"
        if entry.until is None and entry.until_known is not None:
            yield f"{path}: until_known without until"
    if isinstance(entry, Deployment):
        yield from (f"{path}: {told}" for told in disorder(entry))
    if isinstance(entry, Aftermath):
        yield from (f"{path}: {told}" for told in oddities(entry, record.invocations.get(entry.case)))
        return
    if isinstance(entry, Report) and entry.low is entry.best is entry.high is None and entry.text is None:
        yield f"{path}: a report without any figure or text"
    for name in ("state", "host", "by", "victim", "source_state", "recognised"):
        code = getattr(entry, name, "")
        if code and code not in states:
            yield f"{path}.{name}: {code!r} is not in states.csv"
    for name in ("adversaries", "parties", "claimed_by"):
        for code in getattr(entry, name, ()):
            if code not in states:
                yield f"{path}.{name}: {code!r} is not in states.csv"
    for name in ("places",):
        for code in getattr(entry, name, ()):
            if code not in states and code not in record.places:
                yield f"{path}.{name}: {code!r} is neither a state nor a place"


def _alliance(alliance: Alliance) -> Iterator[str]:
    where = f"alliances[{alliance.id}]"
    for state in {m.state for m in alliance.members}:
        spans = sorted(
            (m for m in alliance.members if m.state == state and m.status == "member"),
            key=lambda m: m.since.first,
        )
        for first, second in pairwise(spans):
            if first.until is None or first.until.first > second.since.first:
                yield f"{where}: the memberships of {state} overlap"
    yield from _offices(alliance)
    for mission in alliance.missions:
        if mission.deployment is not None and mission.invocation:
            yield f"{where}.missions[{mission.id}]: its deployment belongs to the call {mission.invocation}"
        known = [r for r in mission.strength if r.best or r.high]
        parts = sum((c.low if c.low is not None else c.best or 0.0) for c in _first_by_state(mission.contributions))
        total = max((r.high or r.best or 0.0 for r in known), default=None)
        if total is not None and parts > total * 1.1:
            yield f"{where}.missions[{mission.id}]: contributions ({parts:g}) exceed the total ({total:g})"


def _offices(alliance: Alliance) -> Iterator[str]:
    """Findings about the persons: two in one office at a time, an office of no organ."""
    where = f"alliances[{alliance.id}].persons"
    for person in alliance.persons:
        if person.organ not in {organ.id for organ in alliance.organs}:
            yield f"{where}[{person.name.en}]: {alliance.id} has no organ {person.organ!r}"
    for office in {p.office.en for p in alliance.persons}:
        held = sorted((p for p in alliance.persons if p.office.en == office), key=lambda p: p.since.first)
        for first, second in pairwise(held):
            if first.until is None or first.until.first > second.since.last:
                yield f"{where}: {first.name.en} and {second.name.en} hold one office ({office}) at a time"


def _first_by_state(contributions: tuple[Any, ...]) -> list[Any]:
    seen: dict[str, Any] = {}
    for contribution in contributions:
        if contribution.kind == "troops":
            seen.setdefault(contribution.state, contribution)
    return list(seen.values())


def _invocation(invocation: Invocation, record: Record) -> Iterator[str]:
    where = f"invocations[{invocation.id}]"
    alliance = record.alliances.get(invocation.alliance)
    if alliance is None:
        yield f"{where}: alliance {invocation.alliance!r} is not in the record"
        return
    day: Date = invocation.date
    spans = [m for m in alliance.members if m.state == invocation.by and m.status in ("member", "signatory")]
    if not any(m.since.first <= day.last and (m.until is None or day.first < m.until.last) for m in spans):
        yield f"{where}: {invocation.by} was no member of {invocation.alliance} on {day}"
    if invocation.deployment is not None and invocation.deployment.requested is not None:
        yield f"{where}: the day of the request is `date`; leave `requested` out of the deployment"
    sent = invocation.response.kind == "troops" and invocation.response.delivered != "none"
    if sent and not (invocation.contributions or invocation.strength):
        yield f"{where}: answered with troops, but no contribution or strength is recorded"
    if not invocation.places:
        yield f"{where}: say where it happened in `places`"
