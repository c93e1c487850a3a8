"""The page on crises and sweeps: its first command and its Python run, their output compared, its sweep read."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from itertools import pairwise
from pathlib import Path

from command_line import call
from foedus.crisis.sweep.spec import factors, read_spec

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FIGURE = re.compile(r"\d+([.,]\d+)*|\N{EN DASH}")


def test_the_page_says_what_happens(capsys, tmp_path):
    blocks = BLOCK.findall((DOCS / "how-to" / "crises-and-sweeps.md").read_text("utf-8"))
    (_, command), (_, told) = blocks[:2]
    # Figures move with every new fact of the record: here the words are compared, and that there are figures.
    said, shown = (
        FIGURE.sub("0", " ".join(text.split())) for text in (call(capsys, *shlex.split(command)[1:])[1], told)
    )
    assert said == shown and shown.count("0") > 30
    code, printed = next((a[1], b[1]) for a, b in pairwise(blocks) if a[0] == "python")
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(code, {})  # noqa: S102
    assert out.getvalue() == printed
    (tmp_path / "s.toml").write_text(next(text for kind, text in blocks if kind == "toml"), "utf-8")
    assert len(factors(read_spec(tmp_path / "s.toml"))) > 10


def test_the_page_of_the_sweep_is_of_the_sweep_that_ships():
    spec = read_spec(DOCS / "reference" / "sweep.toml")
    page = (DOCS / "reference" / "sweep.md").read_text("utf-8")
    assert spec.case in page and f"with {spec.samples} base samples" in page
    for picture in re.findall(r"\]\((sweep-[\w-]+\.svg)\)", page):
        assert (DOCS / "reference" / picture).is_file()
