"""Equal recipes make equal pages, and what may make another page makes another recipe."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import metadata
from itertools import combinations

import pytest

import compare
from compare.report import recipes
from compare.report.recipes import made_by, recipe


@dataclass(frozen=True, slots=True)
class One:
    text: object
    more: object = None


@dataclass(frozen=True, slots=True)
class Other:
    text: object
    more: object = None


LOOKING_ALIKE: list[tuple[str, dict[str, object]]] = [
    ("subject", {"view": One("a", "b")}),
    ("subject", {"view": One("ab", "")}),
    ("subject", {"view": One('a", "b')}),
    ("subject", {"view": Other("a", "b")}),
    ("subject", {"view": ("One", "a", "b", "")}),
    ("subject", {"view": (1, True)}),
    ("subject", {"view": (True, 1)}),
    ("subject", {"view": ("1", "true")}),
    ("subject", {"view": (None,)}),
    ("subject", {"view": ("",)}),
    ("subject", {"view": ((), ())}),
    ("subject", {"view": ((),)}),
    ("subject", {"view": "\u00e9"}),
    ("subject", {"view": "e\u0301"}),
    ("subject", {"view": "\ud800"}),
    ("source", {"view": One("a", "b")}),
    ("subject", {"view": One("a", "b"), "casebook": "a"}),
]


def test_views_that_look_alike_have_recipes_of_their_own() -> None:
    assert all(recipe(*one) != recipe(*other) for one, other in combinations(LOOKING_ALIKE, 2))
    assert recipe("subject", {"view": One("a", "b")}) == recipe("subject", {"view": One("a", "b")})


@pytest.mark.parametrize("view", [{1, 2}, frozenset({"a"}), object(), One({"a"}), (One(b"x"),)])
def test_what_has_no_order_or_is_no_plain_data_has_no_recipe(view: object) -> None:
    with pytest.raises(TypeError):
        recipe("subject", {"view": view})


def test_another_version_of_anything_that_makes_pages_is_another_maker(monkeypatch: pytest.MonkeyPatch) -> None:
    made_by.cache_clear()
    seen = {made_by()}
    monkeypatch.setattr(recipes, "__version__", compare.__version__ + ".dev1")
    made_by.cache_clear()
    seen.add(made_by())
    monkeypatch.setattr(recipes, "version", lambda name: metadata.version(name) + ("0" if name == "jinja2" else ""))
    made_by.cache_clear()
    seen.add(made_by())
    monkeypatch.setattr("compare.report.recipes.sys.version_info", (4, 0, 0))
    made_by.cache_clear()
    seen.add(made_by())
    assert len(seen) == 4
    monkeypatch.undo()
    made_by.cache_clear()
    assert made_by() in seen
