"""What a page says of itself: its address, what may stand in it, and how it is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

#: What the value of a parameter is. An alliance, a state or a case is named in any way the record knows and becomes its
#: id; "text" is taken as it stands.
Kind = Literal["day", "alliance", "state", "case", "choice", "number", "flag", "text"]
#: No value of an address is longer, in characters, and no parameter is given more often.
LONGEST, MOST = 200, 60


@dataclass(frozen=True, slots=True)
class Parameter:
    """One name that may stand in an address, in its path or after the question mark.

    `default` is what it is where it is left out, and is then left out of the canonical address too; `many` lets it be
    given more than once (up to `MOST` times). `choices` are the words of a "choice", `least` and `greatest` the bounds
    of a "number". `words` says in English what it is, for the page of the interface.
    """

    name: str
    kind: Kind
    words: str = ""
    default: Any = None
    many: bool = False
    required: bool = False
    choices: tuple[str, ...] = ()
    least: int = 0
    greatest: int = 2**53


@dataclass(frozen=True, slots=True)
class Body:
    """An answer: its bytes, their media type, and a name to save it under where it is to be taken along."""

    content: bytes
    media: str = "text/html; charset=utf-8"
    filename: str = ""


@dataclass(frozen=True, slots=True)
class See:
    """The answer stands at another address of this server (a path with its query)."""

    address: str


@dataclass(frozen=True, slots=True)
class Inquiry:
    """An address, read: which route, in which language, with which values; equal where the answers are.

    `values` holds every parameter of the route: a day as `datetime.date`, what may be given more than once as a tuple,
    what was left out as its default.
    """

    route: str
    lang: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


@dataclass(frozen=True, slots=True)
class Route:
    """One kind of page or of JSON.

    `path` is a template such as "/{lang}/alliance/{alliance}", whose names are parameters; a page begins with "{lang}".
    `answer` makes the answer from what was asked alone, so that it can be made in another process and kept: it reads no
    request. `heavy` answers are made by the workers. `place` orders the entries of the navigation (None: not in it),
    whose word is `nav` in the wording file of the route's name. What `embeds` may stand in a frame elsewhere. A route
    that is not `kept` is made anew each time; what is `only_served` is of no use in a folder of pages without a server.
    `gives` is the type of its JSON.
    """

    name: str
    path: str
    answer: Callable[[Inquiry], Body | See]
    parameters: tuple[Parameter, ...] = ()
    heavy: bool = False
    kept: bool = True
    place: int | None = None
    embeds: bool = False
    only_served: bool = False
    gives: Any = None
    summary: str = ""

    @property
    def is_page(self) -> bool:
        """Whether people read it, in one of the languages."""
        return self.path.startswith("/{lang}")


#: The parameters that most addresses share.
ON = Parameter("on", "day", "The day the question is about; today where it is left out.")
KNOWN = Parameter("known", "day", "The day by which it had to be known; today where it is left out.")
CLOCKS = (ON, KNOWN)
WITHOUT = Parameter("without", "state", "A member to leave out; may be given again.", many=True, default=())
