from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ENTITIES = """\
entities:
  group: {name: The Group, type: group}
"""
SUBJECTS = """\
subjects:
  group/strength: {question: How many fighters has it?, kind: quantity}
  group/members: {question: Who belongs to it?, kind: list}
"""
SOURCE = """\
title: A title
published: 2017-03-24
basis: stated on the page
"""
CLAIMS = """\
source: wire
claims:
  - id: many
    subject: group/strength
    value: 11
    quote: eleven fighters
"""
FILES = {
    "claims/vocabulary/entities.yaml": ENTITIES,
    "claims/vocabulary/subjects.yaml": SUBJECTS,
    "claims/wire.yaml": CLAIMS,
    "seeds/wire.yaml": SOURCE,
}


@pytest.fixture
def book(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """Write a sound casebook of one claim, with some of its files replaced or added, and give its folder."""

    def write(files: dict[str, str]) -> Path:
        root = tmp_path / "book"
        for name, text in {**FILES, **files}.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        return root

    return write
