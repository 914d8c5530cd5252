"""The casebook of fires, served."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.server.books import fires
from tests.server.clients import Served, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """Three fires, to be decided on."""
    yield from serving(fires(tmp_path / "book", 3))
