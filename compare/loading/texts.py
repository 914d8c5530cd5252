"""Article texts: found by name in the folders that may hold them, checked against their record, cut into sentences."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

from compare.core.model import ArticleText, Sentence
from compare.core.problems import Problem
from compare.loading import files

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from compare.core.model import Source
    from compare.loading.placed import Placed

# a heading or a caption stands on a line of its own, so a sentence never goes on in the next line
_LINE: Final = re.compile("[^\n\r\x0b\x0c\x85\u2028\u2029]*[^\\s][^\n\r\x0b\x0c\x85\u2028\u2029]*")


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of an article, numbered from 1; every line that is not blank is a paragraph.

    Abbreviations are told from sentence ends by nupunkt's trained model, which gives the same answer every time.
    """
    return tuple(Sentence(number, *found) for number, found in enumerate(_sentences(text), start=1))


def _sentences(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and paragraph of every sentence."""
    from nupunkt import sent_spans  # only a text at hand pays for its model

    for paragraph, line in enumerate(_LINE.finditer(text), start=1):
        for start, end in sent_spans(line.group()):
            part = line.group()[start:end]
            first = line.start() + start + len(part) - len(part.lstrip())
            if part.strip():
                yield first, first + len(part.strip()), paragraph


def article_text(
    source: Placed[Source], folders: Sequence[tuple[Path, Path]], limit: int
) -> tuple[ArticleText | None, list[Problem]]:
    """The text of a source, or None where it is not at hand, which is no problem.

    Args:
        source: its record.
        folders: where to look, in this order, each with the folder that links in it must not leave.
        limit: bytes that are read at most.
    """
    wanted = source.record.text
    if wanted is None:
        return None, []
    found = next(((folder / wanted.file, root) for folder, root in folders if files.exists(folder / wanted.file)), None)
    if found is None:
        return None, []
    place = source.at("text", "file")
    data = files.read_bytes(*found, limit, place)
    text = data if isinstance(data, Problem) else files.decode(data, place)
    if isinstance(data, Problem) or isinstance(text, Problem):
        return None, [each for each in (data, text) if isinstance(each, Problem)][:1]
    digest = hashlib.sha256(data).hexdigest()
    attested = digest == wanted.sha256
    changed = Problem("Q506", source.at("text", "sha256"), f"{wanted.file} now has the SHA-256 {digest}")
    return ArticleText(source.record.id, text, digest, attested, sentences(text)), [] if attested else [changed]
