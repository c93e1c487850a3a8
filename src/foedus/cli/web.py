"""The command of the web: the pages and their JSON, served until it is stopped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.options import LangOption

if TYPE_CHECKING:
    import socket

#: Seconds that answers under way get when the server is stopped.
GRACE_SECONDS = 5


def serve(
    host: Annotated[str, typer.Option("--host", help="Where to listen; others reach 0.0.0.0, too.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="The port; 0 for any that is free.")] = 8022,
    workers: Annotated[int, typer.Option("--workers", help="Processes that make long answers, 1 to 16.")] = 2,
    rooms: Annotated[
        Path | None, typer.Option("--rooms", help="The file that council rooms are kept in; your own by default.")
    ] = None,
    lang: LangOption = "en",
) -> None:
    """Pages and JSON in a browser, until Ctrl-C."""
    from foedus.brief.words.messages import language
    from foedus.cli.german import in_german
    from foedus.cli.stream import emit
    from foedus.cli.terminal import told
    from foedus.ground.errors import QueryError
    from foedus.ground.extras import need

    tongue = language(lang)
    if not 1 <= workers <= 16:
        raise QueryError(f"--workers {workers} is out of range", hint="use 1 to 16")
    need("web")
    bound = _bound(host, port)
    import uvicorn

    from foedus.web.app import create_app

    app = create_app(lang=tongue, workers=workers, in_german=in_german, kept_in=rooms)
    config = uvicorn.Config(
        app, access_log=False, log_level="warning", server_header=False, date_header=True, lifespan="on",
        timeout_graceful_shutdown=GRACE_SECONDS, h11_max_incomplete_event_size=32 * 1024,
    )  # fmt: skip
    shown = f"[{host}]" if ":" in host else host
    emit(told("serving", lang, address=f"http://{shown}:{bound.getsockname()[1]}/"))
    _until_stopped(uvicorn.Server(config), bound)
    emit(told("served", lang))


def _bound(host: str, port: int) -> socket.socket:
    """A socket that listens there; a port that is taken, or a place that is not here, is a `QueryError`."""
    import errno
    import socket

    from foedus.ground.errors import QueryError

    if not 0 <= port <= 65535:
        raise QueryError(f"--port {port} is out of range", hint="use 0 to 65535")
    # With the protocol named: asyncio sends at once (TCP_NODELAY) only on a socket that says it is one of TCP.
    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(512)
        return made
    except (OSError, UnicodeError) as error:
        made.close()
        taken = getattr(error, "errno", None) == errno.EADDRINUSE
        raise QueryError(
            f"port {port} of {host} is in use" if taken else f"nobody can listen on port {port} of {host}",
            why="" if taken else getattr(error, "strerror", "") or str(error),
            hint="choose another --port, or 0 for any that is free" if taken else "choose another --host or --port",
        ) from None


def _until_stopped(server: object, bound: socket.socket) -> None:
    """Serve until Ctrl-C or SIGTERM, and end as a command that has done its work."""
    import signal

    # uvicorn ends on either, and then raises it again for whoever was there before: nobody, here.
    before = {sign: signal.signal(sign, lambda *_: None) for sign in (signal.SIGINT, signal.SIGTERM)}
    try:
        server.run(sockets=[bound])  # type: ignore[attr-defined]
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)


def register(app: typer.Typer) -> None:
    """Put the command of the web on the command line."""
    app.command("serve")(serve)
