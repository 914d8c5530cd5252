"""How the romanisations of one word are made alike, and what names of Arabic and its neighbours may leave out.

The fold brings together what transliterations write differently (`ou`, `oo` and `u`; `dj` and `j`; a final vowel). It takes
ASCII in lower case, as anyascii makes it of any script. It says that two words may be spellings of one, never that they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from compare.core.word_sets import word_set

ARTICLES: Final = word_set("al el ad ed an en ar er as es ash esh at et az ul ur us uz il the la le les")
FILLERS: Final = word_set("of for in on to and de du des da di do dos del della von van der wa wal wel y")
SON_OF: Final = word_set("ag ould uld walad bin ben ibn bint")
BEGUN: Final = frozenset({"abd", "abu"})
"""Words that one source joins to the next one (`Abdelmalek`, `Abubakar`) and another does not."""
VOWELS: Final = "[aiu]"
"""The vowels that the fold leaves, as a pattern; Arabic and Hebrew do not write most of them."""
_SERVANT: Final = re.compile(r"^abd(?:(?:ou|[aeu])[lrnsdtz])?$|^ab(?:u|ou)$")
_SERVANT_OF: Final = re.compile(r"^abd(?:ou|[aeu])[lrnsdtz]?(?=[a-z]{2})")
_ASSIMILATED: Final = re.compile(r"^[aeu](?=([dnrstz])\1)")


def begun_by(word: str) -> str:
    """`abd` or `abu` where the word is a spelling of them, with or without the article; else nothing."""
    if not word.startswith("ab") or not _SERVANT.fullmatch(word):
        return ""
    return "abd" if word.startswith("abd") else "abu"


def without_article(word: str) -> str:
    """The word without the article that is grown into it: `abdelmalek` as `abdmalek`, `annusra` as `nusra`."""
    return _ASSIMILATED.sub("", _SERVANT_OF.sub("abd", word))


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which romanisations of a name differ: what it is called, and the pattern that is made alike."""

    name: str
    pattern: re.Pattern[str]
    by: str


def _rule(name: str, pattern: str, by: str) -> Rule:
    return Rule(name, re.compile(pattern), by)


RULES: Final = (
    _rule("the final vowel", r"(?<=...)(?<=[^aeiou])e$|(?<=..[aeiou])h$", ""),
    _rule("dj/j", r"dj|dzh", "j"),
    _rule("gh/g", r"gh", "g"),
    _rule("kh/k", r"kh", "k"),
    _rule("ch/sh", r"sch|ch", "sh"),
    _rule("th/t", r"th", "t"),
    _rule("dh/d", r"dh", "d"),
    _rule("ph/f", r"ph", "f"),
    _rule("q/k", r"q", "k"),
    _rule("c/s", r"c(?=[eiy])", "s"),
    _rule("c/k", r"ck|c", "k"),
    _rule("ou/oo/u", r"ou|oo", "u"),
    _rule("w/u", r"w", "u"),
    _rule("ee/i", r"ee|ii|ie", "i"),
    _rule("y/i", r"y", "i"),
    _rule("ae/ai/ei", r"ae|ei", "ai"),
    _rule("o/u", r"o", "u"),
    _rule("e/i", r"e", "i"),
    _rule("a letter doubled", r"(.)\1+", r"\1"),
)
"""The fold, in this order: each rule is applied to what the ones before it have left."""


@lru_cache(maxsize=65536)
def fold_word(word: str, without: frozenset[str] = frozenset()) -> str:
    """A word as all its romanisations would be written; `without` names rules that are left out."""
    for rule in RULES:
        if rule.name not in without:
            word = rule.pattern.sub(rule.by, word)
    return word


@lru_cache(maxsize=65536)
def bones(word: str) -> str:
    """The consonants of a folded word, and a vowel it begins with."""
    return word[:1] + re.sub(VOWELS, "", word[1:])
