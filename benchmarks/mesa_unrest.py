"""Mesa's civil violence, run by the Python of an environment that has it; prints one line of JSON.

    PYTHON benchmarks/mesa_unrest.py speed SIDE WARM STEPS     agent-steps per second of CPU time
    PYTHON benchmarks/mesa_unrest.py course SEED STEPS         actives and jailed after each step, on 40 x 40

The example of the package as it ships, with the inputs of Epstein's second run. For speed its best form: no data
collected, no garbage collection. It needs mesa and networkx, and nothing of ours.
"""

from __future__ import annotations

import gc
import json
import sys
import time
import warnings

warnings.simplefilter("ignore")

from mesa.examples.advanced.epstein_civil_violence.model import EpsteinCivilViolence  # noqa: E402

INPUTS = {"citizen_density": 0.7, "cop_density": 0.04, "legitimacy": 0.82, "max_jail_term": 30}


def made(side: int, seed: int) -> EpsteinCivilViolence:
    """A model whose data collector does nothing."""
    model = EpsteinCivilViolence(width=side, height=side, seed=seed, max_iters=10**9, **INPUTS)
    model.datacollector.collect = lambda *_: None
    return model


def speed(side: int, warm: int, steps: int) -> dict[str, float]:
    """Agent-steps per second of CPU time, after a warm-up."""
    model = made(side, 1)
    gc.disable()
    for _ in range(warm):
        model.step()
    start = time.process_time()
    for _ in range(steps):
        model.step()
    return {"steps_per_second": len(model.agents) * steps / (time.process_time() - start), "agents": len(model.agents)}


def course(seed: int, steps: int) -> dict[str, list[int] | int]:
    """Numbers of citizens and cops, and the actives and jailed after each step."""
    model = made(40, seed)
    active, jailed = [], []
    for _ in range(steps):
        model.step()
        active.append(int(model.ACTIVE))
        jailed.append(int(model.ARRESTED))
    kinds = {kind.__name__: len(agents) for kind, agents in model.agents_by_type.items()}
    return {"citizens": kinds["Citizen"], "cops": kinds["Cop"], "active": active, "jailed": jailed}


if __name__ == "__main__":
    print(json.dumps({"speed": speed, "course": course}[sys.argv[1]](*map(int, sys.argv[2:]))))
