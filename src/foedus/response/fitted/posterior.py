"""The posterior of the call model, drawn by many short Hamiltonian chains at once.

    logit P(soldiers) = a[asked] + b[asked, threat] - c contested + sum_k sign_k g_k x_k

with c, g_k >= 0: half-normal priors, drawn as |theta| of a normal theta (symmetric, so nothing is lost). The cells b
are pulled towards their row (partial pooling). Chains run side by side in arrays: one step is two matrix products for
all of them. Reference: Neal, MCMC using Hamiltonian dynamics, Handbook of MCMC (2011); priors after Gelman et al.,
Annals of Applied Statistics 2(4) 2008, 1360-1383.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from foedus.response.fitted.call import ASKED, SIGNS, TERMS, THREATENED, WIDTHS, Call
from foedus.response.fitted.mixing import effective, r_hat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from foedus.response.draws import Draws

ROWS: Final = len(ASKED)
CELLS: Final = len(ASKED) * len(THREATENED)
#: Where the parts of a parameter vector stand: rows, cells, contested, terms.
WIDTH: Final = ROWS + CELLS + 1 + len(TERMS)


@dataclass(frozen=True, slots=True)
class Priors:
    """Widths of the priors, in log odds: judgements, few. `row_mean` is the centre of each row of `ASKED`.

    Cells and terms are held twice as close to nothing as calls-2 held them, which was too bold (decision 15).
    """

    row_mean: tuple[float, ...] = (0.0, -1.5, -2.5, -3.0)
    row: float = 1.5
    cell: float = 0.2
    contested: float = 1.5
    term: float = 0.3  # times the width of each


PRIORS = Priors()
CHAINS, WARM, KEEP, LEAPS = 64, 60, 60, 8


def design(calls: Sequence[Call], usual: NDArray[np.float64]) -> NDArray[np.float64]:
    """The calls as rows of figures, shape (N, WIDTH); the signs of the terms are in the figures.

    What is unknown of a call is taken to be as usual: `usual` (K, T) are the means by kind of threat.
    """
    x = np.zeros((len(calls), WIDTH))
    for i, call in enumerate(calls):
        x[i, call.asked] = 1.0
        x[i, ROWS + call.asked * len(THREATENED) + call.threatened] = 1.0
        x[i, ROWS + CELLS] = -float(call.contested)
        x[i, ROWS + CELLS + 1 :] = SIGNS * np.where(np.isnan(call.terms), usual[call.threatened], call.terms)
    return x


def scales(priors: Priors = PRIORS) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Centre and width of every parameter's prior."""
    centre = np.concatenate([priors.row_mean, np.zeros(WIDTH - ROWS)])
    width = np.concatenate(
        [np.full(ROWS, priors.row), np.full(CELLS, priors.cell), [priors.contested], priors.term * WIDTHS]
    )
    return centre, width


SIGNED: Final = np.arange(WIDTH) >= ROWS + CELLS


@dataclass(frozen=True, slots=True)
class Fit:
    """Draws of the parameters, shape (D, WIDTH), with how well the chains mixed.

    `r_hat` is the largest split R-hat and `ess` the least effective number of draws of any parameter, over all draws
    after the warm-up; `accepted` the share of steps taken.
    """

    draws: NDArray[np.float64]
    r_hat: float
    ess: float
    accepted: float


def fit_call(x: NDArray[np.float64], y: NDArray[np.float64], stream: Draws, priors: Priors = PRIORS) -> Fit:
    """The posterior of the call model given rows (N, WIDTH) of `design` and outcomes (N,) in {0, 1}."""
    return fit(x, y, np.ones(len(y)), stream, *scales(priors), SIGNED, "calls")


def fit(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    weight: NDArray[np.float64],
    stream: Draws,
    centre: NDArray[np.float64],
    width: NDArray[np.float64],
    signed: NDArray[np.bool_],
    name: str,
    groups: NDArray[np.int64] | None = None,
) -> Fit:
    """The posterior of a logit given rows (N, P), outcomes and weights (N,); normal priors, `signed` ones folded.

    With `groups` (sizes of successive groups of rows, which sum to N) each group is there only because one of its
    outcomes at least is 1: the likelihood is that of the rows given that.
    """
    count = len(centre)
    mode, spread = _mode(x, y, weight, centre, width, signed, groups)
    random = stream.stream("posterior", name)
    theta = mode + (random.standard_normal((CHAINS, count)) @ spread.T)

    across = np.ascontiguousarray(x.T)

    def slope(t: NDArray[np.float64], height: bool) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The gradient of the log posterior at each chain (C, P), and where asked for its height (C,), else nothing."""
        eta = np.where(signed, np.abs(t), t) @ across
        p, some = _given_some(eta, groups)
        grad = (weight * (y - p)) @ x
        grad = np.where(signed, grad * np.sign(t), grad) - (t - centre) / width**2
        if not height:
            return grad, np.empty(0)
        log = (weight * (y * eta - np.logaddexp(0, eta))).sum(axis=1) - 0.5 * (((t - centre) / width) ** 2).sum(axis=1)
        return grad, log - np.log(some).sum(axis=1)

    kept = np.empty((KEEP, CHAINS, count))
    grad, log = slope(theta, height=True)
    step, accepted, tried = 0.35, [], []
    for turn in range(WARM + KEEP):
        r = random.standard_normal((CHAINS, count))  # in the directions of the spread, so that each has scale one
        start = (r**2).sum(axis=1) / 2
        t, g, e = theta, grad, step * random.uniform(0.7, 1.3)
        r = r + 0.5 * e * (g @ spread)
        for leap in range(LEAPS):
            t = t + e * (r @ spread.T)
            g, new_log = slope(t, height=leap == LEAPS - 1)
            r = r + (e if leap < LEAPS - 1 else 0.5 * e) * (g @ spread)
        gain = new_log - (r**2).sum(axis=1) / 2 - log + start
        take = np.log(random.random(CHAINS)) < gain
        theta, log, grad = (
            np.where(take[:, None], t, theta),
            np.where(take, new_log, log),
            np.where(take[:, None], g, grad),
        )
        if turn < WARM:
            step *= 1.1 if take.mean() > 0.8 else 0.9
            tried.append(np.log(step))
            if turn == WARM - 1:  # the step goes up and down to the end: what it went around is kept
                step = float(np.exp(np.mean(tried[WARM // 2 :])))
        else:
            accepted.append(take.mean())
            kept[turn - WARM] = np.where(signed, np.abs(theta), theta)
    return Fit(
        draws=kept[::4].reshape(-1, count), r_hat=r_hat(kept), ess=effective(kept), accepted=float(np.mean(accepted))
    )


def _given_some(
    eta: NDArray[np.float64], groups: NDArray[np.int64] | None
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Chances (C, N) of log odds, given that each group has an outcome of 1, and the chance of that (C, G).

    The chance that none is 1 is the product of 1 - p over the group; it divides p, and its logarithm's slope is p.
    """
    below = np.exp(-eta)
    p = 1 / (1 + below)
    if groups is None or not len(groups):
        return p, np.ones((len(eta), 1))
    starts = np.concatenate([[0], np.cumsum(groups)[:-1]])
    some = -np.expm1(np.add.reduceat(-eta - np.log1p(below), starts, axis=1))
    some = np.maximum(some, 1e-12)
    return p / np.repeat(some, groups, axis=1), some


def _mode(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    weight: NDArray[np.float64],
    centre: NDArray[np.float64],
    width: NDArray[np.float64],
    signed: NDArray[np.bool_],
    groups: NDArray[np.int64] | None,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The mode by Newton steps with the signed parameters kept positive, and a root of the inverse curvature."""
    theta = np.where(signed, 0.3 * width, centre)
    for _ in range(30):
        p = _given_some((x @ theta)[None, :], groups)[0][0].clip(0, 1)
        grad = x.T @ (weight * (y - p)) - (theta - centre) / width**2
        curve = (x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(1 / width**2)
        move = np.linalg.solve(curve, grad)
        theta = theta + move * min(1.0, 1.0 / max(1e-9, np.abs(move).max()))
        theta = np.where(signed, np.maximum(theta, 0.05 * width), theta)
    return theta, np.linalg.cholesky(np.linalg.inv(curve))
