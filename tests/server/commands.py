"""The command itself, in a process of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT: Final = 60.0  # seconds; only a failure waits so long


@dataclass
class Reviewing:
    """A running `whosays review`: what it said until it served, and the address among that."""

    process: subprocess.Popen[str]
    said: str
    address: str

    def stop(self) -> tuple[int, str]:
        """Ctrl-C: the exit code, and what was said since."""
        self.process.send_signal(signal.SIGINT)
        rest, errors = self.process.communicate(timeout=LIMIT)
        return self.process.returncode, rest + errors


@contextmanager
def reviewing(*arguments: object, before: tuple[str, ...] = ()) -> Iterator[Reviewing]:
    """The command with these arguments, and options of `whosays` itself before it."""
    command = [sys.executable, "-u", "-m", "compare", *before, "review", *map(str, arguments)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True
    )
    try:
        said = ""
        for line in process.stdout or ():
            said += line
            if "Stop with Ctrl-C." in line:
                break
        found = re.search(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{40,}", said)
        assert found, (said, process.stderr and process.stderr.read())
        yield Reviewing(process, said, found[0])
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # with whatever it has started
        process.communicate()
