"""A hint at copying in words: what both say, how much of it is rare, what chance would give, and who decides."""

from __future__ import annotations

from typing import Any

import pytest

from compare.core.copy_hints import CopyHint, hint_in_words


def hint(**counts: Any) -> CopyHint:
    usual: dict[str, Any] = {"subjects": 15, "same": 14, "strays": 10, "rare": 9, "alone": 0, "expected": 0.21}
    return CopyHint(sources=(0, 1), examples=(), **{**usual, **counts})


def test_a_hint_in_words() -> None:
    assert hint_in_words(hint(alone=7), "Paper A", "Paper B") == (
        "Paper A and Paper B give the same answer to 14 of the 15 questions that both answer. "
        "9 of their common answers few others give (at most half as many sources as give the most supported one), "
        "7 of them nobody else; by chance one would expect 0.2. Whether one copies the other a person decides."
    )


@pytest.mark.parametrize(
    ("counts", "part"),
    [
        ({"same": 15}, "to all 15 questions that both answer"),
        ({"subjects": 2600, "same": 2500}, "to 2,500 of the 2,600 questions"),
        ({"alone": 9}, "one), and these nobody else; by"),
        ({"alone": 0}, "one); by"),
        ({"expected": 0.004}, "would expect fewer than 0.1."),
        ({"expected": 13.31}, "would expect 13."),
    ],
)
def test_its_parts(counts: dict[str, Any], part: str) -> None:
    assert part in hint_in_words(hint(**counts), "A", "B")
