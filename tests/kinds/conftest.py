from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from compare.core.entities import Entities
from compare.kinds import registered
from compare.kinds.base import Kind, Side, example_subject

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="session")
def build() -> Callable[..., Kind[Any]]:
    """A kind by name on the terms of its examples, or others."""

    def kind(name: str, **terms: object) -> Kind[Any]:
        cls = registered()[name]
        return cls(example_subject(name, **{**cls.example_terms, **terms}), Entities(cls.example_entities))

    return kind


@pytest.fixture(scope="session")
def compared() -> Callable[..., tuple[str, int | None]]:
    """The level that two values as written earn, and which of them says more; checked both ways round."""

    def level(kind: Kind[Any], a: str, b: str, *, closed: tuple[bool, bool] = (False, False)) -> tuple[str, int | None]:
        one, other = Side(kind.parse(a), closed[0]), Side(kind.parse(b), closed[1])
        outcome, mirrored = kind.compare(one, other), kind.compare(other, one)
        assert outcome.rule == mirrored.rule
        assert outcome.finer == (None if mirrored.finer is None else 1 - mirrored.finer)
        return outcome.rule.removeprefix(f"{kind.name}."), outcome.finer

    return level
