"""Dates, in the Extended Date/Time Format."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

import numpy as np

from compare.core.date_words import in_words
from compare.core.findings import RelationKind
from compare.kinds.base import Example, Kind, Level, Pairs, Side, Verdicts
from compare.kinds.bulk import FARTHEST, one_by_one, sides, verdicts
from compare.kinds.edtf_bounds import DateValue, read_edtf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from compare.core.entities import Entities
    from compare.core.findings import Extent
    from compare.core.model import Subject


class Date(Kind[DateValue]):
    """When something happened, compared by the days each date may mean.

    Standard: EDTF, ISO 8601-2:2019 Annex A, levels 0 to 2. What it leaves open is decided in `edtf_bounds`: strict bounds, and
    a margin of one unit of the precision written for `~` and `?` (a day, 31 days, 366 days ...), two for `%`.
    """

    name: ClassVar[str] = "date"
    written: ClassVar[str] = (
        "EDTF: 2017-03-02, 2017-03, about 2017-03~, from-to 2016/2017, some year of a decade 201X, one of [2015,2016], "
        "at the latest ../2018, spring 2017-21"
    )
    examples: ClassVar[tuple[Example, ...]] = (
        Example("2017-03-02", "2017-03-02", "same"),
        Example("2017-03-02", "2017-03-02T23:30:00-04:00", "same", note="A time of day is left out: the day as stated counts."),
        Example("2017-XX", "2017", "same", note="Two spellings of some day in 2017."),
        Example("2017-03", "2017-03~", "inside", misses="same", note="The date without ~ says the same with more certainty."),
        Example("2017-03-02", "2017-03", "inside", note="A day in its month: more exact, no contradiction."),
        Example("2016", "[2015,2016]", "inside", misses="overlap"),
        Example("2017-03-31", "2017-03", "inside", misses="apart", note="The last day of the month is still in it."),
        Example("2016/2017", "2017/2018", "overlap", misses="inside"),
        Example("../2018", "2018/..", "overlap", misses="apart", note="Both allow 2018, and only that."),
        Example("2017-03~", "2017-04", "margin", misses="overlap"),
        Example("2017-03~", "2017-05-01", "margin", misses="apart", note="31 days after the last of March."),
        Example("2017-03~", "2017-05-02", "apart", misses="margin", note="32 days after the last of March."),
        Example("2017-03-02", "2017-03-03", "apart", note="Neighbouring days are two dates: only ~, ? or % gives a margin."),
        Example("156X-12-25", "1565-06-01", "apart", misses="inside", note="In the decade, but no 25 December."),
        Example("2017-03-02", "2017-03-05", "apart", terms={"takes": "many"}, note="Both may hold, so they only differ."),
    )

    def __init__(self, subject: Subject, entities: Entities) -> None:
        """A subject that takes many values turns the last level from contradicts into differs."""
        super().__init__(subject, entities)
        many = subject.takes == "many"
        self._levels = (
            Level("same", RelationKind.SAME, _same, "{a} and {b} are the same date"),
            Level("inside", RelationKind.REFINES, _inside, "{finer} lies within {coarser} and is more exact", directed=True),
            Level("overlap", RelationKind.OVERLAPS, _overlap, "{a} and {b} have days in common"),
            Level("margin", RelationKind.CLOSE, _margin, "{a} and {b} are as close as “about” or “uncertain” allows"),
            Level(
                "apart",
                RelationKind.DIFFERS if many else RelationKind.CONTRADICTS,
                _always,
                "{a} and {b} have no day in common" + (", and both may hold" if many else ""),
            ),
        )

    def parse(self, text: str) -> DateValue:
        """The date an EDTF expression stands for; raises ValueError with a sentence for the annotator."""
        return read_edtf(text)

    def format(self, value: DateValue) -> str:
        """The EDTF expression as written, tidied."""
        return value.text

    def say(self, value: DateValue) -> str:
        """The date in words: 2 March 2017, about 2017, the 1980s."""
        return in_words(value.text)

    def key(self, value: DateValue) -> str:
        """The days it may mean, in the shortest EDTF, with the margin in days."""
        return value.key

    def extent(self, value: DateValue) -> Extent:
        """The days it may mean, with the margin that `~`, `?` and `%` give."""
        return value.extent

    @property
    def levels(self) -> tuple[Level[DateValue], ...]:
        """Same, inside, overlap, margin, apart."""
        return self._levels

    def compare_all(self, values: Sequence[DateValue], pairs: Pairs) -> Verdicts:
        """As `compare`: one span on either side with arrays of days, the few dates of several spans one by one."""
        table = np.array([_numbers(value) for value in values], dtype=np.int64).reshape(-1, _COLUMNS)
        a, b = (_Days(*table[each].T) for each in (pairs.a, pairs.b))
        spans_equal = (a.first == b.first) & (a.last == b.last)
        meet = (a.first <= b.last) & (b.first <= a.last)
        margin = a.margin + b.margin
        near = (margin > 0) & (np.maximum(a.first - b.last, b.first - a.last) <= margin)
        inside = sides(_finer(a, b, spans_equal), _finer(b, a, spans_equal))
        same = spans_equal & (a.margin == b.margin) & (a.every == b.every)
        found = verdicts(self, [(same, None), inside, (meet, None), (near, None)])
        return one_by_one(self, values, pairs, np.flatnonzero((a.odd | b.odd) != 0), found)


class _Days(NamedTuple):
    """The dates of one side of all pairs, in day numbers: first and last day, margin, whether all of the set is meant."""

    first: NDArray[np.int64]
    last: NDArray[np.int64]
    margin: NDArray[np.int64]
    every: NDArray[np.int64]
    odd: NDArray[np.int64]
    """1 where the date has several spans, or one beyond any calendar."""


_COLUMNS: Final = len(_Days._fields)


def _numbers(value: DateValue) -> tuple[int, int, int, bool, bool]:
    """The columns of `_Days`; an open side lies farthest away, so that it is compared as any other."""
    first = -FARTHEST if value.first is None else value.first
    last = FARTHEST if value.last is None else value.last
    if len(value.spans) > 1 or max(abs(first), abs(last), value.margin) > FARTHEST:
        return 0, 0, 0, False, True
    return first, last, value.margin, value.every, False


def _finer(a: _Days, b: _Days, spans_equal: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """`DateValue.finer_than` for one span each."""
    surer = (a.margin < b.margin) | ((a.margin == b.margin) & (a.every > b.every))
    within: NDArray[np.bool_] = (b.first <= a.first) & (a.last <= b.last)
    return np.where(spans_equal, surer, within)


def _same(a: Side[DateValue], b: Side[DateValue]) -> bool:
    return a.value.same_as(b.value)


def _inside(a: Side[DateValue], b: Side[DateValue]) -> bool:
    return a.value.finer_than(b.value)


def _overlap(a: Side[DateValue], b: Side[DateValue]) -> bool:
    return a.value.meets(b.value)


def _margin(a: Side[DateValue], b: Side[DateValue]) -> bool:
    return a.value.near(b.value)


def _always(_a: Side[DateValue], _b: Side[DateValue]) -> bool:
    return True
