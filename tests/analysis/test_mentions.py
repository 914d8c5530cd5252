"""Names are found as whole words, folded, the longest first, and counted by spelling."""

from __future__ import annotations

import pytest

from compare.analysis.mentions import Names, aliases_seen, in_claims, in_text
from compare.core.entities import Entities
from compare.core.model import Alias, ArticleText, Claim, Entity, Location, Quote, Sentence

PLACE = Location("test")
NAMES = Names(
    Entities(
        [
            Entity("aqim", "al-Qaeda in the Islamic Maghreb", "group", PLACE, aliases=(Alias("AQIM"),)),
            Entity("al-qaeda", "al-Qaeda", "group", PLACE, aliases=(Alias("AQ"),)),
            Entity("islamic-state", "Islamic State", "group", PLACE, aliases=(Alias("IS"),)),
            Entity("unesco", "UNESCO", "group", PLACE, aliases=(Alias("Unesco"),)),
            Entity("ag-ghali", "Iyad Ag Ghali", "person", PLACE, aliases=(Alias("إياد أغ غالي", "ar"),)),
            Entity("one", "Same Name", "person", PLACE),
            Entity("two", "same name", "person", PLACE),
        ]
    )
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Al Qaeda in the Islamic Maghreb", [("aqim", "Al Qaeda in the Islamic Maghreb")]),
        ("al-Qaeda in the Sahel", [("al-qaeda", "al-Qaeda")]),
        ("AQIM’s men", [("aqim", "AQIM’s")]),
        ("AQIMs", []),
        ("AQ and AQIM", [("al-qaeda", "AQ"), ("aqim", "AQIM")]),
        ("قال إياد أغ غالي 2017", [("ag-ghali", "إياد أغ غالي")]),
        ("IS is IS’s", [("islamic-state", "IS"), ("islamic-state", "IS’s")]),
        ("Is this Unesco, unesco or UNESCO?", [("unesco", "Unesco"), ("unesco", "unesco"), ("unesco", "UNESCO")]),
        ("Same Name", []),
        ("", []),
    ],
)
def test_find(text: str, found: list[tuple[str, str]]) -> None:
    assert [(entity, text[start:end]) for entity, start, end in NAMES.find(text)] == found


def test_sentences_and_spellings_of_a_text() -> None:
    text = "AQIM met. al-Qaeda and AQIM’s chief. Nobody."
    sentences = (Sentence(1, 0, 9, 1), Sentence(2, 10, 36, 1), Sentence(3, 37, 44, 1))
    mentions = in_text(NAMES, ArticleText("a", text, "", attested=True, sentences=sentences))
    assert mentions.sentences == {"aqim": frozenset({1, 2}), "al-qaeda": frozenset({2})}
    assert [(each.spelling, each.count) for each in aliases_seen({"a": mentions})] == [("al-Qaeda", 1), ("AQIM", 2)]


def test_without_the_text_quotes_are_counted() -> None:
    claim = Claim("c", "a", "x/y", "1", Quote("AQIM and al Qaeda"), PLACE)
    assert in_claims(NAMES, [claim]).spellings == {("aqim", "AQIM"): 1, ("al-qaeda", "al Qaeda"): 1}
