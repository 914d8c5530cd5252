"""Characters that no writing needs, or that show something else than they are (Unicode Technical Report 36)."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from compare.core.problems import Problem
from compare.core.visible import BIDI_NAMES, excerpt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.core.model import Location

# tab, line feed, carriage return and next line (U+0085) are the only controls that a YAML file may hold
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_NOT_PRINTED: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_MARKS: Final = "LRM", "RLM", "ALM"
_EMBEDDING: Final = re.compile("[" + "".join(char for char, name in BIDI_NAMES.items() if name not in _MARKS) + "]")
_DIRECTION: Final = re.compile("[" + "".join(BIDI_NAMES) + "]")
_INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2064\u3164\ufeff\uffa0\U000e0000-\U000e007f]"
)
_JOINERS: Final = re.compile("[\u061c\u200c-\u200f]")
# scripts whose spelling needs joiners and direction marks: Hebrew to Thaana, the Indic blocks, Mongolian; and emoji
_NEEDS_JOINERS: Final = re.compile(
    "[\u0590-\u0dff\u1000-\u109f\u1780-\u18af\ua8e0-\ua8ff\ufb1d-\ufdff\ufe70-\ufefc\u2600-\u27bf\U0001f300-\U0001faff]"
)
_PRIVATE: Final = re.compile("[\ue000-\uf8ff\ufdd0-\ufdef\U000f0000-\U0010ffff]")
_LAST_OF_PLANES: Final = "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
_NONCHARACTER: Final = re.compile(f"[{_LAST_OF_PLANES}]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LOOKALIKE_SCRIPTS: Final = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC"})


def codepoint(char: str) -> str:
    """A character as `U+0430`, with its name where it has one."""
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip()


def unreadable(text: str) -> tuple[str, int, str] | None:
    """The first raw character that ends a YAML file: code, offset and sentence."""
    if text.isascii() and text.isprintable():
        return None
    found = _CONTROL.search(text)
    if found:
        what = "control character" if found.group() < "\ufffe" else "noncharacter"
        return "Y109", found.start(), f"the {what} {codepoint(found.group())} stands here"
    half = _SURROGATE.search(text)
    return ("Y119", half.start(), f"{codepoint(half.group())} is half a character") if half else None


def refusal(text: str, combining_run: int) -> tuple[str, str] | None:
    """Why a value cannot be taken, as code and sentence; escapes may have put in what the raw file does not hold."""
    if text.isprintable() and text.isascii():
        return None
    raw = unreadable(text)
    if raw:
        return raw[0], raw[2]
    return None if _beyond_run(text, combining_run) is None else ("Y116", _crowded(combining_run))


def refusal_in_article(text: str, combining_run: int) -> tuple[str, int, str] | None:
    """Why an article text cannot be taken: code, offset and sentence. Unlike YAML it may hold any line end."""
    found = None if text.isascii() and text.isprintable() else _NOT_PRINTED.search(text)
    if found:
        return "Y109", found.start(), f"the control character {codepoint(found.group())} stands in the text"
    mark = None if text.isascii() else _beyond_run(text, combining_run)
    return None if mark is None else ("Y116", mark, _crowded(combining_run))


def _crowded(most: int) -> str:
    """So many marks that normalising them would take longer than reading the file."""
    return f"more than {most} combining marks stand on one letter"


def _beyond_run(text: str, most: int) -> int | None:
    """Where the first combining mark stands that is one too many after each other."""
    run = 0
    for at, char in enumerate(text):
        run = run + 1 if char > "\u02ff" and unicodedata.combining(char) else 0
        if run > most:
            return at
    return None


def has_direction_control(text: str) -> bool:
    """Whether the text holds any direction control, also a mere mark."""
    return _DIRECTION.search(text) is not None


def warnings(text: str, place: Location, *, name: bool, private: bool = False) -> Iterator[Problem]:
    """What should be looked at in a value that is otherwise fine.

    `name` says that it is somebody's or something's name, `private` that no message may quote it.
    """
    if text.isascii():
        return
    shown = "the value" if private else excerpt(text)
    found = _EMBEDDING.search(text)
    if found:
        yield Problem("Y113", place, f"{shown} holds the direction control {codepoint(found.group())}")
    hidden = _INVISIBLE.search(text) or (None if _NEEDS_JOINERS.search(text) else _JOINERS.search(text))
    if hidden:
        yield Problem("Y114", place, f"{shown} holds the invisible {codepoint(hidden.group())}")
    odd = _PRIVATE.search(text) or _NONCHARACTER.search(text)
    if odd:
        yield Problem("Y117", place, f"{shown} holds {codepoint(odd.group())}, which no standard gives a meaning")
    mixed = _mixed_word(text) if name else None
    if mixed:
        yield Problem("Y115", place, mixed)


def _mixed_word(text: str) -> str | None:
    """The first word that mixes scripts whose letters look alike, as a sentence."""
    for word in _WORD.findall(text):
        scripts = {char: unicodedata.name(char, "").partition(" ")[0] for char in word}
        mixed = sorted(set(scripts.values()) & _LOOKALIKE_SCRIPTS)
        if len(mixed) > 1:
            rare = min(mixed, key=lambda script: (sum(scripts[char] == script for char in word), script))
            culprits = ", ".join(dict.fromkeys(codepoint(char) for char in word if scripts[char] == rare))
            return f"the word {excerpt(word)} mixes {' and '.join(map(str.title, mixed))}: {culprits}"
    return None
