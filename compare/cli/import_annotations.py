"""`whosays import annotations.json`: what others have annotated on the web, as claims and as drafts of claims."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from compare.cli.exits import Exit
from compare.cli.export import EXTRA, check_suffix
from compare.cli.terminal import tally
from compare.core.phrases import counted, joined
from compare.core.visible import excerpt, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from compare.authoring.annotations.annotation import Annotation, Fault
    from compare.authoring.annotations.drafts import Outcome
    from compare.authoring.annotations.formats import Found
    from compare.authoring.tables.tables import Grid
    from compare.cli.changing import Desk
    from compare.cli.terminal import Terminal
    from compare.core.model import Location
    from compare.core.problems import Problem
    from compare.core.settings import Limits

_MOST_SINGLY: Final = 10
"""So many annotations that were there already are told one by one."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """The annotations of a file as a casebook sees them, and the table for drafts where one is wanted."""

    name: str
    before: Desk
    found: Found
    outcome: Outcome
    drafts: Path | None
    data: bytes

    @property
    def grid(self) -> Grid:
        """The complete drafts as a table."""
        from compare.authoring.annotations.draft_table import draft_table

        return draft_table(self.outcome.complete, self.name)

    def placed(self, problem: Problem) -> Problem:
        """A problem with a row of that table, told with the annotation it comes from."""
        from compare.authoring.annotations.draft_table import label_at

        return replace(problem, place=self._place(problem.place, label_at(self.outcome.complete, problem.place)))

    def _place(self, place: Location, label: str) -> Location:
        return replace(place, file=f"{self.name}, {label}", line=0, column=0) if place.file == self.name and label else place

    def write_drafts(self) -> str:
        """Write the table of drafts, or say why not: before anything is told, since nobody may be there to listen."""
        return _write_drafts(self.data, self.drafts)

    def finish(self, unwritten: str, *, dry_run: bool) -> None:
        """Tell what became of every annotation, or that its draft is not written, and end with the exit code for it."""
        if unwritten:
            self.before.terminal.stop(Exit.CANNOT_WRITE, unwritten)
        _tell_outcome(self, dry_run=dry_run)
        if self._failed:
            self.before.terminal.stop(Exit.PROBLEMS, self._failed)

    @property
    def _failed(self) -> str:
        """That a claim which somebody wrote down has not come through, or that nothing in the file was of use; or nothing."""
        outcome = self.outcome
        if not (outcome.complete or outcome.incomplete or outcome.there or outcome.private):
            return "None of the annotations can become a claim."
        wrong = [each for each, _ in outcome.left_out if _names_a_claim(each)]
        wrong += [each.annotation for each in outcome.incomplete if each.said.subject and each.said.value]
        told = f"{counted(len(wrong), 'annotation')} with a subject or a value did not become a claim"
        return f"{told}: mend them and import the file again; nothing is added twice." if wrong else ""


def is_annotations(file: Path) -> bool:
    """Whether a file's name says that it holds annotations."""
    from compare.authoring.annotations.json_file import SUFFIXES

    return file.suffix.lower() in SUFFIXES


def incoming(file: Path, before: Desk, drafts: Path | None, *, private: bool) -> Incoming:
    """The annotations of a file; those that are left out are told, each reason once."""
    from compare.authoring.annotations.drafts import drafted
    from compare.authoring.annotations.formats import annotations_in
    from compare.loading.settings_file import read_settings

    limits, name = read_settings(before.root)[0].limits, visible(file.name)
    found = annotations_in(_read(file, limits, before.terminal))
    if not found.annotations:
        before.terminal.stop(Exit.PROBLEMS, f"{name}: there are no annotations in this file. Nothing was written.")
    outcome = drafted(found.annotations, before.casebook, limits, private=private)
    come = Incoming(name, before, found, outcome, drafts, _draft_data(outcome, drafts, before.terminal))
    _tell_left_out(come)
    return come


def _read(file: Path, limits: Limits, terminal: Terminal) -> object:
    """What the file holds."""
    from compare.authoring.annotations.json_file import read_json
    from compare.core.problems import Problem

    data = read_json(file, limits)
    if isinstance(data, Problem):
        terminal.problems([data], err=True)
        terminal.stop(Exit.PROBLEMS, f"Nothing was written: {tally([data])} in the file.")
    return data


def _tell_left_out(come: Incoming) -> None:
    """What the file lacks, and every annotation that comes to nothing, with the reason and how to mend it."""
    terminal = come.before.terminal
    for notice in come.found.notices:
        terminal.warn(visible(f"{come.name}: {notice}"))
    reasons: dict[Fault, list[Annotation]] = {}
    for annotation, fault in come.outcome.left_out:
        reasons.setdefault(fault, []).append(annotation)
    for fault, alike in reasons.items():
        terminal.warn(visible(f"{come.name}, {_labels(alike)}: left out: {fault.what}"))
        terminal.warn(visible(f"    {fault.cure}"))
    for each in (*come.outcome.complete, *come.outcome.incomplete):
        if each.anchor.elsewhere:
            what = f"other words stand beside {excerpt(each.anchor.quote)} in the text of {each.source} than in the annotation"
            terminal.warn(visible(f"{come.name}, {each.annotation.label}: look at it: {what}"))


def _labels(alike: Sequence[Annotation]) -> str:
    """`annotation 3 (“Xy”)`, or `annotations 1-4, 9` where several have one reason."""
    from compare.authoring.claiming.dismissals import runs

    if len(alike) == 1:
        return alike[0].label
    numbers = runs(each.number for each in alike)
    return f"annotation{'s' if len(numbers) > 1 or '-' in numbers[0] else ''} {', '.join(numbers)}"


def _names_a_claim(annotation: Annotation) -> bool:
    """Whether the annotation was made to become a claim: it names a subject or a value."""
    from compare.authoring.annotations.saying import Said, said

    found = said(annotation)
    return not isinstance(found, Said) or bool(found.subject or found.value)


def check_drafts(drafts: Path | None, terminal: Terminal) -> None:
    """End the command where the drafts could not be written, before anything is."""
    from compare.loading.files import exists

    if drafts is None:
        return
    check_suffix(drafts, terminal)
    if exists(drafts):
        taken = f"{visible(str(drafts))} is there already, perhaps with changes: import it first, or name another file."
        terminal.stop(Exit.USAGE, taken)


def _draft_data(outcome: Outcome, drafts: Path | None, terminal: Terminal) -> bytes:
    """The incomplete drafts as the bytes of a table; made before anything is written, since a cell may not fit."""
    from compare.authoring.annotations.draft_table import draft_table
    from compare.authoring.tables.sheets import UnfitTableError, UnwrittenTableError, csv_bytes, xlsx_bytes

    if drafts is None or not outcome.incomplete:
        return b""
    rows = draft_table(outcome.incomplete).rows
    if drafts.suffix.lower() == ".csv":
        return csv_bytes(rows)
    try:
        return xlsx_bytes(rows)
    except ModuleNotFoundError:
        terminal.stop(Exit.USAGE, EXTRA)
    except UnfitTableError as fault:
        terminal.stop(Exit.PROBLEMS, f"{visible(str(drafts))}: {fault}. Nothing was written.")
    except UnwrittenTableError as fault:
        terminal.stop(Exit.CANNOT_WRITE, f"Cannot write {visible(str(drafts))}: {visible(str(fault))}. Nothing was written.")


def _write_drafts(data: bytes, drafts: Path | None) -> str:
    """Write the table of drafts, over nothing; why it cannot be written, or nothing."""
    from compare.loading.replacing import ChangedMeanwhile, write_whole

    if drafts is None or not data:
        return ""
    try:
        write_whole(drafts, data, new=True)
    except ChangedMeanwhile as fault:
        return f"The claims are written, the drafts are not: {visible(str(fault))}."
    except OSError as fault:
        return f"The claims are written, the drafts are not: {visible(str(drafts))}: {fault.strerror or fault}."
    return ""


def _tell_outcome(come: Incoming, *, dry_run: bool) -> None:
    """What became of all of them: what was there, the drafts with what they lack, and the counts."""
    outcome, say = come.outcome, come.before.terminal.result
    for line in _there(come):
        say(visible(line))
    for each in sorted(outcome.incomplete, key=lambda draft: (draft.annotation.number, draft.annotation.target)):
        quote = excerpt(each.anchor.quote, 40)
        say(visible(f"{each.annotation.label}: draft, {each.source} {quote}: it lacks {joined(each.missing)}"))
    if outcome.incomplete:
        say(_table_told(come, dry_run=dry_run))
    if outcome.private:
        number = counted(len(outcome.private), "annotation")
        say(f"{number} that only the author can see: left out; --private takes them too")
    say(f"{come.name}: {', '.join(_counts(come))}")
    if dry_run:
        say("Nothing was written: this was a dry run.")


def _there(come: Incoming) -> Iterator[str]:
    """What was there already: each with what says it, or in one line where they are many."""
    there = come.outcome.there
    if len(there) > _MOST_SINGLY:
        yield f"{_labels([each for each, _ in there])}: already there"
    else:
        yield from (f"{each.label}: already there, {known}" for each, known in there)


def _table_told(come: Incoming, *, dry_run: bool) -> str:
    """Where the drafts are, or how to get them."""
    if come.drafts is None:
        return "Drafts are in no claim file: --drafts drafts.csv writes them as a table, to be completed and imported."
    where, number = visible(str(come.drafts)), counted(len(come.outcome.incomplete), "draft")
    return f"{where}: {number}{' would be written' if dry_run else f'; fill or mend its cells, then: whosays import {where}'}"


def _counts(come: Incoming) -> Iterator[str]:
    """`10 annotations: 3 claims added, 1 already there, 2 drafts, 4 left out`, part by part."""
    outcome, found = come.outcome, come.found.annotations
    number = len({each.number for each in found})
    places = f" with {counted(len(found), 'target')}" if len(found) > number else ""
    added = f"{counted(len(outcome.complete), 'claim')} added"
    yield f"{counted(number, 'annotation')}{places}: {added}"
    yield f"{len(outcome.there):,} already there"
    yield counted(len(outcome.incomplete), "draft")
    yield f"{len(outcome.left_out) + len(outcome.private):,} left out"
