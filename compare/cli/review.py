"""`whosays review`: the report on this machine, with a form for a decision on every card."""

from __future__ import annotations

import errno
import gc
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from compare.cli.baselines import Given, baseline_given
from compare.cli.days import today
from compare.cli.exits import Exit
from compare.cli.options import Casebook, NoColour, Texts
from compare.cli.reading import existing_folders
from compare.cli.terminal import Terminal, summary, tally
from compare.core.visible import visible

if TYPE_CHECKING:
    import socket

    from compare.server.desk import Desk

EXAMPLE = "whosays review . --by desk"
EXTRA: Final = "The review page needs libraries that are not installed here: pip install 'whosays[review]'"
"""What is told where the extra is missing."""


def review(  # noqa: PLR0913 - one for every option
    ctx: typer.Context,
    casebook: Casebook = Path(),
    *,
    texts: Texts = None,
    baseline: Given = None,
    by: Annotated[
        str,
        typer.Option(help="Who decides; stands in the forms, and can be changed there.", envvar="WHOSAYS_BY", metavar="NAME"),
    ] = "",
    port: Annotated[int, typer.Option(help="The port; 0 takes a free one.", min=0, max=65535, metavar="N")] = 0,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Open no browser; only print the address.")] = False,
    no_colour: NoColour = False,
) -> None:
    """Serve the report on this machine alone, with a form for a decision on every subject, until Ctrl-C.

    The address that is printed opens it once, in one browser. Each decision is a new file in claims/decisions/; nothing else
    is written. Exit codes: 0 never, since only Ctrl-C ends it (130), 2 usage, or the libraries are not installed, 3 the
    baseline cannot be read, 4 the port cannot be had.
    """
    terminal: Terminal = ctx.ensure_object(Terminal)
    terminal.colour = not no_colour
    _need_libraries(terminal)
    folders = existing_folders(casebook, texts, terminal)
    before = None if baseline is None else baseline_given(baseline, casebook, terminal)
    gc.enable()  # it runs for hours
    from compare.server.desk import Desk

    opened = _socket(port, terminal)
    terminal.tell("reading")
    desk = Desk(casebook, folders, today, before)
    _tell(desk, terminal)
    _serve(desk, by, opened, terminal, browser=not no_browser)


def _need_libraries(terminal: Terminal) -> None:
    from importlib.util import find_spec

    if not all(map(find_spec, ("starlette", "uvicorn"))):
        terminal.stop(Exit.USAGE, EXTRA)


def _socket(port: int, terminal: Terminal) -> socket.socket:
    from compare.server.running import listening

    try:
        return listening(port)
    except OSError as fault:
        if fault.errno == errno.EADDRINUSE:
            cure = "another program, perhaps another review, listens there: leave out --port, and a free one is taken"
            terminal.stop(Exit.CANNOT_WRITE, f"Port {port} cannot be had: {cure}.")
        terminal.stop(Exit.CANNOT_WRITE, f"Port {port} cannot be had: {fault.strerror or fault}.")


def _tell(desk: Desk, terminal: Terminal) -> None:
    reading = desk.reading()
    findings = reading.findings
    terminal.result(f"{summary(findings)}; {tally(findings.problems)}; {len(reading.waiting):,} wait for a decision")


def _serve(desk: Desk, by: str, opened: socket.socket, terminal: Terminal, *, browser: bool) -> None:
    from compare.server.application import application
    from compare.server.keys import Keys
    from compare.server.running import serve

    def failed(bug: Exception) -> None:
        terminal.warn(f"whosays has failed on a page: {type(bug).__name__}: {visible(str(bug))}")
        if terminal.debug:
            terminal.warn("".join(traceback.format_exception(bug)))

    keys = Keys(opened.getsockname()[1])
    terminal.result(f"{keys.address}\nThe address works once, in one browser. Stop with Ctrl-C.")
    if browser:
        _open(keys.address)
    serve(application(desk, keys, by, failed), opened)


def _open(address: str) -> None:
    """Open a browser, beside the server, since one in a terminal ends only when it is left; to have none is no fault."""
    import webbrowser
    from threading import Thread

    def opening() -> None:
        with suppress(webbrowser.Error, OSError):
            webbrowser.open(address)

    Thread(target=opening, daemon=True).start()
