"""Standard output as it may be: any encoding, a reader who has gone, a full disk, none at all; never a traceback."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from command_line import call
from foedus.cli.run import run
from foedus.cli.stream import plain, prepare

ENCODINGS = ("cp1252", "cp850", "latin-1", "ascii", "utf-8")
COMMANDS = {
    "show": ["show", "NATO", "--lang", "de"],
    "show-json": ["show", "NATO", "--json"],
    "compare": ["compare", "OVKS", "NATO", "--on", "2022-01-07", "--lang", "de"],
    "invoke": ["invoke", "kazakhstan-2022", "--runs", "200", "--history", "--lang", "de"],
    "invoke-json": ["invoke", "kazakhstan-2022", "--runs", "200", "--json"],
    "brief": ["brief", "CSTO", "--on", "2022-01-07", "--lang", "de"],
    "brief-json": ["brief", "CSTO", "--on", "2022-01-07", "--json"],
    "cases": ["cases", "--lang", "de"],
    "claims": ["claims", "check", "article-2022-01-07", "--lang", "de"],
    "amendments": ["amendments", "CSTO", "--lang", "de"],
    "cite": ["record", "cite"],
    "export": ["record", "export"],
    "vulnerability": ["vulnerability", "CSTO", "--without", "RUS", "--on", "2022-01-07", "--lang", "de"],
    "power": ["power", "CSTO", "--lang", "de"],
    "burden": ["burden", "NATO", "--on", "2022-01-07", "--lang", "de"],
    "reliability": ["reliability", "CSTO", "--lang", "de"],
    "years": ["years", "CSTO", "--from", "2018", "--lang", "de"],
    "data": ["data", "list", "--lang", "de"],
    "sources": ["sources", "--lang", "de"],
    "help": ["--help", "--lang", "de"],
    "error": ["show", "Türkei", "--lang", "de"],
}
#: What machines and editors read.
UTF8 = ("show-json", "invoke-json", "brief", "brief-json", "export")


def printed(monkeypatch, encoding: str, arguments: list[str]) -> tuple[int, bytes, bytes]:
    """Run a command on a terminal of an encoding; returns exit code and the bytes of both streams."""
    raw, errors = io.BytesIO(), io.BytesIO()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding))
        patch.setattr(sys, "stderr", io.TextIOWrapper(errors, encoding=encoding))
        with pytest.raises(SystemExit) as stop:
            run(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
        found = raw.getvalue(), errors.getvalue()
    return int(stop.value.code or 0), *found


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_prints_on_every_terminal(monkeypatch, encoding, name):
    code, out, err = printed(monkeypatch, encoding, COMMANDS[name])
    assert code == (2 if name == "error" else 0), err
    if name in UTF8:
        text = out.decode("utf-8")
        assert "ü" in text or "é" in text or "\u2013" in text
        if name.endswith(("json", "export")):
            assert json.loads(text)
        return
    # A help page goes through Typer, which takes a terminal that says it knows ASCII only for one that knows UTF-8.
    told = (err if name == "error" else out).decode("utf-8" if (name, encoding) == ("help", "ascii") else encoding)
    assert (
        told.strip()
        and "?" not in re.sub(r"https?://\S+", "", told.split("\n")[0]).removeprefix("foedus: ").split("ruft?")[0]
    )


def test_what_a_terminal_cannot_show_becomes_what_it_can():
    prepare()
    assert "62\u00a0% – „Größe“ é Ł\u2060".encode("ascii", "foedus.plain") == b'62 % - "Groesse" e ?'
    with pytest.raises(UnicodeDecodeError):
        plain(UnicodeDecodeError("ascii", b"x", 0, 1, "why"))


def shell(line: str, **env: str) -> tuple[int, str]:
    """Run a line of shell with `foedus` in it; returns the exit code of foedus and what it said on standard error."""
    python = f"{sys.executable} -m foedus"
    script = f"set -o pipefail; {line.replace('foedus', python, 1)}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, env=os.environ | env, check=False)
    return done.returncode, done.stderr.decode("utf-8", "replace")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ("foedus --help > /dev/full", 1, "space"),
        ("foedus --version > /dev/full", 1, "space"),
        ("foedus cases > /dev/full", 1, "space"),
        ("foedus show CSTO --json > /dev/full", 1, "space"),
        ("foedus record export > /dev/full", 1, "space"),
        ("foedus cases >&-", 1, "closed"),
        ("foedus --help >&-", 1, "closed"),
        ("foedus --help | true", 0, ""),
        ("foedus record export | head -c 10", 0, ""),
        ("foedus cases 2>&- | head -1", 0, ""),
        ("foedus show nothing 2>/dev/full", 2, ""),
    ],
)
def test_output_that_fails_is_one_line_and_the_right_exit_code(line, code, says):
    found, err = shell(line)
    assert found == code
    assert "Traceback" not in err and "Exception ignored" not in err
    assert says in err and len(err.splitlines()) == bool(says)


@pytest.mark.parametrize("locale", [{"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "cp1252"}])
def test_a_real_terminal_of_another_encoding_is_served(locale):
    assert shell("foedus show Türkei --lang de", **locale)[0] == 2
    assert shell("foedus cases CSTO --lang de > /dev/null", **locale)[0] == 0


@pytest.mark.parametrize("ending", ["parquet", "csv", "arrow", "dta"])
def test_tables_follow_links_keep_modes_and_go_through_pipes(tmp_path, capsys, ending):
    goal, link, pipe = (tmp_path / f"{name}.{ending}" for name in ("goal", "link", "pipe"))
    link.symlink_to(goal)
    goal.write_text("old")
    goal.chmod(0o600)
    asked = ["years", "CSTO", "--from", "2015", "--to", "2016", "--out"]
    assert call(capsys, *asked, str(link))[0] == 0
    assert link.is_symlink() and goal.stat().st_mode & 0o777 == 0o600 and goal.stat().st_size > 100
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    assert call(capsys, *asked, str(pipe))[0] == 0
    reader.join(20)
    assert pipe.is_fifo() and len(read[0]) > 100
    if ending == "csv":
        assert read[0] == goal.read_bytes()
