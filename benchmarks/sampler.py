"""Our sampler of the model of calls against PyMC's default one, on ten refits: CPU time and agreement.

    python -m venv /tmp/pymc && /tmp/pymc/bin/pip install pymc==5.27.1
    OPENBLAS_NUM_THREADS=1 python benchmarks/sampler.py --pymc /tmp/pymc/bin/python

PyMC is in no lock: it stands in an environment of its own, and both sides get the same rows. Ten vintages are fitted,
evenly through the record. On PyMC's side everything is as it comes: `pm.sample()` with its number of draws, chains and
cores. Its time is that of sampling with what compiles beforehand, and that of sampling alone; its import is not
counted. Agreement is told in Monte Carlo errors: the difference of the two posterior means of a parameter, and of the
chance of every call, over the root of both squared errors; most lie within two where both draw from the same posterior.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

REFITS = 10
#: Runs in the environment that has PyMC; it knows nothing of Foedus.
THERE = """
import json, resource, sys, time
import numpy as np
import pymc as pm
import arviz as az

def used():
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))

given, out = np.load(sys.argv[1]), {}
told = []
for k in range(int(given["refits"])):
    x, y, seen = given[f"x{k}"], given[f"y{k}"], given["x"]
    centre, width, free = given["centre"], given["width"], int(given["free"])
    cpu, clock = used(), time.perf_counter()
    with pm.Model():
        plain = pm.Normal("plain", centre[:free], width[:free])
        folded = pm.HalfNormal("folded", width[free:])
        beta = pm.Deterministic("beta", pm.math.concatenate([plain, folded]))
        pm.Bernoulli("y", logit_p=pm.math.dot(x, beta), observed=y)
        found = pm.sample(progressbar=False, random_seed=k)
    told.append({"cpu": used() - cpu, "seconds": time.perf_counter() - clock,
                 "sampling": float(found.posterior.attrs["sampling_time"])})
    draws = found.posterior["beta"].values
    chance = 1 / (1 + np.exp(-draws @ seen.T))
    for name, a in (("beta", draws), ("chance", chance)):
        d = az.from_dict({name: a})
        out[f"{name}{k}"] = a.mean(axis=(0, 1))
        out[f"{name}{k}_error"] = az.mcse(d)[name].values
        told[-1][f"ess_{name}"] = float(az.ess(d)[name].min())
    told[-1]["r_hat"] = float(az.rhat(az.from_dict({"b": draws}))["b"].max())
    told[-1]["draws"] = int(draws.shape[0] * draws.shape[1])
np.savez(sys.argv[2], **out)
print(json.dumps({"version": pm.__version__, "fits": told}))
"""


def used() -> float:
    """CPU seconds of this process so far."""
    mine = resource.getrusage(resource.RUSAGE_SELF)
    return mine.ru_utime + mine.ru_stime


def ours(refits: int) -> tuple[dict[str, np.ndarray], list[dict[str, float]], dict[str, np.ndarray]]:
    """The rows of every refit, what each cost us, and our means with their Monte Carlo errors."""
    from foedus.evidence.calls import frame_of
    from foedus.evidence.vintages import usual_of
    from foedus.record.load import load
    from foedus.response.draws import Draws
    from foedus.response.fitted import posterior

    rows = frame_of(load()).rows
    centre, width = posterior.scales()
    free = int(np.flatnonzero(posterior.SIGNED)[0])
    usual = usual_of(rows)
    everything = posterior.design([r.call for r in rows], usual)
    given = {"x": everything, "centre": centre, "width": width, "free": np.array(free), "refits": np.array(refits)}
    days = sorted(r.learnt for r in rows)
    told, found = [], {}
    for k in range(refits):
        day = days[(k + 1) * len(days) // refits - 1]
        seen = [r for r in rows if r.learnt <= day]
        x = posterior.design([r.call for r in seen], usual_of(seen))
        y = np.array([float(r.came) for r in seen])
        given |= {f"x{k}": x, f"y{k}": y}
        cpu, clock = used(), time.perf_counter()
        fit = posterior.fit_call(x, y, Draws(0, 1))
        told.append({"calls": len(y), "cpu": used() - cpu, "seconds": time.perf_counter() - clock, "ess": fit.ess})
        for name, draws in (("beta", fit.draws), ("chance", 1 / (1 + np.exp(-fit.draws @ everything.T)))):
            found[f"{name}{k}"] = draws.mean(axis=0)
            found[f"{name}{k}_error"] = _error(draws)
    return given, told, found


def _error(draws: np.ndarray) -> np.ndarray:
    """The Monte Carlo error of each mean, from chains side by side: their means scatter as the error says."""
    from foedus.response.fitted.posterior import CHAINS

    of_chains = draws.reshape(-1, CHAINS, draws.shape[1]).mean(axis=0)
    return of_chains.std(axis=0, ddof=1) / np.sqrt(CHAINS)


def main() -> None:
    """Run both sides and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pymc", type=Path, required=True, help="the Python of an environment that has PyMC")
    parser.add_argument("--refits", type=int, default=REFITS)
    asked = parser.parse_args()
    given, mine, found = ours(asked.refits)
    with tempfile.TemporaryDirectory() as folder:
        rows, answers = Path(folder) / "rows.npz", Path(folder) / "means.npz"
        np.savez(rows, **given)
        done = subprocess.run(
            [str(asked.pymc), "-W", "ignore", "-c", THERE, str(rows), str(answers)],
            stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
        theirs = json.loads(done.stdout.splitlines()[-1])
        means = dict(np.load(answers))
    print(f"PyMC {theirs['version']}, {os.cpu_count()} cores, Python {sys.version.split()[0]}")
    print(f"{'calls':>6}{'ours CPU':>10}{'PyMC CPU':>10}{'ratio':>8}{'sampling':>10}{'ratio':>8}{'ESS':>7}{'ESS':>7}"
          f"{'within 2':>10}{'largest':>9}{'chance':>8}")  # fmt: skip
    whole = []
    for k, (own, other) in enumerate(zip(mine, theirs["fits"], strict=True)):
        gaps = [
            np.abs(found[f"{n}{k}"] - means[f"{n}{k}"]) / np.hypot(found[f"{n}{k}_error"], means[f"{n}{k}_error"])
            for n in ("beta", "chance")
        ]
        whole.append(np.concatenate(gaps))
        apart = np.abs(found[f"chance{k}"] - means[f"chance{k}"]).max()
        alone = other["sampling"]
        print(f"{own['calls']:6d}{own['cpu']:9.2f}s{other['cpu']:9.2f}s{other['cpu'] / own['cpu']:8.1f}"
              f"{alone:9.2f}s{alone / own['seconds']:8.1f}{own['ess']:7.0f}{other['ess_beta']:7.0f}"
              f"{(whole[-1] < 2).mean():10.0%}{whole[-1].max():9.1f}{apart:8.3f}")  # fmt: skip
    ratio = sum(o["cpu"] for o in theirs["fits"]) / sum(m["cpu"] for m in mine)
    gap = np.concatenate(whole)
    print(f"together: {ratio:.1f} x our CPU time; {(gap < 2).mean():.1%} of means within two errors, ", end="")
    print(f"{(gap < 3).mean():.1%} within three; largest R-hat there {max(o['r_hat'] for o in theirs['fits']):.3f}")


if __name__ == "__main__":
    main()
