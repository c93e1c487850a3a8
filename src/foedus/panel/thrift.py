"""The little of Thrift's compact protocol that a Parquet file's headers need.

A structure is a dict from field numbers to values: bool, int (with its width), text, list or structure.
Format: Apache Thrift, "Thrift compact protocol encoding".
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class I32(NamedTuple):
    """A whole number of 32 bits."""

    value: int


class I64(NamedTuple):
    """A whole number of 64 bits."""

    value: int


Value: TypeAlias = "I32 | I64 | bytes | list[Value] | dict[int, Value]"
#: The number by which a value's type is told.
_TYPES: tuple[tuple[type, int], ...] = ((I32, 5), (I64, 6), (bytes, 8), (list, 9), (dict, 12))


def varint(number: int) -> bytes:
    """A number of no sign, seven bits a byte, the lowest first.

    >>> varint(300).hex()
    'ac02'
    """
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    found.append(number)
    return bytes(found)


def _type(value: Value) -> int:
    return next(number for kind, number in _TYPES if isinstance(value, kind))


def encoded(value: Value) -> bytes:
    """The bytes of a value.

    >>> encoded({1: I32(-1), 3: b"ab", 4: [I64(2)]}).hex()
    '15012802616219160400'
    """
    if isinstance(value, I32 | I64):
        return varint(value.value << 1 if value.value >= 0 else -value.value * 2 - 1)
    if isinstance(value, bytes):
        return varint(len(value)) + value
    if isinstance(value, list):
        head = bytes([min(len(value), 15) << 4 | (_type(value[0]) if value else 12)])
        return head + (varint(len(value)) if len(value) > 14 else b"") + b"".join(map(encoded, value))
    found, before = bytearray(), 0
    for field, held in value.items():
        found.append(field - before << 4 | _type(held))
        found += encoded(held)
        before = field
    return bytes(found) + b"\0"
