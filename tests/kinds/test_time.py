from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from compare.core.findings import RelationKind
from compare.kinds.base import Side

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("7:10 a.m.", "07:10"),
        ("7:10am", "07:10"),
        ("7:10a", "07:10"),
        ("7:10P", "19:10"),
        ("19:10", "19:10"),
        ("19:10 pm", "19:10"),
        ("19:10:30", "19:10:30"),
        ("7:10:30 PM", "19:10:30"),
        ("1910", "19:10"),
        ("0710 hrs", "07:10"),
        ("7 pm", "19:00"),
        ("noon", "12:00"),
        ("12:00noon", "12:00"),
        ("midnight", "00:00"),
        ("24:00", "00:00"),
        ("12:05 AM", "00:05"),
        ("12:05 PM", "12:05"),
        ("19h10", "19:10"),
        ("19h", "19:00"),
        ("19.10", "19:10"),
        ("~19:10", "~19:10"),
        ("about 7 pm", "~19:00"),
        ("19:00..19:30", "19:00..19:30"),
        ("19:00-19:30", "19:00..19:30"),
        ("10 pm – 11:30 pm", "22:00..23:30"),
        ("23:50 to 00:10", "23:50..00:10"),
        ("noon to midnight", "12:00..00:00"),
        ("midnight to noon", "00:00..12:00"),
        ("19:10:00..19:10:59", "19:10"),
        ("2011-12-01 19:10", "2011-12-01 19:10"),
        ("2011-12-01T19:10:00Z", "2011-12-01 19:10:00 UTC"),
        ("2011-12-01T19:10:00.123+01:00", "2011-12-01 19:10:00 UTC+01:00"),
        ("2011-12-01T19:10-00:00", "2011-12-01 19:10"),
        ("2011/12/1 7:10 PM", "2011-12-01 19:10"),
        ("Thu, 01 Dec 2011 19:10:00 -0500", "2011-12-01 19:10:00 UTC-05:00"),
        ("01.12.2011 19:10", "2011-12-01 19:10"),
        ("12/25/2011 07:10 PM", "2011-12-25 19:10"),
        ("2:45P 12-13-11", "2011-12-13 14:45"),
        ("12/12/99 2:45P", "1999-12-12 14:45"),
        ("11/30 8:00 p.m.", "Nov 30 20:00"),
        ("12/01/2011 07:10 PM", "01/12/2011 19:10"),
        ("Thu 12/01/2011 07:10 PM", "2011-12-01 19:10"),
        ("Dec 1, 7:10 PM", "Dec 1 19:10"),
        ("Thu, Dec 1 2011 7:10p", "2011-12-01 19:10"),
        ("7:10 PM, Dec 01", "Dec 1 19:10"),
        ("7:10 p.m. on December 1st", "Dec 1 19:10"),
        ("6:15aDec 1", "Dec 1 06:15"),
        ("5:50 a.m.Sept. 02", "Sep 2 05:50"),
        ("12:21 a.m.  Fri 02-Dec-2011", "2011-12-02 00:21"),
        ("Dec 1 - 7:10pm", "Dec 1 19:10"),
        ("Dec 1 1910 hrs", "Dec 1 19:10"),
        ("Fri Dec 2 12:29 a.m.", "Dec 2 00:29"),
        ("Thu  22:15", "Thu 22:15"),
        ("7:10pm EST", "19:10 UTC-05:00"),
        ("7:10pm EST (UTC-5)", "19:10 UTC-05:00"),
        ("7:10 PM GMT+1", "19:10 UTC+01:00"),
        ("1:50 p.m. (+8:00)", "13:50 UTC+08:00"),
        ("9:05 a.m. (-00:00)", "09:05"),
        ("7:10 pm BST", "19:10 BST"),
        ("7:10 p.m. (+1)", "19:10"),
        ("6:47 p.m. (Estimated runway)", "18:47"),
        ("10:39 p.m.&nbsp(Estimated)", "22:39"),
        ("7:10 pm (Est.)", "19:10"),
        ("7:10 pm (EST)", "19:10 UTC-05:00"),
        ("7:10 pm (A)", "19:10"),
        ("1:32 p.m.            Delayed", "13:32"),
        ("10:30 p.m.*", "22:30"),
        ("7:10\N{NO-BREAK SPACE}pm local time", "19:10"),
        ("١٩:١٠", "19:10"),
    ],
)
def test_read_and_shown(build: Callable[..., Any], text: str, shown: str) -> None:
    kind = build("time")
    value = kind.parse(text)
    assert (kind.format(value), kind.key(value)) == (shown, shown)
    assert kind.parse(shown) == value


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Not Available", "cannot be read as a time: write 19:10"),
        ("Contact Airline", "cannot be read as a time"),
        ("Delayed", "cannot be read as a time"),
        ("Canceled", "cannot be read as a time"),
        ("&nbsp;", "cannot be read as a time"),
        ("", "cannot be read as a time"),
        ("Dec 02 Not Available", "cannot be read as a time"),
        ("7:10 pm Canceled", "cannot be read as a time"),
        ("7:10 pm (Cancelled)", "cannot be read as a time"),
        ("7:10 pm (or 8)", "cannot be read as a time"),
        ("7:10 pm (not confirmed)", "cannot be read as a time"),
        ("7", "cannot be read as a time"),
        ("710", "cannot be read as a time"),
        ("7 o'clock", "cannot be read as a time"),
        ("7-8 pm", "cannot be read as a time"),
        ("1" * 500, "cannot be read as a time"),
        ("1.12.11", "cannot be read as a time"),
        ("Dec 02", "gives a day but no time of day"),
        ("Dec 1 1910", "gives a day but no time of day"),
        ("Thu", "gives a day but no time of day"),
        ("25:10", "no time on the clock"),
        ("7:70 pm", "no time on the clock"),
        ("2561", "no time on the clock"),
        ("13:05 am", "no time on the clock"),
        ("0:15 pm", "no time on the clock"),
        ("31/30 7:10", "not in the calendar"),
        ("2011-02-29 7:10", "not in the calendar"),
        ("Feb 30 7:10", "not in the calendar"),
        ("Fri Dec 1 2011 7pm", "that day is a Thursday"),
        ("Mon Tue 7pm", "cannot be read as a time"),
        ("midnight Dec 1", "may be the start or the end of that day"),
        ("2011-12-01 24:00", "24:00 is the end of that day"),
        ("Dec 1 24:00", "24:00 is the end of that day"),
        ("Dec 1 7:10 pm (+1)", "counts on from another day"),
        ("7:10 8:10", "^'7:10 8:10' gives more than one time"),
        ("at 19:60", "^'at 19:60' is no time on the clock"),
        ("2011-12-01T24:00", "^'2011-12-01T24:00': 24:00 is the end of that day"),
        ("2011-12-01T25:00", "^'2011-12-01T25:00' is no time on the clock"),
        ("2011-02-29T10:00", "^'2011-02-29T10:00' names a day that is not in the calendar"),
        ("2011-12-01T10:00+15:00", r"^'2011-12-01T10:00\+15:00': no clock is 15:00 hours from UTC"),
        ("7:10 CET UTC", "more than one time"),
        ("Dec 1 23:50 to Dec 2 00:10", "more than one time"),
        ("7:00-7:30 pm", "a.m. or p.m. on one side only"),
        ("19:30..07:31", "runs backwards"),
        ("19:10-05:00", "runs backwards: .* UTC-05:00"),
        ("19:10 UTC+15", "no clock is 15:00 hours from UTC"),
        ("11:00 to noon", "says a.m. or p.m. on one side only"),
        ("19:60", "'19:60' is no time on the clock"),
        ("19:10:60", "'19:10:60' is no time on the clock"),
        ("in the evening", "^'in the evening' cannot be read as a time: "),
        ("x" * 100, f"^'{'x' * 100}' cannot be read as a time: "),
        ("x" * 101, f"^'{'x' * 100}…' cannot be read as a time: "),
    ],
)
def test_what_is_no_time_says_how_to_write_it(build: Callable[..., Any], text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        build("time").parse(text)


@pytest.mark.parametrize(
    ("a", "b", "level", "finer"),
    [
        ("7:10 p.m.", "1910", "same", None),
        ("19:10", "19:10:30", "inside", 1),
        ("19:10:00", "19:10:30", "apart", None),
        ("19:10", "Thu 19:10", "inside", 1),
        ("Thu 19:10", "2011-12-01 19:10", "inside", 1),
        ("Fri 19:10", "2011-12-01 19:10", "apart", None),
        ("Dec 1 19:10", "2011-12-01 19:10", "inside", 1),
        ("Dec 1 19:10:30", "2011-12-01 19:10", "overlap", None),
        ("Dec 1 19:10", "19:10:30", "overlap", None),
        ("19:10 BST", "19:10", "inside", 0),
        ("19:10:30", "19:10 UTC", "overlap", None),
        ("19:10 BST", "19:10 UTC", "other-zone", None),
        ("19:10 BST", "20:00 IST", "other-zone", None),
        ("19:10 BST", "19:40 BST", "apart", None),
        ("19:10 CET", "18:10 UTC", "moment", None),
        ("2011-12-02 00:10 CET", "2011-12-01 23:10 UTC", "moment", None),
        ("2011-12-01 00:10 CET", "2011-12-01 23:10 UTC", "apart", None),
        ("Dec 31 23:10 UTC", "Jan 1 00:10 CET", "moment", None),
        ("19:10:30 CET", "18:10 UTC", "inside", 0),
        ("19:10", "~19:20", "tolerance", None),
        ("~19:10", "~19:40", "tolerance", None),
        ("~19:10", "19:26", "apart", None),
        ("~19:10", "18:00..20:00", "inside", 0),
        ("19:05..19:15", "~19:10", "inside", 0),
        ("Dec 1 19:10", "~19:10", "inside", 0),
        ("23:50..00:10", "00:05", "inside", 1),
        ("Dec 1 23:50..00:10", "Dec 2 00:05", "inside", 1),
        ("Dec 1 23:50..00:10", "Dec 1 00:05", "apart", None),
        ("Dec 31 23:58", "Jan 1 00:03", "apart", None),
        ("01/12/2011 19:10", "2011-12-01 19:10", "inside", 1),
        ("01/12/2011 19:10", "2011-11-01 19:10", "apart", None),
        ("01/12 19:10", "12/01/2011 19:10", "inside", 1),
    ],
)
def test_level(
    build: Callable[..., Any], compared: Callable[..., tuple[str, int | None]], a: str, b: str, level: str, finer: int | None
) -> None:
    assert compared(build("time", tolerance=None), a, b) == (level, finer)


@pytest.mark.parametrize(
    ("tolerance", "a", "b", "level"),
    [
        ("5", "23:58", "00:03", "tolerance"),
        ("5 min", "23:58", "00:04", "apart"),
        ("5 min", "Dec 31 23:58", "Jan 1 00:03", "tolerance"),
        ("5 min", "Feb 28 23:58", "Mar 1 00:03", "tolerance"),
        ("5 min", "2011-02-28 23:58", "Mar 1 00:03", "tolerance"),
        ("5 min", "2012-02-28 23:58", "Mar 1 00:03", "apart"),
        ("5 min", "Dec 1 23:58", "Dec 1 00:03", "apart"),
        ("5 min", "Thu 23:58", "Fri 00:03", "tolerance"),
        ("5 min", "2011-12-01 23:58", "Dec 2 00:03", "tolerance"),
        ("5 min", "2011-12-31 23:58", "Jan 1 00:03", "tolerance"),
        ("5 min", "2011-12-01 23:58", "Fri 00:03", "tolerance"),
        ("5 min", "Feb 29 23:58", "2013-03-01 00:03", "apart"),
        ("30 s", "19:10:00", "19:10:30", "tolerance"),
        ("90 s", "19:10", "19:11", "tolerance"),
        ("90 s", "19:10", "19:12", "apart"),
        ("30s", "19:10:00", "19:10:31", "apart"),
        ("1 h", "19:10", "20:10", "tolerance"),
        ("0", "19:10", "19:11", "apart"),
        ("0", "19:10:00", "19:10:01", "apart"),
        (None, "19:10:00", "19:10:01", "apart"),
        ("5 min", "19:10", "19:15:59", "tolerance"),
        ("5 min", "19:10 CET", "18:15 UTC", "tolerance"),
    ],
)
def test_tolerance(
    build: Callable[..., Any], compared: Callable[..., tuple[str, int | None]], tolerance: str, a: str, b: str, level: str
) -> None:
    assert compared(build("time", tolerance=tolerance), a, b) == (level, None)


@pytest.mark.parametrize("tolerance", ["", "five", "10%", "-5", "5 days", "2.5"])
def test_a_tolerance_that_is_no_time_is_refused(build: Callable[..., Any], tolerance: str) -> None:
    with pytest.raises(ValueError, match="write a number of minutes"):
        build("time", tolerance=tolerance)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("7:10 p.m.", "19:10"),
        ("~19:10", "about 19:10"),
        ("19:00..19:30", "19:00 to 19:30"),
        ("2011-12-01T19:10+01:00", "19:10 on 1 December 2011 (UTC+01:00)"),
        ("Thu 19:10", "19:10 on Thursday"),
        ("01/12/2011 19:10", "19:10 on 12 January 2011 or 1 December 2011"),
        ("19:10 BST", "19:10 (BST)"),
    ],
)
def test_in_words(build: Callable[..., Any], text: str, words: str) -> None:
    kind = build("time")
    assert kind.say(kind.parse(text)) == words


def test_many_times_may_hold(build: Callable[..., Any]) -> None:
    kind = build("time", takes="many")
    assert kind.compare(Side(kind.parse("7:10")), Side(kind.parse("8:10"))).relation is RelationKind.DIFFERS


def test_one_moment_on_two_clocks_is_another_wording(build: Callable[..., Any]) -> None:
    kind = build("time")
    assert kind.compare(Side(kind.parse("19:10 CET")), Side(kind.parse("18:10 UTC"))).relation is RelationKind.WORDING


def test_a_clock_may_be_fourteen_hours_from_utc(build: Callable[..., Any]) -> None:
    assert build("time").parse("19:10 UTC+14:00").offset == 14 * 60
