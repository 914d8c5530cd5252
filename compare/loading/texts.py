"""Article texts: found by name in the folders that may hold them, checked against their record, cut into sentences."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from compare.core.model import ArticleText
from compare.core.problems import Problem
from compare.loading import characters, files
from compare.loading.layout import SOURCES
from compare.loading.lines import Lines
from compare.loading.segmentation import sentences, shifted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from compare.core.model import Location, Source
    from compare.core.settings import Limits, Settings
    from compare.loading.placed import Placed


def folders(root: Path, settings: Settings, further: Sequence[Path]) -> list[tuple[Path, Path]]:
    """Where article texts are looked for, in this order, each folder with the one that its links must not leave."""
    named = [root / each for each in settings.texts]
    return [(root / SOURCES, root), *((each, each) for each in (*named, *further))]


def article_text(
    source: Placed[Source], places: Sequence[tuple[Path, Path]], limits: Limits
) -> tuple[ArticleText | None, list[Problem]]:
    """The text of a source, or None where it is not at hand, which is no problem.

    Args:
        source: its record.
        places: the folders in which to look, as `folders` gives them.
        limits: how large it may be, and how many marks may stand on one letter.
    """
    wanted = source.record.text
    if wanted is None:
        return None, []
    found = next(((folder / wanted.file, root) for folder, root in places if files.exists(folder / wanted.file)), None)
    if found is None:
        return None, []
    place = source.at("text", "file")
    data = files.read_bytes(*found, limits.text_bytes, place)
    text = data if isinstance(data, Problem) else files.decode(data, place)
    if isinstance(data, Problem) or isinstance(text, Problem):
        return None, [each for each in (data, text) if isinstance(each, Problem)][:1]
    refused = characters.refusal_in_article(text, limits.combining_run)
    if refused:
        return None, [_refused(place, wanted.file, text, refused)]
    digest = hashlib.sha256(data).hexdigest()
    attested = digest == wanted.sha256
    cut = sentences(text)
    changed = Problem("Q506", source.at("text", "sha256"), f"{wanted.file} now has the SHA-256 {digest}")
    return ArticleText(source.record.id, text, digest, attested, cut), shifted(source, cut) if attested else [changed]


def _refused(place: Location, file: str, text: str, refused: tuple[str, int, str]) -> Problem:
    """A text with a character in it that cannot be published."""
    code, offset, why = refused
    at = Lines(text).place(file, offset)
    return Problem(code, place, f"{why} at line {at.line}, column {at.column} of {file}")
