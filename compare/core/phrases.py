"""Phrases that messages, headlines and pages share: a number with its noun, a list as a sentence has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_TOLD: Final = 12  # answers in one sentence; of more nobody reads the list, and they are counted
MOST_NAMED: Final = 20
"""How many of very many things one sentence names."""


def counted(number: int, one: str, many: str = "") -> str:
    """`1 source`, `2,000 sources`, `2 entities` where the plural is not made by an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def joined(parts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def short_shape(shape: str) -> str:
    """`3-1-1`, the sources of each answer; of very many answers the first, and `-…`."""
    counts = shape.split("-", MOST_TOLD)
    return "-".join([*counts[:MOST_TOLD], "…"]) if len(counts) > MOST_TOLD else shape


def shortened(parts: Sequence[str]) -> list[str]:
    """The parts; of very many the first and the last, with how many more there are between."""
    half = MOST_NAMED // 2
    if len(parts) <= MOST_NAMED:
        return list(parts)
    return [*parts[:half], f"({len(parts) - 2 * half:,} more)", *parts[-half:]]


def position_letter(index: int) -> str:
    """The letter of a position: A to Z, then AA, AB, ..."""
    return position_letter(index // 26 - 1) + chr(65 + index % 26) if index > 25 else chr(65 + index)  # noqa: PLR2004 - letters
