"""From the options of a command to the keys of a record: what was not given is not written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.loading.tree import Plain


def given(options: Mapping[str, str | Sequence[str] | Mapping[str, Plain] | None]) -> dict[str, Plain]:
    """The keys that have a value, in the order given."""
    return {key: _plain(value) for key, value in options.items() if value}


def _plain(value: str | Sequence[str] | Mapping[str, Plain]) -> Plain:
    if isinstance(value, str):
        return value
    return {**value} if isinstance(value, Mapping) else [*value]
