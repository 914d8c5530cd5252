"""Sentences that were read and hold no claim: `nothing:` of a claim file, as runs of their numbers."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from compare.analysis.absence import sentences_of
from compare.authoring.claiming.claim_file import begun, reading_of
from compare.authoring.editing.edits import put, removed
from compare.authoring.editing.refusals import RefusedError
from compare.core.phrases import joined
from compare.core.visible import excerpt
from compare.loading.forms import Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.core.model import Casebook


def numbers_in(typed: Iterable[str]) -> frozenset[int]:
    """The sentence numbers in `3`, `7-9`.

    Raises:
        RefusedError: one of them is no number and no run.
    """
    form: TypeAdapter[tuple[int, int]] = TypeAdapter(Run)
    found: set[int] = set()
    for each in typed:
        try:
            first, last = form.validate_python(each)
        except ValidationError as fault:
            raise RefusedError(f"{excerpt(each)}: {fault.errors()[0]['msg']}") from None
        found.update(range(first, last + 1))
    return frozenset(found)


def runs(numbers: Iterable[int]) -> list[str]:
    """The numbers in order as the file has them: `3`, `7-9`."""
    ordered = sorted(set(numbers))
    starts = ordered[:1] + [after for before, after in pairwise(ordered) if after != before + 1]
    ends = [before for before, after in pairwise(ordered) if after != before + 1] + ordered[-1:]
    return [str(first) if first == last else f"{first}-{last}" for first, last in zip(starts, ends, strict=True)]


def dismissed(casebook: Casebook, source: str) -> frozenset[int]:
    """The sentences of a source that are dismissed."""
    reading = reading_of(casebook, source)
    return reading.nothing if reading else frozenset()


def with_dismissed(text: str | None, casebook: Casebook, source: str, numbers: frozenset[int]) -> str:
    """The claim file with exactly these sentences dismissed; unchanged where they are already.

    Raises:
        CannotEdit: the file cannot be changed safely.
    """
    now = begun(text, source)
    if numbers == dismissed(casebook, source):
        return now
    return put(now, ("nothing",), list(runs(numbers))) if numbers else removed(now, ("nothing",))


def claimed(casebook: Casebook, source: str, numbers: frozenset[int]) -> Sequence[str]:
    """One sentence for each of these sentences of the article that carry a claim, saying which."""
    carried: dict[int, list[str]] = {}
    article = casebook.texts.get(source)
    for claim in casebook.claims if article else ():
        if article and claim.source == source:
            for number in sorted(sentences_of(claim.quote, article) & numbers):
                carried.setdefault(number, []).append(f"{claim.id} ({excerpt(claim.quote.text)})")
    return [f"sentence {number} carries {joined(names)}" for number, names in sorted(carried.items())]
