from __future__ import annotations

from itertools import pairwise

import pytest

from compare.core.carets import WIDEST, pointed


@pytest.mark.parametrize(
    ("line", "column", "shown", "caret"),
    [
        ("quote: eleven", 8, "quote: eleven", "       ^"),
        (
            "quote: eleven   ",
            99,
            "quote: eleven",
            "                ^",
        ),  # beyond the end it is the place after the last character
        ("報告: 十一", 5, "報告: 十一", "      ^"),  # wide characters take two cells
        ("ｗｉｄｅ: x", 7, "ｗｉｄｅ: x", "          ^"),  # and so do fullwidth letters
        ("ｱ: x", 4, "ｱ: x", "   ^"),  # halfwidth ones take one
        ("cafe\u0301: x", 8, "cafe\u0301: x", "      ^"),  # a combining mark takes none
        ("cafe\u0301: x", 5, "cafe\u0301: x", "   ^"),  # and is pointed at under its letter
        ("\u1112\u1161\u11ab: x", 6, "\u1112\u1161\u11ab: x", "    ^"),  # nor do the vowels of a Korean syllable in parts
        ("a:\tb", 4, "a:    b", "      ^"),
        ("a: \u202eb", 5, "a: [RLO]b", "        ^"),
        ("a: \x1b[31mb", 9, "a: \\x1b[31mb", "           ^"),
        ("a: \u200bb", 5, "a: \\u200bb", "         ^"),
        ("", 1, "", "^"),
    ],
)
def test_the_caret_stands_under_the_character_as_a_terminal_shows_it(line: str, column: int, shown: str, caret: str) -> None:
    assert pointed(line, column) == (shown, caret)


@pytest.mark.parametrize("letter", ["x", "報", "e\u0301"])
@pytest.mark.parametrize("at", [0, 1, 39, 97, 98, 99, 100, 250, 498, 499])
def test_a_long_line_is_cut_around_the_caret(letter: str, at: int) -> None:
    line = f"{letter * at}!{letter * (499 - at)}"
    shown, caret = pointed(line, line.index("!") + 1)
    cells = [width for char in shown for width in [2] * (char == "報") + [1] * (char in "xe!…")]
    drawn = [char for char in shown if char != "\u0301"]
    before = drawn.index("!")
    assert sum(cells) <= WIDEST
    assert len(caret) - 1 == sum(cells[:before])
    assert [drawn[0] == "…", drawn[-1] == "…"] == [before != at, len(drawn) - 1 - before != 499 - at]
    assert not any(one == "…" and other == "\u0301" for one, other in pairwise(shown))


def test_a_line_of_two_mebibytes_costs_no_more_than_another() -> None:
    line = "x" * 2**21
    for column in range(1, 2**21, 2**12):
        assert len(pointed(line, column)[0]) <= WIDEST


def test_right_to_left_words_stay_apart_and_the_word_that_is_meant_is_named() -> None:
    shown, caret = pointed("name: جماعة نصرة", 13)
    assert shown == "\u2066name: جماعة نصرة\u2069"
    assert caret == "            ^ at “\u2066نصرة\u2069”"


def test_the_named_word_is_safe_to_show() -> None:
    assert pointed("نص a\u202eb", 4) == ("\u2066نص a[RLO]b\u2069", "   ^ at “\u2066a[RLO]b\u2069”")


def test_a_space_among_right_to_left_words_names_nothing() -> None:
    assert pointed("نص نص", 3)[1] == "  ^"
