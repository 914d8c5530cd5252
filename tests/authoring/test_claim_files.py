"""Small decisions behind the commands: ids, runs of numbers, differences, repairs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.authoring.claiming.claim_entries import ORDER, free_id
from compare.authoring.claiming.dismissals import numbers_in, runs
from compare.authoring.claiming.nearest_subjects import nearest_subjects
from compare.authoring.claiming.quote_repair import NothingNearError, Repair, SeveralPlacesError, difference, keys, repair
from compare.authoring.claiming.vocabulary_entries import options_of
from compare.authoring.editing.refusals import RefusedError
from compare.cli.claim_options import KEYS
from compare.core.model import ArticleText, Claim, Location, Quote, Subject
from compare.loading.quotes import Article
from compare.loading.schema import ClaimRecord
from compare.loading.segmentation import sentences


def article(text: str) -> Article:
    return Article(ArticleText("wire", text, "", attested=True, sentences=sentences(text)))


def claim(quote: str, original: str | None = None) -> Claim:
    language = "fr" if original else None
    words = Quote(quote, original=original, original_language=language)
    return Claim("owner", "wire", "mill/owner", "town", words, Location("claims/wire.yaml", 3, 9))


def test_the_keys_are_those_of_the_format_in_its_order() -> None:
    assert tuple(ClaimRecord.model_fields) == ORDER
    assert set(KEYS) < set(ORDER)


@pytest.mark.parametrize(
    ("used", "free"), [([], "leader"), (["leader"], "leader-2"), (["leader", "leader-3"], "leader-2"), (["other"], "leader")]
)
def test_an_id_is_the_attribute_numbered_where_it_is_taken(used: list[str], free: str) -> None:
    assert free_id("jnim/leader", used) == free


@given(st.frozensets(st.integers(min_value=1, max_value=60)))
def test_runs_say_exactly_the_numbers_they_are_made_of(numbers: frozenset[int]) -> None:
    found = runs(numbers)
    assert numbers_in(found) == numbers
    assert len(found) == sum(number - 1 not in numbers for number in numbers)


@pytest.mark.parametrize("typed", ["0", "-3", "3-", "3,4", "9-7", "", "three"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(RefusedError, match="a sentence number is wanted"):
        numbers_in([typed])


@pytest.mark.parametrize(
    ("written", "found", "change"),
    [
        ("led by Iyed Ag Ghali", "led by Iyad Ag Ghali", "led by [-Iyed-] {+Iyad+} Ag Ghali"),
        ("the old mill", "the mill", "the [-old-] mill"),
        ("the mill", "the old mill", "the {+old+} mill"),
        ("the mill", "the mill", "the mill"),
    ],
)
def test_a_difference_is_readable_without_colour(written: str, found: str, change: str) -> None:
    assert difference(written, found) == change


TWICE = "The mill burned on Monday. The town owns the old mill.\nThe mill burned again.\n"


def test_a_repair_finds_the_nearest_words() -> None:
    assert repair(claim("town owned the old mill"), article(TWICE)).found == "town owns the old mill"


def test_words_that_stand_once_need_no_sentence() -> None:
    assert repair(claim("town owned the old mill"), article(TWICE), noted=7).sentence is None


@pytest.mark.parametrize(("asked", "noted", "sentence"), [(3, None, 3), (None, 3, 3), (1, 3, 1)])
def test_words_that_stand_twice_take_the_sentence_named(asked: int | None, noted: int | None, sentence: int) -> None:
    assert repair(claim("The mill burned"), article(TWICE), asked, noted).sentence == sentence


@pytest.mark.parametrize(("asked", "noted"), [(None, None), (2, None), (None, 2), (2, 3)])
def test_words_that_stand_twice_are_listed_where_none_is_meant(asked: int | None, noted: int | None) -> None:
    with pytest.raises(SeveralPlacesError, match=r"\n1: The mill burned on Monday\.\n3: The mill burned again\."):
        repair(claim("The mill burned"), article(TWICE), asked, noted)


def test_parts_that_stand_too_far_apart_are_not_put_together() -> None:
    far = article("The mill burned.\n\nIt rained.\n\nIt snowed.\n\nThe town wept.\n")
    with pytest.raises(NothingNearError, match="only in pieces"):
        repair(claim("mill burned [...] town wept"), far)
    with pytest.raises(NothingNearError, match="no words of the article"):
        repair(claim("mill burned [...] xylophones quietly"), far)


def test_the_original_of_a_translated_quote_is_what_is_set_right() -> None:
    french = article("Le moulin est à la ville.\n")
    translated = claim("the mill is the town's", "moulin est a la ville")
    made = repair(translated, french)
    assert made == Repair("moulin est a la ville", "moulin est à la ville", None)
    assert keys(translated, made, frozenset({"quote_original"})) == {
        "quote_original": {"text": "moulin est à la ville", "language": "fr"}
    }


def test_what_told_occurrences_apart_goes_where_it_does_not_hold() -> None:
    made = Repair("old", "new", None)
    assert keys(claim("old"), made, frozenset({"near", "sentence", "note"})) == {"quote": "new", "near": None, "sentence": None}
    assert keys(claim("old"), Repair("old", "old", 3), frozenset({"near"})) == {"sentence": "3", "near": None}


def test_options_are_read_with_their_labels() -> None:
    assert options_of(["alive=is alive", "dead"]) == {"alive": {"label": "is alive"}, "dead": {}}


def test_the_nearest_subjects_are_found_by_id_and_by_question() -> None:
    asked = {"mill/owner": "Who owns the mill?", "mill/burned-on": "When did the mill burn?", "town/mayor": "Who is mayor?"}
    subjects = [Subject(name, question, "text", Location("x")) for name, question in asked.items()]
    assert [each.id for each in nearest_subjects("mill/owners", subjects, limit=1)] == ["mill/owner"]
    assert [each.id for each in nearest_subjects("fire/when-did-burn", subjects, limit=1)] == ["mill/burned-on"]
    assert len(nearest_subjects("x/y", subjects)) == 3
