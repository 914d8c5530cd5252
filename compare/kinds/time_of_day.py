"""Times of day: on the clock, with or without a day and a time zone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Final

import numpy as np

from compare.core.findings import RelationKind
from compare.kinds.base import Example, Kind, Level, Pairs, Side, Verdicts
from compare.kinds.bulk import codes, one_by_one, sides, verdicts
from compare.kinds.clock_times import MINUTE, TimeValue, in_words
from compare.kinds.time_bulk import Times, weighed
from compare.kinds.time_reading import read_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.core.entities import Entities
    from compare.core.model import Subject

_TOLERANCE: Final = re.compile(r"([0-9]{1,6}) *(?:(min|minutes?)|(h|hours?)|(s|seconds?))?")
_UNITS: Final = (MINUTE, MINUTE, 3600, 1)


class Time(Kind[TimeValue]):
    """When on the clock something happened, to the minute or the second.

    A day, a time zone or seconds beside it say more. Where no day is stated any day may be meant, so that shortly before and
    shortly after midnight are close. Offsets are compared as moments; a zone on one side only is left out of account.
    `tolerance` is in minutes; `~` reaches a quarter of an hour to either side.
    """

    name: ClassVar[str] = "time"
    written: ClassVar[str] = (
        "19:10, 7:10 p.m., 19:10:30, noon; with a day Dec 1, 7:10 PM, 2011-12-01T19:10:00Z; about ~19:10; from-to 19:00..19:30"
    )
    example_terms: ClassVar[dict[str, Any]] = {"tolerance": "5 min"}
    examples: ClassVar[tuple[Example, ...]] = (
        Example("7:10 p.m.", "19:10", "same"),
        Example("12:05 AM", "0:05", "same", misses="tolerance"),
        Example("Thu, Dec 1 2011 7:10p", "2011-12-01T19:10", "same"),
        Example("7:10 PM EST", "19:10 UTC-05:00", "same", note="A zone whose offset a standard gives."),
        Example("7:10 p.m. (Estimated)", "19:10", "same", note="A mark beside the time does not count."),
        Example("19:10 BST", "19:10 IST", "other-zone", misses="moment", note="Names that stand for several zones."),
        Example("19:10 BST", "19:10", "inside", misses="other-zone", note="A zone on one side only says more."),
        Example("19:10 CET", "18:10 UTC", "moment", misses="same", note="One moment on two clocks."),
        Example("19:10:30", "19:10", "inside", misses="same"),
        Example("Dec 1, 7:10 PM", "19:10", "inside", misses="same", note="Says the day as well."),
        Example("2011-12-01 19:10", "Dec 1, 19:10", "inside", misses="overlap"),
        Example("19:10", "19:00..19:30", "inside", misses="overlap"),
        Example("19:10", "about 7:10 pm", "inside", misses="tolerance", note="The exact time says more than “about”."),
        Example("19:00..19:30", "19:15..19:45", "overlap", misses="inside"),
        Example("Thu 22:15", "Dec 1 22:15", "overlap", misses="inside", note="1 December may be a Thursday."),
        Example("01/12/2011 19:10", "Dec 1, 19:10", "overlap", misses="inside", note="12 January or 1 December."),
        Example("23:58", "00:03", "tolerance", misses="apart", note="Five minutes, over midnight."),
        Example("19:10", "19:15", "tolerance", misses="overlap"),
        Example("~19:10", "19:25", "tolerance", misses="apart", terms={"tolerance": None}, note="~ reaches 15 minutes."),
        Example("19:10", "19:16", "apart", misses="tolerance"),
        Example("19:10 UTC", "20:10 UTC", "apart", misses="moment"),
        Example("Dec 1 19:10", "Dec 2 19:10", "apart", misses="inside", note="The same time a day later."),
        Example("Dec 1 23:58", "Dec 1 0:03", "apart", misses="tolerance", note="The same day: nearly a day apart."),
        Example("19:10", "7:10", "apart", terms={"takes": "many"}, note="Both may hold, so they only differ."),
    )

    def __init__(self, subject: Subject, entities: Entities) -> None:
        """Take the tolerance.

        Raises:
            ValueError: it is no number of minutes.
        """
        super().__init__(subject, entities)
        self.allowed = _tolerance(subject.tolerance)
        many = subject.takes == "many"
        self._levels: tuple[Level[TimeValue], ...] = (
            Level("same", RelationKind.SAME, _same, "{a} and {b} are the same time"),
            Level(
                "other-zone", RelationKind.INCOMPARABLE, _other_zone, "{a} and {b} are in time zones that cannot be compared"
            ),
            Level("moment", RelationKind.WORDING, _moment, "{a} and {b} are the same moment on clocks of two time zones"),
            Level("inside", RelationKind.REFINES, _inside, "{finer} fits {coarser} and says more", directed=True),
            Level("overlap", RelationKind.OVERLAPS, _overlap, "{a} and {b} may be the same time"),
            Level("tolerance", RelationKind.CLOSE, self._close, "{a} and {b} are as close as this subject or “about” allows"),
            Level(
                "apart",
                RelationKind.DIFFERS if many else RelationKind.CONTRADICTS,
                _always,
                "{a} and {b} are different times" + (", and both may hold" if many else ""),
            ),
        )

    def parse(self, text: str) -> TimeValue:
        """The time as written; raises ValueError with a sentence for the annotator."""
        return read_time(text)

    def format(self, value: TimeValue) -> str:
        """The time on the 24-hour clock, with its day before it and its zone after it."""
        return str(value)

    def say(self, value: TimeValue) -> str:
        """The time in words: about 19:10, 19:00 to 19:30 on 1 December 2011."""
        return in_words(value)

    def key(self, value: TimeValue) -> str:
        """The time as formatted, which is one text for all that say the same."""
        return str(value)

    @property
    def levels(self) -> tuple[Level[TimeValue], ...]:
        """Same, other-zone, moment, inside, overlap, tolerance, apart."""
        return self._levels

    def compare_all(self, values: Sequence[TimeValue], pairs: Pairs) -> Verdicts:
        """As `compare`, with arrays for plain times; those that are about, or on a day without its year, one by one."""
        times, code = Times.of(values), codes(values)
        a, b = times.at(pairs.a), times.at(pairs.b)
        a_within, b_within, gap = weighed(a, b)
        moment = a_within & b_within & ((a.zoned & b.zoned) != 0)
        inside = sides(a_within & ~b_within, b_within & ~a_within)
        never = np.zeros(len(gap), dtype=np.bool_)
        same = np.equal(code[pairs.a], code[pairs.b])
        found = verdicts(
            self, [(same, None), (never, None), (moment, None), inside, (gap == 0, None), (gap <= self.allowed, None)]
        )
        return one_by_one(self, values, pairs, np.flatnonzero((a.odd | b.odd) != 0), found)

    def _close(self, a: Side[TimeValue], b: Side[TimeValue]) -> bool:
        about = (a.value.about or b.value.about) and a.value.reach.meets(b.value.reach)
        return about or a.value.gap(b.value) <= self.allowed


def _tolerance(written: str | None) -> int:
    """The tolerance in seconds; 0 where none is given."""
    if written is None:
        return 0
    found = _TOLERANCE.fullmatch(written.strip())
    if found is None:
        message = f"tolerance {written!r} cannot be read: write a number of minutes (5 or 5 min)"
        raise ValueError(message)
    return int(found[1]) * _UNITS[found.lastindex - 1 if found.lastindex else 0]


def _same(a: Side[TimeValue], b: Side[TimeValue]) -> bool:
    return a.value == b.value


def _other_zone(a: Side[TimeValue], b: Side[TimeValue]) -> bool:
    return not a.value.same_zone(b.value)


def _moment(a: Side[TimeValue], b: Side[TimeValue]) -> bool:
    one, other = a.value, b.value
    apart = one.offset is not None and other.offset is not None and one.about == other.about
    return apart and one.within(other) and other.within(one)


def _inside(a: Side[TimeValue], b: Side[TimeValue]) -> bool:
    """Whether the first says more; the exact one of two does when it takes in the approximate time and stays in its reach."""
    one, other = a.value, b.value
    if one.about == other.about:
        return one.within(other) and not other.within(one)
    if one.about:
        return one.reach.within(other) and not other.within(one.reach)
    return one.within(other.reach) and one.meets(other)


def _overlap(a: Side[TimeValue], b: Side[TimeValue]) -> bool:
    return a.value.meets(b.value)


def _always(_a: Side[TimeValue], _b: Side[TimeValue]) -> bool:
    return True
