"""What `foedus record diff` prints of two records that differ in a few facts, and of the answers that move."""

from __future__ import annotations

import shutil

import pytest

from command_line import call
from foedus.record.load import DATA


@pytest.mark.parametrize(("lang", "words"), [("en", "changed"), ("de", "geändert")])
def test_facts_and_answers_that_differ_are_told_line_by_line(capsys, tmp_path, lang, words):
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    case = folder / "invocations" / "gcc-2011-bhr.toml"

    text = case.read_text("utf-8")
    case.write_text(text.replace('kind = "troops"', 'kind = "statement"', 1), "utf-8")
    code, out, err = call(capsys, "record", "diff", str(folder), "--lang", lang)
    assert code == 0, err
    assert "invocations" in out and "statement -> troops" in out and words in out
