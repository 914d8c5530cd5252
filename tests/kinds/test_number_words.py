"""Numbers in English words: what they come to, and what of the text is left."""

from __future__ import annotations

import pytest

from compare.kinds.number_words import number_in_words


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("zero", "0", ""),
        ("nineteen people", "19", "people"),
        ("twenty", "20", ""),
        ("twenty-one boats", "21", "boats"),
        ("ninety nine", "99", ""),
        ("a hundred", "100", ""),
        ("a hundred and five", "105", ""),
        ("three hundred twenty-one", "321", ""),
        ("fifteen hundred men", "1500", "men"),
        ("ninety-nine hundred and ninety-nine", "9999", ""),
        ("a thousand", "1000", ""),
        ("two thousand and seventeen", "2017", ""),
        ("a hundred thousand", "100000", ""),
        ("two million three hundred thousand and forty", "2300040", ""),
        ("one billion", "1000000000", ""),
        ("two trillion four billion", "2004000000000", ""),
        ("half a million", "500000", ""),
        ("half an hundred", "50", ""),
        ("one and a half million euros", "1500000", "euros"),
        ("two and a half thousand", "2500", ""),
        ("half a dozen eggs", "6", "eggs"),
        ("one and a half dozen", "18", ""),
        ("a dozen", "12", ""),
        ("two dozen boats", "24", "boats"),
        ("half a hundred and more", "50", "and more"),
    ],
)
def test_a_number_in_words(text: str, number: str, rest: str) -> None:
    found = number_in_words(text)
    assert found is not None
    assert (str(found[0]), found[1]) == (number, rest)


@pytest.mark.parametrize(
    "text", ["", "people", "thousands", "a", "and five", "two thousand fifteen hundred", "tenth", "hundred"]
)
def test_what_begins_with_no_number(text: str) -> None:
    assert number_in_words(text) is None
