"""The command of sweeps: what it prints, writes and refuses; the cluster itself is tested with the sweeps."""

from __future__ import annotations

import json
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from command_line import call
from foedus.crisis.sweep import cluster as clusters

SPEC = """case = "kazakhstan-2022"
method = "sobol"
samples = 2
answers = ["troops", "restored"]
assumptions = ["common-shock", "order"]
runs = 100
days = 5
[framings]
threat = ["", "coup"]
[procedures]
procedure = ["", "each-for-itself"]
"""


class Here:
    """A client that works in this process."""

    def map(self, work, specs, batches, **_):
        return [
            SimpleNamespace(key=str(i), found=work(*pair)) for i, pair in enumerate(zip(specs, batches, strict=True))
        ]

    def scheduler_info(self):
        return {"workers": {"here": None}}


@pytest.fixture
def spec(tmp_path, monkeypatch):
    @contextmanager
    def here(workers, scheduler=""):
        yield Here()

    monkeypatch.setattr(clusters, "cluster", here)
    finished = SimpleNamespace(as_completed=lambda futures, with_results: [(f, f.found) for f in futures])
    monkeypatch.setattr(clusters, "_distributed", lambda: finished)
    (tmp_path / "s.toml").write_text(SPEC)
    return str(tmp_path / "s.toml")


def test_it_says_where_the_answer_stands_and_what_moves_it(capsys, spec, tmp_path):
    code, out, err = call(capsys, "sweep", spec, "--md", str(tmp_path / "d" / "p.md"), "--figures", str(tmp_path / "f"))
    assert code == 0 and "It moves most with: how the alliance decides (" in " ".join(out.split()).replace("\xa0", " ")
    assert err.count("written") >= 6
    page = (tmp_path / "d" / "p.md").read_text("utf-8")
    assert "](p-troops.svg)" in page and (tmp_path / "d" / "p-troops.svg").is_file()
    assert "not known at some points" in page, "of a coup no ground is known"
    assert "Spread over a hundred machines" in page and "```" not in page
    rows = (tmp_path / "f" / "sweep-troops.csv").read_text().splitlines()
    assert rows[0] == "factor,kind,end,answer" and len(rows) == 1 + 2 + 2 + 1 + 1


def test_json_holds_every_factor_and_german_is_german(capsys, spec):
    told = json.loads(call(capsys, "sweep", spec, "--json")[1])
    assert told["answers"]["restored"]["factors"]["order"]["effect"] is None
    assert set(told["answers"]["troops"]["factors"]) == {"common-shock", "order", "threat", "procedure"}
    assert told["effort"]["workers"] == 1
    code, out, _ = call(capsys, "sweep", spec, "--lang", "de")
    assert code == 0 and "Wie die Frage steht" in out and "jeder für sich" in out


def test_what_does_not_fit_is_one_message(capsys, spec, tmp_path):
    code, out, err = call(capsys, "sweep", spec, "--scheduler", "tcp://127.0.0.1:1", "--workers", "2")
    assert (code, out) == (2, "") and "do not go together" in err
    (tmp_path / "bad.toml").write_text(SPEC.replace('"order"', '"ordr"'))
    code, out, err = call(capsys, "sweep", str(tmp_path / "bad.toml"))
    assert (code, out) == (2, "") and "there is no assumption 'ordr'" in err and "did you mean order" in err
