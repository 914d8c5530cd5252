"""Where the sentences of an article begin and end, and the stamp that freezes it, so that a number never changes its meaning.

`nothing: [3]` and `sentence: 12` count sentences. Another release of the library, or another rule of ours, may cut the same
text elsewhere; the stamp in the source record shows it before a number is read as another sentence.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

from compare.core.model import Sentence
from compare.core.phrases import counted
from compare.core.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.core.model import Source
    from compare.loading.placed import Placed

LINE_RULE: Final = 1
"""Version of what this module adds to the library; to be raised with every change that may cut a text elsewhere."""
_DIGITS: Final = 8  # of the digest: enough to notice a change, short enough to read out

# a heading or a caption stands on a line of its own, so a sentence never goes on in the next line
_LINE: Final = re.compile("[^\n\r\x0b\x0c\x85\u2028\u2029]+")

# the library takes the square of the marks in what has no space in it; it ends sentences before spaces, so that leaving these
# marks out is no other rule for anything that somebody has written
_UNSPACED: Final = re.compile(r"\S{1000,}")
_ENDING: Final = re.compile("[.!?…]")
_KEPT: Final = 100  # characters at either end, where a sentence may end


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of an article, numbered from 1; every line that is not blank is a paragraph.

    Abbreviations are told from sentence ends by nupunkt's trained model, which gives the same answer every time.
    """
    return tuple(Sentence(number, *found) for number, found in enumerate(_spans(text), start=1))


def _spans(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and paragraph of every sentence."""
    from nupunkt import sent_spans  # only a text at hand pays for its model

    for paragraph, line in enumerate(_lines(text), start=1):
        for start, end in sent_spans(_UNSPACED.sub(_calmed, line.group())):
            part = line.group()[start:end]
            first = line.start() + start + len(part) - len(part.lstrip())
            if part.strip():
                yield first, first + len(part.strip()), paragraph


def _calmed(run: re.Match[str]) -> str:
    """Characters without a space, as many as there are, but inside without marks that end sentences."""
    text = run.group()
    return f"{text[:_KEPT]}{_ENDING.sub('-', text[_KEPT:-_KEPT])}{text[-_KEPT:]}"


def _lines(text: str) -> Iterator[re.Match[str]]:
    """The lines that are not blank. A pattern that says so itself would take the square of a long blank line's length."""
    return (line for line in _LINE.finditer(text) if not line.group().isspace())


def stamp(cut: Sequence[Sentence]) -> str:
    """What a source record keeps of its sentences as they are cut now: `nupunkt-0.8.0/1:9c41d07e`.

    Library and version, the version of our own line rule, and the first 8 hexadecimal digits of the SHA-256 (FIPS 180-4)
    over the boundaries, one `start-end` in code points to a line.
    """
    from nupunkt import __version__  # whoever has sentences has loaded it already

    return f"nupunkt-{__version__}/{LINE_RULE}:{_digest(cut)}"


def _digest(cut: Sequence[Sentence]) -> str:
    """The boundaries in a few digits."""
    lines = "".join(f"{each.start}-{each.end}\n" for each in cut)
    return hashlib.sha256(lines.encode("ascii")).hexdigest()[:_DIGITS]


def is_frozen_as(source: Source, cut: Sequence[Sentence]) -> bool:
    """Whether the record holds this very count and stamp."""
    text = source.text
    return text is not None and (text.sentences, text.segmentation) == (len(cut), stamp(cut))


def shifted(source: Placed[Source], cut: Sequence[Sentence]) -> list[Problem]:
    """The problem of sentences that are not those that were frozen, if so; of two keys each is checked if it is written.

    The versions in a stamp are not compared: a newer library that cuts this text alike changes no number.
    """
    text = source.record.text
    if text is None:
        return []
    if text.sentences not in {None, len(cut)}:
        message = f"{text.file} is cut into {counted(len(cut), 'sentence')} now, not into the {text.sentences:,} of the record"
        return [_problem(source, "sentences", message)]
    made_by, _, digest = (text.segmentation or "").rpartition(":")
    if digest in {"", _digest(cut)}:
        return []
    now = stamp(cut).rpartition(":")[0]
    message = f"the sentences of {text.file} begin or end elsewhere now ({now}) than when they were frozen ({made_by})"
    return [_problem(source, "segmentation", message)]


def _problem(source: Placed[Source], key: str, message: str) -> Problem:
    """Q508 at a key of `text`, with the command that mends it."""
    name = source.record.id
    cure = f"Run `whosays sentences {name} --freeze`, then look again at every number in claims/{name}.yaml that it names."
    return Problem("Q508", source.at("text", key), message, cure)
