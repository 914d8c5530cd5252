"""Every fault has a row, and every row tests that are there, or a reason."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from docs.trust import cell, rows_of
from tests.trust.rows import LAST, rows

if TYPE_CHECKING:
    from tests.trust.row import Row

ROOT = Path(__file__).parents[2]


@cache
def names_in(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return frozenset(each.name for each in tree.body if isinstance(each, ast.FunctionDef))


def test_every_fault_has_its_row() -> None:
    assert [row.number for row in rows()] == list(range(1, LAST + 1))


@pytest.mark.parametrize("row", rows(), ids=lambda row: str(row.number))
def test_a_row_has_tests_that_are_there_or_a_reason(row: Row) -> None:
    assert bool(row.tests) is not bool(row.because)
    missing = [each for each in row.tests if each.partition("::")[2] not in names_in(each.partition("::")[0])]
    assert missing == []


def test_the_page_has_these_rows_and_every_test_of_them_passed() -> None:
    written = rows_of((ROOT / "docs" / "trust.md").read_text(encoding="utf-8"))
    named = ["<br>".join(f"`{test}`" for test in row.tests) or f"none: {cell(row.because)}" for row in rows()]
    assert [(number, fault, must, tests) for number, fault, must, tests, _ in written] == [
        (str(row.number), cell(row.fault), cell(row.must), tests) for row, tests in zip(rows(), named, strict=True)
    ]
    for row, (*_, result) in zip(rows(), written, strict=True):
        told = result.split("<br>") if row.tests else []
        assert len(told) == len(row.tests)
        assert all(re.fullmatch(r"[1-9][0-9]* passed(: .+)?", each) for each in told), (row.number, result)
