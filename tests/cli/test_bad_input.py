"""Every command, every kind of bad input, every setting: one message and exit code 2, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from command_line import call
from foedus.record import load as loading

#: Of each command what a person may get wrong.
BAD = [
    ["show"], ["show", ""], ["show", "Narnia"], ["show", "CSTO", "--on", "yesterday"], ["show", "CSTO", "--on", "0000-01-01"],
    ["show", "CSTO", "--known", "1700-01-01"], ["show", "CSTO", "--on", "9" * 5000], ["show", "\x00\x1b[31m"],
    ["show", "CSTO", "--lang", "tlh"], ["show", "CSTO", "extra"], ["compare", "CSTO"], ["compare", "CSTO", "Narnia"],
    ["compare", "CSTO", "NATO", "--without", "Narnia"], ["compare", "CSTO", "NATO", "--without", "JPN"],
    ["invoke"], ["invoke", "nothing"], ["invoke", "--by", "KAZ"], ["invoke", "kazakhstan-2022", "--runs", "-1"],
    ["invoke", "kazakhstan-2022", "--runs", "1e9"], ["invoke", "kazakhstan-2022", "--seed", "-1"],
    ["invoke", "kazakhstan-2022", "--amend", "x"], ["invoke", "kazakhstan-2022", "--without", "KAZ"],
    ["invoke", "kazakhstan-2022", "--runs", "9" * 5000], ["brief", "Narnia"], ["brief", "CSTO", "--on", "2022-02-30"],
    ["cases", "Narnia"], ["cases", "--alliance", "Narnia"], ["amendments", "Narnia"], ["amendments"],
    ["claims", "check", "nothing"], ["claims", "check", "/nowhere.toml"], ["claims", "nothing"], ["claims"],
    ["record", "audit", "/nowhere"], ["record", "cite", "nothing"], ["record"], ["record", "cite", "cst-1992", "nothing"],
    ["record", "cite", "--format", "ris"], ["record", "export", "/"], ["record", "diff"],
    ["record", "diff", "/nowhere"], ["record", "diff", "/dev/null"], ["record", "diff", "shipped", "shipped", "x"],
    ["record", "diff", "shipped", "shipped", "--answers", "--runs", "0"],
    ["record", "export", "/dev/null/x"], ["record", "export", "x", "--format", "xls"], ["vulnerability", "Narnia"],
    ["vulnerability", "CSTO", "--gamma", "-1"], ["vulnerability", "CSTO", "--gamma", "nan"],
    ["vulnerability", "CSTO", "--attacker", "Narnia"], ["power", "Narnia"], ["power", "CSTO", "--organ", "x"],
    ["power", "CSTO", "--procedure", "x"], ["power", "CSTO", "--party", "Narnia"], ["burden", "Narnia"],
    ["reliability", "CSTO", "--coding", "x"], ["years", "CSTO"], ["years", "CSTO", "--from", "x"],
    ["years", "CSTO", "--from", "2020", "--to", "2010"], ["years", "CSTO", "--from", "1900", "--to", "1910"],
    ["years", "CSTO", "--from", "2010", "--resource", "x"], ["years", "CSTO", "--from", "2010", "--series", "x"],
    ["years", "CSTO", "--from", "2010", "--out", "x.xyz"], ["dyads", "--from", "1700"], ["dyads", "--with", "nothing"],
    ["dyads", "--system", "x"], ["dyads", "--out", "x.xyz"], ["state-years", "--to", "3000"], ["alliance-years", "--with", "x"],
    ["allies-in-conflict", "--conflicts", "x"], ["data", "show", "nothing"], ["data", "list", "--topic", "x"],
    ["data", "add", "/nowhere"], ["data", "fetch", "nothing"], ["data"], ["nonsense"], ["--nonsense"],
    ["invoke", "kazakhstan-2022", "--assumptions", "/nowhere.toml"], ["evidence", "log"], ["evidence", "log", "list", "--log", "/"],
    ["evidence", "log", "add", "/nowhere.toml", "--log", "/nowhere/log"], ["evidence", "log", "settle", "x"],
    ["evidence", "check", "--simulations", "-1"], ["evidence", "fit", "--since", "2020"], ["evidence", "cases", "--html", "/"],
    ["brief", "CSTO", "--html", "/dev/null/x/y.html"], ["brief", "CSTO", "--md", "/"],
]  # fmt: skip
#: Settings of the environment under which the same holds.
SETTINGS = {
    "none": {}, "German": {"FOEDUS_LANG": "de"}, "no such language": {"FOEDUS_LANG": "x"}, "C": {"LC_ALL": "C"},
    "narrow": {"COLUMNS": "1"}, "wide": {"COLUMNS": "100000"}, "no colour": {"NO_COLOR": "1"}, "colour": {"FORCE_COLOR": "1"},
    "dumb": {"TERM": "dumb"}, "cp1252": {"PYTHONIOENCODING": "cp1252"}, "no home": {"HOME": "/nonexistent"},
    "no cache": {"FOEDUS_CACHE": "/dev/null"},
}  # fmt: skip


#: Under these every command is tried, under the others every seventh.
FULLY = ("none", "German")


@pytest.mark.parametrize(
    ("setting", "arguments"),
    [(s, a) for n, s in enumerate(SETTINGS) for m, a in enumerate(BAD) if s in FULLY or (n + m) % 7 == 0],
    ids=lambda v: v if isinstance(v, str) else " ".join(v)[:40].replace("\x00", "0"),
)
def test_bad_input_is_one_message(capsys, monkeypatch, arguments, setting):
    for name, value in SETTINGS[setting].items():
        monkeypatch.setenv(name, value)
    code, out, err = call(capsys, *arguments)
    assert code == 2, (out, err)
    assert out == "" or arguments[:2] == ["data", "add"]  # which counts what it took and refused
    assert err.strip() and "Traceback" not in err
    assert "\x1b" not in err and "\x00" not in err


@pytest.mark.parametrize("setting", SETTINGS)
def test_good_input_is_answered_under_every_setting(setting):
    env = {k: v for k, v in os.environ.items() if k not in ("FOEDUS_LANG", "FOEDUS_CACHE")} | SETTINGS[setting]
    done = subprocess.run([sys.executable, "-m", "foedus", "show", "CSTO"], env=env, capture_output=True, check=False)
    assert done.returncode == (2 if setting == "no such language" else 0), done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["show", "CSTO"], ["reliability", "CSTO"], ["data", "list"], ["data", "where"]])
def test_a_user_without_home_and_name_is_answered(capsys, monkeypatch, arguments):
    """As in a container that runs under a number: no HOME, no entry in the list of users."""
    pwd = pytest.importorskip("pwd")

    def nobody(number: int) -> None:
        raise KeyError(number)

    for name in ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "FOEDUS_CACHE", "FOEDUS_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    loading.load.cache_clear()
    code, out, err = call(capsys, *arguments)
    assert code == 0, err
    assert out.strip()
