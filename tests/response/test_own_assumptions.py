"""A table of one's own takes the place of the shipped one, is named in the answer, and is refused where it does not fit."""

from __future__ import annotations

import contextlib
import json
import re
import shlex
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import foedus as fd
from command_line import call
from foedus.ground.errors import QueryError
from foedus.record.load import load
from foedus.response.answer import answer
from foedus.response.assumptions import OwnAssumptions, own_assumptions
from foedus.response.model import MODELS, model_named
from foedus.response.question import recorded_question
from foedus.response.shape import Answer

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "your-own-assumptions.md"
ENTRY = """
[{name}]
value = {value}
low = {low}
high = {high}
unit = "{unit}"
text = {{ en = "Mine.", de = "Meins." }}
grounds = "a test"
judgement = true
"""


def entry(name: str, value: float, low: float | None = None, high: float | None = None, unit: str = "log odds") -> str:
    low, high = value if low is None else low, value if high is None else high
    return ENTRY.format(name=name, value=value, low=low, high=high, unit=unit)


def table(folder: Path, *entries: str, model: str = 'model = "calls-3"\n') -> Path:
    path = folder / "mine.toml"
    path.write_text(model + "".join(entries), "utf-8")
    return path


def test_the_page_says_what_happens(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = ""
    for kind, name, text in re.findall(r"^```(\w+)[ ]?(\S*)\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S):
        if kind == "toml":
            Path(name).write_text(text, "utf-8")
        elif kind == "sh":
            code, out, _ = call(capsys, *shlex.split(text)[1:])
            assert code == 0
            said = " ".join(out.split())
        else:
            assert all(line in said for line in text.splitlines()), said


@pytest.mark.parametrize("name", MODELS)
def test_the_shipped_table_as_a_table_of_one_s_own_changes_nothing(name):
    speaks = model_named(name)
    own = own_assumptions(
        Path(__file__).parents[2] / f"src/foedus/response/{name}/assumptions.toml", speaks.assumptions, speaks.version
    )
    assert own.changed == {}
    question = recorded_question("kazakhstan-2022", runs=200)
    found, shipped = answer(question, model=speaks, own=own), answer(question, model=speaks)
    assert found.response == shipped.response
    assert found.contributions == shipped.contributions
    assert found.deployment == shipped.deployment
    assert found.model.name == name
    assert shipped.model.assumptions is None


@pytest.mark.parametrize("name", MODELS)
def test_no_shipped_entry_leaves_its_own_bounds_and_every_one_can_be_replaced(name, tmp_path):
    speaks = model_named(name)
    for key, shipped in speaks.assumptions.items():
        assert shipped.least <= shipped.low
        assert shipped.most is not None and shipped.high <= shipped.most
        for end in (shipped.least, shipped.most):
            path = table(tmp_path, entry(key, end, unit=shipped.unit), model=f'model = "{speaks.version}"\n')
            own = own_assumptions(path, speaks.assumptions, speaks.version)
            found = answer(recorded_question("kazakhstan-2022", runs=100), model=speaks, own=own)
            assert all(0 <= c.p <= 1 for c in found.response.values()), key
            assert found.model.assumptions == own


def test_a_weaker_common_lean_changes_the_answer_without_a_member(tmp_path):
    path = table(tmp_path, entry("common-shock", 0.5))
    own = fd.invoke("kazakhstan-2022", without="RUS", assumptions=path, runs=200)
    assert own.response["troops"].p != fd.invoke("kazakhstan-2022", without="RUS", runs=200).response["troops"].p
    assert fd.invoke("kazakhstan-2022", assumptions=path, runs=200).model.assumptions.file == "mine.toml"


def test_the_brief_shows_the_table_and_its_what_ifs_use_it(tmp_path, capsys):
    path = table(tmp_path, entry("common-shock", 0.5))
    page = tmp_path / "own.md"
    assert (
        call(capsys, "invoke", "kazakhstan-2022", "--runs", "200", "--assumptions", str(path), "--md", str(page))[0]
        == 0
    )
    text = page.read_text("utf-8")
    assert "mine.toml" in text
    row = next(line for line in text.splitlines() if "Mine." in line)
    assert "0.5" in row
    plain = tmp_path / "plain.md"
    call(capsys, "invoke", "kazakhstan-2022", "--runs", "200", "--md", str(plain))
    title = "Each member may help on its own"
    rows = [
        [r for r in p.read_text("utf-8").splitlines() if "without Russia" in r or title in r] for p in (page, plain)
    ]
    assert rows[0] != rows[1]


def test_many_questions_at_once_name_the_table(tmp_path, capsys):
    path, asked = table(tmp_path, entry("common-shock", 0.5)), tmp_path / "asked.csv"
    asked.write_text("case\nkazakhstan-2022\n", "utf-8")
    code, out, _ = call(capsys, "invoke", "--from", str(asked), "--runs", "200", "--assumptions", str(path))
    found = json.loads(out)
    assert code == 0
    assert len(found["assumptions"]) == 64
    assert json.loads(call(capsys, "invoke", "--from", str(asked), "--runs", "200")[1])["assumptions"] is None


def test_an_answer_can_be_made_again_from_its_own_json(tmp_path):
    path = table(tmp_path, entry("common-shock", 0.5))
    found = fd.invoke("armenia-2020", without="RUS", assumptions=path, runs=200)
    read = msgspec.json.decode(msgspec.json.encode(found.model.assumptions), type=OwnAssumptions)
    question = recorded_question("armenia-2020", without=("RUS",), runs=200, record=load())
    again: Answer = answer(question, own=read)
    assert again.response == found.response


BAD = {
    "unknown": (entry("common-shok", 1.0), "the model has no assumption 'common-shok'"),
    "below": (entry("common-shock", 1.0, low=-1.0), "common-shock is out of range"),
    "above": (entry("common-shock", 1.0, high=99.0), "common-shock is out of range"),
    "order": (entry("common-shock", 3.0, low=4.0, high=5.0), "low <= value <= high"),
    "nan": (entry("common-shock", float("nan")), "low <= value <= high"),
    "inf": (entry("common-shock", 1.0, high=float("inf")), "low <= value <= high"),
    "unit": (entry("common-shock", 1.0, unit="per cent"), "the unit of common-shock is 'log odds'"),
    "field": (entry("common-shock", 1.0) + 'extra = "x"\n', "unknown field `extra`"),
    "no table": ("common-shock = 3\n", "Expected `object`"),
    "no TOML": ("[common-shock\n", "this is not valid TOML"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("lang", ["en", "de"])
def test_a_table_that_does_not_fit_is_one_message(name, lang, tmp_path, capsys):
    text, says = BAD[name]
    code, out, err = call(
        capsys, "invoke", "kazakhstan-2022", "--assumptions", str(table(tmp_path, text)), "--lang", lang
    )
    assert (code, out) == (2, "")
    assert "mine.toml" in err and "Traceback" not in err
    if lang == "en":
        assert says in err
        assert err.count("next:") <= 1


@pytest.mark.parametrize("model", ['model = "calls-0"\n', 'model = "base-rates-1"\n', "", "model = 1\n"])
def test_a_table_for_another_model_is_refused(model, tmp_path, capsys):
    path = table(tmp_path, entry("common-shock", 1.0), model=model)
    code, out, err = call(capsys, "invoke", "kazakhstan-2022", "--assumptions", str(path))
    assert (code, out) == (2, "")
    assert "is not made for the model 'calls-3'" in err


@pytest.mark.parametrize("path", ["/nowhere.toml", "/", "/dev/null", ""])
def test_what_is_no_file_is_refused(path, capsys):
    code, _, err = call(capsys, "invoke", "kazakhstan-2022", "--assumptions", path, "--runs", "100")
    assert code == 2, err
    assert "Traceback" not in err


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_are_more_than_refused(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("any") / "mine.toml"
    path.write_bytes(data)
    speaks = model_named()
    with contextlib.suppress(QueryError):
        own_assumptions(path, speaks.assumptions, speaks.version)
