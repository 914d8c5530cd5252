"""How seconds and memory are taken here: one thing in a process of its own, or a command with all processes it starts.

Memory is what Linux counts: the peak of resident pages of one process since it was last asked to forget it (VmHWM), and for
a tree of processes the proportional share of each (Pss), so that a page two of them share is counted once.
"""

from __future__ import annotations

import multiprocessing
import os
import statistics
import subprocess
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

P = ParamSpec("P")
T = TypeVar("T")

EVERY: Final = 0.05
"""Seconds between two looks at a tree of processes."""
SELF: Final = Path("/proc/self")


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds of each run; the process in MiB before the first, what it had read included, and at its peak since."""

    seconds: tuple[float, ...]
    before: float
    peak: float

    @property
    def median(self) -> float:
        """Seconds of the run in the middle."""
        return statistics.median(self.seconds)


def alone(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What the function returns in a fresh process, which inherits nothing and ends with it.

    Raises:
        BrokenProcessPool: the process was killed, as the system does when memory runs out.
    """
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *args, **kwargs).result()


def resident(field: str) -> float:
    """A field of this process' status, VmRSS or VmHWM, in MiB."""
    lines = (SELF / "status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{field}:"))


def taken(action: Callable[[], object], runs: int = 1) -> Taken:
    """The action done that often in this process; what it returns is let go before the next run."""
    (SELF / "clear_refs").write_text("5", encoding="ascii")  # forgets the peak so far, proc(5)
    before = resident("VmRSS")
    return Taken(tuple(seconds(action) for _ in range(runs)), before, resident("VmHWM"))


def seconds(action: Callable[[], object]) -> float:
    """How long it takes, the result still held when the clock is stopped."""
    started = time.perf_counter()
    result = action()
    took = time.perf_counter() - started
    del result
    return took


def tree(pid: int) -> Iterator[int]:
    """The process and those it started, at any depth, that still run."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text(encoding="ascii").split()
        except OSError:  # it ended between the two looks
            continue
        for child in children:
            yield from tree(int(child))


def share(pid: int) -> float:
    """The process' proportional share of memory in MiB; nothing where it has just ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


@dataclass(frozen=True, slots=True)
class Ran:
    """A command that has ended: wall and CPU seconds, peak MiB of its whole tree, exit code, what it said."""

    wall: float
    cpu: float
    peak: float
    code: int
    said: str


def ran(command: Sequence[str], folder: Path) -> Ran:
    """The command run in that folder, its memory looked at all the time."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        started = time.perf_counter()
        child = subprocess.Popen(command, cwd=folder, stdout=said, stderr=subprocess.STDOUT)  # noqa: S603 - our own command
        peak = 0.0
        while True:
            ended, status, used = os.wait4(child.pid, os.WNOHANG)
            if ended:
                break
            peak = max(peak, sum(map(share, tree(child.pid))))
            time.sleep(EVERY)
        wall = time.perf_counter() - started
        said.seek(0)
        return Ran(wall, used.ru_utime + used.ru_stime, peak, os.waitstatus_to_exitcode(status), said.read())
