"""On which terms each subject of a table is compared: those of the vocabulary, else the kind its rows are given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from compare.core.entities import Entities
from compare.core.model import Location, Subject
from compare.core.visible import excerpt
from compare.kinds import kind_for
from compare.loading.claims_tables.faults import Fault
from compare.loading.claims_tables.terms import bare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from compare.core.columns import Column
    from compare.loading.claims_tables.faults import Faults
    from compare.loading.claims_tables.terms import TableVocabulary

DEFAULT_KIND: Final = "text"
_TWO_KINDS: Final = Fault(
    "S209",
    "of another kind than the rest of their subject",
    "These claims are left out; give every claim on a subject one kind.",
)


def of_kind(kind: str) -> Subject:
    """The terms of a subject of which only the kind is known."""
    return Subject(id="*", question="", kind=kind, place=Location(""))


def declared_terms(subject: Column, vocabulary: TableVocabulary) -> tuple[tuple[Subject, ...], NDArray[np.int32]]:
    """The distinct terms that the vocabulary has for these subjects, and for every subject code the number of its own or -1."""
    numbers: dict[Subject, int] = {}
    codes = np.full(len(subject.texts), -1, dtype=np.int32)
    if vocabulary.subjects:
        for code, text in enumerate(subject.texts):
            if found := vocabulary.declared(text):
                codes[code] = numbers.setdefault(bare(found), len(numbers))
    return tuple(numbers), codes


def given_terms(
    subject: Column, given: NDArray[np.int32], choices: Sequence[Subject], lines: NDArray[np.int32], faults: Faults
) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """For every subject code the choice most of its rows are given, ties by kind; and the rows that were given another.

    Args:
        subject: the subject of each row.
        given: for each row the number of its choice.
        choices: the terms to choose from.
        lines: the line of each row.
        faults: takes what is found.
    """
    size = len(choices)
    counts = np.bincount(subject.codes.astype(np.int64) * size + given, minlength=size * len(subject.texts))
    counts = counts.reshape(-1, size)
    by_kind = np.argsort([each.kind for each in choices], kind="stable")
    chosen = by_kind[np.argmax(counts[:, by_kind], axis=1)].astype(np.int32)
    chosen[counts.sum(axis=1) == 0] = -1
    other = chosen[subject.codes] != given
    for row in np.flatnonzero(other)[:_TOLD].tolist():
        code = subject.codes[row]
        kinds = choices[given[row]].kind, choices[chosen[code]].kind
        said = f"{excerpt(subject.texts[code])} is of kind {kinds[0]} here, and of kind {kinds[1]} in other rows"
        faults.row(_TWO_KINDS, int(lines[row]), said)
    if (more := np.flatnonzero(other)[_TOLD:]).size:
        faults.row(_TWO_KINDS, int(lines[more[0]]), "", len(more))
    return chosen, other


_TOLD: Final = 5


def unusable(choices: Sequence[Subject], vocabulary: TableVocabulary, faults: Faults) -> list[int]:
    """The choices on which nothing can be compared, because their kind needs more than a table can say."""
    found = []
    for number, terms in enumerate(choices):
        try:
            kind_for(terms, Entities(vocabulary.entities, vocabulary.places))
        except ValueError as fault:
            faults.whole("S207", f"kind {terms.kind}: {fault}", "Declare these subjects in a vocabulary (--vocabulary).")
            found.append(number)
    return found
