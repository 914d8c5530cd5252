"""How a list of names is cut into its names: semicolons, slashes, `and`, and commas, which also stand inside a name.

`A. Author, B. Author` are two names, `Author, A.` is one, and `Author, A., Writer, B.` two again. Of all ways to read the
parts between commas, each as a name or two as `Last, First`, that one is taken in which most names are full ones.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from compare.kinds.name_reading import is_suffix, is_title, without_roles
from compare.kinds.name_tables import DEGREES, LED_BY, LEGAL_FORMS, PLACEHOLDERS, ROLES, SMALL, TITLES

if TYPE_CHECKING:
    from collections.abc import Sequence

_OTHERS: Final = re.compile(r"(?:\bet\.? al\b\.?|(?:\band|\bwith|&) others\b\.?|\betc\b\.?|\.\.\.|\. \. \.|…)$", re.IGNORECASE)
_FIRM: Final = re.compile(r" ?[;|•·] ?")
_NOBODY: Final = re.compile(r"\bn/a\b", re.IGNORECASE)
_DANISH: Final = re.compile(r"\bA/S\b", re.IGNORECASE)  # a legal form, no two names
_AND: Final = re.compile(r",? (?:and|with|und|et) | ?,? ?& ?", re.IGNORECASE)
_FIRM_ENDINGS: Final = re.compile(r"^(?:co|company|sons?|brothers|bros|daughters|associates|partners|cie|kg)\b", re.IGNORECASE)
"""What follows `and` in the name of one firm: Smith & Sons."""
_PARTING: Final = re.compile(r"[,;|/&•·]|\b(?:and|with|und|et)\b", re.IGNORECASE)
_BRACKETED: Final = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]")

MOST_GIVEN: Final = 3  # given names of one person
MOST_SUFFIXES: Final = 3  # words that may follow a name: & Co. KG
_BRACKETS: Final = frozenset("()[]{}")
_NO_BRACKETS: Final = dict.fromkeys(map(ord, _BRACKETS), " ")
NOT_FULL: Final = 2  # what reading a single word as a name costs
UNUSUAL: Final = 1  # and reading a family name of two words before a comma


def split_names(text: str) -> list[str]:
    """The names in a list, each in the order first name, last name; none where there is nothing but marks and roles.

    `et al.` and `and others` go: what is written is open unless the source says that it is all.

    Raises:
        ValueError: what is found falls apart again and again, so that no reading is settled.
    """
    lines = (" ".join(line.split()) for line in text.replace("\t", "\n").splitlines())
    names = _cut("; ".join(line for line in lines if line))
    for _ in range(SETTLED_BY):
        again = [part for name in names for part in (_cut(name) if _is_odd(name) else [name])]
        if again == names:
            return names
        names = again
    message = f"it is not clear where one name ends in {text.strip()!r}: join the names by semicolons (A; B; C)"
    raise ValueError(message)


SETTLED_BY: Final = 4  # cuts after which names that still fall apart are refused


def _is_odd(name: str) -> bool:
    """Whether turning `Last, First` around may have put side by side what reads as two names, or as none."""
    return not _ODD.isdisjoint(name.casefold().replace(".", " ").split())


_ODD: Final = frozenset({"and", "with", "und", "et", "&", "by"}) | TITLES | DEGREES | ROLES


def _cut(text: str) -> list[str]:
    if not _BRACKETS.isdisjoint(text):
        text = " ".join(without_roles(_BRACKETED.sub(_closed_up, text)).translate(_NO_BRACKETS).split())
    text = _without_lead(text)
    if _OTHERS.search(text, max(len(text) - len("and others.."), 0)):
        text = _OTHERS.sub("", text).rstrip(" ,;&")
    pieces = _FIRM.split(text)
    if "/" in text:
        text = _DANISH.sub("AS", _NOBODY.sub("", text))
        pieces = text.split("/") if len(pieces) == 1 else _FIRM.split(" ".join(text.replace("/", " ").split()))
    names = [name for piece in pieces for name in _of_piece(piece)]
    real = [name for name in names if name.casefold().strip(".") not in _NO_NAMES]
    return real or names


_NO_NAMES: Final = frozenset(each.strip(".") for each in PLACEHOLDERS)


def _closed_up(found: re.Match[str]) -> str:
    """What stands in brackets, with nothing in it that would part names."""
    return _PARTING.sub(" ", found[0])


def _without_lead(text: str) -> str:
    low = text.casefold()
    return text[max(len(each) for each in LED_BY if low.startswith(each)) :] if low.startswith(LED_BY) else text


class _Part(NamedTuple):
    """What stands between commas, and its words that count: no small words, no points."""

    text: str
    words: tuple[str, ...]
    initials: bool  # every word is one letter

    @property
    def is_bare(self) -> bool:
        """Whether it is one word that may be a name or half of one."""
        return len(self.words) == 1 and not self.initials

    @property
    def cost(self) -> int:
        """What reading it as a whole name costs: a single word, or initials alone, are seldom one."""
        return 0 if len(self.words) > 1 and not self.initials else NOT_FULL


def _of_piece(piece: str) -> list[str]:
    """The names in what stands between semicolons."""
    piece = piece.strip(" ,")
    if not piece or _is_firm(piece):
        return [piece] if piece else []
    texts = [group for each in _AND.split(piece) if (group := _parts(each))]
    if all(len(group) == 1 for group in texts):
        return [group[0] for group in texts]
    groups = [[_part(text) for text in group] for group in texts]
    bare = all(part.is_bare for group in groups for part in group)
    if bare and any(len(group) % 2 for group in groups):
        return [part.text for group in groups for part in group]
    return [name for group in groups for name in _read(group)]


def _is_firm(piece: str) -> bool:
    """Whether `and` joins the names of one firm: it ends in a legal form, or goes on as firms do."""
    joints = list(_AND.finditer(piece))
    if not joints:
        return False
    words = piece.casefold().replace(".", "").replace(",", " ").split()
    return words[-1] in LEGAL_FORMS or bool(_FIRM_ENDINGS.match(piece[joints[-1].end() :]))


def _parts(group: str) -> list[str]:
    """What stands between commas, suffixes with what they follow, without titles and roles."""
    parts: list[str] = []
    for part in map(str.strip, group.split(",")):
        if not part:
            continue
        if part.count(" ") > MOST_SUFFIXES:
            parts.append(part)
        elif parts and is_suffix(part):
            parts[-1] = f"{parts[-1]} {part}"
        elif not is_title(part):
            parts.append(part)
    return parts


def _part(text: str) -> _Part:
    words = tuple([word for word in text.replace(".", " ").split() if word.casefold() not in SMALL])
    return _Part(text, words, max(map(len, words), default=0) == 1)


def _read(parts: Sequence[_Part]) -> list[str]:
    """The parts of a group as names, by the reading that costs least; the one with more names where two cost the same."""
    if not any(part.cost for part in parts):
        return [part.text for part in parts]
    best, paired = [(0, 0)], [False]
    for at, part in enumerate(parts):
        (cost, count), is_pair = best[at], False
        found = (cost + part.cost, count - 1)
        if at:
            cost, count = best[at - 1]
            pair = (cost + _pair_cost(parts[at - 1], part), count - 1)
            found, is_pair = min(found, pair), pair < found
        best.append(found)
        paired.append(is_pair)
    return _read_back(parts, paired)


def _read_back(parts: Sequence[_Part], paired: Sequence[bool]) -> list[str]:
    """The names of the best reading, found from its end: whether each part is the second half of a name is known."""
    names: list[str] = []
    at = len(parts)
    while at:
        part = parts[at - 1].text
        names.append(_turned(parts[at - 2].text, part) if paired[at] else part)
        at -= 2 if paired[at] else 1
    names.reverse()
    return names


def _turned(last: str, first: str) -> str:
    """First name, last name; a suffix stands behind both."""
    words, suffixes = first.split(), list[str]()
    while len(words) > 1 and is_suffix(words[-1]):
        suffixes.insert(0, words.pop())
    return " ".join([*words, last, *suffixes])


def _pair_cost(last: _Part, first: _Part) -> int:
    """What reading two parts as `Last, First` costs."""
    family, given = last.words, first.words
    if not family or not given or any(len(word) == 1 for word in family):
        return 2 * NOT_FULL
    if len(family) == 1:
        return 0 if len(given) <= MOST_GIVEN else 2 * NOT_FULL
    return UNUSUAL if len(family) == 2 and (len(given) == 1 or first.initials) else 2 * NOT_FULL  # noqa: PLR2004 - Garcia Marquez
