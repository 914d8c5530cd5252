from __future__ import annotations

import pytest

from compare.report.direction import numbers_in_place
from compare.report.site import showable

NUR = "نور البحر"
NAHSHON = "נחשון"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"Was {NAHSHON} 3 days late?", f"Was {NAHSHON}\u200e 3 days late?"),
        (f"The crew of {NUR}, 12 or 20", f"The crew of {NUR}\u200e, 12 or 20"),
        (f"“{NUR}” (1931)", f"“{NUR}\u200e” (1931)"),
        (f"berth 7: {NAHSHON} 1 and {NUR} 2", f"berth 7: {NAHSHON}\u200e 1 and {NUR}\u200e 2"),
        ("the letter אָ 12", "the letter אָ\u200e 12"),  # a vowel sign stays with its letter
    ],
)
def test_a_number_after_a_name_keeps_its_place(text: str, kept: str) -> None:
    assert numbers_in_place(text) == kept
    assert numbers_in_place(kept) == kept
    assert showable(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        f"12 {NUR}",
        f"berth 7: {NUR} and one more in 1931",
        f"{NUR} 12 بحارا",
        "He said: نور البحر 12 بحارا",  # the number is part of what is said in Arabic
        "https://example.org/نور-12",
        "Žofín 12",
    ],
)
def test_other_text_is_left_as_it_is(text: str) -> None:
    assert numbers_in_place(text) == text
