"""The subjects that somebody may have meant who typed an id that is none: by id, and by the words of their questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.core.suggest import LONGEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.core.model import Subject


def nearest_subjects(typed: str, subjects: Sequence[Subject], limit: int = 3) -> list[Subject]:
    """The subjects most like what was typed, the likest first, however little; ties in the order of their ids."""
    from rapidfuzz import fuzz  # only mistakes pay for it

    wanted = typed[:LONGEST].casefold()
    words = wanted.replace("/", " ").replace("-", " ")

    def likeness(subject: Subject) -> float:
        return max(fuzz.ratio(wanted, subject.id), fuzz.token_set_ratio(words, subject.question.casefold()[:LONGEST]))

    return sorted(subjects, key=lambda each: (-likeness(each), each.id))[:limit]
