"""The predictive of a logarithm from few data: normal data with a conjugate prior, so a Student t.

With prior centre m0 (weight k0 observations) and prior scatter v0 s0^2 (v0 degrees): mean m = (k0 m0 + sum x)/(k0 + n);
scatter S = v0 s0^2 + sum (x - mean x)^2 + k0 n / (k0 + n) (mean x - m0)^2; variance S / chi2(v0 + n).
Reference: Gelman et al., Bayesian Data Analysis, section 3.3.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from foedus.response.draws import Draws, Runs

PRIOR_OBSERVATIONS = 2.0
PRIOR_DEGREES = 4.0


def log_predictive(
    data: Sequence[float], centre: Runs, spread: float, draws: Draws, question: str, *, of: str = "", subject: str
) -> Runs:
    """Draws of a new logarithm, shape (R,): parameters keyed by `of`, the new value by `subject`."""
    x = np.asarray(data, dtype=float)
    count = PRIOR_OBSERVATIONS + x.size
    mean = (PRIOR_OBSERVATIONS * centre + x.sum()) / count
    scatter = PRIOR_DEGREES * spread**2
    if x.size:
        gap = x.mean() - centre
        scatter = scatter + ((x - x.mean()) ** 2).sum() + PRIOR_OBSERVATIONS * x.size / count * gap**2
    variance = scatter / (2 * draws.gamma(f"{question}/variance", of, (PRIOR_DEGREES + x.size) / 2))
    of_mean = mean + np.sqrt(variance / count) * draws.normal(f"{question}/mean", of)
    new: Runs = of_mean + np.sqrt(variance) * draws.normal(question, subject)
    return new
