"""How the name of a place is written: its parts from narrow to broad, and what is folded away before two are the same."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from compare.core.folding import fold_own_name

LONGEST: Final = 300
"""Characters of a text that may still be the name of a place."""

_SEPARATORS: Final = re.compile(r"[,;()，、،；（）]")
_IDENTIFIES: Final = re.compile("[:%_<]")
_ADDRESS: Final = re.compile(r"^<?[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_PREFIX: Final = re.compile(r"^<?[A-Za-z][\w-]*:(?=\S)")  # a compact identifier (W3C CURIE 1.0): dbr:Paris
_ESCAPE: Final = re.compile(r"%[0-9A-Fa-f]{2}")
_INITIALISM: Final = re.compile(
    r"(?<![^\W_])([^\W\d_])\.(?:\s+(?=[^\W\d_]\.))?(?![^\W_]{2})"
)  # the dots of U.S.A. and of D. C.
_PLAIN: Final = str.maketrans({**dict.fromkeys("'`\"", None), **dict.fromkeys("-_./<>|:", " "), "&": " and "})
_TO_FOLD: Final = re.compile("['`\"_./<>|:&-]")
_LATIN: Final = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
"""Letters with a stroke and ligatures, which canonical decomposition leaves alone. Other scripts are not transliterated:
two provinces of China, 陕西 and 山西, would become one."""
_SHORT: Final = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_COUNTY: Final = "co"
_FOLDED_WORDS: Final = frozenset({"the", _COUNTY, *_SHORT})


def readable(text: str) -> str:
    """The name in an identifier: the last segment of an address or what follows a prefix, decoded, underscores as spaces.

    Any other text is returned with single spaces. What is returned comes back unchanged when it is given again.
    """
    name = " ".join(text.split())
    while _IDENTIFIES.search(name):
        bare = " ".join(_decoded(name).replace("_", " ").split())
        if bare == name:
            break
        name = bare
    return name


def _decoded(text: str) -> str:
    """One layer of an identifier taken off; percent signs as RFC 3986, section 2.1, has them."""
    if _ADDRESS.match(text):
        bare = text.strip("<>").partition("://")[2]
        path, _, fragment = bare.partition("#")
        segments = [each for each in path.partition("?")[0].split("/") if each]
        text = fragment or (segments[-1] if segments else "")
    elif found := _PREFIX.match(text):
        text = text[found.end() :].removesuffix(">")
    elif text.startswith("<") and text.endswith(">"):
        text = text[1:-1]
    return unquote(text) if _ESCAPE.search(text) else text


def fold_part(text: str) -> str:
    """One part of a name folded: case, diacritics, dots, hyphens, a leading English article and a few abbreviations.

    No other article is taken off: La Rochelle lies in France, and Rochelle in Illinois.
    """
    if "." in text:
        text = _INITIALISM.sub(r"\1", text)
    bare = text.lower() if text.isascii() else fold_own_name(text).translate(_LATIN)
    words = (bare.translate(_PLAIN) if _TO_FOLD.search(bare) else bare).split()
    if len(words) > 1 and not _FOLDED_WORDS.isdisjoint(words):
        if words[0] == "the":
            del words[0]
        words[:-1] = [_SHORT.get(word, word) for word in words[:-1]]
        if _COUNTY in (words[0], words[-1]):
            words = ["county" if word == _COUNTY else word for word in words]
    return " ".join(words)


def parts_of(name: str) -> tuple[str, ...]:
    """The folded parts of a readable name, narrow to broad: `Paris, Texas (USA)` has three, `Hague, The` one."""
    if not _SEPARATORS.search(name):
        folded = fold_part(name)
        return (folded,) if folded else ()
    parts = [fold_part(part) for part in _SEPARATORS.split(name)]
    return tuple([part for part in parts if part and part != "the"])


def folded(name: str) -> str:
    """A readable name folded as a whole: what a place is known by."""
    return ", ".join(parts_of(name))
