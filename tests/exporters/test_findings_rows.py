from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from compare.core.json_lines import rows_as_json
from compare.exporters.columns_file import parquet_bytes
from compare.exporters.findings_rows import COLUMNS, findings_rows
from compare.pipeline import Run, find
from tests.conftest import ROOT

if TYPE_CHECKING:
    from compare.core.findings import Findings


@pytest.fixture(scope="module")
def findings() -> Findings:
    return find(Run(ROOT / "compare" / "casebooks" / "example"))


def rows(findings: Findings) -> list[dict[str, object]]:
    return [dict(zip(COLUMNS, row, strict=True)) for row in findings_rows(findings)]


def test_every_claim_has_one_row_with_what_its_subject_came_to(findings: Findings) -> None:
    found = rows(findings)
    assert sorted(str(each["claim"]) for each in found) == sorted(each.uid for each in findings.claims)
    cause = [each for each in found if each["subject"] == "harbour-fire/cause"]
    assert [(each["position"], each["value"], each["against"], each["sources"]) for each in cause] == [
        ("A", "a faulty battery charger", "C", 1),
        ("B", "an accident", "C", 1),
        ("C", "set on purpose", "A; B", 1),
    ]
    assert {(each["standing"], each["severity"], each["decision_state"]) for each in cause} == {("contested", "high", "none")}


def test_a_claim_that_cannot_be_read_is_there_without_a_position(findings: Findings) -> None:
    subject = next(each for each in findings.subjects if len(each.positions) > 1)
    *kept, last = subject.positions
    unread = replace(subject, positions=tuple(kept), relations=(), unread=last.claims)
    others = tuple(each for each in findings.subjects if each is not subject)
    found = [each for each in rows(replace(findings, subjects=(unread, *others))) if each["subject"] == subject.subject.id]
    assert [each["position"] for each in found][-1] == ""
    assert (found[-1]["sources"], found[-1]["origins_low"], found[-1]["against"]) == (None, None, "")


def test_the_order_in_which_things_were_found_changes_nothing(findings: Findings) -> None:
    turned = replace(findings, claims=findings.claims[::-1], subjects=findings.subjects[::-1])
    assert list(findings_rows(turned)) == list(findings_rows(findings))


def test_parquet_has_text_but_for_counts_and_the_same_bytes_each_time(findings: Findings) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    made = [*findings_rows(findings)]
    data = parquet_bytes(COLUMNS, made)
    assert parquet_bytes(COLUMNS, made) == data
    table = parquet.read_table(io.BytesIO(data))
    assert [each for each in table.schema.names if str(table.schema.field(each).type) == "int64"] == [
        "sources",
        "origins_low",
        "origins_high",
    ]
    assert table.schema.metadata is None
    assert [tuple(each.values()) for each in table.to_pylist()] == made
    assert parquet.read_table(io.BytesIO(parquet_bytes(COLUMNS, []))).num_rows == 0


def test_json_has_a_record_a_line_in_the_order_of_the_columns(findings: Findings) -> None:
    text = rows_as_json([tuple(COLUMNS), *findings_rows(findings)])
    assert [tuple(each) for each in json.loads(text)] == [tuple(COLUMNS)] * len(findings.claims)
    assert text.count("\n") == len(findings.claims) + 2
    assert json.loads(rows_as_json([("a",)])) == []
