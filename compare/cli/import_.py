"""`whosays import`: a table that was changed in a spreadsheet, or annotations made on the web, into the claim files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli.exits import Exit
from compare.cli.export import EXTRA
from compare.cli.import_annotations import Incoming, check_drafts, incoming, is_annotations
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
    file: Annotated[
        Path, typer.Argument(help="A table as `whosays export` writes it (.csv, .xlsx), or annotations (.json, .jsonld).")
    ],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")] = False,
    drafts: Annotated[
        Path | None,
        typer.Option(help="Annotations: a new table (.csv, .xlsx) for those that are no claims yet.", metavar="FILE"),
    ] = None,
    private: Annotated[
        bool, typer.Option("--private", help="Annotations: with those of Hypothes.is that only their author can see.")
    ] = False,
    casebook: InCasebook = Path(),
    texts: Texts = None,
) -> None:
    """Take a table of claims, or annotations made on the web, over into the claim files, changing only what differs.

    A row is found by its source and id: its cells that differ are changed, an emptied cell takes its key away, and a row that
    is new becomes the last claim of its source. A claim without a row and a key without a column stay as they are. If anything
    would not check, nothing is written.

    An annotation (W3C Web Annotation, Hypothes.is) becomes a claim where its address is that of a source, its words stand in
    the article text, and its tags are `subject:...` and `value:...`. Without these it is a draft, for the table of `--drafts`;
    what cannot be used is left out and told.

    Exit codes: 0 taken over or shown, 2 no such file or folder, 3 the file or what it would make is wrong, or a claim in it was
    left out, 4 cannot write.
    """
    from compare.cli.changing import desk

    terminal: Terminal = ctx.ensure_object(Terminal)
    _check(file, drafts, terminal, private=private)
    if is_annotations(file):
        come = incoming(file, desk(casebook, texts, terminal), drafts, private=private)
        _take(come.before, come.grid, come, dry_run=dry_run)
    else:
        grid = _grid(file, terminal)
        _take(desk(casebook, texts, terminal), grid, dry_run=dry_run)


def _check(file: Path, drafts: Path | None, terminal: Terminal, *, private: bool) -> None:
    """End the command where the names do not say what is to be done."""
    from compare.authoring.tables.sheets import SUFFIXES

    name = visible(str(file))
    if not is_annotations(file) and file.suffix.lower() not in SUFFIXES:
        ending = "its name must end in .csv or .xlsx, or for annotations in .json or .jsonld"
        terminal.stop(Exit.USAGE, f"{name} is no table: {ending}.")
    if not is_annotations(file) and (drafts or private):
        terminal.stop(Exit.USAGE, f"--drafts and --private are for annotations, and {name} is a table.")
    if not file.exists():
        terminal.stop(Exit.USAGE, f"There is no file {name}.")
    check_drafts(drafts, terminal)


def _take(before: Desk, grid: Grid, come: Incoming | None = None, *, dry_run: bool) -> None:
    """Merge a table into the claim files, and write what is left of annotations beside them."""
    from compare.cli.changing import refusals
    from compare.core.undisturbed import undisturbed

    with refusals(before.terminal):
        merge = _merge(before, grid, come)
    if any(each.new != each.old for each in merge.files):
        _try(before, merge, come)
    unwritten = ""
    if not dry_run:
        with undisturbed():
            _write(before, merge)
            unwritten = come.write_drafts() if come else ""
    _tell(merge, before.terminal, dry_run=dry_run, alone=come is None)
    if come:
        come.finish(unwritten, dry_run=dry_run)


def _grid(file: Path, terminal: Terminal) -> Grid:
    """The table."""
    from compare.authoring.tables.sheets import read_table

    try:
        found = read_table(file)
    except ModuleNotFoundError:
        terminal.stop(Exit.USAGE, EXTRA)
    if isinstance(found, list):
        terminal.problems(found, err=True)
        terminal.stop(Exit.PROBLEMS, f"Nothing was written: {tally(found)} in the table.")
    return found


def _merge(before: Desk, grid: Grid, come: Incoming | None) -> Merge:
    """What the table changes."""
    from compare.authoring.tables.merging import merged
    from compare.loading.settings_file import read_settings

    found = merged(before.root, grid, read_settings(before.root)[0].limits)
    before.terminal.problems([come.placed(each) if come else each for each in found.problems], err=True)
    if found.problems:
        where = "annotations" if come else "table"
        before.terminal.stop(Exit.PROBLEMS, f"Nothing was written: {tally(found.problems)} in the {where}.")
    return found


def _try(before: Desk, merge: Merge, come: Incoming | None) -> None:
    """Refuse it all if something would be wrong then that is not wrong now; told where it stands in the file."""
    from compare.authoring.editing.trial import new_problems, trial
    from compare.core.problems import in_order, stops_publication

    _, after = trial(before.root, before.texts, {each.file: each.new for each in merge.files})
    found = new_problems(before.problems, after)
    placed = in_order([replace(each, place=merge.places.get(each.place, each.place)) for each in found])
    before.terminal.problems([come.placed(each) if come else each for each in placed], err=True)
    if stops_publication(placed):
        before.terminal.stop(Exit.PROBLEMS, f"Nothing was written: {tally(placed)} in what would have been.")


def _write(before: Desk, merge: Merge) -> None:
    """Write the files that change, all or none."""
    from compare.authoring.editing.saving import replace_all
    from compare.loading.replacing import ChangedMeanwhile

    try:
        replace_all(before.root, {each.file: (each.old, each.new) for each in merge.files if each.new != each.old})
    except ChangedMeanwhile as fault:
        before.terminal.stop(Exit.CANNOT_WRITE, f"{visible(str(fault))}. Run the command again.")
    except OSError as fault:
        before.terminal.stop(Exit.CANNOT_WRITE, f"Cannot write the claim files: {fault.strerror or fault}.")


def _tell(merge: Merge, terminal: Terminal, *, dry_run: bool, alone: bool) -> None:
    """What has changed, file by file and claim by claim; `alone` is whether nothing else is told of the table."""
    changing = [each for each in merge.files if each.new != each.old]
    for each in changing:
        terminal.result(f"{each.file}: {_counts(each)}")
        for claim, columns in each.changed.items():
            terminal.result(visible(f"  {claim}: {', '.join(columns)}"))
        for claim in each.added:
            terminal.result(visible(f"  {claim}: new"))
    untouched = sum(each.untouched for each in merge.files)
    if untouched and alone:
        terminal.result(f"{counted(untouched, 'claim')} of these sources without a row: left as they are")
    if not changing and alone:
        terminal.result("Nothing differs from the claim files.")
    elif changing and dry_run and alone:
        terminal.result("Nothing was written: this was a dry run.")


def _counts(change: FileChange) -> str:
    """`2 claims changed, 1 added`."""
    changed = f"{counted(len(change.changed), 'claim')} changed" if change.changed else ""
    return ", ".join(filter(None, (changed, f"{len(change.added)} added" if change.added else "")))
