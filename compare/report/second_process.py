"""Half of the work in a second process, which has everything it needs by forking."""

from __future__ import annotations

import multiprocessing
import os
import signal
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection

T = TypeVar("T")
_ENDING: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def can_fork() -> bool:
    """Whether the system has such processes."""
    return "fork" in multiprocessing.get_all_start_methods()


@contextmanager
def beside(work: Callable[[], Iterable[T]]) -> Iterator[Callable[[], list[T]]]:
    """Do the work in a second process; gives a function that waits for what came of it. What is not waited for is ended.

    The function raises what the work raised, and ChildProcessError where the process was killed.
    """
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_worked, args=(work, ours, theirs, os.getpid()), daemon=True)
    with _deaf():
        process.start()
    theirs.close()
    try:
        yield lambda: _received(ours)
    finally:
        ours.close()
        process.kill()
        process.join()


@contextmanager
def _deaf() -> Iterator[None]:
    """Let no signal in while a process is begun: it must reach one that knows what to do."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _received(ours: Connection) -> list[T]:
    try:
        made: list[T] | BaseException = ours.recv()
    except EOFError as error:
        raise ChildProcessError("the second process was killed") from error
    if isinstance(made, BaseException):
        raise made
    return made


def _worked(work: Callable[[], Iterable[T]], ours: Connection, theirs: Connection, parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # meant for both: the first one sees to it, and ends this one
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    ours.close()  # else it would wait for ever to send to a process that is gone
    with suppress(BrokenPipeError):  # nobody wants it any more
        try:
            made: list[T] | BaseException = list(_while_wanted(work(), parent))
        except BaseException as error:  # noqa: BLE001 - raised again in the first process
            made = error
        theirs.send(made)


def _while_wanted(made: Iterable[T], parent: int) -> Iterator[T]:
    """All of it while the first process lives: this one holds its lock, which must not outlive it for long."""
    for each in made:
        if os.getppid() != parent:
            return
        yield each
