"""How a command changes a file of the casebook: tried first, refused if it would not check, written whole or not at all."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NoReturn

from compare.cli.exits import Exit
from compare.cli.reading import existing_folders
from compare.cli.terminal import tally
from compare.core.phrases import joined
from compare.core.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from compare.cli.terminal import Terminal
    from compare.core.model import Casebook
    from compare.core.problems import Problem
    from compare.loading.documents import Memory

_NO_CLAIM: Final = "C701"
"""A casebook without claims cannot be compared, but a person may take the last claim out of it."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A casebook as it was read, for a command that is about to change its files."""

    root: Path
    texts: tuple[Path, ...]
    casebook: Casebook
    problems: tuple[Problem, ...]
    terminal: Terminal
    memory: Memory

    def text_of(self, file: str, *, by_now: bool = False) -> str | None:
        """The text of a file, named relative to the casebook; None where there is no such file.

        One that is another than the casebook was read from ends the command, since what is to be changed was thought of without
        it; but not `by_now`, for a change that is made of the text alone.
        """
        from compare.core.model import Location
        from compare.core.problems import Problem
        from compare.loading import files
        from compare.loading.digests import noting
        from compare.loading.settings_file import read_settings

        if not files.exists(self.root / file):
            return None
        limit = read_settings(self.root)[0].limits.file_bytes
        with noting() as noted:
            found = files.read_text(self.root / file, self.root, limit, Location(file))
        if isinstance(found, Problem):
            self.terminal.problems([found], err=True)
            self.terminal.stop(Exit.PROBLEMS, "Nothing was written.")
        if not by_now and noted.digests[file] != self.casebook.files.get(file):
            self._changed(f"{file} was changed by somebody else since it was read; nothing was written")
        return found

    def save(self, file: str, old: str | None, new: str, *, dry_run: bool = False) -> Casebook:
        """Write the file, unless something in the casebook would be wrong then that is not wrong now.

        What would merely be looked at twice is told and written. Gives the casebook as it is afterwards.
        """
        return self.saved({file: (old, new)}, dry_run=dry_run).casebook

    def saved(
        self,
        changes: Mapping[str, tuple[str | None, str]],
        *,
        dry_run: bool = False,
        explain: Callable[[Sequence[Problem]], None] | None = None,
    ) -> Desk:
        """Write several files, all or none, as one is saved, and give the desk with the casebook as it is afterwards.

        Args:
            changes: by name the text that the change was made from (None for a new file) and the text to stand there.
            dry_run: only try.
            explain: says more of the new problems before the command ends because of them.
        """
        from compare.authoring.editing.trial import new_problems, trial
        from compare.core.problems import stops_publication

        casebook, problems = trial(self.root, self.texts, {file: new for file, (_, new) in changes.items()}, self.memory)
        found = new_problems(self.problems, problems)
        self.terminal.problems(found, err=True)
        if stops_publication([each for each in found if each.code != _NO_CLAIM]):
            if explain:
                explain(found)
            self.terminal.stop(Exit.PROBLEMS, f"Nothing was written: {tally(found)} in what would have been.")
        if not dry_run:
            self._write(changes)
        return replace(self, casebook=casebook, problems=problems)

    def refresh_schemas(self) -> None:
        """Write the editor's schemas anew where the casebook has any, so that it knows what has joined the vocabulary."""
        from compare.authoring.editor.schemas import refresh

        try:
            refresh(self.root)
        except OSError as fault:
            self.terminal.warn(f"The editor's schemas stay as they were: {fault.strerror or fault}.")

    def _write(self, changes: Mapping[str, tuple[str | None, str]]) -> None:
        from compare.authoring.editing.saving import replace_all
        from compare.loading.replacing import ChangedMeanwhile

        try:
            replace_all(self.root, changes)
        except ChangedMeanwhile as fault:
            self._changed(str(fault))
        except OSError as fault:
            what = visible(joined(sorted(changes)))
            self.terminal.stop(Exit.CANNOT_WRITE, f"Cannot write {what}: {fault.strerror or fault}.")

    def _changed(self, what: str) -> NoReturn:
        self.terminal.stop(Exit.CANNOT_WRITE, f"{visible(what)}. Run the command again.")


def desk(casebook: Path, texts: Sequence[Path] | None, terminal: Terminal) -> Desk:
    """Read the casebook that is to be changed."""
    from compare.authoring.editing.trial import trial
    from compare.loading.documents import Memory

    folders = existing_folders(casebook, texts, terminal)
    terminal.tell("reading")
    memory = Memory()
    read, problems = trial(casebook, folders, {}, memory)
    return Desk(casebook, folders, read, problems, terminal, memory)


@contextmanager
def refusals(terminal: Terminal) -> Iterator[None]:
    """Within this context a refusal ends the command: usage where a name means nothing, else problems; nothing is written."""
    from compare.authoring.editing.edits import CannotEdit
    from compare.authoring.editing.refusals import RefusedError, UnknownNameError

    try:
        yield
    except UnknownNameError as fault:
        _refuse(Exit.USAGE, fault, terminal)
    except (RefusedError, CannotEdit) as fault:
        _refuse(Exit.PROBLEMS, fault, terminal)


def _refuse(code: Exit, fault: Exception, terminal: Terminal) -> None:
    for line in str(fault).splitlines():
        terminal.warn(visible(line))
    terminal.stop(code, "Nothing was written.")
