"""The colours of page and pictures, by role, for light and dark; told apart by colour-blind readers and in grey."""

from __future__ import annotations

import re

LIGHT = {
    "paper": "#fcfbf8", "ink": "#1b1f24", "muted": "#5d6570", "grid": "#d9d6ce", "rule": "#1b1f24", "panel": "#f2efe8",
    "leader": "#8c2f1b", "member": "#e3b39f", "other": "#1f5a89", "other-tint": "#b9d0e2", "threat": "#7a5a00",
    "land": "#e7e3da", "sea": "#f6f4ee", "observer": "#f0d9cd", "unknown": "#9aa0a6", "true": "#1d6b43",
    "false": "#9b2c1d", "link": "#1f5a89",
}  # fmt: skip
DARK = {
    "paper": "#15181c", "ink": "#e9e6df", "muted": "#a3a9b2", "grid": "#363b42", "rule": "#e9e6df", "panel": "#1e2228",
    "leader": "#e07a5f", "member": "#7a4a3b", "other": "#7fb2dd", "other-tint": "#2c4a63", "threat": "#e0b84a",
    "land": "#2a2f36", "sea": "#191d22", "observer": "#4a3831", "unknown": "#767c84", "true": "#6cc79a",
    "false": "#f08a78", "link": "#8fbfe6",
}  # fmt: skip
#: White paper takes the light colours, with darker letters.
PAPER = LIGHT | {"paper": "#ffffff", "ink": "#000000", "muted": "#4d545c", "rule": "#000000"}
FACES = '"Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif'


def root(colours: dict[str, str]) -> str:
    """Colours as CSS properties."""
    return ":root {" + " ".join(f"--{name}: {value};" for name, value in colours.items()) + "}"


def css() -> str:
    """The colours as CSS properties, dark ones where the reader prefers them."""
    return f"{root(LIGHT)}\n@media (prefers-color-scheme: dark) {{ {root(DARK)} }}\n"


def painted(svg: str, colours: dict[str, str] = LIGHT) -> str:
    """A drawing with the colours written in, for programs that know no CSS properties."""
    return re.sub(r"var\(--([a-z-]+)\)", lambda found: colours[found[1]], svg)
