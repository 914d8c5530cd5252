from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from compare.core.entities import Entities
from compare.kinds import registered
from compare.kinds.base import Kind, Pairs, Side, example_subject

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="session")
def build() -> Callable[..., Kind[Any]]:
    """A kind by name on the terms of its examples, or others."""

    def kind(name: str, **terms: object) -> Kind[Any]:
        cls = registered()[name]
        return cls(example_subject(name, **{**cls.example_terms, **terms}), Entities(cls.example_entities))

    return kind


def in_bulk(kind: Kind[Any], one: Side[Any], other: Side[Any]) -> list[tuple[str, int | None]]:
    """The rule and which says more, both ways round, where many pairs are compared at once."""
    this, that = np.array([0, 1], dtype=np.intp), np.array([1, 0], dtype=np.intp)
    closed = np.array([one.closed, other.closed])
    found = kind.compare_all([one.value, other.value], Pairs(this, that, closed[this], closed[that]))
    finer = [None if side < 0 else side for side in found.finer.tolist()]
    return list(zip([f"{kind.name}.{kind.levels[level].name}" for level in found.level.tolist()], finer, strict=True))


@pytest.fixture(scope="session")
def compared() -> Callable[..., tuple[str, int | None]]:
    """The level that two values as written earn, and which of them says more; checked both ways round."""

    def level(kind: Kind[Any], a: str, b: str, *, closed: tuple[bool, bool] = (False, False)) -> tuple[str, int | None]:
        one, other = Side(kind.parse(a), closed[0]), Side(kind.parse(b), closed[1])
        outcome, mirrored = kind.compare(one, other), kind.compare(other, one)
        assert outcome.rule == mirrored.rule
        assert outcome.finer == (None if mirrored.finer is None else 1 - mirrored.finer)
        assert in_bulk(kind, one, other) == [(each.rule, each.finer) for each in (outcome, mirrored)]
        return outcome.rule.removeprefix(f"{kind.name}."), outcome.finer

    return level
