"""The hints at copying as records, with the ids of the sources and the answers that both give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.analysis.because import Teller
from compare.core.findings import SourceCopying

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.core.copy_hints import CopyHint
    from compare.core.judged import Judged


def copying_records(judged: Judged, hints: Iterable[CopyHint]) -> tuple[SourceCopying, ...]:
    """The hints that were found in this result (`compare.analysis.copying.hints_in`), those with most in common first."""
    teller = Teller(judged, {})
    found = [_record(judged, hint, teller) for hint in hints]
    return tuple(sorted(found, key=lambda each: (-each.rare, each.sources)))


def _record(judged: Judged, hint: CopyHint, teller: Teller) -> SourceCopying:
    texts = judged.table.source.texts
    one, other = sorted(texts[each] for each in hint.sources)
    return SourceCopying(
        sources=(one, other),
        subjects=hint.subjects,
        same=hint.same,
        strays=hint.strays,
        rare=hint.rare,
        alone=hint.alone,
        expected=hint.expected,
        examples=tuple(_answer(judged, each, teller) for each in hint.examples),
    )


def _answer(judged: Judged, position: int, teller: Teller) -> tuple[str, str]:
    subject = judged.table.subject.texts[judged.subjects.code[judged.positions.subject[position]]]
    value = teller.position(position)
    return subject, value if judged.positions.affirms[position] else f"not {value}"
