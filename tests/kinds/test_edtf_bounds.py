from __future__ import annotations

import datetime as dt
import json
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.core import civil_days
from compare.kinds.edtf_bounds import read_edtf

if TYPE_CHECKING:
    from pathlib import Path


def test_every_example_of_the_library_of_congress_is_read(standards: Path) -> None:
    corpus = json.loads((standards / "edtf-loc-examples.json").read_text(encoding="utf-8"))
    for example in corpus["examples"]:
        assert read_edtf(example["edtf"]).text == example["edtf"]
    for example in corpus["invalid"]:
        with pytest.raises(ValueError, match="is not a date in EDTF"):
            read_edtf(example["edtf"])


@given(st.dates())
def test_day_numbers_are_those_of_the_calendar(day: dt.date) -> None:
    assert civil_days.day_number(day.year, day.month, day.day) == day.toordinal()
    assert civil_days.civil(day.toordinal()) == (day.year, day.month, day.day)


@given(st.integers(-(10**12), 10**12))
def test_day_numbers_go_there_and_back_beyond_the_calendar_of_python(number: int) -> None:
    year, month, day = civil_days.civil(number)
    assert 1 <= day <= civil_days.days_in_month(year, month)
    assert civil_days.day_number(year, month, day) == number


def test_years_sort_beyond_the_calendar_of_python() -> None:
    texts = ["Y-170000002", "-0044-03-15", "-0001", "0000", "0001", "2017", "9999-12-31", "Y10000", "Y170000002", "Y17E20"]
    firsts = [read_edtf(text).first for text in texts]
    assert firsts == sorted(firsts, key=lambda day: day or 0)
    assert len(set(firsts)) == len(texts)


# the key is the days a date may mean, so it shows what was understood
@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2017-03-02", "2017-03-02"),
        ("2016-02-29", "2016-02-29"),
        (" 2017 ", "2017"),
        ("٢٠١٧-٠٣", "2017-03"),
        ("2017-03-02T23:59:59-11:00", "2017-03-02"),
        ("1985-04-12T24:00:00", "1985-04-12"),
        ("2016/2017", "2016-01-01/2017-12-31"),
        ("2017/2017-03", "2017-01-01/2017-03-31"),
        ("2017/..", "2017-01-01/.."),
        ("2017/", "2017-01-01/.."),
        ("../2018", "../2018-12-31"),
        ("/2018", "../2018-12-31"),
        ("../..", "../.."),
        ("201X", "2010-01-01/2019-12-31"),
        ("-004X", "-0049-01-01/-0040-12-31"),
        ("-201X-12-25", ",".join(f"-{year}-12-25" for year in range(2019, 2009, -1)).join("[]")),
        ("2017-XX", "2017"),
        ("2017-XX-XX", "2017"),
        ("2017-02-XX", "2017-02"),
        ("2017-XX-31", "[2017-01-31,2017-03-31,2017-05-31,2017-07-31,2017-08-31,2017-10-31,2017-12-31]"),
        ("2017-1X", "2017-10-01/2017-12-31"),
        ("2017-X1", "[2017-01,2017-11]"),
        ("2017-X1-1X", "[2017-01-10/2017-01-19,2017-11-10/2017-11-19]"),
        ("2017-0X", "2017-01-01/2017-09-30"),
        ("2017-02-2X", "2017-02-20/2017-02-28"),
        ("XXXX-02-29", "0000-01-01/9999-12-31"),
        ("[2015, 2017]", "[2015,2017]"),
        ("[2015,2016]", "2015-01-01/2016-12-31"),
        ("[2016,2015]", "2015-01-01/2016-12-31"),
        ("{2015,2016}", "{2015-01-01/2016-12-31}"),
        ("{2015}", "2015"),
        ("[2015,2017..2018]", "[2015,2017-01-01/2018-12-31]"),
        ("[2015-03..2015-05]", "2015-03-01/2015-05-31"),
        ("[..2015,2017..]", "[../2015-12-31,2017-01-01/..]"),
        ("[..2017,2015..]", "../.."),
        ("[..2015,..2014]", "../2015-12-31"),
        ("2017-21", "2017-03-01/2017-05-31"),
        ("2017-23", "2017-09-01/2017-11-30"),
        ("2017-24", "[2016-12-01/2017-02-28,2017-12-01/2018-02-28]"),
        ("2017-29", "2017-09-01/2017-11-30"),
        ("2017-34", "2017-04-01/2017-06-30"),
        ("2017-39", "2017-09-01/2017-12-31"),
        ("2017-40", "2017-01-01/2017-06-30"),
        ("Y170000002", "Y170000002"),
        ("Y-17E7", "Y-170000000"),
        ("1950S2", "1900-01-01/1999-12-31"),
        ("-1985S2", "-1999-01-01/-1900-12-31"),
        ("2017S4", "2017"),
        ("2017S9", "2017"),
        ("Y3388E2S3", "Y338000-01-01/Y338999-12-31"),
        ("2017-03-02~", "2017-03-02~1"),
        ("2017-03?", "2017-03~31"),
        ("2017-03%", "2017-03~62"),
        ("2017~", "2017~366"),
        ("201X~", "2010-01-01/2019-12-31~3653"),
        ("19XX?", "1900-01-01/1999-12-31~36525"),
        ("1XXX~", "1000-01-01/1999-12-31~365243"),
        ("2017-21~", "2017-03-01/2017-05-31~92"),
        ("2004-06~-11", "2004-06-11~31"),
        ("2004?-06~-11", "2004-06-11~366"),
        ("?2004-06-~11", "2004-06-11~366"),
        ("2004-%06-11", "2004-06-11~62"),
        ("2016~/2017-03?", "2016-01-01/2017-03-31~366"),
        ("[2015~,2017-03]", "[2015,2017-03]~366"),
        ("Y170000002~", "Y170000002~366"),
    ],
)
def test_what_a_date_may_mean(text: str, key: str) -> None:
    assert read_edtf(text).key == key


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2011-13-45", "there is no month 13"),
        ("2017-00", "there is no month 00"),
        ("2017-42", "there is no month 42"),
        ("2017-02-30", "there is no day 30 in that month"),
        ("2017-02-29", "there is no day 29 in that month"),
        ("1900-02-29", "there is no day 29 in that month"),
        ("2017-02-3X", "there is no day 3X in that month"),
        ("{1960,1961-X2}7", "is not a date"),
        ("2017-X2-1/2018", "is not a date"),
        ("2017-2X", "is not a date"),
        ("2017/2016", "write the earlier date first"),
        ("2017-06/2017-03", "write the earlier date first"),
        ("[2017..2016]", "write the earlier date first"),
        ("2016-02-30/2017", "there is no day 30 in that month"),
        ("/", "gives no date"),
        ("", "is not a date"),
        ("c. 2011", "is not a date"),
        ("March 2017", "is not a date"),
        ("2 March 2017", "is not a date"),
        ("02/03/2017", "is not a date"),
        ("2017-3-2", "is not a date"),
        ("20170302", "is not a date"),
        ("10000", "is not a date"),
        ("-0000", "is not a date"),
        ("201x", "is not a date"),
        ("2004 ~", "is not a date"),
        ("?", "is not a date"),
        ("1985-04T10:00:00", "is not a date"),
        ("2017-21-05", "is not a date"),
        ("1950S2-03", "is not a date"),
        ("1950S2-0X", "is not a date"),
        ("1000S32016-01", "is not a date"),
        ("-1950S2-XX", "is not a date"),
        ("2017S0", "is not a date"),
        ("[]", "is not a date"),
        ("[2015,,2016]", "is not a date"),
        ("2015/2016/2017", "is not a date"),
        ("Y17E99999999", "has more than 100 digits"),
        ("Y17E99", "has more than 100 digits"),
        ("[" + "2015," * 1000 + "2016]", "the limit is 2000"),
    ],
)
def test_what_is_no_date_says_why(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        read_edtf(text)


def test_a_date_written_differently_is_the_same_value_only_where_it_says_the_same() -> None:
    assert read_edtf("2017").same_as(read_edtf("2017-01-01/2017-12-31"))
    assert read_edtf("[2015,2016]").same_as(read_edtf("2015/2016"))
    assert not read_edtf("[2015,2017]").same_as(read_edtf("2015/2017"))
    assert not read_edtf("{2015,2016}").same_as(read_edtf("[2015,2016]"))
    assert not read_edtf("2017").same_as(read_edtf("2017~"))


def test_hostile_dates_cost_no_time() -> None:
    began = time.perf_counter()
    for text in ["Y9" + "9" * 90, "Y1E85S1", "XXXX-XX-XX", "[" + ",".join(["1XXX-12-25"] * 180) + "]", "Y-99999E80"]:
        read_edtf(text)
    assert time.perf_counter() - began < 5


def test_first_and_last_are_none_where_a_side_is_open() -> None:
    closed, opened = read_edtf("2017-03"), read_edtf("2017-03/..")
    assert (closed.first, closed.last) == (dt.date(2017, 3, 1).toordinal(), dt.date(2017, 3, 31).toordinal())
    assert (opened.first, opened.last) == (dt.date(2017, 3, 1).toordinal(), None)
    assert read_edtf("../2017-03").first is None
