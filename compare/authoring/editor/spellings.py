"""Patterns that let every spelling pass that a name is known by, for editors, which cannot fold names themselves.

A pattern here is a bound from above: what `fold_name` takes for one of the names matches, and some more may. So an editor marks
nothing that `whosays check` would accept; what it lets pass by mistake, check still finds. The syntax is what ECMA-262 (with
the flag u, as JSON Schema asks for) and Python have in common.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compare.core.folding import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable

_BEYOND: Final = r"""[^\x00-\x7F]|["'`]"""
"""Letters that may fold to anything, and the quotes that folding removes: whatever holds one is left to check."""
_GAP: Final = r"[\s_-]"
_SYNTAX: Final = frozenset("^$\\.*+?()[]{}|/")


def any_of(names: Iterable[str]) -> str:
    """The pattern of a text that is one of the names, in any spelling that folds to it."""
    return f"{_BEYOND}|^{_GAP}*(?:{_alternatives(names)}){_GAP}*$"


def some_of(names: Iterable[str], separator: str = ";") -> str:
    """The pattern of a text that is some of the names, joined by a separator of one character."""
    between = rf"[\s_{separator}-]"
    return f"{_BEYOND}|^(?:{between}*(?:{_alternatives(names)}){_GAP}*(?:{separator}|$))+{between}*$"


def _alternatives(names: Iterable[str]) -> str:
    """Every name that ASCII alone can spell, each once and in order."""
    folded = sorted({fold_name(name) for name in names})
    return "|".join(f"{_GAP}+".join(map(_word, name.split())) for name in folded if name and name.isascii())


def _word(word: str) -> str:
    """The word in either case; only what is syntax is escaped, for with the flag u nothing else may be."""
    return "".join(f"[{each}{each.upper()}]" if each.isalpha() else f"\\{each}" if each in _SYNTAX else each for each in word)
