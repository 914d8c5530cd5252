"""Where words stand in a long text is looked up in a table, and is exactly what reading it through would find."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.loading import places_of_words
from compare.loading.places_of_words import LONG, OFTEN, Words

ALPHABETS = st.sampled_from(["ab", "abc d", "aé漢😀\ud800 "])


def read_through(text: str, part: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(part, at)]


@given(st.data())
def test_a_table_finds_what_reading_through_finds(data: st.DataObject) -> None:
    letters = data.draw(ALPHABETS)
    text = data.draw(st.text(letters, min_size=8, max_size=80))
    start = data.draw(st.integers(0, len(text) - 8))
    there = text[start : start + data.draw(st.integers(8, 20))]
    part = data.draw(st.sampled_from([there, there[:-1] + letters[0], letters[0] + there, letters[0] * len(there)]))
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("OFTEN", 0), ("LONG", 8), ("_SPARSE", 1), ("_AT_ONCE", 9)):
            patch.setattr(places_of_words, name, value)
        words = Words(text)
        assert list(words.places(part)) == read_through(text, part)
    assert words.read_through == 0


def test_a_long_text_is_read_through_so_often_and_then_looked_up() -> None:
    text = "".join(f"Boat number {n} came in. " for n in range(LONG // 20))
    words, places = Words(text), [text.index(f"number {n} came") for n in range(2 * OFTEN)]
    assert [list(words.places(f"number {n} came")) for n in range(2 * OFTEN)] == [[at] for at in places]
    assert words.read_through == OFTEN
    assert OFTEN <= words.looked_at < 2 * LONG // OFTEN


@pytest.mark.parametrize("part", ["aaaaaaaaaaaa", "a", "aaaaaaa"], ids=["stands everywhere", "one letter", "too short for it"])
def test_what_a_table_tells_nothing_about_is_read_through(part: str) -> None:
    words = Words("a" * (LONG // 2) + "b" * (LONG // 2))
    words.read_through = OFTEN
    assert sum(1 for _ in words.places(part)) == LONG // 2 - len(part) + 1
    assert (words.read_through, words.looked_at) == (OFTEN + 1, 0)


def test_a_short_text_never_has_a_table() -> None:
    words = Words("Eleven boats came in. " * 100)
    for _ in range(2 * OFTEN):
        list(words.places("boats came in"))
    assert words.read_through == 2 * OFTEN
