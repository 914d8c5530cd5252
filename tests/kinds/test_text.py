from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("A merger.", "a  merger", "same"),
        ("l’alliance", "L'ALLIANCE", "same"),
        ("Kidal region", "Kidal région", "same"),
        ("Бамако", "Bamako", "same"),
        ("he was killed", "he was not killed", "reader"),
        ("2017", "2016", "reader"),
    ],
)
def test_level(build: Callable[..., Any], compared: Callable[..., tuple[str, int | None]], a: str, b: str, level: str) -> None:
    assert compared(build("text"), a, b) == (level, None)


def test_wording_is_shown_as_written_with_single_spaces(build: Callable[..., Any]) -> None:
    assert build("text").format(build("text").parse(" A\n“Merger” ")) == "A “Merger”"


@pytest.mark.parametrize("text", ["", "  ", "...", "—", "“”"])
def test_no_words_are_no_value(build: Callable[..., Any], text: str) -> None:
    with pytest.raises(ValueError, match="holds no words"):
        build("text").parse(text)
