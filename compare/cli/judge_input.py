"""What `whosays judge` is given: the mapping, the vocabulary and the table, each read with what is wrong with it told."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from compare.cli.exits import Exit, exit_for
from compare.cli.terminal import Terminal, tally
from compare.core.phrases import counted, shortened
from compare.core.visible import excerpt, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from compare.cli.judging import Claims
    from compare.core.problems import Problem
    from compare.loading.claims_tables.mapping import ColumnMapping, TableOptions
    from compare.loading.claims_tables.terms import TableVocabulary

_MOST_BUCKETS: Final = 400
"""Buckets on disk: each is an open file while the table is read."""


def column_mapping(path: Path | None, given: dict[str, str | None], terminal: Terminal) -> ColumnMapping:
    """What the columns mean: the mapping file, and the options before it."""
    from compare.loading.claims_tables.mapping import ColumnMapping, Pattern
    from compare.loading.claims_tables.mapping_file import read_mapping

    mapping = ColumnMapping()
    if path:
        _there(path, "--mapping", terminal)
        mapping, problems = read_mapping(path)
        _stop_at(problems, Exit.USAGE, terminal)
    fields = {name: written for name, written in given.items() if written}
    for name, written in fields.items():
        try:
            Pattern.of(written)
        except ValueError as fault:
            terminal.stop(Exit.USAGE, f"--{name}: the braces in {excerpt(written)} do not match ({fault}).")
    return replace(mapping, fields={**mapping.fields, **fields})


def vocabulary_for(folder: Path | None, broader: Path | None, terminal: Terminal) -> TableVocabulary:
    """The terms of subjects, the entities, and which place lies in which."""
    from compare.loading.claims_tables.terms import TableVocabulary
    from compare.loading.claims_tables.vocabulary_folder import read_vocabulary
    from compare.loading.places_table import read_places

    words = TableVocabulary()
    problems: list[Problem] = []
    if folder:
        if not folder.is_dir():
            terminal.stop(Exit.USAGE, f"{visible(str(folder))}, given with --vocabulary, is not a folder.")
        words, told = read_vocabulary(folder)
        problems += told
    if broader:
        _there(broader, "--broader", terminal)
        places, found = read_places(broader)
        words = replace(words, places=words.places.joined(places) if words.places else places)
        problems += found
    _stop_at(problems, Exit.PROBLEMS, terminal)
    return words


def _there(path: Path, option: str, terminal: Terminal) -> None:
    if not path.is_file():
        terminal.stop(Exit.USAGE, f"{visible(str(path))}, given with {option}, is not a file.")


def _stop_at(problems: list[Problem] | tuple[Problem, ...], code: Exit, terminal: Terminal) -> None:
    """Tell problems of what was given beside the table; an error ends the command."""
    from compare.core.problems import stops_publication

    terminal.problems(problems, err=True)
    if stops_publication(problems):
        terminal.stop(code, f"Not judged: {tally(problems)}.")


def table_options(columns: ColumnMapping, words: TableVocabulary, kind: str | None, terminal: Terminal) -> TableOptions:
    """How the table is read; a kind that is none ends the command."""
    from compare.core.suggest import did_you_mean
    from compare.kinds import registered
    from compare.loading.claims_tables.mapping import TableOptions

    if kind is not None and kind not in registered():
        near = did_you_mean(kind, registered())
        terminal.stop(Exit.USAGE, f"The kinds are {', '.join(registered())}, and none is {excerpt(kind)}{near or '.'}")
    return TableOptions(columns, words, kind)


@contextmanager
def _told(table: Path, terminal: Terminal) -> Iterator[None]:
    """End the command where the table is not there, is of no sort that is read, or needs what is not installed."""
    from compare.loading.claims_tables.table_files import MissingExtraError, UnknownFormatError

    if not table.exists():
        terminal.stop(Exit.USAGE, f"There is no {visible(str(table))}.")
    if not (table.is_file() or table.is_dir()):  # it would be waited for, or never end
        terminal.stop(
            Exit.USAGE, f"{visible(str(table))} is neither a file nor a folder: write what comes from it into a file."
        )
    terminal.tell("reading")
    try:
        yield
    except (MissingExtraError, UnknownFormatError) as fault:
        terminal.stop(Exit.USAGE, visible(f"{table.name}: {fault}"))


def claims_in(table: Path, options: TableOptions, terminal: Terminal) -> tuple[Claims, tuple[Problem, ...]]:
    """The claims of a table that fits into memory; what is wrong with it is told."""
    from compare.cli.judging import Claims
    from compare.engines.buckets import in_buckets
    from compare.loading.claims_tables.reading import read_table

    with _told(table, terminal):
        reading = read_table(table, options)
    kinds = [f"{kind} ({counted(number, 'subject')})" for kind, number in reading.kinds.items()]
    _tell_how_it_was_read(reading.problems, kinds, reading.empty, reading.unused, terminal)
    found = reading.table
    return Claims(len(found), found.source.texts, in_buckets(found), lambda: found), reading.problems


def claims_on_disk(
    table: Path, options: TableOptions, rows: int, folder: Path, terminal: Terminal
) -> tuple[Claims, tuple[Problem, ...]]:
    """The claims of a table that is read so many rows at a time and kept in a folder; what is wrong with it is told."""
    from compare.cli.judging import Claims
    from compare.engines.staging import Staging
    from compare.loading.claims_tables.faults import Faults
    from compare.loading.claims_tables.reading import read_in_parts, read_table
    from compare.loading.claims_tables.table_files import estimated_rows

    with _told(table, terminal):
        try:
            staging = Staging(folder, min(_MOST_BUCKETS, 1 + estimated_rows(table) // rows))
        except ModuleNotFoundError:
            terminal.stop(Exit.USAGE, "Claims on disk need: pip install 'whosays[tables]'")
        faults, kinds, empty = Faults(table.name), set[str](), 0
        unused: tuple[str, ...] = ()
        for part in read_in_parts(table, options, rows, faults):
            staging.add(part.table)
            kinds, unused, empty = kinds | part.kinds.keys(), part.unused, empty + part.empty
        staging.close()
    if not staging.claims:
        faults.nothing()
    problems = faults.problems()
    _tell_how_it_was_read(problems, sorted(kinds), empty, unused, terminal)
    whole = lambda: read_table(table, options).table  # noqa: E731 - beside the other one
    return Claims(staging.claims, staging.sources, staging.buckets(), whole, staging.terms), problems


def _tell_how_it_was_read(
    problems: tuple[Problem, ...], kinds: Sequence[str], empty: int, unused: Sequence[str], terminal: Terminal
) -> None:
    """The problems, then which kinds were taken and what was left out; a table without claims ends the command."""
    terminal.problems(problems, err=True)
    if not kinds:
        terminal.stop(exit_for(problems), f"Not judged: {tally(problems)}, and no claim is left.")
    if terminal.quiet:
        return
    terminal.warn(f"Kinds: {', '.join(kinds)}. Another one is given with --kind, a column `kind`, a mapping or a vocabulary.")
    if empty:
        terminal.warn(f"{counted(empty, 'empty value')}: no claims.")
    if unused:
        terminal.warn(f"Columns not used: {', '.join(visible(name) for name in shortened(unused))}.")
