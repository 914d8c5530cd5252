"""`whosays watch`: the report, built again on every save."""

from __future__ import annotations

import gc
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from compare.cli.baselines import Given
from compare.cli.build import (
    baseline_for,
    changes_from,
    not_written,
    pages_written,
    stop_where_none_can_be,
    write_report,
)
from compare.cli.exits import Exit, exit_for
from compare.cli.options import Casebook, NoColour, Texts
from compare.cli.reading import existing_folders
from compare.cli.terminal import Terminal, summary, tally
from compare.core.phrases import short_shape
from compare.core.problems import lines
from compare.core.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compare.core.changes import Baseline
    from compare.core.findings import Findings
    from compare.core.problems import Problem
    from compare.loading.states import State
    from compare.review.standings import StandingChange

EXAMPLE = "whosays watch . --texts ../articles"
_EXTRA: Final = "Watching files needs a library that is not installed here: pip install 'whosays[watch]'"
_QUIET_FOR: Final = 30  # milliseconds without a further change: editors write a file in several steps
_LONGEST: Final = 500  # milliseconds for which changes are gathered
_NAMED: Final = 5  # files, before the rest is only counted
_TOLD: Final = 20  # problems, new or gone, likewise
_LOOK_AGAIN: Final = 1000  # milliseconds after which files are looked at even if nothing was reported, as on network disks


def watch(
    ctx: typer.Context,
    casebook: Casebook = Path(),
    *,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Where the report goes.", show_default="CASEBOOK/reports", metavar="DIR"),
    ] = None,
    texts: Texts = None,
    baseline: Given = None,
    no_colour: NoColour = False,
) -> None:
    """Build the report of a casebook, then again on every save, and say each time what changed.

    Named are the problems that are new or gone and the subjects whose standing changed, those that became contested first. A
    casebook with errors leaves the last good report as it is. A baseline is read once, at the start.

    Exit codes: 0 never, since only Ctrl-C ends it (130), 2 usage, no such baseline, or the library for watching is not
    installed, 3 the baseline cannot be read, 4 the first report cannot be written.
    """
    terminal: Terminal = ctx.ensure_object(Terminal)
    terminal.colour = not no_colour
    _need_library(terminal)
    folders = existing_folders(casebook, texts, terminal)
    target = output or casebook / "reports"
    before = baseline_for(baseline, casebook, target, terminal) if baseline is not None else None
    stop_where_none_can_be(target, terminal)
    watched = _Watched(casebook, folders, target, terminal, before)
    watched.begin()
    for _ in _wakes(casebook, folders):
        watched.look()


def _need_library(terminal: Terminal) -> None:
    try:
        import watchfiles  # noqa: F401 - only whether it is there
    except ModuleNotFoundError:
        terminal.stop(Exit.USAGE, _EXTRA)


def _wakes(casebook: Path, texts: Sequence[Path]) -> Iterator[None]:
    """Yield whenever something may have changed; begin anew when a watched folder is another than before.

    What is reported is not believed, only taken as the moment to look: it names files that have meanwhile gone again.
    """
    from watchfiles import watch as changes

    from compare.loading.states import watched_folders

    def there() -> dict[Path, int]:
        return {folder: _inode(folder) for folder in watched_folders(casebook, texts)}

    while True:
        folders = there()
        try:
            for _ in changes(
                *folders,
                watch_filter=None,
                recursive=False,
                step=_QUIET_FOR,
                debounce=_LONGEST,
                rust_timeout=_LOOK_AGAIN,
                yield_on_timeout=True,
            ):
                yield
                if there() != folders:
                    break
        except OSError:  # no folder is left, or the system watches no more of them
            time.sleep(_LOOK_AGAIN / 1000)
            yield


def _inode(folder: Path) -> int:
    try:
        return folder.stat().st_ino
    except OSError:  # gone since it was listed
        return 0


class _Watched:
    """A casebook between two saves: what was read last, and what was published last."""

    def __init__(
        self, casebook: Path, texts: Sequence[Path], target: Path, terminal: Terminal, before: Baseline | None
    ) -> None:
        from compare.loading.documents import Memory

        self._casebook, self._texts, self._target, self._terminal = casebook, texts, target, terminal
        self._before = before
        self._memory = Memory()
        self._names: frozenset[str] = frozenset()
        self._states: dict[str, State] = {}
        self._away: tuple[Path, ...] = ()
        self._read: Findings | None = None
        self._published: Findings | None = None
        self._tidy = False

    def begin(self) -> None:
        """Build for the first time; a report that cannot be written ends the command."""
        self._states = self._look()
        try:
            self._round([])
        except OSError as error:
            self._terminal.stop(Exit.CANNOT_WRITE, not_written(error, self._target))
        gc.freeze()
        self._terminal.result("Watching. Stop with Ctrl-C.")

    def look(self) -> None:
        """Build again if anything that is read has changed."""
        if self._is_away():
            return
        now = self._look()
        if now == self._states:
            self._collect()
            return
        from compare.loading.states import differences

        changed, self._states = differences(self._states, now), now
        try:
            self._round(changed)
        except OSError as error:
            self._terminal.warn(not_written(error, self._target))

    def _look(self) -> dict[str, State]:
        from compare.loading.states import states

        return states(self._casebook, self._texts, self._names)

    def _is_away(self) -> bool:
        """Whether a folder that was named is gone, which is told once; `build` would not even begin."""
        away = tuple(folder for folder in (self._casebook, *self._texts) if not folder.is_dir())
        if away and away != self._away:
            names = ", ".join(visible(str(folder)) for folder in away)
            self._terminal.result(f"\n{names} is gone. The report stays as it was until the folder is there again.")
        self._away = away
        return bool(away)

    def _collect(self) -> None:
        """Between two saves, when nobody waits, free what the last build left in cycles."""
        if self._tidy:
            gc.collect()
            self._tidy = False

    def _round(self, changed: Sequence[str]) -> None:
        """Read, tell what is new, and publish.

        Raises:
            OSError: the report cannot be written.
        """
        from compare.pipeline import Run, find
        from compare.report.build_record import asked_with

        self._tidy = True
        started = time.perf_counter()
        if changed:
            more = f" and {len(changed) - _NAMED} more" if len(changed) > _NAMED else ""
            self._terminal.result(f"\nChanged: {visible(', '.join(changed[:_NAMED]))}{more}")
        found = find(Run(self._casebook, tuple(self._texts), memory=self._memory))
        self._names |= {source.text.file for source in found.casebook.sources if source.text}
        self._states = self._look() | self._states  # with the texts that only now are known to matter
        self._problems(found)
        self._read = found
        if exit_for(found.problems) is not Exit.CLEAN:
            self._terminal.result(f"Not published: {tally(found.problems)}. {self._still_there()}")
            return
        asked = asked_with(self._before, None, keep_going=False)
        published = write_report(found, self._target, asked, changes_from(self._before, found))
        took = time.perf_counter() - started
        self._standings(found)
        self._published = found
        where = visible(str(self._target / "index.html"))
        self._terminal.result(f"{where}: {summary(found)}; {tally(found.problems)}{pages_written(published)} ({took:.2f} s)")

    def _still_there(self) -> str:
        return (
            "The last good report stays." if self._published else f"A report in {visible(str(self._target))} stays as it was."
        )

    def _problems(self, found: Findings) -> None:
        """The problems that were not there when the casebook was last read, and those that are there no more."""
        from compare.authoring.editing.trial import new_problems

        before = self._read.problems if self._read else ()
        new, gone = new_problems(before, found.problems), new_problems(found.problems, before)
        self._terminal.problems(new[:_TOLD], err=False, casebook=self._casebook)
        self._more(new, "more are new; whosays check names them all")
        for problem in gone[:_TOLD]:
            head, *_ = lines(problem)
            self._terminal.result(f"no longer: {head}")
        self._more(gone, "more are gone")

    def _more(self, problems: Sequence[Problem], what: str) -> None:
        if len(problems) > _TOLD:
            self._terminal.result(f"{len(problems) - _TOLD:,} {what}")

    def _standings(self, found: Findings) -> None:
        """What became of the subjects since the last report."""
        from compare.review.standings import standing_changes

        if self._published:
            for line in _told(standing_changes(self._published, found)):
                self._terminal.result(visible(line), bold=line.startswith("became contested"))


def _told(changes: Iterable[StandingChange]) -> Iterator[str]:
    for each in changes:
        mark = "became contested: " if each.became_contested else ""
        shape = f" ({short_shape(each.shape)})" if each.became_contested and each.shape else ""
        headline = f", {each.headline}" if each.headline else ""
        yield f"{mark}{each.subject}: {each.before or 'not declared'} -> {each.after or 'not declared'}{shape}{headline}"
