"""How a run ends that is told to: what it holds is let go, what it has half made is taken away."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_ENDING: Final = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def ending_in_order() -> Iterator[None]:
    """Within this context a signal that would end the process at once ends it as Ctrl-C does, with 128 + its number.

    A signal that whoever started us has set to be ignored, as `nohup` does, stays so.
    """
    before = {each: signal.getsignal(each) for each in _ENDING}
    taken = [each for each, handler in before.items() if handler is signal.SIG_DFL]
    try:
        for each in taken:
            signal.signal(each, _end)
    except ValueError:  # not in the main thread, which alone hears of signals
        taken = []
    try:
        yield
    finally:
        for each in taken:
            signal.signal(each, signal.SIG_DFL)


def _end(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
