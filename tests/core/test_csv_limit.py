from __future__ import annotations

import csv
import io

import pytest

from compare.core.csv_limit import cells_up_to


def test_a_cell_may_be_so_long_and_no_longer() -> None:
    with cells_up_to(5):
        assert list(csv.reader(io.StringIO("short"))) == [["short"]]
        with pytest.raises(csv.Error):
            list(csv.reader(io.StringIO("longer")))


def test_the_limit_is_put_back_whatever_happens() -> None:
    before = csv.field_size_limit()
    with pytest.raises(KeyError), cells_up_to(5):
        raise KeyError
    assert csv.field_size_limit() == before
