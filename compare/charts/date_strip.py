"""The answers to a question for a date, each on one line of time, as wide as it is exact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.charts.days import day_in_words, ends, one_section
from compare.charts.picture import Twin, Words
from compare.charts.spans import Days
from compare.charts.strip import line_of, row, strip
from compare.core.phrases import counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from compare.charts.days import DayScale
    from compare.charts.picture import Cell, Figure, Link
    from compare.charts.strip import Answer
    from compare.core.findings import Extent

_TITLE = "The answers as dates"


def date_strip(answers: Sequence[Answer], name: str = "dates") -> Figure:
    """The figure of answers whose extents are days."""
    scale = one_section(ends(each.extent) for each in answers)
    rows = [_row(at, each, scale) for at, each in enumerate(answers)]
    description = f"{counted(len(answers), 'answer')} on a line of time from {scale.span}. " + " ".join(
        f"{each.letter}: {each.value}, {each.backing}." for each in answers
    )
    return strip(name, (_TITLE, _reading(answers), description), rows, scale.ticks(), _twin(answers))


def _reading(answers: Sequence[Answer]) -> str:
    struck = ["Struck through: denied."] if any(each.denied for each in answers) else []
    return " ".join([reading([each.extent for each in answers]), *struck])


def reading(extents: Sequence[Extent]) -> str:
    """How the marks are read, of the forms that occur."""
    said = ["A mark is as wide as the date is exact."]
    if any(each.about for each in extents):
        said.append("Dashed: about, or uncertain.")
    if any(None in piece[:2] for each in extents for piece in each.pieces):
        said.append("An arrow: at any time before or after.")
    if any(len(each.pieces) > 1 for each in extents):
        said.append("Several marks on one line: one of these.")
    return " ".join(said)


def _row(at: int, answer: Answer, scale: DayScale) -> Link:
    marks = tuple(Days(scale).marks(answer.extent, line_of(at), "denied" if answer.denied else "solid"))
    return row(at, answer.letter, (answer.value, answer.backing), answer.href, marks)


def _twin(answers: Sequence[Answer]) -> Twin:
    return Twin(_TITLE, ("Answer", "First day", "Last day", "Give or take", "Sources"), tuple(_cells(each) for each in answers))


def _cells(answer: Answer) -> tuple[Cell, ...]:
    first, last = (tuple(day_in_words(_day(each[end])) for each in answer.extent.pieces) for end in (0, 1))
    return (
        answer.head,
        (Words(" or ".join(first)),),
        (Words(" or ".join(last)),),
        (Words(leeway(answer.extent)),),
        answer.sources,
    )


def leeway(extent: Extent) -> str:
    """How many days a date that is about may lie outside; a dash where none."""
    pairs = zip(extent.pieces, extent.reach, strict=True)
    days = [abs(int(a[end] or 0) - int(b[end] or 0)) for a, b in pairs for end in (0, 1)] if extent.about else [0]
    return counted(max(days), "day") if max(days) else "–"


def _day(end: Fraction | int | None) -> int | None:
    return None if end is None else int(end)
