"""Half of the work in a second process, which has everything it needs by forking.

What it makes it keeps pressed until the first process is ready for it, and then hands it over one by one: the pages of a
large report take a tenth of their room so, and neither process ever holds all of them.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import zlib
from contextlib import contextmanager, suppress
from itertools import islice
from multiprocessing.reduction import ForkingPickler
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection

T = TypeVar("T")
_ENDING: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_PRESSED: Final = 1  # zlib's fastest level makes a page a tenth of its size already


def can_fork() -> bool:
    """Whether the system has such processes."""
    return "fork" in multiprocessing.get_all_start_methods()


@contextmanager
def beside(work: Callable[[], Iterable[T]]) -> Iterator[Callable[[], Iterator[T]]]:
    """Do the work in a second process; gives a function that waits for what came of it. What is not waited for is ended.

    The function raises what the work raised, and ChildProcessError where the process was killed, as does what it returns.
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


def _received(ours: Connection) -> Iterator[Any]:
    """What the work made, once all of it is made."""
    messages = _messages(ours)
    made = next(messages)
    if isinstance(made, BaseException):
        raise made
    return islice(messages, made)


def _messages(ours: Connection) -> Iterator[Any]:
    try:
        while True:
            yield ours.recv()
    except EOFError as error:
        raise ChildProcessError("the second process was killed") from error


def _worked(work: Callable[[], Iterable[T]], ours: Connection, theirs: Connection, parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # meant for both: the first one sees to it, and ends this one
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    ours.close()  # else it would wait for ever to send to a process that is gone
    with suppress(BrokenPipeError):  # nobody wants it any more
        try:
            made = [zlib.compress(ForkingPickler.dumps(each), _PRESSED) for each in _while_wanted(work(), parent)]
        except BaseException as error:  # noqa: BLE001 - raised again in the first process
            theirs.send(error)
            return
        theirs.send(len(made))
        for each in made:
            theirs.send_bytes(zlib.decompress(each))


def _while_wanted(made: Iterable[T], parent: int) -> Iterator[T]:
    """All of it while the first process lives: this one holds its lock, which must not outlive it for long."""
    for each in made:
        if os.getppid() != parent:
            return
        yield each
