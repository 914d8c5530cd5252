from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("yes", "YES", "same"),
        ("no", "No ", "same"),
        ("partly", "“partly”", "same"),
        ("partly", "yes", "partly"),
        ("no", "partly", "partly"),
        ("yes", "no", "opposed"),
    ],
)
def test_level(build: Callable[..., Any], compared: Callable[..., tuple[str, int | None]], a: str, b: str, level: str) -> None:
    assert compared(build("yes-no"), a, b) == (level, None)


@pytest.mark.parametrize("text", ["", "true", "False", "y", "1", "no yes", "not"])
def test_other_answers_are_refused(build: Callable[..., Any], text: str) -> None:
    with pytest.raises(ValueError, match="write yes, no or partly"):
        build("yes-no").parse(text)
