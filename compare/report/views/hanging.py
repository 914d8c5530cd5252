"""How many other subjects hang on one: those that a rule of the casebook holds against it.

What shares an entity is not counted: a hundred questions ask about a group, and the answer to few of them turns on any one.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from compare.core.patterns import Attributes, is_wild

if TYPE_CHECKING:
    from compare.report.views.index import Index


def hanging(index: Index) -> dict[str, int]:
    """How many other subjects hang on each subject, by its id."""
    attributes = Attributes(index.subjects)
    joined: dict[str, set[str]] = defaultdict(set)
    for rule in index.findings.casebook.rules:
        for lead in attributes.meant_by(rule.lead):
            beside = {each for other in rule.others for each in attributes.beside(other, lead, same=is_wild(rule.lead))}
            joined[lead] |= beside
            for other in beside:
                joined[other].add(lead)
    return {subject: len(joined[subject] - {subject}) for subject in index.subjects}
