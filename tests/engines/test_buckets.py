"""The engine on claims tables: the same rows of result for any order of the claims, any number of buckets, and from disk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compare.analysis.because import Teller
from compare.analysis.kernel import Background, judge_table
from compare.core.columns import ClaimsTable, Column
from compare.core.model import Location, Subject
from compare.engines.buckets import in_buckets, taken
from compare.engines.here import each
from compare.engines.staging import Staging
from compare.exporters.judged_rows import COLUMNS, rows_of

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable
    from pathlib import Path

    from compare.core.judged import Judged

KINDS = ("quantity", "date", "text", "name", "names", "time")
VALUES = {
    "quantity": ("11", "~11", "10..20", "1,000", "1000", "many"),
    "date": ("2017", "2017-03", "2017-03-02", "2018", "spring"),
    "text": ("a merger", "A merger.", "an alliance"),
    "name": ("Ada Lovelace", "Lovelace, Ada", "A. Lovelace", "Mary Shelley"),
    "names": ("Ada Lovelace", "Ada Lovelace; Mary Shelley", "Mary Shelley"),
    "time": ("7:10 a.m.", "07:10", "19:10", "soon"),
}
ROW = st.fixed_dictionaries(
    {
        "subject": st.integers(0, 6),
        "source": st.sampled_from(["north", "south", "east", "west"]),
        "value": st.integers(0, 5),
        "stance": st.sampled_from([None, "affirms", "denies"]),
        "hedge": st.sampled_from([None, "stated", "reported"]),
        "list": st.sampled_from([None, "open", "closed"]),
        "scope": st.sampled_from([None, None, "dead", "injured"]),
        "as_of": st.sampled_from([None, "2015", "2019", "../2018"]),
        "since": st.sampled_from([None, None, "2014"]),
        "published": st.sampled_from([None, "2020-01-01"]),
        "origin": st.sampled_from([None, None, "Agency", "north", "Agency; south", "own-reporting"]),
        "corrects": st.sampled_from([None, None, None, "east"]),
    }
)
ROW_QUALIFIERS = ("stance", "hedge", "list", "scope", "as_of", "since", "published", "origin", "corrects")
ROWS = st.lists(ROW, min_size=1, max_size=40)


def table(rows: list[dict[str, Any]]) -> ClaimsTable:
    """A table of these rows; a subject's number decides its kind and whether its answer changes."""
    terms = tuple(Subject("", "", kind, Location(""), time=time) for kind in KINDS for time in ("fixed", "changing"))
    subject = Column.of([f"{KINDS[row['subject'] % len(KINDS)]} {row['subject']}" for row in rows])
    by_text = {text: KINDS.index(text.partition(" ")[0]) * 2 + int(text[-1]) % 2 for text in subject.texts}
    values = [VALUES[KINDS[row["subject"] % len(KINDS)]] for row in rows]
    return ClaimsTable(
        subject=subject,
        source=Column.of([row["source"] for row in rows]),
        value=Column.of([known[row["value"] % len(known)] for known, row in zip(values, rows, strict=True)]),
        terms=terms,
        terms_of=np.array([by_text[text] for text in subject.texts], dtype=np.int32),
        qualifiers={name: Column.of([row[name] for row in rows]) for name in ROW_QUALIFIERS},
    )


def result(parts: Iterable[Judged]) -> dict[str, list[tuple[object, ...]]]:
    """The rows of all result tables, by subject."""
    found: dict[str, list[tuple[object, ...]]] = {name: [] for name in COLUMNS}
    for part in parts:
        tell = Teller(part, {}).because
        for name in COLUMNS:
            found[name] += rows_of(name, part, tell)
    return {name: sorted(rows, key=lambda row: (row[0], *map(str, row))) for name, rows in found.items()}


@given(ROWS, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=60)
def test_the_order_of_rows_changes_nothing(rows: list[dict[str, Any]], shuffle: random.Random) -> None:
    mixed = list(rows)
    shuffle.shuffle(mixed)
    assert result([judge_table(table(mixed))]) == result([judge_table(table(rows))])


@given(ROWS, st.permutations(ROW_QUALIFIERS))
@settings(deadline=None, max_examples=60)
def test_the_order_of_columns_changes_nothing(rows: list[dict[str, Any]], names: list[str]) -> None:
    given_in_order = table(rows)
    columns = {name: given_in_order.qualifiers[name] for name in names}
    assert result([judge_table(replace(given_in_order, qualifiers=columns))]) == result([judge_table(given_in_order)])


@given(ROWS, st.integers(1, 20))
@settings(deadline=None, max_examples=60)
def test_any_number_of_buckets_gives_the_same_result(rows: list[dict[str, Any]], claims: int) -> None:
    whole = table(rows)
    parts = [judge_table(bucket()) for bucket in in_buckets(whole, claims)]
    assert result(parts) == result([judge_table(whole)])


@given(rows=ROWS)
@settings(deadline=None, max_examples=5)
def test_several_processes_give_the_same_result_in_the_same_order(rows: list[dict[str, Any]]) -> None:
    buckets = in_buckets(table(rows), 3)

    def numbers(processes: int) -> list[tuple[int, list[int]]]:
        return list(each(buckets, Background(), lambda number, part: (number, part.relations.rule.tolist()), processes))

    assert numbers(2) == numbers(1)


@given(ROWS, st.integers(1, 5), st.integers(1, 7))
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_staged_on_disk_the_result_is_the_same(
    tmp_path_factory: Any, rows: list[dict[str, Any]], buckets: int, at_once: int
) -> None:
    folder: Path = tmp_path_factory.mktemp("staged")
    whole = table(rows)
    staging = Staging(folder, buckets)
    for start in range(0, len(rows), at_once):
        staging.add(taken(whole, np.arange(start, min(start + at_once, len(rows)))))
    staging.close()
    assert staging.claims == len(rows)
    assert result(judge_table(bucket()) for bucket in staging.buckets()) == result([judge_table(whole)])


def test_a_bucket_holds_whole_subjects() -> None:
    rows = [dict.fromkeys(ROW_QUALIFIERS) | {"subject": number % 5, "source": "north", "value": 0} for number in range(40)]
    parts = [bucket() for bucket in in_buckets(table(rows), 10)]
    subjects = [set(part.subject.texts) for part in parts]
    assert max(map(len, parts)) < 20
    assert sum(len(part) for part in parts) == 40
    assert all(not one & other for at, one in enumerate(subjects) for other in subjects[:at])
