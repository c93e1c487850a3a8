"""Plain calls are read by the functions' own signatures exactly as Typer reads them; all others are left to Typer."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from foedus.cli import plain as reader
from foedus.cli.app import app
from foedus.cli.options import LangOption
from foedus.cli.plain import NotPlainError, plain

WORDS = ["CSTO", "NATO", "2022-01-07", "KAZ", "RUS", "7", "x.html", "kazakhstan-2022", "00", "٣", "-1", ""]


def commands(group: typer.Typer, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for command in group.registered_commands:
        yield (*path, command.name or command.callback.__name__.replace("_", "-")), command
    for inner in group.registered_groups:
        yield from commands(inner.typer_instance, (*path, inner.name))


COMMANDS = dict(commands(app))


def by_typer(words: list[str]) -> Any:
    """The values with which Typer would call the command; None where it would not."""
    command = typer.main.get_command(app)
    try:
        context = command.make_context("foedus", list(words))
        while True:
            name, found, rest = context.command.resolve_command(context, [*context._protected_args, *context.args])
            context = found.make_context(name, rest, parent=context)
            if not hasattr(found, "resolve_command"):
                return {name: _as_called(value) for name, value in context.params.items()}
    except (typer.Exit, SystemExit, Exception):
        return None


def _as_called(value: Any) -> Any:
    """Typer hands over several values as a list, and none as the default, which is None in all our commands."""
    return (list(value) or None) if isinstance(value, tuple | list) else value


def options_of(path: tuple[str, ...]) -> list[str]:
    found = typer.main.get_command(app)
    for name in path:
        found = found.get_command(None, name)
    return [name for parameter in found.params for name in parameter.opts if name.startswith("-")]


OPTIONS = {path: options_of(path) for path in COMMANDS}


@st.composite
def calls(draw) -> list[str]:
    path = draw(st.sampled_from(sorted(COMMANDS)))
    option = st.sampled_from(OPTIONS[path] or ["--json"])
    word = st.sampled_from(WORDS)
    part = st.one_of(
        word.map(lambda w: [w]),
        option.map(lambda o: [o]),
        st.tuples(option, word).map(list),
        st.tuples(option, word).map(lambda pair: ["=".join(pair)]),
        st.sampled_from([["--help"], ["-h"], ["--"], ["--nonsense"], ["--lan", "de"]]),
    )
    return [*path, *(w for words in draw(st.lists(part, max_size=5)) for w in words)]


@given(words=calls())
def test_a_call_that_is_read_plainly_is_read_as_typer_reads_it(words):
    try:
        *_, (function, values) = plain(app, words)
    except NotPlainError:
        return
    read = by_typer(words)
    assert read is not None, words
    assert values == read
    assert function.__name__


@pytest.mark.parametrize(
    "words",
    [
        "show CSTO --on 2022-01-07 --json", "show CSTO --lang=de", "invoke kazakhstan-2022 --json --runs 500",
        "brief CSTO --on 2022-01-07 --html x.html", "compare CSTO NATO --without RUS --without USA", "record audit",
        "cases", "claims check article-2022-01-07", "invoke --by KAZ --alliance CSTO --on 2022-01-05 --threat coup",
    ],
)  # fmt: skip
def test_what_most_people_ask_is_plain(words):
    *_, (_, values) = plain(app, words.split())
    assert values == by_typer(words.split())


@pytest.mark.parametrize(
    "words",
    [
        "", "--help", "--version", "show", "show --help", "show CSTO NATO", "show CSTO --on", "show CSTO --on --json",
        "show CSTO --json=yes", "show CSTO --o 2022-01-07", "show CSTO --on 2022-01-07 --on 2022-01-08", "nonsense",
        "show -- CSTO", "record", "claims", "invoke x --runs -1", "invoke x --runs many", "invoke x --runs ٣",
    ],
)  # fmt: skip
def test_what_is_not_plain_is_left_to_typer(words):
    with pytest.raises(NotPlainError):
        plain(app, words.split())


@pytest.mark.parametrize(
    "option",
    [
        typer.Option("--given", min=1), typer.Option("--given", prompt=True), typer.Option("--given", is_eager=True),
        typer.Option("--given", callback=lambda value: value), typer.Option(), typer.Option("--given/--not-given"),
    ],
)  # fmt: skip
def test_an_option_with_rules_of_its_own_is_left_to_typer(option):
    small = typer.Typer()

    def ask(given: str = "") -> None: ...

    ask.__annotations__["given"] = Annotated[str, option]
    small.command()(ask)
    with pytest.raises(NotPlainError):
        plain(small, ["ask"])


def test_a_variable_of_the_environment_stands_for_an_option_that_was_not_given(monkeypatch):
    small = typer.Typer()

    @small.command()
    def ask(lang: Annotated[str, typer.Option("--lang", envvar="A_LANGUAGE")] = "en") -> None: ...

    assert plain(small, ["ask"]) == [(ask, {"lang": "en"})]
    monkeypatch.setenv("A_LANGUAGE", "de")
    assert plain(small, ["ask"]) == [(ask, {"lang": "de"})]
    assert plain(small, ["ask", "--lang", "en"]) == [(ask, {"lang": "en"})]


def test_the_end_of_a_plain_call_is_that_of_the_program():
    small = typer.Typer()

    @small.command()
    def end(code: Annotated[int, typer.Argument()]) -> None:
        raise typer.Exit(code)

    for code in (0, 1):
        assert reader.run_plain(small, ["end", str(code)]) == code
    assert reader.run_plain(small, ["end", "--help"]) is None


def test_a_plain_call_speaks_the_language_of_the_run():
    small, said = typer.Typer(), []

    @small.command()
    def ask(lang: LangOption = "en") -> None:
        said.append(lang)

    assert reader.run_plain(small, ["ask"], "de") == 0
    assert said == ["de"]


def test_a_path_is_a_path():
    *_, (_, values) = plain(app, ["brief", "CSTO", "--html", "a/b.html"])
    assert values["html"] == Path("a/b.html")


def test_the_profile_of_an_alliance_needs_neither_numpy_nor_typers_converters():
    script = (
        "import sys; from foedus.cli.run import _answered; _answered(['show', 'CSTO', '--on', '2022-01-07', '--json']);"
        "assert not {'numpy', 'pydantic', 'rich', 'polars'} & set(sys.modules), 'loaded too much'"
    )
    subprocess.run([sys.executable, "-c", script], check=True, stdout=subprocess.DEVNULL)
