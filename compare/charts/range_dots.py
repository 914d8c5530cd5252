"""The answers to a question for a number, each on one line: a dot, two dots with a line between, or an arrow."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from compare.charts.numbers import exact, number_scale
from compare.charts.picture import Line, Sign, Twin, Words
from compare.charts.spans import beyond, open_side
from compare.charts.strip import line_of, row, strip
from compare.core.phrases import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.charts.numbers import NumberScale
    from compare.charts.picture import Cell, Figure, Link, Mark
    from compare.charts.spans import Ends
    from compare.charts.strip import Answer
    from compare.core.findings import Extent, Stretch


def range_dots(answers: Sequence[Answer], counts: str, tolerance: str | None = None, name: str = "numbers") -> Figure:
    """The figure of answers that count or measure the same.

    Args:
        answers: with extents of one measure and one scope.
        counts: what is counted, for the title: `fighters`, `people: residents`; may be empty.
        tolerance: what the subject calls close, as written.
        name: the id on the page.
    """
    extents = [each.extent for each in answers]
    scale = number_scale(end for each in extents for piece in (*each.pieces, *each.reach) for end in _named(piece))
    title = f"The answers as numbers{': ' if counts else ''}{counts}"
    rows = [_row(at, each, scale) for at, each in enumerate(answers)]
    listed = " ".join(f"{each.letter}: {each.value}, {each.backing}." for each in answers)
    powers = " Each step across is ten times the one before." if scale.powers else ""
    line = f"{counted(len(answers), 'answer')} on a line from {exact(scale.low)} to {exact(scale.high)}"
    texts = (title, _reading(answers, scale, tolerance), f"{line}.{powers} {listed}")
    return strip(name, texts, rows, scale.ticks(), _twin(answers, title))


def _named(piece: Stretch) -> Iterator[Fraction]:
    yield from (Fraction(end) for end in (piece.low, piece.high) if end is not None)


def _reading(answers: Sequence[Answer], scale: NumberScale, tolerance: str | None) -> str:
    """How the marks are read, of the forms that occur."""
    extents = [each.extent for each in answers]
    said = ["A dot: the number."]
    if any(_is_range(each) for each in extents):
        said.append("Two dots and a line: from, to.")
    if any(each.about for each in extents):
        said.append("An open dot: about, which reaches 10% to either side.")
    if any(None in each.pieces[0][:2] for each in extents):
        said.append("An arrow: at least, at most, more or less than.")
    if any(each.denied for each in answers):
        said.append("A cross: denied.")
    if scale.powers:
        said.append("Each step across is ten times the one before.")
    if tolerance:
        said.append(f"Within {tolerance} of each other, numbers count as close.")
    return " ".join(said)


def _is_range(extent: Extent) -> bool:
    low, high = extent.pieces[0][:2]
    return low != high and None not in {low, high}


def _row(at: int, answer: Answer, scale: NumberScale) -> Link:
    marks = tuple(_marks(answer, scale, line_of(at)))
    return row(at, answer.letter, (answer.value, answer.backing), answer.href, marks)


def _marks(answer: Answer, scale: NumberScale, y: float) -> Iterator[Mark]:
    (piece,), (reach,) = answer.extent.pieces, answer.extent.reach
    low, high = _places(piece, scale)
    if answer.extent.about:
        yield from beyond((low, high), _places(reach, scale), y, "whisker")
    if low is None or high is None:
        yield from open_side(low, high, y)
    elif low != high:
        yield Line(low, y, high, y, "range")
    name, look = ("cross", "denied") if answer.denied else ("dot", "hollow" if answer.extent.about else "solid")
    for at, left_out in dict.fromkeys(((low, piece.above), (high, piece.below))):
        if at is not None:
            yield Sign(at, y, name, "hollow" if left_out and not answer.denied else look)


def _places(piece: Stretch, scale: NumberScale) -> Ends:
    low = None if piece.low is None else scale.at(piece.low)
    return low, None if piece.high is None else scale.at(piece.high)


def _twin(answers: Sequence[Answer], title: str) -> Twin:
    return Twin(title, ("Answer", "From", "To", "About: from", "About: to", "Sources"), tuple(_cells(each) for each in answers))


def _cells(answer: Answer) -> tuple[Cell, ...]:
    (piece,), (reach,) = answer.extent.pieces, answer.extent.reach
    about = [(Words(exact(end) if answer.extent.about else "–"),) for end in reach[:2]]
    low, high = _end(piece.low, piece.above, "more than"), _end(piece.high, piece.below, "less than")
    return (answer.head, (Words(low),), (Words(high),), *about, answer.sources)


def _end(number: Fraction | int | None, left_out: bool, words: str) -> str:  # noqa: FBT001 - an end and whether it is left out
    return f"{words} {exact(number)}" if left_out else exact(number)
