from __future__ import annotations

import time

import pytest

from compare.core.model import ArticleText
from compare.loading.quotes import Article, Match, look_up, nearest_to, parts_of, similar_words
from compare.loading.segmentation import sentences

TEXT = """\
The Group’s rise

In 2011 the Group was “small”. It had 11 fighters.
Mr. Smith of the U.N. said it was not strong.

“It was not killed,” the chief [of staff] said. It was ﬁnally led by the chief.

Later the chief said nothing…
It had 11 fighters, he said.
"""


def article(text: str = TEXT) -> Article:
    return Article(ArticleText("wire", text, "", attested=True, sentences=sentences(text)))


def found(quote: str, text: str = TEXT) -> list[str]:
    return [text[start:end] for start, end in look_up(quote, article(text)).spans]


def test_sentences_stop_at_line_ends_and_not_at_abbreviations() -> None:
    cut = [TEXT[each.start : each.end] for each in sentences(TEXT)]
    assert cut[:4] == [
        "The Group’s rise",
        "In 2011 the Group was “small”.",
        "It had 11 fighters.",
        "Mr. Smith of the U.N. said it was not strong.",
    ]
    assert [each.paragraph for each in sentences(TEXT)][:5] == [1, 2, 2, 3, 4]
    assert [each.number for each in sentences(TEXT)] == list(range(1, len(cut) + 1))


@pytest.mark.parametrize("text", ["", "\n\n", " \u00a0\n", "\u2028"])
def test_a_blank_text_has_no_sentences(text: str) -> None:
    assert sentences(text) == ()


@pytest.mark.parametrize(
    ("quote", "expected", "folding"),
    [
        ("was “small”", "was “small”", ()),
        ('was "small"', "was “small”", ("quotes",)),
        ("The Group's rise", "The Group’s rise", ("quotes",)),
        ("finally  led", "ﬁnally led", ("ligatures", "spacing")),
        ("said nothing...", "said nothing…", ("ellipsis",)),
        ("fighters. Mr. Smith", "fighters.\nMr. Smith", ("spacing",)),
        ("rise ¶ In 2011", "rise\n\nIn 2011", ("spacing",)),
        ("the chief [of staff] said", "the chief [of staff] said", ()),
        ("[Assad] was not strong", "was not strong", ()),
        ("was [really] not strong", "was not strong", ()),
        ("Mr. Smith [...] said", "Mr. Smith of the U.N. said", ()),
        ("Mr. Smith […] not strong", "Mr. Smith of the U.N. said it was not strong", ()),
        ("Group was [...] It had", "Group was “small”. It had", ()),
        ("2011", "2011", ()),
    ],
)
def test_a_quote_is_found_as_stored(quote: str, expected: str, folding: tuple[str, ...]) -> None:
    match = look_up(quote, article())
    assert [TEXT[start:end] for start, end in match.spans] == [expected]
    assert match.folding == folding


@pytest.mark.parametrize(
    "quote",
    [
        pytest.param("was killed", id="a near miss that turns the meaning"),
        pytest.param("11 fighter", id="part of a word"),
        pytest.param("201", id="part of a number"),
        pytest.param("in 2011", id="another case"),
        pytest.param("rise In 2011", id="across a paragraph break"),
        pytest.param("strong.“It", id="words run together"),
        pytest.param("not strong [...] Mr. Smith", id="parts in the wrong order"),
        pytest.param("Group was [...] It was", id="parts too far apart"),
        pytest.param("[only ours]", id="nothing of the article"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_not_there_is_not_found(quote: str) -> None:
    assert look_up(quote, article()) == Match(())


def test_a_quote_that_occurs_twice_is_found_twice() -> None:
    assert found("It had 11 fighters") == ["It had 11 fighters"] * 2


def test_of_two_stretches_with_one_end_the_shorter_is_meant() -> None:
    assert found("a [...] b", "a a b.\n") == ["a b"]
    assert found("a [...] b", "a b a b.\n") == ["a b", "a b"]


def test_a_letter_with_a_combining_mark_is_not_the_bare_letter() -> None:
    assert found("cafe", "The cafe\u0301 closed.") == []
    assert found("café", "The cafe\u0301 closed.") == ["cafe\u0301"]


def test_scripts_without_case_may_be_quoted_within_a_word() -> None:
    assert found("نصرة الإسلام", "جماعة لنصرة الإسلام") == ["نصرة الإسلام"]
    assert found("三月", "该组织成立于三月二日。") == ["三月"]


def test_near_leaves_the_nearest_place() -> None:
    spans = look_up("11 fighters", article()).spans
    assert nearest_to("he said", spans, article()) == (spans[1],)
    assert nearest_to("“small”", spans, article()) == (spans[0],)
    assert nearest_to("not in it", spans, article()) is None


def test_of_two_equally_near_places_none_is_chosen() -> None:
    text = "ten men and ten men."
    spans = look_up("ten men", article(text)).spans
    assert nearest_to("and", spans, article(text)) == spans


def test_similar_words_are_suggested_only_where_one_place_is_clearly_meant() -> None:
    assert similar_words("Mr. Smyth of the UN", article()) == "Mr. Smith of the U.N."
    assert similar_words("It had 12 fighters", article()) is None
    assert similar_words("a wholly different matter", article()) is None


def test_brackets_part_a_quote() -> None:
    assert parts_of("a [...] b [he said] c […]d") == ("a", "b", "c", "d")


def test_a_long_text_and_a_frequent_phrase_stay_cheap() -> None:
    text = "the chief of the group said the men left.\n" * 20_000
    started = time.process_time()
    long = article(text)
    assert len(look_up("the [...] left", long).spans) == 20_000
    similar_words("the chief of the troop has said that men have left" * 10, long)
    assert time.process_time() - started < 10
