"""The casebook of one run in memory: read again when its files have changed, written by one editor at a time."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.authoring.deciding.decision_files import new_decision
from compare.authoring.editing.refusals import RefusedError, UnknownNameError
from compare.authoring.editing.saving import replace_all
from compare.authoring.editing.trial import new_problems, trial
from compare.core.problems import lines, stops_publication
from compare.loading.alone import alone_in
from compare.loading.documents import Memory
from compare.loading.replacing import ChangedMeanwhile
from compare.loading.states import states
from compare.pipeline import Run, find
from compare.report.views.deciding import Fault
from compare.server.reading import read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from compare.authoring.deciding.decision_files import Wish
    from compare.core.changes import Baseline
    from compare.core.findings import Findings
    from compare.core.problems import Problem
    from compare.loading.states import State
    from compare.server.reading import Reading, Seen

MOST_REMEMBERED: Final = 5000  # states of subjects that an editor has seen


@dataclass(frozen=True, slots=True)
class Saved:
    """A decision that was written: its file, and the subject that waits next, if one does."""

    file: str
    next: str | None


@dataclass(frozen=True, slots=True)
class Changed:
    """Nothing was written: something else is on file than the editor has seen, which is `before` where that is known."""

    before: Seen | None


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was written; `disk` is whether it is the disk that did not take it."""

    faults: tuple[Fault, ...]
    disk: bool = False


class Desk:
    """A casebook and whoever decides on it, for as long as the command runs."""

    def __init__(self, root: Path, texts: Sequence[Path], today: Callable[[], str], baseline: Baseline | None = None) -> None:
        """Read nothing yet; `today` is asked for the day on the editor's wall, changes are shown against the baseline."""
        self._root, self._texts, self.today = root, tuple(texts), today
        self._baseline = baseline
        self._memory = Memory()
        self._names: frozenset[str] = frozenset()
        self._looked: tuple[str, Mapping[str, State]] | None = None
        self._reading: Reading | None = None
        self._seen: dict[tuple[str, str], Seen] = {}
        self._lock = threading.RLock()

    def reading(self) -> Reading:
        """The casebook as it is: read again where a file, or the day, is another than before."""
        with self._lock:
            looked = self._look()
            if self._reading is None or self._looked != looked:
                self._reading = self._read(looked)
            return self._reading

    def remember(self, subject: str, stamp: str, seen: Seen) -> None:
        """Keep what an editor has before them, so that they can be told how it has changed."""
        with self._lock:
            self._seen.pop((subject, stamp), None)
            self._seen[subject, stamp] = seen
            while len(self._seen) > MOST_REMEMBERED:
                del self._seen[next(iter(self._seen))]

    def save(self, wish: Wish, stamp: str) -> Saved | Changed | Refused:
        """Write a decision as a new file, if what is on file is still what the editor has seen (`stamp`)."""
        try:
            with self._lock, alone_in(self._root):
                return self._save(wish, stamp)
        except (RefusedError, UnknownNameError) as fault:
            return Refused(tuple(Fault("", _sentence(line)) for line in str(fault).splitlines()))
        except ChangedMeanwhile:
            return Changed(self._seen.get((wish.subject, stamp)))
        except OSError as fault:
            return Refused((Fault("", f"The decision cannot be written: {fault.strerror or fault}."),), disk=True)

    def _save(self, wish: Wish, stamp: str) -> Saved | Changed | Refused:
        now = self.reading()
        if now.seen(wish.subject) != stamp:
            return Changed(self._seen.get((wish.subject, stamp)))
        file, text = new_decision(now.findings, wish)
        if problems := self._problems_with(file, text, now.findings.problems):
            return Refused(tuple(Fault("", _in_words(each)) for each in problems))
        replace_all(self._root, {file: (None, text)})
        return Saved(file, _next(wish.subject, now.waiting, self.reading().waiting))

    def _look(self) -> tuple[str, Mapping[str, State]]:
        return self.today(), states(self._root, self._texts, self._names)

    def _read(self, looked: tuple[str, Mapping[str, State]]) -> Reading:
        """What changes, comes or goes while it is read is seen at the next look."""
        day, before = looked
        findings = find(Run(self._root, self._texts, memory=self._memory, today=day))
        self._looked = (day, {**self._further(findings), **before})
        return read(findings, self._baseline)

    def _further(self, findings: Findings) -> dict[str, State]:
        """The states of the texts that only now are known to matter, and of nothing that has merely come meanwhile."""
        known = self._names
        self._names |= {source.text.file for source in findings.casebook.sources if source.text}
        if self._names == known:
            return {}
        _, now = self._look()
        there = states(self._root, self._texts, known)  # looked at last: what has come by then is no text of these
        return {name: state for name, state in now.items() if name not in there}

    def _problems_with(self, file: str, text: str, before: Sequence[Problem]) -> tuple[Problem, ...]:
        """What would be wrong with the casebook, and is not now, if the file were there."""
        _, after = trial(self._root, self._texts, {file: text}, self._memory)
        found = new_problems(before, after)
        return found if stops_publication(found) else ()


def _next(subject: str, before: Sequence[str], now: Sequence[str]) -> str | None:
    """The subject that waits behind this one, or from the top again where it was the last; never this one itself."""
    at = before.index(subject) + 1 if subject in before else 0
    left = set(now) - {subject}
    return next((each for each in (*before[at:], *before[:at], *now) if each in left), None)


def _in_words(problem: Problem) -> str:
    return " ".join(lines(problem)[:1])


def _sentence(line: str) -> str:
    return f"{line[:1].upper()}{line[1:]}."
