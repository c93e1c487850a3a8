"""Run the command line; every known problem is one message and exit code 2, never a traceback."""

from __future__ import annotations

import os
from collections.abc import Iterator
from copy import copy
from typing import TYPE_CHECKING, Any

from foedus.cli import stream

if TYPE_CHECKING:
    from foedus.ground.errors import FoedusError

#: Options whose file may be left out, with its ending.
FILES = (("--html", "html"), ("--md", "md"), ("--pdf", "pdf"))


def prepared(arguments: list[str]) -> list[str]:
    """`--html`, `--md` and `--pdf` may stand without a file; a name in the current folder is filled in then."""
    found = list(arguments)
    for option, ending in FILES:
        if option in found:
            at = found.index(option)
            if at + 1 == len(found) or found[at + 1].startswith("-"):
                subject = next((a for a in found[1:at] if not a.startswith("-")), "")
                safe = "".join(c if c.isalnum() or c in "-_" else "-" for c in subject) or "answer"
                found.insert(at + 1, f"foedus-{safe}.{ending}")
    return found


def run(arguments: list[str]) -> None:
    """Run one command and exit: 0 done, 1 something was found or could not be written, 2 bad input."""
    # No answer multiplies large matrices, and to start threads for them is a third of numpy's import.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    stream.prepare()
    try:
        code = stream.finish(_answered(arguments or ["--help"]))
    except OSError as error:
        code = stream.lost(error)
    except KeyboardInterrupt:
        code = 130
    raise SystemExit(code)


def _answered(arguments: list[str]) -> int:
    """The exit code of a command, its errors told."""
    from typer import Abort, BadParameter

    from foedus.cli.app import app
    from foedus.cli.language import choose, spoken
    from foedus.cli.plain import run_plain
    from foedus.cli.terminal import visible
    from foedus.ground.errors import FoedusError

    usage: Any = BadParameter.__mro__[2]  # click's own base class of errors, which Typer brings along
    try:
        words = prepared(choose(arguments))
        code = run_plain(app, words, spoken())
        if code is not None:
            return code
        found = _command().main(args=words, prog_name="foedus", standalone_mode=False)
        return found if isinstance(found, int) else 0
    except FoedusError as error:
        return _refused(error)
    except ModuleNotFoundError as error:
        from foedus.ground.extras import explained

        missing = explained(error)
        if missing is None:
            raise
        return _refused(missing)
    except usage as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            stream.complain(error.ctx.get_help(), name="")
        else:
            stream.complain(visible(_usage(error)))
        return int(error.exit_code)
    except Abort:
        return 130


def _refused(error: FoedusError) -> int:
    """Tell an error in the language of the run."""
    from foedus.cli.language import spoken
    from foedus.cli.terminal import visible

    text = error.text()
    if spoken() == "de":
        from foedus.cli.german import told

        text = told(error, "de")
    stream.complain(visible(text))
    return 2


def _usage(error: Any) -> str:
    """What click has to say about the arguments, and where help is."""
    from foedus.cli.language import spoken

    text, path = error.format_message(), error.ctx.command_path if getattr(error, "ctx", None) else "foedus"
    if spoken() == "de":
        from foedus.cli.german import in_german

        return f"{in_german(text)}\n  weiter:  {path} --help --lang de"
    return f"{text}\n  next: {path} --help"


def _command() -> Any:
    """The commands in the language of the run, each with `--lang`."""
    from typer.main import get_command

    from foedus.cli.app import app
    from foedus.cli.language import spoken

    root: Any = get_command(app)
    commands = list(_commands(root))
    option = next(p for command in commands for p in command.params if p.name == "lang")
    for command in commands:
        mine = next((p for p in command.params if p.name == "lang"), None)
        if mine is None:
            # For the help page only: `--lang` has been taken out of the arguments by then.
            mine = copy(option)
            mine.expose_value = False
            command.params.append(mine)
        mine.default = spoken()
        if spoken() == "de":
            _in_german(command)
    return root


def _commands(root: Any) -> Iterator[Any]:
    yield root
    for command in getattr(root, "commands", {}).values():
        yield from _commands(command)


def _in_german(command: Any) -> None:
    from foedus.cli.german import help_page, help_text

    command.help = help_text(command.help or "")
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = help_text(parameter.help)
    plain = command.get_help
    command.get_help = lambda ctx: help_page(plain(ctx))
