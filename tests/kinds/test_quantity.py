from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from compare.core.findings import RelationKind
from compare.kinds.base import Side

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("text", "shown", "key"),
    [
        ("11", "11 fighters", "11 fighter"),
        ("11.50", "11.5 fighters", "23/2 fighter"),
        ("0.5", "0.5 fighters", "1/2 fighter"),
        ("-5", "-5 fighters", "-5 fighter"),
        ("−5", "-5 fighters", "-5 fighter"),
        ("-0", "0 fighters", "0 fighter"),
        ("0.00", "0 fighters", "0 fighter"),
        ("100", "100 fighters", "100 fighter"),
        ("~2000", "~2000 fighters", "~2000 fighter"),
        ("≈ 2000", "~2000 fighters", "~2000 fighter"),
        ("1000..2000", "1000..2000 fighters", "1000..2000 fighter"),
        ("~1,000 .. 2,000", "~1000..2000 fighters", "~1000..2000 fighter"),
        ("5..5", "5 fighters", "5 fighter"),
        (">=100", ">=100 fighters", ">=100 fighter"),
        ("≥ 100", ">=100 fighters", ">=100 fighter"),
        (">100", ">100 fighters", ">100 fighter"),
        ("<=50", "<=50 fighters", "<=50 fighter"),
        ("<50", "<50 fighters", "<50 fighter"),
        ("64%", "64%", "64 %"),
        ("64 per cent", "64 per cent", "64 %"),
        ("2,000", "2000 fighters", "2000 fighter"),
        ("2 000 000", "2000000 fighters", "2000000 fighter"),
        ("2\N{NO-BREAK SPACE}000", "2000 fighters", "2000 fighter"),
        ("1,234.5", "1234.5 fighters", "2469/2 fighter"),
        ("٢٠٠٠", "2000 fighters", "2000 fighter"),
        ("٢٬٠٠٠٫٥", "2000.5 fighters", "4001/2 fighter"),
        ("2000 Fighter", "2000 fighters", "2000 fighter"),
        ("3 families", "3 families", "3 family"),
        ("3 men of the guard", "3 men of the guard", "3 men of the guard"),
        ("5 m2", "5 m2", "5 square metre"),
        ("3 buses", "3 buses", "3 buse"),
        ("3 glass", "3 glass", "3 glass"),
        ("1'000", "1000 fighters", "1000 fighter"),
        ("1’234.5", "1234.5 fighters", "2469/2 fighter"),
        ("2.000,50", "2000.5 fighters", "4001/2 fighter"),
        ("1 000,5", "1000.5 fighters", "2001/2 fighter"),
        ("1.000.000", "1000000 fighters", "1000000 fighter"),
        ("12,34,567", "1234567 fighters", "1234567 fighter"),
        ("2,5", "2.5 fighters", "5/2 fighter"),
        ("0,777", "0.777 fighters", "777/1000 fighter"),
        ("1234,567", "1234.567 fighters", "1234567/1000 fighter"),
        ("2.000", "2 fighters", "2 fighter"),
        ("+5", "5 fighters", "5 fighter"),
        ("eleven", "11 fighters", "11 fighter"),
        ("Twenty-one fighters", "21 fighters", "21 fighter"),
        ("two thousand and one", "2001 fighters", "2001 fighter"),
        ("fifteen hundred families", "1500 families", "1500 family"),
        ("three hundred and sixty-five thousand", "365000 fighters", "365000 fighter"),
        ("half a million", "500000 fighters", "500000 fighter"),
        ("two and a half million", "2500000 fighters", "2500000 fighter"),
        ("a dozen", "12 fighters", "12 fighter"),
        ("2 dozen fighters", "24 fighters", "24 fighter"),
        ("sixty per cent", "60 per cent", "60 %"),
        ("2 million", "2000000 fighters", "2000000 fighter"),
        ("2 hundred thousand", "200000 fighters", "200000 fighter"),
        ("5k", "5000 fighters", "5000 fighter"),
        ("1.5M", "1500000 fighters", "1500000 fighter"),
        ("1.2 billion euros", "1200000000 euros", "1200000000 euro"),
        ("$2m", "2000000 $", "2000000 dollar"),
        ("€ 3,5 Mio", "3500000 €", "3500000 euro"),
        ("2m euros", "2000000 euros", "2000000 euro"),
        ("USD 5", "5 USD", "5 us dollar"),
        ("-$5", "-5 $", "-5 dollar"),
        ("about 2000", "~2000 fighters", "~2000 fighter"),
        ("some 2,000 fighters", "~2000 fighters", "~2000 fighter"),
        ("more than a dozen", ">12 fighters", ">12 fighter"),
        ("at least 3 families", ">=3 families", ">=3 family"),
        ("fewer than 50", "<50 fighters", "<50 fighter"),
        ("up to fifty", "<=50 fighters", "<=50 fighter"),
        ("11 to 12", "11..12 fighters", "11..12 fighter"),
        ("between 5 and 10 km", "5..10 km", "5000..10000 metre"),
    ],
)
def test_read_and_shown(build: Callable[..., Any], text: str, shown: str, key: str) -> None:
    kind = build("quantity")
    value = kind.parse(text)
    assert (kind.format(value), kind.key(value)) == (shown, key)
    assert kind.parse(shown) == value


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("nan", "only a finite number"),
        ("-inf", "only a finite number"),
        ("Infinity", "only a finite number"),
        ("1e3", "write the number out in plain digits"),
        ("~1e3 fighters", "write the number out in plain digits"),
        ("0x1F", "write the number out in plain digits"),
        ("1_000", "write the number out in plain digits"),
        ("0777", "leave out the leading zeros"),
        ("-007", "leave out the leading zeros"),
        (">= 010", "leave out the leading zeros"),
        ("1000..02000", "write a number"),
        ("1,234,5", "write decimals with a point"),
        ("0,777,000", "write decimals with a point"),
        ("2 00", "write a number"),
        ("2000 000", "write a number"),
        ("1.00.000", "write a number"),
        (".5", "write a number"),
        ("5.", "write a number"),
        ("11-12", "write a range with two dots"),
        ("11 – 12", "write a range with two dots"),
        ("2000..1000", "write the smaller number first"),
        ("about", "write a number"),
        ("dozens", "names no number: write the bound"),
        ("several hundred", "names no number: write the bound"),
        ("hundreds of thousands", "names no number: write the bound"),
        ("between a few and ten", "names no number: write the bound"),
        ("2 to 3 million", "write a number"),
        ("2 million 500 thousand", "write it out in digits"),
        ("3 million-strong", "write it out in digits"),
        ("300 K", "write it out in digits"),
        ("2 or three", "write a number"),
        ("one or two", "write a number"),
        ("one two three", "write a number"),
        ("twenty twenty", "write a number"),
        ("nineteen eighty", "write a number"),
        ("a million and a half", "write a number"),
        ("two thousand fifteen hundred", "write a number"),
        ("nearly 2000", "write a number"),
        ("a fighter", "write a number"),
        ("2½", "write a number"),
        ("5m", "may be metres or millions"),
        ("5 km or 6 km", "write a number"),
        ("5+", "write a number"),
        ("~>=100", "write a number"),
        (">100..200", "write a number"),
        ("", "write a number"),
        ("12:30", "write a number"),
        ("9" * 29, "more than 28 digits"),
        ("9" * 201, "cannot be read"),
        ("2.5%" + "x" * 196, "cannot be read"),  # with a space before the unit it is longer than what is read
    ],
)
def test_what_is_no_quantity_says_how_to_write_it(build: Callable[..., Any], text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        build("quantity").parse(text)


@pytest.mark.parametrize(
    ("a", "b", "level", "finer"),
    [
        ("11", "11.0", "same", None),
        ("1500 fighters", "1500", "same", None),
        ("~2000", "~2000", "same", None),
        ("~2000", "2000", "inside", 1),
        ("1999..2001", "~2000", "inside", 0),
        ("~1500", "1000..2000", "inside", 0),
        ("~2000", "1000..2000", "overlap", None),
        ("1800..2200", "~2000", "inside", 0),
        ("~2000", ">1000", "inside", 0),
        ("~1900..2100", "~2000", "inside", 1),
        ("~0", "0", "inside", 1),
        ("100", ">100", "apart", None),
        ("100", ">=100", "inside", 0),
        (">100", ">=100", "inside", 0),
        ("<50", "<=50", "inside", 0),
        ("<50", ">=50", "apart", None),
        ("<=50", ">=50", "overlap", None),
        ("<50", ">20", "overlap", None),
        (">20", ">30", "inside", 1),
        ("<20", "<30", "inside", 0),
        ("10..20", "20..30", "overlap", None),
        ("10..20", "21..30", "apart", None),
        ("~2000", "2200", "tolerance", None),
        ("~2000", "2201", "apart", None),
        ("~2000", "~2400", "tolerance", None),
        ("~-100", "-110", "tolerance", None),
        ("~100", "-100", "apart", None),
        ("11", "11 families", "other-unit", None),
        ("64%", "64", "other-unit", None),
        ("64%", "0.64", "other-unit", None),
        ("5 km", "5", "other-unit", None),
        ("5 km", "5 kg", "other-unit", None),
        ("5 km", "5000 metres", "same", None),
        ("1 mile", "1609.344 metres", "same", None),
        ("36 km/h", "10 m/s", "same", None),
        ("2 weeks", "14 days", "same", None),
        ("1 month", "30 days", "other-unit", None),
        ("3 camps", "3 centiamperes", "other-unit", None),
        ("3 hands", "30 cm", "other-unit", None),
        ("5 pounds", "5 lb", "other-unit", None),
    ],
)
def test_level(
    build: Callable[..., Any], compared: Callable[..., tuple[str, int | None]], a: str, b: str, level: str, finer: int | None
) -> None:
    assert compared(build("quantity", tolerance=None), a, b) == (level, finer)


@pytest.mark.parametrize(
    ("tolerance", "a", "b", "level"),
    [
        ("10%", "90", "100", "tolerance"),
        ("10%", "89.9", "100", "apart"),
        ("10%", "-90", "-100", "tolerance"),
        ("10%", "50..90", "100..150", "tolerance"),
        ("10%", "<90", ">=100", "tolerance"),
        ("10%", "100", ">100", "tolerance"),
        ("5", "95", "100", "tolerance"),
        ("5", "94", "100", "apart"),
        ("0", "100", ">100", "apart"),
        ("0%", "100", "101", "apart"),
        ("2.5 %", "97.5", "100", "tolerance"),
        ("1%", "~90", "100", "apart"),
        ("1%", "~91", "100", "tolerance"),
    ],
)
def test_tolerance(
    build: Callable[..., Any], compared: Callable[..., tuple[str, int | None]], tolerance: str, a: str, b: str, level: str
) -> None:
    assert compared(build("quantity", tolerance=tolerance), a, b) == (level, None)


@pytest.mark.parametrize("tolerance", ["", "ten", "-5", "101%", "1e2", "5 fighters", "nan"])
def test_a_tolerance_that_is_none_is_refused(build: Callable[..., Any], tolerance: str) -> None:
    with pytest.raises(ValueError, match="write a share up to 100%"):
        build("quantity", tolerance=tolerance)


@pytest.mark.parametrize(
    ("unit", "text", "key"),
    [
        ("km", "5 M", None),
        ("km", "5 m", "1/200 km"),
        ("euros", "2m", "2000000 euro"),
        ("euros", "€2m", "2000000 euro"),
        ("euros", "$2m", "2000000 dollar"),
        ("fighters", "5 M", "5000000 fighter"),
        ("fighters", "3 t", "3000 kilogram"),
        ("$", "$3t", "3000000000000 dollar"),
    ],
)
def test_a_letter_multiplies_only_where_it_is_no_unit(build: Callable[..., Any], unit: str, text: str, key: str | None) -> None:
    kind = build("quantity", unit=unit)
    if key is None:
        with pytest.raises(ValueError, match="may be metres or millions"):
            kind.parse(text)
    else:
        assert kind.key(kind.parse(text)) == key


def test_what_multiplies_a_number_rounds_nothing_away(build: Callable[..., Any]) -> None:
    assert build("quantity").key(build("quantity").parse("1.2345678901234567890123456 million")) == (
        str(Fraction(Decimal("1234567.8901234567890123456"))) + " fighter"
    )


@pytest.mark.parametrize(
    ("many", "one"),
    [
        *(("clashes", "clash"), ("losses", "loss"), ("boxes", "box"), ("branches", "branch"), ("matches", "match")),
        *(("churches", "church"), ("breaches", "breach"), ("coaches", "coach"), ("cities", "city"), ("fighters", "fighter")),
        *(("caches", "cache"), ("houses", "house"), ("horses", "horse"), ("cases", "case"), ("miles", "mile")),
    ],
)
def test_one_of_a_thing_and_several_are_counted_in_the_same_unit(build: Callable[..., Any], many: str, one: str) -> None:
    kind = build("quantity", unit=many)
    assert kind.key(kind.parse(f"1 {one}")) == kind.key(kind.parse(f"1 {many}")) == f"1 {one}"
    assert kind.say(kind.parse("1")) == f"1 {one}"


def test_a_unit_has_to_be_told_from_the_number(build: Callable[..., Any]) -> None:
    with pytest.raises(ValueError, match="has to begin with a letter"):
        build("quantity", unit="1000 people")


def test_a_physical_unit_is_compared_in_the_unit_of_the_subject(
    build: Callable[..., Any], compared: Callable[..., tuple[str, int | None]]
) -> None:
    kind = build("quantity", unit="km", tolerance="1")
    assert kind.key(kind.parse("1 m")) == "1/1000 km"
    assert kind.format(kind.parse("1 m")) == "1 m"
    assert compared(kind, "5", "5000 m") == ("same", None)
    assert compared(kind, "5", "6000 m") == ("tolerance", None)
    assert compared(kind, "5", "6001 m") == ("apart", None)


@pytest.mark.parametrize("unit", ["%", "percent", "people aged 18 and over", "million", "€", None])
def test_numbers_in_any_unit_read_back(build: Callable[..., Any], unit: str | None) -> None:
    kind = build("quantity", unit=unit)
    value = kind.parse("64")
    assert kind.parse(kind.format(value)) == value
    assert kind.format(value) == {"%": "64%", None: "64"}.get(unit, f"64 {unit}")


def test_a_subject_in_percent_takes_a_bare_number_as_percent(
    build: Callable[..., Any], compared: Callable[..., tuple[str, int | None]]
) -> None:
    assert compared(build("quantity", unit="percent"), "64", "64%") == ("same", None)


def test_stored_numbers_are_decimals(build: Callable[..., Any]) -> None:
    value = build("quantity").parse("0.1..0.3")
    assert (value.low, value.high) == (Decimal("0.1"), Decimal("0.3"))
    assert isinstance(value.low, Decimal)


def test_many_quantities_may_hold(build: Callable[..., Any]) -> None:
    kind = build("quantity", takes="many", tolerance=None)
    assert kind.compare(Side(kind.parse("1")), Side(kind.parse("2"))).relation is RelationKind.DIFFERS


def test_only_units_that_differ_import_the_library_of_units() -> None:
    program = """
import sys
from compare.core.entities import Entities
from compare.kinds import kind_for
from compare.kinds.base import example_subject
kind = kind_for(example_subject("quantity", unit="km"), Entities())
kind.parse("5"), kind.parse("5 km"), kind.parse("5 families")
assert not {"pint", "edtf", "pyparsing", "anyascii"} & set(sys.modules), "imported too early"
kind.parse("5 m")
assert "pint" in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (">5 to 10", "^'>5 to 10' cannot be read as a quantity"),
        ("x" * 200, f"^'{'x' * 200}' cannot be read as a quantity"),
        ("x" * 201, f"^'{'x' * 200}…' cannot be read as a quantity"),
    ],
)
def test_what_cannot_be_read_is_quoted_and_cut_where_it_is_long(build: Callable[..., Any], text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        build("quantity").parse(text)
