"""Article texts: found by name in the folders that may hold them, checked against their record, cut into sentences."""

from __future__ import annotations

import hashlib
from dataclasses import replace
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
    refused = refusal(text, wanted.file, limits)
    if refused:
        return None, [_in_record(refused, place)]
    digest = hashlib.sha256(data).hexdigest()
    attested = digest == wanted.sha256
    cut = sentences(text)
    changed = Problem("Q506", source.at("text", "sha256"), f"{wanted.file} now has the SHA-256 {digest}")
    return ArticleText(source.record.id, text, digest, attested, cut), shifted(source, cut) if attested else [changed]


def refusal(text: str, file: str, limits: Limits) -> Problem | None:
    """The first character of a text that cannot be published, at its place in the text's own file."""
    refused = characters.refusal_in_article(text, limits.combining_run)
    if refused is None:
        return None
    code, offset, why = refused
    return Problem(code, Lines(text).place(file, offset), why)


def _in_record(refused: Problem, place: Location) -> Problem:
    """The same at the record that names the text: a text may lie in a folder of which no message tells."""
    at = refused.place
    return replace(refused, place=place, message=f"{refused.message} at line {at.line}, column {at.column} of {at.file}")
