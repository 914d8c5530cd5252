"""How many other subjects hang on one: by a rule of the casebook, or by an entity that one asks about and the other names.

Counted, never listed: what a subject has to do with thousands of others is known from how many name what it asks about, so
that the work stays linear in claims.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from compare.core.patterns import Attributes, is_wild

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compare.core.model import Rule
    from compare.report.views.index import Index


def hanging(index: Index) -> dict[str, int]:
    """How many other subjects hang on each subject, by its id."""
    named = {subject: _named(index, subject) for subject in index.subjects}
    ruled = _ruled(index)
    asking = Counter(each.subject.entity for each in index.subjects.values())
    naming = Counter(entity for entities in named.values() for entity in entities)
    both = Counter((_entity(index, subject), each) for subject, entities in named.items() for each in entities)
    found = {}
    for subject, entities in named.items():
        own = _entity(index, subject)
        by_name = naming[own] + sum(asking[each] - both[each, own] for each in entities)
        itself = own in entities
        by_rule = sum(not _by_name(index, named, subject, each) for each in ruled.get(subject, ()))
        found[subject] = by_name - itself + by_rule
    return found


def _entity(index: Index, subject: str) -> str:
    return index.subjects[subject].subject.entity


def _named(index: Index, subject: str) -> frozenset[str]:
    """The entities that any answer to a subject names."""
    finding = index.subjects[subject]
    parts = (index.named(finding.subject, each.canonical) for each in finding.positions)
    return frozenset().union(*parts)


def _by_name(index: Index, named: Mapping[str, frozenset[str]], one: str, other: str) -> bool:
    """Whether one of two subjects asks about what the other names."""
    return _entity(index, one) in named[other] or _entity(index, other) in named[one]


def _ruled(index: Index) -> dict[str, set[str]]:
    """The other subjects that a rule holds against each subject."""
    attributes = Attributes(index.subjects)
    joined: dict[str, set[str]] = defaultdict(set)
    for rule in index.findings.casebook.rules:
        for lead in attributes.meant_by(rule.lead):
            for other in _beside(attributes, rule, lead):
                joined[lead].add(other)
                joined[other].add(lead)
    return joined


def _beside(attributes: Attributes, rule: Rule, lead: str) -> set[str]:
    return {each for other in rule.others for each in attributes.beside(other, lead, same=is_wild(rule.lead))}
