"""How a name as written is brought to its canonical text: its words in alphabetical order, without titles, roles and marks.

The canonical text holds words in lower case with their diacritics, initials as one run (`j.r.r`), and legal forms in round
brackets at the end (`acme (ltd)`). Everything a comparison looks at is taken from it, so that two spellings with one
canonical text can never compare differently.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from compare.core.romanisation import begun_by
from compare.kinds.name_tables import (
    ALSO_NAMES,
    DEGREES,
    GENERATIONS,
    LED_BY,
    LEGAL_FORMS,
    NUMERALS,
    PLACEHOLDERS,
    ROLES,
    SHORT_NAMES,
    SMALL,
    SOFT_TITLES,
    TITLE_PAIRS,
    TITLES,
    VOWELLESS,
    WRITTEN_LOW,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST: Final = 300  # characters; what is longer is no name
_RUN: Final = (2, 3)  # letters that capitals may stand for initials in: JK, JRR
_BRACKETS: Final = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_LIFE: Final = re.compile(r",?\s*\b(?:b\.|born)?\s*\d{4}\s*[-–]\s*(?:\d{4})?\s*\.?$")
_PHD: Final = re.compile(r"\bph\.\s?d\b\.?", re.IGNORECASE)
_ROLE_ENDING: Final = re.compile(r"[\s,]+(?:eds?\.|trans\.|illus\.)$")
_SERVED: Final = frozenset({"al", "el", "ul"})
_VOWELS: Final = frozenset("aeiouy")


class _Signs(dict[int, str | None]):
    """What each sign becomes, worked out when it is first met: quotes and invisible signs vanish, other marks part words."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        kept = unicodedata.category(char)[0] in "LMN"
        vanishes = char in "'`´‘’‚‛ʼʿʾʻ′ʹ" or unicodedata.category(char) == "Cf"
        self[code] = result = char if kept else None if vanishes else " "
        return result


_SIGNS: Final = _Signs({ord("&"): " and "})


@lru_cache(maxsize=16384)
def name_key(written: str) -> str:
    """The canonical text of a name.

    Raises:
        ValueError: there is no name in it, or it is too long for one; a sentence for the annotator.
    """
    if len(written) > LONGEST:
        message = f"a name has at most {LONGEST} characters, this text has {len(written):,}: write the name alone"
        raise ValueError(message)
    check_is_no_placeholder(written)
    if plain := _plain_key(written):
        return plain
    words = _without_titles(_bare(written).translate(_SIGNS).split())
    shouting = written.isupper()
    quiet = not shouting and written.islower()
    words, forms = _without_forms(words, ignore_case=shouting or quiet)
    key = " ".join([*sorted(_joined(words, shouting=shouting)), *(f"({each})" for each in sorted(forms))])
    if not key:
        message = f"{written.strip()!r} holds no name: write who is meant, or leave the claim out"
        raise ValueError(message)
    return key


_PLAIN: Final = re.compile(r"[A-Z][a-z]{2,}(?:,? [A-Z][a-z]{2,}){1,2}")
_WITH_A_MEANING: Final = frozenset(
    word
    for words in (TITLES, SOFT_TITLES, ROLES, DEGREES, GENERATIONS, NUMERALS, LEGAL_FORMS, SMALL, WRITTEN_LOW)
    for word in words
) | {word for pair in TITLE_PAIRS for word in pair}


def _plain_key(written: str) -> str:
    """The canonical text of a name of two or three plain words, which is what most are; nothing for any other."""
    if not _PLAIN.fullmatch(written):
        return ""
    words = sorted(written.replace(",", "").lower().split())
    special = not _WITH_A_MEANING.isdisjoint(words) or written.lower().startswith(LED_BY) or any(map(begun_by, words))
    return "" if special or written.count(",") > 1 else " ".join(words)


def check_is_no_placeholder(written: str) -> None:
    """Refuse what stands in a cell where a name is not known.

    Raises:
        ValueError: it is `N/A`, `unknown`, or the like.
    """
    bare = written.strip("()[]<>-–—?*. \t")
    if bare == "NA" or bare.casefold() in _NO_NAMES:
        message = f"{written.strip()!r} says that no name is known: leave the claim out, or name somebody"
        raise ValueError(message)


_NO_NAMES: Final = frozenset(each.strip(".") for each in PLACEHOLDERS) | {""}


def natural_order(text: str) -> str:
    """`Last, First` as `First Last`; what follows a name (Jr., Inc., PhD) stays behind it or goes."""
    if "," not in text:
        return text
    parts = [part.strip() for part in text.split(",")]
    kept = [part for part in parts if part and not _follows(part, _AFTER)]
    names = [part for part in kept if not is_suffix(part)]
    suffixes = [part for part in kept if is_suffix(part)] if len(names) < len(kept) else []
    if len(names) == len(("last", "first")):
        names.reverse()
    return " ".join([*names, *suffixes]) or text


def is_suffix(part: str) -> bool:
    """Whether a part between commas belongs to the name before it: Jr., III, Inc., Co. Ltd."""
    return _follows(part, _SUFFIXES)


def is_title(part: str) -> bool:
    """Whether a part between commas says no more than a title, a degree or a role."""
    return _follows(part, _AFTER)


_AFTER: Final = DEGREES | ROLES | TITLES
_SUFFIXES: Final = GENERATIONS | NUMERALS | frozenset(LEGAL_FORMS)


@lru_cache(maxsize=65536)
def _follows(part: str, known: frozenset[str]) -> bool:
    words = part.casefold().replace(".", "").split()
    return bool(words) and all(word in known for word in words)


def _bare(written: str) -> str:
    """A name without roles, life dates and what introduces it, first name first."""
    text = unicodedata.normalize("NFC", written).strip()
    text = without_roles(text)
    if text[-1:].isdigit() or text[-1:] in "-–.":
        text = _ROLE_ENDING.sub("", _LIFE.sub("", text)) or text
    low = text.casefold()
    if low.startswith(LED_BY):
        text = text[max(len(each) for each in LED_BY if low.startswith(each)) :]
    return natural_order(_PHD.sub("PhD", text))


def without_roles(text: str) -> str:
    """The text without brackets, and without what they hold where that is a role (Editor) or dates."""
    return _BRACKETS.sub(_bracketed, text) if "(" in text or "[" in text or "{" in text else text


def _bracketed(found: re.Match[str]) -> str:
    """What brackets hold, unless it is a role or dates."""
    inside = found[1].casefold().replace(".", " ").replace(",", " ").replace("&", " ").split()
    no_name = all(word in ROLES or word in {"and", "by", "the"} or word[:4].isdigit() for word in inside)
    return " " if no_name else f" {found[1]} "


def _without_titles(words: list[str]) -> list[str]:
    """The words without the titles they begin with, and without degrees at their end."""
    while len(words) > 1:
        first = words[0].casefold()
        if (first, words[1].casefold()) in TITLE_PAIRS and len(words) > len(("prime", "minister")):
            words = words[2:]
        elif first in TITLES or (first in SOFT_TITLES and _names(words[1:]) > 1):
            words = words[1:]
        else:
            break
    return _without_degrees(words)


def _without_degrees(words: list[str]) -> list[str]:
    """The words without degrees at their end, where a first and a last name are left: PhD, MBA, M.D."""
    while len(words) > len(("first", "last")):
        count = next((at for at, word in enumerate(reversed(words)) if len(word) > 1), 0)
        low = "".join(words[len(words) - count :] if count else words[-1:]).casefold()
        rest = words[: -max(count, 1)]
        if low not in DEGREES or sum(len(each) > 1 for each in rest) < len(("first", "last")):
            break
        words = rest
    return words


def _names(words: Sequence[str]) -> int:
    """How many words are more than small words and legal forms."""
    return sum(each.casefold() not in SMALL and each.casefold() not in WRITTEN_LOW for each in words)


def _without_forms(words: list[str], *, ignore_case: bool) -> tuple[list[str], list[str]]:
    """The words before the legal forms a name ends with, and these forms: `Smith & Co. Ltd` is Smith."""
    forms: list[str] = []
    while len(words) > 1:
        form, length = _form_at_end(words, ignore_case=ignore_case)
        if not form:
            break
        forms.append(form)
        words = words[:-length]
        while len(words) > 1 and words[-1] in {"and", "und", "et"}:
            words = words[:-1]
    return words, forms


def _form_at_end(words: Sequence[str], *, ignore_case: bool) -> tuple[str, int]:
    """The legal form at the end and how many words it takes, as letters parted by points are several (G.m.b.H.)."""
    last = words[-1]
    low = last.casefold()
    if low in LEGAL_FORMS and (low in WRITTEN_LOW or ignore_case or not last.istitle()):
        return low, 1
    count = 0
    while count < len(words) - 1 and len(words[-1 - count]) == 1:
        count += 1
    joined = "".join(words[len(words) - count :]).casefold()
    return (joined, count) if count > 1 and joined in LEGAL_FORMS else ("", 0)


def _joined(words: Sequence[str], *, shouting: bool) -> list[str]:
    """The words in lower case: initials as runs, and `Abd al-Malik` or `Abu Bakr` as the one word that others write."""
    found: list[str] = []
    run, begun = "", ""
    several = _names(words) > len(("first", "last"))  # Abdul Karim Khan has two names, Abdul Khan has two as well
    for at, word in enumerate(words):
        letters = _initials(word, shouting, len(words) == 1, at > 0)
        if letters:
            run += letters
            continue
        if run:
            found.append(".".join(run))
            run = ""
        low = word.casefold()
        if begun:
            if low in _SERVED and at + 1 < len(words):
                begun = "abdel" if begun[:3] == "abd" else begun
                continue
            found.append(begun + low)
            begun = ""
        elif several and at + 1 < len(words) and begun_by(low):
            begun = "abu" if begun_by(low) == "abu" else "abd" if low == "abd" else "abdel"
        else:
            found.append(low)
    return [*found, *filter(None, [".".join(run), begun])]


@lru_cache(maxsize=65536)
def _initials(word: str, shouting: bool, alone: bool, later: bool) -> str:  # noqa: FBT001 - a cached function of four facts
    """The letters of a word that is made of initials, in lower case; nothing for any other word."""
    low = word.casefold()
    if len(word) == 1:
        is_and = later and word in {"y", "e"}  # Ortega y Gasset
        return low if len(low) == 1 and low != word.upper() and not is_and else ""
    if len(word) not in _RUN or not (word.isascii() and word.isalpha()):
        return ""
    if low in VOWELLESS or low in GENERATIONS or low in NUMERALS or low in (SMALL - ALSO_NAMES):
        return ""
    vowelless = not _VOWELS & set(low)
    capitals = word.isupper() and (not shouting or alone) and low not in SHORT_NAMES
    return low if capitals or (vowelless and not word.istitle()) else ""
