"""What cannot be answered, as a page in the reader's language or as problem+json (RFC 9457): the command line's words.

Nobody reads a traceback: what is a fault of the program is logged on the server, and told as one.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from foedus.ground.errors import DatasetError, FoedusError, QueryError, RecordError
from foedus.ground.extras import MissingExtraError
from foedus.web.address import MalformedError, NotThereError
from foedus.web.page import markup
from foedus.web.route import Body
from foedus.web.words import told
from foedus.web.workers import BusyError

#: The status of an error, the nearest kind first; any other question that cannot be asked is 422.
STATUS: tuple[tuple[type[FoedusError], int], ...] = (
    (NotThereError, 404),
    (MalformedError, 400),
    (BusyError, 503),
    (MissingExtraError, 501),
    (QueryError, 422),
    (RecordError, 500),
    (DatasetError, 500),
)
#: An English sentence of an error in German; the command line gives the one it speaks with.
InGerman = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Problem:
    """A status, and what, why and what to do next, in the reader's language."""

    status: int
    what: str
    why: str = ""
    hint: str = ""


def of_error(error: FoedusError, lang: str, in_german: InGerman) -> Problem:
    """An error as the reader is told it."""
    own = getattr(error, "status", None)  # some know it themselves
    status = own or next((code for kind, code in STATUS if isinstance(error, kind)), 422)
    what, why, hint = (in_german(t) if lang == "de" and t else t for t in (error.what, error.why, error.hint))
    return Problem(status, f"{error.where}: {what}" if error.where else what, why, hint)


def of_status(status: int, lang: str) -> Problem:
    """What the server itself refuses: a path that is none, a method, a body that is too large; or its own fault."""
    known = status if status in (404, 405, 413, 414) else 500 if status >= 500 else 400
    return Problem(status, told("problem", f"what.{known}", lang), hint=told("problem", f"hint.{known}", lang))


def as_json(problem: Problem, lang: str) -> Body:
    """The problem for a machine."""
    title = told("problem", f"title.{_titled(problem.status)}", lang)
    found = {"type": "about:blank", "title": title, "status": problem.status, "detail": problem.what}
    found |= {name: text for name, text in (("why", problem.why), ("hint", problem.hint)) if text}
    return Body(json.dumps(found, ensure_ascii=False, indent=2).encode("utf-8", "replace"), "application/problem+json")


def as_page(problem: Problem, lang: str) -> Body:
    """The problem for a person, with the way home."""
    title = told("problem", f"title.{_titled(problem.status)}", lang)
    text = markup("problem", lang, "problem", title=title, problem=problem)
    return Body(text.encode("utf-8", "replace"))


def _titled(status: int) -> str:
    return "unknown" if status == 404 else "fault" if status in (500, 501) else "busy" if status == 503 else "refused"
