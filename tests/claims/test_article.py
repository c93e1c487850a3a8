"""The 36 statements of the explainer: each gets a verdict from a query, with evidence and sources."""

from __future__ import annotations

import datetime as dt

import pytest

from foedus.claims.check import check, read_claims
from foedus.ground.errors import QueryError, RecordError
from foedus.record.load import load

TODAY = dt.date(2026, 11, 23)
SET = "article-2022-01-07"


@pytest.fixture(scope="module")
def verdicts():
    return {claim.id: claim for claim in check(SET, TODAY).claims}


def test_all_statements_have_a_verdict_with_evidence(verdicts):
    assert list(verdicts) == [f"A{n:02}" for n in range(1, 37)]
    for claim in verdicts.values():
        assert claim.evidence.en
        assert claim.evidence.de
        assert "$" not in claim.evidence.de.replace("US$", "")
        assert claim.sources or claim.verdict == "unverifiable", claim.id


def test_the_first_statement_counts_one_sender_too_many(verdicts):
    assert verdicts["A01"].verdict == "contradicted"
    assert verdicts["A01"].value["states"] == ["ARM", "BLR", "KGZ", "RUS", "TJK"]


@pytest.mark.parametrize("claim", ["A02", "A03", "A04", "A05", "A10", "A11", "A20", "A22", "A23", "A28", "A29"])
def test_what_the_record_bears_out(verdicts, claim):
    assert verdicts[claim].verdict == "supported", verdicts[claim].evidence.en


@pytest.mark.parametrize("claim", ["A08", "A25", "A31", "A32"])
def test_what_is_true_in_part(verdicts, claim):
    assert verdicts[claim].verdict == "nuanced", verdicts[claim].evidence.en


def test_opinions_stay_opinions(verdicts):
    for claim in ("A06", "A18", "A34", "A35", "A36"):
        assert verdicts[claim].verdict == "opinion"
    assert verdicts["A18"].value["measured"] == "nuanced"


def test_a_text_is_no_evidence_for_itself():
    circular = {key for key in load().sources if "t-online-2022-01-07" in key}
    facts = [c for c in check(SET, TODAY).claims if c.kind in ("fact", "threat") and c.verdict == "supported"]
    for claim in facts:
        assert set(claim.sources) - circular, claim.id


def test_what_was_not_known_then_is_not_used():
    then = check(SET, dt.date(2022, 1, 7))
    assert then.known == then.known_then == "2022-01-07"
    for claim in then.claims:
        assert claim.verdict == claim.verdict_then


def test_every_name_in_the_claim_file_is_in_the_record():
    import msgspec

    record = load()
    for claim in read_claims(SET).claims:
        asked = msgspec.to_builtins(claim.query, enc_hook=str)
        inner = asked.get("measured") or ()
        for part in (asked, *([inner] if isinstance(inner, dict) else inner)):
            for key, store in (
                ("case", record.invocations),
                ("conflict", record.conflicts),
                ("alliance", record.alliances),
            ):
                if part.get(key):
                    assert part[key] in store, (claim.id, part[key])
            for statement in (*part.get("statements", ()), *filter(None, [part.get("statement")])):
                assert statement in record.statements, (claim.id, statement)
            for source in part.get("apart_from", ()):
                assert source in record.sources, (claim.id, source)


def test_a_file_of_ones_own(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(
        'id = "mine"\nauthor = "me"\npublished = "2022-01-07"\non = "2022-01-07"\n'
        'title = { en = "Mine", de = "Meins" }\n[[claims]]\nid = "1"\nkind = "fact"\n'
        'statement = { en = "NATO has 31 members.", de = "Die NATO hat 31 Mitglieder." }\n'
        'query = { ask = "member-count", alliance = "NATO", count = 31 }\n',
        "utf-8",
    )
    assert check(str(path), TODAY).claims[0].verdict == "contradicted"


def test_a_damaged_file_says_where(tmp_path):
    path = tmp_path / "bad.toml"
    path.write_text('id = "bad"\n[[claims]]\nid = "1"\nkind = "rumour"\n', "utf-8")
    with pytest.raises(RecordError, match=r"bad\.toml"):
        check(str(path), TODAY)


def test_an_unknown_set_names_the_nearest():
    with pytest.raises(QueryError, match=SET):
        check("article-2022", TODAY)
    with pytest.raises(QueryError):
        check("../../etc/passwd", TODAY)
