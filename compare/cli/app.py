"""The command `whosays` and how it ends. Commands import what they need when they run, so that `--help` is quick."""

from __future__ import annotations

import errno
import gc
import sys
import traceback
from typing import Annotated, Final

import typer

from compare import __version__
from compare.cli import (
    answer,
    baseline,
    build,
    changes,
    check,
    claim,
    coverage,
    decide,
    decisions,
    dismiss,
    entity,
    explain,
    export,
    import_,
    init,
    judge,
    new,
    read,
    review,
    schema,
    sentences,
    show,
    subject,
    suggest,
    verify,
    watch,
)
from compare.cli.ending import ending_in_order
from compare.cli.exits import Exit
from compare.cli.terminal import Terminal, write_out_unknown_letters
from compare.core.visible import excerpt, visible

_SPARE: Final = 4 * 2**20  # bytes, never touched, that are given back to say that memory is short
# what is wrong with a path before anything is done with it: even to ask whether it is a folder raises these
_UNREACHABLE: Final = frozenset({errno.ENAMETOOLONG, errno.ELOOP, errno.EACCES, errno.EPERM})
_NO_ROOM: Final = "failed to map segment"  # as ld.so(8) says of a library for which there is no memory
_LONGEST: Final = 200  # characters of such a path that are told

app = typer.Typer(
    name="whosays",
    help="Compare what several sources say about the same thing, in their own words.",
    epilog="Example: whosays build . --texts ../articles",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for module in (
    build,
    judge,
    watch,
    review,
    check,
    verify,
    baseline,
    changes,
    show,
    sentences,
    dismiss,
    read,
    suggest,
    answer,
    coverage,
    decide,
    decisions,
    explain,
    export,
    import_,
    schema,
    new,
    init,
):
    name = module.__name__.rpartition(".")[2]
    app.command(name.rstrip("_"), epilog=f"Example: {module.EXAMPLE}")(getattr(module, name))
for group in (claim, subject, entity):
    app.add_typer(group.app, name=group.__name__.rpartition(".")[2])


def _version(asked: bool) -> None:  # noqa: FBT001 - the signature typer calls
    if asked:
        typer.echo(f"whosays {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    ctx: typer.Context,
    *,
    version: Annotated[  # noqa: ARG001 - its callback answers
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error of our own.")] = False,
) -> None:
    ctx.ensure_object(Terminal).debug = debug


def main() -> None:
    """Run the command. An error of our own is told in two lines with exit code 70, never as a traceback unless asked for."""
    # one command is one short run: collecting cycles would take longer than it frees
    gc.disable()
    terminal = Terminal()
    spare: list[bytearray] = []
    write_out_unknown_letters()
    try:
        spare.append(bytearray(_SPARE))
        with ending_in_order():
            app(obj=terminal)
    except KeyboardInterrupt:
        sys.exit(Exit.INTERRUPTED)
    except MemoryError as error:
        spare.clear()
        traceback.clear_frames(error.__traceback__)  # and with them what they hold
        sys.exit(_out_of_memory(terminal))
    except SystemExit:
        if type(sys.stdout).__name__ == "PacifyFlushWrapper":  # by which typer says, with code 1, that a reader has gone
            sys.exit(Exit.CANNOT_WRITE)
        raise
    except Exception as error:  # noqa: BLE001 - the last resort for whatever was not foreseen
        sys.exit(_failed(error, terminal))
    finally:
        gc.enable()


def _out_of_memory(terminal: Terminal) -> Exit:
    terminal.warn("whosays has failed: there is not enough memory for this casebook.")
    terminal.warn("Give it more, or compare less at a time; your files and the last report are as they were.")
    return Exit.OUR_BUG


def _failed(error: Exception, terminal: Terminal) -> Exit:
    """Tell what nobody has foreseen; the code to end with."""
    if isinstance(error, OSError) and traceback.extract_tb(error.__traceback__)[-1].name == "echo":  # of help, or of usage
        terminal.unheard(error)
        return Exit.CANNOT_WRITE
    if isinstance(error, ImportError) and _NO_ROOM in str(error):
        return _out_of_memory(terminal)
    if terminal.debug:
        traceback.print_exc()
    if isinstance(error, OSError) and error.errno in _UNREACHABLE and error.filename:
        terminal.warn(f"{excerpt(str(error.filename), _LONGEST)} cannot be reached: {error.strerror}.")
        return Exit.USAGE
    terminal.warn(
        f"whosays has failed: {type(error).__name__}: {visible(str(error))}\nThis is a bug of ours. Report it with what"
    )
    terminal.warn("`whosays --debug ...` prints; your files and the last report are as they were.")
    return Exit.OUR_BUG
