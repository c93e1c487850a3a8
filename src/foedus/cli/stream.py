"""Standard output as it may be: a terminal that is not UTF-8, a pipe whose reader has gone, a full disk, none at all.

What machines read (JSON, Markdown, tables) is UTF-8 whatever the terminal speaks; on the terminal itself a letter that
it cannot show becomes the nearest one that it can. Loaded before everything else, so it imports next to nothing.
"""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys
import unicodedata
from contextlib import suppress
from typing import TextIO

#: Signs for which plain ASCII has a usual stand-in.
PLAIN = {
    "\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ", "\N{WORD JOINER}": "", "\N{EN DASH}": "-",
    "\N{EM DASH}": "-", "\N{MINUS SIGN}": "-", "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{LEFT SINGLE QUOTATION MARK}": "'", "\N{LEFT DOUBLE QUOTATION MARK}": '"',
    "\N{RIGHT DOUBLE QUOTATION MARK}": '"', "\N{DOUBLE LOW-9 QUOTATION MARK}": '"', "\N{HORIZONTAL ELLIPSIS}": "...",
    "\N{LESS-THAN OR EQUAL TO}": "<=", "\N{GREATER-THAN OR EQUAL TO}": ">=", "\N{RIGHTWARDS ARROW}": "->",
    "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "\N{INFINITY}": "inf",
}  # fmt: skip


class NoOutput(io.TextIOBase):
    """Standard output that was closed: whoever prints is told so."""

    def write(self, text: str, /) -> int:
        raise OSError(errno.EBADF, "standard output is closed")


def plain(error: UnicodeError) -> tuple[str, int]:
    """The nearest letters that ASCII has, "?" for those without any; an error handler of codecs."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    found = ""
    for letter in error.object[error.start : error.end]:
        bare = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
        found += PLAIN.get(letter, bare or "?")
    return found, error.end


def prepare() -> None:
    """Make standard output and error take every letter."""
    codecs.register_error("foedus.plain", plain)
    if sys.stdout is None:
        sys.stdout = NoOutput()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="foedus.plain")


def emit(text: str) -> None:
    """Print what a machine or an editor reads, as UTF-8, with a line's end."""
    raw = getattr(sys.stdout, "buffer", None)
    if raw is None:
        sys.stdout.write(f"{text}\n")
        return
    sys.stdout.flush()
    raw.write(f"{text}\n".encode("utf-8", "backslashreplace"))
    raw.flush()


def complain(text: str, name: str = "foedus: ") -> None:
    """A message on standard error, where there is one."""
    with suppress(AttributeError, OSError, ValueError):
        sys.stderr.write(f"{name}{text}\n")
        sys.stderr.flush()


def finish(code: int) -> int:
    """The exit code, once all that was printed has arrived; 1 where it could not be written.

    A reader who has gone (`foedus ... | head`) is no failure.
    """
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        return lost(error)
    return code


def lost(error: OSError) -> int:
    """What to do about output that cannot be written: say so in one line, and let nothing try again."""
    _hush(sys.stdout)
    if isinstance(error, BrokenPipeError):
        return 0
    at = f"{error.filename}: " if error.filename else ""
    complain(f"{at}{error.strerror or error}")
    return 1


def _hush(stream: TextIO) -> None:
    """Send what is left in the stream nowhere, so that Python does not fail on it again at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
