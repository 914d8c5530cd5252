"""Half of the work in a second process, which has everything it needs by forking."""

from __future__ import annotations

import multiprocessing
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection

T = TypeVar("T")


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
    process.start()
    theirs.close()
    try:
        yield lambda: _received(ours)
    finally:
        ours.close()
        process.kill()
        process.join()


def _received(ours: Connection) -> list[T]:
    try:
        made: list[T] | BaseException = ours.recv()
    except EOFError as error:
        raise ChildProcessError("the second process was killed") from error
    if isinstance(made, BaseException):
        raise made
    return made


def _worked(work: Callable[[], Iterable[T]], ours: Connection, theirs: Connection, parent: int) -> None:
    ours.close()  # else it would wait for ever to send to a process that is gone
    try:
        theirs.send(list(_while_wanted(work(), parent)))
    except BrokenPipeError:
        pass  # nobody wants it any more
    except BaseException as error:  # noqa: BLE001 - raised again in the first process
        theirs.send(error)


def _while_wanted(made: Iterable[T], parent: int) -> Iterator[T]:
    """All of it while the first process lives: this one holds its lock, which must not outlive it for long."""
    for each in made:
        if os.getppid() != parent:
            return
        yield each
