"""Hints at copying in what was judged: a more exact answer is the same answer, and what fits the others is no departure."""

from __future__ import annotations

import random

import numpy as np

from compare.analysis.copying import counted_as, hints_in
from compare.analysis.kernel import Background, judge_table
from compare.analysis.table import bare_terms
from compare.core.columns import ClaimsTable, Column
from compare.core.copy_hints import CopyHint
from compare.kinds.base import example_subject

Row = tuple[str, str, str]
HONEST = [(f"question-{q}", f"paper-{s}", "2017-03-02") for q in range(60) for s in range(8)]


def answers(source: str, *values: str) -> list[Row]:
    """What a source says on the first questions, one after the other, and the usual on the others."""
    return [(f"question-{q}", source, values[q] if q < len(values) else "2017-03-02") for q in range(60)]


def found(*rows: Row, kind: str = "date") -> list[tuple[str, str]]:
    """The pairs that are hinted at, by name."""
    subject, source, value = (Column.of(column) for column in zip(*rows, strict=True))
    terms = np.zeros(len(subject.texts), dtype=np.int32)
    table = ClaimsTable(subject, source, value, (bare_terms(example_subject(kind)),), terms)
    return [(source.texts[hint.sources[0]], source.texts[hint.sources[1]]) for hint in hints_in(judge_table(table))]


WRONG = tuple(f"2019-05-{day:02}" for day in range(1, 21))


def test_rare_values_in_common() -> None:
    assert found(*HONEST, *answers("wire", *WRONG), *answers("echo", *WRONG)) == [("echo", "wire")]


def test_the_order_of_the_claims_changes_nothing() -> None:
    rows = [*HONEST, *answers("wire", *WRONG), *answers("echo", *WRONG), *answers("again", *WRONG)]
    usual = found(*rows)
    random.Random(1).shuffle(rows)  # noqa: S311 - an order, not a secret
    assert found(*rows) == usual == [("again", "echo"), ("again", "wire"), ("echo", "wire")]


def test_a_copy_that_leaves_out_the_day_is_still_one() -> None:
    assert found(*HONEST, *answers("wire", *WRONG), *answers("echo", *(each[:7] for each in WRONG))) == [("echo", "wire")]


def test_two_that_only_give_the_year_copy_nothing() -> None:
    assert found(*HONEST, *answers("wire", *["2017"] * 60), *answers("echo", *["2017"] * 60)) == []


def test_two_that_give_days_which_meet_the_usual_ones_copy_nothing() -> None:
    """The days overlap: all may be right, and none says less than another."""
    usual = [(f"question-{q}", f"paper-{s}", "2017-03-01/2017-03-05") for q in range(60) for s in range(8)]
    odd = ["2017-03-04/2017-03-09" if q < 20 else "2017-03-01/2017-03-05" for q in range(60)]
    assert found(*usual, *answers("wire", *odd), *answers("echo", *odd)) == []


def test_a_rare_wording_in_common() -> None:
    """Free wordings exclude nothing, and are as good as a fingerprint."""
    wordings = tuple(f"as was heard at the {place} gate" for place in "abcdefghijklmnopqrst")
    assert found(*HONEST, *answers("wire", *wordings), *answers("echo", *wordings), kind="text") == [("echo", "wire")]


def test_values_that_cannot_be_read_are_nothing_in_common() -> None:
    unread = ["Not Available"] * 30
    assert found(*HONEST, *answers("wire", *unread), *answers("echo", *unread)) == []


def test_what_is_counted_as_what() -> None:
    hints = [CopyHint(pair, 9, 9, 9, 9, 9, 0.1, ()) for pair in ((0, 2), (2, 3))]
    assert counted_as(hints, ("wire", "other", "echo", "mirror")) == {"mirror": "echo", "wire": "echo"}
    assert counted_as([], ("wire", "other")) == {}


def test_counted_once_they_support_as_one() -> None:
    rows = [("q", source, "2017") for source in ("a", "b", "c")] + [("q", source, "2018") for source in ("d", "e")]
    subject, source, value = (Column.of(column) for column in zip(*rows, strict=True))
    table = ClaimsTable(subject, source, value, (bare_terms(example_subject("date")),), np.zeros(1, dtype=np.int32))
    leading = [
        judged.values.keys[judged.positions.canonical[judged.subjects.leading[0]]]
        for judged in (judge_table(table), judge_table(table, Background(copies={"b": "a", "c": "a"})))
    ]
    assert leading == ["2017", "2018"]
