"""Threads that meet a type for the first time at once: without the gate they end the process."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import foedus

SOURCE = Path(foedus.__file__).parent
#: Forty types that nobody has met, each met by four threads at once; without the gate the first few end the process.
MEETING = """
import sys, threading
from msgspec import defstruct
from foedus.ground.gate import typed, typed_json
sys.setswitchinterval(1e-6)
for n in range(40):
    inner = defstruct("Inner", [(f"f{i}", "int", 0) for i in range(30)], namespace={"__module__": "builtins"})
    outer = defstruct("Outer", [("a", tuple[inner, ...]), ("b", dict[str, inner], {})])
    together = threading.Barrier(4)

    def meet(number):
        together.wait()
        met = typed_json(b'{"a": [{"f0": 1}]}', outer) if number % 2 else typed({"a": [{"f0": 1}]}, outer)
        assert met.a[0].f0 == 1

    threads = [threading.Thread(target=meet, args=(i,)) for i in range(4)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
print("alive")
"""


def test_threads_that_meet_a_type_at_once_live():
    env = {**os.environ, "PYTHONPATH": str(SOURCE.parent)}
    done = subprocess.run(
        [sys.executable, "-c", MEETING], capture_output=True, text=True, env=env, timeout=60, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "alive\n", "")


def test_nothing_goes_around_the_gate():
    around = []
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or path == SOURCE / "ground" / "gate.py":
                continue
            called = ast.unparse(node.func)
            typed = any(word.arg == "type" for word in node.keywords)
            if called.endswith("msgspec.convert") or (called.endswith(("json.decode", "json.Decoder")) and typed):
                around.append(f"{path.relative_to(SOURCE)}:{node.lineno}")
    assert around == [], "use typed or typed_json of foedus.ground.gate"
