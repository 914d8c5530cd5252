from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.core.model import Location
from compare.core.visible import visible
from compare.loading.characters import refusal, warnings

PLACE = Location("f", 1, 1)


def codes(text: str, *, name: bool = False) -> list[str]:
    return [problem.code for problem in warnings(text, PLACE, name=name)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", []),
        ("“typographic” – text…", []),
        ("می‌خواهم", []),
        ("क्‍ष", []),
        ("عربي\u200f", []),
        ("👩‍🚒", []),
        ("zero\u200cwidth", ["Y114"]),
        ("left\u200eright", ["Y114"]),
        ("soft\u00adhyphen", ["Y114"]),
        ("tag\U000e0041", ["Y114"]),
        ("a\u202eb", ["Y113"]),
        ("a\u2066b\u2069", ["Y113"]),
        ("private \ue000", ["Y117"]),
        ("non \ufdd0", ["Y117"]),
        ("last \U0001fffe", ["Y117"]),
    ],
)
def test_characters_to_look_at(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Pavel", []),
        ("Павел", []),
        ("Р\u0430vel", ["Y115"]),
        ("Pavel Павел", []),
        ("Α\u03bbpha", ["Y115"]),
        ("東京Tower", []),
        ("Müller-Ω", []),
    ],
)
def test_a_word_of_two_scripts_that_look_alike_is_suspicious_in_a_name(name: str, expected: list[str]) -> None:
    assert codes(name, name=True) == expected
    assert codes(name) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a\x00", "Y109"),
        ("a\x1b", "Y109"),
        ("a\x7f", "Y109"),
        ("a\x9b", "Y109"),
        ("\x0b", "Y109"),
        ("\ud800", "Y119"),
        ("e" + "\u0301" * 9, "Y116"),
    ],
)
def test_characters_that_no_writing_needs(text: str, code: str) -> None:
    found = refusal(text, 8)
    assert found is not None
    assert found[0] == code


@pytest.mark.parametrize("text", ["tab\tand\r\nlines", "next\u0085line", "e" + "\u0301" * 8, "ِبِسْمِ", "e\u0301" * 20])
def test_characters_that_writing_needs(text: str) -> None:
    assert refusal(text, 8) is None


@given(st.text())
def test_what_is_shown_has_nothing_that_acts(text: str) -> None:
    shown = visible(text)
    assert "\x1b" not in shown
    assert len(shown.splitlines()) <= 1
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
    assert shown.encode("utf-8").decode("utf-8") == shown


def test_what_is_shown_says_what_was_there() -> None:
    assert visible("a\x1b[31m\u202eb\nc\x9b\u2028\ud800é") == "a\\x1b[31m[RLO]b\\x0ac\\x9b\\u2028\\ud800é"
