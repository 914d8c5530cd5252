"""Short forms of English given names (Bob for Robert), from the table of the library nicknames."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=1)
def _short_forms() -> dict[str, frozenset[str]]:
    """Each name of the table to the names it is a short form of, and to its own short forms."""
    from nicknames import name_triplets  # only names that are compared pay for its table

    linked: dict[str, set[str]] = {}
    for each in name_triplets():
        linked.setdefault(each.name1, set()).add(each.name2)
        linked.setdefault(each.name2, set()).add(each.name1)
    return {name: frozenset(others) for name, others in linked.items()}


def short_forms(name: str) -> frozenset[str]:
    """The names that a name in lower-case ASCII is a short form of, or that are short forms of it."""
    return _short_forms().get(name, frozenset())


def is_short_form(one: str, other: str) -> bool:
    """Whether one name is a short form of the other, both in lower-case ASCII."""
    return other in short_forms(one)


def are_given_names(one: str, other: str) -> bool:
    """Whether both are given names that the table knows, so that one is no slip in writing the other."""
    names = _short_forms()
    return one in names and other in names
