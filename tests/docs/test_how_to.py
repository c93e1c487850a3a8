"""The page on tables of one's own: its files written, its commands run, its Python executed, its output compared."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from pathlib import Path

import pytest

from command_line import call
from foedus.datasets import store
from foedus.datasets.catalogue import get_table
from foedus.panel import system

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "join-your-own-table.md"
BLOCK = re.compile(r"^```(\w+)[ ]?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.data
def test_the_page_says_what_happens(files, capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDUS_DATA_HOME", str(tmp_path / "store"))
    store.add(files[get_table("cow-system.spells").file])
    system._state_years.cache_clear()
    monkeypatch.chdir(tmp_path)
    said, compared = "", 0
    for kind, name, text in BLOCK.findall(PAGE.read_text("utf-8")):
        if kind == "csv":
            Path(name).write_text(text, "utf-8")
        elif kind == "sh":
            _, out, err = call(capsys, *shlex.split(text)[1:])
            said = out + err
        elif kind == "python":
            with contextlib.redirect_stdout(io.StringIO()) as printed:
                exec(text, {})  # noqa: S102
            said = printed.getvalue()
        elif kind == "text":
            for line in text.splitlines():
                assert plain(line) in plain(said), f"{line!r} is not in:\n{said}"
                compared += 1
    assert compared > 15
    system._state_years.cache_clear()
