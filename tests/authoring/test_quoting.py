from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.authoring.claiming.loose import Loose
from compare.authoring.claiming.quoting import QuotingError, as_written, nearest_words, shown, taken, whole_sentence
from compare.authoring.editing.refusals import UnknownNameError
from compare.core.model import ArticleText
from compare.loading.quotes import Article, look_up
from compare.loading.segmentation import sentences

TEXT = """\
The “Grey Guard” of إياد أغ\u200f غالي — so called — came\u00a0back in soft\u00adened form.

The rise was quick. In 2011 the group split; the group
went on. Then e\u0301clairs were sold by [the] baker, and The Group left.
"""


def article(text: str) -> Article:
    return Article(ArticleText("wire", text, "", attested=True, sentences=sentences(text)))


@pytest.fixture(scope="module")
def wire() -> Article:
    return article(TEXT)


@pytest.mark.parametrize(
    ("number", "typed", "quote"),
    [
        (1, "the grey guard", "The “Grey Guard"),
        (1, 'the "grey guard"', "The “Grey Guard”"),
        (1, "'grey guard'", "“Grey Guard”"),
        (1, "اياد اغ غالي", "إياد أغ غالي"),
        (1, "came back in softened", "came back in softened"),
        (1, "called-came", "called — came"),
        (2, "rise ... 2011", "rise was quick. In 2011"),
        (3, "the group went on", "the group went on"),
        (5, "Eclairs", "e\u0301clairs"),
        (5, "eclairs [of chocolate] were sold", "e\u0301clairs [of chocolate] were sold"),
        (5, "by [the] baker", "by [the] baker"),
        (5, "The Group", "The Group"),
        (5, "... eclairs [...] left ...", "Then e\u0301clairs [...] left."),
        (5, "[...] baker [...]", "baker"),
    ],
)
def test_words_are_taken_as_they_stand(wire: Article, number: int, typed: str, quote: str) -> None:
    found = taken(wire, number, typed)
    assert found.text == quote
    assert (found.start, found.end) in look_up(quote, wire).spans


def test_a_quote_may_run_on_into_the_next_paragraph_and_no_further() -> None:
    wire = article("One two.\n\nThree four.\n\nFive six.\n")
    assert taken(wire, 1, "two ... three").text == "two. ¶ Three"
    with pytest.raises(QuotingError, match="do not stand in this order"):
        taken(wire, 1, "one ... two ... one")
    with pytest.raises(QuotingError, match="“five” is not in sentence 1"):
        taken(wire, 1, "one ... five")


def test_what_stands_elsewhere_too_is_marked(wire: Article) -> None:
    assert taken(wire, 2, "quick").repeated is False
    again = article("It rained. It snowed. It rained again.")
    assert taken(again, 3, "it rained").repeated is True
    assert taken(again, 3, "rained again").repeated is False


def test_only_whole_words_are_found(wire: Article) -> None:
    with pytest.raises(QuotingError, match="the nearest words are “2011”"):
        taken(wire, 3, "011")


def test_a_sentence_is_its_own_quote_up_to_fifteen_words() -> None:
    wire = article(f"{'word ' * 14}end. {'word ' * 15}end.")
    assert whole_sentence(wire, 1).text.endswith("word end.")
    with pytest.raises(QuotingError, match="sentence 2 has 16 words"):
        whole_sentence(wire, 2)


@pytest.mark.parametrize("number", [0, -1, 4])
def test_a_number_that_is_none_is_told(number: int) -> None:
    with pytest.raises(UnknownNameError, match=f"no sentence {number}: the article has 3"):
        shown(article("One two. Three four. Five six."), number)


@pytest.mark.parametrize(
    ("stored", "written"),
    [
        ("a\u00a0b\u202fc", "a b c"),
        ("one\r\n  two", "one two"),
        ("one\n\ntwo", "one ¶ two"),
        ("soft\u00adened \u200eleft\u200f", "softened left"),
        ("‘so’ — it’s… ﬁne", "‘so’ — it’s… ﬁne"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("zero\u200cwidth", "zerowidth"),
        ("e\u0301te\u0301", "e\u0301te\u0301"),
    ],
)
def test_only_what_cannot_be_seen_is_left_out(stored: str, written: str) -> None:
    assert as_written(stored) == written


def test_the_nearest_words_are_whole_words_as_stored() -> None:
    assert nearest_words("nadia ferrer", Loose.of("led by Nadia Ferré, its founder")) == "Nadia Ferré,"
    assert nearest_words("xyzzy", Loose.of("led by Nadia Ferré")) == ""


@given(st.text(alphabet="ab ’“—é\u0301\u00a0\u200fغ.-", max_size=30))
def test_whatever_is_loose_has_its_place_in_the_stored_text(text: str) -> None:
    loose = Loose.of(text)
    assert len(loose.text) == len(loose.offsets)
    assert list(loose.offsets) == sorted(set(loose.offsets))
    assert all(0 <= offset < len(text) for offset in loose.offsets)


@given(
    st.lists(st.sampled_from(["Ab", "“cd”", "é", "—", "ef’s", "غالي", "1", "x-y", "\u00a0", "\u200f"]), min_size=1, max_size=8)
)
def test_a_sentence_typed_as_it_is_shown_is_found_as_a_whole(words: list[str]) -> None:
    wire = article(f"Once {' '.join(words)} ended.\n")
    found = taken(wire, 1, shown(wire, 1))
    assert found.text == shown(wire, 1)
