"""What the tests share: data of others, which is never part of this repository, and a clean environment."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
STANDARDS = Path(os.environ.get("WHOSAYS_STANDARDS", ROOT.parent / "shared" / "standards"))
TEXTS = Path(os.environ.get("WHOSAYS_TEXTS", ROOT.parent / "shared" / "seeds"))

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # what a shell starts in the background ignores Ctrl-C, and so would every command that a test starts and interrupts
    signal.signal(signal.SIGINT, signal.default_int_handler)

_OURS = (
    *("WHOSAYS_TEXTS", "WHOSAYS_BY", "SOURCE_DATE_EPOCH"),
    *("NO_COLOR", "FORCE_COLOR", "PY_COLORS", "GITHUB_ACTIONS", "COLUMNS", "TERMINAL_WIDTH"),
)

settings.register_profile("any machine", deadline=None)  # no test depends on how fast it runs
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def standards() -> Path:
    """Published test data of the standards that the tool follows."""
    if not STANDARDS.is_dir():
        pytest.skip("the folder of standards is not here; name it in WHOSAYS_STANDARDS")
    return STANDARDS


@pytest.fixture(scope="session")
def texts() -> Path:
    """The article texts of this repository's casebook, which belong to their publishers."""
    if not TEXTS.is_dir():
        pytest.skip("the article texts are not here; name their folder in WHOSAYS_TEXTS")
    return TEXTS


@pytest.fixture(autouse=True, scope="session")
def clean_environment() -> Iterator[None]:
    """What somebody has set for their own runs must not change what the tests see."""
    with pytest.MonkeyPatch.context() as patch:
        for name in _OURS:
            patch.delenv(name, raising=False)
        yield
