"""`whosays init`: a new casebook."""

from __future__ import annotations

import os
import shlex
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli.exits import Exit
from compare.cli.terminal import Terminal
from compare.core.phrases import counted
from compare.core.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from importlib.resources.abc import Traversable

EXAMPLE = "whosays init my-case --example"
_MADE = frozenset({"reports", ".schemas"})


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
    from compare.authoring.editing.saving import replace_all
    from compare.authoring.editor.schemas import FOLDER
    from compare.core.undisturbed import undisturbed
    from compare.loading.files import inside
    from compare.loading.layout import CLAIMS, SOURCES, VOCABULARY
    from compare.loading.replacing import ChangedMeanwhile

    terminal: Terminal = ctx.ensure_object(Terminal)
    files = list(_files("example" if example else "blank"))
    in_the_way = [str(folder / name) for name in [*(name for name, _ in files), FOLDER] if os.path.lexists(folder / name)]
    if in_the_way:
        paths = "\n".join(visible(path) for path in in_the_way)
        terminal.stop(Exit.USAGE, f"There already:\n{paths}\nNothing was written. Move these, or name another folder.")
    if outside := [each for each in (CLAIMS, SOURCES, VOCABULARY) if not inside(folder / each, folder)]:
        terminal.stop(
            Exit.USAGE, f"{outside[0]}/ of {visible(str(folder))} is a link that leads out of it; nothing was written."
        )
    try:
        with undisturbed():
            replace_all(folder, {name: (None, content.decode("utf-8")) for name, content in files})
            _with_schemas(folder, [name for name, _ in files])
    except ChangedMeanwhile as fault:
        terminal.stop(Exit.USAGE, f"{visible(str(fault))}. Run the command again.")
    except OSError as error:
        terminal.stop(Exit.CANNOT_WRITE, f"Cannot write to {visible(str(folder))}: {error.strerror or error}.")
    shown = visible(shlex.quote(str(folder)))
    then = f"whosays build {shown}" if example else "seeds/README.md and claims/README.md say how to begin"
    terminal.result(f"{visible(str(folder))}: {counted(len(files), 'file')}. Next: {then}")


def _with_schemas(folder: Path, made: Sequence[str]) -> None:
    """Add what an editor needs; where that cannot be written, what was made is taken away again."""
    from compare.authoring.editor.schemas import FOLDER, refresh

    try:
        refresh(folder, make=True)
    except OSError:
        shutil.rmtree(folder / FOLDER, ignore_errors=True)
        for name in made:
            with suppress(OSError):
                (folder / name).unlink()
        raise


def _files(kind: str) -> Iterator[tuple[str, bytes]]:
    from importlib.resources import files

    yield from _walk(files("compare") / "casebooks" / kind, "")


def _walk(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    """Path below the casebook and content of each of its files, in order; what was made from them there stays behind."""
    for each in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if each.is_dir() and each.name not in _MADE:
            yield from _walk(each, f"{path}{each.name}/")
        elif each.is_file() and not each.name.endswith(".lock"):
            yield f"{path}{each.name}", each.read_bytes()
