"""The one decorator of kernels: functions on numbers and arrays, compiled where numba is there and not switched off.

A kernel knows numbers only: no globals, no objects, units in its names. Its plain form stays callable as
`f.py_func` under numba, and is `f` itself without; both give the same figures. Importing numba costs half a
second, so modules with kernels are imported where they are used, never from a package's front.

`NUMBA_DISABLE_JIT=1` (numba's own switch) runs the plain form; the tests under coverage do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

F = TypeVar("F", bound=Callable[..., object])

try:
    from numba import njit as _njit
except ImportError:  # the plain form answers too, more slowly
    _njit = None  # type: ignore[assignment]

#: Whether kernels are compiled here.
COMPILED = _njit is not None


def kernel(function: F) -> F:
    """Compile a function on first call and keep the result on disk; no fastmath, so that sums stay in order.

    numba's disk cache notices a change in the function's own file only: a kernel that calls a kernel of another
    file needs an empty cache (`make clean`) after that one changes.
    """
    if _njit is None:
        return function
    return cast(F, _njit(cache=True, nogil=True, error_model="numpy")(function))


def part(function: F) -> F:
    """A kernel that is written into every kernel that calls it: for what is called so often that a call would tell."""
    if _njit is None:
        return function
    return cast(F, _njit(cache=True, nogil=True, error_model="numpy", inline="always")(function))
