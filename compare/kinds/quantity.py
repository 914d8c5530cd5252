"""Numbers: how many, how much, how large a share."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar, Final

import numpy as np

from compare.core.findings import Extent, RelationKind, Stretch
from compare.kinds.base import Example, Kind, Level, Pairs, Side, Verdicts
from compare.kinds.bulk import one_by_one, sides, verdicts
from compare.kinds.quantity_bulk import Quantities, within_tolerance
from compare.kinds.quantity_reading import QuantityValue, read_quantity
from compare.kinds.units import begins_like_a_unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.core.entities import Entities
    from compare.core.model import Subject
    from compare.kinds.ranges import Range

_TOLERANCE: Final = re.compile(r"([0-9]{1,20}(?:\.[0-9]{1,20})?)\s*(%?)")


class Quantity(Kind[QuantityValue]):
    """A number, a range or a bound, with what is counted or measured. Exact arithmetic throughout; no number is ever rounded.

    Numbers in words, with thousands signs or a suffix (half a million, 2.000,50, $2m) are read where they have one reading; a
    comma before three digits separates thousands, a point decimals. A number without a unit has the subject's. Counted things
    are the same when their names are, but for case and plural; physical units are converted (SI, exact definitions). `~`
    reaches 10% to either side. `tolerance` is a share of the larger number, or a number in the subject's unit.
    """

    name: ClassVar[str] = "quantity"
    written: ClassVar[str] = (
        "11, 2,000, two thousand, 2 million, about ~2000, a range 1000..2000, a bound >=100 or <50, a share 64%, and the unit "
        "where it is not the subject's: 5 km, $2m"
    )
    example_terms: ClassVar[dict[str, Any]] = {"unit": "fighters", "tolerance": "10%"}
    examples: ClassVar[tuple[Example, ...]] = (
        Example("2000", "2,000 fighters", "same", note="Thousands signs and the subject's own unit do not count."),
        Example("2000000", "two million fighters", "same", note="2M and 2 million as well."),
        Example("2,5", "2.5", "same", note="A comma that cannot separate thousands."),
        Example("5 km", "5000 m", "same", misses="other-unit", terms={"unit": "km"}),
        Example("2000 fighters", "2000 families", "other-unit", misses="same", note="The same number of something else."),
        Example("€ 2m", "$2 million", "other-unit", misses="same", note="m is millions beside a currency only."),
        Example("2,000", "2.000", "apart", misses="same", note="Two thousand, and two with three decimals."),
        Example("2000", "more than a thousand", "inside", misses="apart"),
        Example("64%", "64", "other-unit", misses="same", note="A share is not a count."),
        Example("2000", "~2000", "inside", misses="same", note="The exact number says more than “about”."),
        Example("1500", "1000..2000", "inside", misses="overlap"),
        Example("~1500", "1000..2000", "inside", misses="overlap", note="1350 to 1650 is in the range."),
        Example("100", ">=100", "inside", misses="tolerance"),
        Example("~2000", "1000..2000", "overlap", misses="inside", note="About 2000 may be more than 2000."),
        Example(">=100", "<=100", "overlap", misses="apart", note="Both allow 100, and only that."),
        Example("1000..2000", "1500..3000", "overlap", misses="inside"),
        Example("100", ">100", "tolerance", misses="overlap", note="“More than 100” leaves 100 out."),
        Example("90", "100", "tolerance", misses="apart", note="10% of the larger number apart."),
        Example("89", "100", "apart", misses="tolerance"),
        Example("~2000", "2200", "tolerance", misses="apart", terms={"tolerance": None}, note="~ reaches 10%."),
        Example("<50", ">=50", "apart", misses="overlap", terms={"tolerance": None}),
        Example("11", "12", "apart", terms={"tolerance": None, "takes": "many"}, note="Both may hold, so they only differ."),
    )

    def __init__(self, subject: Subject, entities: Entities) -> None:
        """Take unit and tolerance.

        Raises:
            ValueError: the unit does not begin like one, or the tolerance is neither a share nor a number.
        """
        super().__init__(subject, entities)
        self.unit = " ".join((subject.unit or "").split()) or None
        if self.unit and not begins_like_a_unit(self.unit):
            message = f"unit {self.unit!r} has to begin with a letter, so that it can be told from the number before it"
            raise ValueError(message)
        self.share, self.difference = _tolerance(subject.tolerance)
        many = subject.takes == "many"
        self._levels: tuple[Level[QuantityValue], ...] = (
            Level("same", RelationKind.SAME, _same, "{a} and {b} are the same quantity"),
            Level("other-unit", RelationKind.INCOMPARABLE, _other_unit, "{a} and {b} do not count or measure the same thing"),
            Level("inside", RelationKind.REFINES, _inside, "{finer} lies within {coarser} and is more exact", directed=True),
            Level("overlap", RelationKind.OVERLAPS, _overlap, "some numbers fit both {a} and {b}"),
            Level("tolerance", RelationKind.CLOSE, self._close, "{a} and {b} are as close as this subject or “about” allows"),
            Level(
                "apart",
                RelationKind.DIFFERS if many else RelationKind.CONTRADICTS,
                _always,
                "no number fits both {a} and {b}" + (", but both may hold" if many else ""),
            ),
        )

    def parse(self, text: str) -> QuantityValue:
        """The quantity as written; raises ValueError with a sentence for the annotator."""
        return read_quantity(text, self.unit)

    def format(self, value: QuantityValue) -> str:
        """The number in plain digits, with its unit."""
        return str(value)

    def say(self, value: QuantityValue) -> str:
        """The quantity in words: about 2,000 fighters, at least 3 people, 1,000 to 2,000 fighters."""
        return value.words

    def key(self, value: QuantityValue) -> str:
        """Number and unit; a physical unit in that of the subject, if that is of the same kind."""
        return value.key

    def extent(self, value: QuantityValue) -> Extent:
        """The numbers it may be, in the unit in which it is compared; `~` reaches 10% to either side."""
        return Extent(value.measure.name, (_stretch(value.core),), (_stretch(value.reach),), value.about)

    @property
    def levels(self) -> tuple[Level[QuantityValue], ...]:
        """Same, other-unit, inside, overlap, tolerance, apart."""
        return self._levels

    def compare_all(self, values: Sequence[QuantityValue], pairs: Pairs) -> Verdicts:
        """As `compare`, with arrays; where a gap is so near the tolerance that rounding might decide, one by one."""
        all_values = Quantities.of(values)
        a, b = all_values.at(pairs.a), all_values.at(pairs.b)
        same = (a.measure == b.measure) & (a.about == b.about) & a.core.equal(b.core)
        close, unsure = a.meant_alike(b), np.zeros(len(same), dtype=np.bool_)
        if self.share or self.difference:
            within, unsure = within_tolerance(*a.gap(b), self.share, self.difference)
            close |= within
        inside = sides(a.finer_than(b), b.finer_than(a))
        found = verdicts(
            self, [(same, None), (a.measure != b.measure, None), inside, (a.core.meets(b.core), None), (close, None)]
        )
        apart = found.level >= len(self.levels) - 2
        return one_by_one(self, values, pairs, np.flatnonzero(apart & unsure), found)

    def _close(self, a: Side[QuantityValue], b: Side[QuantityValue]) -> bool:
        gap, larger = a.value.core.gap(b.value.core)
        allowed = max(self.share * larger, self.difference)
        about = any(side.value.about for side in (a, b)) and a.value.reach.meets(b.value.reach)
        return about or (allowed > 0 and gap <= allowed)


def _stretch(numbers: Range) -> Stretch:
    return Stretch(numbers.low, numbers.high, numbers.above, numbers.below)


def _tolerance(written: str | None) -> tuple[Fraction, Fraction]:
    """The tolerance as a share of the larger number, and as a number; the one that is not given is 0."""
    if written is None:
        return Fraction(0), Fraction(0)
    match = _TOLERANCE.fullmatch(written.strip())
    if match is None or (match[2] and Fraction(match[1]) > 100):  # noqa: PLR2004 - percent
        message = f"tolerance {written!r} cannot be read: write a share up to 100% (10%) or a plain number (5)"
        raise ValueError(message)
    return (Fraction(match[1]) / 100, Fraction(0)) if match[2] else (Fraction(0), Fraction(match[1]))


def _same(a: Side[QuantityValue], b: Side[QuantityValue]) -> bool:
    one, other = a.value, b.value
    return (one.measure.name, one.core, one.about) == (other.measure.name, other.core, other.about)


def _other_unit(a: Side[QuantityValue], b: Side[QuantityValue]) -> bool:
    return a.value.measure.name != b.value.measure.name


def _inside(a: Side[QuantityValue], b: Side[QuantityValue]) -> bool:
    """Whether the first says more; the exact one of two does when it takes in the approximate number and stays in its reach."""
    one, other = a.value, b.value
    if one.about == other.about:
        return one.core != other.core and one.core.within(other.core)
    if one.about:
        return one.reach != other.core and one.reach.within(other.core)
    return other.core.within(one.core) and one.core.within(other.reach)


def _overlap(a: Side[QuantityValue], b: Side[QuantityValue]) -> bool:
    return a.value.core.meets(b.value.core)


def _always(_a: Side[QuantityValue], _b: Side[QuantityValue]) -> bool:
    return True
