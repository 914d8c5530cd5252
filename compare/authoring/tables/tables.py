"""A claim as one row of a table, and a row as a claim: every key has its column, and nothing is lost on the way.

A key with several texts (`value`, `via`, `corrects`) is one cell, its members joined by `; `. A semicolon or a backslash inside
a member, and white space at its ends, has a backslash before it, so that the cell reads back as the same members.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from compare.loading.schema import ClaimRecord, OriginalRecord
from compare.loading.tree import PRIVATE_KEYS, PRIVATE_NOTE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from compare.loading.tree import Plain

SOURCE: Final = "source"
ID: Final = "id"
ORIGINAL: Final = "quote_original"
_SEPARATOR: Final = ";"
_SIGN: Final = re.compile(r"\\[\\;\s]|[\s\S]")
_ALONE: Final = frozenset({"value"})
"""The keys with several texts of which a single one is written without a list."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it was read: the file's name, and every row as texts, the first with the names of the columns."""

    name: str
    rows: tuple[tuple[str, ...], ...]


@cache
def columns(*, private: bool = False) -> tuple[str, ...]:
    """The columns: the source, then every key of a claim in the order of the schema, a record in a claim key by key.

    Args:
        private: with the notes that stand in no output; what is confidential is in no table.
    """
    keys: list[str] = [SOURCE]
    for key in ClaimRecord.model_fields:
        if key == ORIGINAL:
            keys += [f"{key}.{inner}" for inner in OriginalRecord.model_fields]
        elif key not in PRIVATE_KEYS or (private and key == PRIVATE_NOTE):
            keys.append(key)
    return tuple(keys)


@cache
def is_list(column: str) -> bool:
    """Whether a key takes several texts."""
    field = ClaimRecord.model_fields.get(column)
    return field is not None and "tuple" in str(field.annotation)


@cache
def is_required(column: str) -> bool:
    """Whether every claim has this key."""
    field = ClaimRecord.model_fields.get(column)
    return field is not None and field.is_required()


def path_of(column: str) -> tuple[str, ...]:
    """The keys from a claim down to what stands in a column."""
    return tuple(column.split("."))


def joined(members: Iterable[str]) -> str:
    """The members of a list as one text."""
    return f"{_SEPARATOR} ".join(map(_guarded, members))


def _guarded(member: str) -> str:
    """A member with a backslash before whatever would not read back as part of it."""
    signs = [f"\\{sign}" if sign in "\\;" else sign for sign in member]
    for end in {0, len(signs) - 1} if signs else ():
        signs[end] = f"\\{signs[end]}" if signs[end].isspace() else signs[end]
    return "".join(signs)


def split(text: str) -> list[str]:
    """The members of a list written as one text; white space around them and empty ones count for nothing."""
    members: list[list[str]] = [[]]
    for sign in _SIGN.findall(text):
        if sign == _SEPARATOR:
            members.append([])
        elif members[-1] or not sign.isspace():
            members[-1].append(sign)
    return [_member(signs) for signs in members if signs]


def _member(signs: list[str]) -> str:
    """A member without the white space after it and without its backslashes."""
    while signs[-1].isspace():
        signs.pop()
    return "".join(sign[-1] for sign in signs)


def cells(claim: Mapping[str, Plain]) -> dict[str, str]:
    """A claim as it stands in its file by column; what it has not is left out."""
    found: dict[str, str] = {}
    for key, value in claim.items():
        if isinstance(value, dict):
            found |= {f"{key}.{inner}": str(each) for inner, each in value.items()}
        elif is_list(key):
            found[key] = joined([value] if isinstance(value, str) else map(str, value))
        else:
            found[key] = str(value)
    return found


def value_of(column: str, cell: str, before: Plain | None = None) -> Plain:
    """What a cell puts into a claim file.

    Args:
        column: the column.
        cell: what stands in it.
        before: what stands there so far; a single member stays a list or a text as it is.
    """
    if not is_list(column):
        return cell
    members = split(cell)
    alone = column in _ALONE if before is None else isinstance(before, str)
    return members[0] if alone and len(members) == 1 else [*members]


def same(column: str, one: str, other: str) -> bool:
    """Whether two cells of a column come to the same."""
    return split(one) == split(other) if is_list(column) else one == other or not (one.strip() or other.strip())


def claim_of(row: Mapping[str, str]) -> dict[str, Plain]:
    """A new claim from the cells of a row, in the order of the schema; an empty cell gives nothing."""
    claim: dict[str, Plain] = {}
    for column in columns(private=True)[1:]:
        cell = row.get(column, "")
        if cell.strip():
            value = value_of(column, cell)
            first, *rest = path_of(column)
            below = claim.get(first)
            claim[first] = {**(below if isinstance(below, dict) else {}), rest[0]: value} if rest else value
    return claim
