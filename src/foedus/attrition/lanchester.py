"""Lanchester's laws: two forces wear each other down, and reinforcements arrive day by day.

Square law (aimed fire): dm/dt = p(t) - a n, dn/dt = q(t) - b m. Linear law (unaimed fire, or man against man):
dm/dt = p(t) - a m n, dn/dt = q(t) - b m n. m, n: soldiers; a, b: losses a day for each enemy (square), or for each pair
(linear); p, q: soldiers landed a day, even over the day. F. W. Lanchester, Aircraft in Warfare (1916), chapters 5-6;
J. H. Engel, "A verification of Lanchester's law", Journal of the Operations Research Society of America 2(2), 1954,
163-171. The laws describe a battle whose figures are known; they forecast none.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import ArrayLike, NDArray

SQUARE, LINEAR = "square", "linear"
#: Parts of a day in which the equations are followed (Runge and Kutta, fourth order).
STEPS = 16
Floats = NDArray[np.float64]


def course(
    law: str, start: tuple[float, float], a: float, b: float, landed: ArrayLike, *, to_the_end: bool = True
) -> Floats:
    """Soldiers of both at the end of each day, shape (days + 1, 2), the first row the start.

    landed: (days, 2), soldiers of each that arrive over each day. The battle ends when one is gone and no more are to
    come; `to_the_end` False follows the equations below zero, as a fit needs it.
    """
    arriving = np.asarray(landed, dtype=np.float64).reshape(-1, 2)
    to_come = np.cumsum(arriving[::-1], axis=0)[::-1]
    m, n = float(start[0]), float(start[1])
    found = [(m, n)]
    for day, (p, q) in enumerate(arriving.tolist()):
        over = (m <= 0 and to_come[day, 0] == 0) or (n <= 0 and to_come[day, 1] == 0)
        if not (to_the_end and over):
            for _ in range(STEPS):
                m, n = _stepped(law, m, n, a, b, p, q, 0.0 if to_the_end else -inf)
                if to_the_end:
                    m, n = max(m, 0.0), max(n, 0.0)
                    if (m == 0 and to_come[day, 0] == 0) or (n == 0 and to_come[day, 1] == 0):
                        break
        found.append((m, n))
    return np.array(found)


def _stepped(law: str, m: float, n: float, a: float, b: float, p: float, q: float, least: float) -> tuple[float, float]:
    """Both forces a part of a day later; of fewer than `least` no effect is taken."""
    h = 1.0 / STEPS

    def rates(m: float, n: float) -> tuple[float, float]:
        m, n = max(m, least), max(n, least)
        return (p - a * n, q - b * m) if law == SQUARE else (p - a * m * n, q - b * m * n)

    m1, n1 = rates(m, n)
    m2, n2 = rates(m + h / 2 * m1, n + h / 2 * n1)
    m3, n3 = rates(m + h / 2 * m2, n + h / 2 * n2)
    m4, n4 = rates(m + h * m3, n + h * n3)
    return m + h / 6 * (m1 + 2 * m2 + 2 * m3 + m4), n + h / 6 * (n1 + 2 * n2 + 2 * n3 + n4)


@dataclass(frozen=True, slots=True)
class FittedLaw:
    """Coefficients with standard errors, the residual spread in soldiers, and the figures beyond the two needed.

    Errors are nan where there is none to spare.
    """

    a: float
    b: float
    se_a: float
    se_b: float
    spread: float
    spare: int

    def interval(self, z: float = 1.96) -> tuple[tuple[float, float], tuple[float, float]]:
        """Intervals of a and b, 95 in 100 by default: z standard errors to each side, widened for few figures.

        The widening is the first term of Student's t over the normal, z (z^2 + 1) / (4 spare).
        """
        wide = z + z * (z * z + 1) / (4 * self.spare) if self.spare else float("nan")
        return (self.a - wide * self.se_a, self.a + wide * self.se_a), (
            self.b - wide * self.se_b, self.b + wide * self.se_b,
        )  # fmt: skip


def _near(law: str, start: tuple[float, float], landed: Floats, reported: Floats) -> Floats:
    """Coefficients to begin with: losses by the enemy that was there, both wearing down evenly to the last report."""
    days = np.arange(len(reported))[:, None]
    there = np.array(start) + np.vstack([np.zeros(2), np.cumsum(landed, axis=0)])
    lost = np.ones(2)
    for side in (0, 1):
        known = np.flatnonzero(~np.isnan(reported[1:, side])) + 1
        last = known[-1] if len(known) else len(reported) - 1
        lost[side] = max(there[last, side] - reported[last, side], 1.0) if len(known) else there[last, side] / 2
        there[:, side] -= lost[side] * days[:, 0] / last
    there = np.maximum(there, 1.0)
    faced = there[:, ::-1].sum(axis=0) if law == SQUARE else np.full(2, there.prod(axis=1).sum())
    return np.asarray(lost / faced)


def fitted(law: str, start: tuple[float, float], landed: ArrayLike, seen: ArrayLike) -> FittedLaw:
    """The coefficients that bring the law nearest to the figures seen, by least squares (Gauss and Newton).

    seen: (days + 1, 2), soldiers at the end of each day as reported, nan where nothing is known. The intervals take
    errors for independent and alike on all days; reports that are sums of earlier ones are not, and theirs are too
    narrow.
    """
    reported = np.asarray(seen, dtype=np.float64).reshape(-1, 2)
    known = ~np.isnan(reported)
    logs = np.log(_near(law, start, np.asarray(landed, dtype=np.float64).reshape(-1, 2), reported))

    def residuals(at: Floats) -> Floats:
        a, b = np.exp(np.clip(at, -40, 0))
        return (course(law, start, float(a), float(b), landed, to_the_end=False) - reported)[known]

    now, size = residuals(logs), 1e-6
    for _ in range(100):
        slope = np.column_stack([(residuals(logs + size * unit) - now) / size for unit in np.eye(2)])
        change = np.linalg.lstsq(slope, -now, rcond=None)[0]
        part = min(1.0, 1.0 / max(abs(change).max(), 1e-300))  # by a factor of e at most: farther off nothing is near
        while part > 1e-6 and not (residuals(logs + part * change) ** 2).sum() <= (now**2).sum():
            part /= 2
        logs = logs + part * change
        now = residuals(logs)
        if abs(part * change).max() < 1e-10:
            break
    spare = len(now) - 2
    spread = float(np.sqrt((now**2).sum() / spare)) if spare > 0 else float("nan")
    errors = np.sqrt(np.diag(np.linalg.inv(slope.T @ slope))) * spread * np.exp(logs)
    a, b = np.exp(logs)
    return FittedLaw(float(a), float(b), float(errors[0]), float(errors[1]), spread, max(spare, 0))
