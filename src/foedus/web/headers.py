"""What every answer carries so that a browser runs, loads and frames nothing but what this server gives it."""

from __future__ import annotations

from foedus.web.cached import Headers

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors {}"
)
PLAIN: Headers = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
]


def headers(*, embeds: bool = False) -> Headers:
    """The headers of safety; with `embeds` the answer may stand in a frame of another site (a figure, nothing else)."""
    policy = POLICY.format("*" if embeds else "'none'")
    return [*PLAIN, (b"content-security-policy", policy.encode())]
