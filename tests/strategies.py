"""Generators in the field's words, and a small record made by hand, so that engines are tested without the shipped data."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from foedus.charter import Matter
from foedus.ground.calendar import AsOf, Date
from foedus.ground.label import Label
from foedus.ground.terms import THREATS
from foedus.measures import Shares
from foedus.record.alliance import (
    Alliance,
    Basing,
    Event,
    Force,
    Leader,
    Membership,
    Mission,
    Name,
    Organ,
    Participation,
    Treaty,
)
from foedus.record.case import Circumstance, Invocation, Place, Position, Response, ThreatNamed
from foedus.record.deployment import Deployment
from foedus.record.entries import Contribution, Report, Source
from foedus.record.load import Record
from foedus.record.tables import Series, SeriesOrigin
from foedus.response.precedents import Features, Precedent

SRC = ("a-source",)
LATE = dt.date(2026, 1, 1)


# --- words for building entries -------------------------------------------------------------------


def label(text: str = "words") -> Label:
    return Label(en=text, de=f"{text} (de)")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def clocks(on: str, known: str | None = None) -> AsOf:
    return AsOf(day(on), day(known or on))


def report(known: str = "2000", **fields: Any) -> Report:
    dates = {k: Date(fields.pop(k)) for k in ("since", "until") if k in fields}
    return Report(known=Date(known), sources=SRC, **dates, **fields)


def brings(state: str, known: str = "2000", **fields: Any) -> Contribution:
    return Contribution(state=state, known=Date(known), sources=SRC, **fields)


def member(state: str, since: str, until: str = "", status: str = "member", **fields: Any) -> Membership:
    dates = {k: Date(fields.pop(k)) for k in ("until_known", "signed") if k in fields}
    known = Date(fields.pop("known", since))
    end = Date(until) if until else None
    return Membership(
        state=state, status=status, since=Date(since), until=end, known=known, sources=SRC, **dates, **fields
    )


def circumstance(predicate: str, value: bool, known: str, authority: str = "report") -> Circumstance:
    return Circumstance(
        predicate=predicate, value=value, authority=authority, known=Date(known), sources=SRC,
        according_to=label("somebody"), text=label(f"{predicate} is {value}"),
    )  # fmt: skip


def names(source: str, state: str, *, kind: str = "terrorism", since: str = "2000", hit: bool = False, **where: Any):
    """A threat that a state names; `where` is one of source_state, source_alliance, source_group."""
    return ThreatNamed(
        id=f"{state}-{source}", state=state, threat=kind, hit=hit, text=label(), according_to=label(),
        since=Date(since), known=Date(since), sources=SRC, **where,
    )  # fmt: skip


def case(key: str, alliance: str, by: str, date: str, **fields: Any) -> Invocation:
    """An invocation; unless told otherwise unrest on the ally's own ground, formally asked for troops, unanswered."""
    kind = fields.pop("came", "none")
    answered = Date(fields.pop("answered", date))
    filled: dict[str, Any] = {
        "title": label(key), "summary": label(), "threat": "internal-unrest", "asked": "troops", "request": "formal",
        "known": Date(date), "sources": SRC, "places": (by,), "contributors": "complete",
        "response": Response(
            kind=kind, date=answered, text=label(kind), known=answered, sources=("answer-source",),
            delivered=fields.pop("delivered", "full"),
        ),
    } | fields  # fmt: skip
    return Invocation(id=key, alliance=alliance, by=by, date=Date(date), **filled)


def matter(by: str, on: str, **fields: Any) -> Matter:
    """A matter before the CSTO or another treaty: on the ally's own ground, formally asked, nothing found yet."""
    filled: dict[str, Any] = {
        "places": (by,), "adversaries": (), "request": "formal", "threat": "internal-unrest",
        "circumstances": (), "sources": SRC,
    } | fields  # fmt: skip
    return Matter(by=by, on=day(on), **filled)


# --- the small record -----------------------------------------------------------------------------


def _named(text: str, since: str, until: str = "") -> Name:
    end = Date(until) if until else None
    return Name(
        name=Label(en=f"{text} Organization", de=f"Organisation {text}"), short=Label(en=text, de=f"{text}-de"),
        since=Date(since), until=end, known=Date(since), sources=SRC,
    )  # fmt: skip


def small_csto() -> Alliance:
    """Bound from 1994 on: ARM KAZ KGZ RUS TJK, AZE until 1999; RUS leads."""
    signed = "1992-05-15"
    mission = Mission(
        id="kazakhstan", name=label("Mission in Kazakhstan"), host="KAZ", kind="peacekeeping", mandate=label(),
        invocation="KAZ-2022", since=Date("2022-01-06"), until=Date("2022-01-19"), until_known=Date("2022-01-13"),
        known=Date("2022-01-06"), sources=("mission-source",),
        strength=(report("2022-01-06", best=2500.0), report("2022-01-10", best=2030.0)),
        contributions=(brings("RUS", "2022-01-07", high=3000.0),),
    )  # fmt: skip
    return Alliance(
        id="CSTO", kind="organisation", founded=Date(signed), known=Date(signed), sources=SRC,
        aliases=("ODKB",), predecessors=("WARSAW-PACT", "NOT-RECORDED"), counterpart="NATO",
        names=(_named("CST", signed, "2002-10-07"), _named("CSTO", "2002-10-07")),
        treaties=(
            Treaty(
                id="cst-1992", title=label("Treaty"), role="founding", signed=Date(signed), rules="cst",
                in_force=Date("1994-04-20"), known=Date(signed), sources=("treaty-source",),
            ),
            Treaty(
                id="statute", title=label("Statute"), role="agreement", signed=Date("2002-10-07"),
                until=Date("2012"), until_known=Date("2011"), in_force=Date("2003-09-18"),
                known=Date("2002-10-07"), sources=SRC,
            ),
            Treaty(
                id="never-in-force", title=label("Draft"), role="agreement", signed=Date("2005-01-01"),
                known=Date("2005-01-01"), sources=SRC,
            ),
        ),
        members=(
            *(member(s, "1994-04-20", signed=signed, known=signed) for s in ("ARM", "KAZ", "KGZ", "RUS", "TJK")),
            member("AZE", "1994-04-20", "1999-04-21", until_known="1999-04-02", signed="1993-09-24"),
            *(member(s, signed, "1994-04-20", "signatory") for s in ("ARM", "KAZ", "KGZ", "RUS", "TJK")),
            member("SRB", "2013-04-11", status="observer"),
        ),
        leaders=(Leader(state="RUS", grounds=label("largest"), since=Date(signed), known=Date(signed), sources=SRC),),
        participation=(
            Participation(state="ARM", kind="frozen", text=label("frozen"), since=Date("2024-02-23"),
                          known=Date("2024-02-23"), sources=SRC),
        ),
        organs=(Organ(id="csc", name=label("Council"), level="heads", decides="consensus", since=Date("2003-09-18"),
                      known=Date("2003-09-18"), sources=("organ-source",)),),
        forces=(
            Force(
                id="krrf", name=label("Rapid reaction force"), kind="rapid-reaction", since=Date("2009-06-14"),
                known=Date("2009-06-14"), sources=SRC, notice_days=(report("2009-06-14", low=3.0, high=5.0),),
                strength=(report("2009-06-14", best=20_000.0), report("2012", low=17_000.0, high=22_000.0)),
                contingents=(brings("RUS", "2010-01-01", best=8000.0), brings("KAZ", "2030-01-01", best=1.0)),
            ),
        ),
        basing=(
            Basing(id="kant", name=label("Kant"), owner="RUS", host="KGZ", place="Kant", lat=42.85, lon=74.85,
                   purpose=label("air base"), since=Date("2003-10-23"), known=Date("2003-10-23"), sources=SRC),
        ),
        missions=(mission,),
        events=(
            Event(id="founded", date=Date(signed), text=label("signed"), known=Date(signed), sources=SRC),
            Event(id="later", date=Date("2024-02-23"), text=label("frozen"), known=Date("2024-02-23"), sources=SRC),
        ),
    )  # fmt: skip


def small_nato() -> Alliance:
    """Bound from 1949 on: USA GBR FRA PRT, TUR from 1952; USA leads."""
    since = "1949-08-24"
    return Alliance(
        id="NATO", kind="organisation", founded=Date("1949-04-04"), known=Date("1949-04-04"), sources=SRC,
        names=(_named("NATO", "1949-04-04"),),
        treaties=(Treaty(id="nat", title=label("Treaty"), role="founding", signed=Date("1949-04-04"), rules="nat",
                         in_force=Date(since), known=Date("1949-04-04"), sources=SRC),),
        members=(*(member(s, since) for s in ("USA", "GBR", "FRA", "PRT")), member("TUR", "1952-02-18")),
        leaders=(Leader(state="USA", grounds=label(), since=Date(since), known=Date(since), sources=SRC),),
    )  # fmt: skip


def small_pact() -> Alliance:
    """SUN CSK HUN POL, 1955 to 1991; SUN leads and decides."""
    since, end = "1955-06-04", "1991-07-01"
    return Alliance(
        id="WARSAW-PACT", kind="treaty", founded=Date("1955-05-14"), dissolved=Date(end), known=Date("1955-05-14"),
        sources=SRC, names=(_named("Warsaw Pact", "1955-05-14", end),),
        treaties=(Treaty(id="warsaw", title=label("Treaty"), role="founding", signed=Date("1955-05-14"),
                         rules="warsaw", in_force=Date(since), until=Date(end), known=Date("1955-05-14"),
                         sources=SRC),),
        members=tuple(member(s, since, end) for s in ("SUN", "CSK", "HUN", "POL")),
        leaders=(Leader(state="SUN", grounds=label(), since=Date(since), until=Date(end), known=Date(since),
                        sources=SRC),),
    )  # fmt: skip


def small_cases() -> tuple[Invocation, ...]:
    """Six calls: three answered with deeds, three with words or nothing."""
    return (
        case(
            "KGZ-2010", "CSTO", "KGZ", "2010-06-12", came="declined", answered="2010-06-14",
            circumstances=(
                circumstance("attack-by-state", False, "2010-06-11"),
                circumstance("threatens-state", True, "2010-06-12", "party"),
            ),
            positions=(Position(state="RUS", stance="oppose", text=label(), known=Date("2010-06-12"), sources=SRC),),
        ),
        case(
            "TJK-2013", "CSTO", "TJK", "2013-09-23", threat="cross-border-raid", asked="materiel", came="materiel",
            circumstances=(circumstance("threatens-state", True, "2013-09-23", "party"),),
            positions=(Position(state="RUS", stance="support", text=label(), known=Date("2013-09-23"), sources=SRC),),
        ),
        case(
            "ARM-2020", "CSTO", "ARM", "2020-09-27", threat="external-attack", asked="none", request="none",
            places=("nagorno-karabakh",), adversaries=("AZE",), came="statement", answered="2020-09-30",
        ),
        case(
            "KAZ-2022", "CSTO", "KAZ", "2022-01-05", came="troops", answered="2022-01-06",
            aliases=("kazakhstan-2022",),
            circumstances=(
                circumstance("armed-attack", True, "2022-01-05", "party"),
                circumstance("threatens-state", True, "2022-01-05", "party"),
                circumstance("attack-by-state", False, "2022-01-06"),
                circumstance("external-origin", True, "2022-01-05", "party"),
                circumstance("external-origin", False, "2022-01-12"),
            ),
            strength=(report("2022-01-06", best=2500.0),),
            contributions=(
                brings("RUS", "2022-01-07", high=3000.0), brings("BLR", "2022-01-06"),
                brings("TJK", "2022-01-07", best=200.0), brings("TJK", "2022-01-07", best=250.0),
                brings("KGZ", "2022-01-07", low=100.0, high=200.0),
                brings("ARM", "2022-01-07", best=9.0, kind="materiel"),
            ),
            deployment=Deployment(decided=Date("2022-01-06"), first_arrival=Date("2022-01-06"),
                                  full_strength=Date("2022-01-09"), known=Date("2022-01-06"), sources=SRC),
        ),
        case(
            "ARM-2022", "CSTO", "ARM", "2022-09-13", threat="external-attack", adversaries=("AZE",),
            came="observers", aliases=("armenia-2022",),
            positions=(Position(state="KAZ", stance="reserve", text=label(), known=Date("2022-09-14"), sources=SRC),),
        ),
        case(
            "USA-2001", "NATO", "USA", "2001-09-12", threat="terrorism", came="troops", answered="2001-10-04",
            circumstances=(
                circumstance("armed-attack", True, "2001-09-12", "organ"),
                circumstance("external-origin", True, "2001-10-02", "organ"),
            ),
            contributions=(brings("GBR", "2001-10-09"),),
        ),
    )  # fmt: skip


def small_record(extra: tuple[Invocation, ...] = ()) -> Record:
    """Three alliances, a few cases, threats and places; complete enough for every engine."""
    threats = (
        names("islamic-state", "KAZ", source_group="islamic-state"),
        names("islamic-state", "KGZ", source_group="islamic-state", hit=True),
        names("TJK", "KGZ", kind="cross-border-raid", source_state="TJK"),
        names("islamic-state", "TJK", source_group="islamic-state", hit=True),
        names("NATO", "RUS", kind="external-attack", source_alliance="NATO"),
        names("unrest", "KAZ", kind="internal-unrest"),
        names("islamic-state", "USA", source_group="islamic-state"),
        names("later", "RUS", since="2024-03-22", source_group="islamic-state"),
    )
    places = (
        Place(id="nagorno-karabakh", name=label("Nagorno-Karabakh"), recognised="AZE", zone="caucasus",
              status=label(), known=Date("1993"), sources=("place-source",)),
        Place(id="goa", name=label("Goa"), recognised="IND", zone="asia", status=label(), known=Date("1961"),
              sources=SRC),
        Place(id="azores", name=label("Azores"), recognised="PRT", zone="north-atlantic", status=label(),
              known=Date("1949"), sources=SRC),
        Place(id="french-algeria", name=label("Algerian departments"), recognised="DZA", zone="africa",
              status=label(), known=Date("1949"), sources=SRC),
    )  # fmt: skip
    cases = (*small_cases(), *extra)
    return Record(
        sources={"a-source": Source(title="t", publisher="p", kind="press", read="full", url="https://example.org")},
        alliances={a.id: a for a in (small_csto(), small_nato(), small_pact())},
        invocations={c.id: c for c in cases},
        threats={t.id: t for t in threats},
        conflicts={},
        statements={},
        places={p.id: p for p in places},
    )


# --- small series ---------------------------------------------------------------------------------


def origin(concept: str, rank: int = 1, **fields: Any) -> SeriesOrigin:
    filled: dict[str, Any] = {
        "concept": concept, "unit": "units", "title": "t", "publisher": "p", "url": "", "licence": "", "citation": "",
        "file": "f.csv", "vintage": "", "first_year": 1990, "last_year": 2022, "rank": rank, "lag_months": 6,
        "sha256_source": "",
    } | fields  # fmt: skip
    return SeriesOrigin(**filled)


def small_series() -> dict[str, Series]:
    """Four resources for a handful of states, 2009 to 2021; a second, slower series of soldiers that knows one more."""
    years = range(2000, 2022)
    soldiers = {"ARM": 45e3, "KAZ": 70e3, "KGZ": 20e3, "RUS": 1.4e6, "TJK": 16e3, "USA": 1.4e6, "GBR": 150e3,
                "FRA": 300e3}  # fmt: skip

    def flat(values: dict[str, float]) -> dict[str, dict[int, float]]:
        return {state: dict.fromkeys(years, value) for state, value in values.items()}

    made = {
        "soldiers": (origin("personnel", 1), flat(soldiers)),
        "soldiers-slow": (origin("personnel", 2, lag_months=36), flat(soldiers | {"PRT": 30e3})),
        "spending": (
            origin("military-expenditure"),
            flat({"ARM": 0.6e9, "KAZ": 1.5e9, "KGZ": 0.1e9, "RUS": 60e9, "USA": 750e9, "GBR": 60e9}),
        ),
        "people": (origin("population"), flat({"RUS": 144e6, "KAZ": 19e6, "USA": 330e6})),
        "income": (origin("gdp"), flat({"RUS": 1.5e12, "KAZ": 0.2e12})),
    }
    return {key: Series(id=key, origin=o, values=v) for key, (o, v) in made.items()}


# --- generators -----------------------------------------------------------------------------------

truths = st.sampled_from([True, False, None])
days = st.dates(min_value=dt.date(1816, 1, 1), max_value=dt.date(2100, 12, 31))


@st.composite
def dates(draw: st.DrawFn) -> Date:
    """A date as a curator writes it: a year, a month or a day."""
    return Date(draw(days).isoformat()[: draw(st.sampled_from([4, 7, 10]))])


@st.composite
def spans(draw: st.DrawFn) -> tuple[Date, Date | None]:
    """A half-open span that does not end before it begins; perhaps without an end."""
    since = draw(dates())
    until = draw(st.none() | dates())
    if until is not None and until.first < since.last:
        since, until = Date(until.text), Date(since.text)
    return (since, until) if until is None or since.last <= until.first else (since, None)


@st.composite
def circumstances(draw: st.DrawFn, latest: dt.date = dt.date(2022, 12, 31)) -> Circumstance:
    """A finding or claim about any fact that the treaties ask for, known by `latest`."""
    known = draw(st.dates(min_value=dt.date(2005, 1, 1), max_value=latest))
    predicate = draw(
        st.sampled_from(["armed-attack", "attack-by-state", "external-origin", "threatens-state",
                         "on-member-territory", "consultation-asked", "ally-attacked-first"])
    )  # fmt: skip
    authority = draw(st.sampled_from(["organ", "party", "report"]))
    return circumstance(predicate, draw(st.booleans()), known.isoformat(), authority)


@st.composite
def matters(draw: st.DrawFn) -> Matter:
    """A matter of a CSTO member between 2005 and 2022: any threat, place, request and findings."""
    by = draw(st.sampled_from(["ARM", "KAZ", "KGZ", "RUS", "TJK"]))
    on = draw(st.dates(min_value=dt.date(2005, 1, 1), max_value=dt.date(2022, 12, 31)))
    return matter(
        by, on.isoformat(),
        places=draw(st.sampled_from([(by,), ("nagorno-karabakh",), (by, "AZE"), ("AZE",), ()])),
        adversaries=draw(st.sampled_from([(), ("AZE",), ("KGZ",), ("TJK", "AZE")])),
        request=draw(st.sampled_from(["formal", "informal", "none", "disputed"])),
        threat=draw(st.sampled_from(THREATS)),
        circumstances=tuple(draw(st.lists(circumstances(), max_size=6))),
        assumed=draw(st.booleans()),
    )  # fmt: skip


@st.composite
def holdings(draw: st.DrawFn) -> dict[str, float]:
    """A resource by member: one to eight members with a figure that is not negative, at least one positive."""
    states = draw(
        st.lists(st.sampled_from(["ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK", "USA", "GBR"]), min_size=1, unique=True)
    )
    return {s: draw(st.floats(min_value=0.001, max_value=1e12)) for s in states}


def shares_of(values: dict[str, float], missing: tuple[str, ...] = ()) -> Shares:
    total = sum(values.values()) if values else None
    return Shares(
        concept="gdp", unit="units", series="s", year=2020, total=total, missing=missing,
        values={**values, **dict.fromkeys(missing)},
        shares={**{s: v / total if total else None for s, v in values.items()}, **dict.fromkeys(missing)},
    )  # fmt: skip


def precedent(key: str, *, came: str = "none", like: Features | None = None, **fields: Any) -> Precedent:
    """A precedent of any class; by default help for unrest, not owed, in the CSTO."""
    made = case(key, "CSTO", "KAZ", "2015-01-01", came=came, **fields)
    found = like or Features(asked="help", group="internal", owed=False, alliance="CSTO")
    return Precedent(made, lambda: found)
