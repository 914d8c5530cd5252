"""How much of a casebook is annotated: sentences decided for each source, and what each source comes to on each subject."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any, Final

from compare.authoring.progress.sentences import SentenceBook, Tally, tally
from compare.core.findings import AbsenceWord

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.core.findings import Findings
    from compare.core.model import ArticleText, Source

FORMAT: Final = 1
"""1: the first published format of the JSON."""
ANSWERED: Final = "answered"
CELL_WORDS: Final = (ANSWERED, *(word.value for word in AbsenceWord))
"""What a source may come to on a subject: it answers, or one of the six words of absence."""
AT_HAND: Final = "at hand"
CHANGED: Final = "changed"
NOT_AT_HAND: Final = "not at hand"
UNAVAILABLE: Final = "unavailable"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one source comes to on one subject, one of `CELL_WORDS`, and why where it does not answer."""

    source: str
    subject: str
    word: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class SourceCoverage:
    """One source: how its text stands, its sentences (None where they cannot be counted) and its cells by subject."""

    source: str
    text: str
    sentences: Tally | None
    cells: tuple[Cell, ...]

    @property
    def vouched(self) -> bool:
        """Whether nothing hides sentences: the attested text is at hand, or the article is known not to be had."""
        return self.text in {AT_HAND, UNAVAILABLE}


@dataclass(frozen=True, slots=True)
class Coverage:
    """All sources in the order of their ids."""

    sources: tuple[SourceCoverage, ...]

    @property
    def sentences(self) -> Tally | None:
        """The sentences of all texts at hand, None where there is no text."""
        counted = [each.sentences for each in self.sources if each.sentences is not None]
        return reduce(add, counted) if counted else None

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every source and subject, by source."""
        return tuple(cell for each in self.sources for cell in each.cells)

    @property
    def unvouched(self) -> tuple[str, ...]:
        """The sources whose sentences cannot be vouched for, because the attested text is not at hand."""
        return tuple(each.source for each in self.sources if not each.vouched)

    def reaches(self, percent: float) -> bool:
        """Whether at least this percentage of all sentences is decided, and no text is missing that may hold open ones."""
        total = self.sentences
        return total is not None and not self.unvouched and 100 * total.decided >= percent * total.sentences


def coverage(findings: Findings) -> Coverage:
    """Count sentences and cells; every word of absence and its reason is the engine's."""
    casebook = findings.casebook
    book = SentenceBook(findings)
    cells = _cells(findings)
    return Coverage(
        tuple(
            SourceCoverage(
                source=source.id,
                text=_text(source, casebook.texts.get(source.id)),
                sentences=tally(book.of(source.id)) if source.id in casebook.texts else None,
                cells=tuple(cells[source.id]),
            )
            for source in sorted(casebook.sources, key=lambda each: each.id)
        )
    )


def _text(source: Source, article: ArticleText | None) -> str:
    """How the text of a source stands; one that is at hand counts as it is, whatever the record says of the article."""
    if article is not None:
        return AT_HAND if article.attested else CHANGED
    return UNAVAILABLE if source.unavailable else NOT_AT_HAND


def _cells(findings: Findings) -> dict[str, list[Cell]]:
    """The cells of every source in the order of the subjects."""
    cells: dict[str, list[Cell]] = {source.id: [] for source in findings.casebook.sources}
    for finding in findings.subjects:
        absent = {each.source: each for each in finding.absent}
        for source, row in cells.items():
            found = absent.get(source)
            row.append(Cell(source, finding.subject.id, *((found.word.value, found.because) if found else (ANSWERED,))))
    return cells


def words_counted(cells: Iterable[Cell]) -> dict[str, int]:
    """How many cells come to each of `CELL_WORDS`, all of them named, in their order."""
    counts = Counter(cell.word for cell in cells)
    return {word: counts[word] for word in CELL_WORDS}


def coverage_json(found: Coverage) -> str:
    """The coverage as JSON text in ASCII, sources and subjects in the order of their ids.

    ```
    {format: 1,
     sources: [{source, text: "at hand" | "changed" | "not at hand" | "unavailable",
                sentences: {total, claimed, dismissed, open, percent} | null,
                subjects: {answered, denies, silent, not-checked, not-read, not-applicable, unavailable}}],
     total: {sentences: {total, ...} | null, subjects: {answered, ...}, text_not_at_hand: [source]},
     cells: [{source, subject, word, because}]}
    ```

    `sentences` is null where no text is at hand, never a count of 0; `percent` is that of sentences claimed or dismissed,
    whole and rounded down. `changed`: the text at hand is not the one in the record. `subjects` counts cells by word, `word`
    is one of its keys, and `because` says why a source does not answer ("" where it does). `text_not_at_hand` names the
    sources whose attested text is missing, so that the total does not count their sentences or cannot be trusted for them.
    """
    document = {
        "format": FORMAT,
        "sources": [
            {
                "source": each.source,
                "text": each.text,
                "sentences": _counts(each.sentences),
                "subjects": words_counted(each.cells),
            }
            for each in found.sources
        ],
        "total": {
            "sentences": _counts(found.sentences),
            "subjects": words_counted(found.cells),
            "text_not_at_hand": list(found.unvouched),
        },
        "cells": [asdict(cell) for cell in found.cells],
    }
    # plain ASCII, so that no letter of a file can act on a terminal or be lost in its encoding
    return json.dumps(document, indent=1)


def _counts(sentences: Tally | None) -> dict[str, Any] | None:
    """A tally as a record."""
    if sentences is None:
        return None
    return {"total": sentences.sentences, **asdict(sentences), "percent": sentences.percent}
