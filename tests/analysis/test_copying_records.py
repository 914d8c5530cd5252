"""The hints at copying in a claims table as records: who, how much they share, and the answers that both give."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from compare.analysis.kernel import judge_table
from compare.analysis.records import table_findings
from compare.core.findings import SourceCopying
from tests.analysis.test_records import FILE, table, terms

if TYPE_CHECKING:
    from compare.core.findings import Findings


def answer(number: int, *, odd: bool) -> str:
    return f"19{number + 10}-07-01" if odd else f"19{number + 10}-03-02"


def copying(*pairs: tuple[str, str, int], denied: int = -1) -> Findings:
    """Sixty questions, eight papers that agree, and pairs that share odd answers; of one question they deny the usual one."""
    rows = [{"subject": f"{q:02}", "source": f"paper-{s}", "value": answer(q, odd=False)} for q in range(60) for s in range(8)]
    for one, other, many in pairs:
        for q in range(60):
            odd = (q >= 60 - many if one == "late" else q < many) and q != denied
            value = {"subject": f"{q:02}", "value": answer(q, odd=odd), "stance": "denies" if q == denied else "affirms"}
            rows += [{**value, "source": one}, {**value, "source": other}]
    numbered = {f"{q:02}": terms("date") for q in range(60)}
    return table_findings(judge_table(table(*rows, of=numbered)), "Bridges", FILE)


def test_a_pair_that_may_copy_is_told_with_its_counts_and_the_answers_both_give() -> None:
    (hint,) = copying(("wire", "echo", 20)).copy_hints
    examples = tuple((f"{q:02}", f"1 July 19{q + 10}") for q in range(5))
    assert hint == SourceCopying(("echo", "wire"), 60, 60, 20, 20, 20, hint.expected, examples)
    assert hint.expected == pytest.approx(20 * (20 / 60) / 2)  # each strays a third of the time, to what is one of two


def test_pairs_with_most_in_common_come_first_and_then_by_name() -> None:
    hints = copying(("wire", "echo", 20), ("late", "zeal", 24), ("able", "bold", 20)).copy_hints
    assert hints[0].sources == ("late", "zeal")
    assert [each.rare for each in hints] == sorted((each.rare for each in hints), reverse=True)
    assert [each.sources for each in hints[1:]] == sorted(each.sources for each in hints[1:])


def test_a_denial_that_both_share_is_told_as_one() -> None:
    (hint,) = copying(("wire", "echo", 20), denied=2).copy_hints
    assert ("02", "not 2 March 1912") in hint.examples
    assert ("01", "1 July 1911") in hint.examples
