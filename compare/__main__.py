"""`python -m compare` is `whosays`."""

from __future__ import annotations

import signal
import sys


def main() -> None:
    """Run the command. Until it is loaded Ctrl-C ends the process as it ends any other, without a traceback."""
    waits = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if waits:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from compare.cli.app import main as run
    from compare.cli.exits import Exit

    try:
        if waits:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        run()
    except KeyboardInterrupt:
        sys.exit(Exit.INTERRUPTED)


if __name__ == "__main__":
    main()
