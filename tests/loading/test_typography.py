from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.loading.typography import fold, foldings_needed

NEAR_TYPOGRAPHY = st.text(alphabet="ab \n\r\t\u00a0\u00ad\u200b’“–…ﬁ¶\u2029e\u0301\u0302", max_size=30)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Jama’at ‘x’ ′", "Jama'at 'x' '"),
        ("“a” „b‟ «c» ″", '"a" "b" "c" "'),
        ("a\u00a0b  c\t\r\nd", "a b c d"),
        ("a\n\nb\r\n \r\nc\u2029d", "a¶b¶c¶d"),
        ("one ¶ two", "one¶two"),
        ("a–b—c‑d−e", "a-b-c-d-e"),
        ("and so on…", "and so on..."),
        ("ﬁve oﬃces", "five offices"),
        ("co\u00adop\u200berate", "cooperate"),
        ("a \u200b b", "a b"),
        ("cafe\u0301", "café"),
        ("٣ Case Stays É", "٣ Case Stays É"),
    ],
)
def test_only_typesetting_is_folded(text: str, folded: str) -> None:
    assert fold(text).text == folded


def test_a_slice_of_the_folded_text_maps_back_to_what_was_stored() -> None:
    text = "the ﬁrst  “big”\u00a0one… co\u00adop"
    folded = fold(text)
    start = folded.text.index('"big" one...')
    end = start + len('"big" one...')
    assert text[folded.start_of(start) : folded.end_of(end)] == "“big”\u00a0one…"


@given(st.one_of(st.text(), NEAR_TYPOGRAPHY))
def test_every_folded_character_maps_to_what_folds_to_it(text: str) -> None:
    folded = fold(text)
    for offset, char in enumerate(folded.text):
        start, end = folded.start_of(offset), folded.end_of(offset + 1)
        assert 0 <= start < end <= len(text)
        assert char in fold(text[start:end]).text


@given(st.one_of(st.text(), NEAR_TYPOGRAPHY), st.data())
def test_the_map_keeps_the_order(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    one, other = sorted(data.draw(st.tuples(*[st.integers(0, max(len(folded.text) - 1, 0))] * 2)))
    if folded.text:
        assert folded.start_of(one) <= folded.start_of(other)
        assert folded.end_of(one + 1) <= folded.end_of(other + 1)


@given(NEAR_TYPOGRAPHY)
def test_folding_ascii_words_changes_nothing(text: str) -> None:
    plain = " ".join("".join(char for char in text if char.isascii()).split())
    assert fold(plain).text == plain


def test_only_the_foldings_that_were_needed_are_named() -> None:
    article = fold("he said “no” and\u00a0left – soon")
    quote = fold("“no” and left - soon")
    start = len("he said ")
    assert foldings_needed(article, (start, len("he said “no” and left – soon")), quote) == ("dashes", "no-break space")
