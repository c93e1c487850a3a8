"""Codes that people read to each other, and secrets that they never see.

A room's code is short, for a blackboard; what may be done in a room hangs on secrets of 192 bits, of which the store
keeps digests only. A code has no letter that looks like another and no vowel, so that it spells no word.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from typing import Final

#: Of each group that looks alike (0 O Q D, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V) at most one; no vowel.
ALPHABET: Final = "CDFHJKMNPRTVWX3479"
#: 18 signs in 8 places are 11 thousand million codes.
LENGTH: Final = 8
#: What people put between the signs when they write a code down.
BETWEEN: Final = re.compile(r"[\s\-\u2010-\u2015._]+")
#: More than this is no code, however it is written.
LONGEST_TYPED: Final = 40


def new_code() -> str:
    """A code that nobody can guess."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def code_of(typed: str) -> str:
    """The code that somebody meant, whatever case and spaces; empty where it is none.

    >>> code_of(" cdfh-3479 "), code_of("CDFHO479"), code_of("<b>")
    ('CDFH3479', '', '')
    """
    if len(typed) > LONGEST_TYPED:
        return ""
    bare = BETWEEN.sub("", typed)
    # Some letters change their number when they are made large; what is not plain to begin with is no code.
    found = bare.upper() if bare.isascii() else ""
    return found if len(found) == LENGTH and set(found) <= set(ALPHABET) else ""


def spelled_code(code: str) -> str:
    """A code as it is written on a board.

    >>> spelled_code("CDFH3479")
    'CDFH-3479'
    """
    half = LENGTH // 2
    return f"{code[:half]}-{code[half:]}"


def new_secret() -> str:
    """A secret for a cookie, fit for one as it stands."""
    return secrets.token_urlsafe(24)


def digest(secret: str) -> str:
    """What the store keeps of a secret: enough to know it again, not enough to use it."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def opens(secret: str, kept: str) -> bool:
    """Whether a secret is the one of which a digest was kept; an empty digest is opened by nothing."""
    return bool(kept) and hmac.compare_digest(digest(secret), kept)


def proof(secret: str, code: str) -> str:
    """What a form carries to show that this server gave it to the holder of the secret, for this room."""
    return hmac.new(secret.encode("utf-8", "surrogatepass"), f"form {code}".encode(), "sha256").hexdigest()[:32]


def proves(given: str, secret: str, code: str) -> bool:
    """Whether a form's proof fits the secret that came with it."""
    return bool(secret) and hmac.compare_digest(given.encode("utf-8", "surrogatepass"), proof(secret, code).encode())
