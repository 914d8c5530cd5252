"""`whosays init`: a new casebook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli.exits import Exit
from compare.cli.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

EXAMPLE = "whosays init my-case --example"


def init(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(help="The new casebook; made if it is not there.", metavar="DIR")],
    *,
    example: Annotated[
        bool, typer.Option("--example", help="With three short articles that show every kind and standing.")
    ] = False,
) -> None:
    """Make a new casebook: an empty one to fill in, or a complete example to look at.

    Never overwrites a file. Exit codes: 0 made, 2 a file is in the way, 4 cannot write.
    """
    terminal: Terminal = ctx.ensure_object(Terminal)
    files = list(_files("example" if example else "blank"))
    for name, _ in files:
        if (folder / name).exists():
            terminal.stop(Exit.USAGE, f"{folder / name} is there already; nothing was written.")
    try:
        for name, content in files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
    except OSError as error:
        terminal.stop(Exit.CANNOT_WRITE, f"Cannot write to {folder}: {error.strerror or error}.")
    terminal.result(f"{folder}: {len(files)} files. Next: whosays check {folder}; whosays build {folder}")


def _files(kind: str) -> Iterator[tuple[str, bytes]]:
    from importlib.resources import files

    yield from _walk(files("compare") / "casebooks" / kind, "")


def _walk(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for each in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if each.is_dir() and each.name != "reports":
            yield from _walk(each, f"{path}{each.name}/")
        elif each.is_file() and not each.name.startswith("__"):
            yield f"{path}{each.name}", each.read_bytes()
