"""Bits in kernels: how many of a word are one."""

from __future__ import annotations

from typing import Any

import numpy as np

from foedus.ground.kernel import kernel


@kernel
def ones(bits: Any) -> Any:
    """The number of ones in a 64-bit word, as int64 (numba makes float64 of int64 + uint64).

    The compiler knows this form and makes one instruction of it. The product is meant modulo 2^64: callers switch
    numpy's warning of that off, which the plain form would give.
    """
    bits = bits - ((bits >> np.uint64(1)) & np.uint64(0x5555555555555555))
    bits = (bits & np.uint64(0x3333333333333333)) + ((bits >> np.uint64(2)) & np.uint64(0x3333333333333333))
    bits = (bits + (bits >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((bits * np.uint64(0x0101010101010101)) >> np.uint64(56))
