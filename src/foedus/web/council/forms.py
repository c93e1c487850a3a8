"""The forms that browsers send: read strictly, from the pages of this server only, and proved to be its own."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl

from foedus.web.council.codes import proves
from foedus.web.council.refusals import NotYoursError, RoomError

#: Bytes of a form, and fields in it: what a seat says is a few words of closed lists.
FORM_BYTES, FIELDS = 4096, 24
Form = dict[str, list[str]]


def form_of(content: bytes) -> Form:
    """The fields of a form, each with the values that were sent; `RoomError` for what is none, or too large."""
    try:
        if len(content) > FORM_BYTES:
            raise ValueError
        pairs = parse_qsl(
            content.decode("ascii"), keep_blank_values=True, strict_parsing=bool(content), max_num_fields=FIELDS,
            errors="strict",
        )  # fmt: skip
    except ValueError:
        raise RoomError("this form cannot be read", hint="send it from the page of the room") from None
    form: Form = {}
    for name, value in pairs:
        form.setdefault(name, []).append(value)
    return form


def one(form: Form, name: str) -> str:
    """The one value of a field; empty where it was not sent, the first where it was sent more than once."""
    return form.get(name, [""])[0]


def number_of(text: str) -> int:
    """A number of soldiers as people type it: digits, and spaces between them."""
    bare = "".join(text.split())
    if not (bare.isascii() and bare.isdigit() and len(bare) <= 9):
        raise RoomError("this is no number of soldiers", hint="write digits only, 0 for none")
    return int(bare)


def proved(form: Form, secret: str, code: str) -> None:
    """Raise `NotYoursError` for a form that this server did not make for the holder of the secret."""
    if not proves(one(form, "proof"), secret, code):
        raise NotYoursError("this form is not from the page of the room", hint="reload the page")


def from_elsewhere(given: Mapping[str, str]) -> None:
    """Raise `NotYoursError` for a form that another site's page sent, as far as the browser says so."""
    site, origin, host = given.get("sec-fetch-site"), given.get("origin"), given.get("host", "")
    elsewhere = site not in (None, "same-origin", "none")
    # Old browsers say only where a page is from; "null" is what our own pages are, since they send no referrer.
    if site is None and origin not in (None, "null"):
        elsewhere = origin.partition("://")[2] != host
    if elsewhere:
        raise NotYoursError("this form is not from the page of the room", hint="reload the page")
