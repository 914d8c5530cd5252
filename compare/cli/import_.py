"""`whosays import`: a table that was changed in a spreadsheet, back into the claim files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli.exits import Exit
from compare.cli.export import EXTRA, check_suffix
from compare.cli.options import InCasebook, Texts
from compare.cli.terminal import Terminal, tally
from compare.core.phrases import counted
from compare.core.visible import visible

if TYPE_CHECKING:
    from compare.authoring.tables.merging import FileChange, Merge
    from compare.authoring.tables.tables import Grid
    from compare.cli.changing import Desk

EXAMPLE = "whosays import claims.xlsx --dry-run"


def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="The table: a .csv or .xlsx file as `whosays export` writes it.")],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")] = False,
    casebook: InCasebook = Path(),
    texts: Texts = None,
) -> None:
    """Take a table of claims over into the claim files, changing only what differs.

    A row is found by its source and id: its cells that differ are changed, an emptied cell takes its key away, and a row that
    is new becomes the last claim of its source. A claim without a row and a key without a column stay as they are. If anything
    would not check, nothing is written.

    Exit codes: 0 taken over or shown, 2 no such file or folder, 3 the table or what it would make is wrong, 4 cannot write.
    """
    from compare.cli.changing import desk, refusals

    terminal: Terminal = ctx.ensure_object(Terminal)
    grid = _grid(file, terminal)
    before = desk(casebook, texts, terminal)
    with refusals(terminal):
        merge = _merge(before, grid)
    if any(each.new != each.old for each in merge.files):
        _try(before, merge)
    if not dry_run:
        _write(before, merge)
    _tell(merge, terminal, dry_run=dry_run)


def _grid(file: Path, terminal: Terminal) -> Grid:
    """The table."""
    from compare.authoring.tables.sheets import read_table

    check_suffix(file, terminal)
    if not file.exists():
        terminal.stop(Exit.USAGE, f"There is no file {visible(str(file))}.")
    try:
        found = read_table(file)
    except ImportError:
        terminal.stop(Exit.USAGE, EXTRA)
    if isinstance(found, list):
        terminal.problems(found, err=True)
        terminal.stop(Exit.PROBLEMS, f"Nothing was written: {tally(found)} in the table.")
    return found


def _merge(before: Desk, grid: Grid) -> Merge:
    """What the table changes."""
    from compare.authoring.tables.merging import merged
    from compare.loading.settings_file import read_settings

    found = merged(before.root, grid, read_settings(before.root)[0].limits)
    before.terminal.problems(found.problems, err=True)
    if found.problems:
        before.terminal.stop(Exit.PROBLEMS, f"Nothing was written: {tally(found.problems)} in the table.")
    return found


def _try(before: Desk, merge: Merge) -> None:
    """Refuse it all if something would be wrong then that is not wrong now; told where it stands in the table."""
    from compare.authoring.editing.trial import new_problems, trial
    from compare.core.problems import in_order, stops_publication

    _, after = trial(before.root, before.texts, {each.file: each.new for each in merge.files})
    found = new_problems(before.problems, after)
    placed = in_order([replace(each, place=merge.places.get(each.place, each.place)) for each in found])
    before.terminal.problems(placed, err=True)
    if stops_publication(placed):
        before.terminal.stop(Exit.PROBLEMS, f"Nothing was written: {tally(placed)} in what would have been.")


def _write(before: Desk, merge: Merge) -> None:
    """Write the files that change, all or none."""
    from compare.authoring.editing.saving import replace_all
    from compare.loading.files import ChangedMeanwhile

    try:
        replace_all(before.root, {each.file: (each.old, each.new) for each in merge.files if each.new != each.old})
    except ChangedMeanwhile as fault:
        before.terminal.stop(Exit.CANNOT_WRITE, f"{visible(str(fault))}. Run the command again.")
    except OSError as fault:
        before.terminal.stop(Exit.CANNOT_WRITE, f"Cannot write the claim files: {fault.strerror or fault}.")


def _tell(merge: Merge, terminal: Terminal, *, dry_run: bool) -> None:
    """What has changed, file by file and claim by claim."""
    changing = [each for each in merge.files if each.new != each.old]
    for each in changing:
        terminal.result(f"{each.file}: {_counts(each)}")
        for claim, columns in each.changed.items():
            terminal.result(visible(f"  {claim}: {', '.join(columns)}"))
        for claim in each.added:
            terminal.result(visible(f"  {claim}: new"))
    untouched = sum(each.untouched for each in merge.files)
    if untouched:
        terminal.result(f"{counted(untouched, 'claim')} of these sources without a row: left as they are")
    if not changing:
        terminal.result("Nothing differs from the claim files.")
    elif dry_run:
        terminal.result("Nothing was written: this was a dry run.")


def _counts(change: FileChange) -> str:
    """`2 claims changed, 1 added`."""
    changed = f"{counted(len(change.changed), 'claim')} changed" if change.changed else ""
    return ", ".join(filter(None, (changed, f"{len(change.added)} added" if change.added else "")))
