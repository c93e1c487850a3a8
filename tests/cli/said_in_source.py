"""What the source says in an error, read from its syntax tree: each text with `{0}`, `{1}` for what is filled in."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import foedus

SOURCE = Path(foedus.__file__).parent
ERRORS = {"FoedusError", "QueryError", "RecordError", "DatasetError", "UnknownFileError", "MissingExtraError"}
#: Arguments of an error that are sentences; `where` is a place.
SENTENCES = {"why", "hint"}


def templates(node: ast.expr) -> Iterator[str]:
    """All texts that an expression can be, as far as they stand in the source."""
    match node:
        case ast.Constant(value=str(text)):
            yield text.replace("{", "{{").replace("}", "}}")
        case ast.JoinedStr(values=parts):
            text, holes = "", 0
            for part in parts:
                if isinstance(part, ast.Constant):
                    text += str(part.value).replace("{", "{{").replace("}", "}}")
                else:
                    text, holes = f"{text}{{{holes}}}", holes + 1
            yield text
        case ast.IfExp(body=first, orelse=second):
            yield from templates(first)
            yield from templates(second)
        case ast.BoolOp(values=values):
            for value in values:
                yield from templates(value)
        case ast.Call(func=ast.Name(id="did_you_mean"), args=[_, _, otherwise]):
            yield from templates(otherwise)


def said() -> Iterator[tuple[str, str]]:
    """Where and what: every text of every error that is made anywhere in the package."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for part in _parts(node):
                for text in templates(part):
                    if isinstance(node, ast.Assign) and " " not in text:
                        continue  # a key, not a sentence
                    yield f"{path.relative_to(SOURCE).as_posix()}:{part.lineno}", text


def _parts(node: ast.AST) -> Iterator[ast.expr]:
    """What may be said: the sentences of an error, a hint's last resort, and what is put together for either."""
    match node:
        case ast.Call(func=ast.Name(id=name)) if name in ERRORS:
            yield from node.args[:1]
            yield from (k.value for k in node.keywords if k.arg in SENTENCES)
        case ast.Call(func=ast.Name(id="did_you_mean")):
            yield node
        case ast.Assign(targets=[ast.Name(id=name)]) if name in SENTENCES:
            yield node.value
