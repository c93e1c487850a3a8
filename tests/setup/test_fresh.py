"""The set-up from nothing, as the README has it, on the worst days: the oldest pip, newer releases of all at hand.

These tests ask the package index for what the locks name, so they run only where asked for: `make fresh`.
FRESH_PYTHONS names interpreters to try beside the one that runs the tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from every_command import check, every_command
from every_command import run as run_command
from locks import ALL, DEMO, ROOT, pins, version_of, wanted

pytestmark = pytest.mark.fresh

#: The oldest pip that each Python brings with it: 3.11.0, 3.12.0 and 3.13.0.
OLDEST_PIP = {"3.11": "22.3", "3.12": "23.2.1", "3.13": "24.2"}
PYTHON = Path(sys.base_prefix, "bin", "python3")
PYTHONS = [str(PYTHON), *os.environ.get("FRESH_PYTHONS", "").split()]


@pytest.fixture(scope="module")
def newer(tmp_path_factory) -> Path:
    """A folder with a release 9999 of every pinned package; each breaks what imports it."""
    folder = tmp_path_factory.mktemp("newer")
    subprocess.run([sys.executable, ROOT / "tools" / "newer_releases.py", folder], check=True, capture_output=True)
    assert len(list(folder.iterdir())) == len(pins(ALL))
    return folder


@pytest.fixture
def checkout(tmp_path) -> Path:
    """A copy of what is under version control (and of what is about to be) in a folder of its own."""
    listed = subprocess.run(
        ["git", "ls-files", "-zco", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            target = tmp_path / "foedus" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target)
    return tmp_path / "foedus"


def call(folder: Path, *words: str | Path, **more: str) -> str:
    """Run a command in a clean environment and give what it said; it must succeed."""
    kept = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith(("PYTHON", "COV", "MAKE", "MFLAGS", "VENV", "PIP_CONSTRAINT"))
    }
    done = subprocess.run([*map(str, words)], cwd=folder, env=kept | more, capture_output=True, text=True, timeout=1500)
    assert done.returncode == 0, f"{words}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


def offering(newer: Path) -> dict[str, str]:
    """The environment in which pip sees the newer releases beside those of the index."""
    return {"PIP_FIND_LINKS": f"{os.environ.get('PIP_FIND_LINKS', '')} {newer}".strip()}


def with_pip(folder: Path, python: str, pip: str) -> str:
    """A virtual environment with this pip; its Python's version, like 3.11."""
    call(folder, python, "-m", "venv", ".venv")
    version = call(folder, python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])").strip()
    asked = ["--upgrade", "pip"] if pip == "newest" else [f"pip=={OLDEST_PIP[version]}"]
    call(folder, ".venv/bin/python", "-m", "pip", "install", *asked)
    return version


def installed(folder: Path) -> dict[str, str]:
    listed = call(folder, ".venv/bin/python", "-m", "pip", "list", "--format", "freeze", "--exclude-editable")
    found = dict(line.split("==") for line in listed.splitlines())
    return {name.lower().replace("_", "-").replace(".", "-"): version for name, version in found.items()}


def exactly(lock: Path, version: str, folder: Path) -> None:
    """What is there is what the lock says for this Python, and nothing else but what a new environment has."""
    here = {n: v for n, v in installed(folder).items() if n not in {"pip", "setuptools", "wheel"} or n in pins(lock)}
    assert here == {n: version_of(pin) for n, pin in pins(lock).items() if wanted(pin, version)}
    assert "No broken requirements" in call(folder, ".venv/bin/python", "-m", "pip", "check")


@pytest.mark.parametrize("pip", ["oldest", "newest"])
@pytest.mark.parametrize("python", PYTHONS)
def test_the_demo_from_nothing_while_everything_has_a_newer_release(python, pip, newer, checkout):
    version = with_pip(checkout, python, pip)
    # That the newer ones can be seen at all: unpinned, pip would take them.
    seen = call(
        checkout, ".venv/bin/python", "-m", "pip", "install", "--dry-run", "--no-deps", "rich", **offering(newer)
    )
    assert "rich-9999" in seen
    told = call(checkout, "make", "demo", f"PYTHON={python}", **offering(newer))
    assert "Kazakhstan" in told
    assert (checkout / "out" / "kazakhstan-2022.html").stat().st_size > 50_000
    exactly(DEMO, version, checkout)
    if pip == "oldest":  # a base installation in earnest: every command answers, or says what is missing
        for number, (extra, command) in enumerate(every_command()):
            folder = checkout / "commands" / str(number)
            folder.mkdir(parents=True)
            check(extra, command, run_command(checkout / ".venv" / "bin" / "python", command, folder))


@pytest.mark.parametrize("python", PYTHONS)
def test_the_tests_from_nothing_with_the_oldest_pip_while_everything_has_a_newer_release(python, newer, checkout):
    version = with_pip(checkout, python, "oldest")
    call(checkout, "make", "test", f"PYTHON={python}", "PYTEST_ARGS=tests/ground", **offering(newer))
    exactly(ALL, version, checkout)


@pytest.mark.parametrize("way", ["checkout", "wheel"])
def test_without_make_a_checkout_or_a_wheel_with_an_extra(way, checkout, tmp_path):
    """Only the versions are held, so that a release of today cannot fail it; the way is the one of install.md."""
    held = tmp_path / "held.txt"
    held.write_text("".join(f"{n}=={version_of(p)}\n" for n, p in pins(ALL).items()), "utf-8")
    call(tmp_path, PYTHON, "-m", "venv", ".venv")
    python = tmp_path / ".venv" / "bin" / "python"
    source = checkout
    if way == "wheel":
        call(
            tmp_path,
            python,
            "-m",
            "pip",
            "wheel",
            "--no-deps",
            "--wheel-dir",
            "dist",
            checkout,
            PIP_CONSTRAINT=str(held),
        )
        (source,) = (tmp_path / "dist").glob("foedus-*.whl")
    call(tmp_path, python, "-m", "pip", "install", f"{source}[tables]", PIP_CONSTRAINT=str(held))
    assert "CSTO-2022-KAZ" in call(tmp_path, python, "-c", "import foedus as fd; print(*fd.cases()['id'])")
    done = run_command(python, "dyads --from 2000", tmp_path)
    check("data", "dyads", done)
    assert f'{python} -m pip install "networkx>=' in done.stderr
