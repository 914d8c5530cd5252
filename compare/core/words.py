"""The one table of the words the tool uses, each with a glyph and one sentence; pages and `whosays explain` read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the design: its group, the word, a glyph that stands beside it (never alone), and what it means."""

    group: str
    word: str
    glyph: str
    meaning: str

    @property
    def shown(self) -> str:
        """The word as a reader sees it: `not-checked` is shown as `not checked`."""
        return self.word.replace("-", " ")


# fmt: off
WORDS: Final = (
    Word("standing", "contested", "≠", "At least one answer contradicts or disputes another."),
    Word("standing", "undetermined", "?", "Nothing contradicts, but whether the leading answers agree cannot be decided."),
    Word("standing", "evolving", "→", "Every difference is explained by change over time or by a later correction."),
    Word("standing", "compatible", "≈", "The answers differ in detail or extent, and all of them can hold at once."),
    Word("standing", "corroborated", "≡", "The same answer comes from at least two independent origins."),
    Word("standing", "agreed", "=", "At least two sources say the same; whether independently is not established."),
    Word("standing", "echoed", "↻", "At least two sources say the same, and all are known to have it from one origin."),
    Word("standing", "single-source", "•", "Only one source answers."),
    Word("standing", "uncovered", "∅", "The question is declared, and no source answers it."),

    Word("relation", "contradicts", "≠", "Both answers cannot hold."),
    Word("relation", "disputes", "¬", "One source reports the other's answer in order to reject it."),
    Word("relation", "undetermined", "?", "Something the comparison turns on is missing or cannot be read."),
    Word("relation", "differs", "~", "The answers are not the same, and both may hold."),
    Word("relation", "overlaps", "∩", "The answers have a part in common, and neither lies inside the other."),
    Word("relation", "close", "≈", "The answers are not the same, but within the margin set for the question."),
    Word("relation", "adds", "+", "One list, given as incomplete, names some of what the other names."),
    Word("relation", "refines", "⊂", "One answer lies inside the other and says it more exactly."),
    Word("relation", "wording", "“", "The same answer in another spelling or wording."),
    Word("relation", "same", "=", "The same answer."),
    Word("relation", "incomparable", "∥", "They cannot be weighed against each other: other unit or scope, or free wording."),

    Word("gate", "different-scope", "◫", "Both sources say what they count or mean, and it is not the same thing."),
    Word("gate", "undetermined", "?", "A value cannot be read, or a date or scope that decides the matter is missing."),
    Word("gate", "succession", "→", "Change over time: the answer may change, and the sources speak of different times."),
    Word("gate", "revision", "↷", "The later source says that it corrects or replaces the earlier report."),

    Word("absence", "denies", "¬", "The source answers, but only to say what is not so."),
    Word("absence", "silent", "–", "A named reader read the article for this question, and it says nothing about it."),
    Word("absence", "not-checked", "?", "Nobody attests having read the article, as it now stands, for this question."),
    Word("absence", "not-read", "□", "Nobody has read the article yet."),
    Word("absence", "not-applicable", "⊘", "The article cannot answer: older than the event, or set aside with a reason."),
    Word("absence", "unavailable", "×", "Nobody could get at the article."),

    Word("membership", "named", "●", "The source names this member."),
    Word("membership", "in-part", "◐", "The source names a part of this member, or what it is part of."),
    Word("membership", "not-named", "○", "The source answers without naming this member, and its list may go on."),
    Word("membership", "ruled-out", "⊘", "The source gives its list as the whole one, and this member is not on it."),
    Word("membership", "denied", "¬", "The source says that this is no member."),

    Word("strength", "firm", "●", "Both sides state their answer as their own, without a hedge."),
    Word("strength", "qualified", "○", "At least one side is hedged or second-hand."),

    Word("dependence", "independent", "∥", "The two sides are known to have different origins."),
    Word("dependence", "shared-origin", "↻", "The two sides name the same origin."),
    Word("dependence", "cites", "→", "One side names the other as its origin."),
    Word("dependence", "unknown", "?", "Where the two sides have it from is not known well enough to say."),

    Word("support", "most-supported", "▴", "The answer most sources give in the line with most sources; a count, no verdict."),
    Word("support", "compatible-supporter", "⊃", "A source that says less or the same in other words, and nothing against it."),
    Word("support", "line", "⋯", "An answer with those that it says more exactly or adds to; each source counts once."),
    Word("support", "hint-at-copying", "≟", "Two sources share more rare answers than chance gives; one may copy the other."),

    Word("outcome", "prefer", "▸", "One position is printed."),
    Word("outcome", "range", "↔", "The span of the positions is printed."),
    Word("outcome", "attribute-both", "”", "Each position is printed with its sources."),
    Word("outcome", "undecidable", "?", "It was looked into and cannot be settled."),
    Word("outcome", "both-wrong", "⊘", "The editor holds that no position can be printed as it stands."),
    Word("outcome", "not-a-conflict", "≈", "The positions do not exclude each other."),
    Word("outcome", "immaterial", "·", "The difference does not matter for what is printed."),
    Word("outcome", "annotation-error", "!", "The difference comes from our own annotation, which is to be mended."),
    Word("outcome", "pending", "…", "Somebody is looking into it."),
)
# fmt: on

_BY_NAME: Final = {(each.group, each.word): each for each in WORDS}


def word(group: str, name: str) -> Word:
    """The row for a word of a group.

    Raises:
        KeyError: the table has no such word, which is a bug of ours.
    """
    return _BY_NAME[group, name]


def words_of(group: str) -> tuple[Word, ...]:
    """The words of one group in the order of the table."""
    return tuple(each for each in WORDS if each.group == group)
