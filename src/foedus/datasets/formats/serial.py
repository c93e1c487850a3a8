"""R's serialised form walked without building anything: what it declares must fit into the bytes that there are.

rdata builds objects as it reads and believes every length; a few bytes could make it reserve gigabytes. The walk is
flat (an object's header says how many objects follow it), so no nesting is too deep for it. Layout: "Serialization
Formats" in the R Internals manual, section 1.8.
"""

from __future__ import annotations

import struct

from foedus.ground.errors import DatasetError

#: The most objects (every text, vector and list node is one), each some 20 microseconds and 300 bytes in rdata.
MOST_OBJECTS = 3_000_000
#: What each character of the longest text costs for every element of its vector while rdata holds it.
BYTES_PER_CHARACTER = 4
MOST_TEXT_BYTES = 1 << 30

ENVIRONMENT, SPECIAL, BUILTIN, CHARACTERS, TEXTS, ALTERNATIVE, NAMESPACE = 4, 7, 8, 9, 16, 238, 249
#: Types of object by what follows the header: nothing, that many objects, or that many bytes an element.
EMPTY = {0, 25, 23, 241, 242, 251, 253, 254, 255}
FOLLOWED = {1: 1, 2: 2, 3: 2, 5: 2, 6: 2, 17: 2, 22: 2, ALTERNATIVE: 3}
VECTORS = {10: 4, 13: 4, 14: 8, 15: 16, 24: 1}
LISTS = {16, 19, 20}
#: Of these the flags say whether attributes and a tag stand among the objects; other types have no tag.
TAGGED = {2, 3, 5, 6, 17}
#: References and the empty value keep other things where the flags are.
WITHOUT_FLAGS = {254, 255}
HAS_ATTRIBUTES, HAS_TAG = 1 << 9, 1 << 10


def check_serial(data: bytes, where: str = "") -> None:
    """Refuse an R file in which a declared length does not fit, that ends early or late, or that holds bytecode."""
    try:
        _walk(data)
    except struct.error:
        raise DatasetError("the R file ends before its end", hint="it was cut off: get it again", where=where) from None
    except DatasetError as error:
        raise DatasetError(error.what, why=error.why, hint=error.hint or "get it again", where=where) from None


def _walk(data: bytes) -> None:
    at = _after_head(data)
    number = struct.Struct(">i").unpack_from
    left, count = 1, 0
    while left:
        flags = number(data, at)[0]
        at += 4
        kind = flags & 0xFF
        left -= 1
        count += 1
        if kind == ALTERNATIVE and flags & HAS_ATTRIBUTES:
            raise DatasetError("the R file holds a short form with attributes of its own", why="R writes none")
        if kind not in WITHOUT_FLAGS:
            left += bool(flags & HAS_ATTRIBUTES) + (kind in TAGGED and bool(flags & HAS_TAG))
        if kind in EMPTY:
            continue
        if kind in FOLLOWED:
            left += FOLLOWED[kind]
            continue
        if kind in (ENVIRONMENT, NAMESPACE):
            number(data, at)
            at += 4
            if kind == ENVIRONMENT:
                left += 4
                continue
        length = number(data, at)[0]
        at += 4
        if kind == CHARACTERS and length == -1:
            continue
        if kind == CHARACTERS or kind in (SPECIAL, BUILTIN):
            at += _within(length, 1, len(data) - at)
        elif kind in VECTORS:
            at += _within(length, VECTORS[kind], len(data) - at)
        elif kind in LISTS or kind == NAMESPACE:
            _within(length, 4, len(data) - at)
            if kind == TEXTS:
                at = _texts(data, at, length)
                count += length
            else:
                left += length
        else:
            raise DatasetError(f"the R file holds an object of type {kind}", why="no data frame has such a part")
        if count + left > MOST_OBJECTS:
            raise DatasetError(f"the R file holds more than {MOST_OBJECTS:,} objects")
    if at != len(data):
        raise DatasetError(f"the R file goes on for {len(data) - at:,} bytes after its end")


def _after_head(data: bytes) -> int:
    """Where the first object begins."""
    at = 5 if data.startswith((b"RDX2\n", b"RDX3\n")) else 0
    if data[at : at + 2] != b"X\n":
        raise DatasetError("not an R file in R's usual form", hint="save it again in R with save() or saveRDS()")
    version = struct.unpack_from(">i", data, at + 2)[0]
    at += 2 + 12
    if version == 3:
        length = struct.unpack_from(">i", data, at)[0]
        at += 4
        at += _within(length, 1, len(data) - at)
    elif version != 2:
        raise DatasetError(f"an R file of format {version}", why="2 and 3 are known")
    return at


def _within(length: int, size: int, rest: int) -> int:
    """The bytes that so many elements take, if there are so many."""
    if length < 0 or length * size > rest:
        raise DatasetError(f"the R file declares {length:,} elements where {rest:,} bytes are left")
    return length * size


def _texts(data: bytes, at: int, length: int) -> int:
    """Past the texts of a vector, all of which stand in it."""
    pair = struct.Struct(">ii").unpack_from
    longest = 0
    for _ in range(length):
        flags, size = pair(data, at)
        if flags & 0xFF != CHARACTERS or flags & HAS_ATTRIBUTES:
            raise DatasetError("the R file holds a vector of texts with something else in it")
        at += 8
        if size != -1:
            at += _within(size, 1, len(data) - at)
            longest = max(longest, size)
    if length * longest * BYTES_PER_CHARACTER > MOST_TEXT_BYTES:
        raise DatasetError(
            f"the R file holds {length:,} texts of up to {longest:,} characters", why="they would fill memory"
        )
    return at
