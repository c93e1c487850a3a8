"""Cases: every query can come out true, half true and false, prints its thresholds, and refuses unknown names."""

from __future__ import annotations

import datetime as dt
from typing import get_args

import msgspec
import pytest

from foedus.claims.check import check
from foedus.claims.query import Query
from foedus.claims.said import Attributed, BeyondRecord, NamedAsThreat, OutcomeRecord, WasSaid
from foedus.claims.threshold import THRESHOLDS, judged
from foedus.ground.calendar import Date, date_of
from foedus.ground.errors import FoedusError
from foedus.world import World

TODAY = dt.date(2026, 11, 23)
#: The day of the questions, that of the first article.
ABOUT = dt.date(2022, 1, 7)
ON = {
    "answered": TODAY,
    "threat-was": TODAY,
    "first-with-troops": TODAY,
    "deployed": TODAY,
    "case-strength": TODAY,
    "stationed": TODAY,
}
Vocabulary = Query | Attributed | BeyondRecord | OutcomeRecord | NamedAsThreat | WasSaid
KAZ, ARM, NER, LBR = "CSTO-2022-KAZ", "CSTO-2020-ARM-NKR", "ECOWAS-2023-NER", "ECOWAS-1990-LBR"
SIX = ("RUS", "KAZ", "KGZ", "BLR", "ARM", "TJK")
CHARTER = {"alliance": "CSTO", "treaty": "csto-charter-2002", "conflict": "afghanistan-2001"}
WORDS = {"statement": "putin-2002-founding", "alliance": "CSTO", "near": "csto-charter-2002"}
PLACE = {"place": "nagorno-karabakh", "since": "2020-11-01", "until": "2020-12-31"}

#: Of each kind arguments under which it holds, holds in part (None: it cannot) and fails.
EXAMPLES = {
    "member-count": (
        {"alliance": "CSTO", "count": 6, "all_of": SIX},
        {"alliance": "CSTO", "count": 6, "all_of": SIX[:5]},
        {"alliance": "CSTO", "count": 7},
    ),
    "members-are": (
        {"alliance": "CSTO", "states": SIX},
        {"alliance": "CSTO", "states": SIX[:5]},
        {"alliance": "CSTO", "states": ("RUS", "UKR")},
    ),
    "signed-before": (
        {"alliance": "CSTO", "first": 1990, "last": 1999},
        {"alliance": "CSTO", "first": 1993, "last": 1999},
        {"alliance": "CSTO", "first": 1980, "last": 1985},
    ),
    "founded": tuple({"alliance": a, "year": y} for a, y in (("NATO", 1949), ("CSTO", 2002), ("CSTO", 1980))),
    "common-years": tuple({"alliance": "NATO", "years": y} for y in (1, 70, 90)),
    "borders-members": tuple(
        {"state": "BLR", "alliance": "NATO", "neighbours": n} for n in (("POL", "LTU", "LVA"), ("POL", "EST"), ("ESP",))
    ),
    "composition-differs": (
        {"first": "CSTO", "second": "NATO"},
        {"first": "CSTO", "second": "NATO", "apart": 0.9},
        {"first": "NATO", "second": "NATO"},
    ),
    "force-strength": tuple(
        {"alliance": "CSTO", "kind": "rapid-reaction", "strength": n} for n in (20000, 18000.5, 50000)
    ),
    "leader-share": tuple({"alliance": "NATO", "state": s, "at_least": n, "partly": 0.4} for s, n in
                          (("USA", 0.5), ("USA", 0.9), ("FRA", 0.5))),
    "same-place": (
        {"first": "CSTO", "second": "NATO", "tolerance": 0.5},
        {"first": "CSTO", "second": "NATO"},
        {"first": "CSTO", "second": "NATO", "both_at_least": 0.9},
    ),
    "ratio-below": tuple({"first": a, "second": b, "at_most": n} for a, b, n in
                         (("CSTO", "NATO", 0.25), ("CSTO", "NATO", 0.01), ("NATO", "CSTO", 0.25))),
    "sent-by": tuple({"case": KAZ, "state": s, "count": n} for s, n in (("RUS", 5), ("KAZ", 5), ("RUS", 6))),
    "intervened": tuple({"case": c, "threat": t} for c, t in
                        ((KAZ, "internal-unrest"), (KAZ, "coup"), (NER, "coup"))),
    "requested": tuple({"case": c, "by": s} for c, s in ((KAZ, "KAZ"), ("ECOWAS-2002-CIV", "CIV"), (NER, "NER"))),
    "in-vain": tuple({"case": c} for c in ("CSTO-2021-ARM", ARM, KAZ)),
    "senders-from": tuple({"case": KAZ, "states": s} for s in (("ARM",), ("ARM", "AZE"), ("ARM", "AZE", "GEO"))),
    "within": tuple({**CHARTER, "at_most": n, "partly": p} for n, p in ((13, 24), (6, 13), (6, 9))),
    "events-say": tuple({"alliance": "CSTO", **e} for e in (
        {"support": ("un-memorandum-2012",)},
        {"support": ("un-memorandum-2012",), "limit": ("un-no-mandate",)},
        {"support": (), "limit": ("un-no-mandate",)},
    )),
    "stationed": tuple({"alliance": a, "hosts": h} for a, h in
                       (("NATO", ("POL",)), ("CSTO", ("TJK", "KGZ")), ("CSTO", ("TJK", "ESP")))),
    "losses": tuple({"conflict": "karabakh-2020", "deaths": n} for n in (6900, 4000, 10000)),
    "control-changed": tuple({**PLACE, **e} for e in (
        {"to": "AZE"}, {"to": "AZE", "since": "2001-01-01", "until": "2001-12-31"}, {"to": "GEO"},
    )),
    "relic": tuple({"alliance": a, "predecessor": "WARSAW-PACT", "at_least": n} for a, n in
                   (("CSTO", 0.1), ("CSTO", 0.9), ("ECOWAS", 0.9))),
    "threat-was": tuple({"case": NER, "threat": t} for t in ("coup", "civil-war", "external-attack")),
    "first-with-troops": ({"case": LBR}, None, {"case": "ECOWAS-2003-LBR"}),
    "answered": tuple({"case": c, "kind": k} for c, k in
                      ((NER, "sanctions"), ("ECOWAS-2002-CIV", "troops"), (NER, "troops"))),
    "deployed": tuple({"case": LBR, "first": a, "last": b} for a, b in
                      (("1990", "1999"), ("1990", "1996"), ("1991", "1996"))),
    "case-strength": tuple({"case": LBR, "strength": n} for n in (3500, 12000, 50000)),
    "threat-named": tuple({"states": s, "sources_any": ("AZE",)} for s in (("ARM",), ("ARM", "BLR"), ("BLR",))),
    "soldiers-came": (
        {"alliance": "PIF", "group": "internal"},
        {"alliance": "CSTO", "group": "internal"},
        {"alliance": "SCO", "group": "internal"},
    ),
    "soldiers-ended": (
        {"threat": "internal-unrest"},
        {"threat": "internal-unrest", "at_least": 0.9},
        {"threat": "coup"},
    ),
    "soldiers-cost": (
        {"threat": "internal-unrest"},
        {"threat": "internal-unrest", "deadly": 200},
        {"threat": "internal-unrest", "deadly": 1000},
    ),
    "was-said": tuple({**WORDS, "days": n, "partly": p} for n, p in ((150, 366), (31, 366), (31, 100))),
}  # fmt: skip
#: Whose verdict is always the same: an opinion (what can be measured stands beside it), or not verifiable.
ALWAYS = {"attributed": "opinion", "outcome-record": "opinion", "beyond-record": "unverifiable"}
VOCABULARY = {kind.__struct_config__.tag for kind in get_args(Vocabulary)}


def asked(ask, arguments):
    return judged(
        msgspec.convert({"ask": ask, **arguments}, Vocabulary, dec_hook=_date), World.at(ON.get(ask, ABOUT), TODAY)
    )


def _date(wanted, value):
    return date_of(value) if wanted is Date else value


def test_every_kind_has_its_three_examples():
    assert set(EXAMPLES) | set(ALWAYS) == VOCABULARY
    assert all(len(three) == 3 for three in EXAMPLES.values())


@pytest.mark.parametrize(
    ("ask", "arguments", "verdict"),
    [
        pytest.param(ask, arguments, verdict, id=f"{ask}-{verdict}")
        for ask, three in EXAMPLES.items()
        for arguments, verdict in zip(three, ("supported", "nuanced", "contradicted"), strict=True)
        if arguments is not None
    ],
)
def test_a_query_can_come_out_either_way(ask, arguments, verdict):
    found = asked(ask, arguments)
    assert found.verdict == verdict, found.text.en
    assert ("(Measure: " in found.text.en) == ("(Maßstab: " in found.text.de) == (ask in THRESHOLDS)


@pytest.mark.parametrize(
    ("ask", "arguments"),
    [
        ("attributed", {"statements": ("ausseur-2022-relic",)}),
        ("outcome-record", {"group": "internal"}),
        ("beyond-record", {}),
    ],
)
def test_an_opinion_gets_no_verdict(ask, arguments):
    assert asked(ask, arguments).verdict == ALWAYS[ask]


def test_whoever_names_no_threat_at_all_does_not_contradict():
    assert asked("threat-named", {"states": ("CPV",), "sources_any": ("AZE",)}).verdict == "unverifiable"


def test_every_number_with_a_default_is_a_threshold_that_is_printed():
    for kind in get_args(Vocabulary):
        tag = kind.__struct_config__.tag
        for field in msgspec.structs.fields(kind):
            if isinstance(field.default, (int, float)) and not isinstance(field.default, bool):
                assert field.name in THRESHOLDS[tag], (tag, field.name)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ('ask = "relic", alliance = "CSTO", predecessor = "WARSAW PAKT"', "WARSAW-PACT"),
        ('ask = "leader-share", alliance = "CSTO", state = "RUS", concept = "milex"', "military-expenditure"),
        ('ask = "intervened", case = "CSTO-2022-KAS", threat = "coup"', "CSTO-2022-KAZ"),
        ('ask = "control-changed", place = "karabakh", to = "AZE", since = "2020", until = "2021"', "nagorno-karabakh"),
        ('ask = "outcome-record", group = "interna"', "internal"),
        ('ask = "within", alliance = "CSTO", treaty = "charter", conflict = "afghanistan-2001", at_most = 1, partly = 2',
         "csto-charter-2002"),
        ('ask = "attributed", statements = ["nobody-ever"]', "statements"),
        ('ask = "sent-by", case = "kazakhstan-2022", state = "RUSS", count = 5', "RUS"),
        ('ask = "threat-named", states = ["ARM"], sources_any = ["talibans"]', "taliban"),
        ('ask = "rumour"', "rumour"),
    ],
)  # fmt: skip
def test_an_unknown_name_is_an_error_that_says_where(tmp_path, query, told):
    path = tmp_path / "mine.toml"
    path.write_text(
        'id = "mine"\nauthor = "me"\npublished = "2022-01-07"\non = "2022-01-07"\n'
        'title = { en = "Mine", de = "Meins" }\n[[claims]]\nid = "C7"\nkind = "fact"\n'
        f'statement = {{ en = "So.", de = "So." }}\nquery = {{ {query} }}\n',
        "utf-8",
    )
    with pytest.raises(FoedusError, match=told):
        check(str(path), TODAY)
