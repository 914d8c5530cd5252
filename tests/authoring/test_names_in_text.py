from __future__ import annotations

import pytest

from compare.authoring.suggesting.names_in_text import names_in


def spellings(*sentences: str, known: tuple[str, ...] = ()) -> list[str]:
    def where(text: str) -> list[tuple[int, int]]:
        return [(text.index(each), text.index(each) + len(each)) for each in known if each in text]

    return [each.spelling for each in names_in(enumerate(sentences, start=1), where)]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("In May Iyad ag Ghaly met Amadou Koufa.", ["Iyad ag Ghaly", "Amadou Koufa"]),
        ("It joined al-Murabitoun and Al-Qaida.", ["al-Murabitoun", "Al-Qaida"]),
        ("The Front de libération fought.", ["Front"]),
        ("He left the Front de Libération du Macina.", ["Front de Libération du Macina"]),
        ("Mohamed Ould Nouini, Jan von Holt; Mary Ann O’Neill", ["Mohamed Ould Nouini", "Jan von Holt", "Mary Ann O’Neill"]),
        ("Ghali’s Ansar Dine", ["Ghali", "Ansar Dine"]),
        ("said President Keita on Monday in March", ["Keita"]),
        ("However Koufa stayed. ", ["Koufa"]),
        ("al-Qaeda-linked men of the G-5 and Katiba-313", ["al-Qaeda", "G-5", "Katiba-313"]),
        ("the U.S. Army and I", ["Army"]),
        ("EVERYTHING IS LOUD HERE", []),
        ("nothing at all", []),
        ("قال إياد أغ غالي", []),
        ("The One Two Three Four Five Six Seven Eight Nine", []),
        ("B, C", []),
    ],
)
def test_a_name_is_a_run_of_capitals_with_its_small_words(sentence: str, names: list[str]) -> None:
    assert spellings(sentence) == names


def test_the_first_word_of_a_sentence_is_a_name_unless_it_stands_in_small_letters_elsewhere() -> None:
    assert spellings("Soldiers came.", "Koufa saw the soldiers.") == ["Koufa"]


def test_what_lies_inside_a_known_name_is_none_and_what_holds_one_says_so() -> None:
    known = ("Ansar Dine",)
    assert spellings("men of Ansar Dine", known=known) == []
    (found,) = names_in([(3, "the Old Ansar Dine")], lambda text: [(text.index("Ansar"), len(text))])
    assert (found.spelling, found.sentences, found.holds_known) == ("Old Ansar Dine", (3,), True)


def test_each_spelling_comes_once_with_all_its_sentences() -> None:
    found = names_in([(1, "So Koufa, Koufa"), (2, "nobody"), (4, "met Koufa")], lambda _: [])
    assert [(each.spelling, each.sentences, each.holds_known) for each in found] == [("Koufa", (1, 4), False)]
