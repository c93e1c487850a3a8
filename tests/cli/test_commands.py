"""The command line as a person and as a machine meet it: answers, JSON, errors with exit code 2."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command_line import call
from foedus.cli.run import prepared


def test_show_json_has_the_six_members_and_both_forces(capsys):
    code, out, _ = call(capsys, "show", "CSTO", "--on", "2022-01-07", "--json")
    found = json.loads(out)
    assert code == 0
    assert [m["state"] for m in found["members"]] == ["ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK"]
    strengths = {f["kind"]: f["strength"]["best"] for f in found["forces"]}
    assert strengths["rapid-reaction"] == 20000
    assert strengths["peacekeeping"] == 3600
    for key in ("alliance", "on", "known", "treaties", "organs", "missions", "threats", "measures", "sources"):
        assert key in found


@pytest.mark.parametrize(("day", "count"), [("1998-01-01", 9), ("2010-01-01", 7), ("2022-01-07", 6)])
def test_members_by_day(capsys, day, count):
    _, out, _ = call(capsys, "show", "CSTO", "--on", day, "--json")
    assert len(json.loads(out)["members"]) == count


def test_nato_has_thirty_members_then_and_more_today(capsys):
    _, then, _ = call(capsys, "show", "NATO", "--on", "2022-01-07", "--json")
    _, today, _ = call(capsys, "show", "NATO", "--json")
    assert (len(json.loads(then)["members"]), len(json.loads(today)["members"])) == (30, 32)


def test_the_end_of_the_mission_is_not_known_before_it_was_announced(capsys):
    _, then, _ = call(capsys, "show", "CSTO", "--on", "2022-01-07", "--known", "2022-01-07", "--json")
    _, now, _ = call(capsys, "show", "CSTO", "--on", "2022-01-07", "--json")
    end_then = [m.get("until") for m in json.loads(then)["missions"] if m["host"] == "KAZ"]
    end_now = [m.get("until") for m in json.loads(now)["missions"] if m["host"] == "KAZ"]
    assert end_then == [None]
    assert end_now[0].startswith("2022-01")


def test_invoke_json_keeps_its_contract(capsys):
    code, out, _ = call(capsys, "invoke", "kazakhstan-2022", "--runs", "500", "--json")
    found = json.loads(out)
    assert code == 0
    assert found["as_of"] == {"on": "2022-01-05", "known": "2022-01-05"}
    assert found["ruling"]["owed"] is True
    assert found.get("history") is None
    assert found["model"]["runs"] == 500
    total = sum(kind["p"] for kind in found["response"].values())
    assert total == pytest.approx(1.0, abs=1e-9)
    for kind in found["response"].values():
        assert 0 <= kind["low"] <= kind["high"] <= 1
    assert set(found["contributions"]) == {"ARM", "BLR", "KGZ", "RUS", "TJK"}
    for key in ("decision", "deployment", "similar", "sources"):
        assert key in found


def test_history_only_where_asked_for(capsys):
    _, out, _ = call(capsys, "invoke", "kazakhstan-2022", "--runs", "500", "--history", "--json")
    assert json.loads(out)["history"]["response"] == "troops"


def test_same_seed_same_answer_other_seed_another(capsys):
    _, one, _ = call(capsys, "invoke", "kazakhstan-2022", "--runs", "500", "--json", "--seed", "1")
    _, two, _ = call(capsys, "invoke", "kazakhstan-2022", "--runs", "500", "--json", "--seed", "1")
    _, other, _ = call(capsys, "invoke", "kazakhstan-2022", "--runs", "500", "--json", "--seed", "2")
    assert one == two
    assert one != other


ERRORS = {
    "unknown alliance": (["show", "CTSO"], "did you mean CSTO"),
    "unknown state": (["invoke", "--alliance", "CSTO", "--by", "KAX", "--on", "2022-01-05", "--threat", "coup"], "KAZ"),
    "no member that day": (
        ["invoke", "--alliance", "CSTO", "--by", "UZB", "--on", "2022-01-05", "--threat", "coup"],
        "2006",
    ),
    "a state that did not exist": (
        ["invoke", "--alliance", "CSTO", "--by", "SUN", "--on", "2000-01-05", "--threat", "coup"],
        "did not exist",
    ),
    "before the alliance": (["show", "CSTO", "--on", "1990-01-01"], "did not exist on 1990-01-01"),
    "a date that does not exist": (["show", "CSTO", "--on", "2021-02-29"], "28 days"),
    "a malformed date": (["show", "CSTO", "--on", "7.1.2022"], "YYYY-MM-DD"),
    "an adversary that asks itself": (
        ["invoke", "--alliance", "CSTO", "--by", "ARM", "--on", "2022-01-05", "--threat", "external-attack",
         "--adversary", "ARM"],
        "the state that asks itself",
    ),
    "without everybody": (
        ["invoke", "kazakhstan-2022", *[x for s in ("ARM", "BLR", "KGZ", "RUS", "TJK") for x in ("--without", s)]],
        "nobody is left",
    ),
    "without itself": (["invoke", "kazakhstan-2022", "--without", "KAZ"], "cannot be taken away"),
    "an unknown threat": (
        ["invoke", "--alliance", "CSTO", "--by", "KAZ", "--on", "2022-01-05", "--threat", "unrest"],
        "internal-unrest",
    ),
    "an unknown amendment": (["invoke", "kazakhstan-2022", "--amend", "pre-2011"], "pre-2010"),
    "an unknown case": (["invoke", "kasachstan-2022"], "kazakhstan-2022"),
    "no runs": (["invoke", "kazakhstan-2022", "--runs", "0"], "100 to"),
    "an unknown language": (["show", "CSTO", "--lang", "fr"], "English and German"),
    "an unknown claim set": (["claims", "check", "article-2022"], "article-2022-01-07"),
    "an unknown source": (["record", "cite", "nothing"], "no source"),
    "one alliance compared": (["compare", "CSTO", "CSTO"], "two different"),
    "half a question": (["invoke", "--alliance", "CSTO"], "recorded case"),
    "a folder that is not there": (["record", "audit", "nowhere"], "no folder"),
}  # fmt: skip


@pytest.mark.parametrize("name", ERRORS)
def test_errors_have_exit_code_2_one_message_and_a_way_out(capsys, name):
    arguments, says = ERRORS[name]
    code, out, err = call(capsys, *arguments)
    assert code == 2
    assert says in err
    assert out == ""
    assert "Traceback" not in err


def test_a_damaged_record_file_is_named_with_line_and_field(capsys, tmp_path):
    import shutil

    from foedus.record.load import DATA

    copy = tmp_path / "data"
    shutil.copytree(DATA, copy)
    path = copy / "alliances" / "csto.toml"
    path.write_text(path.read_text("utf-8").replace('state = "KAZ"', "state = 7", 1), "utf-8")
    code, _, err = call(capsys, "record", "audit", str(copy))
    assert code == 2
    assert "csto.toml:" in err
    assert "state" in err
    line = int(err.split("csto.toml:")[1].split(":")[0])
    near = path.read_text("utf-8").splitlines()[line - 1]
    assert "state = 7" in near


def test_a_truncated_table_is_named_with_its_line(capsys, tmp_path):
    import shutil

    from foedus.record.load import DATA

    copy = tmp_path / "data"
    shutil.copytree(DATA, copy)
    path = copy / "states.csv"
    path.write_bytes(path.read_bytes()[:-20])
    code, _, err = call(capsys, "record", "audit", str(copy))
    assert code == 2
    assert "states.csv:" in err


def test_the_audit_of_the_shipped_record_is_clean(capsys):
    code, out, _ = call(capsys, "record", "audit")
    assert (code, out.splitlines()[0][:19]) == (0, "the record is clean")


@pytest.mark.parametrize("lang", ["en", "de"])
def test_terminal_views_tell_the_answer_first(capsys, lang):
    for arguments in (
        ["show", "CSTO", "--on", "2022-01-07"],
        ["show", "WARSAW-PACT", "--on", "1995-01-01"],
        ["compare", "CSTO", "NATO", "--on", "2022-01-07", "--without", "RUS"],
        ["invoke", "kazakhstan-2022", "--runs", "500", "--history"],
        ["cases", "--alliance", "CSTO"],
        ["amendments", "CSTO"],
        ["claims", "check", "article-2022-01-07"],
        ["record", "audit"],
    ):
        code, out, err = call(capsys, *arguments, "--lang", lang)
        assert code == 0, err
        assert out.strip()
        assert "$" not in out.splitlines()[0].replace("US$", "")


def test_every_json_output_is_json(capsys):
    for arguments in (
        ["compare", "CSTO", "NATO", "--on", "2022-01-07"],
        ["cases"],
        ["amendments", "NATO"],
        ["claims", "check", "article-2022-01-07"],
        ["record", "cite"],
        ["record", "export"],
    ):
        extra = [] if arguments == ["record", "export"] else ["--json"]
        code, out, _ = call(capsys, *arguments, *extra)
        assert code == 0
        assert json.loads(out)


def test_help_page_is_what_the_command_line_says(capsys, monkeypatch):
    import foedus.cli

    monkeypatch.setenv("COLUMNS", "80")
    kept = (Path(foedus.cli.__file__).parent / "help.txt").read_text("utf-8")
    assert kept == call(capsys, "--help")[1]


def test_the_entry_point_answers_help_and_version_without_the_command_line(capsys, monkeypatch):
    import sys

    from foedus.__main__ import main

    for arguments, says in ((["--help"], "Usage"), (["--version"], "foedus 0."), (["--version"], "record ")):
        monkeypatch.setattr(sys, "argv", ["foedus", *arguments])
        main()
        assert says in capsys.readouterr().out
    monkeypatch.setattr(sys, "argv", ["foedus", "claims", "list"])
    with pytest.raises(SystemExit):
        main()
    assert "article-2022-01-07" in capsys.readouterr().out


def test_html_without_a_file_gets_a_safe_name():
    assert prepared(["invoke", "kazakhstan-2022", "--html"])[-1] == "foedus-kazakhstan-2022.html"
    assert prepared(["brief", "../x", "--md", "--json"]) == ["brief", "../x", "--md", "foedus----x.md", "--json"]
    assert prepared(["invoke", "x", "--html", "a.html"]) == ["invoke", "x", "--html", "a.html"]


def test_a_brief_is_written_whole_and_said_on_stderr(capsys, tmp_path):
    path = tmp_path / "out" / "brief.html"
    code, _, err = call(capsys, "brief", "CSTO", "--on", "2022-01-07", "--lang", "de", "--html", str(path))
    assert code == 0
    assert str(path) in err
    assert path.read_text("utf-8").startswith("<!DOCTYPE html>")
    blocked = tmp_path / "file"
    blocked.write_text("x")
    code, _, err = call(capsys, "brief", "CSTO", "--on", "2022-01-07", "--html", str(blocked / "brief.html"))
    assert code == 2
    assert "cannot be written" in err


def test_a_brief_can_be_markdown_or_json(capsys):
    code, out, _ = call(capsys, "brief", "CSTO", "--on", "2022-01-07")
    assert code == 0
    assert out.startswith("# ")
    code, out, _ = call(capsys, "brief", "CSTO", "--on", "2022-01-07", "--json")
    assert json.loads(out)["title"]
