"""A crisis on disk: killed and gone on with to the same bytes; refused where it is another; nothing half-written."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from foedus.crisis import folder as on_disk
from foedus.crisis.folder import CrisisFolder
from foedus.crisis.plan import plan_of
from foedus.crisis.run import crisis
from foedus.ground.errors import QueryError

SOURCE = Path(__file__).parents[2] / "src"
#: Lets a crisis unfold and is killed by the system after two stretches of runs.
KILLED = """
import os, signal, sys
from pathlib import Path
from foedus.crisis.folder import CrisisFolder
from foedus.crisis.plan import plan_of
from foedus.crisis.run import crisis

def told(runs):
    if runs >= 600:
        os.kill(os.getpid(), signal.SIGKILL)

plan = plan_of("kazakhstan-2022", runs=1000, days=4)
crisis(plan, CrisisFolder(Path(sys.argv[1]), plan, paths=True, stretch=300), threads=2, told=told, patience=0)
"""


def asked(runs=1000, **more):
    return plan_of("kazakhstan-2022", runs=runs, days=4, **more)


def files(path: Path) -> dict[str, bytes]:
    return {str(file.relative_to(path)): file.read_bytes() for file in sorted(path.rglob("*")) if file.is_file()}


def test_killed_half_way_it_goes_on_to_the_same_bytes(tmp_path):
    plan = asked()
    whole = crisis(plan, CrisisFolder(tmp_path / "whole", plan, paths=True, stretch=300))
    env = {k: v for k, v in os.environ.items() if not k.startswith("COV")} | {"PYTHONPATH": str(SOURCE)}
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "torn")], env=env, timeout=120)
    assert done.returncode == -9
    left = files(tmp_path / "torn")
    assert "so-far.npz" in left and "crisis.nc" not in left
    runs = []
    crisis(plan, CrisisFolder(tmp_path / "torn", plan, paths=True, stretch=300), told=runs.append)
    assert 0 < runs[0] < 1000, "it went on where it had stopped"
    assert files(tmp_path / "torn") == files(tmp_path / "whole")
    again = crisis(plan, CrisisFolder(tmp_path / "whole", plan, paths=True, stretch=300))
    assert again.as_dict() == whole.as_dict()


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"seed": 2}, "its seed is 0, not 2"),
        ({"runs": 900}, "its runs is 1000, not 900"),
        ({"without": ("RUS",)}, "its without is -, not RUS"),
    ],
)
def test_a_folder_of_another_crisis_is_refused(tmp_path, other, said):
    CrisisFolder(tmp_path / "c", asked())
    with pytest.raises(QueryError, match=said):
        CrisisFolder(tmp_path / "c", asked(**other))


def test_a_folder_of_another_version_is_refused(tmp_path, monkeypatch):
    CrisisFolder(tmp_path / "c", asked())
    monkeypatch.setattr("foedus.crisis.plan.__version__", "9.9")
    with pytest.raises(QueryError, match=r"its version is .*, not 9\.9"):
        CrisisFolder(tmp_path / "c", asked())


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(QueryError, match="holds other files"):
        CrisisFolder(tmp_path, asked())
    assert files(tmp_path) == {"mine.txt": b"mine"}


def test_a_full_disk_is_seen_before_any_work(tmp_path, monkeypatch):
    monkeypatch.setattr(on_disk.shutil, "disk_usage", lambda path: SimpleNamespace(free=1_000_000))
    with pytest.raises(QueryError, match="cannot be written") as error:
        CrisisFolder(tmp_path / "c", asked())
    assert error.value.why == "No space left on device"
    assert files(tmp_path / "c") == {}


def test_a_disk_that_fills_half_way_loses_nothing_that_was_kept(tmp_path, monkeypatch):
    plan, written = asked(), []

    def full(path, content):
        if path.name == "so-far.npz" and written:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        written.append(path.name)
        return write(path, content)

    write = on_disk.write_whole
    folder = CrisisFolder(tmp_path / "c", plan, stretch=300)
    monkeypatch.setattr(on_disk, "write_whole", full)
    with pytest.raises(QueryError, match="cannot be written"):
        crisis(plan, folder, patience=0)
    assert set(files(tmp_path / "c")) == {"asked.json", "so-far.npz"}
    monkeypatch.undo()
    assert crisis(plan, CrisisFolder(tmp_path / "c", plan, stretch=300)).as_dict() == crisis(plan).as_dict()


@pytest.mark.parametrize("name", ["asked.json", "so-far.npz", "crisis.nc"])
def test_a_damaged_file_is_named(tmp_path, name):
    plan = asked(runs=100)
    CrisisFolder(tmp_path, plan)
    (tmp_path / name).write_bytes(b"PK\x03\x04 no")
    with pytest.raises(QueryError, match=f"{name} is damaged"):
        crisis(plan, CrisisFolder(tmp_path, plan))
