"""Three-valued logic after Kleene: True, False, and None for unknown. Unknown is never false."""

from __future__ import annotations

from collections.abc import Iterable

Truth = bool | None


def all_of(values: Iterable[Truth]) -> Truth:
    """False if any value is false; else unknown if any is unknown; else true.

    >>> all_of([True, None]), all_of([None, False]), all_of([])
    (None, False, True)
    """
    seen = list(values)
    if any(value is False for value in seen):
        return False
    return None if any(value is None for value in seen) else True


def any_of(values: Iterable[Truth]) -> Truth:
    """True if any value is true; else unknown if any is unknown; else false.

    >>> any_of([False, None]), any_of([None, True]), any_of([])
    (None, True, False)
    """
    seen = list(values)
    if any(value is True for value in seen):
        return True
    return None if any(value is None for value in seen) else False


def negation(value: Truth) -> Truth:
    """The opposite; unknown stays unknown.

    >>> negation(None) is None, negation(True)
    (True, False)
    """
    return None if value is None else not value
