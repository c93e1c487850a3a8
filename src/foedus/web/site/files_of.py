"""A page of the web as a file: its links lead to other files, and what needs a server is left out.

The pages are the web's own, whose templates write every tag and escape all else; so a tag can be told by its letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from posixpath import dirname, relpath

#: A form, with all that is in it, and whatever says of itself that it needs a server.
FORM = re.compile(r"<form\b([^>]*)>.*?</form>", re.DOTALL)
LIVE = re.compile(r"<(section|div|p|ul|li|span)\b[^>]*\bdata-live\b[^>]*>.*?</\1>", re.DOTALL)
LINK = re.compile(r'<a\b([^>]*?)\bhref="(/[^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
#: An entry of a list that was a link and nothing else, and leads nowhere.
NOTHING = re.compile(r"<li><span>[^<]*</span></li>\n?")
ALTERNATE = re.compile(r'<link rel="alternate"([^>]*?) href="(/[^"]*)">\n?')
#: What makes forms fluent: there are none, and a browser loads no module from a folder.
MODULE = re.compile(r'<script\b[^>]*\btype="module"[^>]*></script>\n?')
#: Files beside the pages: styles, scripts, maps, the search index.
BESIDE = re.compile(r'\b(href|src)="/((?:static|maps|[a-z]{2})/[^"?#]*\.[a-z]{2,5})"')


def page_file(text: str, file: str, resolve: Callable[[str], str | None], box: str) -> str:
    """A page's HTML as that of the file at `file`; `resolve` gives the file of an address, None for one that has none.

    What leads nowhere stays as words, or goes where it was an entry of its own; `box` takes the search form's place.
    """

    def form(found: re.Match[str]) -> str:
        return box if 'role="search"' in found[1] else ""

    def link(found: re.Match[str]) -> str:
        goal, mark = _led(found[2], resolve)
        if goal is None:
            return f"<span>{found[4]}</span>"
        return f'<a{found[1]}href="{escape(relative(file, goal))}{mark}"{found[3]}>{found[4]}</a>'

    def alternate(found: re.Match[str]) -> str:
        goal, _ = _led(found[2], resolve)
        return "" if goal is None else f'<link rel="alternate"{found[1]} href="{escape(relative(file, goal))}">\n'

    text = MODULE.sub("", LIVE.sub("", FORM.sub(form, text)))
    text = NOTHING.sub("", ALTERNATE.sub(alternate, LINK.sub(link, text)))
    return BESIDE.sub(lambda found: f'{found[1]}="{escape(relative(file, unescape(found[2])))}"', text)


def _led(there: str, resolve: Callable[[str], str | None]) -> tuple[str | None, str]:
    """The file of a link and the mark inside it."""
    path, hash_, mark = unescape(there).partition("#")
    return resolve(path), escape(hash_ + mark)


def relative(file: str, goal: str) -> str:
    """The way from a file of the site to another.

    >>> relative("de/alliance/CSTO/2022-01-05.html", "de/case/CSTO-2022-KAZ.html")
    '../../case/CSTO-2022-KAZ.html'
    """
    return relpath(goal, dirname(file) or ".")
