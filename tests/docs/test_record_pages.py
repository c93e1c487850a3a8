"""The pages on taking the record along and on disputing a fact: their commands run, their query answers."""

from __future__ import annotations

import re
import shlex
import shutil
import sqlite3
from pathlib import Path

from command_line import call
from foedus.record.interchange.rows import shipped_rows
from foedus.record.load import DATA

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"
ALONG, DISPUTE = ((HOW_TO / name).read_text("utf-8") for name in ("take-the-record-along.md", "dispute-a-fact.md"))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def commands(page: str) -> list[list[str]]:
    lines = [line for kind, text in BLOCK.findall(page) if kind == "sh" for line in text.splitlines()]
    return [shlex.split(line, comments=True)[1:] for line in lines if line.startswith("foedus ")]


def test_what_the_page_on_taking_along_says_is_so(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ran = 0
    for number, words in enumerate(commands(ALONG)):
        if "--answers" in words:
            continue  # asks every recorded call twice; tests/record/test_diff.py asks a few
        words = words[: words.index(">")] if ">" in words else words
        words = [f"folder-{number}" if word == "FOLDER" else word for word in words]
        if "record-1.zip" in words:
            shutil.copy("record.zip", "record-1.zip")
        code, out, err = call(capsys, *words)
        assert code == 0 and out.strip(), (words, err)
        ran += 1
    assert ran >= 9
    (query,) = (text for kind, text in BLOCK.findall(ALONG) if kind == "sql")
    with sqlite3.connect("record.sqlite") as db:
        found = {state for (state,) in db.execute(query)}
    db.close()
    assert found == {"ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK"}


def test_the_page_on_disputes_names_entries_that_are_there(capsys, tmp_path, monkeypatch):
    there = {row["entry"] for row in shipped_rows()["entries"]}
    named = re.findall(r"`((?:alliances|invocations|threats|conflicts)/[^`]+)`", DISPUTE)
    assert len(named) >= 3 and set(named) <= there
    monkeypatch.chdir(tmp_path)
    shutil.copytree(DATA, "FOLDER")
    for words in commands(DISPUTE):
        words = [word for word in words if word != "--answers"]
        assert call(capsys, *words)[0] == 0, words
