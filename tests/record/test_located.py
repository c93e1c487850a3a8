"""A finding of the audit says in which file and on which line the entry stands that it names."""

from __future__ import annotations

import shutil

import pytest
from small_files import FILES, damage, line_of

from command_line import call
from foedus.record.audit import audit
from foedus.record.load import DATA
from foedus.record.located import located

ALL, CASES, THREATS, SRCS = "alliances/test.toml", "invocations/a.toml", "threats/a.toml", "sources/a.toml"
PLACES = [
    # finding, file, text and which line that holds it
    ("alliances[TEST]: the memberships of ARM overlap", ALL, 'id = "TEST"', 1),
    ("alliances[TEST].members[KAZ]: ends", ALL, "[[members]]", 2),
    ("alliances[TEST].members[ARM].state: no", ALL, 'state = "ARM"', 1),
    ("alliances[TEST].forces[force]: no source", ALL, "[[forces]]", 1),
    ("alliances[TEST].forces[force].strength[1]: a report", ALL, "[[forces.strength]]", 2),
    ("alliances[TEST].founded: no", ALL, "founded =", 1),
    ("invocations[TEST-2000-ARM].by: no", CASES, "by =", 1),
    ("invocations[TEST-2000-ARM]: say where", CASES, "id =", 1),
    ("invocations[TEST-2000-ARM].response: decided", CASES, "[response]", 1),
    ("threats[two].source_state: no", THREATS, "source_state =", 2),
    ("threats[one]: no source", THREATS, "[[threats]]", 1),
    ("sources[b-source]: cited nowhere", SRCS, "[b-source]", 1),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize(("finding", "name", "text", "nth"), PLACES, ids=[p[0] for p in PLACES])
def test_a_finding_is_found_again_in_the_files(folder, finding, name, text, nth):
    path = folder / name
    assert located([finding], folder) == [f"{path}:{line_of(path, text, nth)}: {finding}"]


@pytest.mark.parametrize(
    "finding", ["rules of X: two readings", "alliances[GONE]: x", "occasions: x", "sources[nothing]: x"]
)
def test_what_cannot_be_found_stays_as_it_is(folder, finding):
    assert located([finding], folder) == [finding]


def test_a_contradictory_record_is_told_with_file_line_and_what_to_do(tmp_path, capsys):
    copy = shutil.copytree(DATA, tmp_path / "data")
    path = copy / "invocations" / "csto-2022-kaz.toml"
    damage(path, 'by = "KAZ"', 'by = "QQQ"')
    (finding, *_) = [f for f in audit(copy) if "QQQ" in f]
    code, out, _ = call(capsys, "record", "audit", str(copy))
    assert code == 1
    assert f"{path}:{line_of(path, 'by = ')}: {finding}" in out.splitlines()
