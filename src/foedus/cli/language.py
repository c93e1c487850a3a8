"""The language of one run: `--lang` anywhere among the arguments, else `FOEDUS_LANG`, else English."""

from __future__ import annotations

import os

from foedus.brief.words.messages import Lang, language
from foedus.ground.errors import QueryError

VARIABLE = "FOEDUS_LANG"
_spoken: Lang = "en"


def spoken() -> Lang:
    """The language of this run."""
    return _spoken


def usual() -> Lang:
    """The language of a run without `--lang`; anything but en and de in the variable is a `QueryError`."""
    return language(os.environ.get(VARIABLE) or "en")


def choose(arguments: list[str]) -> list[str]:
    """Take `--lang` out of the arguments, wherever it stands, and speak that language from now on."""
    global _spoken
    rest, asked, given = [], "", iter(arguments)
    for argument in given:
        if argument == "--":
            rest += [argument, *given]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
        elif argument == "--lang":
            asked = next(given, "")
        else:
            rest.append(argument)
            continue
    found = "--lang" in arguments or any(a.startswith("--lang=") for a in arguments)
    _spoken = "en"
    _spoken = language(asked) if found else usual()
    return rest


def option(lang: str) -> str:
    """What a printed command needs after it, so that its answer comes in the same language."""
    try:
        return "" if lang == usual() else f" --lang {lang}"
    except QueryError:  # the variable names no language; the run was told one
        return f" --lang {lang}"
