"""What is begun is done whole: a signal that asks the run to end waits until then."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDING: Final = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def undisturbed() -> Iterator[None]:
    """Within this context Ctrl-C, SIGTERM and SIGHUP wait; the first of them that came arrives at its end.

    For steps that belong together and take no time, such as files of which all or none are to be another. Blocking the signals
    would not do: the system gives them to any thread, and libraries have threads of their own.
    """
    came: list[int] = []
    before = {each: handler for each in _ENDING if (handler := signal.getsignal(each)) not in {signal.SIG_IGN, None}}
    try:
        for each in before:
            signal.signal(each, lambda number, _frame: came.append(number))
    except ValueError:  # not in the main thread, which alone hears of signals
        before = {}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
        if came:
            signal.raise_signal(signal.Signals(came[0]))
