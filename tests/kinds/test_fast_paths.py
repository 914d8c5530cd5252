"""What is read the short way is read as the whole grammar reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import pytest
from anyascii import anyascii
from hypothesis import assume, given
from hypothesis import strategies as st

from compare.core.civil_days import civil, day_number, days_in_month
from compare.core.folding import fold_name, fold_wording
from compare.kinds import name_reading
from compare.kinds.edtf_bounds import read_edtf
from compare.kinds.edtf_dates import single_date
from compare.kinds.quantity_reading import read_quantity
from compare.kinds.time_reading import read_time
from tests.kinds.test_laws import law

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def read_or_refused(read: Callable[[str], T], text: str) -> T | None:
    try:
        return read(text)
    except ValueError:
        return None


@law
@given(st.integers(0, 9999), st.integers(0, 13), st.integers(0, 32))
def test_calendar_dates(year: int, month: int, day: int) -> None:
    """`2017-03-02/2017-03-02` and `[2017-03-02]` are read another way, but mean the same days."""
    for written in (f"{year:04d}", f"{year:04d}-{month:02d}", f"{year:04d}-{month:02d}-{day:02d}"):
        plain = read_or_refused(read_edtf, written)
        listed = read_or_refused(read_edtf, f"[{written}]")
        assert (plain is None) == (listed is None)
        if plain is not None and listed is not None:
            assert (plain.spans, plain.key) == (listed.spans, listed.key)
    exists = 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)
    assert (read_or_refused(single_date, f"{year:04d}-{month:02d}-{day:02d}") is not None) == exists


@law
@given(st.integers(-(10**7), 10**7))
def test_days_of_every_age_are_counted_alike(number: int) -> None:
    year, month, day = civil(number)
    assert day_number(year, month, day) == number
    assert day_number(year + 400, month, day) == number + 146_097


@law
@given(st.integers(1, 10**17), st.sampled_from(["{:d}", "{:,d}"]), st.sampled_from([None, "fighters", "km", "%"]))
def test_plain_numbers(number: int, form: str, unit: str | None) -> None:
    written = form.format(number)
    short, whole = read_quantity(written, unit), read_quantity(f" {written}", unit)
    assert (short, short.key, short.words, short.core) == (whole, whole.key, whole.words, whole.core)


@law
@given(
    st.integers(0, 25),
    st.integers(0, 61),
    st.sampled_from(["", "am", " PM", "p", " a.m.", "p.m"]),
    st.sampled_from(["", ":07"]),
)
def test_plain_clocks(hour: int, minute: int, half: str, second: str) -> None:
    clock = f"{hour}:{minute:02d}{second}{half}"
    assert read_or_refused(read_time, clock) == read_or_refused(read_time, f"{clock};")


@law
@given(
    st.dates(),
    st.times(),
    st.sampled_from(["minutes", "seconds", "milliseconds"]),
    st.sampled_from(["", "Z", "+01:00", "+0530", "-0330"]),
)
def test_timestamps(day: object, clock: object, precision: str, offset: str) -> None:
    stamp = f"{day}T{getattr(clock, 'isoformat')(precision)}"  # noqa: B009 - hypothesis makes times
    spaced = f"{stamp.replace('T', ', ')} {offset}" if offset[:1] in {"+", "-"} else f"{stamp.replace('T', ', ')}{offset}"
    assert read_time(stamp + offset) == read_time(spaced)


@law
@given(st.text(st.characters(max_codepoint=0x24F)))
def test_folding_plain_letters(text: str) -> None:
    """An accent somewhere sends a text the long way; it folds alike but for that word."""
    assume(text.isascii())
    assert fold_name(f"{text} é") == f"{fold_name(text)} e".strip()
    assert fold_wording(text) == fold_name(anyascii(fold_name(text))).strip(" .,;:!?")


@pytest.mark.parametrize("text", ["2017-00", "2017-13", "2017-02-29", "2017-03-00", "2017-03-32", "2017-21-01"])
def test_days_that_no_calendar_has(text: str) -> None:
    assert read_or_refused(read_edtf, text) is None


PLAIN_WORDS = (
    "Ada",
    "Lovelace",
    "Smith",
    "Not",
    "Known",
    "Dr",
    "Sir",
    "Inc",
    "Jr",
    "Abd",
    "Abu",
    "Van",
    "The",
    "Phd",
    "By",
    "And",
)


@given(st.lists(st.sampled_from(PLAIN_WORDS), min_size=2, max_size=3), st.integers(0, 2))
def test_a_plain_name_is_read_as_any_other(words: list[str], comma: int) -> None:
    """The short way for names of two or three plain words ends where the long way does."""
    written = " ".join(f"{word}," if at == comma and at + 1 < len(words) else word for at, word in enumerate(words))

    def key() -> str:
        try:
            return name_reading.name_key.__wrapped__(written)
        except ValueError:
            return ""

    short = key()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(name_reading, "_plain_key", lambda _written: "")
        assert key() == short
