"""A claims table as it is judged: the order of claims, and what is counted of every subject."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np
import pytest

from compare.analysis.kernel import Background, judge_table
from compare.core.columns import OPTIONAL, ClaimsTable, Column
from compare.core.entities import Entities
from compare.core.judged import STANDINGS
from compare.core.model import Entity, Location, Subject

if TYPE_CHECKING:
    from compare.core.judged import Judged

Row = dict[str, str]
WHERE = Location("")


def table(*rows: Row, kind: str = "date") -> ClaimsTable:
    """A table of subjects of one kind, with those columns only that a row fills."""
    subject, source, value = (Column.of([row[name] for row in rows]) for name in ("subject", "source", "value"))
    names = [name for name in OPTIONAL if any(name in row for row in rows)]
    return ClaimsTable(
        subject,
        source,
        value,
        (Subject("", "", kind, WHERE),),
        np.zeros(len(subject.texts), dtype=np.int32),
        {name: Column.of([row.get(name) for row in rows]) for name in names},
    )


def said(source: str, value: str, subject: str = "q", **qualifiers: str) -> Row:
    return {"subject": subject, "source": source, "value": value, **qualifiers}


@pytest.mark.parametrize(
    "rows",
    [
        (said("a", "2019"), said("b", "2018"), said("c", "2017")),
        (said("a", "2019", id="k1"), said("a", "2018", id="k2"), said("a", "2017", id="k3")),
        (said("a", "2019", id="k1", scope="z"), said("a", "2018", id="k2", scope="y"), said("b", "2017", id="k0", scope="x")),
        (said("a", "2019"), said("a", "2019", stance="affirms"), said("a", "2019", stance="denies")),
        (said("a", "2019", hedge="reported", quote="z"), said("a", "2019", hedge="stated", quote="y")),
        (said("a", "2019", since="2001", until="2009"), said("a", "2019", since="2002", until="2008")),
        (said("a", "2019", published="2019-02-02", origin="z"), said("a", "2019", published="2019-02-03", origin="y")),
    ],
)
def test_claims_stand_by_source_then_id_then_what_qualifies_them_whatever_the_order_of_the_rows(rows: tuple[Row, ...]) -> None:
    for mixed in permutations(rows):
        assert [mixed[row] for row in judge_table(table(*mixed)).claims.row.tolist()] == list(rows)


def test_without_ids_claims_of_one_source_stand_by_what_they_say() -> None:
    rows = (said("a", "2017", scope="z"), said("a", "2018", scope="y"), said("a", "2019", scope="x"))
    orders = {tuple(mixed[row]["value"] for row in judge_table(table(*mixed)).claims.row) for mixed in permutations(rows)}
    assert len(orders) == 1


@pytest.fixture(scope="module")
def judged() -> Judged:
    rows = (
        said("b", "2017", "q2"),
        said("a", "2017", "q1"),
        said("a", "soon", "q1"),
        said("b", "2018", "q1"),
        said("c", "2018-05", "q1"),
        said("c", "2018-06", "q1"),
        said("a", "2017", "q2"),
        said("a", "never", "q2"),
        said("b", "never", "q3"),
        said("a", "2019", "q4"),
        said("b", "2020", "q4"),
    )
    return judge_table(table(*rows))


def test_of_every_subject_sources_unread_claims_and_pairs_of_positions_are_counted(judged: Judged) -> None:
    subjects = judged.subjects
    assert [judged.table.subject.texts[code] for code in subjects.code] == ["q2", "q1", "q3", "q4"]
    assert subjects.sources.tolist() == [2, 3, 1, 2]
    assert subjects.unread.tolist() == [1, 1, 1, 0]
    assert subjects.pairs.tolist() == [0, 6, 0, 1]
    assert subjects.start.tolist() == [0, 1, 5, 5, 7]


def test_of_every_subject_the_standing_and_what_leads_are_told(judged: Judged) -> None:
    subjects = judged.subjects
    assert [STANDINGS[each] for each in subjects.standing] == ["agreed", "contested", "undetermined", "contested"]
    assert subjects.tied.tolist() == [1, 2, 0, 2]
    assert subjects.leading.tolist() == [0, -1, -1, -1]


def test_a_subject_weighs_as_its_own_terms_say() -> None:
    subject, source = Column.of(["light", "light", "grave", "grave"]), Column.of(["a", "b", "a", "b"])
    terms = tuple(Subject("", "", "date", WHERE, weight=weight) for weight in ("low", "high"))
    claims = ClaimsTable(subject, source, Column.of(["2017", "2018", "2017", "2018"]), terms, np.array([0, 1], dtype=np.int32))
    assert judge_table(claims).subjects.severity.tolist() == [2, 3]


def test_closed_lists_are_those_of_kinds_that_are_lists() -> None:
    rows = (said("a", "Ada Lovelace", list="closed"), said("b", "Ada Lovelace", list="open"), said("c", "Mary Shelley"))
    closed = {kind: judge_table(table(*rows, kind=kind)).claims.closed.tolist() for kind in ("names", "name")}
    assert closed == {"names": [True, False, False], "name": [False, False, False]}


def test_values_are_read_against_the_entities_of_the_background() -> None:
    known = Background(Entities((Entity("ada", "Ada Lovelace", "person", WHERE),)))
    rows = (said("a", "Ada Lovelace"), said("b", "ada"))
    assert [judge_table(table(*rows, kind="entity"), each).subjects.unread.tolist() for each in (known, None)] == [[0], [2]]


def test_copies_that_the_table_does_not_have_change_nothing() -> None:
    rows = (said("a", "2017"), said("b", "2017"), said("c", "2018"))
    for copies, counted in (
        ({}, [2, 1]),
        ({"x": "a"}, [2, 1]),
        ({"b": "a"}, [1, 1]),
        ({"b": "x"}, [2, 1]),
        ({"c": "a", "b": "a"}, [1, 1]),
    ):
        assert judge_table(table(*rows), Background(copies=copies)).positions.counted.tolist() == counted
