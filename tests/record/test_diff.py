"""What differs between two records is told fact by fact, and as that alone; answers move where facts they use do."""

from __future__ import annotations

import json
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_files import FILES, damage

from command_line import call
from foedus.charter.rules import RULES, shipped_law
from foedus.ground.errors import QueryError, RecordError
from foedus.record.interchange.differ import differ
from foedus.record.interchange.files import export
from foedus.record.interchange.opened import opened, record_of
from foedus.record.interchange.rows import tabulated
from foedus.record.load import load, parse
from foedus.response.moved import moved
from strategies import case, small_record


@pytest.fixture
def two(tmp_path):
    """A small record in two folders, to damage one."""
    for side in ("old", "new"):
        for name, text in FILES.items():
            path = tmp_path / side / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    return tmp_path / "old", tmp_path / "new"


def found(two):
    return differ(*(opened(str(side)) for side in two))


def told(two):
    return [(c.what, c.entry, {k: (v.old, v.new) for k, v in c.fields.items()}) for c in found(two).changes]


def test_two_copies_differ_in_nothing(two):
    assert found(two).changes == () and told(two) == []
    assert differ(tabulated(small_record()), tabulated(small_record())).changes == ()


CHANGES = [
    # file, old, nth, new, what, entry, fields
    ("alliances/test.toml", "best = 1300", 1, "best = 1400", "changed", "alliances/TEST/forces/force/strength/2001",
     {"best": (1300.0, 1400.0)}),
    ("alliances/test.toml", 'since = "1994-04-20"', 2, 'since = "1994-04-21"', "changed",
     "alliances/TEST/members/KAZ@1994-04-21", {"since": ("1994-04-20", "1994-04-21")}),
    ("alliances/test.toml", 'sources = ["b-source"]', 1, 'sources = ["b-source", "a-source"]', "changed",
     "alliances/TEST/forces/force", {"sources": (("b-source",), ("b-source", "a-source"))}),
    ("invocations/a.toml", 'places = ["ARM"]', 1, 'places = ["ARM", "KAZ"]', "changed", "invocations/TEST-2000-ARM",
     {"places": (("ARM",), ("ARM", "KAZ"))}),
    ("invocations/a.toml", 'kind = "declined"', 1, 'kind = "troops"', "changed", "invocations/TEST-2000-ARM/response",
     {"kind": ("declined", "troops")}),
    ("threats/a.toml", 'known = "2000"', 1, 'known = "2001-05"', "changed", "threats/one", {"known": ("2000", "2001-05")}),
    ("sources/a.toml", 'read = "part"', 1, 'read = "full"', "changed", "b-source", {"read": ("part", "full")}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "nth", "new", "what", "entry", "fields"), CHANGES)
def test_one_change_is_told_as_one_change(two, name, old, nth, new, what, entry, fields):
    damage(two[1] / name, old, new, nth)
    assert told(two) == [(what, entry, fields)]
    ((back, _, turned),) = told(two[::-1])
    assert back == what and turned == {k: v[::-1] for k, v in fields.items()}


def test_an_entry_under_another_name_says_what_it_was(two):
    damage(two[1] / "alliances/test.toml", 'since = "1994-04-20"', 'since = "1995"', 2)
    (change,) = found(two).changes
    assert (change.was, change.entry) == ("alliances/TEST/members/KAZ@1994-04-20", "alliances/TEST/members/KAZ@1995")


def test_what_comes_and_goes_is_added_and_removed(two):
    (two[1] / "threats/a.toml").unlink()
    assert [(what, entry) for what, entry, _ in told(two)] == [("removed", "threats/one"), ("removed", "threats/two")]
    assert [(what, entry) for what, entry, _ in told(two[::-1])] == [("added", "threats/one"), ("added", "threats/two")]
    assert found(two).by_table == {"threats": {"added": 0, "removed": 2, "changed": 0}}


def test_an_entry_with_an_id_of_its_own_is_another_under_another_id(two):
    damage(two[1] / "threats/a.toml", 'id = "two"', 'id = "three"')
    assert [(what, entry) for what, entry, _ in told(two)] == [("added", "threats/three"), ("removed", "threats/two")]


def test_the_order_of_entries_is_no_fact(two):
    path = two[1] / "alliances/test.toml"
    text = path.read_text("utf-8")
    first, second = text.index("[[forces.strength]]"), text.rindex("[[forces.strength]]")
    path.write_text(text[:first] + text[second:] + "\n" + text[first:second], "utf-8")
    assert parse(two[1]) != parse(two[0])
    assert told(two) == []


@given(kept=st.sets(st.sampled_from(sorted(small_record().invocations))))
def test_what_one_has_more_than_the_other_is_what_is_told(kept):
    whole = small_record()
    part = type(whole)(**{
        name: getattr(whole, name) for name in whole.__struct_fields__ if name != "invocations"
    }, invocations={key: value for key, value in whole.invocations.items() if key in kept})  # fmt: skip
    changes = differ(tabulated(part), tabulated(whole)).changes
    assert all(change.what == "added" for change in changes)
    assert {c.entry.split("/")[1] for c in changes} == whole.invocations.keys() - kept


def test_any_form_of_one_record_is_the_same_record(tmp_path, capsys):
    (tmp_path / "r.json").write_text(call(capsys, "record", "export")[1], "utf-8")
    export(opened("shipped", shipped_law()), tmp_path / "r.zip", "frictionless")
    for name in ("r.json", "r.zip"):
        difference = differ(opened(str(tmp_path / name)), opened("shipped", shipped_law()))
        assert difference.changes == ()
        assert difference.not_compared == (
            ()
            if name == "r.zip"
            else (
                "states",
                "state_spans",
                "identifiers",
                "occasions",
                "occasion_population",
                "neighbours",
                "series",
                "figures",
            )
        )
        assert record_of(opened(str(tmp_path / name)), name) == load()


def lawful(two):
    """The two small records with the rules of three treaties in each."""
    for side in two:
        (side / "rules").mkdir()
        for name in ("common", "cst", "csto-peacekeeping"):
            shutil.copy(RULES / f"{name}.toml", side / "rules")
    return two


def test_a_rule_that_changed_is_told_like_a_fact(two):
    cst = lawful(two)[1] / "rules/cst.toml"
    assert told(two) == []
    damage(cst, 'in_force = "1994-04-20"', 'in_force = "1994-04-21"')
    damage(cst, 'test = "territory"', 'test = "requested"')
    damage(two[1] / "rules/common.toml", 'procedure = "two-thirds"', 'procedure = "qualified-majority"')
    damage(two[1] / "rules/common.toml", "A forum without treaty or duty.", "A forum.")
    reading = "rules/cst/articles/4/readings/4@1992"
    assert told(two) == [
        ("changed", "rules/cst/articles/2/readings/2@1992", {"in_force": ("1994-04-20", "1994-04-21")}),
        ("changed", f"{reading}/conditions/requested", {"test": ("territory", "requested")}),
        ("changed", "changes/two-thirds", {"procedure": ("two-thirds", "qualified-majority")}),
        ("changed", "QUAD", {"why": ("A forum without treaty or duty.", "A forum.")}),
    ]


def test_rules_that_one_side_lacks_are_not_compared(two):
    shutil.rmtree(lawful(two)[0] / "rules")
    assert found(two).changes == ()
    assert found(two).not_compared == ("rules", "changes", "unwritten")


def test_what_is_no_record_is_refused(tmp_path, two):
    (tmp_path / "x.txt").write_text("x")
    (tmp_path / "x.json").write_text('{"sources": 1}')
    (tmp_path / "empty").mkdir()
    for name, kind in (("x.txt", QueryError), ("none", QueryError), ("empty", QueryError), ("x.json", RecordError)):
        with pytest.raises(kind):
            opened(str(tmp_path / name))
    damage(two[1] / "threats/a.toml", 'since = "2000"', 'since = "2000-13"')
    with pytest.raises(RecordError, match="no month 13"):
        opened(str(two[1]))


# --- answers ----------------------------------------------------------------------------------------------------------


def test_one_record_moves_no_answer():
    assert moved(small_record(), small_record(), runs=100) == []


def test_a_call_that_was_helped_after_all_moves_the_word_kept_and_later_calls():
    before = small_record((case("ADD", "CSTO", "ARM", "2000-05-05", asked="troops"),))
    after = small_record()
    entries = moved(before, after, runs=100)
    assert ("invoke", "ADD") in {(e.answer, e.of) for e in entries}
    assert all(e.new is None for e in entries if e.of == "ADD")
    assert ("reliability", "CSTO") in {(e.answer, e.of) for e in entries}
    assert not any(e.of == "NATO" for e in entries if e.answer == "reliability")
    steps = []
    moved(before, after, runs=100, step=lambda done, total: steps.append((done, total)))
    assert steps[-1][0] == steps[-1][1] == len(before.invocations)


def test_the_command_says_it_in_both_languages_and_as_json(two, capsys):
    damage(two[1] / "alliances/test.toml", "best = 1300", "best = 1400")
    (two[1] / "threats/a.toml").unlink()
    sides = [str(side) for side in two]
    for lang, says in (("en", "removed: 2, changed: 1"), ("de", "entfallen: 2, geändert: 1")):
        code, out, _ = call(capsys, "record", "diff", *sides, "--lang", lang)
        assert code == 0 and says in out and "best: 1300 -> 1400" in out and "- threats/one" in out
    made = json.loads(call(capsys, "record", "diff", *sides, "--json", "--answers", "--runs", "100")[1])
    assert (made["added"], made["removed"], made["changed"]) == (0, 2, 1)
    assert made["answers"] == []
    shutil.rmtree(two[1])
    assert call(capsys, "record", "diff", *sides)[0] == 2
